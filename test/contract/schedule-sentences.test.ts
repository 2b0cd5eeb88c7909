import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { addDays, type Day, daysBetween, weekdayOf } from '../../src/contract/day.ts'
import { type Meetings, meetings } from '../../src/contract/meetings.ts'
import { occurrences } from '../../src/contract/occurrences.ts'
import { meetingsText } from '../../src/contract/schedule-words.ts'
import { WEEKDAYS } from '../../src/contract/weekdays.ts'

const MONDAY = '2024-01-01'
const UNTIL = '2029-01-01'

/** Whether a schedule is on a day, day by day: shares no code with `occurrences` but the calendar itself. */
function isOn(agreed: Meetings, day: Day): boolean {
  const { dates = [], unit, every = 1, first = MONDAY, days = [], nth, weekday } = agreed
  const last = dates.toSorted().at(-1)
  if (last && day <= last) return dates.includes(day)
  if (day < first || !unit) return false
  const date = Number(day.slice(8))
  const length = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
  const isDay = (wanted: number) => date === Math.min(wanted, length)
  if (unit === 'days') return days.some(isDay)
  const names = agreed.weekdays ?? (weekday ? [weekday] : unit === 'week' ? [WEEKDAYS[weekdayOf(first)]!] : [])
  const isWeekday = names.includes(WEEKDAYS[weekdayOf(day)]!)
  if (unit === 'week') {
    const week = (one: Day) => Math.floor(daysBetween(MONDAY, one) / 7)
    let start = first
    // The earlier key may name a weekday that the first date is not: then the first such day counts.
    while (names.length === 1 && WEEKDAYS[weekdayOf(start)] !== names[0]) start = addDays(start, 1)
    return isWeekday && (week(day) - week(start)) % every === 0
  }
  const month = (one: Day) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
  if ((month(day) - month(first)) % every !== 0) return false
  if (!names.length) return isDay(agreed.day ?? Number(first.slice(8)))
  const of = nth ?? (Number(first.slice(8)) > 28 ? 'last' : Math.ceil(Number(first.slice(8)) / 7))
  return isWeekday && (of === 'last' ? date + 7 > length : Math.ceil(date / 7) === of)
}

const daysOn = (agreed: Meetings): string => {
  const found: Day[] = []
  for (let day = MONDAY; day < UNTIL; day = addDays(day, 1)) if (isOn(agreed, day)) found.push(day)
  return found.join(' ')
}

/** The ends of months of several lengths, and each weekday as the fourth, the fifth and the last of its month. */
const SOME: readonly Day[] = Array.from({ length: 22 }, (_, index) =>
  addDays(index < 11 ? '2024-01-22' : '2024-02-22', index % 11),
)
const EVERY = [1, 2, 3]

/** All kinds of rule, each with every number, weekday and place that it may have. */
function* everyRule(): Generator<Meetings> {
  for (const unit of ['week', 'month'] as const)
    for (const every of EVERY)
      for (const first of SOME) {
        yield { unit, every, first }
        for (const weekday of WEEKDAYS) {
          yield { unit, every, first, weekday }
          yield { unit, every, first, weekdays: [weekday] }
          yield { unit, every, first, weekdays: [weekday, 'WE', 'MO'] }
          for (const nth of [1, 2, 3, 4, 'last'] as const)
            if (unit === 'month') yield { unit, every, first, weekdays: [weekday], nth }
        }
        if (unit === 'month') for (const day of [1, 15, 28, 29, 30, 31]) yield { unit, every, first, day }
      }
  for (const first of [undefined, ...SOME])
    for (const days of [[1], [15, 1], [1, 15], [29], [30], [31], [30, 31], [28, 31], [1, 8, 15, 22], [1, 1]])
      yield { unit: 'days', days, ...(first && { first }) }
  for (const weekdays of [['MO'], ['TH', 'MO'], [...WEEKDAYS]] as const) yield { unit: 'week', weekdays: [...weekdays] }
  for (const nth of [1, 'last'] as const) yield { unit: 'month', nth, weekdays: ['FR'] }
  for (const day of [1, 31]) yield { unit: 'month', day }
}

/** Fixed dates before the rule, too. */
function* everySchedule(): Generator<Meetings> {
  let index = 0
  for (const rule of everyRule()) {
    yield rule
    index += 1
    if (index % 7 === 0) yield { ...rule, dates: ['2024-02-03', '2024-03-29'] }
    if (index % 11 === 0) yield { ...rule, dates: ['2024-03-29'] }
  }
  yield { dates: ['2024-02-03', '2024-03-29'] }
  yield { dates: ['2024-03-29'] }
}

const valid = [...everySchedule()].filter(agreed => meetings.safeParse(agreed).success)

it('no two schedules with other dates are said in the same sentence', () => {
  expect(valid.length).toBeGreaterThan(1500)
  const seen = new Map<string, { agreed: Meetings; days: string }>()
  for (const agreed of valid) {
    const text = meetingsText(agreed)
    const days = occurrences(agreed, MONDAY, 24).join(' ')
    const other = seen.get(text)
    if (other)
      expect({ text, days, of: [agreed, other.agreed] }).toEqual({ text, days: other.days, of: expect.anything() })
    else seen.set(text, { agreed, days })
  }
  expect(seen.size).toBeGreaterThan(500)
})

it('a schedule has the days that a calendar gives, counted day by day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: valid.length - 1 }), index => {
      const agreed = valid[index]!
      const found = occurrences(agreed, MONDAY, 2000).filter(day => day < UNTIL)
      expect(found.join(' ')).toBe(daysOn(agreed))
    }),
    { seed: 9, numRuns: 60 },
  )
})

it('whatever else is agreed is in the sentence, and only there', () => {
  const also = fc.record(
    {
      time: fc.constantFrom('18:30', '08:00'),
      minutes: fc.constantFrom(45, 60),
      timezone: fc.constantFrom('Europe/Dublin', 'Asia/Kathmandu'),
      place: fc.constantFrom('the kitchen', '45 minutes', 'starting 5 January 2026'),
    },
    { requiredKeys: [] },
  )
  const rule = fc.integer({ min: 0, max: valid.length - 1 })
  fc.assert(
    fc.property(rule, also, also, (index, one, two) => {
      const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(two).sort())
      const [first, second] = [one, two].map(more => meetingsText({ ...valid[index]!, ...more }))
      expect(first === second).toBe(same)
    }),
    { seed: 9, numRuns: 300 },
  )
})

test.each<[Meetings, string]>([
  [{}, ''],
  [{ timezone: 'Europe/Dublin' }, 'Time zone: Europe/Dublin'],
  [{ first: '2026-12-08' }, 'First on Tuesday 8 December 2026'],
  [{ first: '2026-12-08', time: '18:30', timezone: 'UTC' }, 'First on Tuesday 8 December 2026 at 18:30 (UTC)'],
  [{ minutes: 45, timezone: 'UTC' }, '45 minutes, time zone: UTC'],
  [{ every: 2, weekday: 'MO' }, 'Every: 2, weekday: Monday'],
  [{ dates: ['2026-01-19'], first: '2026-01-19' }, 'On 19 January 2026, first on Monday 19 January 2026'],
  [{ unit: 'week', weekday: 'MO' }, 'Every Monday'],
  [{ unit: 'week' }, 'Every week, counted from the last check-in'],
  [{ unit: 'week', every: 2, weekdays: ['MO'] }, 'Every second Monday, counted from the last check-in'],
  [
    { unit: 'week', every: 2, weekdays: ['TH', 'MO'], first: '2026-01-22' },
    'Every second week on Monday and Thursday, starting 22 January 2026',
  ],
  [{ unit: 'week', weekdays: ['TH', 'MO'], time: '18:30' }, 'Every Monday and Thursday at 18:30'],
  [{ unit: 'week', weekdays: [...WEEKDAYS] }, 'Every day'],
  [
    { unit: 'month', nth: 'last', weekdays: ['FR'], first: '2026-02-27' },
    'On the last Friday of each month, starting 27 February 2026',
  ],
  [{ unit: 'month', nth: 1, weekdays: ['MO'] }, 'On the first Monday of each month'],
  [
    { unit: 'month', every: 2, nth: 2, weekdays: ['TU'], first: '2026-02-10' },
    'On the second Tuesday of every second month, starting 10 February 2026',
  ],
  [
    { unit: 'month', weekday: 'FR', first: '2026-11-06' },
    'On the first Friday of each month, starting 6 November 2026',
  ],
  [{ unit: 'month', weekday: 'FR', first: '2026-01-30' }, 'On the last Friday of each month, starting 30 January 2026'],
  [{ unit: 'month', first: '2026-11-06' }, 'On the 6th of each month, starting 6 November 2026'],
  [{ unit: 'month', day: 31 }, 'On the 31st of each month, or the last day of shorter months'],
  [{ unit: 'month', every: 11 }, 'Every 11th month, without a first date yet'],
  [{ unit: 'days', days: [15, 1] }, 'On the 1st and 15th of each month'],
  [
    { unit: 'days', days: [1, 15], first: '2026-01-05' },
    'On the 1st and 15th of each month, starting 15 January 2026, counted from 5 January 2026',
  ],
  [{ unit: 'days', days: [] }, 'On days of the month that are not chosen yet'],
  [
    {
      every: 2,
      unit: 'week',
      weekdays: ['MO'],
      first: '2026-01-19',
      time: '18:30',
      minutes: 45,
      timezone: 'Europe/Dublin',
      place: 'the kitchen',
    },
    'Every second Monday at 18:30 (Europe/Dublin), 45 minutes, starting 19 January 2026; place: the kitchen',
  ],
  [{ dates: ['2026-02-02', '2026-01-19'] }, 'On 19 January 2026 and 2 February 2026'],
  [
    { dates: ['2026-02-03'], unit: 'week', every: 2, first: '2026-01-19', time: '18:30' },
    'On 3 February 2026, then every second Monday at 18:30, starting 16 February 2026, counted from 19 January 2026',
  ],
])('%j reads "%s"', (agreed, text) => {
  expect(meetingsText(agreed)).toBe(text)
})

test.each<[Meetings, string, string]>([
  [{ unit: 'month', nth: 'last' }, 'nth', 'needs a weekday'],
  [{ nth: 2, weekdays: ['MO'] }, 'nth', 'goes with `unit: month`'],
  [{ unit: 'week', nth: 2, weekdays: ['MO'] }, 'nth', 'not with `unit: week`'],
  [{ unit: 'month', nth: 2, weekdays: ['MO'], day: 3 }, 'day', 'does not go with `nth`'],
  [{ unit: 'month', day: 3, weekday: 'MO' }, 'day', 'does not go with a weekday'],
  [{ unit: 'week', day: 3 }, 'day', 'goes with `unit: month`'],
  [{ unit: 'month', nth: 1, weekdays: ['MO', 'TH'] }, 'weekdays', 'must be one weekday'],
  [{ unit: 'month', weekdays: ['MO'] }, 'weekdays', 'needs `nth`'],
  [{ weekdays: ['MO'] }, 'weekdays', 'goes with `unit: week`'],
  [{ unit: 'week', weekdays: [] }, 'weekdays', 'names no weekday'],
  [{ unit: 'week', weekdays: ['MO'], weekday: 'MO' }, 'weekday', 'keep one of them'],
  [{ unit: 'days', days: [1], weekdays: ['MO'] }, 'weekdays', 'goes with `unit: week`'],
  [{ unit: 'days', days: [1], every: 2 }, 'every', 'does not go with `unit: days`'],
  [{ unit: 'week', days: [1] }, 'days', 'goes with `unit: days`'],
  [
    { unit: 'week', weekdays: ['MO'], first: '2026-01-20' },
    'first',
    'Tuesday 20 January 2026 is not a date of "every Monday"; the next date that fits is 26 January 2026',
  ],
  [
    { unit: 'week', every: 2, weekdays: ['MO', 'TH'], first: '2026-01-20' },
    'first',
    '"every second week on Monday and Thursday"',
  ],
  [
    { unit: 'month', nth: 'last', weekdays: ['FR'], first: '2026-02-20' },
    'first',
    'Friday 20 February 2026 is not a date of "on the last Friday of each month"; the next date that fits is 27 February 2026',
  ],
  [{ unit: 'month', day: 31, first: '2026-02-27' }, 'first', '28 February 2026'],
])('%j is refused at %s: it %s', (agreed, key, what) => {
  const issues = meetings.safeParse(agreed).error?.issues ?? []
  expect(issues.find(({ path }) => path[0] === key)?.message).toContain(what)
})

test.each<Meetings>([
  { unit: 'month', nth: 'last', weekdays: ['FR'], first: '2026-02-27' },
  { unit: 'month', day: 31, first: '2026-02-28' },
  { unit: 'week', weekdays: ['MO', 'TH'], first: '2026-01-22' },
  { unit: 'week', weekday: 'MO', first: '2026-01-20' },
  { unit: 'days', days: [1, 15], first: '2026-01-05' },
])('%j is fine', agreed => expect(meetings.safeParse(agreed).success).toBe(true))
