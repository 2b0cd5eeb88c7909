import { plain } from '../contract/text.ts'

/**
 * Plain text to Markdown that shows the same text again, in CommonMark and on GitHub. Pages are read raw too, so a
 * character is escaped only where it would mean something; and there is never any HTML, because many programs print it.
 */

const WORD = '\\p{L}\\p{N}\\p{M}'

/** What means something anywhere in a line. Every match gets a backslash before each of its characters. */
const MARKUP = new RegExp(
  [
    // Also before a letter: converters to PDF would run it as a TeX command.
    '\\\\',
    // Code, links, images, footnotes and task boxes: none of them can start without one of these.
    '[`[]',
    // A star between spaces is a multiplication, an underscore between letters a name.
    '(?<! )\\*|\\*(?! )',
    // One match a run, so that its length counts once.
    '_+',
    // "~5 hours" can only open a strikethrough, and nothing is left that would close it.
    `(?<!^|[\\s!-\\/:-@[-\`{-}])~|~(?![${WORD}])`,
    // Tags, comments and automatic links, but not "p < .05" or "<3".
    '<(?=[A-Za-z/!?]|[^\\s<>]*@)',
    '&(?=#\\w+;|\\w{2,};)',
    // Formulas, but not "costs $50".
    '(?<!^|[\\s(])\\$|\\$(?!\\d)',
    // Emoji codes, but not "12:30:00".
    ':(?!\\d\\d:)(?=[+-]?\\w[\\w+-]*:)',
  ].join('|'),
  'gu',
)

/** What means something only where a line starts: headings, lists, quotes, rules, fences and table delimiters. */
const LINE_START = /^(?:[>|]|#{1,6}(?=\s|$)|\+(?=\s|$)|-(?![\p{L}\p{N}])|=+$|:(?=[-:|\s]|$))/u
const NUMBERED = /^(\d{1,9})(?=[.)](?:\s|$))/

/** The text with line ends as `\n`, tabs as spaces, and U+FFFD for whatever could steer a terminal or hide words. */
export function clean(text: string): string {
  return plain(text.replace(/\r\n?/g, '\n'), { multiline: true })
}

/** The clean text on one line, not escaped: its newlines become spaces. */
export function oneLine(text: string): string {
  return clean(text).split('\n').map(trimmed).filter(Boolean).join(' ')
}

/** The text on one line, for a place where the line has begun: a label, a cell. */
export function inline(text: string): string {
  return escapeLine(oneLine(text))
}

/** Text of a table cell. Its newlines become spaces: Markdown has no line break there without HTML. */
export function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|')
}

/** Text of a heading, where number signs at the end would count as its closing. */
export function heading(text: string): string {
  return inline(text).replace(/(^|\s)(#+)$/, '$1\\$2')
}

/** The paragraphs of a text, each with hard breaks where its lines end. No text, no paragraphs. */
export function paragraphs(text: string): string[] {
  const lines = clean(text).split('\n').map(trimmed)
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line) groups.at(-1)?.push(escapeStart(escapeLine(line)))
    else groups.push([])
  }
  return groups.filter(group => group.length > 0).map(hardLines)
}

/**
 * Lines of Markdown as one paragraph. The break is a backslash, since editors strip spaces at line ends; the space
 * before it keeps it out of a web address.
 */
export function hardLines(lines: readonly string[]): string {
  return lines.join(' \\\n')
}

/** The text without spaces before its line ends. Not ` +$`, whose time grows with the square of a run of spaces. */
export const withoutLineEnds = (text: string): string =>
  text
    .split('\n')
    .map(line => line.slice(0, line.length - spacesAtEnd(line)))
    .join('\n')

function spacesAtEnd(line: string): number {
  let count = 0
  while (line[line.length - 1 - count] === ' ') count++
  return count
}

const trimmed = (line: string) => line.trim()

function escapeLine(line: string): string {
  const escaped = line.replace(MARKUP, (found, at: number) =>
    found.startsWith('_') && isInWord(line, at, found.length) ? found : found.replace(/./g, '\\$&'),
  )
  return escaped.replace(/[^ ]+/g, unlinked)
}

/** Whether letters or numbers are on both sides of a run of underscores. */
function isInWord(line: string, at: number, length: number): boolean {
  return (
    ENDS_IN_WORD.test(line.slice(Math.max(0, at - 2), at)) && WORD_NEXT.test(line.slice(at + length, at + length + 2))
  )
}

const ENDS_IN_WORD = new RegExp(`[${WORD}]$`, 'u')
const WORD_NEXT = new RegExp(`^[${WORD}]`, 'u')

function escapeStart(line: string): string {
  return line.replace(LINE_START, '\\$&').replace(NUMBERED, '$1\\')
}

/** Programs that link bare addresses read them raw, and would show our backslashes: such an address stays text. */
function unlinked(word: string): string {
  if (!word.includes('\\')) return word
  return word.replace(/(?<=[a-z]):(?=\/\/)/gi, '\\:').replace(/(?<=www)\./gi, '\\.')
}
