const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
// C0 without tab and line feed, DEL, C1.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/**
 * A person's text on its way in: every line end becomes LF, control characters go (the character alone, not what
 * follows it), half surrogate pairs become U+FFFD. Nothing else changes.
 */
export function clean(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').toWellFormed()
}

const LINE_END = /\r\n|[\n\u2028\u2029]/g
// All that a terminal obeys, and the marks that turn the reading order of other people's text around.
const OBEYED = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text on its way out, to a terminal or a page: it is only shown and never obeyed. What would be obeyed becomes
 * U+FFFD, a tab a space. Line ends stay with `multiline`, otherwise they become spaces.
 */
export function plain(text: string, { multiline = false }: { multiline?: boolean } = {}): string {
  return text
    .toWellFormed()
    .replace(LINE_END, multiline ? '\n' : ' ')
    .replaceAll('\t', ' ')
    .replace(OBEYED, '\ufffd')
}

/** What someone typed, on one line and in quotes that it can't close by itself. */
export const inQuotes = (text: string): string => JSON.stringify(plain(oneLine(text)))

/** A name, or the name in quotes if it has anything in it that could pass for a part of the sentence. */
export const asName = (name: string): string => (/^[\p{L}\p{M}\p{N} .'’-]+$/u.test(name) ? name : inQuotes(name))

/** How many bytes of UTF-8 one text may have. */
const LONGEST = 64 * 1024

export const TOO_LONG = 'is longer than 64 KB: shorten it, or keep the whole in a file of its own and name that here'

export const isTooLong = (text: string): boolean =>
  text.length > LONGEST || (text.length * 3 > LONGEST && new TextEncoder().encode(text).length > LONGEST)

/** A value as a message names it: on one line, and not the whole of a long text. */
export function quoted(value: unknown): string {
  const text = plain(typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value)))
  return text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text
}

/** `clean` for every text and key in a value of plain data. */
export function cleanDeep<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T
  if (Array.isArray(value)) return value.map(cleanDeep) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), cleanDeep(entry)])) as T
}

/** One line, however many the text has: for tables, menus and sentences. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** What waits for more words, and would stand alone before the dots. */
const HANGING = /[\s,;:.\u2013\u2014([-]+$/

let segmenter: Intl.Segmenter | undefined

/** So many UTF-16 units are divided at once: in Node 20 the time to divide a text grows with the square of its length. */
const AT_ONCE = 512

/** A text in pieces that a reader sees as one character each. */
export function graphemes(text: string): string[] {
  if (ASCII.test(text)) return text.split('')
  // Made when it is needed: that takes as long as all else that help does.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const found: string[] = []
  for (let [start, length] = [0, AT_ONCE]; start < text.length; ) {
    const end = start + length + (isFirstHalf(text.charCodeAt(start + length - 1)) ? 1 : 0)
    const pieces = Array.from(segmenter.segment(text.slice(start, end)), piece => piece.segment)
    // The last piece may go on behind the cut, so it's divided again with what follows.
    const last = end < text.length ? pieces.pop()! : ''
    for (const piece of pieces) found.push(piece)
    length = pieces.length ? AT_ONCE : length * 2
    start = Math.min(end, text.length) - last.length
  }
  return found
}

const ASCII = /^[ -~\n]*$/

const isFirstHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

/** The text, cut at a word if it is longer than `length` characters. */
export function shorten(text: string, length = 60): string {
  const line = oneLine(text)
  if (line.length <= length) return line
  const cut = line.slice(0, length - 1)
  const word = cut.lastIndexOf(' ')
  const kept = (word > length / 2 ? cut.slice(0, word) : cut).toWellFormed()
  return `${kept.replace(HANGING, '') || kept}…`
}
