import * as z from 'zod/mini'
import { RULE_IDS } from './advice/index.ts'
import { open, words, wordsList } from './field.ts'
import { thresholdsSchema } from './thresholds.ts'

const reason = words.check(z.refine(text => text.trim() !== '', 'is empty: say why this rule is off'))

/**
 * settings.yaml: what a pair sets for the two of them, unsigned. Open, so that what a newer program adds
 * stays as it is; but a threshold must be one that there is.
 */
export const settingsSchema = open({
  format: z.literal('partner/1'),
  advice: z.prefault(
    open({ off: z._default(z.array(open({ rule: z.enum(RULE_IDS as [string, ...string[]]), why: reason })), []) }),
    {},
  ),
  thresholds: z.prefault(thresholdsSchema, {}),
  /** Open questions of the pair's own; a check-in asks them before ours. */
  questions: wordsList,
})
export type Settings = z.output<typeof settingsSchema>
