import type { Context } from '../context.ts'
import { addDays, nearDay } from '../contract/day.ts'
import { bothNames } from '../contract/people.ts'
import { shorten } from '../contract/text.ts'
import { occurrences } from '../session/cadence.ts'
import { type AnyRecord, isMissed } from '../session/record.ts'
import { type Before, namesOf } from './checkin-before.ts'
import { keepLine } from './report.ts'

/** How a check-in ends: one win, each one's next steps, the next date, and nothing else (CHK-22). */
export function closingLines(
  context: Context,
  before: Before,
  file: string,
  record: AnyRecord,
): (readonly [string, string])[] {
  const names = namesOf(before)
  const { contract, folder } = before.partnership
  const { meetings } = contract.agreements
  const keep = keepLine(context, folder, `Session of ${bothNames(names)}, ${record.session.date}`)
  const named = isMissed(record) ? record.session.rescheduledTo : record.nextSession
  const next = named ?? occurrences(meetings, addDays(record.session.date, 1), 1)[0]
  const again = next
    ? [['Again on', [nearDay(next, before.today), meetings.time].filter(Boolean).join(', ')] as const]
    : []
  if (isMissed(record)) return [['Written', file], ...again, keep]
  const win = record.wins[0]
  const steps = record.nextSteps.map(step => {
    const who = step.owner === 'both' ? bothNames(names) : names[step.owner]
    return `${who}: ${shorten(step.text, 60)}${step.due ? `, by ${nearDay(step.due, before.today)}` : ''}`
  })
  return [
    ['Written', file],
    ...(win ? [['A win', `${names[win.by]}: ${win.text}`] as const] : []),
    ...(steps.length ? [['Next', steps.join('\n')] as const] : []),
    ...again,
    keep,
  ]
}
