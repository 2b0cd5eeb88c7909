const SMALL_WORDS = new Set(
  'a an and at by each every for from i in into me my of on or our the this to us we will with you your'.split(' '),
)

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth last'.split(' ')
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** British and American spelling, as one; each applies to the end of a word. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ys(e|es|ed|ing|er|ers)$/, 'yz$1'],
  [/is(e|es|ed|ing|er|ers|ation|ations)$/, 'iz$1'],
  [/our(s|ed|ing|ite|ites)?$/, 'or$1'],
  [/tre(s?)$/, 'ter$1'],
  [/ll(ed|ing|er|ers)$/, 'l$1'],
  [/ogue(s?)$/, 'og$1'],
  [/gramme(s?)$/, 'gram$1'],
  [/([ln])ce(s|d)?$/, '$1se$2'],
  [/actis(e|es|ed|ing)$/, 'actic$1'],
  [/actiz(e|es|ed|ing)$/, 'actic$1'],
  [/ence$/, 'ense'],
]

/** What is left of a word when its ending is cut off: `organizes`, `organising` and `organize` have one stem. */
function stemOf(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word
  const spelled = SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word)
  const single = spelled
    .replace(/ies$/, 'y')
    .replace(/(?<=ss|sh|ch|x)es$/, '')
    .replace(/(?<=..[^s])s$/, '')
  const cut = single.replace(/(?:ing|ed)$/, '')
  const whole = cut.length > 2 && /[aeiouy]/.test(cut) ? cut.replace(/([^aeiouls])\1$/, '$1') : single
  return whole.replace(/(?<=..)e$/, '')
}

/** Words that tell one thing from another of its kind: the first round is not the second. */
const KINDS: readonly (readonly string[])[] = [ORDINALS, WEEKDAYS, MONTHS]
  .map(words => words.map(stemOf))
  .concat(['morning afternoon evening night', 'daily weekly monthly yearly'].map(words => words.split(' ').map(stemOf)))

/** The words of a text that carry its meaning, whatever their case, form, spelling and order. */
function carrying(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFKD')
      .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      // `check-in` and `checkin`, `e-mail` and `email`.
      .replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const kept = words.filter(word => !SMALL_WORDS.has(word))
  return new Set((kept.length ? kept : words).map(word => stemOf(numeral(word))))
}

const numeral = (word: string): string => (NUMBERS.includes(word) ? String(NUMBERS.indexOf(word) + 1) : word)

/** How many words that carry meaning two texts have in common. */
export function sharedWords(one: string, two: string): number {
  const second = carrying(two)
  return [...carrying(one)].filter(word => second.has(word)).length
}

/**
 * Whether two texts say the same, give or take a word in three. Two that differ in a number, a weekday, a month or
 * the like are about two things.
 */
export const nearlySame = (one: string, two: string): boolean => isNearlySame(carrying(one), carrying(two))

/** For each text of a list, which texts of another list nearly say the same, by their indexes. */
export function nearlySameAmong(texts: readonly string[], others: readonly string[]): number[][] {
  const all = others.map(carrying)
  return texts.map(carrying).map(words => all.flatMap((other, index) => (isNearlySame(words, other) ? [index] : [])))
}

type Words = ReadonlySet<string>

function isNearlySame(first: Words, second: Words): boolean {
  const shared = [...first].filter(word => second.has(word)).length
  if (!shared || shared / (first.size + second.size - shared) < 2 / 3) return false
  const [left, right] = [[...first].filter(word => !second.has(word)), [...second].filter(word => !first.has(word))]
  const isNumber = (word: string) => /^\p{N}+$/u.test(word)
  const differs = (isOf: (word: string) => boolean) => left.some(isOf) && right.some(isOf)
  return !differs(isNumber) && !KINDS.some(kind => differs(word => kind.includes(word)))
}
