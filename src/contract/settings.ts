import * as z from 'zod/mini'
import { RULE_IDS } from './advice/index.ts'
import { open, words } from './field.ts'

const reason = words.check(z.refine(text => text.trim() !== '', 'is empty: say why this rule is off'))

/**
 * settings.yaml: what a pair sets for the two of them, unsigned. Open, so that thresholds and questions of a newer
 * program stay as they are.
 */
export const settingsSchema = open({
  format: z.literal('partner/1'),
  advice: z.prefault(
    open({ off: z._default(z.array(open({ rule: z.enum(RULE_IDS as [string, ...string[]]), why: reason })), []) }),
    {},
  ),
})
export type Settings = z.output<typeof settingsSchema>
