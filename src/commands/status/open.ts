import { type Day, dayText, shortDay } from '../../contract/day.ts'
import { type Names, other } from '../../contract/people.ts'
import { plain, shorten } from '../../contract/text.ts'
import type { agreedChanges } from '../../session/agreed-changes.ts'
import type { OpenConcern } from '../../session/concerns.ts'
import type { GoalState } from '../../session/goals.ts'
import type { Overview } from '../../session/overview.ts'
import type { Session } from '../../session/sessions.ts'
import type { OpenTimeOut } from '../../session/time-outs.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Ready } from '../suggestion.ts'

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
    ...timeOuts.map(({ by, date, notes, awaiting }) =>
      [
        `${names[by]} asked for a time-out on ${shortDay(date, asOf)}; ${awaiting ? `${names[other(by)]} wrote that you talked on ${shortDay(awaiting, asOf)}, and ${names[by]} has not confirmed it yet` : 'the talk is still to come'}`,
        ...notes.map(note => shorten(note)),
      ].join(': '),
    ),
    ...concerns.map(({ by, text, since, awaiting }) => {
      const settled = awaiting
        ? `; called resolved on ${shortDay(awaiting.since.date, asOf)}, which ${awaiting.by.map(owner => names[owner]).join(' and ')} has not confirmed yet`
        : ''
      return `${by ? `${names[by]}: ` : ''}"${shorten(text, 200)}" (since ${shortDay(since.date, asOf)}${settled})`
    }),
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

/** What a check-in agreed to change, until an amendment makes it. */
export function agreedLines(
  changes: ReturnType<typeof agreedChanges>,
  { width, ready }: { width: number; ready: Ready },
): string[] {
  const rows = changes.map(
    ({ text, change: { what, date } }) =>
      `Agreed on ${dayText(date)}, not yet in the contract: ${what} "${shorten(text, 60)}". ${ready('partner amend wins')}`,
  )
  return rows.flatMap(line => wrap(plain(line), width, { first: '  ', rest: '    ' }))
}

/** Things that two records of one check-in tell differently, for programs. */
export const disagreementsIn = (sessions: readonly Session[]) =>
  sessions.flatMap(({ date, disagreements }) => disagreements.map(({ what, files }) => ({ date, what, files })))

/** That records disagree; `check` names each disagreement. */
export function disagreementLines(
  sessions: readonly Session[],
  { width, ready }: { width: number; ready: Ready },
): string[] {
  const dates = [...new Set(disagreementsIn(sessions).map(({ date }) => date))]
  if (!dates.length) return []
  const which = dates
    .slice(-MOST)
    .map(date => dayText(date))
    .join(', ')
  const text = `Your records of one check-in disagree (${which}${dates.length > MOST ? ', and earlier' : ''}). What counts, and why: ${ready('partner check')}`
  return wrap(plain(text), width, { first: '  ', rest: '    ' })
}
