import type { Day } from './day.ts'

/** The day it is at an instant in a time zone. */
export const dayIn = (instant: Date, timezone: string): Day => dayFormat(timezone).format(instant)

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes far longer than using it. Throws where no time zone has that name. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}

const QUARTER = 15 * 60 * 1000

/** When the day that it is at an instant ends in a time zone. Zones are whole quarters of an hour apart. */
export function endOfDay(instant: Date, timezone: string): Date {
  const day = dayIn(instant, timezone)
  let end = new Date((Math.floor(instant.getTime() / QUARTER) + 1) * QUARTER)
  while (dayIn(end, timezone) === day) end = new Date(end.getTime() + QUARTER)
  return end
}

/** Whether this machine knows a time zone by that name. */
export function isTimezone(name: string): boolean {
  try {
    return Boolean(dayFormat(name))
  } catch {
    return false
  }
}
