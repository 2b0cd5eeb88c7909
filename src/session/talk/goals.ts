import { text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { OWNERS } from '../../contract/people.ts'
import type { Choice, Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import { type GoalState, isFalling, numberIn } from '../goals.ts'
import { KEPT } from '../record.ts'
import { ownersOf } from '../steps.ts'
import { isPrepared, keyOf, type SessionTalk } from './about.ts'
import { refusing } from './days.ts'
import { presentIn } from './head.ts'

/** How a goal has moved. */
export const MOVES: readonly Choice[] = [
  { value: 'unchanged', name: 'unchanged', words: ['no'] },
  { value: 'moved', name: 'moved on', words: ['yes'] },
  { value: 'atRisk', name: 'at risk' },
  { value: 'stalled', name: 'stalled' },
  { value: 'finished', name: 'finished' },
]

/** CHK-14: how each goal has moved, and its value if it moved and is measured. */
export function goalQuestions(draft: Draft, goal: GoalState, talk: SessionTalk): Question[] {
  const { names, full } = talk
  const at = `goals.${keyOf(goal.id)}`
  const about = [aboutGoal(goal, names)]
  const label = labelOf(goal)
  const move = textAt(draft, `${at}.move`)
  const told = isPrepared(talk, `${at}.value`)
  const changed = move === 'moved' || move === 'finished' || ((full || told) && move !== '' && move !== 'unchanged')
  const absent = ownersOf(goal.owner === 'big' ? 'both' : goal.owner).filter(one => !presentIn(draft).includes(one))
  const until = absent.length ? ` (once ${absent.map(owner => names[owner]).join(' and ')} agrees)` : ''
  return [
    {
      ...text(`${at}.move`, {
        label,
        about,
        say: 'Has it moved?',
        why: 'Goals that are asked about move more.',
        depth: 'short',
      }),
      choices: MOVES.map(choice => (choice.value === 'finished' ? { ...choice, name: choice.name + until } : choice)),
      row: true,
      fallback: 'unchanged',
    },
    ...(changed && (goal.measure || told)
      ? [
          {
            ...refusing(
              text(`${at}.value`, {
                label: `${label}: now`,
                about,
                say: isCounted(goal) ? 'Where does it stand now?' : 'Where does it stand now? A number, or words.',
                depth: 'short',
              }),
              draft => unclear(textAt(draft, `${at}.value`), goal),
            ),
            ...(goal.value !== undefined && { fallback: String(goal.value) }),
          },
        ]
      : []),
  ]
}

/** The value that was said: a number, or words. `1,5` is one and a half; `1,500` may be more, and stays words. */
export const goalValue = (said: string): string | number =>
  /^-?\d+(?:[.,]\d+)?$/.test(said) && !thousands(said) && Number.isFinite(Number(said.replace(',', '.')))
    ? Number(said.replace(',', '.'))
    : said

/** To some a comma parts the thousands. */
const thousands = (said: string): boolean => /^-?\d{1,3}(?:,\d{3})+$/.test(said)

const isCounted = ({ baseline, target }: GoalState): boolean =>
  typeof baseline === 'number' && typeof target === 'number'

/** What speaks against a value. */
function unclear(said: string, goal: GoalState): string | undefined {
  if (thousands(said))
    return `"${said}" can be read in two ways. Without the comma, please: ${said.replaceAll(',', '')}`
  const isWords = said !== '' && typeof goalValue(said) === 'string'
  return isWords && isCounted(goal)
    ? `A number, please: this goal goes from ${goal.baseline} to ${goal.target}.`
    : undefined
}

const labelOf = ({ text }: GoalState): string => shorten(text, 30)

/** Whether a pair that was asked about all goals at once found them right. */
export const KEEPS_ALL = 'all'

/**
 * CHK-15: from time to time, whether they are still the right goals: in full of each, else of all at once, and of each
 * where that is wanted; when both are there. The answer changes nothing by itself.
 */
export function reviewQuestions(draft: Draft, { names, full, goals, reviews }: SessionTalk): Question[] {
  const open = goals.filter(({ id }) => textAt(draft, `goals.${keyOf(id)}.move`) !== 'finished')
  if (!reviews || !open.length || presentIn(draft).length < OWNERS.length) return []
  const why = 'Goals are set early, and much is learned after that. Whoever owns one decides.'
  const ofAll: Question = {
    ...text('goalsReview', {
      label: 'Goals still right',
      say: 'Are these still the right goals?',
      why,
      depth: 'short',
    }),
    choices: [
      { value: KEEPS_ALL, name: 'all of them' },
      { value: 'each', name: 'look at each' },
    ],
    row: true,
    fallback: KEEPS_ALL,
  }
  const ofEach = open.map(
    (goal): Question => ({
      ...text(`goals.${keyOf(goal.id)}.review`, {
        label: `${labelOf(goal)}: still right`,
        about: [aboutGoal(goal, names)],
        say: 'How does it stand with you: keep it, change it, or close it?',
        why,
        depth: 'full',
      }),
      choices: KEPT,
      row: true,
      fallback: 'keep',
    }),
  )
  return [...(full ? [] : [ofAll]), ...(full || textAt(draft, ofAll.id) === 'each' ? ofEach : [])]
}

/** Whose goal it is, what it is, and where it stands. */
export function aboutGoal(goal: GoalState, names: SessionTalk['names']): string {
  const whose = goal.owner === 'big' ? 'Together' : names[goal.owner]
  const now = goal.value ?? goal.baseline
  const inWords = [now, goal.target].some(value => value !== undefined && numberIn(value) === undefined)
  const aim = goal.target !== undefined && goal.target
  const parts = inWords
    ? [now !== undefined && `now: ${now}`, aim !== false && `target: ${aim}`]
    : isFalling(goal)
      ? [now !== undefined && `now ${now}`, aim !== false && `down to ${aim}`]
      : now === undefined
        ? [aim !== false && `target ${aim}`]
        : [[`now ${now}`, aim !== false && `of ${aim}`].filter(Boolean).join(' ')]
  const stand = parts.filter(Boolean).join(inWords ? '; ' : ', ')
  return `${whose}: ${shorten(goal.text, 90)}${stand ? ` (${stand})` : ''}`
}
