import * as z from 'zod/mini'
import { longDay, weekdayOf } from './day.ts'
import { clock, day, open, positive, timezone, words } from './field.ts'

/** Weekdays as calendars write them, Sunday first as in `day.weekdayOf`. */
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
export type Weekday = (typeof WEEKDAYS)[number]
export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  SU: 'Sunday',
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
}

/** When and where the pair meets: in words, as a rule, as fixed days, or all of them. */
export const meetings = open({
  text: z.optional(words),
  every: z.optional(positive),
  unit: z.optional(z.enum(['week', 'month', 'days'])),
  days: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(31)))),
  weekday: z.optional(z.enum(WEEKDAYS)),
  first: z.optional(day),
  dates: z.optional(z.array(day)),
  time: z.optional(clock),
  minutes: z.optional(positive),
  timezone: z.optional(timezone),
  place: z.optional(words),
})
export type Meetings = z.output<typeof meetings>

/** The usual rhythms, each as the rule it stands for. `own` is said in the pair's own words. */
export const RHYTHMS = [
  { value: 'weekly', name: 'Every week', rule: { every: 1, unit: 'week' } },
  { value: 'biweekly', name: 'Every two weeks', rule: { every: 2, unit: 'week' } },
  { value: 'twice', name: 'On the 1st and 15th of the month', rule: { unit: 'days', days: [1, 15] } },
  { value: 'monthly', name: 'Every month', rule: { every: 1, unit: 'month' } },
  { value: 'own', name: 'In our own words', rule: {} },
] as const

/** Whether days follow from what is agreed, so that a calendar can have them. */
export const haveDays = ({ unit, first, days, dates }: Meetings): boolean =>
  Boolean(dates?.length || (unit === 'days' ? days?.length : unit && first))

export const weekdayFor = (date: string): Weekday => WEEKDAYS[weekdayOf(date)]!

/** `Every 2nd Monday at 18:30, 45 minutes, from Monday 19 January 2026, Shiv's kitchen`; empty where nothing is agreed. */
export function meetingsText(agreed: Meetings): string {
  const { every = 1, unit, days, weekday, first, time, minutes, place, dates, timezone } = agreed
  const name = weekday && WEEKDAY_NAMES[weekday]
  const nth = every > 1 ? `${ordinal(every)} ` : ''
  const rhythm =
    unit &&
    {
      week: `Every ${nth}${name ?? 'week'}`,
      month: `Every ${nth}month`,
      days: days?.length
        ? `On the ${days
            .map(ordinal)
            .join(', ')
            .replace(/, ([^,]*)$/, ' and $1')} of each month`
        : 'On days of the month',
    }[unit]
  return [
    [rhythm, time && `at ${time}`, (rhythm || time) && timezone && `(${timezone})`].filter(Boolean).join(' '),
    minutes && `${minutes} minutes`,
    first && `from ${longDay(first)}`,
    dates?.length && `on ${dates.map(longDay).join(', ')}`,
    place,
  ]
    .filter(Boolean)
    .join(', ')
}

function ordinal(count: number): string {
  const tail = count % 100 > 10 && count % 100 < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th')
  return `${count}${tail}`
}
