import type { Contract } from '../contract/contract.ts'
import { addDays, addMonths, type Day, daysBetween, weekdayOf } from '../contract/day.ts'
import { type Meetings, WEEKDAYS } from '../contract/meetings.ts'
import { formatsBy } from '../contract/timezone.ts'
import type { Session } from './sessions.ts'

/** The next days of meeting, from a day on. Given dates come first, and after the last of them the rule (format.md). */
export function occurrences(meetings: Meetings, from: Day, count: number): Day[] {
  const given = [...new Set(meetings.dates)].sort()
  const last = given.at(-1)
  const days = given.filter(day => day >= from)
  for (const day of ruleDays(meetings, last && last >= from ? addDays(last, 1) : from)) {
    if (days.length >= count) break
    days.push(day)
  }
  return days.slice(0, count)
}

/** The days of the rule alone, from a day on, for as long as calendars have four digits for a year. */
function* ruleDays(meetings: Meetings, from: Day): Generator<Day> {
  const start = meetings.first && meetings.first > from ? meetings.first : from
  const days = meetings.unit === 'week' ? weekly(meetings, start) : monthly(meetings, start)
  for (const day of days) {
    if (!/^\d{4}-/.test(day)) return
    if (day >= start) yield day
  }
}

function* weekly({ first, weekday, every = 1 }: Meetings, start: Day): Generator<Day> {
  const anchor = onWeekday(first ?? start, weekday ? WEEKDAYS.indexOf(weekday) : weekdayOf(first ?? start))
  const length = 7 * every
  const skipped = Math.max(0, Math.ceil(daysBetween(anchor, start) / length))
  for (let turn = skipped; ; turn++) yield addDays(anchor, turn * length)
}

/** By months: on the days of each, or on the day or the weekday that `first` is. */
function* monthly({ unit, first, weekday, every = 1, days = [] }: Meetings, start: Day): Generator<Day> {
  if (unit === 'days' ? !days.length : unit !== 'month' || !first) return
  const anchor = unit === 'month' ? first! : start
  const step = unit === 'month' ? every : 1
  const months =
    (Number(start.slice(0, 4)) - Number(anchor.slice(0, 4))) * 12 +
    Number(start.slice(5, 7)) -
    Number(anchor.slice(5, 7))
  for (let turn = Math.floor(months / step); ; turn++) {
    const month = addMonths(`${anchor.slice(0, 7)}-01`, turn * step)
    if (!/^\d{4}-/.test(month)) return
    if (unit === 'days') yield* new Set(days.toSorted((one, two) => one - two).map(day => dayOfMonth(month, day)))
    else if (weekday) yield nthWeekday(month, Math.ceil(Number(anchor.slice(8)) / 7), WEEKDAYS.indexOf(weekday))
    else yield dayOfMonth(month, Number(anchor.slice(8)))
  }
}

const onWeekday = (day: Day, weekday: number): Day => addDays(day, (weekday - weekdayOf(day) + 7) % 7)
const lastDay = (month: Day): Day => addDays(addMonths(month, 1), -1)

/** A day of the month that begins here, or the last day of a shorter one. */
function dayOfMonth(month: Day, day: number): Day {
  const wanted = `${month.slice(0, 8)}${String(day).padStart(2, '0')}`
  return wanted > lastDay(month) ? lastDay(month) : wanted
}

/** The nth such weekday of the month that begins here; the 5th is the last (format.md). */
const nthWeekday = (month: Day, nth: number, weekday: number): Day =>
  nth === 5 ? addDays(onWeekday(addMonths(month, 1), weekday), -7) : addDays(onWeekday(month, weekday), 7 * (nth - 1))

/**
 * When it is that time of that day in a time zone. A time that the clock skips is as much later as it skips; of a
 * time that comes twice it is the first.
 */
export function instant(day: Day, time: string, timezone: string): Date {
  const wanted = Date.parse(`${day}T${time}Z`)
  const dayLength = 24 * 60 * 60 * 1000
  const [before, after] = [wanted - dayLength, wanted + dayLength].map(near => wanted - offset(near, timezone))
  const found = [before!, after!].sort((one, two) => one - two).find(at => at + offset(at, timezone) === wanted)
  return new Date(found ?? before!)
}

/** How far a time zone is ahead of UTC at an instant, in milliseconds. dayjs takes either of a time that comes twice. */
export function offset(at: number, timezone: string): number {
  const part = Object.fromEntries(
    clockOf(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - at
}

const clockOf = formatsBy('en-US', {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

/**
 * The agreed day of the next session: the one that the last record names or moved it to, else the rule's first after
 * that record; without records the first meeting (signals.md, SCH-02).
 */
export function nextSession(meetings: Meetings, sessions: readonly Session[], contractDate?: Day): Day | undefined {
  const last = sessions.at(-1)
  const start = contractDate ?? meetings.dates?.toSorted()[0]
  if (!last) return meetings.first ?? (start && occurrences(meetings, start, 1)[0])
  const named = last.held ? last.nextSession : last.session.rescheduledTo
  return named ?? dayAfter(meetings, last.date)
}

/** The rule's next day after a session. A pair that agreed on no first meeting counts from session to session. */
export const dayAfter = (meetings: Meetings, date: Day): Day | undefined =>
  occurrences({ ...meetings, first: meetings.first ?? date }, addDays(date, 1), 1)[0]

/** The day that was agreed for the session after these. */
export const plannedFor = ({ agreements, date }: Contract, before: readonly Session[]): Day | undefined =>
  nextSession(agreements.meetings, before, date)

/** The usual number of days between two sessions (signals.md); undefined where no rule and no two dates are agreed. */
export function cadenceDays({ unit, every = 1, days = [], dates = [] }: Meetings): number | undefined {
  if (unit === 'week') return 7 * every
  if (unit === 'month') return 30 * every
  if (unit === 'days') return days.length ? 30 / new Set(days).size : undefined
  const sorted = [...new Set(dates)].sort()
  const gaps = sorted.slice(1).map((day, index) => daysBetween(sorted[index]!, day))
  return median(gaps)
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((one, two) => one - two)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}
