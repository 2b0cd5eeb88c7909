import { type Day, shortDay } from '../../contract/day.ts'
import { shorten } from '../../contract/text.ts'
import { table } from '../../terminal/table.ts'
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

/** So much of a text fits in a narrow column without hiding the other rows. */
const LONGEST = 90

/** A view for people, in columns. */
export function tableOf({ titles, rows, empty, above }: View, asOf: Day, width: number): string {
  const head = above?.(asOf, width) ?? []
  if (!rows.length) return `${[...head, ...wrap(empty, width)].join('\n')}\n`
  let cut = false
  const short = (text: string) => {
    const line = shorten(text, LONGEST)
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
  // Rows of several lines are told apart by an empty one.
  const tall = cells.some(row => row.some(text => text.includes('\n')))
  const last = cells.length - 1
  const apart = cells.map((row, index) => (tall && index < last ? row.map(text => `${text}\n`) : row))
  const body = table({ columns: titles.map(title => ({ title })), rows: apart, width })
  const foot = cut ? ['', ...wrap('Long texts are cut here; --csv has every word.', width)] : []
  return `${[...head, body, ...foot].join('\n')}\n`
}
