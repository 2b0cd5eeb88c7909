import { expect, test } from 'vitest'
import { aboveText, toldText } from '../../src/terminal/above.ts'
import { makeStyle } from '../../src/terminal/style.ts'

test('a remark belongs to the line to type in, other things stand apart', () => {
  const shown = aboveText(
    [
      { kind: 'progress', text: 'Part 1' },
      { kind: 'about', text: '' },
      { kind: 'say', text: 'What?' },
      { kind: 'problem', text: 'That is not a day.' },
    ],
    makeStyle(false),
    80,
  )
  expect(shown).toBe('\n  Part 1\n\n  What?\n\n  That is not a day.\n')
})

test('color says nothing that words do not', () => {
  const above = [{ kind: 'say', text: 'one two three four' }] as const
  const shown = aboveText(above, makeStyle(true), 12)
  expect(shown).toContain('\x1b[1m')
  expect(shown.replaceAll(/\x1b\[\d+m/g, '')).toBe(aboveText(above, makeStyle(false), 12))
})

test('told lines keep their indent when they go on', () => {
  expect(toldText(['', '  one two three', 'x\x1by'], 10)).toBe('\n  one two\n  three\nx�y\n')
})
