import type { Day } from '../contract/day.ts'
import { type Meetings, weekdayFor } from '../contract/meetings.ts'

/** A rule as calendars have it, in the words of RFC 5545. */
export interface Recurrence {
  freq: 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval?: number
  byday?: string[]
  bymonthday?: number[]
  bymonth?: number[]
}

/** A rule for all of the days, or for those in February or in all other months. */
export interface RuleIn {
  months: 'all' | 'february' | 'others'
  rule: Recurrence
}

/**
 * The rule of the meetings for calendars, the same days as `occurrences` has; none where there is no rule. The 29th
 * and 30th take two, since February ends earlier: BYSETPOS could say it in one, but not every calendar heeds it there.
 */
export function recurrences({ unit, first, weekday, every = 1, days = [] }: Meetings): RuleIn[] {
  const interval = every > 1 ? { interval: every } : {}
  if (unit === 'week')
    return [{ months: 'all', rule: { freq: 'WEEKLY', ...interval, byday: [weekday ?? weekdayFor(first!)] } }]
  if (unit === 'days') return daysOfMonth([...new Set(days)].sort((one, two) => one - two))
  if (unit !== 'month') return []
  const day = Number(first!.slice(8))
  if (!weekday) return daysOfMonth([day], { every, from: Number(first!.slice(5, 7)) })
  const nth = Math.ceil(day / 7)
  return [{ months: 'all', rule: { freq: 'MONTHLY', ...interval, byday: [`${nth === 5 ? -1 : nth}${weekday}`] } }]
}

/** Whether a day is in these months. */
export const isIn = (months: RuleIn['months'], day: Day): boolean =>
  months === 'all' || (months === 'february') === (day.slice(5, 7) === '02')

/** Days of each month, or of every few from one on; a shorter month's last day. */
function daysOfMonth(days: readonly number[], { every, from } = { every: 1, from: 1 }): RuleIn[] {
  if (!days.length) return []
  const interval = every > 1 ? { interval: every } : {}
  const agreed = days.map(day => (day === 31 ? -1 : day))
  // The 31st stands for any month's last day, and what is clamped to that day is there already.
  if (days.includes(31) || !days.some(day => day > 28))
    return [{ months: 'all', rule: { freq: 'MONTHLY', ...interval, bymonthday: agreed } }]
  // Where the same months come each year, they say it alone: not every calendar counts months that it then picks from.
  const yearly = 12 % every === 0
  const months = MONTHS.filter(month => month !== 2 && (!yearly || (month - from) % every === 0))
  const counted = yearly ? ({ freq: 'YEARLY' } as const) : ({ freq: 'MONTHLY', ...interval } as const)
  const inFebruary = [...days.filter(day => day < 29), -1]
  return [
    { months: 'others', rule: { ...counted, bymonth: months, bymonthday: agreed } },
    {
      months: 'february',
      rule: { freq: 'MONTHLY', ...(yearly ? {} : interval), bymonth: [2], bymonthday: inFebruary },
    },
  ]
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
