import { dayHeard, list, text } from '../contract/asking.ts'
import type { Day } from '../contract/day.ts'
import { dayText, longDay, nearDay } from '../contract/day.ts'
import type { Draft } from '../contract/draft.ts'
import { get, listAt, set, textAt } from '../contract/draft.ts'
import { bothNames, type Names, OWNERS, type Owner, other } from '../contract/people.ts'
import type { Choice, Question } from '../contract/question.ts'
import type { Talk } from '../contract/section.ts'
import { shorten } from '../contract/text.ts'
import type { GoalState } from './goals.ts'
import { FEEDBACK_KINDS } from './record.ts'
import type { StepState } from './steps.ts'

/** What a check-in's questions depend on beside the answers. */
export interface SessionTalk {
  names: Names
  /** The day of the session unless the pair says another. */
  date: Day
  today: Day
  writer: Owner | 'both'
  /** The steps that are open, in the order of asking. */
  steps: readonly StepState[]
  /** The goals that are not finished. */
  goals: readonly GoalState[]
  /** The day the rule gives for the session after this one. */
  next: Day | undefined
  /** No session was recorded before. */
  first: boolean
  readDay: Talk['readDay']
  /** Texts to start a next step from: milestones of one's goals (WIN-05). */
  ideas: Readonly<Record<Owner, readonly string[]>>
}

/** The five groups that every record has, in the order that never changes (CHK-01). */
export const GROUPS = [
  'The session',
  'Steps and goals',
  'Topics',
  'Feedback and notes',
  'Next steps',
  'Accountability',
] as const
export type Group = (typeof GROUPS)[number]

/** Topics and measures people often name; own words do as well. */
export const TOPICS = ['Goal progress', 'Challenges', 'Achievements', 'Adjustments', 'Future goals'] as const
export const MEASURES = [
  'Set mini-milestones',
  'Schedule a follow-up',
  'Share success stories',
  'Use motivation techniques',
  'Update accountability tools',
  'Report by message',
  'Show evidence',
  'Work side by side',
] as const

/** Ids hold dots, and dots part the keys of a path. */
export const keyOf = (id: string): string => id.replaceAll('.', '~')

/** The questions of the default check-in, each with the group it belongs to. */
export function sessionQuestions(draft: Draft, talk: SessionTalk): (Question & { group: Group })[] {
  const groups: [Group, Question[]][] = [
    ['The session', headQuestions(draft, talk)],
    [
      'Steps and goals',
      [
        ...talk.steps.flatMap((step, index) => stepQuestions(draft, talk, step, index)),
        ...talk.goals.flatMap(goal => goalQuestions(draft, goal, talk)),
        ...OWNERS.map(owner => winQuestion(talk, owner)),
      ],
    ],
    [
      'Topics',
      [
        several('topics', TOPICS, {
          label: 'Topics',
          say: 'What did you talk about? Numbers, or your own words, with commas.',
        }),
      ],
    ],
    [
      'Feedback and notes',
      [
        ...OWNERS.flatMap(owner => feedbackQuestions(draft, talk, owner)),
        text('notes', { label: 'Notes', say: 'Anything else to keep from today?', depth: 'short', long: true }),
      ],
    ],
    [
      'Next steps',
      OWNERS.flatMap(owner =>
        list(draft, asList(talk), `next.${owner}`, (path, index) => [nextStep(talk, path, index, owner)]),
      ),
    ],
    [
      'Accountability',
      [
        several('measures', MEASURES, {
          label: 'To keep on track',
          say: 'What will help you both to do it? Numbers, or your own words.',
          why: 'One agreed way to see that it happens is worth more than good intentions.',
        }),
        nextSession(talk),
      ],
    ],
  ]
  return groups.flatMap(([group, questions]) => questions.map(question => ({ ...question, group })))
}

/** Lists of a check-in take as many entries as the pair has. */
const asList = ({ names, today, readDay }: SessionTalk): Talk => ({ names, today, readDay, depth: 'full' })

const YES: readonly Choice[] = [
  { value: 'yes', name: 'yes', key: 'y' },
  { value: 'change', name: 'change', key: 'e' },
]

function headQuestions(draft: Draft, talk: SessionTalk): Question[] {
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

const dayAt = (path: string, talk: SessionTalk, words: { label: string; say: string }): Question => ({
  ...text(path, { ...words, depth: 'short' }),
  heard: draft => dayHeard(textAt(draft, path)),
  write: (draft, answer) => {
    const said = answer ? talk.readDay(answer) : undefined
    if (answer && !said) return { refused: `"${answer}" is not a day that can be read. Try 2 February, or 2026-02-02.` }
    return { draft: set(draft, path, said?.day) }
  },
})

const OUTCOMES: readonly Choice[] = [
  { value: 'done', name: 'done', key: 'd' },
  { value: 'partly', name: 'partly', key: 'p' },
  { value: 'missed', name: 'not done', key: 'n' },
  { value: 'notDue', name: 'not due yet', key: 'l' },
]

/** CHK-05 to CHK-07: what became of an open step, what was learned, and what happens with it now. */
function stepQuestions(draft: Draft, talk: SessionTalk, step: StepState, index: number): Question[] {
  const { names, next } = talk
  const at = `steps.${keyOf(step.id)}`
  const who = step.owner === 'both' ? 'Both of you' : names[step.owner]
  const said = `${who} said: ${shorten(step.text, 90)}${step.due ? `, by ${nearDay(step.due, talk.today)}` : ''}`
  const label = `Step ${index + 1} of ${talk.steps.length}`
  const outcome = textAt(draft, `${at}.result`)
  const unfinished = outcome === 'missed' || outcome === 'partly'
  const then = textAt(draft, `${at}.then`)
  const again: Choice[] = [
    { value: 'again', name: next ? `Go on with it, by ${nearDay(next, talk.today)}` : 'Go on with it' },
    ...(outcome === 'partly' ? [{ value: 'enough', name: 'That is enough, it is done with' }] : []),
    { value: 'smaller', name: 'Make it smaller' },
    { value: 'redefine', name: 'Change the goal' },
    { value: 'drop', name: 'Let it go' },
  ]
  const base = { about: [said], depth: 'short' } as const
  return [
    {
      ...text(`${at}.result`, {
        ...base,
        about: [said, ...(step.ifThen ? [shorten(step.ifThen, 100)] : [])],
        label,
        say: 'How did it go?',
        why: 'Nothing that was promised is forgotten. Every answer is a fine answer.',
      }),
      choices: OUTCOMES,
      keys: true,
      required: true,
    },
    ...(unfinished
      ? [
          text(`${at}.lesson`, {
            ...base,
            label: `${label}: learned`,
            say: 'What got in the way, and what did you learn?',
          }),
          {
            ...text(`${at}.then`, { ...base, label: `${label}: now`, say: 'And now?' }),
            choices: again,
            required: true,
            fallback: 'again',
          },
        ]
      : []),
    ...(unfinished && then === 'smaller'
      ? [
          text(`${at}.smaller`, {
            ...base,
            label: `${label}: smaller`,
            say: 'What is the smaller step?',
            required: true,
          }),
        ]
      : []),
    ...(unfinished && then === 'again' && !next
      ? [{ ...dayAt(`${at}.newDue`, talk, { label: `${label}: by`, say: 'By when?' }), required: true }]
      : []),
  ]
}

const MOVES: readonly Choice[] = [
  { value: 'unchanged', name: 'unchanged', key: 'u' },
  { value: 'moved', name: 'moved on', key: 'm' },
  { value: 'atRisk', name: 'at risk', key: 'r' },
  { value: 'stalled', name: 'stalled', key: 's' },
  { value: 'finished', name: 'finished', key: 'f' },
]

/** CHK-14: each goal with one key, and its value where it moved and is measured. */
function goalQuestions(draft: Draft, goal: GoalState, { names }: SessionTalk): Question[] {
  const at = `goals.${keyOf(goal.id)}`
  const whose = goal.owner === 'big' ? 'Together' : names[goal.owner]
  const now = goal.value ?? goal.baseline
  const stand =
    now === undefined
      ? goal.target !== undefined && `goal ${goal.target}`
      : [`now ${now}`, goal.target !== undefined && `of ${goal.target}`].filter(Boolean).join(' ')
  const about = [`${whose}: ${shorten(goal.text, 90)}${stand ? ` (${stand})` : ''}`]
  const label = shorten(goal.text, 30)
  const move = textAt(draft, `${at}.move`)
  return [
    {
      ...text(`${at}.move`, {
        label,
        about,
        say: 'Has it moved?',
        why: 'Goals that are asked about move more.',
        depth: 'short',
      }),
      choices: MOVES,
      keys: true,
      fallback: 'unchanged',
    },
    ...((move === 'moved' || move === 'finished') && goal.measure
      ? [
          text(`${at}.value`, {
            label: `${label}: now`,
            about,
            say: 'Where does it stand now? A number, or words.',
            depth: 'short',
          }),
        ]
      : []),
  ]
}

const winQuestion = ({ names, first, steps }: SessionTalk, owner: Owner): Question =>
  text(`wins.${owner}`, {
    label: `${names[owner]}'s win`,
    say:
      first && steps.length === 0
        ? `${names[owner]}, what have you done since you signed?`
        : `${names[owner]}, what went well, however small?`,
    why: 'What went well is easily lost. It comes before what did not.',
    depth: 'short',
    who: owner,
  })

/** Texts from a list by their numbers, mixed with own words: `1, 3, the move`. */
function several(
  path: string,
  known: readonly string[],
  words: { label: string; say: string; why?: string },
): Question {
  return {
    ...words,
    id: path,
    about: known.map((name, index) => `${index + 1}  ${name}`),
    depth: 'short',
    read: draft =>
      listAt<string>(draft, path)
        .map(name => (known.includes(name) ? String(known.indexOf(name) + 1) : name))
        .join(', '),
    write: (draft, answer) => {
      const said = answer
        .split(',')
        .map(name => name.trim())
        .filter(Boolean)
      if (said.some(name => /^\d+$/.test(name) && !known[Number(name) - 1]))
        return { refused: `Numbers from 1 to ${known.length}, please.` }
      const names = said.map(name => (/^\d+$/.test(name) ? (known[Number(name) - 1] ?? name) : name))
      return { draft: set(draft, path, names.length ? names : undefined) }
    },
  }
}

function feedbackQuestions(draft: Draft, { names }: SessionTalk, owner: Owner): Question[] {
  const you = names[other(owner)]
  const label = `${names[owner]} to ${you}`
  return [
    text(`feedback.${owner}.text`, {
      label,
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
            choices: FEEDBACK_KINDS.map(kind => ({ ...kind, key: kind.value[0]! })),
            keys: true,
            fallback: 'appreciation',
          } satisfies Question,
        ]
      : []),
  ]
}

/** A step with its day in one sentence; without a day it is due at the next session. */
function nextStep(talk: SessionTalk, path: string, index: number, owner: Owner): Question {
  const { names, next, readDay } = talk
  const usual = (draft: Draft) => textAt(draft, 'nextSession') || next || ''
  return {
    ...text(`${path}.text`, {
      label: `${names[owner]}'s next step ${index + 1}`,
      say:
        index === 0
          ? `${names[owner]}, what will you do${next ? ` until ${nearDay(next, talk.today)}` : ''}? Say another day with it if you need one.`
          : 'And another one?',
      why: 'One to three small steps are kept more often than five.',
      example: 'Two interviews in the canteen, by Friday',
      depth: 'short',
      who: owner,
      ...(index === 0 && { enter: 'none' }),
      ...(talk.ideas[owner].length && { starters: talk.ideas[owner] }),
    }),
    heard: draft =>
      textAt(draft, `${path}.due`) && textAt(draft, `${path}.due`) !== usual(draft)
        ? `By ${longDay(textAt(draft, `${path}.due`))}.`
        : '',
    read: draft => {
      const due = textAt(draft, `${path}.due`)
      return [textAt(draft, `${path}.text`), due && `by ${dayText(due)}`].filter(Boolean).join(', ')
    },
    write: (draft, answer) => {
      if (!answer) return { draft: set(draft, path, undefined) }
      const said = readDay(answer)
      return { draft: set(draft, path, { text: said?.rest || answer, ...(said && { due: said.day }) }) }
    },
  }
}

function nextSession(talk: SessionTalk): Question {
  const { next } = talk
  const question = dayAt('nextSession', talk, { label: 'Next session', say: 'When do you meet next?' })
  return {
    ...question,
    ...(next && { fallback: next }),
    why: 'The rule in the contract says when; another day moves this one time.',
  }
}
