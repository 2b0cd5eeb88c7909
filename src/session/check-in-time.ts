import type { Card } from '../contract/card.ts'
import { type Day, shortDay } from '../contract/day.ts'
import type { Meetings } from '../contract/meetings.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { dayIn } from '../contract/timezone.ts'
import { instant } from './cadence.ts'
import { clockNote, timeIn } from './clock-change.ts'

/** The time of a check-in on a day, in words; empty if none is agreed. */
export type TimeOn = (day: Day) => string

/**
 * Says the time of a check-in: `18:30`; if the partners' clocks differ, `18:30 in Dublin (20:30 in Athens)`; and on a day
 * when that time does not exist or comes twice, that it does.
 */
export const timeOn =
  ({ time, timezone }: Meetings, cards: Partial<Record<Owner, Card>>): TimeOn =>
  day => {
    if (!time || !timezone) return time ?? ''
    const at = instant(day, time, timezone)
    const here = `${dayIn(at, timezone)} ${timeIn(at, timezone)}`
    const zones = OWNERS.flatMap(owner => cards[owner]?.timezone ?? [])
    const others = [...new Set(zones)].filter(zone => `${dayIn(at, zone)} ${timeIn(at, zone)}` !== here)
    const elsewhere = others.map(zone => {
      const there = dayIn(at, zone)
      return `${timeIn(at, zone)}${there === day ? '' : ` on ${shortDay(there, day)}`} in ${placeOf(zone)}`
    })
    const note = clockNote(day, time, timezone)
    const where = elsewhere.length ? ` in ${placeOf(timezone)} (${elsewhere.join(', ')})` : ''
    return `${time}${where}${note && `; ${note}`}`
  }

/** `America/Argentina/Buenos_Aires` is Buenos Aires to people. */
const placeOf = (timezone: string): string => timezone.slice(timezone.lastIndexOf('/') + 1).replaceAll('_', ' ')
