import type { Contract } from '../contract/contract.ts'
import type { Owner } from '../contract/people.ts'
import { wishedChanges } from './agreed-changes.ts'
import { openConcernsOf } from './concerns.ts'
import { goalsFrom } from './goals.ts'
import { nameOf, RESULTS } from './record.ts'
import { type HeldSession, heldOf, type Session } from './sessions.ts'
import { stepsFrom } from './steps.ts'

/** Something that only its owner can decide, and that a check-in says without them. It stays as it was until then. */
export interface Awaiting {
  /** Where the record tells of it: the list, the key of its id there, and the id. */
  list: 'followUp' | 'goals' | 'concerns'
  key: 'step' | 'win' | 'id'
  id: string
  text: string
  /** What is to be confirmed, to follow the text: `is resolved`. */
  what: string
  by: readonly Owner[]
  session: HeldSession
}

/** Everything that waits for an owner's word after these check-ins. */
export function awaitingIn(contract: Contract, sessions: readonly Session[]): Awaiting[] {
  const held = heldOf(sessions)
  const lastAbout = lastFollowUps(held)
  const steps = stepsFrom(contract, sessions).flatMap(({ id, otherIds, text, awaiting, history }): Awaiting[] => {
    const session = awaiting.length ? lastAbout(id, ...otherIds) : undefined
    if (!session) return []
    const what = `is ${nameOf(RESULTS, history.at(-1)?.result)}`
    return [{ list: 'followUp', key: 'step', id, text, what, by: awaiting, session }]
  })
  const goals = goalsFrom(contract, sessions).flatMap(({ id, text, awaiting }): Awaiting[] => {
    const session = held.findLast(({ goals }) => goals.some(({ win, state }) => win === id && state === 'finished'))
    if (awaiting?.what !== 'finished' || !session) return []
    return [{ list: 'goals', key: 'win', id, text, what: 'is finished', by: awaiting.by, session }]
  })
  const changes = wishedChanges(contract, sessions).flatMap(
    ({ goal, step, text, what, awaiting, session }): Awaiting[] => {
      if (!awaiting.length) return []
      const at = step
        ? ({ list: 'followUp', key: 'step', id: step } as const)
        : ({ list: 'goals', key: 'win', id: goal! } as const)
      return [{ ...at, text, what: `is to be ${what === 'close' ? 'closed' : 'changed'}`, by: awaiting, session }]
    },
  )
  const concerns = openConcernsOf(held).flatMap(({ id, text, awaiting }): Awaiting[] =>
    awaiting
      ? [{ list: 'concerns', key: 'id', id, text, what: 'is resolved', by: awaiting.by, session: awaiting.since }]
      : [],
  )
  return [...steps, ...goals, ...changes, ...concerns]
}

/** The last of these check-ins that says something about a step of one of these ids. One map, because there are many steps. */
function lastFollowUps(held: readonly HeldSession[]): (...ids: string[]) => HeldSession | undefined {
  let last: Map<string, number> | undefined
  return (...ids) => {
    last ??= new Map(held.flatMap(({ followUp }, index) => followUp.map(({ step }) => [step, index] as const)))
    return held[Math.max(...ids.map(id => last!.get(id) ?? -1))]
  }
}
