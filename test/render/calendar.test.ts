import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractSchema } from '../../src/contract/contract.ts'
import { addDays } from '../../src/contract/day.ts'
import type { Meetings } from '../../src/contract/meetings.ts'
import { WEEKDAYS } from '../../src/contract/weekdays.ts'
import { type CalendarPage, isAddress, toCalendar } from '../../src/render/calendar.ts'
import { calendarDays } from '../../src/session/calendar-days.ts'
import { meetingsUntil, readFirst, readSecond, yearsAfter } from '../support/calendars.ts'

const ID = '0b4f6c1e-7d0a-4c55-9f3e-2d8e6a1b9c04'
const START = '2026-01-05'
const PEOPLE = { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } }

/** The calendar of a pair that meets like this. */
function calendarOf(meetings: object, said: object = {}, page: Partial<CalendarPage> = {}): string {
  const { agreements, ...rest } = said as { agreements?: object }
  const contract = contractSchema.parse({
    format: 'partner/1',
    id: ID,
    date: START,
    partners: PEOPLE,
    agreements: { meetings, ...agreements },
    ...rest,
  })
  const days = calendarDays(contract, [])
  return toCalendar({ contract, days, cards: {}, now: new Date('2026-01-05T12:00:00Z'), sequence: 1, ...page })
}

const RULES: readonly (readonly [string, Meetings])[] = [
  ['every week', { unit: 'week', first: '2026-01-20' }],
  ['every third Friday counted by weeks', { unit: 'week', every: 3, weekday: 'FR', first: '2026-01-20' }],
  ['two days of the month', { unit: 'days', days: [15, 1] }],
  ['the 30th and 31st', { unit: 'days', days: [30, 31], first: '2026-01-20' }],
  ['the 27th, 30th and 31st', { unit: 'days', days: [27, 30, 31] }],
  ['the 28th and 30th', { unit: 'days', days: [28, 30] }],
  ['the 29th and 30th', { unit: 'days', days: [29, 30] }],
  ['the 5th and 29th', { unit: 'days', days: [5, 29] }],
  ['every month on the 29th', { unit: 'month', first: '2027-01-29' }],
  ['every month on the 31st', { unit: 'month', first: '2026-01-31' }],
  ['every second month on the 30th', { unit: 'month', every: 2, first: '2026-06-30' }],
  ['every third Monday of a month', { unit: 'month', weekday: 'MO', first: '2026-01-19' }],
  ['every last Sunday of a month', { unit: 'month', weekday: 'SU', first: '2026-03-29' }],
  ['a weekday that the first is not', { unit: 'month', weekday: 'TU', first: '2026-01-21' }],
  ['Mondays and Thursdays', { unit: 'week', weekdays: ['TH', 'MO'], first: '2026-01-22' }],
  ['every second week on Sunday and Tuesday', { unit: 'week', every: 2, weekdays: ['SU', 'TU'], first: '2026-01-25' }],
  ['the last Friday of a month', { unit: 'month', nth: 'last', weekdays: ['FR'], first: '2026-02-27' }],
  [
    'the second Monday of every second month',
    { unit: 'month', every: 2, nth: 2, weekdays: ['MO'], first: '2026-02-09' },
  ],
  ['the last Friday without a first date', { unit: 'month', nth: 'last', weekdays: ['FR'] }],
  ['the 31st without a first date', { unit: 'month', day: 31 }],
  ['the 30th of a month', { unit: 'month', day: 30, first: '2026-02-28' }],
  [
    'fixed days, then two weekdays',
    { dates: ['2026-02-03'], unit: 'week', every: 2, weekdays: ['MO', 'TH'], first: '2026-01-19' },
  ],
  [
    'fixed days, then a last Friday',
    { dates: ['2026-02-27', '2026-03-01'], unit: 'month', nth: 'last', weekdays: ['FR'] },
  ],
  ['fixed days', { dates: ['2026-03-28', '2026-03-30', '2027-11-06'] }],
  ['fixed days, then a rule', { dates: ['2026-02-03', '2026-03-29'], unit: 'week', every: 2, first: '2026-01-19' }],
]
const ZONES = ['Europe/Dublin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Nuuk', 'UTC']
/** Clocks change at one, two or three in the morning, and at midnight. */
const TIMES = ['18:30', '00:15', '03:45']

describe.each(RULES)('a pair that meets on %s', (_, rule) => {
  const until = yearsAfter(rule.first ?? START, 3)
  const wanted = (meetings: Meetings) => meetingsUntil(meetings, START, until)

  const at = RULES.findIndex(([, other]) => other === rule)

  it.each(ZONES.map((zone, index) => [zone, TIMES[(at + index) % TIMES.length]!] as const))(
    'is there at the same instants over three years in %s at %s',
    (timezone, time) => {
      const meetings = { ...rule, time, timezone }
      expect(readFirst(calendarOf(meetings), until).sort()).toEqual(wanted(meetings))
    },
  )

  it('is there on whole days, or by whatever clock is there, where no time or no zone is agreed', () => {
    for (const also of [{}, { time: '18:30' }])
      expect(readFirst(calendarOf({ ...rule, ...also }), until).sort()).toEqual(wanted({ ...rule, ...also }))
  })

  it('is there at these instants for a second reader, too', () => {
    const all = [
      rule,
      { ...rule, time: '18:30' },
      ...ZONES.map((timezone, index) => ({ ...rule, timezone, time: TIMES[index % TIMES.length]! })),
    ]
    const found = readSecond(
      all.map(meetings => calendarOf(meetings)),
      until,
    )
    for (const by of ['byFile', 'byName'] as const)
      expect(found.map(({ sessions }) => sessions.map(session => session[by]).sort())).toEqual(all.map(wanted))
  })
})

it('has months that come in no cycle of a year, for a reader that counts them', () => {
  const meetings: Meetings = { unit: 'month', every: 5, first: '2026-04-30' }
  const [read] = readSecond([calendarOf(meetings)], '2032-01-01')
  const wanted = meetingsUntil(meetings, START, '2032-01-01')
  expect(wanted).toContain('2027-02-28')
  expect(read!.sessions.map(({ byFile }) => byFile).sort()).toEqual(wanted)
})

it('has the turns of every clock that this machine knows, in each year that a session is in', () => {
  for (const timezone of Intl.supportedValuesOf('timeZone')) {
    const meetings: Meetings = { unit: 'week', every: 3, first: '2026-01-20', time: '12:00', timezone }
    expect(readFirst(calendarOf(meetings), '2029-01-20'), timezone).toEqual(
      meetingsUntil(meetings, START, '2029-01-20'),
    )
  }
})

it('has the days of any rule', () => {
  const day = fc.integer({ min: 0, max: 900 }).map(days => addDays(START, days))
  const every = fc.constantFrom(1, 2, 3, 4, 6, 12)
  const weekday = fc.option(fc.constantFrom(...WEEKDAYS), { nil: undefined })
  const dates = fc.option(fc.array(day, { minLength: 1, maxLength: 4 }), { nil: undefined })
  const rule: fc.Arbitrary<Meetings> = fc.oneof(
    fc.record({ unit: fc.constantFrom('week' as const, 'month' as const), every, weekday, first: day, dates }),
    fc.record({
      unit: fc.constant('days' as const),
      days: fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 5 }),
      dates,
    }),
  )
  fc.assert(
    fc.property(rule, meetings => {
      // ical.js reads the first month of some rules with two days of it twice; python3-icalendar does not.
      const found = new Set(readFirst(calendarOf(meetings), '2031-01-01').filter(day => day < '2031-01-01'))
      expect([...found].sort()).toEqual(meetingsUntil(meetings, START, '2031-01-01'))
    }),
  )
})

const AWKWARD = `Tea, "or"; else\\ a:b\n👩‍👩‍👧 日本語 ñ — שלום ${'ü'.repeat(80)}`

describe('what people wrote', () => {
  const said = {
    partners: { a: { name: 'Ana "Anita": Reyes; née, Öz', display: 'Ana, the 1st' }, b: { name: 'Ben 👍 Okafor' } },
    purpose: 'Because; of, this:\nand that.',
    agreements: { sessionFlow: [AWKWARD, 'Next; steps'] },
  }
  const cards = {
    a: { format: 'partner/1', email: 'ana@example.org', languages: [], distractions: [] },
    b: { format: 'partner/1', email: ' ben+us@example.org ', languages: [], distractions: [] },
  } as unknown as CalendarPage['cards']
  const meetings = {
    unit: 'week',
    first: '2026-01-19',
    time: '18:30',
    timezone: 'Europe/Dublin',
    minutes: 45,
    place: AWKWARD,
  }
  const text = calendarOf(meetings, said, { cards })

  it('stands in lines of at most 75 octets, each ending in CRLF', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of text.slice(0, -2).split('\r\n')) {
      expect(line).not.toMatch(/[\r\n]/)
      expect(line.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    }
  })

  it('is read by another program as it was written', () => {
    const read = readSecond([text], '2026-02-01')[0]!
    expect(read.summary).toBe('Ana, the 1st and Ben: check-in')
    expect(read.location).toBe(AWKWARD.replaceAll('\n', ' '))
    expect(read.description).toBe(`Because; of, this: and that.\n1. ${AWKWARD}\n2. Next; steps`)
    expect(read.minutes).toBe(45)
    expect(read.guests.map(([address]) => address)).toEqual(['mailto:ana@example.org', 'mailto:ben+us@example.org'])
    expect(read.guests[1]![1]).toBe('Ben 👍 Okafor')
    expect(read.alarms).toEqual([-60])
    expect(read.sequence).toBe(1)
  })

  it('names guests as RFC 6868 wants it, whatever is in a name', () => {
    const lines = text.replaceAll('\r\n ', '').split('\r\n')
    expect(lines).toContain(
      `ATTENDEE;CN="Ana ^'Anita^': Reyes; née, Öz";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:ana@example.org`,
    )
  })

  it('tells a calendar no purpose that is not for others', () => {
    const secret = calendarOf(meetings, { ...said, agreements: { confidentiality: { level: 'ask' } } })
    expect(secret).toContain('CLASS:PRIVATE')
    expect(secret).not.toContain('Because')
  })
})

describe('an address that would be more than an address in a link', () => {
  it.each([
    'ana@example.org?cc=x@y.org',
    'ana&x@y.org',
    'ana%0Abcc:x@y.org',
    'a b@y.org',
    'ana@y.org#x',
    'ana@y.org,x@y.org',
    'mailto:ana@y.org',
    '<ana@y.org>',
  ])('%s is not taken for one', text => {
    expect(isAddress(text)).toBe(false)
  })

  it.each(['ana@example.org', 'ben+us@example.org', "o'neill_x@sub.example.org", 'hân@bücher.example'])(
    '%s is one',
    text => {
      expect(isAddress(text)).toBe(true)
    },
  )
})
