import { plain } from '../contract/text.ts'
import { cells, characters } from './wrap.ts'

/** A line as it is typed. */
export interface Line {
  text: string
  /** Where in `text` the next character goes. */
  cursor: number
}

/** Where things stand on the screen: the rows of the line, and the cursor in them. */
export interface Place {
  rows: string[]
  row: number
  column: number
}

// Stands for a line end while a line is edited, since readline would take a real one as Enter. No text may hold this
// character, so nothing that somebody wrote can be mistaken for it.
const HELD = '\ufdd0'

export interface Drawn extends Place {
  /** How many rows stand under the cursor. */
  below: number
}

/** A text as the line editor holds it, in one line. */
export function hold(text: string): string {
  return text.replace(/\r\n?|[\n\u2028\u2029]/g, HELD)
}

/** The text as it was meant, with its line ends. */
export function release(line: string): string {
  return line.replaceAll(HELD, '\n')
}

/** What a paste brings, as the line editor holds it: a tab is a space, other keys in it are nothing. */
export function holdPaste(keys: readonly string[]): string {
  const typed = keys.filter(key => !key.startsWith('\x1b')).join('')
  return hold(typed.replaceAll('\t', ' ')).replace(/[\x00-\x1f\x7f]/g, '')
}

/** The starter after the one that stands in the line; nothing when the line holds words of one's own. */
export function nextStarter(starters: readonly string[] = [], line: string): string | undefined {
  const index = starters.indexOf(line)
  return line && index < 0 ? undefined : starters[(index + 1) % starters.length]
}

/**
 * Lays the line out behind its prompt. We do it ourselves because neither readline nor inquirer counts cells: both
 * lose the cursor in Chinese or emoji that go over the edge. The last cell of a row stays free for the cursor.
 */
export function layLine(prompt: string, { text, cursor }: Line, width: number): Place {
  const rows = prompt.split('\n')
  const put = (shown: string) => {
    const row = rows.at(-1)! + shown
    if (cells(row) < width) rows[rows.length - 1] = row
    else rows.push(shown)
  }
  let place: Omit<Place, 'rows'> | undefined
  let at = 0
  for (const one of characters(text)) {
    const shown = plain(one.replaceAll(HELD, '⏎'))
    put(shown)
    if (at >= cursor) place ??= { row: rows.length - 1, column: cells(rows.at(-1)!) - cells(shown) }
    at += one.length
  }
  return { rows, ...(place ?? { row: rows.length - 1, column: cells(rows.at(-1)!) }) }
}

/** The rows around the cursor that fit on the screen. More could not be taken back, and would be shown twice. */
export function crop({ rows, row, column }: Place, height: number): Place {
  const start = Math.max(0, Math.min(row - Math.floor(height / 2), rows.length - height))
  return { rows: rows.slice(start, start + height), row: row - start, column }
}

/**
 * What clears a drawing that the terminal has folded anew in a narrower window, and leaves the cursor as many rows
 * from the end as it stood, where inquirer looks for it.
 */
export function restart({ rows, row, below }: Drawn, columns: number): string {
  const up = rows.slice(0, row).reduce((sum, each) => sum + Math.max(1, Math.ceil(cells(each) / columns)), 0)
  const move = (count: number, letter: string) => (count > 0 ? `\x1b[${count}${letter}` : '')
  return `\r${move(up, 'A')}\x1b[J${'\n'.repeat(row + below)}${move(below, 'A')}`
}
