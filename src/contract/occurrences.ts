import { addDays, addMonths, type Day, daysBetween, weekdayOf } from './day.ts'
import type { Meetings } from './meetings.ts'
import { type Nth, type Rule, ruleOf } from './schedule-rule.ts'
import { WEEKDAYS, type Weekday } from './weekdays.ts'

/** The next dates of a schedule, from a day on and until another: the given dates, and after the last of them those of the rule. */
export function occurrences(meetings: Meetings, from: Day, count: number, until: Day = '9999-12-31'): Day[] {
  const given = [...new Set(meetings.dates)].sort()
  const last = given.at(-1)
  const days = given.filter(day => day >= from && day <= until)
  for (const day of ruleDays(meetings, last && last >= from ? addDays(last, 1) : from)) {
    if (days.length >= count || day > until) break
    days.push(day)
  }
  return days.slice(0, count)
}

/** The days of the rule alone, from a day on, for as long as years have four digits. Without a first date they count from `from`. */
function* ruleDays(meetings: Meetings, from: Day): Generator<Day> {
  const start = meetings.first && meetings.first > from ? meetings.first : from
  const anchor = meetings.first ?? start
  const rule = ruleOf({ ...meetings, first: anchor })
  // Months need to be counted from a date, if they do not say themselves which day it is.
  const { unit, first, nth, day } = meetings
  if (!rule || (unit === 'month' && !first && nth === undefined && day === undefined)) return
  for (const date of rule.unit === 'week' ? weekly(rule, anchor, start) : monthly(rule, anchor, start)) {
    if (!isFourDigits(date)) return
    if (date >= start) yield date
  }
}

const isFourDigits = (day: Day): boolean => /^\d{4}-/.test(day)

/** Every so many weeks, counted from the week of the first date. */
function* weekly({ every, weekdays }: Rule & { unit: 'week' }, anchor: Day, start: Day): Generator<Day> {
  const [only] = weekdays
  // A single weekday that the first date is not is counted from the first such day after it.
  const week = mondayOf(weekdays.length === 1 ? onWeekday(anchor, only!) : anchor)
  const length = 7 * every
  const skipped = Math.max(0, Math.floor(daysBetween(week, start) / length))
  const places = weekdays.map(weekday => (WEEKDAYS.indexOf(weekday) + 6) % 7)
  for (let turn = skipped; ; turn++) for (const place of places) yield addDays(week, turn * length + place)
}

/** Every so many months, counted from the month of the first date. */
function* monthly(rule: Exclude<Rule, { unit: 'week' }>, anchor: Day, start: Day): Generator<Day> {
  const step = rule.unit === 'month' ? rule.every : 1
  const months =
    (Number(start.slice(0, 4)) - Number(anchor.slice(0, 4))) * 12 +
    Number(start.slice(5, 7)) -
    Number(anchor.slice(5, 7))
  for (let turn = Math.floor(months / step); ; turn++) {
    const month = addMonths(`${anchor.slice(0, 7)}-01`, turn * step)
    if (!isFourDigits(month)) return
    yield* daysIn(month, rule)
  }
}

/** The rule's days in the month that starts here, in order. */
function daysIn(month: Day, rule: Exclude<Rule, { unit: 'week' }>): Day[] {
  if ('nth' in rule) return [nthWeekday(month, rule.nth, rule.weekday)]
  return [...new Set((rule.unit === 'days' ? rule.days : [rule.day]).map(day => dayOfMonth(month, day)))]
}

const onWeekday = (day: Day, weekday: Weekday): Day =>
  addDays(day, (WEEKDAYS.indexOf(weekday) - weekdayOf(day) + 7) % 7)
const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7))
const lastDay = (month: Day): Day => addDays(addMonths(month, 1), -1)

/** A day of the month that starts here, or the last day of a shorter one. */
function dayOfMonth(month: Day, day: number): Day {
  const wanted = `${month.slice(0, 8)}${String(day).padStart(2, '0')}`
  return wanted > lastDay(month) ? lastDay(month) : wanted
}

const nthWeekday = (month: Day, nth: Nth, weekday: Weekday): Day =>
  nth === 'last'
    ? addDays(onWeekday(addMonths(month, 1), weekday), -7)
    : addDays(onWeekday(month, weekday), 7 * (nth - 1))
