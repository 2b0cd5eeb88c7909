import stringWidth from 'fast-string-width'
import { graphemes } from '../contract/text.ts'

const COLOR_CODE = /(\x1b\[[\d;]*m)/

const ASCII = /^[ -~]*$/

/** Parts of a Korean syllable that take no cells beside its first part. */
const JAMO = /[\u1160-\u11ff\ud7b0-\ud7ff]/g

/**
 * How many cells of a terminal a text takes: as many as its characters one by one, whatever is around them. The
 * library counts one of a pair of brackets (U+232A) too narrow.
 */
export function cells(text: string): number {
  if (ASCII.test(text)) return text.length
  return stringWidth(text.replace(JAMO, '').replaceAll('\u232a', '\u2329'))
}

/** The text in pieces that must not be torn: what a reader sees as one character, and color codes. */
export function characters(text: string): string[] {
  return text.split(COLOR_CODE).flatMap((part, index) => (index % 2 ? [part] : graphemes(part)))
}

/**
 * Breaks a text into lines of at most `width` cells, the indent included. Its own line ends and the spaces at the
 * start of a line stay, only spaces at a break go. A word longer than a line is broken
 * after a hyphen, or else between characters.
 */
export function wrap(text: string, width: number, indent: string | { first: string; rest: string } = ''): string[] {
  const { first, rest } = typeof indent === 'string' ? { first: indent, rest: indent } : indent
  // Two cells are the least that any one character fits in.
  const room = Math.max(2, width - Math.max(cells(first), cells(rest)))
  return text
    .split('\n')
    .flatMap(line => wrapLine(line, room))
    .map((row, index) => (row ? (index ? rest : first) + row : ''))
}

// Not fast-wrap-ansi: it tears emoji of several parts, takes the spaces at the start of a line, and rewrites the text
// in another Unicode form.
function wrapLine(line: string, room: number): string[] {
  const rows: string[] = []
  let [row, used] = ['', 0]
  const add = (piece: string) => {
    row += piece
    used += cells(piece)
  }
  const below = (piece: string) => {
    rows.push(row)
    row = piece
    used = cells(piece)
  }
  const fits = (piece: string) => used + cells(withoutEnd(piece)) <= room
  /** Whether it goes whole into a row of its own; a dash is never left alone for that. */
  const fitsBelow = (piece: string) => cells(withoutEnd(piece)) <= room && !/^\s*[-•] *$/.test(row || 'x')
  for (const word of line.split(/(?<= )(?! )/)) {
    if (fits(word)) add(word)
    else if (fitsBelow(word)) below(word)
    else
      for (const part of word.split(/(?<=\p{L}-)(?=\p{L})/u)) {
        if (fits(part)) add(part)
        else if (part !== word && fitsBelow(part)) below(part)
        else for (const one of characters(part)) fits(one) ? add(one) : below(one)
      }
  }
  return [...rows, row].map(withoutEnd)
}

/** How many cells the longest word takes, with the dash before it. */
export function longestWord(text: string): number {
  return largest(
    text
      .split('\n')
      .flatMap(line => line.trimStart().match(/^[-•] \S+|\S+/g) ?? [])
      .map(cells),
  )
}

/** The largest of these numbers, 0 if there is none. Not `Math.max(...)`: that takes some hundred thousand at most. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), 0)
}

/**
 * A line without the spaces at its end. Only the common space: an ideographic one has a width and a meaning of its own.
 * Not ` +$`, which looks at a run of spaces once for each of them.
 */
export function withoutEnd(line: string): string {
  let end = line.length
  while (line[end - 1] === ' ') end--
  return line.slice(0, end)
}
