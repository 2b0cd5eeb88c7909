import { type Day, longDay } from '../../contract/day.ts'
import { bothNames, type Names, OWNERS, other } from '../../contract/people.ts'
import { inQuotes } from '../../contract/text.ts'
import { nextSession } from '../../session/cadence.ts'
import type { TimeOn } from '../../session/check-in-time.ts'
import type { Session } from '../../session/sessions.ts'
import { publicKey } from '../../signature/ssh.ts'
import { frozenName } from '../../signature/statement.ts'
import type { Partnership } from '../../store/partnership.ts'
import { calendarLines, type Line } from '../report.ts'
import type { Ready } from '../suggestion.ts'
import { AFTER_DECLINE, vouchText } from '../verify/lines.ts'
import type { Signed, Standings } from './writing.ts'

/** What was signed or declined, and what comes next. */
export function signedLines(
  partnership: Partnership,
  names: Names,
  signed: readonly Signed[],
  after: Standings,
  { coming, ready }: { coming: string; ready: Ready },
): Line[] {
  const { version } = partnership.contract
  const declined = signed.some(({ why }) => why !== undefined)
  const open = OWNERS.filter(owner => !after.signed[owner])
  const checkin = ready('partner checkin')
  const afterSigning = coming ? `${coming}. After it: ${checkin}` : `after your next session: ${checkin}`
  const next = Object.keys(after.declined).length
    ? ready(AFTER_DECLINE)
    : open.length
      ? `${names[open[0]!]}: ${ready(`partner sign --as ${open[0]}`)}`
      : afterSigning
  return [
    ...signed.flatMap(({ owner, name, why, said }): Line[] => [
      [why === undefined ? 'Signed' : 'Declined', `${names[owner]}, version ${version}, as ${inQuotes(name)}`],
      ...keyLines(said, names),
    ]),
    [
      'Written',
      `${partnership.shown('versions', frozenName(version, signed[0]!.said.sha256))} and ${partnership.shown('signatures')}`,
    ],
    ['Next', next],
    ...(declined || open.length ? [] : calendarLines(partnership.contract.agreements.meetings, ready)),
  ]
}

/** The session that comes after a day, as far as one is agreed: `your first session: Monday 19 January, 18:30`. */
export function comingSession(
  { contract }: Partnership,
  sessions: readonly Session[],
  date: Day,
  timeOn: TimeOn,
): string {
  const { meetings } = contract.agreements
  const next = nextSession(meetings, sessions, contract.date)
  if (!next || next < date) return ''
  const when = [longDay(next), timeOn(next)].filter(Boolean).join(', ')
  return `your ${sessions.length ? 'next' : 'first'} session: ${when}`
}

/** What a person would write when they keep it in git. */
export function signedMessage(version: number, names: Names, signed: readonly Signed[], after: Standings): string {
  const declined = signed.some(({ why }) => why !== undefined)
  const who = signed.map(({ owner }) => names[owner]).join(' and ')
  const all = !declined && OWNERS.every(owner => after.signed[owner])
  return `${all ? bothNames(names) : who}: version ${version} ${declined ? 'declined' : 'signed'}`
}

function keyLines({ key, partner, vouches }: Signed['said'], names: Names): Line[] {
  if (key === undefined) return []
  const theirs = vouches?.[other(partner)]
  const vouching = theirs ? [vouchText(names, partner, theirs)] : []
  return [['By key', [`${publicKey(key)?.fingerprint}, and ssh-keygen has verified it.`, ...vouching].join('\n')]]
}
