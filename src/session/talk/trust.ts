import { text } from '../../contract/asking.ts'
import { dayText } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import type { OpenConcern } from '../concerns.ts'
import { isPrepared, keyOf, type SessionTalk } from './about.ts'

/** Whether today's open question is asked: in its turn, in full, or where it is prepared. */
export const asksOpenQuestion = (talk: SessionTalk): boolean =>
  talk.full || talk.turn === 'question' || isPrepared(talk, 'question')

/** CHK-11: today's open question, answered by each. */
export const openQuestions = ({ names, order, openQuestion }: SessionTalk): Question[] =>
  order.map(owner =>
    text(`question.${owner}`, {
      label: `${names[owner]}'s answer`,
      about: [openQuestion],
      say: `${names[owner]}, what is your answer?`,
      why: 'One open question a session, another one each time. You may put your own into settings.yaml.',
      depth: 'short',
      who: owner,
    }),
  )

/** How a concern is now. */
export const CONCERN_NOW: readonly Choice[] = [
  { value: 'open', name: 'still open' },
  { value: 'resolved', name: 'resolved' },
]

/** CHK-12: a concern comes back until it is resolved. */
export function openConcernQuestions(draft: Draft, { names }: SessionTalk, concern: OpenConcern): Question[] {
  const at = `concerns.${keyOf(concern.id)}`
  const { by, awaiting } = concern
  const settled = awaiting?.resolution ? `: ${shorten(awaiting.resolution, 90)}` : ''
  const words = {
    about: [
      `${by ? `${names[by]} said` : 'It was said'} on ${dayText(concern.since.date)}: ${shorten(concern.text, 120)}`,
      ...(awaiting
        ? [`On ${dayText(awaiting.since.date)} it was called resolved, without ${by ? names[by] : 'anyone'}${settled}`]
        : []),
    ],
    depth: 'short',
    // The partner who raised it decides.
    ...(by && { who: by }),
  } as const
  const label = 'Still between you'
  return [
    {
      ...text(`${at}.status`, {
        ...words,
        label,
        say: by ? `${names[by]}, how is it now?` : 'How is it now?',
        why: 'A concern comes back until the partner who raised it calls it resolved. It may stay open as long as it needs.',
      }),
      choices: CONCERN_NOW,
      row: true,
      fallback: 'open',
    },
    ...(textAt(draft, `${at}.status`) === 'resolved'
      ? [text(`${at}.resolution`, { ...words, label: `${label}: settled`, say: 'What settled it?' })]
      : []),
  ]
}

const UNSAID = 'What has not been said yet, and should be?'
const UNSAID_WHY = 'What nobody says does not go away. Once written here, it comes back each time until it is settled.'

/**
 * The full check-in asks each for what was not said yet; the usual one asks who has prepared it, and in its turn both
 * at once, and then whose it is.
 */
export function newConcernQuestions(draft: Draft, talk: SessionTalk): Question[] {
  const { names, full, order, turn } = talk
  const each = order.filter(owner => full || isPrepared(talk, `concern.${owner}`))
  const said = textAt(draft, 'concern.said')
  return [
    ...each.map(owner => concernQuestion(talk, owner)),
    // What was said to it stays asked, also where the talk goes on in full.
    ...(said || (turn === 'concern' && each.length < order.length)
      ? [text('concern.said', { label: 'Not said yet', say: UNSAID, why: UNSAID_WHY, depth: 'short' })]
      : []),
    ...(said
      ? [
          {
            ...text('concern.by', { label: 'Whose', say: 'Who said that?', depth: 'short' }),
            choices: order.map(owner => ({ value: owner, name: names[owner] })),
            required: true,
          } satisfies Question,
        ]
      : []),
  ]
}

/** What one of them has not said yet. */
export const concernQuestion = ({ names }: Pick<SessionTalk, 'names'>, owner: Owner): Question =>
  text(`concern.${owner}`, {
    label: `Not said yet, ${names[owner]}`,
    say: `${names[owner]}: ${UNSAID}`,
    why: UNSAID_WHY,
    depth: 'full',
    who: owner,
  })

const LEVELS: readonly Choice[] = ['1', '2', '3', '4', '5'].map(value => ({ value, name: value }))

/** CHK-13. The file is shared, so the question says who reads it. */
export function pulseQuestions({ names }: SessionTalk, owner: Owner): Question[] {
  const [me, you] = [names[owner], names[other(owner)]]
  const words = { depth: 'full', who: owner, about: [`${you} can read this.`] } as const
  return [
    {
      ...text(`pulse.${owner}.safety`, {
        ...words,
        label: `${me}, honest`,
        say: `${me}, how safe did it feel to be honest today? 1 is not at all, 5 is fully; 0 leaves it out.`,
        why: 'It is asked so that it can be talked about, not to be measured by.',
      }),
      ...levels,
    },
    {
      ...text(`pulse.${owner}.energy`, {
        ...words,
        label: `${me}, energy`,
        say: `${me}, how much energy do you have for your goals? 1 is none, 5 is plenty; 0 leaves it out.`,
      }),
      ...levels,
    },
  ]
}

const levels = { choices: [...LEVELS, { value: '0', name: '0 leave out' }], row: true, fallback: '0' } as const
