import { expect, test } from 'vitest'
import { isNumbers, numbersIn, wordsAndNumbers } from '../../src/contract/numbers.ts'

test.each([
  ['1', [1]],
  ['1 2', [1, 2]],
  ['1,2', [1, 2]],
  ['1, 2', [1, 2]],
  ['1 and 2', [1, 2]],
  ['1, 2 and 3', [1, 2, 3]],
  ['1, 2, and 3', [1, 2, 3]],
  ['1 & 2', [1, 2]],
  ['1+2', [1, 2]],
  ['1/2', [1, 2]],
  ['1-3', [1, 2, 3]],
  ['1 – 3', [1, 2, 3]],
  ['1 to 3', [1, 2, 3]],
  ['3-1', [1, 2, 3]],
  ['1-2 5', [1, 2, 5]],
  ['1;2', [1, 2]],
  ['#1', [1]],
  ['#1 #3', [1, 3]],
  ['1.', [1]],
  ['1. 2.', [1, 2]],
  ['2)', [2]],
  [' 2 ', [2]],
  ['2 2 1', [2, 1]],
])('"%s" lists numbers', (text, numbers) => {
  expect(isNumbers(text)).toBe(true)
  expect(numbersIn(text, 5)).toEqual(numbers)
})

test.each(['0', '6', '1 6', '1-6', '-1', '2027', '99999999999999999999', '1-99999999999'])(
  '"%s" lists a number that is not from 1 to 5',
  text => {
    expect(isNumbers(text)).toBe(true)
    expect(numbersIn(text, 5)).toBeUndefined()
  },
)

test.each(['', '3 interviews a week', '1 2 shoes', '1.5', '24/7', '5k', '1st', 'and', '1 or 2', '5 o’clock', '1-on-1'])(
  '"%s" is a text',
  text => expect(isNumbers(text)).toBe(false),
)

test.each([
  ['1 2, shoes', ['1 2', 'shoes']],
  ['shoes; 1', ['shoes', '1']],
  ['1; 2', ['1; 2']],
  ['talk; then lunch', ['talk; then lunch']],
  ['3 interviews a week, 2', ['3 interviews a week', '2']],
  [' , ', []],
])('"%s" has the parts %j', (text, parts) => expect(wordsAndNumbers(text)).toEqual(parts))

test('a long answer is looked at in no time', () => {
  for (const text of ['1 '.repeat(50_000), `${'1, '.repeat(50_000)}x`, `1${' '.repeat(100_000)}x`])
    expect(isNumbers(text)).toBe(!text.endsWith('x'))
})
