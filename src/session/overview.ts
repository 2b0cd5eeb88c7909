import type { Contract } from '../contract/contract.ts'
import { type Day, daysBetween } from '../contract/day.ts'
import { nextSession } from './cadence.ts'
import { type GoalState, goalsFrom } from './goals.ts'
import { heldOf, type Session } from './sessions.ts'
import { type StepState, stepsFrom } from './steps.ts'

/** Where a partnership is on a day: what `status` shows, and what `status --json` prints. */
export interface Overview {
  asOf: Day
  goals: readonly GoalState[]
  /** The open ones. */
  steps: readonly StepState[]
  next: { date: Day; time: string | undefined; daysOverdue: number } | undefined
  sessions: { held: number; recorded: number; lastHeld: Day | undefined }
}

/** Computed from the contract and the sessions up to a day; nothing of it is stored. */
export function overview(contract: Contract, sessions: readonly Session[], asOf: Day): Overview {
  const { meetings } = contract.agreements
  const held = heldOf(sessions)
  const next = nextSession(meetings, sessions, contract.date)
  return {
    asOf,
    goals: goalsFrom(contract, sessions),
    steps: stepsFrom(contract, sessions)
      .filter(step => step.open)
      .sort(byDue),
    next:
      next === undefined
        ? undefined
        : { date: next, time: meetings.time, daysOverdue: Math.max(0, daysBetween(next, asOf)) },
    sessions: { held: held.length, recorded: sessions.length, lastHeld: held.at(-1)?.date },
  }
}

/** What is due first comes first; what has no day comes last. */
const byDue = (one: StepState, two: StepState): number => (one.due ?? '9').localeCompare(two.due ?? '9')
