import { type Day, daysBetween, dayText, nearDay, shortDay } from '../../contract/day.ts'
import { bothNames, displayNames, type Names } from '../../contract/people.ts'
import { plain, shorten } from '../../contract/text.ts'
import type { TimeOn } from '../../session/check-in-time.ts'
import { type GoalState, isFalling, isReached, TO_CONFIRM } from '../../session/goals.ts'
import type { Overview } from '../../session/overview.ts'
import { nameOf, RESULTS, STATES } from '../../session/record.ts'
import type { StepState } from '../../session/steps.ts'
import type { Standing } from '../../signature/state.ts'
import { table, wordsFit } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Reading } from '../reading.ts'
import type { Ready } from '../suggestion.ts'
import { behindText, declinedTexts, STATE_WORDS } from '../verify/lines.ts'

/** `Ana and Ben · contract 2, signed by both on 23 March 2026`, and when the next session is. */
export function headLines(
  { partnership, standing, asOf }: Reading,
  { next }: Overview,
  { width, ready, timeOn }: { width: number; ready: Ready; timeOn: TimeOn },
): string[] {
  const { contract } = partnership
  const head = `${bothNames(displayNames(contract.partners))} · contract ${contract.version}, ${standingText(standing)}`
  const time = next && timeOn(next.date)
  const when = next && `${nearDay(next.date, asOf)}${time && next.daysOverdue === 0 ? `, ${time}` : ''}`
  const session = !next
    ? 'No next check-in is agreed.'
    : next.daysOverdue > 0
      ? `The check-in agreed for ${when} is ${days(next.daysOverdue)} late: meet soon, or partner checkin --missed.`
      : `The next check-in is ${next.date === asOf ? 'today' : 'on'} ${next.date === asOf ? time : when}`
          .trim()
          .replace(/\.?$/, '.')
  const names = displayNames(contract.partners)
  const behind = standing.behind.map(each => behindText(each, names, contract.version))
  const declined = declinedTexts(standing.declined, names).map(text => `${text}.`)
  return [head, ...behind, ...declined, ready(session)].flatMap(line => wrap(plain(line), width, '  '))
}

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`)

function standingText({ state, signed }: Standing): string {
  const dates = [signed.a?.date, signed.b?.date].filter(date => date !== undefined).sort()
  return state === 'signed' && dates.length ? `signed by both on ${dayText(dates.at(-1)!)}` : STATE_WORDS[state]
}

export function goalLines({ goals, asOf, sessions }: Overview, names: Names, width: number): string[] {
  if (!goals.length) return ['  No goals yet.']
  const rows = goals.map(goal => [
    goal.owner === 'big' ? '' : names[goal.owner],
    shorten(goal.text, 200) + vagueText(goal),
    String(goal.value ?? goal.baseline ?? ''),
    targetText(goal),
    goal.due ? shortDay(goal.due, asOf) : '',
    goal.finished ? 'finished' : movedText(goal, sessions.lastHeld),
  ])
  const columns = [
    { title: 'Goals' },
    { title: '' },
    { title: 'now', align: 'right' as const },
    { title: 'target', align: 'right' as const },
    { title: 'due' },
    { title: 'last moved' },
  ]
  const content = { columns, rows, width: width - 2 }
  return wordsFit(content) ? indented(table(content)) : ['  Goals', ...rows.flatMap(row => goalBelow(row, width))]
}

/** A goal where columns would be too narrow to read: what it is, and under it how it stands. */
function goalBelow([owner, text, now, of, due, moved]: readonly string[], width: number): string[] {
  const stand = [now && `now: ${now}`, of && `target: ${of}`, due && `due: ${due}`, moved && `last moved: ${moved}`]
  return [
    ...wrap(plain([owner, text].filter(Boolean).join(': ')), width, { first: '  ', rest: '    ' }),
    ...wrap(plain(stand.filter(Boolean).join(', ')), width, '      ').filter(Boolean),
  ]
}

/** A goal that is to fall says so: 131 of 120 would read as reached. */
const targetText = (goal: GoalState): string =>
  goal.target === undefined ? '' : `${isFalling(goal) ? 'down to ' : ''}${goal.target}`

/** WIN-03: what nobody could see is said to be so, and never in the way. */
const vagueText = ({ measure, due }: GoalState): string =>
  measure ? (due ? '' : ' (no date yet)') : due ? ' (no measure yet)' : ' (no measure and no date yet)'

function movedText(goal: GoalState, lastHeld: Day | undefined): string {
  const { sessionsSinceProgress: since, lastMoved, awaiting } = goal
  if (awaiting?.what === 'finished') return TO_CONFIRM
  if (!lastHeld) return ''
  const when = isReached(goal)
    ? 'at its target'
    : !lastMoved
      ? 'not yet'
      : lastMoved === lastHeld
        ? 'last check-in'
        : since < 2
          ? 'a check-in ago'
          : `${since} check-ins ago`
  const trouble = goal.state === 'atRisk' || goal.state === 'stalled' ? nameOf(STATES, goal.state) : ''
  return [when, trouble, awaiting && 'a change to be confirmed'].filter(Boolean).join(', ')
}

export function stepLines({ steps, asOf }: Overview, names: Names, width: number): string[] {
  if (!steps.length) return ['  No open steps.']
  const rows = steps.map(step => [step.owner === 'both' ? 'Both' : names[step.owner], step.text, dueText(step, asOf)])
  return [
    '  Open steps',
    ...indented(table({ columns: [{ title: '' }, { title: '' }, { title: '' }], rows, width: width - 2 })),
  ]
}

/** When it is due, and before that when it is looked at: what is near is easily overlooked (CHK-20). */
function dueText({ due, checkOn, awaiting, history }: StepState, asOf: Day): string {
  const isAhead = checkOn !== undefined && checkOn >= asOf && !(due && due <= checkOn)
  return [
    due && dayFrom(due, asOf),
    isAhead && `a look half-way: ${dayFrom(checkOn, asOf)}`,
    awaiting.length > 0 && `${nameOf(RESULTS, history.at(-1)?.result)}, to be confirmed`,
  ]
    .filter(Boolean)
    .join(', ')
}

const NEAR = ['today', 'tomorrow', 'the day after tomorrow']

function dayFrom(day: Day, asOf: Day): string {
  const late = daysBetween(day, asOf)
  return late > 0 ? `${shortDay(day, asOf)}, ${days(late)} ago` : (NEAR[-late] ?? shortDay(day, asOf))
}

const indented = (text: string): string[] => text.split('\n').map(line => (line ? `  ${line}` : line))
