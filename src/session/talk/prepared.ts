import type { Contract } from '../../contract/contract.ts'
import { nearDay } from '../../contract/day.ts'
import { type Draft, set } from '../../contract/draft.ts'
import { OWNERS, other } from '../../contract/people.ts'
import type { Choice } from '../../contract/question.ts'
import { oneLine, shorten } from '../../contract/text.ts'
import type { GoalState } from '../goals.ts'
import type { Update } from '../update.ts'
import { keyOf, type SessionTalk } from './about.ts'
import { MOVES } from './goals.ts'
import { OUTCOMES } from './steps.ts'
import { CONCERN_NOW } from './trust.ts'

/** An answer that was prepared, at the path of its question. */
type Offer = readonly [path: string, value: unknown]

/** Answers that both may have prepared, and that are then put together. */
const JOINED = /^topics$|\.(?:lesson|resolution)$/

type Agenda = Pick<SessionTalk, 'steps' | 'goals' | 'concerns' | 'openQuestion'>

/**
 * The answers of a check-in that were prepared: what the record makes of them is what the updates say. Where two of
 * them say different things about the same, nothing is offered; `preparedLines` names it.
 */
export const preparedDraft = (updates: readonly Update[], talk: Agenda): Draft => offered(updates, talk).draft

/** What all of them offer, and the paths at which they say different things. */
function offered(updates: readonly Update[], talk: Agenda) {
  const told = updates.map(update => ({ by: update.session.by, offers: new Map(offersOf(update, talk)) }))
  const offers = new Map<string, unknown>()
  const differing = new Set<string>()
  for (const [path, value] of told.flatMap(({ offers }) => [...offers])) {
    const before = offers.get(path)
    if (before !== undefined && before !== value && !JOINED.test(path)) differing.add(path)
    offers.set(path, before === undefined || before === value ? value : together(before, value))
  }
  const agreed = [...offers].filter(([path]) => !differing.has(path))
  return { draft: agreed.reduce((draft: Draft, [path, value]) => set(draft, path, value), {}), differing, told }
}

const together = (one: unknown, two: unknown): unknown =>
  Array.isArray(one) && Array.isArray(two) ? [...new Set([...one, ...two])] : `${one}; ${two}`

function offersOf(update: Update, talk: Agenda): Offer[] {
  const { by } = update.session
  const texts = (list: readonly { text?: string | undefined }[]) => list.flatMap(({ text }) => text || []).join('; ')
  const parts = (key: 'text' | 'tag' | 'help') =>
    [...new Set(update.obstacles.flatMap(entry => entry[key] || []))].join('; ')
  const offers: Offer[] = [
    ...update.followUp.flatMap(({ step: id, result, lesson }): Offer[] => {
      const step = talk.steps.find(step => [step.id, ...step.otherIds].includes(id))
      const at = step && `steps.${keyOf(step.id)}`
      return at
        ? [
            [`${at}.result`, result],
            [`${at}.lesson`, lesson],
          ]
        : []
    }),
    ...update.goals.flatMap((entry): Offer[] => {
      const goal = talk.goals.find(({ id }) => id === entry.win)
      if (!goal) return []
      const at = `goals.${keyOf(goal.id)}`
      return [
        [`${at}.move`, moveOf(entry, goal)],
        [`${at}.value`, newValue(entry, goal)],
      ]
    }),
    [`wins.${by}`, texts(update.wins)],
    ...(['text', 'tag', 'help'] as const).map((key): Offer => [`obstacles.${by}.${key}`, parts(key)]),
    ['topics', update.topics.length ? update.topics : undefined],
    [`ideas.${by}`, texts(update.ideas)],
    [`question.${by}`, isAsked(update, talk.openQuestion) ? update.question?.[by] : undefined],
    ...update.concerns.flatMap(({ id, status, resolution }): Offer[] => {
      const open = talk.concerns.find(concern => concern.id === id)
      const at = open && `concerns.${keyOf(open.id)}`
      return at
        ? [
            [`${at}.status`, status],
            [`${at}.resolution`, resolution],
          ]
        : []
    }),
    [`concern.${by}`, texts(update.concerns.filter(({ id }) => id === undefined))],
  ]
  return offers.filter(([, value]) => value !== undefined && value !== '')
}

const isAsked = ({ question }: Update, asked: string) => question && oneLine(question.asked) === oneLine(asked)

type GoalEntry = Update['goals'][number]

const newValue = ({ value }: GoalEntry, goal: GoalState): string | undefined =>
  value === undefined || String(value) === String(goal.value) ? undefined : String(value)

/** How a goal has moved, in the words of the talk; undefined where the entry leaves that open. */
function moveOf(entry: GoalEntry, goal: GoalState): string | undefined {
  const { state, progressed } = entry
  const isNew = newValue(entry, goal) !== undefined
  if (!progressed && !isNew && state === (goal.state ?? 'onTrack')) return 'unchanged'
  if (state !== undefined && state !== 'onTrack') return state
  if (progressed || isNew) return 'moved'
  return state === undefined && progressed === false ? 'unchanged' : undefined
}

/** The open question that somebody has thought over for this session, which is then the one to ask. */
export const preparedQuestion = (updates: readonly Update[]): string | undefined =>
  updates.find(({ question, session: { by } }) => question?.[by])?.question?.asked

/** Who has prepared and what they need, and who has not where that was agreed on in writing (AGR-11). */
export function preparedLines(
  updates: readonly Update[],
  agreed: Contract['agreements']['updates'],
  talk: Agenda & Pick<SessionTalk, 'names' | 'date' | 'today'>,
): string[] {
  const { names } = talk
  const here = OWNERS.flatMap(owner => {
    const update = updates.find(({ session }) => session.by === owner)
    if (!update)
      return agreed[owner]?.mode === 'written'
        ? [`${names[owner]}'s update is not here yet; it was agreed in writing.`]
        : []
    const { date } = update.session
    const when = date === talk.date ? '' : `, for ${nearDay(date, talk.today)}`
    const need = update.need ? ` ${names[owner]} needs from ${names[other(owner)]}: ${oneLine(update.need)}` : ''
    return [`${names[owner]} has prepared${when}.${need}`]
  })
  return [...here, ...differencesBetween(updates, talk)]
}

/** What the two have prepared differently, for the one answer that a session gives. */
function differencesBetween(updates: readonly Update[], talk: Agenda & Pick<SessionTalk, 'names'>): string[] {
  const { differing, told } = offered(updates, talk)
  type Answer = (part: string) => unknown
  const apart = (at: string, text: string, words: (answer: Answer) => string): string[] => {
    if (![...differing].some(path => path.startsWith(`${at}.`))) return []
    const said = told.flatMap(({ by, offers }) => {
      const saying = words(part => offers.get(`${at}.${part}`))
      return saying ? [`${talk.names[by]} says ${saying}`] : []
    })
    return [`"${shorten(text, 60)}": ${said.join('; ')}.`]
  }
  const named = (choices: readonly Choice[], value: unknown) =>
    choices.find(choice => choice.value === value)?.name ?? ''
  return [
    ...talk.steps.flatMap(({ id, text }) =>
      apart(`steps.${keyOf(id)}`, text, answer => named(OUTCOMES, answer('result'))),
    ),
    ...talk.goals.flatMap(({ id, text }) =>
      apart(`goals.${keyOf(id)}`, text, answer =>
        [named(MOVES, answer('move')), answer('value') && `now ${answer('value')}`].filter(Boolean).join(', '),
      ),
    ),
    ...talk.concerns.flatMap(({ id, text }) =>
      apart(`concerns.${keyOf(id)}`, text, answer => named(CONCERN_NOW, answer('status'))),
    ),
    ...updates.flatMap(({ question, session: { by } }) =>
      question?.[by] && oneLine(question.asked) !== oneLine(talk.openQuestion)
        ? [`${talk.names[by]} thought about "${oneLine(question.asked)}": ${oneLine(question[by])}`]
        : [],
    ),
  ]
}
