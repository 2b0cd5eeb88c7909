import { organizationRules } from './organizations.ts'
import { recordRules } from './records.ts'
import { roleRules } from './roles.ts'
import type { AdviceRule, Advised, Known } from './rule.ts'
import { sentenceRules } from './sentences.ts'
import { sharedRules } from './shared.ts'
import { winRules } from './wins.ts'

/** THE list of the rules of good contracts, in the order in which `check` prints them. */
export const ADVICE: readonly AdviceRule[] = [
  ...sharedRules,
  ...winRules,
  ...roleRules,
  ...sentenceRules,
  ...organizationRules,
  ...recordRules,
]

export const RULE_IDS: readonly string[] = ADVICE.map(({ id }) => id)

/** All that the rules have to say, but for those that are switched off. */
export const adviceOn = (known: Known, off: readonly string[] = []): readonly { rule: AdviceRule; found: Advised }[] =>
  ADVICE.filter(({ id }) => !off.includes(id)).flatMap(rule => rule.find(known).map(found => ({ rule, found })))
