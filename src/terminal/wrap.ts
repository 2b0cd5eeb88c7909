import stringWidth from 'fast-string-width'
import { graphemes } from '../contract/text.ts'

const COLOR_CODE = /(\x1b\[[\d;]*m)/

/** Parts of a Korean syllable that stand in the cells of its first part. */
const JAMO = /[\u1160-\u11ff]/

/** How many cells of a terminal a text takes. */
export function cells(text: string): number {
  return stringWidth(JAMO.test(text) ? text.normalize() : text)
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
  const rows = ['']
  const add = (piece: string) => rows.push(`${rows.pop()}${piece}`)
  const fits = (piece: string) => cells(rows.at(-1)! + withoutEnd(piece)) <= room
  /** Whether it goes whole into a row of its own; a dash is never left alone for that. */
  const fitsBelow = (piece: string) => cells(withoutEnd(piece)) <= room && !/^\s*[-•] *$/.test(rows.at(-1)! || 'x')
  for (const word of line.split(/(?<= )(?! )/)) {
    if (fits(word)) add(word)
    else if (fitsBelow(word)) rows.push(word)
    else
      for (const part of word.split(/(?<=\p{L}-)(?=\p{L})/u)) {
        if (fits(part)) add(part)
        else if (part !== word && fitsBelow(part)) rows.push(part)
        else for (const one of characters(part)) fits(one) ? add(one) : rows.push(one)
      }
  }
  return rows.map(withoutEnd)
}

/** How many cells the longest word takes, with the dash before it. */
export function longestWord(text: string): number {
  return Math.max(0, ...(text.match(/(?<=^\s*)[-•] \S+|\S+/gm) ?? []).map(cells))
}

// Only the common space: an ideographic one has a width and a meaning of its own.
function withoutEnd(text: string): string {
  return text.replace(/ +$/, '')
}
