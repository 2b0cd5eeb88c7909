import stringWidth from 'fast-string-width'
import { plain } from '../contract/text.ts'
import type { Place } from '../errors.ts'

/** Terminal cells that a line of an excerpt may take, and how many of them may stand before the caret. */
const WIDTH = 72
const LEAD = 48

/** Tells of offsets in a text where they stand: with the line before, and a caret line under them. */
export function placesIn(file: string, text: string): (start: number, end?: number) => Place {
  let starts: readonly number[] | undefined
  return (start, end = start + 1) => {
    starts ??= lineStarts(text)
    // What goes wrong at the end of a file is shown on its last line, not on the nothing below it.
    const at = Math.min(start, text.trimEnd().length)
    const line = lineAt(starts, at)
    const lineOf = (number: number) => text.slice(starts![number - 1], (starts![number] ?? text.length + 1) - 1)
    const index = at - starts[line - 1]!
    const source = lineOf(line)
    const stop = Math.max(index, Math.min(index + end - start, source.trimEnd().length))
    const before = line > 1 ? lineOf(line - 1) : undefined
    return { file, line, column: index + 1, excerpt: excerpt(line, before, source, index, stop) }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}

/** The number of the line that an offset is in, from 1. */
function lineAt(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle
  }
  return low + 1
}

function excerpt(line: number, before: string | undefined, source: string, index: number, stop: number): string {
  const size = String(line).length
  const row = (number: string, text: string) => `   ${number.padStart(size)} | ${text}`.trimEnd()
  const from = index > LEAD || stringWidth(plain(source.slice(0, index))) > LEAD ? Math.max(0, index - LEAD / 2) : 0
  const shown = cut(source, from)
  const dots = from > 0 ? 1 : 0
  const lead = stringWidth(shown.slice(0, dots + index - from))
  const span = stringWidth(shown.slice(dots + index - from, dots + stop - from))
  const rows = [row(String(line), shown), row('', ' '.repeat(lead) + '^'.repeat(Math.max(1, span)))]
  return (before === undefined ? rows : [row(String(line - 1), cut(before, 0)), ...rows]).join('\n')
}

function cut(source: string, from: number): string {
  let piece = plain(source.slice(from, from + WIDTH))
  while (stringWidth(piece) > WIDTH) piece = piece.slice(0, -1).toWellFormed()
  return `${from > 0 ? '…' : ''}${piece}${from + piece.length < source.length ? '…' : ''}`
}
