import { describe, expect, it } from 'vitest'
import type { Meetings } from '../../src/contract/meetings.ts'
import { occurrences } from '../../src/contract/occurrences.ts'
import { cadenceDays, instant, nextSession } from '../../src/session/cadence.ts'
import { comingDays, schedule } from '../../src/session/coming.ts'
import { file, missed, read } from './builders.ts'

describe('the next days of meeting', () => {
  it.each<[string, Meetings, string, string[]]>([
    [
      'every week on the weekday of the first',
      { unit: 'week', first: '2026-01-06' },
      '2026-01-08',
      ['2026-01-13', '2026-01-20'],
    ],
    [
      'every second Monday',
      { unit: 'week', every: 2, weekday: 'MO', first: '2026-01-19' },
      '2026-02-03',
      ['2026-02-16', '2026-03-02'],
    ],
    [
      'nothing before the first',
      { unit: 'week', every: 2, first: '2026-01-19' },
      '2020-01-01',
      ['2026-01-19', '2026-02-02'],
    ],
    [
      'a weekday that the first is not',
      { unit: 'week', weekday: 'MO', first: '2026-01-20' },
      '2026-01-01',
      ['2026-01-26', '2026-02-02'],
    ],
    ['a week without a first', { unit: 'week', weekday: 'FR' }, '2026-01-08', ['2026-01-09', '2026-01-16']],
    ['the 1st and 15th', { unit: 'days', days: [15, 1] }, '2026-01-02', ['2026-01-15', '2026-02-01', '2026-02-15']],
    [
      'the 30th and 31st, where they are one',
      { unit: 'days', days: [30, 31] },
      '2026-01-31',
      ['2026-01-31', '2026-02-28', '2026-03-30'],
    ],
    [
      'every month',
      { unit: 'month', first: '2026-01-31' },
      '2026-01-01',
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    ['every third month', { unit: 'month', every: 3, first: '2025-11-15' }, '2026-01-01', ['2026-02-15', '2026-05-15']],
    [
      'the third Monday',
      { unit: 'month', weekday: 'MO', first: '2026-01-19' },
      '2026-01-20',
      ['2026-02-16', '2026-03-16'],
    ],
    [
      'the last Friday',
      { unit: 'month', weekday: 'FR', first: '2026-01-30' },
      '2026-01-01',
      ['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24', '2026-05-29'],
    ],
    ['given days', { dates: ['2026-03-01', '2026-02-01', '2026-03-01'] }, '2026-01-01', ['2026-02-01', '2026-03-01']],
    [
      'given days, then the rule',
      { dates: ['2026-02-03'], unit: 'week', first: '2026-01-19' },
      '2026-01-01',
      ['2026-02-03', '2026-02-09'],
    ],
    ['a month nobody said when', { unit: 'month' }, '2026-01-01', []],
    ['no days of the month', { unit: 'days', days: [] }, '2026-01-01', []],
    ['nothing but words', { text: 'When it suits' }, '2026-01-01', []],
    [
      'a rule beyond all calendars',
      { unit: 'month', every: 100_000, first: '2026-01-01' },
      '2026-01-01',
      ['2026-01-01'],
    ],
  ])('%s', (_, meetings, from, days) => {
    const endless = Boolean(meetings.unit) && days.length > 1
    expect(occurrences(meetings, from, endless ? days.length : 50)).toEqual(days)
  })
})

describe('the instant of a meeting', () => {
  it.each([
    ['in winter', '2026-01-19', '18:30', 'Europe/Dublin', '2026-01-19T18:30Z'],
    ['in summer', '2026-06-01', '18:30', 'Europe/Dublin', '2026-06-01T17:30Z'],
    ['that the clock skips is later', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30Z'],
    ['that comes twice is the first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['that comes twice in America, too', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['that is skipped in America', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30Z'],
    ['where the clock moves half an hour', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['a quarter of an hour off', '2026-02-02', '00:00', 'Asia/Kathmandu', '2026-02-01T18:15Z'],
  ])('%s', (_, day, time, timezone, expected) => {
    expect(`${instant(day, time, timezone).toISOString().slice(0, 16)}Z`).toBe(expected)
  })

  it('is not there where no time zone is agreed', () => {
    expect(schedule({ time: '18:30' }, undefined, ['2026-01-19'])).toEqual([{ local: '2026-01-19 18:30' }])
  })

  it('is not there where no time is agreed', () => {
    expect(schedule({ unit: 'week', first: '2026-01-19' }, 'Europe/Dublin', ['2026-01-19'])).toEqual([
      { local: '2026-01-19' },
    ])
  })
})

describe('the next session', () => {
  const meetings: Meetings = { unit: 'week', every: 2, first: '2026-01-19' }
  it.each<[string, ReturnType<typeof read>, string | undefined]>([
    ['is the first meeting', [], '2026-01-19'],
    ['is as the last record says', read(file('2026-01-19', 'a', { nextSession: '2026-02-01' })), '2026-02-01'],
    ['else by the rule', read(file('2026-01-19', 'a')), '2026-02-02'],
    [
      'is where a missed one was moved to',
      read(missed('2026-02-02', 'a', { rescheduledTo: '2026-02-09' })),
      '2026-02-09',
    ],
    ['else by the rule after the missed one', read(missed('2026-02-02', 'a')), '2026-02-16'],
  ])('%s', (_, sessions, day) => expect(nextSession(meetings, sessions)).toBe(day))

  it('without a first meeting is by the rule, or nowhere', () => {
    expect(nextSession({ unit: 'days', days: [1] }, [], '2026-01-05')).toBe('2026-02-01')
    expect(nextSession({ dates: ['2026-03-01', '2026-02-01'] }, [])).toBe('2026-02-01')
    expect(nextSession({ unit: 'days', days: [1] }, [])).toBeUndefined()
    expect(nextSession({ unit: 'week', every: 2 }, read(file('2026-01-19', 'a')))).toBe('2026-02-02')
    expect(nextSession({ text: 'Often' }, [], '2026-01-05')).toBeUndefined()
  })
})

describe('the days of the coming sessions', () => {
  const meetings: Meetings = { unit: 'week', every: 2, first: '2026-01-19' }
  const named = (nextSession: string) => read(file('2026-01-19', 'a', { nextSession }))
  it.each<[string, Meetings, ReturnType<typeof read>, string, string[]]>([
    ['begin with the first meeting', meetings, [], '2026-01-05', ['2026-01-19', '2026-02-02', '2026-02-16']],
    ['begin on the day itself', meetings, [], '2026-02-02', ['2026-02-02', '2026-02-16', '2026-03-02']],
    [
      'leave out a day that has had its session',
      meetings,
      read(file('2026-01-19', 'a')),
      '2026-01-19',
      ['2026-02-02', '2026-02-16', '2026-03-02'],
    ],
    ['are earlier once', meetings, named('2026-01-26'), '2026-01-20', ['2026-01-26', '2026-02-16', '2026-03-02']],
    ['are later once', meetings, named('2026-02-03'), '2026-01-20', ['2026-02-03', '2026-02-16', '2026-03-02']],
    [
      'are not before the day that was named',
      meetings,
      named('2026-02-17'),
      '2026-01-20',
      ['2026-02-17', '2026-03-02', '2026-03-16'],
    ],
    [
      'name a day of the rule once',
      meetings,
      named('2026-02-16'),
      '2026-01-20',
      ['2026-02-16', '2026-03-02', '2026-03-16'],
    ],
    [
      'go on by the rule when the day that was named is over',
      meetings,
      named('2026-01-26'),
      '2026-01-30',
      ['2026-02-16', '2026-03-02', '2026-03-16'],
    ],
    [
      'have the day that a missed session was moved to',
      meetings,
      read(missed('2026-02-02', 'a', { rescheduledTo: '2026-02-09' })),
      '2026-02-03',
      ['2026-02-09', '2026-02-16', '2026-03-02'],
    ],
    [
      'have a missed session and the next one on one day, where it was moved there',
      meetings,
      read(missed('2026-02-02', 'a', { rescheduledTo: '2026-02-16' })),
      '2026-02-03',
      ['2026-02-16', '2026-03-02', '2026-03-16'],
    ],
    [
      'are not before the day that a missed session was moved to',
      meetings,
      read(missed('2026-02-02', 'a', { rescheduledTo: '2026-02-17' })),
      '2026-02-03',
      ['2026-02-17', '2026-03-02', '2026-03-16'],
    ],
    [
      'count from the last session where no first one is agreed',
      { unit: 'week', every: 2 },
      read(file('2026-01-20', 'a')),
      '2026-02-10',
      ['2026-02-17', '2026-03-03', '2026-03-17'],
    ],
    [
      'do not depend on the day of asking where no first one is agreed',
      { unit: 'week', every: 2 },
      [],
      '2026-01-06',
      ['2026-01-19', '2026-02-02', '2026-02-16'],
    ],
    ['end with the given days', { dates: ['2026-02-01', '2026-03-01'] }, [], '2026-02-02', ['2026-03-01']],
    ['are not there by words alone', { text: 'Often' }, [], '2026-01-05', []],
  ])('%s', (_, agreed, sessions, from, days) => {
    expect(comingDays(agreed, sessions, { contractDate: '2026-01-05', from, count: 3 })).toEqual(days)
  })
})

it.each<[Meetings, number | undefined]>([
  [{ unit: 'week', every: 2 }, 14],
  [{ unit: 'week' }, 7],
  [{ unit: 'days', days: [1, 15] }, 15],
  [{ unit: 'month', every: 2 }, 60],
  [{ dates: ['2026-01-01', '2026-02-10', '2026-01-11'] }, 20],
  [{ dates: ['2026-01-01'] }, undefined],
  [{ text: 'Often' }, undefined],
])('the usual gap of %o is %s days', (meetings, days) => expect(cadenceDays(meetings)).toBe(days))
