import * as z from 'zod/mini'
import { clock, day, open, positive, timezone, words } from './field.ts'
import { scheduleProblems } from './schedule-problems.ts'
import { needsFirst } from './schedule-rule.ts'
import { WEEKDAYS } from './weekdays.ts'

const dayOfMonth = z.int().check(z.minimum(1), z.maximum(31))

/** When and where the pair meets: in words, as a rule, as fixed dates, or all of them. */
const fields = open({
  text: z.optional(words),
  every: z.optional(positive),
  unit: z.optional(z.enum(['week', 'month', 'days'])),
  days: z.optional(z.array(dayOfMonth)),
  weekdays: z.optional(z.array(z.enum(WEEKDAYS))),
  /** The earlier key for one weekday. */
  weekday: z.optional(z.enum(WEEKDAYS)),
  nth: z.optional(z.union([z.literal([1, 2, 3, 4]), z.literal('last')])),
  day: z.optional(dayOfMonth),
  first: z.optional(day),
  dates: z.optional(z.array(day)),
  time: z.optional(clock),
  minutes: z.optional(positive),
  timezone: z.optional(timezone),
  place: z.optional(words),
})
export type Meetings = z.output<typeof fields>

export const meetings = fields.check(({ value, issues }) => {
  for (const { path, what } of scheduleProblems(value))
    issues.push({ code: 'custom', input: value, path: [...path], message: what })
})

/** The usual rhythms, each as the rule it stands for. `own` is said in the pair's own words. */
export const RHYTHMS = [
  { value: 'weekly', name: 'Every week', rule: { every: 1, unit: 'week' } },
  { value: 'biweekly', name: 'Every two weeks', rule: { every: 2, unit: 'week' } },
  { value: 'twice', name: 'On the 1st and 15th of the month', rule: { unit: 'days', days: [1, 15] } },
  { value: 'monthly', name: 'Every month', rule: { every: 1, unit: 'month' } },
  { value: 'own', name: 'In our own words', rule: {} },
] as const

/** Whether days follow from what is agreed, so that a calendar can have them. */
export const haveDays = (agreed: Meetings): boolean => {
  const { unit, first, days, dates } = agreed
  return Boolean(dates?.length || (unit === 'days' ? days?.length : unit && (first || !needsFirst(agreed))))
}
