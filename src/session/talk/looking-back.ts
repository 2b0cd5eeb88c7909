import { text } from '../../contract/asking.ts'
import { nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import type { GoalState } from '../goals.ts'
import { FEEDBACK_KINDS } from '../record.ts'
import type { StepState } from '../steps.ts'
import { keyOf, type SessionTalk } from './about.ts'
import { dayAt } from './head.ts'

const OUTCOMES: readonly Choice[] = [
  { value: 'done', name: 'done', key: 'd' },
  { value: 'partly', name: 'partly', key: 'p' },
  { value: 'missed', name: 'not done', key: 'n' },
  { value: 'notDue', name: 'not due yet', key: 'l' },
]

/** CHK-05 to CHK-07: what became of an open step, what was learned, and what happens with it now. */
export function stepQuestions(draft: Draft, talk: SessionTalk, step: StepState, index: number): Question[] {
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
export function goalQuestions(draft: Draft, goal: GoalState, { names }: SessionTalk): Question[] {
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

export const winQuestion = ({ names, first, steps }: SessionTalk, owner: Owner): Question =>
  text(`wins.${owner}`, {
    label: `What went well for ${names[owner]}`,
    say:
      first && steps.length === 0
        ? `${names[owner]}, what have you done since you signed?`
        : `${names[owner]}, what went well, however small?`,
    why: 'What went well is easily lost. It comes before what did not.',
    depth: 'short',
    who: owner,
  })

export function feedbackQuestions(draft: Draft, { names }: SessionTalk, owner: Owner): Question[] {
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
