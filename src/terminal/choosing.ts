import type { Choice } from '../contract/question.ts'
import { characters } from './wrap.ts'

/** Choices while one of them is being chosen. */
export interface Choosing {
  /** What was typed of the word, or of a command. */
  typed: string
  /** The place of the choice that Enter takes; undefined if there is none. */
  active: number | undefined
}

const simple = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trimStart()

/** The choice that a word, its first letters, a number or another word for it mean; undefined if they mean none. */
function meantBy(typed: string, choices: readonly Choice[]): number | undefined {
  const word = simple(typed)
  const names = choices.map(({ name }) => simple(name))
  // Some names start with a number or a space that lines them up.
  const bare = names.map(name => name.replace(/^[\d\s]+(?=\D)/, ''))
  const finders: ((at: number) => boolean)[] = [
    at => names[at] === word.trimEnd(),
    at => names[at]!.startsWith(word),
    at => bare[at]!.startsWith(word),
    at => word.trimEnd() === String(at + 1),
    at => choices[at]!.words?.some(other => simple(other).startsWith(word.trimEnd())) === true,
  ]
  for (const isMeant of finders) {
    const found = choices.findIndex((_, at) => isMeant(at))
    if (found >= 0) return found
  }
  return undefined
}

/** At the start: on what was chosen or is usual, or where half a word leads. */
export function startChoosing(choices: readonly Choice[], half: string, usual: number | undefined): Choosing {
  return half ? { typed: half, active: meantBy(half, choices) } : { typed: '', active: usual }
}

/** After more was typed. A word that means no choice moves to none, so that Enter doesn't take what nobody meant. */
export function typeTo(choices: readonly Choice[], { typed }: Choosing, more: string): Choosing {
  const next = (typed + more).trimStart()
  return next ? { typed: next, active: meantBy(next, choices) } : { typed: '', active: undefined }
}

/** After the last character was taken back. */
export function typeBack(choices: readonly Choice[], { typed }: Choosing, usual: number | undefined): Choosing {
  return startChoosing(choices, characters(typed).slice(0, -1).join(''), usual)
}

/** After an arrow key. */
export function moveBy(choices: readonly Choice[], { active }: Choosing, step: number): Choosing {
  const from = active ?? (step > 0 ? -1 : choices.length)
  return { typed: '', active: Math.max(0, Math.min(choices.length - 1, from + step)) }
}
