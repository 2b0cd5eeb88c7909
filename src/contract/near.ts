/** Of the known words, the one that was probably meant: one or two letters differ, or one begins with the other. */
export const nearest = (word: string, known: readonly string[]): string | undefined =>
  known
    .filter(name => Math.abs(name.length - word.length) <= FARTHEST || isBeginning(name, word))
    .map(name => ({ name, apart: lettersApart(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, apart }) => apart <= Math.min(FARTHEST, Math.floor(name.length / 2)) || isBeginning(name, word))
    .sort((one, two) => one.apart - two.apart)[0]?.name

const FARTHEST = 2

/** The first three letters of a word say which one is meant; fewer do not. */
const isBeginning = (one: string, two: string): boolean =>
  Math.min(one.length, two.length) > 2 && (one.startsWith(two) || two.startsWith(one))

/** How many letters must be added, taken away or changed to make one word the other (Levenshtein). */
function lettersApart(one: string, two: string): number {
  let row = Array.from({ length: two.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...two].entries())
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}
