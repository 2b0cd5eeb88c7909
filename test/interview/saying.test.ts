import { describe, expect, test } from 'vitest'
import { readDay } from '../../src/interview/saying.ts'

/** A Monday. */
const today = '2026-01-05'

describe('a day at the end of a sentence is read', () => {
  test.each([
    ['two offers, by 31 August', '2026-08-31', 'two offers'],
    ['two offers by the 31st of August', '2026-08-31', 'two offers'],
    ['two offers, by August 31', '2026-08-31', 'two offers'],
    ['two offers, until 31 August 2027', '2027-08-31', 'two offers'],
    ['two offers, due 1 March.', '2026-03-01', 'two offers'],
    ['60 or better (by 10 June)', '2026-06-10', '60 or better'],
    ['Case 4, by Friday', '2026-01-09', 'Case 4'],
    ['next Monday', '2026-01-12', ''],
    ['Friday', '2026-01-09', ''],
    ['tomorrow', '2026-01-06', ''],
    ['today', '2026-01-05', ''],
    ['by tomorrow', '2026-01-06', ''],
    ['in two weeks', '2026-01-19', ''],
    ['in 3 days', '2026-01-08', ''],
    ['2026-10-31', '2026-10-31', ''],
    ['two offers, by 2026-10-31', '2026-10-31', 'two offers'],
    ['31.10.2026', '2026-10-31', ''],
    ['August 31', '2026-08-31', ''],
    ['by Aug 31st', '2026-08-31', ''],
    ['10 talks, by October 31, 2027', '2027-10-31', '10 talks'],
    ['4 January', '2027-01-04', ''],
    ['last Monday', '2025-12-29', ''],
    ['Friday last week', '2026-01-02', ''],
    ['the last case, by Friday', '2026-01-09', 'the last case'],
  ])('%s', (said, day, rest) => {
    expect(readDay(said, today)).toEqual({ day, rest })
  })
})

describe('what is no day, or could be two, is not read', () => {
  test.each([
    '12/10/2026',
    'by 12/10',
    '12-10-2026',
    '10/31/2026',
    'we read 10-12 books',
    'by the second Friday',
    'buy a sat nav',
    'Run 3 times a week',
    'talk twice a month',
    'read an hour a day',
    'sleep 8 hours a night',
    'a walk of 2 hours',
    'sun on the balcony',
    'may',
    'march on',
    '2026-02-31',
    '2026-13-01',
    'two offers, by 2026-13-01',
    'by 31 February',
    '31 June',
    'June',
    'by June',
    '60% or better in June',
    'the June exam passed with 60 or better',
    '3 case studies',
    'on 31 August we celebrate what we did',
    'at 18:30',
    'by noon',
    'soon',
    '',
    'first second third',
    'Version 2.10',
  ])('%j', said => {
    expect(readDay(said, today)).toBeUndefined()
  })
})

describe('days count from today, also where months and years end', () => {
  test.each([
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2026-01-31', 'in two weeks', '2026-02-14'],
    ['2028-02-28', 'tomorrow', '2028-02-29'],
    ['2026-02-28', 'tomorrow', '2026-03-01'],
    ['2026-12-29', 'next Monday', '2027-01-04'],
    ['2026-12-31', '1 January', '2027-01-01'],
    ['2026-12-31', '31 December', '2026-12-31'],
    ['2026-08-31', 'by 30 September', '2026-09-30'],
    ['2026-03-29', 'tomorrow', '2026-03-30'],
  ])('on %s, %s is %s', (from, said, day) => {
    expect(readDay(said, from)?.day).toBe(day)
  })
})

test('the end of a month is its last day', () => {
  expect(readDay('by the end of May', today)).toEqual({ day: '2026-05-31', rest: '' })
  expect(readDay('Three case studies published by the end of August', today)).toEqual({
    day: '2026-08-31',
    rest: 'Three case studies published',
  })
})
