import { text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import type { Choice, Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import type { GoalState } from '../goals.ts'
import { KEPT } from '../record.ts'
import { ownersOf } from '../steps.ts'
import { isPrepared, keyOf, type SessionTalk } from './about.ts'
import { refusing } from './days.ts'
import { presentIn } from './head.ts'

/** How a goal has moved, each with its key. */
export const MOVES: readonly Choice[] = [
  { value: 'unchanged', name: 'unchanged', key: 'u' },
  { value: 'moved', name: 'moved on', key: 'm' },
  { value: 'atRisk', name: 'at risk', key: 'r' },
  { value: 'stalled', name: 'stalled', key: 's' },
  { value: 'finished', name: 'finished', key: 'f' },
]

/** CHK-14: each goal with one key, and its value where it moved and is measured. */
export function goalQuestions(draft: Draft, goal: GoalState, talk: SessionTalk): Question[] {
  const { names, full, reviews } = talk
  const at = `goals.${keyOf(goal.id)}`
  const about = [aboutGoal(goal, names)]
  const label = shorten(goal.text, 30)
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
      keys: true,
      fallback: 'unchanged',
    },
    ...(changed && (goal.measure || told)
      ? [
          {
            ...refusing(
              text(`${at}.value`, {
                label: `${label}: now`,
                about,
                say: 'Where does it stand now? A number, or words.',
                depth: 'short',
              }),
              draft => unclear(textAt(draft, `${at}.value`)),
            ),
            ...(goal.value !== undefined && { fallback: String(goal.value) }),
          },
        ]
      : []),
    ...(reviews && move !== 'finished' ? [reviewQuestion(`${at}.review`, label, about)] : []),
  ]
}

/** The value that was said: a number, or words. `1,5` is one and a half; `1,500` may be more, and stays words. */
export const goalValue = (said: string): string | number =>
  /^-?\d+(?:[.,]\d+)?$/.test(said) && !unclear(said) && Number.isFinite(Number(said.replace(',', '.')))
    ? Number(said.replace(',', '.'))
    : said

/** What speaks against a number: to some a comma parts the thousands. */
const unclear = (said: string): string | undefined =>
  /^-?\d{1,3}(?:,\d{3})+$/.test(said)
    ? `"${said}" can be read in two ways. Without the comma, please: ${said.replaceAll(',', '')}`
    : undefined

/** CHK-15: from time to time, whether it is still the right goal. The answer changes nothing by itself. */
const reviewQuestion = (path: string, label: string, about: readonly string[]): Question => ({
  ...text(path, {
    label: `${label}: still right`,
    about,
    say: 'How does it stand with you: keep it, change it, or close it?',
    why: 'Goals are set early, and much is learned after that. Whoever owns it decides.',
    depth: 'full',
  }),
  choices: KEPT.map(choice => ({ ...choice, key: choice.value === 'close' ? 'x' : choice.value[0]! })),
  keys: true,
  fallback: 'keep',
})

/** Whose goal it is, what it is, and where it stands. */
export function aboutGoal(goal: GoalState, names: SessionTalk['names']): string {
  const whose = goal.owner === 'big' ? 'Together' : names[goal.owner]
  const now = goal.value ?? goal.baseline
  const inWords = [now, goal.target].some(
    value => value !== undefined && Number.isNaN(Number(`${value}`.replace(',', '.'))),
  )
  const stand = inWords
    ? [now !== undefined && `now: ${now}`, goal.target !== undefined && `goal: ${goal.target}`]
        .filter(Boolean)
        .join('; ')
    : now === undefined
      ? goal.target !== undefined && `goal ${goal.target}`
      : [`now ${now}`, goal.target !== undefined && `of ${goal.target}`].filter(Boolean).join(' ')
  return `${whose}: ${shorten(goal.text, 90)}${stand ? ` (${stand})` : ''}`
}
