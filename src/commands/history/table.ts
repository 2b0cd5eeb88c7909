import { type Day, shortDay } from '../../contract/day.ts'
import { plain, shorten } from '../../contract/text.ts'
import { table, wordsFit } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'

/** A day and what was on it; a cell may hold several things. */
export type Row = readonly [day: Day, ...cells: readonly (string | readonly string[])[]]

/** What a table shows, with each text whole. */
export interface View {
  titles: readonly string[]
  rows: readonly Row[]
  /** What is said where there are no rows. */
  empty: string
  /** What stands above the table. */
  above?: (asOf: Day, width: number) => readonly string[]
}

/** How it is shown: on which day, in how many cells, and whether each text is whole. */
interface Page {
  asOf: Day
  width: number
  whole: boolean
}

/** So much of a text fits in a narrow column without hiding the other rows. */
const LONGEST = 90

/** A view for people, in columns. */
export function tableOf({ titles, rows, empty, above }: View, { asOf, width, whole }: Page): string {
  const head = above?.(asOf, width) ?? []
  if (!rows.length) return `${[...head, ...wrap(empty, width)].join('\n')}\n`
  let cut = false
  const short = (text: string) => {
    const line = shorten(text, whole ? Number.POSITIVE_INFINITY : LONGEST)
    if (line.endsWith('…') && !text.trimEnd().endsWith('…')) cut = true
    return line
  }
  const cells = rows.map(([day, ...texts]) => [
    shortDay(day, asOf),
    ...texts.map(text => {
      const things = [text].flat().map(short)
      return things.length > 1 ? things.map(thing => `- ${thing}`).join('\n') : (things[0] ?? '')
    }),
  ])
  const columns = titles.map(title => ({ title }))
  const body = wordsFit({ columns, rows: cells, width })
    ? table({ columns, rows: toldApart(cells), width })
    : cells.map(row => oneBelowOther(titles, row, width).join('\n')).join('\n\n')
  const foot = cut ? ['', ...wrap('Long texts are cut here; --full has every word.', width)] : []
  return `${[...head, body, ...foot].join('\n')}\n`
}

/** Rows of several lines are told apart by an empty one. */
function toldApart(cells: readonly string[][]): readonly string[][] {
  const tall = cells.some(row => row.some(text => text.includes('\n')))
  return cells.map((row, index) => (tall && index < cells.length - 1 ? row.map(text => `${text}\n`) : row))
}

/** A row where columns would be too narrow to read: its day, and under it each cell by its title. */
function oneBelowOther([, ...titles]: readonly string[], [day = '', ...texts]: readonly string[], width: number) {
  const told = texts.flatMap((text, index) => {
    if (!text) return []
    const lines = text.split('\n').map(line => plain(line))
    const said =
      lines.length > 1 ? [`${titles[index]}:`, ...lines.map(line => `  ${line}`)] : [`${titles[index]}: ${text}`]
    return said.flatMap((line, at) => wrap(line.trimStart(), width, at ? { first: '    ', rest: '      ' } : '  '))
  })
  return [day, ...told]
}
