import { allRoles, allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import { type Draft, get, listAt } from '../contract/draft.ts'
import { oneLine } from '../contract/text.ts'
import { type AnyRecord, type CheckIn, isMissed, nameOf, RESULTS } from './record.ts'
import { type HeldSession, heldOf, placeAmong, type Session } from './sessions.ts'
import { type Agreed, agreedSteps, presentAt, type SaidOf, type StepState, stateOf } from './steps.ts'

/** A reference that leads nowhere, at its path in the record. */
export interface ReferenceProblem {
  path: readonly (string | number)[]
  what: string
  /** Nothing of that id; said twice in the record; an id that another has; a step that is closed in another session. */
  kind: 'nothing' | 'twice' | 'taken' | 'closed'
}

/** All that records may refer to, by id, each with the first session that told of it; the contract's are at -1. */
export interface Told {
  sessions: readonly Session[]
  /** The day of the contract, which agreed on the first steps. */
  contractDate: Day
  steps: ReadonlyMap<string, Agreed>
  concerns: ReadonlyMap<string, number>
  goals: ReadonlySet<unknown>
  roles: ReadonlySet<unknown>
  questions: ReadonlySet<unknown>
  /** The last older version that had a goal, role or step: by `goal a1`. */
  versions: ReadonlyMap<string, number>
}

/** Gathers it once, for any number of records. */
export function toldIn(contract: Contract, sessions: readonly Session[], older: readonly Contract[] = []): Told {
  const steps = new Map<string, Agreed>()
  for (const agreed of agreedSteps(contract, sessions))
    for (const id of [agreed.step.id, ...agreed.otherIds]) if (!steps.has(id)) steps.set(id, agreed)
  const concerns = new Map<string, number>()
  for (const [at, session] of sessions.entries())
    for (const id of session.held ? concernIds(session) : []) if (!concerns.has(id)) concerns.set(id, at)
  return {
    sessions,
    contractDate: contract.date,
    steps,
    concerns,
    goals: new Set(allWins(contract).map(win => win.id)),
    roles: new Set(allRoles(contract).map(role => role.id)),
    questions: new Set(listAt<Draft>(contract, 'organizations.questions').map(question => get(question, 'id'))),
    versions: new Map(
      older
        .toSorted((one, two) => one.version - two.version)
        .flatMap(contract => namesIn(contract).map(name => [name, contract.version] as const)),
    ),
  }
}

const namesIn = (contract: Contract): string[] => [
  ...allWins(contract).map(({ id }) => `goal ${id}`),
  ...allRoles(contract).map(({ id }) => `role ${id}`),
  ...contract.firstSteps.map(({ id }) => `step ${id}`),
]

/** A person who remembers a thing is told where it has gone. */
function noneOf(kind: string, id: string, { versions }: Told): string {
  const version = versions.get(`${kind} ${id}`)
  return version === undefined
    ? `there is no ${kind} "${id}"`
    : `there is no ${kind} "${id}" any more: it was in version ${version} of the contract`
}

/** Where a record stands among the sessions. */
interface Stand {
  /** The session it belongs to; undefined where it is a session of its own. */
  own: number | undefined
  /** What others tell of that session. */
  others: readonly HeldSession[]
  /** How many sessions come before it. */
  before: number
  /** Whether it is not yet one of their records. */
  isNew: boolean
}

/**
 * What a new record names that is not there, or is closed, or is taken (format.md). `sessions` are all the others.
 * Another record of the same session may say the same as this one. What only an older version had is said to be of
 * that version.
 */
export function referenceProblems(
  record: AnyRecord,
  {
    contract,
    sessions,
    older,
  }: { contract: Contract; sessions: readonly Session[]; older?: readonly Contract[] | undefined },
): ReferenceProblem[] {
  if (isMissed(record)) return []
  const { own, before } = placeAmong(record.session, sessions)
  const others = heldOf(own === undefined ? [] : [sessions[own]!])
  return problemsOf(record, toldIn(contract, sessions, older), { own, others, before, isNew: true })
}

/** The same about a record that is there, of the session at `own`; `others` is how its other records alone tell it. */
export const problemsThere = (
  record: AnyRecord,
  told: Told,
  { own, others = [] }: { own: number; others?: readonly HeldSession[] | undefined },
): ReferenceProblem[] => problemsOf(record, told, { own, others, before: own, isNew: false })

const problemsOf = (record: AnyRecord, told: Told, stand: Stand): ReferenceProblem[] =>
  isMissed(record)
    ? []
    : [
        ...followUpProblems(record, told, stand),
        ...nothingThere(record, told, stand),
        ...concernsTwice(record),
        ...takenIds(record, told, stand),
      ]

function followUpProblems(record: CheckIn, told: Told, stand: Stand) {
  const { followUp, session } = record
  return followUp.flatMap((entry, index): ReferenceProblem[] => {
    const { step: id } = entry
    const path = ['followUp', index, 'step']
    const agreed = told.steps.get(id)
    const dayAgreed = agreed && isElsewhere(agreed.at, stand) ? dayOf(agreed.at, told, stand) : undefined
    const isTold = stepIn(stand.others, id) !== undefined
    if (dayAgreed === undefined && !isTold) return [{ path, kind: 'nothing', what: noneOf('step', id, told) }]
    if (!isTold && dayAgreed! > session.date)
      return [{ path, kind: 'nothing', what: `step "${id}" was agreed on later, on ${dayAgreed}` }]
    if (followUp.findIndex(other => other.step === id) < index)
      return [{ path, kind: 'twice', what: `"${id}" is named twice` }]
    const what = agreed && closedElsewhere(agreed, { entry, record, stand })
    return what ? [{ path, kind: 'closed', what: `step "${id}" ${what}` }] : []
  })
}

interface Answer {
  entry: CheckIn['followUp'][number]
  record: CheckIn
  stand: Stand
}

/** Whether a session before closed the step; and of a new record, whether it closes what a later session tells of. */
function closedElsewhere(agreed: Agreed, { entry, record, stand }: Answer): string | undefined {
  const { own, before, isNew } = stand
  const earlier = agreed.results.filter(({ at }) => at < before && at !== own)
  const last = earlier.at(-1)
  if (last && !stateOf(agreed, earlier).open) return `was closed on ${last.date}: ${nameOf(RESULTS, last.result)}`
  if (!isNew) return undefined
  const { date, recordedBy = 'both' } = record.session
  const present = presentAt(record.session.present, recordedBy)
  const theirs = agreed.results.find(({ at }) => at === own)
  const mine = { ...entry, date, at: before, present }
  const counts = theirs && agreed.step.owner !== recordedBy ? theirs : mine
  const later = agreed.results.filter(({ at }) => at >= before && at !== own)
  const wasClosed = closedBefore(agreed, [...earlier, ...(theirs ? [theirs] : []), ...later])
  const [again] = closedBefore(agreed, [...earlier, counts, ...later]).filter(one => !wasClosed.includes(one))
  return (
    again && `is told of later, on ${again.date}, so that it cannot be closed here: ${nameOf(RESULTS, again.result)}`
  )
}

/** The answers about a step that was closed when they were given. */
const closedBefore = (agreed: Agreed, results: readonly SaidOf[]): SaidOf[] =>
  results.filter((_, index) => index > 0 && !stateOf(agreed, results.slice(0, index)).open)

const isElsewhere = (at: number, { own }: Stand) => at !== own
/** Of an old record, `check` says itself that it is from before the contract. */
const dayOf = (at: number, { sessions, contractDate }: Told, { isNew }: Stand) =>
  at < 0 ? (isNew ? contractDate : '') : sessions[at]!.date
const stepIn = (told: readonly HeldSession[], id: string) =>
  told
    .map(({ nextSteps, otherIds }) => nextSteps.find(step => step.id === (otherIds.steps.get(id) ?? id)))
    .find(step => step !== undefined)
const concernIds = ({ concerns, otherIds }: HeldSession) => [
  ...concerns.map(({ id }) => id),
  ...otherIds.concerns.keys(),
]

function nothingThere(record: CheckIn, told: Told, stand: Stand) {
  const isConcern = (id: string) => {
    const at = told.concerns.get(id)
    const isThere = at !== undefined && at < stand.before
    return isThere || stand.others.some(session => concernIds(session).includes(id))
  }
  const known: Record<'goal' | 'role' | 'concern' | 'question', (id: string) => boolean> = {
    goal: id => told.goals.has(id),
    role: id => told.roles.has(id),
    concern: isConcern,
    question: id => told.questions.has(id),
  }
  const named: (readonly [path: ReferenceProblem['path'], kind: keyof typeof known, id: string | undefined])[] = [
    ...record.goals.map(({ win }, at) => [['goals', at, 'win'], 'goal', win] as const),
    ...record.wins.map(({ win }, at) => [['wins', at, 'win'], 'goal', win] as const),
    // A concern that is told in full is a new one.
    ...record.concerns.map(({ id, text }, at) => [['concerns', at, 'id'], 'concern', text ? undefined : id] as const),
    ...record.answers.map(({ question }, at) => [['answers', at, 'question'], 'question', question] as const),
    ...record.rolesDiscussed.map((role, at) => [['rolesDiscussed', at], 'role', role] as const),
    ...record.nextSteps.map(({ win }, at) => [['nextSteps', at, 'win'], 'goal', win] as const),
    ...record.nextSteps.map(({ role }, at) => [['nextSteps', at, 'role'], 'role', role] as const),
  ]
  return named.flatMap(([path, kind, id]): ReferenceProblem[] =>
    id === undefined || known[kind](id) ? [] : [{ path, kind: 'nothing', what: noneOf(kind, id, told) }],
  )
}

function concernsTwice({ concerns }: CheckIn) {
  return concerns.flatMap(({ id }, index): ReferenceProblem[] => {
    if (id === undefined || concerns.findIndex(other => other.id === id) === index) return []
    return [{ path: ['concerns', index, 'id'], kind: 'twice', what: `"${id}" is named twice` }]
  })
}

/** The other partner's record of this very session may have told the same step already. */
function takenIds({ nextSteps }: CheckIn, { steps }: Told, { own, others, isNew }: Stand) {
  return nextSteps.flatMap(({ id, text }, index): ReferenceProblem[] => {
    if (id === undefined) return []
    const at = steps.get(id)?.at
    const isTaken = at !== undefined && at !== own && (isNew || at < own!)
    const there = stepIn(others, id)
    const isOther = there && oneLine(there.text) !== oneLine(text)
    const isTwice = nextSteps.findIndex(other => other.id === id) < index
    if (!(isTaken || isOther || isTwice)) return []
    return [{ path: ['nextSteps', index, 'id'], kind: 'taken', what: `the id "${id}" is taken by another step` }]
  })
}

/** The open steps of its time that a record says nothing about. They stay open, and are reported (CHK-05). */
export function unansweredSteps(
  record: AnyRecord,
  steps: readonly StepState[],
  { date }: Pick<Contract, 'date'>,
): StepState[] {
  const named = new Set(isMissed(record) ? [] : record.followUp.map(({ step }) => step))
  // What this very session agreed on, in another record of it, is not over yet either.
  const isLater = ({ createdOn }: StepState) =>
    createdOn === undefined ? date > record.session.date : createdOn >= record.session.date
  return steps.filter(step => step.open && !isLater(step) && ![step.id, ...step.otherIds].some(id => named.has(id)))
}
