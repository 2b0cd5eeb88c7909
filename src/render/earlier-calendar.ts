import ICAL from 'ical.js'
import type { Day } from '../contract/day.ts'
import { isTimezone } from '../contract/timezone.ts'
import { instant } from '../session/cadence.ts'
import type { Component, Gone, Property } from './calendar.ts'

/** What a calendar file says that this program wrote before. */
export interface EarlierCalendar {
  text: string
  sequence: number
  sessions: readonly (Gone & { day: Day | undefined })[]
}

/** Reads a calendar of this contract's sessions; undefined where it is none, or has anything else in it. */
export function earlierCalendar(text: string, id: string): EarlierCalendar | undefined {
  let events: Component[]
  try {
    const [, , components] = ICAL.parse(text) as Component
    events = components.filter(([name]) => name === 'vevent')
  } catch {
    return undefined
  }
  const uid = (event: Component) => String(property(event, 'uid')?.[3] ?? '')
  const dayOf = (name: string) => (name.startsWith(`${id}-`) ? DAY.exec(name.slice(id.length + 1))?.[0] : undefined)
  const isOurs = (name: string) => [id, `${id}-february`].includes(name) || dayOf(name) !== undefined
  if (!events.length || !events.every(event => isOurs(uid(event)) && property(event, 'dtstart'))) return undefined
  return {
    text,
    sequence: Math.max(...events.map(event => Number(property(event, 'sequence')?.[3] ?? 0))),
    sessions: events
      .filter(event => !property(event, 'recurrence-id'))
      .map(event => ({
        uid: uid(event),
        start: inUtc(property(event, 'dtstart')!),
        day: dayOf(uid(event)),
      })),
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/

/** Whether two calendars differ in nothing but when they were written. */
export const saysTheSame = (one: string, two: string): boolean => {
  const said = (text: string) => text.replace(/^(?:DTSTAMP|SEQUENCE):.*\r\n/gm, '')
  return said(one) === said(two)
}

/** The sessions of an earlier calendar that are still to come there, and that this one does not have. */
export const goneFrom = ({ sessions }: EarlierCalendar, uids: readonly string[], today: Day): Gone[] =>
  sessions.filter(({ uid, day }) => !uids.includes(uid) && (day === undefined || day >= today))

const property = ([, properties]: Component, wanted: string): Property | undefined =>
  properties.find(([name]) => name === wanted)

/** The zone that it was agreed in may be another by now, and not be in the calendar. */
function inUtc([name, { tzid }, type, value]: Property): Property {
  const [day, time] = String(value).split('T')
  if (!tzid || !isTimezone(tzid) || !day || !time) return [name, {}, type, value]
  return [name, {}, type, `${instant(day, time.slice(0, 5), tzid).toISOString().slice(0, 19)}Z`]
}
