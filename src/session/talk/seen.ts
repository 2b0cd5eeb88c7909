import { type Draft, get, isMap, set } from '../../contract/draft.ts'
import type { Question } from '../../contract/question.ts'

/**
 * A talk's answers without those to questions that are not asked any more, because another answer led elsewhere:
 * nothing is recorded that nobody sees when they go through it.
 */
export function seenOnly(draft: Draft, questions: readonly Question[]): Draft {
  const asked = questions.map(({ id }) => id)
  const isAsked = (path: string) =>
    asked.includes(path) || (Array.isArray(get(draft, path)) && asked.some(id => id.startsWith(`${path}.`)))
  return answersIn(draft)
    .filter(path => !isAsked(path))
    .reduce((seen, path) => set(seen, path, undefined), draft)
}

/** What was prepared put where nothing was said yet, and nobody has passed by. */
export const offering = (draft: Draft, prepared: Draft, trail: readonly string[]): Draft =>
  answersIn(prepared)
    .filter(path => get(draft, path) === undefined && !trail.includes(path))
    .reduce((offered, path) => set(offered, path, get(prepared, path)), draft)

/** The paths of all answers; a list is one. */
const answersIn = (draft: Draft, under = ''): string[] =>
  Object.entries(draft).flatMap(([key, value]) => (isMap(value) ? answersIn(value, `${under}${key}.`) : under + key))

/** Whether a kept draft has the form of answers: texts and numbers, and lists of texts or of entries. */
export const isAnswers = (draft: unknown): boolean => isMap(draft) && Object.values(draft).every(isAnswer)

const isAnswer = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) || isMap(value)
    ? !isMap(value) || isAnswers(value)
    : Array.isArray(value) && value.every(entry => typeof entry === 'string' || isAnswers(entry))
