import { type Day, dayText, longDay } from '../day.ts'
import { type Draft, listAt, set, textAt } from '../draft.ts'
import type { Question } from '../question.ts'
import { dueIn, type From, isOnlyDate, readDate } from './index.ts'

/** A sentence as it was typed, and what was made of it; without `due` its date is meant as words alone. */
interface Typed {
  words: string
  text: string
  due?: Day
}

/** Kept by content, since entries of a list change their places. */
const TYPED = '_talk.typed'

const remember = (draft: Draft, typed: Typed): Draft =>
  set(draft, TYPED, [...listAt<Typed>(draft, TYPED).filter(({ words }) => words !== typed.words), typed])

const isWordsAlone = (draft: Draft, sentence: string): boolean =>
  listAt<Typed>(draft, TYPED).some(({ words, due }) => words === sentence && due === undefined)

/** The date that a sentence of this draft ends with; none if the person said that the words are words alone. */
export function dueOf(draft: Draft, sentence: string, from: From): Day | undefined {
  const dated = isWordsAlone(draft, sentence) ? undefined : dueIn(sentence, from)
  return dated && 'due' in dated ? dated.due : undefined
}

/** A sentence of this draft without the date that was taken from its end. */
export function withoutDue(draft: Draft, sentence: string, from: From): string {
  const dated = isWordsAlone(draft, sentence) ? undefined : dueIn(sentence, from)
  return dated && 'due' in dated ? dated.text : sentence
}

/** A sentence as an answer: its text without the clause, its date, and the draft that remembers what was typed. */
export function takeSentence(
  draft: Draft,
  words: string,
  from: From,
): { draft: Draft; text: string; due?: Day } | { refused: string } {
  const dated = isWordsAlone(draft, words) ? undefined : dueIn(words, from)
  if (!dated) return { draft, text: words }
  if ('refused' in dated) return { refused: `${dated.refused} To keep your words without a date, type -` }
  return { ...dated, draft: remember(draft, { words, ...dated }) }
}

/** An answer that says only until when, as a sentence without a text. */
export function takeDate(draft: Draft, words: string, from: From): ReturnType<typeof takeSentence> {
  const said = readDate(words, from)
  if ('refused' in said) return said
  return { draft: remember(draft, { words, text: '', due: said.day }), text: '', due: said.day }
}

/** What was typed for a text and its date; undefined if they were not typed as one sentence in this draft. */
export const wordsTyped = (draft: Draft, text: string, due: string): string | undefined =>
  listAt<Typed>(draft, TYPED).find(typed => typed.text === text && typed.due === due)?.words

/** The draft in which a sentence is words alone; undefined if it has no date that could be taken from it. */
export const keptAsWords = (draft: Draft, words: string, from: From): Draft | undefined =>
  isWordsAlone(draft, words) || !dueIn(words, from) ? undefined : remember(draft, { words, text: words })

/** Why a date and nothing else is not what was asked for. */
export const dateAlone = (words: string, from: From): string | undefined =>
  isOnlyDate(words, from) ? `"${words}" is a date. What is it, apart from the date?` : undefined

/** The date as it was understood, shown after the answer. */
export const dueHeard = (due: string | undefined): string => (due ? `Due ${longDay(due)}.` : '')

/** Where a sentence with a date is kept. */
interface Places {
  text: string
  due: string
  /** When it is due without a date of its own. */
  usual?(draft: Draft): string
  /** Why a date can't be meant. */
  wrong?(due: Day): string | undefined
}

/** Asks for a sentence that may end with a date: the text keeps all its words but that clause. */
export function datedSentence(question: Question, from: From, places: Places): Question {
  const { usual = () => '', wrong = () => undefined } = places
  const dueIn = (draft: Draft) => textAt(draft, places.due)
  const put = (draft: Draft, text: string, due: string | undefined) =>
    set(set(draft, places.text, text), places.due, due || usual(draft) || undefined)
  const read = (draft: Draft): string => {
    const [text, due] = [textAt(draft, places.text), dueIn(draft)]
    const typed = wordsTyped(draft, text, due)
    return typed ?? [text, due && due !== usual(draft) && `by ${dayText(due)}`].filter(Boolean).join(', ')
  }
  return {
    ...question,
    read,
    heard: draft => {
      const due = dueIn(draft)
      const isTyped = wordsTyped(draft, textAt(draft, places.text), due) !== undefined
      return dueHeard(isTyped || due !== usual(draft) ? due : '')
    },
    write: (draft, answer) => {
      const refused = dateAlone(answer, from)
      if (refused) return { refused }
      const said = takeSentence(draft, answer, from)
      if ('refused' in said) return said
      const isWrong = said.due && wrong(said.due)
      return isWrong ? { refused: isWrong } : { draft: put(said.draft, said.text, said.due) }
    },
    asWords: (draft, words) => {
      const kept = keptAsWords(draft, words, from)
      return kept && put(kept, words, undefined)
    },
  }
}
