import { oneLine } from '../../contract/text.ts'
import type { HeldSession } from '../sessions.ts'

/** One a session, in turn (CHK-11). None can be answered by yes or no, and none asks for what kind of person somebody is. */
export const OPEN_QUESTIONS = [
  'What took more of your strength lately than you expected?',
  'Where did you help yourself in a way that is worth repeating?',
  'What have you been putting off, and what would make it smaller?',
  'How would you know in a month that you are on the right way?',
  'What did you learn since last time that changes your plan?',
  'What would you begin with if you could begin again today?',
  'Where do you need a question more than an answer?',
  'How could the next two weeks become easier?',
  'What are you glad about that nobody has asked you about?',
  'What do you want to hear from each other more often?',
  'Where did you decide against something, and what did that make room for?',
  'What is the hardest part of your goal at the moment?',
  'How do you notice early that something is slipping?',
  'What would a friend say that you cannot see right now?',
] as const

/**
 * The open question of a session: the first that was never asked, the pair's own before ours, and when all were, the
 * one that was asked longest ago. It follows from the records alone, so two clones ask the same.
 */
export function openQuestionFor(held: readonly HeldSession[], own: readonly string[]): string {
  const bank = [...own, ...OPEN_QUESTIONS]
  const lastAsked = (question: string) =>
    held.findLastIndex(session => session.question && oneLine(session.question.asked) === oneLine(question))
  return bank.toSorted((one, two) => lastAsked(one) - lastAsked(two))[0]!
}
