import { allRoles, allWins, type Contract } from '../contract/contract.ts'
import { type Draft, get, listAt } from '../contract/draft.ts'
import { oneLine } from '../contract/text.ts'
import { type AnyRecord, type CheckIn, isMissed, nameOf, RESULTS } from './record.ts'
import { heldOf, type Session } from './sessions.ts'
import { type StepState, stepsFrom } from './steps.ts'

/** A reference that leads nowhere, at its path in the record. */
export interface ReferenceProblem {
  path: readonly (string | number)[]
  what: string
  /** Nothing of that id; said twice in the record; an id that another has; a step that was closed before. */
  kind: 'nothing' | 'twice' | 'taken' | 'closed'
}

/**
 * What a new record names that is not there, or is closed, or is taken (format.md). `sessions` are all the others.
 * Another record of the same session may say the same as this one.
 */
export function referenceProblems(
  record: AnyRecord,
  { contract, sessions }: { contract: Contract; sessions: readonly Session[] },
): ReferenceProblem[] {
  if (isMissed(record)) return []
  const { date, id } = record.session
  const isThis = (session: Session) => session.date === date || (id !== undefined && session.session.id === id)
  const before = sessions.filter(session => session.date < date && !isThis(session))
  const toldNow = sessions.flatMap(session => (session.held && isThis(session) ? session.nextSteps : []))
  return [
    ...followUpProblems(record, stepsFrom(contract, sessions), stepsFrom(contract, before)),
    ...nothingThere(record, contract, sessions),
    ...concernsTwice(record),
    ...takenIds(record, stepsFrom(contract, sessions), new Set(toldNow.map(step => step.id))),
  ]
}

function followUpProblems({ followUp }: CheckIn, steps: readonly StepState[], before: readonly StepState[]) {
  return followUp.flatMap(({ step }, index): ReferenceProblem[] => {
    const path = ['followUp', index, 'step']
    if (!findStep(steps, step)) return [{ path, kind: 'nothing', what: `there is no step "${step}"` }]
    if (followUp.findIndex(other => other.step === step) < index)
      return [{ path, kind: 'twice', what: `"${step}" is named twice` }]
    const then = findStep(before, step)
    const last = then?.history.at(-1)
    if (!last || then?.open) return []
    return [
      { path, kind: 'closed', what: `step "${step}" was closed on ${last.date}: ${nameOf(RESULTS, last.result)}` },
    ]
  })
}

function nothingThere(record: CheckIn, contract: Contract, sessions: readonly Session[]): ReferenceProblem[] {
  const held = heldOf(sessions)
  const known: Record<'goal' | 'role' | 'concern' | 'question', ReadonlySet<unknown>> = {
    goal: new Set(allWins(contract).map(win => win.id)),
    role: new Set(allRoles(contract).map(role => role.id)),
    concern: new Set(held.flatMap(({ concerns, otherIds }) => [...idsOf(concerns), ...otherIds.concerns.keys()])),
    question: new Set(listAt<Draft>(contract, 'organizations.questions').map(question => get(question, 'id'))),
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
  return named.flatMap(([path, kind, id]) =>
    id === undefined || known[kind].has(id)
      ? []
      : [{ path, kind: 'nothing' as const, what: `there is no ${kind} "${id}"` }],
  )
}

function concernsTwice({ concerns }: CheckIn) {
  return concerns.flatMap(({ id }, index): ReferenceProblem[] => {
    if (id === undefined || concerns.findIndex(other => other.id === id) === index) return []
    return [{ path: ['concerns', index, 'id'], kind: 'twice', what: `"${id}" is named twice` }]
  })
}

/** The other partner's record of this very session may have told the same step already. */
function takenIds({ nextSteps }: CheckIn, steps: readonly StepState[], toldNow: ReadonlySet<string>) {
  return nextSteps.flatMap(({ id, text }, index): ReferenceProblem[] => {
    if (id === undefined) return []
    const taken = findStep(steps, id)
    const isSame = taken && toldNow.has(taken.id) && oneLine(taken.text) === oneLine(text)
    const isTwice = nextSteps.findIndex(other => other.id === id) < index
    if ((!taken || isSame) && !isTwice) return []
    return [{ path: ['nextSteps', index, 'id'], kind: 'taken', what: `the id "${id}" is taken by another step` }]
  })
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)

const findStep = (steps: readonly StepState[], id: string) =>
  steps.find(step => step.id === id || step.otherIds.includes(id))

/** The open steps that a record says nothing about. They stay open, and are reported (CHK-05). */
export function unansweredSteps(record: AnyRecord, steps: readonly StepState[]): StepState[] {
  const named = new Set(isMissed(record) ? [] : record.followUp.map(({ step }) => step))
  return steps.filter(step => step.open && ![step.id, ...step.otherIds].some(id => named.has(id)))
}
