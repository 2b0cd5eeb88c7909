import { nearDay } from '../../contract/day.ts'
import type { Owner } from '../../contract/people.ts'
import { nextSession } from '../../session/cadence.ts'
import type { TimeOn } from '../../session/check-in-time.ts'
import type { Recorder } from '../../session/record-file.ts'
import type { OpenTimeOut } from '../../session/time-outs.ts'
import type { Line } from '../report.ts'
import type { Ready } from '../suggestion.ts'
import type { Before } from './before.ts'
import { toConfirm } from './resolving.ts'

/** After the sign: what the pair agreed on for this, and that a talk comes later. */
export function pauseLines({ partnership }: Before, ready: Ready): Line[] {
  const sign = partnership.contract.agreements.timeOut?.trim()
  return [
    ...(sign ? [['Agreed', sign] as const] : []),
    ['Next', ready('take the pause. When you have talked about it: partner timeout --resolve')],
  ]
}

/** After the talk: what it answered, what is still open, and when the two meet again. */
export function talkedLines(
  { partnership, names, sessions, open, today }: Before,
  {
    answered,
    recorder,
    confirmed,
  }: { answered: readonly OpenTimeOut[]; recorder: Recorder; confirmed: readonly Owner[] },
  { ready, timeOn }: { ready: Ready; timeOn: TimeOn },
) {
  const { contract } = partnership
  const { meetings } = contract.agreements
  const named = (list: readonly OpenTimeOut[]) =>
    list.map(({ by, date }) => `about the time-out of ${names[by]}, ${nearDay(date, today())}`).join('\n')
  const left = open.filter(one => !answered.includes(one))
  const next = nextSession(meetings, sessions, contract.date)
  const lines: Line[] = [['Talked', named(answered)]]
  const waiting = toConfirm(answered, recorder).filter(owner => !confirmed.includes(owner))
  for (const owner of waiting)
    lines.push(['Open', `until ${names[owner]} confirms it: in the next check-in, or --confirmed-by ${owner}`])
  if (left.length) lines.push(['To come', named(left).replace(/^/gm, 'the talk ')])
  if (next && next >= today())
    lines.push(['Again on', [nearDay(next, today()), timeOn(next)].filter(Boolean).join(', ')])
  else lines.push(['Next', ready('partner status')])
  return lines
}
