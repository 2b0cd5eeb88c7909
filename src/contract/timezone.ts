import type { Day } from './day.ts'

/** Formats by time zone, each made once: making one takes far longer than using it. They throw at a name that is none. */
export function formatsBy(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (timeZone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return timeZone => {
    const format = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    made.set(timeZone, format)
    return format
  }
}

const days = formatsBy('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day it is at an instant in a time zone. */
export const dayIn = (instant: Date, timezone: string): Day => days(timezone).format(instant)

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
    return Boolean(days(name))
  } catch {
    return false
  }
}
