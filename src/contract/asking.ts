import { dayText, longDay } from './day.ts'
import type { Draft } from './draft.ts'
import { get, listAt, set, textAt } from './draft.ts'
import { isNumbers, numbersIn, outOfRange } from './numbers.ts'
import type { Choice, Question, Written } from './question.ts'
import type { Talk } from './section.ts'
import { type From, readDate } from './typed-date/index.ts'

/** What every builder below takes beside the path: the words and the depth. */
type Words = Omit<Question, 'id' | 'read' | 'write' | 'choices'>

const written = (draft: Draft): Written<Draft> => ({ draft })

/** Asks for the text at a path. */
export const text = (path: string, words: Words): Question => ({
  ...words,
  id: path,
  read: draft => textAt(draft, path),
  write: (draft, answer) => written(set(draft, path, answer || undefined)),
})

/** Asks for one of a few values at a path. */
export const choice = (path: string, choices: readonly Choice[], words: Words): Question => ({
  ...text(path, words),
  choices,
})

/** Asks for a number at a path, or for words where `orWords` allows what cannot be counted. */
export const number = (path: string, words: Words & { orWords?: boolean; least?: number; most?: number }): Question => {
  const { orWords, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, ...rest } = words
  return {
    ...text(path, rest),
    write: (draft, answer) => {
      const value = Number(answer.replace(',', '.'))
      if (!answer) return written(set(draft, path, undefined))
      if (String(value) === answer.replace(',', '.') && value >= least && value <= most)
        return written(set(draft, path, value))
      if (orWords) return written(set(draft, path, answer))
      return { refused: Number.isFinite(least) ? `A number from ${least} to ${most}, please.` : 'A number, please.' }
    },
  }
}

/** The day as it was understood, since a day may be said without its year. */
const dayHeard = (day: string): string => (day ? `That is ${longDay(day)}.` : '')

/** Asks for a day at a path, as people say days: `31 October`, `next Monday`, `2026-10-31`. */
export const dayQuestion = (path: string, from: From, words: Words): Question => ({
  ...text(path, words),
  read: draft => (textAt(draft, path) ? dayText(textAt(draft, path)) : ''),
  heard: draft => dayHeard(textAt(draft, path)),
  write: (draft, answer) => {
    if (!answer) return written(set(draft, path, undefined))
    const said = readDate(answer, from)
    return 'refused' in said ? said : written(set(draft, path, said.day))
  },
})

/** Asks for one or several things that exist already, by their numbers in a list: `1, 3`, `1 and 3`, `1-3`. */
export const pick = (
  path: string,
  things: readonly { id: string; text: string }[],
  words: Words,
  most: 'one' | 'several' = 'several',
): Question => ({
  ...words,
  id: path,
  about: [...(words.about ?? []), ...things.map((thing, index) => `${index + 1}  ${thing.text}`)],
  read: draft => {
    const chosen = listAt<string>(draft, path)
    return chosen.map(id => things.findIndex(thing => thing.id === id) + 1).join(', ')
  },
  write: (draft, answer) => {
    const numbers = answer === '' ? [] : isNumbers(answer) ? numbersIn(answer, things.length) : undefined
    if (!numbers || (most === 'one' && numbers.length > 1)) return outOfRange(things.length, most)
    const chosen = numbers.map(number => things[number - 1]!.id)
    return written(set(draft, path, chosen.length ? chosen : undefined))
  },
})

/**
 * The questions of a list: those of every entry, then one that adds another. `entry` gives an entry's questions;
 * the first of them is what makes the entry. The short talk takes one entry.
 */
export function list(
  draft: Draft,
  talk: Talk,
  path: string,
  entry: (path: string, index: number) => Question[],
): Question[] {
  const count = listAt(draft, path).length
  const full = talk.depth === 'short' && count > 0
  const standing = Array.from({ length: count }, (_, index) =>
    entry(`${path}.${index}`, index).map(first(index)),
  ).flatMap(([first, ...rest]) => (first ? [{ ...first, list: path }, ...rest] : []))
  const [next] = full ? [] : entry(`${path}.${count}`, count).map(first(count))
  return next ? [...standing, { ...next, list: path, ...(count > 0 && { enter: "that's all" }) }] : standing
}

/** An example is shown with the first entry of a list; with the others it would only be in the way. */
const first =
  (index: number) =>
  ({ example, ...question }: Question): Question =>
    index === 0 && example !== undefined ? { ...question, example } : question

/** What stands in a list, one line each: entries are texts, or maps with a text. */
export const entryTexts = (draft: Draft, path: string): string[] =>
  listAt(draft, path).map((entry, index) =>
    typeof entry === 'string'
      ? entry
      : textAt(draft, `${path}.${index}.text`) || textAt(draft, `${path}.${index}.primary`),
  )

/** `2 of them`, as the review says it; empty for none. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}`

export const filled = (draft: Draft, path: string): boolean => {
  const value = get(draft, path)
  return typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : value !== undefined
}
