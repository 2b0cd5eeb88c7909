import { type Day, dayText, shortDay } from '../../contract/day.ts'
import type { Names } from '../../contract/people.ts'
import { plain, shorten } from '../../contract/text.ts'
import type { OpenConcern } from '../../session/concerns.ts'
import type { GoalState } from '../../session/goals.ts'
import type { Overview } from '../../session/overview.ts'
import type { OpenTimeOut } from '../../session/time-outs.ts'
import { wrap } from '../../terminal/wrap.ts'

/** What `openLines` rests on. */
interface OpenBetween {
  timeOuts: readonly OpenTimeOut[]
  concerns: readonly OpenConcern[]
  /** What the pair agreed to do about a conflict. */
  agreed: string | undefined
}

/** Time-outs without their talk, and concerns nobody resolved: they come back until they are. */
export function openLines(
  { timeOuts, concerns, agreed }: OpenBetween,
  names: Names,
  asOf: Day,
  width: number,
): string[] {
  const told = [
    ...timeOuts.map(({ by, date, notes }) =>
      [
        `${names[by]} asked for a time-out on ${shortDay(date, asOf)}; the talk is still to come`,
        ...notes.map(note => shorten(note)),
      ].join(': '),
    ),
    ...concerns.map(
      ({ by, text, since }) =>
        `${by ? `${names[by]}: ` : ''}"${shorten(text, 200)}" (since ${shortDay(since.date, asOf)})`,
    ),
    // What a pair agreed on for hard times is easily forgotten in them (AGR-05).
    ...(concerns.length && agreed?.trim() ? [`You agreed: ${shorten(agreed, 300)}`] : []),
  ]
  const rows = told.flatMap(line => wrap(plain(line), width, { first: '  ', rest: '    ' }))
  return rows.length ? ['  Still open between you', ...rows] : []
}

const EVERY = 4
const MOST = 3

/** Every fourth session one line on what has changed since the first. Only what was measured twice can say so. */
export function changedLines({ goals, sessions: { held } }: Overview, width: number): string[] {
  if (!held || held % EVERY) return []
  const moved = goals.flatMap(goal => {
    const [first, last] = [goal.values[0], goal.values.at(-1)]
    return first && last && first.value !== last.value ? [{ goal, first, last }] : []
  })
  const since = moved.map(({ first }) => first.date).sort()[0]
  if (!since) return []
  const said = moved
    .filter(({ first }) => first.date === since)
    .slice(0, MOST)
    .map(({ goal, first, last }) => `${nameOf(goal)} ${first.value}, today ${last.value}`)
  return wrap(plain(`On ${dayText(since)}: ${said.join('; ')}.`), width, '  ')
}

const nameOf = ({ measure, text }: GoalState): string => shorten(measure?.indicator ?? text, 40)
