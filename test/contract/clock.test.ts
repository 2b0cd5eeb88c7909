import { expect, test } from 'vitest'
import { readClock } from '../../src/contract/clock.ts'

test.each([
  ['18:30', '18:30'],
  ['18.30', '18:30'],
  ['1830', '18:30'],
  ['18h30', '18:30'],
  ['at 18:30', '18:30'],
  ['7pm', '19:00'],
  ['7 pm', '19:00'],
  ['6.30 pm', '18:30'],
  ['6:30 p.m.', '18:30'],
  ['7am', '07:00'],
  ['12 am', '00:00'],
  ['12 pm', '12:00'],
  ['12:30 am', '00:30'],
  ['7', '07:00'],
  ['18h', '18:00'],
  ["7 o'clock", '07:00'],
  ['0:00', '00:00'],
  ['23:59', '23:59'],
  [' 9:05 ', '09:05'],
])('%s is %s', (said, time) => {
  expect(readClock(said)).toBe(time)
})

test.each(['24:00', '18:60', '13 pm', '18:30 pm', 'noon', 'evening', '', '6:5', '12345', '-1', '18:30 or so'])(
  '%j is no time of day',
  said => {
    expect(readClock(said)).toBeUndefined()
  },
)
