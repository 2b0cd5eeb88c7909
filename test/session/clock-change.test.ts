import { describe, expect, it, test } from 'vitest'
import type { Card } from '../../src/contract/card.ts'
import { addDays } from '../../src/contract/day.ts'
import { timeOn } from '../../src/session/check-in-time.ts'
import { clockNote, realLocal } from '../../src/session/clock-change.ts'

describe('a time that the clock skips, or shows twice, is said to be so', () => {
  it.each([
    ['Europe/Dublin', '2026-03-29', '01:30', '01:30 does not exist on that day; it is 02:30'],
    ['Europe/Berlin', '2026-03-29', '02:30', '02:30 does not exist on that day; it is 03:30'],
    ['Europe/Athens', '2026-03-29', '03:15', '03:15 does not exist on that day; it is 04:15'],
    ['America/New_York', '2026-03-08', '02:30', '02:30 does not exist on that day; it is 03:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:10', '02:10 does not exist on that day; it is 02:40'],
    ['Antarctica/Troll', '2026-03-29', '01:30', '01:30 does not exist on that day; it is 03:30'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '02:30 does not exist on that day; it is 03:30'],
    ['America/Havana', '2026-03-08', '00:30', '00:30 does not exist on that day; it is 01:30'],
    [
      'Pacific/Apia',
      '2011-12-30',
      '18:30',
      '30 December 2011 does not exist in Pacific/Apia; it is 31 December 2011, 18:30',
    ],
    [
      'Pacific/Kiritimati',
      '1994-12-31',
      '09:00',
      '31 December 1994 does not exist in Pacific/Kiritimati; it is 1 January 1995, 09:00',
    ],
    ['Europe/Berlin', '2026-10-25', '02:30', '02:30 comes twice on that day; it is the first'],
    ['America/New_York', '2026-11-01', '01:30', '01:30 comes twice on that day; it is the first'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '01:45 comes twice on that day; it is the first'],
    ['Antarctica/Troll', '2026-10-25', '01:30', '01:30 comes twice on that day; it is the first'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '02:30 comes twice on that day; it is the first'],
  ])('in %s on %s at %s', (timezone, day, time, note) => {
    expect(clockNote(day, time, timezone)).toBe(note)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29', '01:59'],
    ['Europe/Berlin', '2026-03-29', '03:00'],
    ['Europe/Berlin', '2026-10-25', '03:00'],
    ['Europe/Berlin', '2026-10-25', '01:59'],
    ['Australia/Lord_Howe', '2026-04-05', '02:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:30'],
    ['Antarctica/Troll', '2026-10-25', '00:59'],
    ['Pacific/Apia', '2011-12-31', '18:30'],
    ['UTC', '2026-03-29', '02:30'],
  ])('and nothing is said in %s on %s at %s', (timezone, day, time) => {
    expect(clockNote(day, time, timezone)).toBe('')
    expect(realLocal(day, time, timezone)).toEqual({ day, time })
  })

  it('on a few days of a year and in no other hour, in every zone', () => {
    for (const timezone of [
      'Europe/Dublin',
      'America/Nuuk',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Antarctica/Troll',
    ]) {
      const days = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index))
      expect(days.filter(day => clockNote(day, '18:30', timezone))).toEqual([])
      for (const time of ['00:15', '01:45', '02:15'])
        expect(days.filter(day => clockNote(day, time, timezone)).length).toBeLessThan(3)
    }
  })
})

const card = (timezone: string) => ({ timezone }) as Card
const dublin = { time: '18:30', timezone: 'Europe/Dublin' }

test.each([
  ['partners in one zone', dublin, { a: card('Europe/Dublin'), b: card('Europe/London') }, '18:30'],
  ['no profiles', dublin, {}, '18:30'],
  ['one of them elsewhere', dublin, { b: card('Europe/Athens') }, '18:30 in Dublin (20:30 in Athens)'],
  [
    'both elsewhere',
    dublin,
    { a: card('America/Argentina/Buenos_Aires'), b: card('Europe/Athens') },
    '18:30 in Dublin (15:30 in Buenos Aires, 20:30 in Athens)',
  ],
  ['another day there', dublin, { b: card('Asia/Ho_Chi_Minh') }, '18:30 in Dublin (01:30 on 20 Jan in Ho Chi Minh)'],
  [
    'a clock that differs by minutes',
    dublin,
    { b: card('Asia/Kathmandu') },
    '18:30 in Dublin (00:15 on 20 Jan in Kathmandu)',
  ],
  ['no time', { timezone: 'Europe/Dublin' }, { b: card('Europe/Athens') }, ''],
  ['no zone', { time: '18:30' }, { b: card('Europe/Athens') }, '18:30'],
])('with %s, the time of a check-in says whose clock it is', (_, agreed, cards, text) => {
  expect(timeOn(agreed, cards)('2026-01-19')).toBe(text)
})
