import type { Day } from './day.ts'
import type { Meetings } from './meetings.ts'
import { WEEKDAYS, type Weekday, weekdayFor } from './weekdays.ts'

/** Which of a month's Fridays: the first to the fourth, or the last. */
export type Nth = 1 | 2 | 3 | 4 | 'last'

/** A schedule's rule with everything that its keys leave to `first`. Weekdays go from Monday, days upward; none is twice. */
export type Rule =
  | { unit: 'week'; every: number; weekdays: readonly Weekday[] }
  | { unit: 'month'; every: number; nth: Nth; weekday: Weekday }
  | { unit: 'month'; every: number; day: number }
  | { unit: 'days'; days: readonly number[] }

/** Weeks start on Monday. */
const FROM_MONDAY: readonly Weekday[] = [...WEEKDAYS.slice(1), WEEKDAYS[0]]

/** Days of the month are numbers; the rest of a date does not count. */
const dayOf = (date: Day): number => Number(date.slice(8))

/** Which of its month's weekdays a date is: the fifth is the last. */
const nthOf = (date: Day): Nth => ([1, 2, 3, 4] as const)[Math.ceil(dayOf(date) / 7) - 1] ?? 'last'

/** The rule of a schedule; none if it has no unit, or if a date is needed that is not agreed. */
export function ruleOf({ unit, every = 1, weekday, weekdays, nth, day, days = [], first }: Meetings): Rule | undefined {
  const named = weekdays?.length ? weekdays : weekday ? [weekday] : []
  if (unit === 'days') {
    const sorted = [...new Set(days)].sort((one, two) => one - two)
    return sorted.length ? { unit, days: sorted } : undefined
  }
  if (unit === 'week') {
    const all = named.length ? named : first ? [weekdayFor(first)] : []
    return all.length ? { unit, every, weekdays: FROM_MONDAY.filter(one => all.includes(one)) } : undefined
  }
  if (unit !== 'month') return undefined
  if (nth !== undefined && named[0]) return { unit, every, nth, weekday: named[0] }
  if (day !== undefined) return { unit, every, day }
  if (!first) return undefined
  // The earlier key: the weekday of the first date, in its place in the month.
  return named[0] ? { unit, every, nth: nthOf(first), weekday: named[0] } : { unit, every, day: dayOf(first) }
}

/** Whether dates follow only from a first one: the weekday or the day is that of the first, or weeks are counted from it. */
export const needsFirst = ({ unit, every = 1, weekday, weekdays, nth, day }: Meetings): boolean =>
  (unit === 'week' && (every > 1 || !(weekday || weekdays?.length))) ||
  (unit === 'month' && (every > 1 || (nth === undefined && day === undefined)))
