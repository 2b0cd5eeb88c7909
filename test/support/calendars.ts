import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import ICAL from 'ical.js'
import { addDays, addMonths, type Day } from '../../src/contract/day.ts'
import type { Meetings } from '../../src/contract/meetings.ts'
import { occurrences } from '../../src/contract/occurrences.ts'
import { instant } from '../../src/session/cadence.ts'
import { needs } from './needs.ts'

/** What the second reader found. */
interface Read {
  sessions: { uid: string; byName: string; byFile: string }[]
  sequence: number
  summary: string
  location: string
  description: string
  minutes: number
  guests: [address: string, name: string][]
  alarms: number[]
}

const script = fileURLToPath(new URL('read-calendar.py', import.meta.url))
// Debian's own Python finds what Debian packages; another one may come first in the path.
const python = '/usr/bin/python3'

/** Reads calendars with python3-icalendar, a program that shares no code with ours. */
export function readSecond(calendars: readonly string[], until: Day): Read[] {
  needs('icalendar')
  const input = JSON.stringify(calendars)
  const { status, stdout, stderr } = spawnSync(python, [script, until], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The sessions until a day as ical.js reads them, cancelled ones left out: instants, or what stands there without a zone. */
export function readFirst(calendar: string, until: Day): string[] {
  ICAL.TimezoneService.reset()
  const whole = new ICAL.Component(ICAL.parse(calendar))
  for (const zone of whole.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const events = whole
    .getAllSubcomponents('vevent')
    .filter(event => event.getFirstPropertyValue('status') !== 'CANCELLED')
  const masters = events.filter(event => !event.getFirstProperty('recurrence-id'))
  return masters.flatMap(master => {
    const uid = master.getFirstPropertyValue('uid')
    const exceptions = events.filter(
      event => event.getFirstProperty('recurrence-id') && event.getFirstPropertyValue('uid') === uid,
    )
    const event = new ICAL.Event(master, { exceptions })
    if (!event.isRecurring()) return [shown(event.startDate)]
    const found: string[] = []
    const days = event.iterator()
    for (let day = days.next(); day && day.toString() < until; day = days.next())
      found.push(shown(event.getOccurrenceDetails(day).startDate))
    return found
  })
}

function shown(at: ICAL.Time): string {
  if (at.isDate || at.zone === ICAL.Timezone.localTimezone) return at.toString().slice(0, 16)
  return `${at.toJSDate().toISOString().slice(0, 16)}Z`
}

/** What the rule itself says, in the same form. */
export const meetingsUntil = (meetings: Meetings, from: Day, until: Day): string[] =>
  occurrences(meetings, from, 400)
    .filter(day => day < until)
    .map(day => startOn(meetings, day))

export function startOn({ time, timezone }: Meetings, day: Day): string {
  if (!time) return day
  return timezone ? `${instant(day, time, timezone).toISOString().slice(0, 16)}Z` : `${day}T${time}`
}

export const yearsAfter = (day: Day, years: number): Day => addDays(addMonths(day, 12 * years), 1)
