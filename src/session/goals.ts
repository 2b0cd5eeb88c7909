import { allRoles, allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import type { Owner } from '../contract/people.ts'
import type { Win, WinOwner } from '../contract/sections/wins/win.ts'
import type { CheckIn } from './record.ts'
import { type HeldSession, heldOf, type Session } from './sessions.ts'
import { stepsFrom, unconfirmed } from './steps.ts'

type GoalEntry = CheckIn['goals'][number]
type Value = NonNullable<GoalEntry['value']>

/** A win of the contract, with what the sessions said about it. */
export interface GoalState {
  id: string
  owner: WinOwner
  text: string
  measure: Win['measure']
  due: Day | undefined
  baseline: Value | undefined
  target: Value | undefined
  /** As it was recorded last; undefined where it never was. */
  value: Value | undefined
  /** As it was said last; undefined where nobody said it. */
  state: GoalEntry['state']
  finished: boolean
  /** What an owner has yet to confirm (format.md), and who. */
  awaiting: { what: 'finished' | 'redefined'; by: readonly Owner[] } | undefined
  /** How many of the latest sessions in a row brought it no further (signals.md). */
  sessionsSinceProgress: number
  lastMoved: Day | undefined
  values: readonly { date: Day; value: Value }[]
}

/** Of a goal that is called finished, but not yet by all whose goal it is. */
export const TO_CONFIRM = 'finished, to be confirmed'

/** How many of the latest sessions that took place are unlike this, in a row. */
const sessionsSince = (held: readonly HeldSession[], like: (session: HeldSession) => boolean): number =>
  held.length - 1 - held.findLastIndex(like)

/** Every win of the contract as it stands after all sessions. */
export function goalsFrom(contract: Contract, sessions: readonly Session[]): GoalState[] {
  const held = heldOf(sessions)
  const redefining = redefinedWins(contract, held)
  return allWins(contract).map(({ id, owner, text, measure, due }) => {
    const said = held.flatMap(({ date, session: { present }, goals }) =>
      goals.flatMap(entry => (entry.win === id ? { ...entry, date, present } : [])),
    )
    const states = said.filter(({ state }) => state)
    const notFinished = states.findLastIndex(({ state }) => state !== 'finished')
    const finishing = states.slice(notFinished + 1)
    const owners = owner === 'big' ? 'both' : owner
    const unfinished = finishing.length ? unconfirmed(owners, finishing) : []
    const redefined = redefining.get(id)
    const unsettled = redefined ? unconfirmed(owners, [redefined]) : []
    const values = said.flatMap(({ date, value }) => (value === undefined ? [] : { date, value }))
    const moved = (session: HeldSession) => session.goals.some(entry => entry.win === id && entry.progressed)
    return {
      id,
      owner,
      text,
      measure,
      due,
      baseline: measure?.baseline,
      target: measure?.target,
      value: values.at(-1)?.value,
      state: states.at(-1)?.state,
      finished: finishing.length > 0 && unfinished.length === 0,
      awaiting: unfinished.length
        ? { what: 'finished', by: unfinished }
        : unsettled.length
          ? { what: 'redefined', by: unsettled }
          : undefined,
      sessionsSinceProgress: sessionsSince(held, moved),
      lastMoved: held.findLast(moved)?.date,
      values,
    }
  })
}

/** For each win the latest wish to change it that no later version of the wins has answered. */
function redefinedWins(contract: Contract, held: readonly HeldSession[]) {
  const winOf = new Map(stepsFrom(contract, held).map(step => [step.id, step.win]))
  const answered = contract.changes.findLast(({ sections }) => sections.includes('wins'))?.date ?? ''
  const wishes = held
    .filter(({ date }) => date > answered)
    .flatMap(({ session: { present }, followUp }) =>
      followUp.filter(({ then }) => then === 'redefine').map(entry => ({ ...entry, present })),
    )
  return new Map(wishes.map(wish => [winOf.get(wish.step), wish]))
}

/** A role of the contract, with how long the sessions have been silent about it. */
export interface RoleState {
  id: string
  owner: Owner
  text: string
  /** How many of the latest sessions in a row had no step and no follow-up of it and did not discuss it (signals.md). */
  sessionsSinceMention: number
  lastMentioned: Day | undefined
  openSteps: readonly string[]
}

/** Every role of the contract as it stands after all sessions. */
export function rolesFrom(contract: Contract, sessions: readonly Session[]): RoleState[] {
  const held = heldOf(sessions)
  const steps = stepsFrom(contract, sessions)
  return allRoles(contract).map(({ id, owner, primary }) => {
    const own = steps.filter(step => step.role === id)
    const ids = new Set(own.map(step => step.id))
    const mentions = ({ rolesDiscussed, nextSteps, followUp }: HeldSession) =>
      rolesDiscussed.includes(id) ||
      [...nextSteps.map(step => step.id), ...followUp.map(({ step }) => step)].some(step => ids.has(step))
    return {
      id,
      owner,
      text: primary,
      sessionsSinceMention: sessionsSince(held, mentions),
      lastMentioned: held.findLast(mentions)?.date,
      openSteps: own.filter(step => step.open).map(step => step.id),
    }
  })
}
