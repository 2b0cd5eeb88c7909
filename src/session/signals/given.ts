import type { Contract } from '../../contract/contract.ts'
import type { Day } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { displayNames, type Names, type Owner } from '../../contract/people.ts'
import { type GoalState, goalsFrom, type RoleState, rolesFrom } from '../goals.ts'
import { type HeldSession, heldOf, type Session } from '../sessions.ts'
import { spacing } from '../spacing.ts'
import { type StepState, stepsFrom } from '../steps.ts'

/** Who signed the contract as it stands now: what the signals need of it. */
export interface Signed {
  signed: Readonly<Partial<Record<Owner, { date: Day }>>>
  /** The data of the latest version that both signed. */
  agreed?: Draft
}

/** All that a signal may look at. */
export interface Given {
  contract: Contract
  sessions: readonly Session[]
  held: readonly HeldSession[]
  /** The last four that took place: W of signals.md. */
  recent: readonly HeldSession[]
  standing: Signed
  asOf: Day
  names: Names
  steps: readonly StepState[]
  /** Those not yet finished. */
  goals: readonly GoalState[]
  roles: readonly RoleState[]
  /** Counts check-ins so that daily ones are not each counted. */
  since: ReturnType<typeof spacing>['since']
  after: ReturnType<typeof spacing>['after']
}

const RECENT = 4

export function givenOf(contract: Contract, sessions: readonly Session[], standing: Signed, asOf: Day): Given {
  const held = heldOf(sessions)
  return {
    contract,
    sessions,
    held,
    recent: held.slice(-RECENT),
    standing,
    asOf,
    names: displayNames(contract.partners),
    steps: stepsFrom(contract, sessions),
    goals: goalsFrom(contract, sessions).filter(goal => !goal.finished),
    roles: rolesFrom(contract, sessions),
    ...spacing(contract),
  }
}
