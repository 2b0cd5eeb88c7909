import type { IUnicodeVersionProvider } from '@xterm/headless'
import { cells } from '../../src/terminal/wrap.ts'

const JOINER = 0x200d
const isFlagLetter = (code: number) => code >= 0x1f1e6 && code <= 0x1f1ff
const isPart = (code: number) =>
  code === JOINER || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x1f3fb && code <= 0x1f3ff)

/** Characters as wide as current terminals show them; xterm's own table is of 2010 and knows no emoji. */
export const widthsAsCells: IUnicodeVersionProvider = {
  version: 'cells',
  wcwidth,
  charProperties(code, before) {
    // The last character's code is kept as the state, its width in the two bits above the join bit.
    const last = before >> 3
    const flag = isFlagLetter(code) && isFlagLetter(last)
    const joins = before !== 0 && (isPart(code) || last === JOINER || flag || wcwidth(code) === 0)
    const width = Math.max(joins ? (before >> 1) & 3 : 0, code === 0xfe0f ? 2 : isPart(code) ? 0 : wcwidth(code))
    // A flag is complete with two letters, so the third begins another.
    return ((flag ? 1 : code) << 3) | (width << 1) | (joins ? 1 : 0)
  },
}

function wcwidth(code: number): 0 | 1 | 2 {
  return Math.min(2, cells(String.fromCodePoint(code))) as 0 | 1 | 2
}
