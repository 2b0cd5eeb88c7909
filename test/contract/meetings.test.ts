import { expect, test } from 'vitest'
import { meetingsText } from '../../src/contract/meetings.ts'

test.each([
  [{}, ''],
  [{ every: 1, unit: 'week', weekday: 'MO' }, 'Every Monday'],
  [{ every: 1, unit: 'week' }, 'Every week'],
  [{ every: 2, unit: 'week', weekday: 'MO' }, 'Every 2nd Monday'],
  [{ every: 3, unit: 'week', weekday: 'SU' }, 'Every 3rd Sunday'],
  [{ every: 1, unit: 'month' }, 'Every month'],
  [{ every: 2, unit: 'month' }, 'Every 2nd month'],
  [{ every: 11, unit: 'month' }, 'Every 11th month'],
  [{ unit: 'days', days: [1, 15] }, 'On the 1st and 15th of each month'],
  [{ unit: 'days', days: [22] }, 'On the 22nd of each month'],
  [{ every: 1, unit: 'week', weekday: 'MO', time: '18:30' }, 'Every Monday at 18:30'],
  [
    {
      every: 2,
      unit: 'week',
      weekday: 'MO',
      first: '2026-01-19',
      time: '18:30',
      minutes: 45,
      timezone: 'Europe/Dublin',
      place: 'the kitchen',
    },
    'Every 2nd Monday at 18:30 (Europe/Dublin), 45 minutes, from Monday 19 January 2026, the kitchen',
  ],
  [{ timezone: 'Europe/Dublin' }, ''],
  [{ dates: ['2026-01-19', '2026-02-02'] }, 'on Monday 19 January 2026, Monday 2 February 2026'],
] as const)('%j reads "%s"', (agreed, text) => {
  expect(meetingsText(agreed as never)).toBe(text)
})
