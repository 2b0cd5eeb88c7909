/** Of known words the one that somebody may have meant: a letter or two apart, or the begin of the other. */
export const nearest = (word: string, known: readonly string[]): string | undefined =>
  known
    .map(name => ({ name, apart: lettersApart(word, name) }))
    .filter(({ name, apart }) => apart <= 2 || name.startsWith(word) || word.startsWith(name))
    .sort((one, two) => one.apart - two.apart)[0]?.name

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
