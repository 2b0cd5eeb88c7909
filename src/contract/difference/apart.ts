import { graphemes, oneLine, plain, shorten } from '../text.ts'

/** A text as a reader sees it: on one line, and without the marks that take no room. */
const look = (text: string): string =>
  oneLine(plain(text, { multiline: true }))
    .normalize('NFC')
    .replace(/[\u00ad\u061c\u200b\u200c\u200e\u200f\u2060\ufeff]/g, '')

/** How many characters two texts have in common from their start on. */
function commonStart(one: readonly string[], two: readonly string[]): number {
  const end = one.findIndex((character, index) => character !== two[index])
  return end < 0 ? one.length : end
}

/** How long a text may be and still be shown whole, and how much is shown before the place where two part. */
const LONG = 120
const LEAD = 24

/**
 * Two texts, each on one line. Long ones are cut, and both at the same place, so that what differs can be seen.
 * Where it cannot be seen at all, both are the same.
 */
export function apart(before: string, after: string): [before: string, after: string] {
  const one = graphemes(look(before))
  const two = graphemes(look(after))
  if (one.length <= LONG && two.length <= LONG) return [one.join(''), two.join('')]
  if (one.join('') === two.join('')) return [shorten(one.join(''), LONG), shorten(two.join(''), LONG)]
  const from = Math.max(0, commonStart(one, two) - LEAD)
  // A word that is cut in the lead is left out, unless it is what differs.
  const space = one.slice(from, from + LEAD).indexOf(' ')
  const start = from > 0 && space >= 0 ? from + space + 1 : from
  const cut = (text: readonly string[]) =>
    `${start > 0 ? '…' : ''}${text.slice(start, start + LONG).join('')}${text.length > start + LONG ? '…' : ''}`
  return [cut(one), cut(two)]
}

/** Whether one text is likely to be a rewording of the other: half of it stands at the start or end of both. */
export function alike(one: string, two: string): boolean {
  const [first, second] = [graphemes(look(one)), graphemes(look(two))]
  const start = commonStart(first, second)
  const end = commonStart(first.slice(start).reverse(), second.slice(start).reverse())
  return start + end > 0 && (start + end) * 2 >= Math.min(first.length, second.length)
}
