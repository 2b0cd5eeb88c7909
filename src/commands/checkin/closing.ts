import { basename } from 'node:path'
import { allWins } from '../../contract/contract.ts'
import { nearDay } from '../../contract/day.ts'
import { bothNames } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { dueIn } from '../../contract/typed-date/index.ts'
import { dayAfter, nextSession } from '../../session/cadence.ts'
import type { TimeOn } from '../../session/check-in-time.ts'
import { goalsFrom } from '../../session/goals.ts'
import { type AnyRecord, type CheckIn, isMissed } from '../../session/record.ts'
import { type Session, sessionsFrom } from '../../session/sessions.ts'
import { leavesOpen } from '../../session/steps.ts'
import type { Line } from '../report.ts'
import type { Ready } from '../suggestion.ts'
import { type Before, namesOf } from './before.ts'

/** How a check-in ends: one win, each one's next steps, the next date, and nothing else (CHK-22). */
export function closingLines(
  before: Before,
  { file, record, isRecorded }: { file: string; record: AnyRecord; isRecorded?: boolean | undefined },
  { ready, timeOn }: { ready: Ready; timeOn: TimeOn },
): Line[] {
  const names = namesOf(before)
  const saved: Line = isRecorded ? ['Unchanged', `already recorded in ${file}`] : ['Written', file]
  if (isMissed(record)) return [saved, ...againOn(before, record, timeOn)]
  const win = record.wins[0]
  const again = redated(before, record).map(step => `${stepLine(step, before, record)} (again)`)
  const steps = [...again, ...record.nextSteps.map(step => stepLine(step, before, record))]
  return [
    saved,
    ...(win ? [['A win', `${names[win.by]}: ${win.text}`] as const] : []),
    ...celebration(before, file, record),
    ...(steps.length ? [['Next', steps.join('\n')] as const] : []),
    ...toChange(before, record, ready),
    ...againOn(before, record, timeOn),
  ]
}

type Agreed = Pick<CheckIn['nextSteps'][number], 'owner' | 'text' | 'due'>

/** The steps that go on, with their new dates. */
const redated = ({ steps }: Before, { followUp }: CheckIn): Agreed[] =>
  followUp.flatMap(({ step, result, newDue }) => {
    const found = result === 'notDue' ? undefined : steps.find(({ id, otherIds }) => [id, ...otherIds].includes(step))
    return found && leavesOpen({ result, newDue }) ? [{ owner: found.owner, text: found.text, due: newDue }] : []
  })

/** Who does what by when. A date that is in the step's own words is printed once. */
function stepLine({ owner, text, due }: Agreed, before: Before, { session }: CheckIn): string {
  const names = namesOf(before)
  const who = owner === 'both' ? bothNames(names) : names[owner]
  const dated = dueIn(text, { today: session.date })
  const isSame = dated !== undefined && 'due' in dated && dated.due === due
  const words = isSame && dated.text ? dated.text : text
  const when = due ? nearDay(due, before.today()) : ''
  return `${who}: ${shorten(words, 60)}${when && (isSame && words === text ? ` (${when})` : `, by ${when}`)}`
}

/** When they meet next: as this record says or the rule gives it, and where it is recorded late, as those after it do. */
function againOn({ partnership: { contract }, sessions, today }: Before, record: AnyRecord, timeOn: TimeOn): Line[] {
  const { meetings } = contract.agreements
  const { date } = record.session
  const isLate = sessions.some(session => session.date > date)
  const named = isMissed(record) ? record.session.rescheduledTo : record.nextSession
  const next = isLate ? nextSession(meetings, sessions, contract.date) : (named ?? dayAfter(meetings, date))
  return next ? [['Again on', [nearDay(next, today()), timeOn(next)].filter(Boolean).join(', ')]] : []
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

/** What was said to become another goal, or none, which the record alone does not do. */
function toChange({ steps, partnership: { contract } }: Before, record: CheckIn, ready: Ready): Line[] {
  const wins = new Map(allWins(contract).map(({ id, text }) => [id, `"${shorten(text, 60)}"`]))
  const reviewed = record.goals.flatMap(({ win, review }) =>
    review === 'change' || review === 'close' ? `${review} ${wins.get(win) ?? win}` : [],
  )
  const redefined = record.followUp.flatMap(({ step, then }) => {
    const found = then === 'redefine' && steps.find(({ id }) => id === step)
    return found ? `change ${(found.win && wins.get(found.win)) || `the goal of "${shorten(found.text, 60)}"`}` : []
  })
  const wished = [...new Set([...reviewed, ...redefined])]
  return wished.length ? [['Agreed to', [...wished, ready('That is done with: partner amend wins')].join('\n')]] : []
}

/** What a person would write when they keep the record in git. */
export const sessionMessage = (before: Before, record: AnyRecord): string =>
  `${isMissed(record) ? 'Missed session' : 'Session'} of ${bothNames(namesOf(before))}, ${record.session.date}`
