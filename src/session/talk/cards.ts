import { text } from '../../contract/asking.ts'
import type { Owner } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import type { CardPart, SessionTalk } from './about.ts'

const WORDS: Readonly<Record<CardPart, { label: string; say: string; example: string }>> = {
  whenIMiss: {
    label: 'when I miss',
    say: 'when a step did not work out: what helps you then?',
    example: 'Ask me why before you say anything.',
  },
  feedback: {
    label: 'feedback',
    say: 'how do you best take feedback?',
    example: 'Straight, and not before nine.',
  },
}

/** What a card does not say yet is asked when it is first needed, and kept there. Once in a session. */
export function cardQuestions({ names, unknown }: SessionTalk, part: CardPart, owner: Owner): Question[] {
  if (!unknown[part].includes(owner)) return []
  const { label, say, example } = WORDS[part]
  return [
    text(`card.${owner}.${part}`, {
      label: `${names[owner]}: ${label}`,
      say: `${names[owner]}, ${say}`,
      why: 'It is kept in your own card, and shown to both of you when it is needed.',
      example,
      depth: 'short',
      who: owner,
    }),
  ]
}
