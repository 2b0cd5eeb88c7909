import { plain } from '../contract/text.ts'
import { cells, largest, longestWord, withoutEnd, wrap } from './wrap.ts'

export interface Column {
  title: string
  /** In cells. Columns without it share what is left, each by its need. */
  width?: number
  align?: 'left' | 'right'
}

interface Content {
  columns: readonly Column[]
  rows: readonly (readonly string[])[]
  /** Of the whole table, in cells. */
  width?: number
}

const GAP = '  '

/**
 * A table without a frame. It fits in `width` as long as that leaves two cells a column; cells that are too long
 * go on in the next line, nothing is cut off. Where it is too wide, a column with only a title is left out.
 */
export function table(content: Content): string {
  const { columns, texts, widths } = measured(content)
  if (!texts.some(row => row.some(Boolean))) return ''
  // A column in which nothing stands takes no room at all.
  const seen = columns.map((_, index) => index).filter(index => widths[index]! > 0)
  return layOut(
    texts.map(row => seen.map(index => wrap(row[index]!, widths[index]!))),
    seen.map(index => columns[index]!),
    seen.map(index => widths[index]!),
  )
}

/** Whether no word has to be broken for a table. */
export function wordsFit(content: Content): boolean {
  const { texts, widths } = measured(content)
  return texts.every(row => row.every((text, index) => wordIn(text) <= widths[index]!))
}

/** Words are about so long; what is longer, as an address, may be broken. */
const LONG = 16

const wordIn = (text: string): number => Math.min(LONG, longestWord(text))

/** The columns that are shown, their texts with the titles first, and how wide each is. */
function measured({ columns, rows, width = 80 }: Content) {
  const hasTitles = columns.some(column => column.title)
  const texts = [...(hasTitles ? [columns.map(column => column.title)] : []), ...rows].map(row =>
    columns.map((_, index) => plain(row[index] ?? '', { multiline: true })),
  )
  const needs = columns.map((column, index) => column.width ?? largest(texts.map(row => need(row[index]!))))
  const room = width - GAP.length * (columns.length - 1)
  if (needs.reduce((sum, each) => sum + each, 0) <= room) return { columns, texts, widths: needs }
  const under = texts.slice(hasTitles ? 1 : 0)
  const shown = columns.map((_, index) => index).filter(index => under.some(row => row[index]!.trim()))
  if (under.length && shown.length && shown.length < columns.length)
    return measured({
      columns: shown.map(index => columns[index]!),
      rows: under.map(row => shown.map(index => row[index]!)),
      width,
    })
  const longest = columns.map((_, index) => largest(texts.map(row => wordIn(row[index]!))))
  const fixed = columns.map(column => column.width !== undefined)
  return { columns, texts, widths: shareWidth(needs, { longest, fixed, width: room }) }
}

// Not cli-table3: its time grows with the square of a cell's length, and it cuts off what it counts too wide.
function layOut(
  wrapped: readonly (readonly string[][])[],
  columns: readonly Column[],
  widths: readonly number[],
): string {
  const padded = (line: string, index: number) => {
    const space = ' '.repeat(Math.max(0, widths[index]! - cells(line)))
    return columns[index]!.align === 'right' ? space + line : line + space
  }
  return wrapped
    .flatMap(row =>
      Array.from({ length: largest(row.map(lines => lines.length)) }, (_, at) =>
        withoutEnd(row.map((lines, index) => padded(lines[at] ?? '', index)).join(GAP)),
      ),
    )
    .join('\n')
}

function need(text: string): number {
  return largest(text.split('\n').map(cells))
}

interface Limits {
  /** How many cells the longest word of each column takes. */
  longest: readonly number[]
  fixed: readonly boolean[]
  width: number
}

/** Small needs are met first, so that one long column does not squeeze the others; words stay whole while they can. */
function shareWidth(needs: readonly number[], { longest, fixed, width }: Limits): number[] {
  const taken = needs.reduce((sum, each, index) => sum + (fixed[index] ? each : 0), 0)
  const open = fixed.filter(one => !one).length
  // Fixed widths that leave no room for the others are not kept.
  const keep = taken + 2 * open <= width
  const widths = needs.map((each, index) => (keep && fixed[index] ? each : 0))
  const sharing = needs.map((_, index) => index).filter(index => !(keep && fixed[index]))
  let left = keep ? width - taken : width
  const least = leastOf(
    sharing.map(index => Math.min(needs[index]!, longest[index]!)),
    left,
  )
  const leastFor = new Map(sharing.map((index, at) => [index, least[at]!]))
  sharing.sort((a, b) => needs[a]! - needs[b]!)
  sharing.forEach((index, done) => {
    const rest = sharing.slice(done + 1).reduce((sum, other) => sum + leastFor.get(other)!, 0)
    const share = Math.max(
      2,
      Math.min(Math.max(leastFor.get(index)!, Math.floor(left / (sharing.length - done))), left - rest),
    )
    widths[index] = Math.min(needs[index]!, share)
    left -= widths[index]!
  })
  return widths
}

/** What each column gets at least: its longest word, or where there is not room for all, as much of it as there is. */
function leastOf(words: readonly number[], width: number): number[] {
  let most = largest(words)
  const capped = () => words.map(word => Math.min(word, most))
  while (most > 2 && capped().reduce((sum, each) => sum + each, 0) > width) most -= 1
  return capped()
}
