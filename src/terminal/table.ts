import Table from 'cli-table3'
import { plain } from '../contract/text.ts'
import { cells, wrap } from './wrap.ts'

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
 * go on in the next line, nothing is cut off.
 */
export function table({ columns, rows, width = 80 }: Content): string {
  const head = columns.map(column => column.title)
  const texts = (head.some(Boolean) ? [head, ...rows] : rows).map(row =>
    columns.map((_, index) => plain(row[index] ?? '', { multiline: true })),
  )
  if (!texts.some(row => row.some(Boolean))) return ''
  const widths = shareWidth(
    columns.map((column, index) => column.width ?? Math.max(0, ...texts.map(row => need(row[index]!)))),
    columns.map(column => column.width !== undefined),
    width - GAP.length * (columns.length - 1),
  )
  // A column in which nothing stands takes no room at all.
  const seen = columns.map((_, index) => index).filter(index => widths[index]! > 0)
  return layOut(
    texts.map(row => seen.map(index => wrap(row[index]!, widths[index]!))),
    seen.map(index => columns[index]!),
    seen.map(index => widths[index]!),
  )
}

// cli-table3 counts Thai, Hindi, Arabic and newer emoji wider than terminals do, and cuts such cells off. So it lays
// out stand-ins as wide as each line really is, and the lines take their places afterwards.
const STAND_IN = '\u{fdd1}'
const STAND_INS = /\u{fdd1}+/gu

function layOut(
  wrapped: readonly (readonly string[][])[],
  columns: readonly Column[],
  widths: readonly number[],
): string {
  const grid = new Table({
    chars: { ...NO_FRAME, middle: GAP },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths],
    colAligns: columns.map(column => column.align ?? 'left'),
  })
  grid.push(...wrapped.map(row => row.map(lines => lines.map(line => STAND_IN.repeat(cells(line))).join('\n'))))
  const height = (row: readonly string[][]) => Math.max(...row.map(lines => lines.length))
  const lines = wrapped.flatMap(row =>
    Array.from({ length: height(row) }, (_, line) =>
      row.map(each => each[line]).filter(text => text && cells(text) > 0),
    ).flat(),
  )
  let next = 0
  return grid
    .toString()
    .replace(STAND_INS, () => lines[next++] ?? '')
    .replace(/ +$/gm, '')
}

const NO_FRAME = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map(name => [name, '']),
)

function need(text: string): number {
  return Math.max(...text.split('\n').map(cells))
}

/** Small needs are met first, so that one long column does not squeeze the others. */
function shareWidth(needs: readonly number[], fixed: readonly boolean[], width: number): number[] {
  const taken = needs.reduce((sum, each, index) => sum + (fixed[index] ? each : 0), 0)
  const open = fixed.filter(one => !one).length
  // Fixed widths that leave no room for the others are not kept.
  const keep = taken + 2 * open <= width
  const widths = needs.map((each, index) => (keep && fixed[index] ? each : 0))
  const sharing = needs.map((_, index) => index).filter(index => !(keep && fixed[index]))
  let left = keep ? width - taken : width
  sharing.sort((a, b) => needs[a]! - needs[b]!)
  sharing.forEach((index, done) => {
    widths[index] = Math.min(needs[index]!, Math.max(2, Math.floor(left / (sharing.length - done))))
    left -= widths[index]!
  })
  return widths
}
