import { addDays, nearDay } from '../../contract/day.ts'
import { bothNames } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { occurrences } from '../../session/cadence.ts'
import { type AnyRecord, isMissed } from '../../session/record.ts'
import type { Line } from '../report.ts'
import { type Before, namesOf } from './before.ts'

/** How a check-in ends: one win, each one's next steps, the next date, and nothing else (CHK-22). */
export function closingLines(before: Before, file: string, record: AnyRecord): Line[] {
  const names = namesOf(before)
  const { meetings } = before.partnership.contract.agreements
  const named = isMissed(record) ? record.session.rescheduledTo : record.nextSession
  const next = named ?? occurrences(meetings, addDays(record.session.date, 1), 1)[0]
  const again = next
    ? [['Again on', [nearDay(next, before.today), meetings.time].filter(Boolean).join(', ')] as const]
    : []
  if (isMissed(record)) return [['Written', file], ...again]
  const win = record.wins[0]
  const steps = record.nextSteps.map(step => {
    const who = step.owner === 'both' ? bothNames(names) : names[step.owner]
    return `${who}: ${shorten(step.text, 60)}${step.due ? `, by ${nearDay(step.due, before.today)}` : ''}`
  })
  return [
    ['Written', file],
    ...(win ? [['A win', `${names[win.by]}: ${win.text}`] as const] : []),
    ...(steps.length ? [['Next', steps.join('\n')] as const] : []),
    ...(toChange(before, record) ? [['Change', `the goal, as you said: partner amend wins`] as const] : []),
    ...again,
  ]
}

/** Whether somebody said of a step that its goal is to be changed, which the record alone does not do. */
const toChange = ({ steps }: Before, record: AnyRecord): boolean =>
  !isMissed(record) &&
  (record.followUp.some(entry => entry.then === 'redefine' && steps.some(({ id }) => id === entry.step)) ||
    record.goals.some(({ review }) => review === 'change' || review === 'close'))

/** What a person would write when they keep the record in git. */
export const sessionMessage = (before: Before, record: AnyRecord): string =>
  `Session of ${bothNames(namesOf(before))}, ${record.session.date}`
