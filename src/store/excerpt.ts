import stringWidth from 'fast-string-width'
import { plain } from '../contract/text.ts'
import type { Place } from '../errors.ts'

/** Terminal cells that a line of an excerpt may take, and how many of them may stand before the caret. */
const WIDTH = 72
const LEAD = 48

/** Where `start` to `end` (offsets in the text) stand, with the line before and a caret line under them. */
export function placeIn(file: string, text: string, start: number, end = start + 1): Place {
  // What goes wrong at the end of a file is shown on its last line, not on the nothing below it.
  const at = Math.min(start, text.trimEnd().length)
  const lines = text.slice(0, at).split('\n')
  const line = lines.length
  const index = lines[line - 1]!.length
  const source = text.slice(at - index).split('\n', 1)[0]!
  const stop = Math.max(index, Math.min(index + end - start, source.trimEnd().length))
  return { file, line, column: index + 1, excerpt: excerpt(line, lines[line - 2], source, index, stop) }
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
