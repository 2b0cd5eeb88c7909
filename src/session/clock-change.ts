import type { Day } from '../contract/day.ts'
import { dayText } from '../contract/day.ts'
import { dayIn, formatsBy } from '../contract/timezone.ts'
import { instant, offset } from './cadence.ts'

const clocks = formatsBy('en-GB', { hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })

/** The time of day it is at an instant in a time zone, `18:30`. */
export const timeIn = (at: Date, timezone: string): string => clocks(timezone).format(at)

/**
 * What is to be said of a time on a day when the clock goes forward over it, or back over it; empty on all other days.
 * Says what `instant` takes it for.
 */
export function clockNote(day: Day, time: string, timezone: string): string {
  const at = instant(day, time, timezone)
  const [isDay, is] = [dayIn(at, timezone), timeIn(at, timezone)]
  if (isDay !== day) return `${dayText(day)} does not exist in ${timezone}; it is ${dayText(isDay)}, ${is}`
  if (is !== time) return `${time} does not exist on that day; it is ${is}`
  const repeats = repeatAfter(at, timezone)
  return repeats ? `${time} comes twice on that day; it is the first` : ''
}

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/** Whether the clock shows the same time of the same day once more: clocks go back by up to three hours, in quarters. */
function repeatAfter(at: Date, timezone: string): boolean {
  const before = offset(at.getTime(), timezone)
  for (let ahead = HOUR / 4; ahead <= 3 * HOUR; ahead += HOUR / 4)
    if (offset(at.getTime() + ahead, timezone) === before - ahead) return true
  return false
}

/** The date and time that a clock really shows: what `day` and `time` are on every day but a few. */
export function realLocal(day: Day, time: string, timezone: string): { day: Day; time: string } {
  const [before, after] = [-DAY, 2 * DAY].map(away => offset(Date.parse(day) + away, timezone))
  if (before === after) return { day, time }
  const at = instant(day, time, timezone)
  return { day: dayIn(at, timezone), time: timeIn(at, timezone) }
}
