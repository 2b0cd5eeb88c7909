import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

/** A calendar day in the meetings' time zone, `2026-02-02`. Days have no time zone and no clock. */
export type Day = string

/** Whether something is a day that there is. */
export const isDay = (value: unknown): value is Day =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && at(value).format('YYYY-MM-DD') === value

// Counted in UTC, since a machine's own zone may have left out a day.
const at = (day: Day) => dayjs.utc(`${day}T12:00:00Z`)

/** Moves a day; months end on a shorter month's last day. */
export const addDays = (day: Day, count: number): Day => at(day).add(count, 'day').format('YYYY-MM-DD')
export const addMonths = (day: Day, count: number): Day => at(day).add(count, 'month').format('YYYY-MM-DD')

/** Whole days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => at(to).startOf('day').diff(at(from).startOf('day'), 'day')

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => at(day).day()

/** `Monday 2 February 2026` */
export const longDay = (day: Day): string => at(day).format('dddd D MMMM YYYY')

/** `2 February 2026` */
export const dayText = (day: Day): string => at(day).format('D MMMM YYYY')

/** `Monday 2 February`, with the year where it is not the year of `today`. */
export const nearDay = (day: Day, today: Day): string =>
  at(day).format(day.slice(0, 4) === today.slice(0, 4) ? 'dddd D MMMM' : 'dddd D MMMM YYYY')

/** `31 Oct`, with the year where it is not the year of `today`: for narrow columns. */
export const shortDay = (day: Day, today: Day): string =>
  at(day).format(day.slice(0, 4) === today.slice(0, 4) ? 'D MMM' : 'D MMM YYYY')
