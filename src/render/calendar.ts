import ICAL from 'ical.js'
import type { Card } from '../contract/card.ts'
import type { Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import { occurrences } from '../contract/occurrences.ts'
import { bothNames, displayNames, OWNERS, type Owner } from '../contract/people.ts'
import { oneLine, plain, shorten } from '../contract/text.ts'
import type { CalendarDays } from '../session/calendar-days.ts'
import { realLocal } from '../session/clock-change.ts'
import { isIn } from '../session/recurrence.ts'
import { type Observance, type ZoneClock, zoneClock } from './time-zone.ts'

// With the line's end it counts to 75 octets, the most that RFC 5545 allows.
ICAL.foldLength = 74

/** As ical.js takes it: name, parameters, type, values. */
export type Property = [name: string, parameters: Record<string, string>, type: string, ...values: unknown[]]
export type Component = [name: string, properties: Property[], components: Component[]]

export interface CalendarPage {
  contract: Contract
  days: CalendarDays
  cards: Partial<Record<Owner, Card>>
  now: Date
  /** Rises with what the calendar is made of; calendars keep the highest. */
  sequence: number
  /** Sessions that an earlier calendar had, and that are agreed no more. */
  gone?: readonly Gone[]
}

/** A session as calendars need it to take it out. */
export interface Gone {
  uid: string
  /** Its DTSTART. */
  start: Property
}

/** The length of a session where none is agreed. */
const USUAL_MINUTES = 60
/** How far ahead the turns of a clock are listed that follow no yearly rule. */
const COVERED_YEARS = 10

const CANCELLED: Property = ['status', {}, 'text', 'CANCELLED']

type Identified = Pick<Contract, 'id'>

/** What calendars know sessions by: all of a rule by the contract's id, one on a day of its own by that day, too. */
const seriesUid = ({ id }: Identified, months: string): string => (months === 'february' ? `${id}-february` : id)
const dayUid = ({ id }: Identified, day: Day): string => `${id}-${day}`

/** The names of all that a calendar of these days has. */
export const uidsIn = (contract: Identified, { singles, series }: CalendarDays): string[] => [
  ...series.map(({ months }) => seriesUid(contract, months)),
  ...singles.map(({ of }) => dayUid(contract, of)),
]

/** The sessions as an RFC 5545 calendar. Its lines end in CRLF, the last one too. */
export function toCalendar({ contract, days, cards, now, sequence, gone = [] }: CalendarPage): string {
  const { meetings } = contract.agreements
  const stamp: Property[] = [
    ['dtstamp', {}, 'date-time', `${now.toISOString().slice(0, 19)}Z`],
    ['sequence', {}, 'integer', sequence],
  ]
  const { series, singles } = days
  const clock = clockFor(contract, days, now)
  const about = aboutSessions(contract, cards)
  const event = (uid: string, day: Day, also: Property[], isRule = false): Component => [
    'vevent',
    [['uid', {}, 'text', uid], ...stamp, moment('dtstart', meetings, day, isRule), length(meetings), ...also, ...about],
    [alarm(contract)],
  ]
  const events = [
    ...series.flatMap(({ months, first, rule, moved, cancelled }) => [
      event(
        seriesUid(contract, months),
        first,
        [['rrule', {}, 'recur', rule], ...cancelled.map(day => moment('exdate', meetings, day))],
        true,
      ),
      ...[...moved, ...skippedBy(meetings, { months, first, moved, cancelled }, clock)].map(([of, on]) =>
        event(seriesUid(contract, months), on, [moment('recurrence-id', meetings, of)]),
      ),
    ]),
    ...singles.map(({ of, on }) => event(dayUid(contract, of), on ?? of, on ? [] : [CANCELLED])),
    ...gone.map(
      ({ uid, start }): Component => [
        'vevent',
        [['uid', {}, 'text', uid], ...stamp, start, CANCELLED, ['summary', {}, 'text', summary(contract)]],
        [],
      ],
    ),
  ]
  const calendar: Component = [
    'vcalendar',
    [
      ['version', {}, 'text', '2.0'],
      ['prodid', {}, 'text', '-//partner//partner schedule//EN'],
    ],
    [...zone(contract, clock), ...events],
  ]
  return `${ICAL.stringify(calendar).replace(/(?:\r\n)*$/, '')}\r\n`
}

/**
 * Days of a rule when the clock skips the agreed time, each as moved to itself: programs disagree about when such a time
 * is, so the calendar says it. As far ahead as a clock's changes are listed.
 */
function skippedBy(
  meetings: Contract['agreements']['meetings'],
  { months, first, moved, cancelled }: Omit<CalendarDays['series'][number], 'rule'>,
  clock: ZoneClock | undefined,
): (readonly [of: Day, on: Day])[] {
  const { time, timezone } = meetings
  if (!time || !timezone || !clock) return []
  const gone = new Set([...cancelled, ...moved.map(([of]) => of)])
  return occurrences({ ...meetings, dates: undefined }, first, COVERED_YEARS * 366, `${clock.lastYear}-12-31`)
    .filter(day => clock.skips.has(day) && isIn(months, day) && !gone.has(day))
    .filter(day => {
      const real = realLocal(day, time, timezone)
      return real.day !== day || real.time !== time
    })
    .map(day => [day, day] as const)
}

/** A day with its time in the agreed zone; without a zone by whatever clock is there, without a time the whole day. */
function moment(
  name: string,
  { time, timezone }: Contract['agreements']['meetings'],
  day: Day,
  isRule = true,
): Property {
  if (!time) return [name, {}, 'date', day]
  if (!timezone) return [name, {}, 'date-time', `${day}T${time}:00`]
  // A start that the clock skips is written as the time it is then. A rule's own start and days keep the agreed time.
  const real = isRule ? { day, time } : realLocal(day, time, timezone)
  return [name, { tzid: timezone }, 'date-time', `${real.day}T${real.time}:00`]
}

const length = ({ time, minutes = USUAL_MINUTES }: Contract['agreements']['meetings']): Property => [
  'duration',
  {},
  'duration',
  time ? `PT${minutes}M` : 'P1D',
]

/** What every session says of itself. A purpose that is not for others stays out of calendars, which others keep. */
function aboutSessions(contract: Contract, cards: CalendarPage['cards']): Property[] {
  const { agreements, purpose } = contract
  const level = agreements.confidentiality?.level
  const isSecret = level !== undefined && level !== 'public'
  const agenda = agreements.sessionFlow.map((step, index) => `${index + 1}. ${step}`)
  const description = [!isSecret && purpose && shorten(purpose, 200), ...agenda].filter(Boolean).join('\n')
  return [
    ['summary', {}, 'text', summary(contract)],
    ...optional('location', oneLine(agreements.meetings.place ?? '')),
    ...optional('description', description),
    ...optional('class', isSecret ? 'PRIVATE' : ''),
    ...people(contract, cards),
  ]
}

const summary = ({ partners }: Contract): string => plain(`${bothNames(displayNames(partners))}: check-in`)

const optional = (name: string, text: string): Property[] =>
  text ? [[name, {}, 'text', plain(text, { multiline: true })]] : []

/** Both, as far as their addresses are known. Calendars that have guests want to know who asked them. */
function people({ partners, agreements }: Contract, cards: CalendarPage['cards']): Property[] {
  const names = displayNames(partners)
  const known = OWNERS.filter(owner => isAddress(cards[owner]?.email))
  const host = known.find(owner => owner === agreements.initiator) ?? known[0]
  const who = (owner: Owner) => ({ cn: plain(oneLine(partners[owner].name ?? names[owner])) })
  const at = (owner: Owner) => `mailto:${encodeURI(cards[owner]!.email!.trim())}`
  return [
    ...(host ? [['organizer', who(host), 'cal-address', at(host)] satisfies Property] : []),
    ...known.map(
      (owner): Property => [
        'attendee',
        { ...who(owner), role: 'REQ-PARTICIPANT', partstat: 'ACCEPTED' },
        'cal-address',
        at(owner),
      ],
    ),
  ]
}

/** Whether that can be an email address, and is nothing else: in a link, `?` or `&` would add other people to a message. */
export const isAddress = (text = ''): boolean =>
  text.isWellFormed() && /^[\p{L}\p{M}\p{N}.!$'*+/=^_`{|}~-]+@[\p{L}\p{M}\p{N}.-]+$/u.test(text.trim())

/** An hour before; before a whole day at nine in the morning of the day before. */
const alarm = (contract: Contract): Component => [
  'valarm',
  [
    ['action', {}, 'text', 'DISPLAY'],
    ['description', {}, 'text', summary(contract)],
    ['trigger', {}, 'duration', contract.agreements.meetings.time ? '-PT1H' : '-PT15H'],
  ],
  [],
]

/** The clock of the agreed zone, from the first check-in on; undefined if no time or no zone is agreed. */
function clockFor({ agreements }: Contract, { singles, series }: CalendarDays, now: Date): ZoneClock | undefined {
  const { time, timezone } = agreements.meetings
  if (!time || !timezone) return undefined
  const all = [...singles.flatMap(({ of, on = of }) => [of, on]), ...series.map(({ first }) => first)].sort()
  const [first, last] = [all[0]!, all.at(-1)!].map(day => Number(day.slice(0, 4))) as [number, number]
  return zoneClock(timezone, first, Math.max(last, now.getUTCFullYear()) + COVERED_YEARS)
}

const zone = ({ agreements }: Contract, clock: ZoneClock | undefined): Component[] =>
  clock ? [['vtimezone', [['tzid', {}, 'text', agreements.meetings.timezone]], clock.observances.map(part)]] : []

const part = ({ kind, before, after, starts, yearly, listed }: Observance): Component => [
  kind,
  [
    ['dtstart', {}, 'date-time', starts],
    ['tzoffsetfrom', {}, 'utc-offset', clock(before)],
    ['tzoffsetto', {}, 'utc-offset', clock(after)],
    ...(yearly ? [['rrule', {}, 'recur', ICAL.Recur.fromString(yearly).toJSON()] satisfies Property] : []),
    ...listed.map((turn): Property => ['rdate', {}, 'date-time', turn]),
  ],
  [],
]

/** `+05:30` */
function clock(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
