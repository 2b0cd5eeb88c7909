import { dayHeard, text } from '../../contract/asking.ts'
import { nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { get, set, textAt } from '../../contract/draft.ts'
import { bothNames, OWNERS } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import type { SessionTalk } from './about.ts'

const YES: readonly Choice[] = [
  { value: 'yes', name: 'yes', key: 'y' },
  { value: 'change', name: 'change', key: 'e' },
]

export function headQuestions(draft: Draft, talk: SessionTalk): Question[] {
  const { names, date, writer } = talk
  const writes = writer === 'both' ? '' : `, ${names[writer]} writes`
  const change = get(draft, 'head') === 'change'
  const asked: Question[] = [
    {
      ...dayAt('date', talk, { label: 'Day of the session', say: 'Which day was it?' }),
      read: data => textAt(data, 'date') || date,
    },
    {
      ...text('present', { label: 'Who was there', say: 'Who was there?', depth: 'short' }),
      choices: [
        { value: 'a b', name: bothNames(names), key: 'b' },
        ...OWNERS.map(owner => ({ value: owner, name: `only ${names[owner]}` })),
      ],
      fallback: 'a b',
    },
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
    },
    text('medium', { label: 'Where', say: 'In person, by phone, by video?', depth: 'short' }),
  ]
  return [
    {
      ...text('head', {
        label: 'Is that right',
        say: `Session of ${nearDay(date, talk.today)} · both here${writes}`,
        why: 'Everything below is kept under this day.',
        depth: 'short',
      }),
      choices: YES,
      keys: true,
      fallback: 'yes',
    },
    ...(change ? asked : []),
  ]
}

export const dayAt = (path: string, talk: SessionTalk, words: { label: string; say: string }): Question => ({
  ...text(path, { ...words, depth: 'short' }),
  heard: draft => dayHeard(textAt(draft, path)),
  write: (draft, answer) => {
    const said = answer ? talk.readDay(answer) : undefined
    if (answer && !said) return { refused: `"${answer}" is not a day that can be read. Try 2 February, or 2026-02-02.` }
    return { draft: set(draft, path, said?.day) }
  },
})
