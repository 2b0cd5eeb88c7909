import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractSchema } from '../../src/contract/contract.ts'
import { addDays, type Day } from '../../src/contract/day.ts'
import type { Meetings } from '../../src/contract/meetings.ts'
import { occurrences } from '../../src/contract/occurrences.ts'
import { type CalendarDays, calendarDays } from '../../src/session/calendar-days.ts'
import { comingDays } from '../../src/session/coming.ts'
import { sessionsFrom } from '../../src/session/sessions.ts'
import { contract, file, missed, read } from './builders.ts'

const meetings: Meetings = { unit: 'week', every: 2, first: '2026-01-19' }
const agreed = (rule: Meetings) => contractSchema.parse({ ...contract, agreements: { meetings: rule } })

describe('what records change of a rule', () => {
  it.each<[string, ReturnType<typeof read>, Partial<CalendarDays['series'][number]>]>([
    ['nothing, where all was as agreed', read(file('2026-01-19', 'a'), file('2026-02-02', 'a')), {}],
    [
      'the next session, where it was moved',
      read(file('2026-01-19', 'a', { nextSession: '2026-02-03' })),
      { moved: [['2026-02-02', '2026-02-03']] },
    ],
    [
      'those before the day that was named',
      read(file('2026-01-19', 'a', { nextSession: '2026-02-17' })),
      { moved: [['2026-02-02', '2026-02-17']], cancelled: ['2026-02-16'] },
    ],
    [
      'the next one, where the one after it was named',
      read(file('2026-01-19', 'a', { nextSession: '2026-02-16' })),
      { cancelled: ['2026-02-02'] },
    ],
    ['a missed session', read(missed('2026-02-02', 'a')), { cancelled: ['2026-02-02'] }],
    [
      'a missed session that was moved',
      read(missed('2026-02-02', 'a', { rescheduledTo: '2026-02-09' })),
      { moved: [['2026-02-02', '2026-02-09']] },
    ],
    [
      'one that was missed again on the day it was moved to',
      read(
        missed('2026-02-02', 'a', { rescheduledTo: '2026-02-09' }),
        missed('2026-02-09', 'a', { rescheduledTo: '2026-02-11' }),
      ),
      { moved: [['2026-02-02', '2026-02-11']] },
    ],
    [
      'nothing more, where they met before the day that was named',
      read(file('2026-01-19', 'a', { nextSession: '2026-02-17' }), file('2026-02-05', 'a')),
      { cancelled: ['2026-02-02'] },
    ],
  ])('%s', (_, sessions, changed) => {
    const { singles, series } = calendarDays(agreed(meetings), sessions)
    expect({ singles, series }).toEqual({
      singles: [],
      series: [expect.objectContaining({ first: '2026-01-19', moved: [], cancelled: [], ...changed })],
    })
  })
})

it('fixed days are days of their own, moved and cancelled', () => {
  const { singles, series } = calendarDays(
    agreed({ dates: ['2026-02-01', '2026-03-01', '2026-04-01'] }),
    read(missed('2026-02-01', 'a'), file('2026-02-20', 'a', { nextSession: '2026-03-03' })),
  )
  expect(series).toEqual([])
  expect(singles).toEqual([
    { of: '2026-02-01', on: undefined },
    { of: '2026-03-01', on: '2026-03-03' },
    { of: '2026-04-01', on: '2026-04-01' },
  ])
})

/** All days on which somebody meets by a calendar. */
function daysOf({ singles, series }: CalendarDays, rule: Meetings, until: Day): Day[] {
  const [start] = series.map(({ first }) => first).sort()
  const regular = start ? occurrences({ ...rule, dates: undefined }, start, 300) : []
  const moved = series.flatMap(each => each.moved)
  const gone = new Set([...moved.map(([of]) => of), ...series.flatMap(({ cancelled }) => cancelled)])
  const days = [
    ...regular.filter(day => !gone.has(day)),
    ...moved.map(([, on]) => on),
    ...singles.flatMap(({ on }) => on ?? []),
  ]
  return days.filter(day => day < until).sort()
}

it('a day that was put forward is met on again where nobody came', () => {
  const weekly: Meetings = { unit: 'week', first: '2026-01-19' }
  const early = file('2026-01-29', 'a', { nextSession: '2026-01-30' })
  const daysAfter = (missedIt: Parameters<typeof read>[0]) =>
    daysOf(calendarDays(agreed(weekly), read(early, missedIt)), weekly, '2026-02-10').filter(day => day > '2026-01-30')
  expect(daysAfter(missed('2026-01-30', 'a'))).toEqual(['2026-02-02', '2026-02-09'])
  const later = missed('2026-01-30', 'a', { rescheduledTo: '2026-01-31' })
  expect(daysAfter(later)).toEqual(['2026-01-31', '2026-02-02', '2026-02-09'])
})

it('a calendar has the very days that schedule shows', () => {
  const day = fc.integer({ min: 0, max: 120 }).map(days => addDays('2026-01-05', days))
  const rule = fc.constantFrom<Meetings>(
    { unit: 'week', first: '2026-01-19' },
    { unit: 'week', every: 2, weekday: 'MO', first: '2026-01-19' },
    { unit: 'days', days: [1, 15], first: '2026-01-05' },
    { unit: 'month', first: '2026-01-31' },
    { unit: 'week', every: 2, weekdays: ['MO', 'TH'], first: '2026-01-19' },
    { unit: 'week', weekdays: ['TU', 'SA', 'SU'], first: '2026-01-10' },
    { unit: 'month', nth: 'last', weekdays: ['FR'], first: '2026-01-30' },
    { unit: 'month', nth: 2, weekdays: ['TU'] },
    { unit: 'month', day: 30, first: '2026-01-30' },
    { dates: ['2026-01-20'], unit: 'month', nth: 'last', weekdays: ['FR'] },
    { dates: ['2026-01-20', '2026-02-10'], unit: 'week', first: '2026-01-19' },
  )
  const kept = fc.record({
    date: day,
    held: fc.boolean(),
    later: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(rule, fc.uniqueArray(kept, { selector: ({ date }) => date, maxLength: 5 }), (meetings, records) => {
      const sessions = sessionsFrom(
        contract,
        records.map(({ date, held, later }) => {
          const named = later && addDays(date, later)
          return held ? file(date, 'a', { nextSession: named }) : missed(date, 'a', { rescheduledTo: named })
        }),
      ).sessions
      const last = sessions.at(-1)?.date
      const from = last ? addDays(last, 1) : '2026-01-05'
      const until = addDays(from, 200)
      const shown = comingDays(meetings, sessions, { contractDate: '2026-01-05', from, count: 120 })
      const found = daysOf(calendarDays(agreed(meetings), sessions), meetings, until).filter(day => day >= from)
      expect(found).toEqual(shown.filter(day => day < until))
    }),
    { seed: 9, numRuns: 250 },
  )
})
