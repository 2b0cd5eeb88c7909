import type { Ask, Prompter, Reply } from '../../src/interview/prompter.ts'
import { Stopped } from '../../src/interview/prompter.ts'

export type Answers = Readonly<Record<string, string | readonly string[]>>

export interface Scripted extends Prompter {
  /** Every question that was put, in order. */
  readonly asked: Ask[]
  readonly told: string[]
  /** Answers that were given for questions nobody asked. */
  unused(): string[]
}

/** Stops the talk as Ctrl-C does, with something in the line. */
export const CTRL_C = '\u0003'

/**
 * Answers by the id of the question, so that wording and order may change. A list of answers is used up one by one;
 * what is not named gets `otherwise`, or fails the test when there is none.
 */
export function scripted(answers: Answers, otherwise?: (ask: Ask) => string): Scripted {
  const left = new Map(
    Object.entries(answers).map(([id, given]) => [id, typeof given === 'string' ? [given] : [...given]]),
  )
  const asked: Ask[] = []
  const told: string[] = []
  return {
    asked,
    told,
    unused: () => [...left].filter(([, given]) => given.length > 0).map(([id]) => id),
    tell: lines => void told.push(...lines.map(line => (typeof line === 'string' ? line : line.join('  ')))),
    async ask(ask: Ask): Promise<Reply> {
      asked.push(ask)
      if (asked.length > 3000) throw new Error(`asked for ever, last ${ask.id}`)
      const given = left.get(ask.id)?.shift()
      const text = given ?? otherwise?.(ask)
      if (text === undefined) throw new Error(`nobody said what to answer to ${ask.id} (${ask.label})`)
      if (text.startsWith(CTRL_C)) throw new Stopped(text.slice(1))
      return { text: text === '' && ask.fallback !== undefined ? ask.fallback : text }
    },
  }
}

/** Takes whatever stands in the line or is proposed, as somebody does who only presses Enter. */
export const pressEnter = (ask: Ask): string => ask.prefill || (ask.fallback ?? ask.choices?.[0]?.value ?? '')
