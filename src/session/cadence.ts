import type { Contract } from '../contract/contract.ts'
import { addDays, type Day, daysBetween } from '../contract/day.ts'
import type { Meetings } from '../contract/meetings.ts'
import { occurrences } from '../contract/occurrences.ts'
import { formatsBy } from '../contract/timezone.ts'
import type { Session } from './sessions.ts'

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
 * The agreed date of the next check-in: the one that the last record names or moved it to, else the schedule's first after
 * that record; without records the schedule's first of all (signals.md, SCH-02).
 */
export function nextSession(meetings: Meetings, sessions: readonly Session[], contractDate?: Day): Day | undefined {
  const last = sessions.at(-1)
  if (!last) {
    const { first, dates = [] } = meetings
    const start = first === undefined ? (contractDate ?? dates.toSorted()[0]) : [first, ...dates].sort()[0]
    return (start && occurrences(meetings, start, 1)[0]) ?? first
  }
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
export function cadenceDays({ unit, every = 1, weekdays = [], days = [], dates = [] }: Meetings): number | undefined {
  if (unit === 'week') return (7 * every) / Math.max(1, new Set(weekdays).size)
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
