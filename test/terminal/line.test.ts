import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hold, holdPaste, layLine, nextStarter, release } from '../../src/terminal/line.ts'
import { cells } from '../../src/terminal/wrap.ts'
import { anyText } from './texts.ts'

test('line ends are held in one line and come back', () => {
  expect(release(hold('a\nb\r\nc\rd\u2028e'))).toBe('a\nb\nc\nd\ne')
  expect(hold('a\nb')).not.toContain('\n')
})

test('a paste is text, whatever keys are in it', () => {
  expect(release(holdPaste(['a', '\t', 'b', '\r', '\n', 'c', '\x1b[A', '\x07', '\n', 'é😀']))).toBe('a b\nc\né😀')
})

test('starters come in turn, and own words stay', () => {
  expect(nextStarter(['a', 'b'], '')).toBe('a')
  expect(nextStarter(['a', 'b'], 'a')).toBe('b')
  expect(nextStarter(['a', 'b'], 'b')).toBe('a')
  expect(nextStarter(['a', 'b'], 'mine')).toBeUndefined()
  expect(nextStarter([], '')).toBeUndefined()
})

test('rows leave a cell for the cursor, which stands behind what is before it', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 20, max: 80 }), fc.nat(), (text, width, at) => {
      const { rows, row, column } = layLine('? Words  › ', { text, cursor: at % (text.length + 1) }, width)
      for (const each of rows) expect(cells(each)).toBeLessThan(width)
      expect(row).toBeLessThan(rows.length)
      expect(column).toBeLessThan(width)
    }),
  )
})
