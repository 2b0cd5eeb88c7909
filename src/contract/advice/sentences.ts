import { OWNERS } from '../people.ts'
import { LEARNING_KINDS } from '../sections/learning.ts'
import { shorten } from '../text.ts'
import type { AdviceRule, Known } from './rule.ts'
import { isEnglish, WORDING, type WordingRule } from './wording.ts'

/** The rules of wording over every principle and learning objective. */
export const sentenceRules: readonly AdviceRule[] = WORDING.map(rule => ({
  id: rule.id,
  reason: rule.reason,
  remedy: `Ask yourselves: ${rule.ask}`,
  find: known =>
    isEnglish(known.contract.language)
      ? sentences(rule, known).flatMap(({ section, list, texts }) =>
          texts.flatMap((text, index) =>
            text.trim() && rule.test(text)
              ? [
                  {
                    path: [section, ...list, index],
                    what: rule.notice(shorten(text)).replace(/\.$/, ''),
                    where: { section, list: list.join('.'), index },
                  },
                ]
              : [],
          ),
        )
      : [],
}))

function sentences({ about }: WordingRule, { contract: { principles, learning } }: Known) {
  const objectives = LEARNING_KINDS.flatMap(kind =>
    OWNERS.map(owner => ({ section: 'learning', list: [kind, owner], texts: learning[kind][owner] })),
  )
  return [
    ...(about.includes('principle') ? [{ section: 'principles', list: [], texts: principles }] : []),
    ...(about.includes('objective') ? objectives : []),
  ]
}
