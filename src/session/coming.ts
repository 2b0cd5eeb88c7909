import { addDays, type Day } from '../contract/day.ts'
import type { Meetings } from '../contract/meetings.ts'
import { occurrences } from '../contract/occurrences.ts'
import { instant, nextSession } from './cadence.ts'
import type { Session } from './sessions.ts'

/**
 * The days of the coming sessions, from a day on. Where the last record names the next session, that day takes the
 * place of the rule's first after the record (format.md); where it moved a missed one, of the missed one alone. None
 * comes before it.
 */
export function comingDays(
  meetings: Meetings,
  sessions: readonly Session[],
  { contractDate, from, count }: { contractDate?: Day | undefined; from: Day; count: number },
): Day[] {
  const last = sessions.at(-1)
  const next = nextSession(meetings, sessions, contractDate)
  const rule = { ...meetings, first: meetings.first ?? last?.date ?? next }
  if (!last || !next) return occurrences(rule, from, count)
  const moved = last.held ? occurrences(rule, addDays(last.date, 1), 1)[0] : last.date
  const start = [from, next, ...(moved ? [addDays(moved, 1)] : [])].toSorted().at(-1)!
  const days = next >= from ? [next, ...occurrences(rule, start, count)] : occurrences(rule, start, count)
  return [...new Set(days)].slice(0, count)
}

/** A meeting as calendars need it; a pair that agreed on no time has days alone. */
export interface Meeting {
  /** `2026-01-19 18:30` */
  local: string
  /** `2026-01-19T18:30Z` */
  utc?: string
}

/** Meetings on these days (SCH-01). Without a time zone nobody knows their instants. */
export const schedule = ({ time }: Meetings, timezone: string | undefined, days: readonly Day[]): Meeting[] =>
  days.map(day => {
    if (!time) return { local: day }
    const local = `${day} ${time}`
    return timezone ? { local, utc: `${instant(day, time, timezone).toISOString().slice(0, 16)}Z` } : { local }
  })
