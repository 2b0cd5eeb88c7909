/** What a spreadsheet may take for a separator or a line end within a cell, so that another cell begins after it. */
const BREAK = /[;\t\n\v\f\r\u0085\u2028\u2029]/g
/**
 * The sign of a formula and what is before it: some spreadsheets pass over blanks and quotes, and read the full-width
 * signs as the others. Each run of blanks is looked at once, from its start.
 */
const FORMULA = /(?<![;\s\p{Cf}"])[;\s\p{Cf}"]*[=+\-@＝＋－＠]/gu
const BLANK_START = /^[\t\r]/

/** A cell that every spreadsheet shows as text, and none runs as a formula. */
function cell(text: string): string {
  const guarded = text.replace(FORMULA, (found, at: number) => (at ? '' : "'") + found.replace(BREAK, "$&'"))
  const inert = BLANK_START.test(guarded) ? `'${guarded}` : guarded
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Rows of cells as RFC 4180 has them. The byte order mark tells Excel that they are UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`
