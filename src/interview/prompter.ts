import type { Choice } from '../contract/question.ts'

/** One question as it is put to a person: everything a terminal needs to show it, nothing of how it is stored. */
export interface Ask {
  /** Stable, so that a scripted prompter answers by name. */
  id: string
  label: string
  /** Lines above: where we are, what it is about, the question, an example, the list so far. Already in words. */
  above: readonly AboveLine[]
  /** What stands in the line to be edited: an earlier answer, or text that was typed before a stop. */
  prefill: string
  choices?: readonly Choice[]
  /** The choice to start on, or what Enter takes on an empty line. */
  fallback?: string
  /** One key press answers. */
  keys?: boolean
  starters?: readonly string[]
  /** What can be done here, for the footer: `Enter: that's all`, `< back`. */
  footer: readonly string[]
  /** The same while nothing stands in the line, where it began with something. */
  emptyFooter?: readonly string[]
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

/** What somebody saved in their editor, and why it did not end well, if it did not. */
export interface Edited {
  text: string
  unfinished?: string
}

/** The port between the interview and whoever answers: a terminal, or a script in a test. */
export interface Prompter {
  ask(ask: Ask): Promise<Reply>
  /** Shows lines that ask nothing; a pair is a label and what stands beside it, in columns. */
  tell(lines: readonly Told[]): void
  /** Opens the person's own editor on a text. Missing where there is none. */
  edit?(text: string): Promise<Edited>
}
