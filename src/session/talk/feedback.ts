import { text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import { FEEDBACK_KINDS } from '../record.ts'
import type { SessionTalk } from './about.ts'
import { cardQuestions } from './cards.ts'

/** CHK-10, in one direction. How the other likes to hear it stands right above (AGR-04). */
export function feedbackQuestions(draft: Draft, talk: SessionTalk, owner: Owner): Question[] {
  const { names, cards } = talk
  const hearer = other(owner)
  const you = names[hearer]
  const label = `${names[owner]} to ${you}`
  const likes = textAt(draft, `card.${hearer}.feedback`) || cards[hearer]?.feedback
  return [
    ...cardQuestions(talk, 'feedback', hearer),
    text(`feedback.${owner}.text`, {
      label,
      ...(likes && { about: [`How ${you} takes it best: ${shorten(likes, 90)}`] }),
      say: `${names[owner]}, what did you see ${you} do, and what did it do?`,
      why: 'What was seen is easier to take than what somebody is like. Leaving it out is fine, and is noted.',
      depth: 'short',
      who: owner,
    }),
    ...(textAt(draft, `feedback.${owner}.text`)
      ? [
          {
            ...text(`feedback.${owner}.kind`, {
              label: `${label}: it is`,
              say: 'Is that an appreciation, a suggestion or a challenge?',
              depth: 'short',
              who: owner,
            }),
            choices: FEEDBACK_KINDS,
            row: true,
            fallback: 'appreciation',
          } satisfies Question,
        ]
      : []),
  ]
}
