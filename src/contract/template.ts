import * as z from 'zod/mini'
import { open, words, wordsList } from './field.ts'
import type { Question } from './question.ts'

/**
 * A kind of contract: which sections are asked, in which order, in which words, with which sentences to start from.
 * It is content only. The same schema checks the built-in ones and a pair's own.
 */
export const templateSchema = open({
  format: z.literal('partner-template/1'),
  name: words,
  summary: words,
  /** Ids of sections in the order of asking; those not named follow in the usual order. */
  order: wordsList,
  /** Ids of sections that this kind of contract does not ask for. */
  leaveOut: wordsList,
  /** By question id, with `*` for a place in a list: `wins.big.*.text`. */
  questions: z.prefault(
    z.record(
      words,
      open({
        say: z.optional(words),
        why: z.optional(words),
        example: z.optional(words),
        starters: z.optional(z.array(words)),
      }),
    ),
    {},
  ),
})
export type Template = z.output<typeof templateSchema>

/** The question in the template's words, where it has some. The first entry of a list alone is asked in them. */
export function inWordsOf(template: Template, question: Question): Question {
  const own = template.questions[question.id.replace(/\.\d+(?=\.|$)/g, '.*')]
  if (!own) return question
  const { say, ...rest } = own
  return { ...question, ...rest, ...(say && /(^|\.)[1-9]\d*(\.|$)/.test(question.id) ? {} : say && { say }) }
}
