import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cells, characters, wrap } from '../../src/terminal/wrap.ts'
import { anyText } from './texts.ts'

test.each([
  ['one two three', 8, ['one two', 'three']],
  ['  13 |   - id: x', 40, ['  13 |   - id: x']],
  ['one\n\ntwo', 10, ['one', '', 'two']],
  ['- center-to-center', 14, ['- center-to-', 'center']],
  ['- unbelievable', 8, ['- unbeli', 'evable']],
  ['one 2026-02-16-a.yaml', 8, ['one 2026', '-02-16-a', '.yaml']],
  ['abcdefgh ij', 4, ['abcd', 'efgh', 'ij']],
  ['我们说真话', 4, ['我们', '说真', '话']],
  ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 5, ['👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧']],
  ['\x1b[2mabcdef\x1b[22m', 3, ['\x1b[2mabc', 'def\x1b[22m']],
])('%j in %i cells', (text, width, rows) => {
  expect(wrap(text, width)).toEqual(rows)
})

test('the indent counts, and later lines may have their own', () => {
  expect(wrap('one two three', 9, '  ')).toEqual(['  one two', '  three'])
  expect(wrap('one two three', 11, { first: 'a. ', rest: '   ' })).toEqual(['a. one two', '   three'])
})

test('every text fits, and only spaces are lost', () => {
  const letters = (rows: readonly string[]) => rows.join('').replaceAll(/[ \n]/g, '')
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const rows = wrap(text, width)
      for (const row of rows) if (characters(row).length > 1) expect(cells(row)).toBeLessThanOrEqual(width)
      expect(letters(rows)).toBe(letters([text]))
    }),
  )
})
