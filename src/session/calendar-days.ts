import type { Contract } from '../contract/contract.ts'
import { addDays, type Day } from '../contract/day.ts'
import { occurrences } from '../contract/occurrences.ts'
import { changesIn } from './changes.ts'
import { isIn, type RuleIn, recurrences } from './recurrence.ts'
import type { Session } from './sessions.ts'

/** A day that is agreed by itself: `on` is where it was moved to, and without it nobody meets. */
interface SingleDay {
  of: Day
  on: Day | undefined
}

/** A rule from its first day on, and what the records have otherwise than the rule. */
interface Series extends RuleIn {
  first: Day
  moved: readonly (readonly [of: Day, on: Day])[]
  cancelled: readonly Day[]
}

/** The days of meeting as a calendar has them. */
export interface CalendarDays {
  singles: readonly SingleDay[]
  series: readonly Series[]
}

/** All that is agreed, with what the records changed of it. Weeks and months need a first day to be counted from. */
export function calendarDays({ date, agreements }: Contract, sessions: readonly Session[]): CalendarDays {
  const { meetings } = agreements
  const { moved, extra } = changesIn(meetings, sessions)
  const given = [...new Set(meetings.dates)].sort()
  const start = [meetings.first ?? date, ...given.slice(-1).map(day => addDays(day, 1))].sort().at(-1)!
  // Enough for one in each month, however many months lie between two.
  const ruled = occurrences({ ...meetings, dates: undefined }, start, 400)
  const changed = [...moved].filter(([of]) => !given.includes(of)).sort()
  return {
    singles: [
      ...given.map(of => ({ of, on: moved.has(of) ? moved.get(of) : of })),
      ...extra.map(of => ({ of, on: of })),
    ],
    series: (ruled[0] ? recurrences({ ...meetings, first: meetings.first ?? ruled[0] }) : []).flatMap(
      ({ months, rule }): Series[] => {
        const first = ruled.find(day => isIn(months, day))
        if (!first) return []
        const own = changed.filter(([of]) => isIn(months, of) && of >= first)
        return [
          {
            months,
            rule,
            first,
            moved: own.flatMap(([of, on]) => (on ? [[of, on] as const] : [])),
            cancelled: own.flatMap(([of, on]) => (on ? [] : [of])),
          },
        ]
      },
    ),
  }
}
