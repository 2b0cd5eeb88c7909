import * as z from 'zod/mini'
import { choice, counted, dayQuestion, filled, list, number, text } from '../asking.ts'
import type { Block } from '../block.ts'
import { readClock } from '../clock.ts'
import { longDay } from '../day.ts'
import type { Draft } from '../draft.ts'
import { get, listAt, set, textAt } from '../draft.ts'
import { open, perPartner, positive, whole, words, wordsList } from '../field.ts'
import { meetings, meetingsText, RHYTHMS, weekdayFor } from '../meetings.ts'
import { OWNERS, other } from '../people.ts'
import type { Question } from '../question.ts'
import type { Page, Talk } from '../section.ts'
import { defineSection } from '../section.ts'

const CONFIDENTIAL = {
  nobody: 'Nobody else hears about it',
  named: 'Only the people we name',
  ask: 'We ask each other each time',
  public: 'It is no secret',
} as const
const levels = Object.keys(CONFIDENTIAL) as (keyof typeof CONFIDENTIAL)[]

/** The agreements in words, in the form's order: the key, the form's label, how it is asked, an answer. */
const SPOKEN = [
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

/** What stands unless the pair says otherwise; shown at the review as "taken as usual". */
export const OWNERSHIP =
  'Each of us decides alone on our own goals. The other one asks, helps and is honest, and does not steer.'

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
      confidentiality: z.optional(open({ level: z.optional(z.enum(levels)), who: wordsList, text: z.optional(words) })),
      initiator: z.optional(z.enum([...OWNERS, 'each', 'alternate'])),
      sessionFlow: wordsList,
      updates: perPartner(
        open({
          mode: z.optional(z.enum(['verbal', 'written'])),
          leadHours: z.optional(whole),
          prepare: z.optional(words),
        }),
      ),
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
      weekday: 'MO',
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
    ...usualQuestions(draft, talk),
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

const confidentialityText = ({
  level,
  who,
  text,
}: {
  level?: (typeof levels)[number] | undefined
  who: readonly string[]
  text?: string | undefined
}) => [level && `${CONFIDENTIAL[level]}${who.length ? `: ${who.join(', ')}` : ''}.`, text].filter(Boolean).join('\n')

const initiatorText = (initiator: string, names: Talk['names']) =>
  initiator === 'each'
    ? 'Each of us, for our own goals.'
    : initiator === 'alternate'
      ? 'We take turns.'
      : initiator === 'a' || initiator === 'b'
        ? `${names[initiator]}.`
        : initiator

const updateText = ({
  mode,
  leadHours,
  prepare,
}: {
  mode?: string | undefined
  leadHours?: number | undefined
  prepare?: string | undefined
}) => [mode && (leadHours ? `${mode}, ${leadHours} hours before` : mode), prepare].filter(Boolean).join('\n')

function meetingQuestions(draft: Draft, talk: Talk): Question[] {
  const at = 'agreements.meetings'
  const ownWords = rhythmOf(draft) === 'own'
  return [
    {
      id: `${at}.rhythm`,
      label: 'How often you meet',
      say: 'How often do you want to meet?',
      why: 'Often enough that a step does not go stale, seldom enough that something has happened.',
      depth: 'short',
      choices: RHYTHMS,
      fallback: 'biweekly',
      read: rhythmOf,
      write: (data, answer) => ({ draft: answer ? withRhythm(data, answer) : data }),
    },
    ...(ownWords || talk.depth === 'detail'
      ? [
          text(`${at}.text`, {
            label: 'Meetings in words',
            say: 'How do you put it?',
            example: 'After each exam, and on the first Sunday in Advent.',
            depth: ownWords ? 'short' : 'detail',
            long: true,
          }),
        ]
      : []),
    firstDay(talk),
    {
      ...text(`${at}.time`, {
        label: 'Time of the meeting',
        say: 'At what time?',
        why: 'A fixed time is one question less each time.',
        example: '18:30',
        depth: 'short',
      }),
      write: (data, answer) => {
        const time = readClock(answer)
        if (answer && !time) return { refused: `"${answer}" is not a time of day that can be read. Try 18:30.` }
        return { draft: set(data, `${at}.time`, time) }
      },
    },
  ]
}

/** Which usual rhythm the rule is; `own` where it is only in words; empty where nothing is said. */
function rhythmOf(draft: Draft): string {
  const at = 'agreements.meetings'
  if (get(draft, '_talk.rhythm') === 'own') return 'own'
  const same = RHYTHMS.find(
    ({ rule }) =>
      Object.keys(rule).length > 0 &&
      Object.entries(rule).every(
        ([key, value]) => JSON.stringify(get(draft, `${at}.${key}`)) === JSON.stringify(value),
      ),
  )
  return same?.value ?? (filled(draft, at) ? 'own' : '')
}

function withRhythm(draft: Draft, answer: string): Draft {
  const at = 'agreements.meetings'
  const chosen = RHYTHMS.find(({ value }) => value === answer)
  const first = textAt(draft, `${at}.first`)
  let next = set(draft, '_talk.rhythm', answer === 'own' ? 'own' : undefined)
  for (const key of ['every', 'unit', 'days', 'weekday']) next = set(next, `${at}.${key}`, undefined)
  for (const [key, value] of Object.entries(chosen?.rule ?? {})) next = set(next, `${at}.${key}`, value)
  return first ? withWeekday(next, first) : next
}

/** A weekly rhythm falls on the weekday of its first day. */
const withWeekday = (draft: Draft, first: string): Draft =>
  get(draft, 'agreements.meetings.unit') === 'week'
    ? set(draft, 'agreements.meetings.weekday', weekdayFor(first))
    : draft

function firstDay(talk: Talk): Question {
  const question = dayQuestion('agreements.meetings.first', talk, {
    label: 'First meeting',
    say: 'When is the first meeting?',
    why: 'The rhythm counts from this day, and the first steps are due on it.',
    example: 'next Monday',
    depth: 'short',
  })
  return {
    ...question,
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      return 'refused' in result
        ? result
        : { draft: withWeekday(result.draft, textAt(result.draft, 'agreements.meetings.first')) }
    },
  }
}

function confidentialityQuestions(draft: Draft): Question[] {
  const at = 'agreements.confidentiality'
  const people: Question = {
    ...text(`${at}.who`, {
      label: 'Who may know',
      say: 'Who may know? Their names, with commas between.',
      example: 'Mara, Tom',
      depth: 'full',
    }),
    read: data => listAt<string>(data, `${at}.who`).join(', '),
    write: (data, answer) => {
      const names = answer
        .split(',')
        .map(name => name.trim())
        .filter(Boolean)
      return { draft: set(data, `${at}.who`, names.length ? names : undefined) }
    },
  }
  return [
    choice(
      `${at}.level`,
      levels.map(value => ({ value, name: CONFIDENTIAL[value] })),
      {
        label: 'Confidentiality',
        say: 'Who may hear what you tell each other?',
        why: 'Honesty needs to know where it ends up. These files live where you put them: think of that, too.',
        depth: 'full',
        fallback: 'ask',
      },
    ),
    ...(textAt(draft, `${at}.level`) === 'named' ? [people] : []),
    text(`${at}.text`, {
      label: 'Confidentiality, in words',
      say: 'Anything to add about that?',
      depth: 'detail',
      long: true,
    }),
  ]
}

function usualQuestions(draft: Draft, talk: Talk): Question[] {
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
      { ...detail, label: 'Who starts', say: 'Who calls for a session and starts it?', fallback: 'each' },
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

/** `Monday 30 November 2026 at 18:30`, for the end of the talk. */
export const firstSession = (draft: Draft): string => {
  const first = textAt(draft, 'agreements.meetings.first')
  return first ? [longDay(first), textAt(draft, 'agreements.meetings.time')].filter(Boolean).join(', ') : ''
}
