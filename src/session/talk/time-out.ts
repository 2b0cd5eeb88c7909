import { choice, text } from '../../contract/asking.ts'
import { type Names, OWNERS } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'

/** What the questions about a time-out depend on. */
export interface TimeOutTalk {
  names: Names
  /** The sign that the pair agreed on. */
  sign: string | undefined
  /** What is known already, and not asked. */
  given: readonly string[]
}

/** Who gave the sign, and what to remember for the talk: two questions, since nobody wants more at such a moment. */
export function timeOutQuestions({ names, sign, given }: TimeOutTalk): Question[] {
  const about = sign?.trim() ? [`You agreed on a sign: ${shorten(sign, 200)}`] : []
  const asked: Question[] = [
    {
      ...choice(
        'by',
        OWNERS.map(value => ({ value, name: names[value] })),
        { label: 'Who gives the sign', say: 'Who of you needs the pause?', about, depth: 'short' },
      ),
      required: true,
    },
    text('note', {
      label: 'To remember',
      say: 'What do you want to remember for the talk, later? Both of you can read it.',
      why: 'A time-out needs no reason. A few words help to begin the talk when you are ready.',
      example: 'It went too fast when we came to the money.',
      about,
      depth: 'short',
      long: true,
    }),
  ]
  return asked.filter(({ id }) => !given.includes(id))
}
