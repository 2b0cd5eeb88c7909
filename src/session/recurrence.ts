import type { Day } from '../contract/day.ts'
import type { Meetings } from '../contract/meetings.ts'
import { ruleOf } from '../contract/schedule-rule.ts'

/** A rule as calendars have it, in the words of RFC 5545. */
export interface Recurrence {
  freq: 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval?: number
  byday?: string[]
  bymonthday?: number[]
  bymonth?: number[]
  wkst?: 'MO'
}

/** A rule for all of the days, or for those in February or in all other months. */
export interface RuleIn {
  months: 'all' | 'february' | 'others'
  rule: Recurrence
}

/**
 * The rule of a schedule for calendars, with the same days as `occurrences`; none if there is no rule. The 29th and 30th
 * take two, since February ends earlier: BYSETPOS could say it in one, but not every calendar heeds it there.
 */
export function recurrences(agreed: Meetings): RuleIn[] {
  const rule = ruleOf(agreed)
  if (!rule) return []
  if (rule.unit === 'days') return daysOfMonth(rule.days)
  const interval = rule.every > 1 ? { interval: rule.every } : {}
  const all = (recurrence: Recurrence): RuleIn[] => [{ months: 'all', rule: recurrence }]
  // Calendars take Monday for the start of a week if nothing else is said; not all of them did.
  if (rule.unit === 'week') {
    const several = rule.weekdays.length > 1 && rule.every > 1
    return all({ freq: 'WEEKLY', ...interval, byday: [...rule.weekdays], ...(several && { wkst: 'MO' as const }) })
  }
  if ('day' in rule) return daysOfMonth([rule.day], { every: rule.every, from: Number(agreed.first?.slice(5, 7) ?? 1) })
  return all({ freq: 'MONTHLY', ...interval, byday: [`${rule.nth === 'last' ? -1 : rule.nth}${rule.weekday}`] })
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
