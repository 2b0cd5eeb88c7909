import { allRoles, allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import type { Owner } from '../contract/people.ts'
import type { Win, WinOwner } from '../contract/sections/wins/win.ts'
import { wishedChanges } from './agreed-changes.ts'
import type { CheckIn } from './record.ts'
import { type HeldSession, heldOf, type Session } from './sessions.ts'
import { spacing } from './spacing.ts'
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
  awaiting: { what: 'finished' | 'redefined' | 'closed'; by: readonly Owner[] } | undefined
  /** How many of the latest check-ins in a row brought it no further, as `spacing` counts them. */
  sessionsSinceProgress: number
  lastMoved: Day | undefined
  values: readonly { date: Day; value: Value }[]
}

/** Whether the value that was recorded last is at or beyond the target: then it need not move. */
export function isReached({ value, target, baseline, measure }: GoalState): boolean {
  const [now, aim, start] = [value, target, baseline].map(numberIn)
  if (now === undefined || aim === undefined) return false
  return falls(measure?.direction, start, aim) ? now <= aim : now >= aim
}

/** Whether a smaller value is a better one: as it was agreed, else because the target is below where it started. */
export const isFalling = ({
  baseline,
  target,
  measure,
}: Pick<GoalState, 'baseline' | 'target' | 'measure'>): boolean => {
  const [start, aim] = [baseline, target].map(numberIn)
  return falls(measure?.direction, start, aim)
}

function falls(direction: string | undefined, start: number | undefined, aim: number | undefined): boolean {
  if (/^(down|fall|less|lower|decrease|-)/i.test(direction?.trim() ?? '')) return true
  if (/^(up|rise|more|higher|increase|\+)/i.test(direction?.trim() ?? '')) return false
  return start !== undefined && aim !== undefined && aim < start
}

/** A number, also one that was written as text; undefined if it is words. */
export const numberIn = (value: Value | undefined): number | undefined => {
  if (typeof value !== 'string') return value
  return /^[+-]?\d+([.,]\d+)?$/.test(value.trim()) ? Number(value.trim().replace(',', '.')) : undefined
}

/** Of a goal that is called finished, but not yet by all whose goal it is. */
export const TO_CONFIRM = 'finished, to be confirmed'

/** Every win of the contract as it stands after all sessions. */
export function goalsFrom(contract: Contract, sessions: readonly Session[]): GoalState[] {
  const held = heldOf(sessions)
  const { since } = spacing(contract)
  const wishes = new Map(wishedChanges(contract, sessions).map(wish => [wish.goal, wish]))
  return allWins(contract).map(({ id, owner, text, measure, due }) => {
    const said = held.flatMap(({ date, session: { present }, goals }) =>
      goals.flatMap(entry => (entry.win === id ? { ...entry, date, present } : [])),
    )
    const states = said.filter(({ state }) => state)
    const notFinished = states.findLastIndex(({ state }) => state !== 'finished')
    const finishing = states.slice(notFinished + 1)
    const owners = owner === 'big' ? 'both' : owner
    const unfinished = finishing.length ? unconfirmed(owners, finishing) : []
    const wish = wishes.get(id)
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
        : wish?.awaiting.length
          ? { what: wish.what === 'close' ? 'closed' : 'redefined', by: wish.awaiting }
          : undefined,
      sessionsSinceProgress: since(held, moved),
      lastMoved: held.findLast(moved)?.date,
      values,
    }
  })
}

/** A role of the contract, with how long the sessions have been silent about it. */
export interface RoleState {
  id: string
  owner: Owner
  text: string
  /** How many of the latest check-ins in a row had no step or follow-up of it and did not discuss it, as `spacing` counts them. */
  sessionsSinceMention: number
  lastMentioned: Day | undefined
  openSteps: readonly string[]
}

/** Every role of the contract as it stands after all sessions. */
export function rolesFrom(contract: Contract, sessions: readonly Session[]): RoleState[] {
  const held = heldOf(sessions)
  const { since } = spacing(contract)
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
      sessionsSinceMention: since(held, mentions),
      lastMentioned: held.findLast(mentions)?.date,
      openSteps: own.filter(step => step.open).map(step => step.id),
    }
  })
}
