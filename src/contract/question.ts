import type { Draft } from './draft.ts'
import type { Owner } from './people.ts'

/**
 * How thorough a talk is. `short` asks the fourteen questions that make a contract, `full` adds a question for
 * each cell of the paper form, `detail` adds everything that has a good default or can wait.
 */
export const DEPTHS = ['short', 'full', 'detail'] as const
export type Depth = (typeof DEPTHS)[number]

/** One of several answers. `name` is what people read and type. */
export interface Choice {
  value: string
  name: string
  /** Other words that mean it if they are typed. */
  words?: readonly string[]
}

/** What a question made of an answer: the data with the answer in it, or why that cannot be. */
export type Written<D> = { draft: D } | { refused: string }

/**
 * What can be asked. An answer is always a text; the empty text leaves the thing out. `read` and `write` are
 * inverse: writing what was read changes nothing. Questions are computed from the data by pure functions, so
 * going back, resuming, counting and testing are the same walk over them.
 */
export interface Question<D = Draft> {
  /** Stable and unique in its talk, usually the path of the answer: `wins.a.0.text`. */
  id: string
  /** The short name: `Principle 3`. */
  label: string
  /** The question in full, in words a person would say. */
  say: string
  /** The reason we ask, shown at `?`. */
  why?: string
  /** An answer somebody might give. Ours, never the reader's. */
  example?: string
  /** Texts to start from and edit, offered by Tab. */
  starters?: readonly string[]
  /** Lines to show above the question: what it is about. */
  about?: readonly string[]
  depth: Depth
  /** Who should answer; both when missing. */
  who?: Owner
  /** Cannot be left out. */
  required?: boolean
  /** Answered by choosing one. With `row` they are short, and shown next to each other. */
  choices?: readonly Choice[]
  row?: boolean
  /** Taken when Enter is pressed on an empty line. */
  fallback?: string
  /** The path of the list that this question adds to or changes. */
  list?: string
  /** What Enter on an empty line does, for the footer: `that's all`. */
  enter?: string
  /** Long texts may be written in an editor. */
  long?: boolean
  /** What was understood, where that is not plain from the answer: a day, a rule. */
  heard?(draft: D): string
  /**
   * The draft in which these words are the answer and no date is taken from them; undefined if they have no date that
   * could be.
   */
  asWords?(draft: D, words: string): D | undefined
  read(draft: D): string
  write(draft: D, answer: string): Written<D>
}
