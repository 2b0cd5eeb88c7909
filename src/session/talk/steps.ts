import { text } from '../../contract/asking.ts'
import { nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import { ownersOf, type StepState } from '../steps.ts'
import { isPrepared, keyOf, type SessionTalk } from './about.ts'
import { cardQuestions } from './cards.ts'
import { presentIn } from './head.ts'
import { dayToCome } from './next-steps.ts'

/** How a step went. */
export const OUTCOMES: readonly Choice[] = [
  { value: 'done', name: 'done' },
  { value: 'partly', name: 'partly' },
  { value: 'missed', name: 'not done' },
  { value: 'notDue', name: 'not due yet' },
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
  // Whoever owns a step and is not here is asked before it ends (AGR-15).
  const absent = ownersOf(step.owner).filter(owner => !presentIn(draft).includes(owner))
  const until = absent.length ? `, once ${absent.map(owner => names[owner]).join(' and ')} agrees` : ''
  const again: Choice[] = [
    { value: 'again', name: next ? `Go on with it, by ${nearDay(next, talk.today)}` : 'Go on with it' },
    ...(outcome === 'partly' ? [{ value: 'enough', name: `That is enough, it is done with${until}` }] : []),
    { value: 'smaller', name: `Make it smaller${until}` },
    { value: 'redefine', name: `Change the goal${until}` },
    { value: 'drop', name: `Let it go${until}` },
  ]
  const base = { about: [said], depth: 'short' } as const
  const missed = outcome === 'missed' ? ownersOf(step.owner) : []
  return [
    {
      ...text(`${at}.result`, {
        ...base,
        about: [said, ...[step.ifThen, step.partnerPart].flatMap(text => (text ? shorten(text, 100) : []))],
        label,
        say: 'How did it go?',
        why: 'Nothing that was promised is forgotten. Every answer is a fine answer.',
      }),
      choices: OUTCOMES.map(choice => (choice.value === 'done' ? { ...choice, name: choice.name + until } : choice)),
      row: true,
      required: true,
    },
    ...missed.flatMap(owner => cardQuestions(talk, 'whenIMiss', owner)),
    ...(unfinished || isPrepared(talk, `${at}.lesson`)
      ? [
          text(`${at}.lesson`, {
            ...base,
            about: [said, ...missed.flatMap(owner => whatHelps(draft, talk, owner))],
            label: `${label}: learned`,
            say: unfinished ? 'What got in the way, and what did you learn?' : 'What did you learn?',
          }),
        ]
      : []),
    ...(unfinished
      ? [
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
      ? [{ ...dayToCome(`${at}.newDue`, talk, { label: `${label}: by`, say: 'By when?' }), required: true }]
      : []),
  ]
}

/** SUP-03: what a partner asked for in such a moment. */
function whatHelps(draft: Draft, { names, cards }: SessionTalk, owner: Owner): string[] {
  const said = textAt(draft, `card.${owner}.whenIMiss`) || cards[owner]?.whenIMiss
  return said ? [`What helps ${names[owner]} now: ${shorten(said, 90)}`] : []
}
