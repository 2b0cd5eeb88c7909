// Some spreadsheets pass over spaces before a formula, and read the full-width signs as the others.
const FORMULA = /^[\t\r]|^\s*[=+\-@＝＋－＠]/u

/** A cell that every spreadsheet shows as text, and none runs as a formula. */
function cell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text
  return /[",\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Rows of cells as RFC 4180 has them. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
