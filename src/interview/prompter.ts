import type { Choice } from '../contract/question.ts'

/** One question as it is put to a person: everything a terminal needs to show it, nothing of how it is stored. */
export interface Ask {
  /** Stable, so that a scripted prompter answers by name. */
  id: string
  label: string
  /** Lines above: where we are, what it is about, the question, an example, the list so far. Already in words. */
  above: readonly AboveLine[]
  /** What is in the line to be edited: an earlier answer, or text that was typed before a stop. */
  prefill: string
  /** That text was refused: new typing replaces it, keys that edit change it. */
  refused?: boolean
  choices?: readonly Choice[]
  /** The choice to start on, or what Enter takes on an empty line. */
  fallback?: string
  /** The choices are short words, shown next to each other. */
  row?: boolean
  starters?: readonly string[]
  /** What can be done here, for the footer: `Enter: that's all`, `< back`. */
  footer: readonly string[]
  /** The same while the line is empty, and while it holds something else than it did at first. */
  emptyFooter?: readonly string[]
  changedFooter?: readonly string[]
}

/** Whether a question explains itself or can be gone back from, as its footer says. */
export const offers = ({ footer }: Ask, command: '<' | '?'): boolean => footer.some(text => text.startsWith(command))

export interface AboveLine {
  text: string
  kind: 'progress' | 'about' | 'say' | 'example' | 'item' | 'note' | 'problem'
}

/**
 * What came back. `<`, `?`, `=` and `!` as a whole line are read by the interview, so that they work the same
 * in every terminal; Esc is an answer of `<`.
 */
export interface Reply {
  text: string
  /** What stood in the line when Esc was pressed, if it was not there before. */
  left?: string
}

/** Thrown by a prompter when the person stops; `typed` is what stood in the line. */
export class Stopped extends Error {
  constructor(readonly typed: string) {
    super('stopped')
    this.name = 'Stopped'
  }
}

export type Told = string | readonly [label: string, text: string]

/** What a person saved in their editor, and why it did not end well, if it did not. */
export interface Edited {
  text: string
  unfinished?: string
  /** To be called when the text is saved elsewhere; until then it stays where it was edited. */
  saved?(): Promise<void>
}

/** The port between the interview and whoever answers: a terminal, or a script in a test. */
export interface Prompter {
  /** `suspended` saves what is half typed before the program is suspended. */
  ask(ask: Ask, suspended?: (typed: string) => Promise<void>): Promise<Reply>
  /** Shows lines that ask nothing; a pair is a label and what stands beside it, in columns. */
  tell(lines: readonly Told[]): void
  /** Opens the person's own editor on a text, in a folder that is private. Missing if there is no editor. */
  edit?(text: string, folder?: () => Promise<string>): Promise<Edited>
}
