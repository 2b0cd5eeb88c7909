import { basename } from 'node:path'
import { type Day, nearDay } from '../../contract/day.ts'
import { bothNames } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { dayAfter } from '../../session/cadence.ts'
import { goalsFrom } from '../../session/goals.ts'
import { type AnyRecord, type CheckIn, isMissed } from '../../session/record.ts'
import { type Session, sessionsFrom } from '../../session/sessions.ts'
import type { Line } from '../report.ts'
import { type Before, namesOf } from './before.ts'

/** How a check-in ends: one win, each one's next steps, the next date, and nothing else (CHK-22). */
export function closingLines(before: Before, file: string, record: AnyRecord, dir: string): Line[] {
  const names = namesOf(before)
  if (isMissed(record))
    return [['Written', file], ...againOn(before, record.session.date, record.session.rescheduledTo)]
  const win = record.wins[0]
  const steps = record.nextSteps.map(step => {
    const who = step.owner === 'both' ? bothNames(names) : names[step.owner]
    return `${who}: ${shorten(step.text, 60)}${step.due ? `, by ${nearDay(step.due, before.today)}` : ''}`
  })
  return [
    ['Written', file],
    ...(win ? [['A win', `${names[win.by]}: ${win.text}`] as const] : []),
    ...celebration(before, file, record),
    ...(steps.length ? [['Next', steps.join('\n')] as const] : []),
    ...(toChange(before, record) ? [['Change', `the goal, as you said: partner amend wins${dir}`] as const] : []),
    ...againOn(before, record.session.date, record.nextSession),
  ]
}

/** The day that was named, or else the first of the rule after the session. */
function againOn({ partnership, today }: Before, date: Day, named: Day | undefined): Line[] {
  const { meetings } = partnership.contract.agreements
  const next = named ?? dayAfter(meetings, date)
  return next ? [['Again on', [nearDay(next, today), meetings.time].filter(Boolean).join(', ')]] : []
}

/** AGR-06: a goal that is finished since this session, by the word of whose goal it is. */
function celebration({ partnership: { contract }, records, sessions }: Before, file: string, record: CheckIn): Line[] {
  const agreed = contract.agreements.celebration?.trim()
  if (!agreed || !record.goals.some(({ state }) => state === 'finished')) return []
  const finishedIn = (sessions: readonly Session[]) =>
    goalsFrom(contract, sessions).flatMap(({ id, finished }) => (finished ? id : []))
  const before = finishedIn(sessions)
  const after = finishedIn(sessionsFrom(contract, [...records, { name: basename(file), record }]).sessions)
  return after.some(id => !before.includes(id)) ? [['Reached', `You agreed to celebrate: ${shorten(agreed, 200)}`]] : []
}

/** Whether somebody said of a step that its goal is to be changed, which the record alone does not do. */
const toChange = ({ steps }: Before, record: AnyRecord): boolean =>
  !isMissed(record) &&
  (record.followUp.some(entry => entry.then === 'redefine' && steps.some(({ id }) => id === entry.step)) ||
    record.goals.some(({ review }) => review === 'change' || review === 'close'))

/** What a person would write when they keep the record in git. */
export const sessionMessage = (before: Before, record: AnyRecord): string =>
  `${isMissed(record) ? 'Missed session' : 'Session'} of ${bothNames(namesOf(before))}, ${record.session.date}`
