import { pick, text } from '../../contract/asking.ts'
import type { Contract } from '../../contract/contract.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { LEARNING_KINDS } from '../../contract/sections/learning.ts'
import { oneLine, shorten } from '../../contract/text.ts'
import { PRACTISED } from '../record.ts'
import type { HeldSession } from '../sessions.ts'
import type { SessionTalk } from './about.ts'

/** What a partner wants to learn, as the contract says it. */
export interface Objective {
  kind: (typeof LEARNING_KINDS)[number]
  text: string
}

/** Of each partner the objective that was asked about longest ago, or never. */
export function objectivesFor({ learning }: Contract, held: readonly HeldSession[]): SessionTalk['objectives'] {
  const lastAsked = ({ text }: Objective) =>
    held.findLastIndex(({ practice }) => practice.some(said => oneLine(said.text) === oneLine(text)))
  const next = (owner: Owner) =>
    LEARNING_KINDS.flatMap(kind => learning[kind][owner].map((text): Objective => ({ kind, text }))).toSorted(
      (one, two) => lastAsked(one) - lastAsked(two),
    )[0]
  return Object.fromEntries(OWNERS.flatMap(owner => (next(owner) ? [[owner, next(owner)]] : [])))
}

const LEAVE_OUT = { value: 'skip', name: 'leave out' }

/** LEA-06: whether something of it was practised, and an example. */
export function practiceQuestions(draft: Draft, { names, objectives }: SessionTalk, owner: Owner): Question[] {
  const objective = objectives[owner]
  if (!objective) return []
  const words = { about: [`${names[owner]}: ${shorten(objective.text, 90)}`], depth: 'full', who: owner } as const
  const at = `practice.${owner}`
  const label = `${names[owner]} practised`
  return [
    {
      ...text(`${at}.practised`, { ...words, label, say: 'How much of that have you practised?' }),
      choices: [...PRACTISED, LEAVE_OUT],
      row: true,
      fallback: LEAVE_OUT.value,
    },
    ...(['yes', 'some'].includes(textAt(draft, `${at}.practised`))
      ? [text(`${at}.example`, { ...words, label: `${label}: where`, say: 'Where, for example?' })]
      : []),
  ]
}

/** Which roles came up; one that nobody mentions for long is worth a look. */
export const rolesQuestion = ({ names, roles }: SessionTalk): Question =>
  pick(
    'roles',
    roles.map(({ id, owner, text }) => ({ id, text: `${names[owner]}: ${shorten(text, 60)}` })),
    {
      label: 'Roles',
      say: 'Which of your roles came up today? Their numbers will do.',
      why: 'A role that nobody mentions for long may have become another one.',
      depth: 'full',
    },
  )
