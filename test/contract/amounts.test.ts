import { expect, it } from 'vitest'
import { countIn, saysHowMuch } from '../../src/contract/sections/wins/amounts.ts'

it.each([
  ['Read 12 novels', 12],
  ['Run 2 marathons', 2],
  ['Write 6 marketing emails', 6],
  ['Make 5 decisions', 5],
  ['Visit 3 markets', 3],
  ['Plant 4 apricot trees', 4],
  ['3 mayors interviewed', 3],
  ['Ask 9 junior colleagues', 9],
])('"%s" says how much, and no month is in it', (said, count) => {
  expect(saysHowMuch(said)).toBe(true)
  expect(countIn(said)).toBe(count)
})

it.each(['Sell the flat by 3 March', 'Move on 12 Sept', 'The exam of 14 November', 'Start in September 2026', 'May 4'])(
  '"%s" says when, and not how much',
  said => {
    expect(saysHowMuch(said)).toBe(false)
  },
)
