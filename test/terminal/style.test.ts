import { expect, test } from 'vitest'
import { wantsColor } from '../../src/terminal/color.ts'
import { makeStyle } from '../../src/terminal/style.ts'

test('without color every role is the text itself', () => {
  const style = makeStyle(false)
  for (const role of Object.values(style)) expect(role('words')).toBe('words')
})

test('with color every role has its own look, and none is red', () => {
  const looks = Object.values(makeStyle(true)).map(role => role('words'))
  expect(new Set(looks).size).toBe(looks.length)
  for (const look of looks) expect(look).not.toMatch(/\x1b\[(31|91)m/)
})

test.each([
  [true, {}, false, true],
  [false, {}, false, false],
  [true, {}, true, false],
  [true, { NO_COLOR: '1' }, false, false],
  [true, { NO_COLOR: '' }, false, true],
  [true, { TERM: 'dumb' }, false, false],
  [false, { FORCE_COLOR: '1' }, false, true],
  [true, { FORCE_COLOR: '0' }, false, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
  [false, { FORCE_COLOR: '1' }, true, false],
])('terminal %s, %j, --no-color %s: color %s', (isTTY, env, option, color) => {
  expect(wantsColor({ isTTY }, env, option)).toBe(color)
})
