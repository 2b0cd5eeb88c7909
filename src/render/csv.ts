/**
 * Where a spreadsheet may see a cell begin: at the start, and after what it may take for a separator or a line end
 * within the text. Some pass over blanks and quotes before a formula, and read the full-width signs as the others.
 */
const FORMULA = /(^|[;\t\n\v\f\r\u0085\u2028\u2029])(?=[\s\p{Cf}"]*[=+\-@＝＋－＠])/gu
const BLANK_START = /^[\t\r]/

/** A cell that every spreadsheet shows as text, and none runs as a formula. */
function cell(text: string): string {
  const guarded = text.replace(FORMULA, "$1'")
  const inert = BLANK_START.test(guarded) ? `'${guarded}` : guarded
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Rows of cells as RFC 4180 has them. The byte order mark tells Excel that they are UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`
