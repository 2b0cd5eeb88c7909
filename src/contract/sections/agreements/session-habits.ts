import * as z from 'zod/mini'
import { choice, list, number, text } from '../../asking.ts'
import type { Draft } from '../../draft.ts'
import { open, whole, words } from '../../field.ts'
import type { Names } from '../../people.ts'
import { OWNERS, other } from '../../people.ts'
import type { Question } from '../../question.ts'
import type { Talk } from '../../section.ts'

/** What stands unless the pair says otherwise; shown at the review as "taken as usual". */
export const OWNERSHIP =
  'Each of us decides alone on our own goals. The other one asks, helps and is honest, and does not steer.'

/** How a partner brings news to a session. */
export const update = open({
  mode: z.optional(z.enum(['verbal', 'written'])),
  leadHours: z.optional(whole),
  prepare: z.optional(words),
})

export const updateText = ({ mode, leadHours, prepare }: z.output<typeof update>): string =>
  [[mode, leadHours !== undefined && `${leadHours} hours before`].filter(Boolean).join(', '), prepare]
    .filter(Boolean)
    .join('\n')

/** Who calls for a session and starts it. */
export const initiator = z.enum([...OWNERS, 'each', 'alternate'])

export function initiatorText(agreed: z.output<typeof initiator>, names: Names): string {
  if (agreed === 'each') return 'Each of us, for our own goals.'
  return agreed === 'alternate' ? 'We take turns.' : `${names[agreed]}.`
}

/** What has a good default and is asked only under "add detail". */
export function habitQuestions(draft: Draft, talk: Talk): Question[] {
  const { names } = talk
  const detail = { depth: 'detail' } as const
  return [
    number('agreements.meetings.minutes', {
      ...detail,
      label: 'Length',
      say: 'How many minutes is a meeting?',
      example: '45',
      least: 1,
      most: 1440,
    }),
    text('agreements.meetings.place', {
      ...detail,
      label: 'Place',
      say: 'Where do you meet?',
      example: 'the kitchen, or by phone',
    }),
    text('agreements.meetings.timezone', {
      ...detail,
      label: 'Time zone',
      say: 'In which time zone is that time?',
      example: 'Europe/Dublin',
    }),
    choice(
      'agreements.initiator',
      [
        { value: 'each', name: 'Each for their own goals' },
        { value: 'alternate', name: 'In turn' },
        ...OWNERS.map(value => ({ value, name: names[value] })),
      ],
      { ...detail, label: 'Who starts', say: 'Who calls for a session and starts it?' },
    ),
    ...list(draft, talk, 'agreements.sessionFlow', (path, index) => [
      text(path, {
        ...detail,
        label: `Session, part ${index + 1}`,
        say: 'What happens in a session, in order?',
        example: 'review progress',
      }),
    ]),
    ...OWNERS.flatMap(owner => [
      choice(
        `agreements.updates.${owner}.mode`,
        ['verbal', 'written'].map(value => ({ value, name: value })),
        {
          ...detail,
          label: `${names[owner]}'s updates`,
          say: `${names[owner]}, do you bring your update spoken or written?`,
          who: owner,
        },
      ),
      number(`agreements.updates.${owner}.leadHours`, {
        ...detail,
        label: `${names[owner]}'s updates: when`,
        say: `How many hours before the session does ${names[other(owner)]} have it?`,
        who: owner,
        least: 0,
        most: 8760,
      }),
      text(`agreements.updates.${owner}.prepare`, {
        ...detail,
        label: `${names[owner]}'s updates: what`,
        say: 'And what do you prepare?',
        who: owner,
      }),
    ]),
    text('agreements.sharing', {
      ...detail,
      label: 'Sharing',
      say: 'What may be posted in public?',
      example: 'Wins only, after a yes.',
    }),
    text('agreements.ownership', {
      ...detail,
      label: 'Ownership',
      say: 'Whose word counts on whose goals?',
      example: OWNERSHIP,
      long: true,
    }),
    number('agreements.reviewEveryDays', {
      ...detail,
      label: 'Review',
      say: 'After how many days do you look at this contract again?',
      example: '90',
      least: 1,
      most: 3650,
    }),
  ]
}
