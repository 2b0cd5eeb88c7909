import { type Day, weekdayOf } from './day.ts'

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

export const weekdayFor = (date: Day): Weekday => WEEKDAYS[weekdayOf(date)]!
