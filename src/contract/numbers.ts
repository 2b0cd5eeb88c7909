/** One number as people write it in a list: `2`, `#2`, `2.`, `2)`, `1-3`, `1 to 3`. */
const ONE = /#?-?\d+[.)]?(?:\s*(?:[-–—]|to|until|through)\s*#?\d+[.)]?)?/iy
const BETWEEN = /(?:\s*(?:[,;&+]|\band\b))+\s*|\s+/iy
const PART = /#?(-?\d+)[.)]?(?:\s*(?:[-–—]|to|until|through)\s*#?(\d+)[.)]?)?/gi

/** Whether a text is nothing but numbers: `1 2`, `1, 2 and 3`, `#1`, `1-3`. `3 interviews a week` isn't. */
export function isNumbers(text: string): boolean {
  const list = spread(text)
  // Piece by piece, because one pattern for the whole list would try each way to read `1 -2 -3 -4 …`.
  let at = endOf(ONE, list, 0)
  while (at !== undefined && at < list.length) {
    const next = endOf(BETWEEN, list, at)
    at = next === undefined ? undefined : endOf(ONE, list, next)
  }
  return at !== undefined
}

/** Where a match ends that starts there. */
function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/**
 * The numbers that a text lists, each once, in its order; undefined if one of them is not from 1 to `count`. The text
 * is one that `isNumbers` accepts.
 */
export function numbersIn(text: string, count: number): number[] | undefined {
  const found = new Set<number>()
  for (const [, first, last = first] of spread(text).matchAll(PART)) {
    const [from, to] = [Number(first), Number(last)].toSorted((one, two) => one - two) as [number, number]
    // Checked before it is counted up to: a range may name any number.
    if (from < 1 || to > count) return undefined
    for (let number = from; number <= to; number++) found.add(number)
  }
  return [...found]
}

/** `1/2` lists two numbers. `24/7` doesn't, but no list that people choose from has that many entries. */
const spread = (text: string): string => text.trim().replace(/^\d(?:\s*\/\s*\d)+$/, list => list.replaceAll('/', ' '))

/** Own words and numbers of a list, in the order they were typed; separated by commas, or by semicolons next to a number. */
export function wordsAndNumbers(text: string): string[] {
  return text
    .split(',')
    .flatMap(part => {
      const smaller = part.split(';')
      return smaller.some(isNumbers) && !isNumbers(part) ? smaller : [part]
    })
    .map(part => part.trim())
    .filter(Boolean)
}

/** What to say about a number that isn't in the list. */
export const outOfRange = (count: number, which: 'one' | 'several'): { refused: string } => ({
  refused:
    which === 'one'
      ? `Choose one number from 1 to ${count}${count === 1 ? ', the only one' : ''}.`
      : `Choose numbers from 1 to ${count}.`,
})
