import type { Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { type CheckIn, RESULTS } from './record.ts'
import type { Session } from './sessions.ts'
import { ownersOf, type StepState, stepsFrom } from './steps.ts'

type Result = CheckIn['followUp'][number]['result']
type Each<T> = Record<Owner, T>

/** What was counted, without a judgement. A step of both counts for each. */
export interface Facts {
  stepsCreated: Each<number>
  openSteps: readonly string[]
  overdueSteps: readonly string[]
  followUps: Each<Record<Result, number>>
}

export function facts(contract: Contract, sessions: readonly Session[], asOf: Day): Facts {
  const steps = stepsFrom(contract, sessions)
  const open = steps.filter(step => step.open)
  const of = (owner: Owner) => steps.filter(step => ownersOf(step.owner).includes(owner))
  return {
    stepsCreated: each(owner => of(owner).length),
    openSteps: open.map(({ id }) => id),
    overdueSteps: open.filter(({ due }) => due && due < asOf).map(({ id }) => id),
    followUps: each(owner => resultsOf(of(owner))),
  }
}

const each = <T>(make: (owner: Owner) => T) => Object.fromEntries(OWNERS.map(owner => [owner, make(owner)])) as Each<T>

function resultsOf(steps: readonly StepState[]): Record<Result, number> {
  const all = steps.flatMap(({ history }) => history.map(({ result }) => result))
  const counted = RESULTS.map(({ value }) => [value, all.filter(result => result === value).length])
  return Object.fromEntries(counted) as Record<Result, number>
}
