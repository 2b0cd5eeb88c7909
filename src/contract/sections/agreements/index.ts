import * as z from 'zod/mini'
import { counted, filled, list, text } from '../../asking.ts'
import type { Block } from '../../block.ts'
import { get, listAt, textAt } from '../../draft.ts'
import { open, perPartner, positive, words, wordsList } from '../../field.ts'
import { meetings } from '../../meetings.ts'
import { OWNERS } from '../../people.ts'
import { meetingsText } from '../../schedule-words.ts'
import type { Page } from '../../section.ts'
import { defineSection } from '../../section.ts'
import { confidentiality, confidentialityQuestions, confidentialityText } from './confidentiality.ts'
import { meetingQuestions } from './meetings.ts'
import { habitQuestions, initiator, initiatorText, OWNERSHIP, update, updateText } from './session-habits.ts'

/** The agreements in words, in the form's order: the key, the form's label, how it is asked, an answer. */
export const SPOKEN = [
  {
    key: 'timeOut',
    label: 'Time-out signal',
    say: 'When a talk gets hard, what is the sign that you take a break, and what happens then?',
    why: 'A sign agreed on a calm day is easy to give on a hard one, and nobody has to explain it.',
    example: '"Tea?" Then twenty minutes without phones, and nobody fixes anything.',
    depth: 'short',
  },
  {
    key: 'coaching',
    label: 'Coaching',
    say: 'How do you want to coach each other? What does each of you need?',
    why: 'Some of us think by being asked, some by being told. It goes both ways.',
    example: 'Half the time each. Questions first, advice when asked for.',
    depth: 'full',
  },
  {
    key: 'feedback',
    label: 'Feedback',
    say: 'How do you give each other feedback?',
    why: 'What was seen and what it did is easier to hear than what somebody is like.',
    example: 'What I saw, what it did, what I would like. In writing if it is long.',
    depth: 'full',
  },
  {
    key: 'conflict',
    label: 'Conflict',
    say: 'What do you do when you disagree and it does not pass?',
    why: 'It will happen. A plan keeps it small.',
    example: 'We say so within two days. After two sessions we ask Mara to sit with us.',
    depth: 'full',
  },
  {
    key: 'celebration',
    label: 'Celebration',
    say: 'How do you celebrate, small and big?',
    why: 'A win that is noticed by two is more of a win.',
    example: 'A voice message for a small one, dinner for a big one.',
    depth: 'full',
  },
] as const

export const agreements = defineSection({
  id: 'agreements',
  part: 5,
  title: 'Agreements',
  why: 'What is agreed on a good day carries you through a bad one.',
  schema: z.prefault(
    open({
      timeOut: z.optional(words),
      coaching: z.optional(words),
      feedback: z.optional(words),
      conflict: z.optional(words),
      celebration: z.optional(words),
      meetings: z.prefault(meetings, {}),
      confidentiality: z.optional(confidentiality),
      initiator: z.optional(initiator),
      sessionFlow: wordsList,
      updates: perPartner(update),
      sharing: z.optional(words),
      ownership: z.optional(words),
      reviewEveryDays: z.optional(positive),
      overt: wordsList,
    }),
    {},
  ),
  example: {
    timeOut: '"Tea?" Then twenty minutes without phones.',
    coaching: 'Half the time each, questions first.',
    feedback: 'What I saw, what it did, what I would like.',
    conflict: 'We say so within two days.',
    celebration: 'A voice message, with singing.',
    meetings: {
      every: 2,
      unit: 'week',
      weekdays: ['MO'],
      first: '2026-01-19',
      time: '18:30',
      minutes: 45,
      timezone: 'Europe/Dublin',
      place: 'the kitchen',
    },
    confidentiality: { level: 'named', who: ['Mara'], text: 'Spouses hear the headlines.' },
    initiator: 'alternate',
    sessionFlow: ['review progress', 'brainstorm', 'agree actions'],
    updates: { a: { mode: 'verbal' }, b: { mode: 'written', leadHours: 24, prepare: 'five lines' } },
    sharing: 'Wins only, with a yes in writing.',
    ownership: OWNERSHIP,
    reviewEveryDays: 90,
    overt: ['Whoever is late buys the coffee.'],
  },
  questions: (draft, talk) => [
    ...SPOKEN.map(({ key, ...rest }) => text(`agreements.${key}`, { ...rest, long: true })),
    ...meetingQuestions(draft, talk),
    ...confidentialityQuestions(draft),
    ...list(draft, talk, 'agreements.overt', (path, index) => [
      text(path, {
        label: `Also agreed ${index + 1}`,
        say: index === 0 ? 'Anything else that you agree on, and want in writing?' : 'Anything else?',
        why: 'The small habits of a partnership: being late, bad moods, coffee.',
        example: 'Whoever is ten minutes late buys the coffee.',
        depth: 'full',
      }),
    ]),
    ...habitQuestions(draft, talk),
  ],
  blocks: (data, page) => [
    ...SPOKEN.map(({ key, label }): Block => ({ kind: 'item', label, text: data[key] ?? '', lines: 2 })),
    { kind: 'item', label: 'When and how often we meet', text: meetingWords(data.meetings, page), lines: 2 },
    { kind: 'heading', level: 3, text: 'Overt Agreements' },
    { kind: 'list', items: data.overt.map(text => ({ text })), lines: 5 },
  ],
  alsoAgreed: (data, { names }) => {
    const { confidentiality: secret, updates } = data
    const items: [string, string | undefined][] = [
      ['Confidentiality', secret && confidentialityText(secret)],
      ['Who starts a session', data.initiator && initiatorText(data.initiator, names)],
      ...OWNERS.map((owner): [string, string | undefined] => [
        `Updates from ${names[owner]}`,
        updates[owner] && updateText(updates[owner]),
      ]),
      ['Sharing', data.sharing],
      ['Ownership', data.ownership],
      ['Review', data.reviewEveryDays ? `Every ${data.reviewEveryDays} days` : undefined],
    ]
    return [
      ...items.flatMap(([label, said]): Block[] => (said ? [{ kind: 'item', label, text: said }] : [])),
      ...(data.sessionFlow.length
        ? [
            { kind: 'heading', level: 3, text: 'How a session goes' } as const,
            { kind: 'list', items: data.sessionFlow.map(text => ({ text })), ordered: true } as const,
          ]
        : []),
    ]
  },
  summary: draft => {
    const agreed = get(draft, 'agreements.meetings') as z.input<typeof meetings> | undefined
    return [
      textAt(draft, 'agreements.timeOut') && 'time-out signal',
      agreed && (agreed.unit ? meetingsText(agreed as never) : agreed.text),
      counted(
        SPOKEN.slice(1).filter(({ key }) => filled(draft, `agreements.${key}`)).length,
        'way of working',
        'ways of working',
      ),
      counted(listAt(draft, 'agreements.overt').length, 'more agreement'),
    ]
      .filter(Boolean)
      .join(' · ')
  },
  missing: draft => [
    ...(filled(draft, 'agreements.timeOut') ? [] : [{ path: 'agreements.timeOut', words: 'the time-out signal' }]),
    ...(['text', 'unit', 'dates'].some(key => filled(draft, `agreements.meetings.${key}`))
      ? []
      : [{ path: 'agreements.meetings', words: 'when you meet' }]),
  ],
})

/** The pair's own words first, then the rule they stand for. */
const meetingWords = (agreed: z.output<typeof meetings>, { blank }: Page) =>
  blank ? '' : [agreed.text, meetingsText(agreed)].filter(Boolean).join('\n')
