import { text } from '../../contract/asking.ts'
import { readClock } from '../../contract/clock.ts'
import { type Day, longDay, nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { get, set, textAt } from '../../contract/draft.ts'
import { bothNames, OWNERS, type Owner } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import type { SessionTalk } from './about.ts'
import { dayAsked } from './days.ts'

const YES: readonly Choice[] = [
  { value: 'yes', name: 'yes' },
  { value: 'change', name: 'change' },
]

const isChanged = (draft: Draft): boolean => get(draft, 'head') === 'change'

/** The day that was said in place of the proposed one; empty where none was. */
export const dayIn = (draft: Draft): Day => (isChanged(draft) ? textAt(draft, 'date') : '')

/** Who was there, as far as was said. */
export const presentIn = (draft: Draft): Owner[] => {
  const said = (isChanged(draft) && textAt(draft, 'present')) || 'a b'
  return OWNERS.filter(owner => said.split(' ').includes(owner))
}

/** When it was and who was there. Only one question if it is as usual. */
export function headQuestions(draft: Draft, talk: SessionTalk): Question[] {
  const { names, proposed, writer, full, opening } = talk
  const writes = writer === 'both' ? '' : `, ${names[writer]} writes`
  const change = isChanged(draft)
  return [
    {
      ...text('head', {
        label: 'Is that right',
        about: opening,
        say: `Session of ${nearDay(proposed, talk.today)} · both here${writes}`,
        why: 'Everything below is kept under this day.',
        depth: 'short',
      }),
      choices: YES,
      row: true,
      fallback: 'yes',
    },
    ...(change ? whenAndWho(talk) : []),
    ...(change || full ? howItWas(talk, full) : []),
  ]
}

const whenAndWho = (talk: SessionTalk): Question[] => [
  {
    ...dayAsked(
      'date',
      { label: 'Day of the session', say: 'Which day was it?' },
      {
        from: { today: talk.today, past: true },
        wrong: day => (day > talk.today ? `${longDay(day)} is still to come.` : undefined),
      },
    ),
    read: data => textAt(data, 'date') || talk.proposed,
  },
  {
    ...text('present', { label: 'Who was there', say: 'Who was there?', depth: 'short' }),
    choices: [
      { value: 'a b', name: bothNames(talk.names) },
      ...OWNERS.map(owner => ({ value: owner, name: `only ${talk.names[owner]}` })),
    ],
    fallback: 'a b',
  },
]

const howItWas = ({ names, initiator }: SessionTalk, full: boolean): Question[] => [
  ...(full
    ? [
        {
          ...text('start', { label: 'Began at', say: 'When did you begin?', example: '18:30', depth: 'full' }),
          write: (data: Draft, answer: string) => {
            const time = answer ? readClock(answer) : undefined
            return answer && !time
              ? { refused: `"${answer}" is not a time of day. Try 18:30.` }
              : { draft: set(data, 'start', time) }
          },
        } satisfies Question,
      ]
    : []),
  {
    ...text('minutes', { label: 'Minutes', say: 'How many minutes was it?', depth: 'short' }),
    write: (data, answer) =>
      answer && !/^[1-9]\d{0,3}$/.test(answer)
        ? { refused: 'A number of minutes, please.' }
        : { draft: set(data, 'minutes', answer ? Number(answer) : undefined) },
  },
  {
    ...text('initiatedBy', { label: 'Who called for it', say: 'Who called for the session?', depth: 'short' }),
    choices: OWNERS.map(owner => ({ value: owner, name: names[owner] })),
    ...(initiator && { fallback: initiator }),
  },
  text('medium', { label: 'Where', say: 'In person, by phone, by video?', depth: 'short' }),
]
