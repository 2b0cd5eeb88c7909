import { expect, test } from 'vitest'
import { readSchedule } from '../../src/contract/read-schedule.ts'

const weeks = (every: number, ...weekdays: string[]) => ({ every, unit: 'week', ...(weekdays.length && { weekdays }) })
const nth = (which: number | string, weekday: string, every = 1) => ({
  every,
  unit: 'month',
  nth: which,
  weekdays: [weekday],
})

test.each<[string, object]>([
  ['last Friday of the month', nth('last', 'FR')],
  ['The last Friday of each month.', nth('last', 'FR')],
  ['on the last friday of every month at 6.30 pm', { ...nth('last', 'FR'), time: '18:30' }],
  ['first Monday', nth(1, 'MO')],
  ['2nd Tuesday of the month', nth(2, 'TU')],
  ['fourth thursday of every second month', nth(4, 'TH', 2)],
  ['every last Sunday of the month', nth('last', 'SU')],
  ['Mondays and Thursdays', weeks(1, 'MO', 'TH')],
  ['Mon, Wed and Fri', weeks(1, 'MO', 'WE', 'FR')],
  ['every Tuesday', weeks(1, 'TU')],
  ['Tuesdays at 18:30', { ...weeks(1, 'TU'), time: '18:30' }],
  ['every other Tuesday', weeks(2, 'TU')],
  ['every second Monday', weeks(2, 'MO')],
  ['every 3 weeks on Monday and Thursday', weeks(3, 'MO', 'TH')],
  ['Thursday every two weeks', weeks(2, 'TH')],
  ['every two weeks', weeks(2)],
  ['every 2 weeks', weeks(2)],
  ['Weekly', weeks(1)],
  ['daily', weeks(1, 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')],
  ['1st and 15th', { unit: 'days', days: [1, 15] }],
  ['on the 1st and the 15th of each month', { unit: 'days', days: [1, 15] }],
  ['the 6th of every month', { every: 1, unit: 'month', day: 6 }],
  ['last day of the month', { every: 1, unit: 'month', day: 31 }],
  ['every month', { every: 1, unit: 'month' }],
  ['every three months', { every: 3, unit: 'month' }],
])('"%s" is understood as a whole', (said, rule) => expect(readSchedule(said)).toEqual(rule))

test.each([
  'After each exam, and on the first Sunday in Advent',
  'every Monday, and the 1st',
  'Mondays or Thursdays',
  'Mondays except in August',
  'every other Tuesday after work',
  'the last Friday of the quarter',
  'first Monday of March',
  'second',
  'the 32nd of each month',
  'Mondays at noon or so',
  'twice a week',
  'biweekly',
  '3 May',
  '',
])('of "%s" nothing is taken', said => expect(readSchedule(said)).toBeUndefined())
