import { choice, text } from '../../contract/asking.ts'
import { dayText } from '../../contract/day.ts'
import { type Names, OWNERS } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import type { OpenTimeOut } from '../time-outs.ts'
import type { SessionTalk } from './about.ts'

/** What the questions about a time-out depend on. */
export interface TimeOutTalk {
  names: Names
  /** The sign that the pair agreed on. */
  sign: string | undefined
  /** What is known already, and not asked. */
  given: readonly string[]
}

/** Where it is kept whether they have talked about a time-out: the answer belongs to that one. */
export const timeOutPath = ({ by, date }: Pick<OpenTimeOut, 'by' | 'date'>): string => `timeOut.${date}-${by}`

/** Whether the two have talked since the sign was given; it is asked until they have (AGR-02). */
export const timeOutTalkQuestions = ({ names, timeOuts }: Pick<SessionTalk, 'names' | 'timeOuts'>): Question[] =>
  timeOuts.slice(0, 1).map(({ by, date, notes }) => ({
    ...text(timeOutPath({ by, date }), {
      label: 'Since the time-out',
      about: [`${names[by]} asked for a time-out on ${dayText(date)}.`, ...notes.map(note => shorten(note, 120))],
      say: `${names[by]}, have you talked about it?`,
      why: 'A time-out is a pause, and not the end of the talk.',
      depth: 'short',
      // The partner who asked for it decides.
      who: by,
    }),
    choices: [
      { value: 'yes', name: 'yes' },
      { value: 'no', name: 'not yet' },
    ],
    row: true,
    fallback: 'no',
  }))

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
