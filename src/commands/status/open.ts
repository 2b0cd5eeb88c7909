import { type Day, dayText, shortDay } from '../../contract/day.ts'
import type { Names } from '../../contract/people.ts'
import { plain, shorten } from '../../contract/text.ts'
import { openConcernsOf } from '../../session/concerns.ts'
import type { GoalState } from '../../session/goals.ts'
import type { Overview } from '../../session/overview.ts'
import { type HeldSession, heldOf, type Session } from '../../session/sessions.ts'
import { wrap } from '../../terminal/wrap.ts'

/** Time-outs without their talk, and concerns nobody resolved: they come back until they are. */
export function openLines(sessions: readonly Session[], names: Names, asOf: Day, width: number): string[] {
  const held = heldOf(sessions)
  const timeOuts = openTimeOuts(held).map(({ by, date, note }) =>
    [`${names[by]} asked for a time-out on ${shortDay(date, asOf)}; the talk is still to come`, note && shorten(note)]
      .filter(Boolean)
      .join(': '),
  )
  const concerns = openConcernsOf(held).map(
    ({ by, text, since }) =>
      `${by ? `${names[by]}: ` : ''}"${shorten(text, 200)}" (since ${shortDay(since.date, asOf)})`,
  )
  const rows = [...timeOuts, ...concerns].flatMap(line => wrap(plain(line), width, { first: '  ', rest: '    ' }))
  return rows.length ? ['  Still open between you', ...rows] : []
}

/** A time-out is open until a record says on which day the talk took place. */
function openTimeOuts(held: readonly HeldSession[]) {
  const said = held.flatMap(({ date, timeOut }) => (timeOut ? { ...timeOut, date: timeOut.date ?? date } : []))
  return said.filter(
    one => !one.resolved && !said.some(other => other.resolved && other.by === one.by && other.resolved >= one.date),
  )
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
