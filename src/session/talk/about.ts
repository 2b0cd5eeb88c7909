import type { Day } from '../../contract/day.ts'
import type { Names, Owner } from '../../contract/people.ts'
import type { Talk } from '../../contract/section.ts'
import type { GoalState } from '../goals.ts'
import type { StepState } from '../steps.ts'

/** What a check-in's questions depend on beside the answers. */
export interface SessionTalk {
  names: Names
  /** The day of the session unless the pair says another. */
  date: Day
  today: Day
  writer: Owner | 'both'
  /** The steps that are open, in the order of asking. */
  steps: readonly StepState[]
  /** The goals that are not finished. */
  goals: readonly GoalState[]
  /** The day the rule gives for the session after this one. */
  next: Day | undefined
  /** No session was recorded before. */
  first: boolean
  readDay: Talk['readDay']
  /** Texts to start a next step from: milestones of one's goals (WIN-05). */
  ideas: Readonly<Record<Owner, readonly string[]>>
}

/** Ids hold dots, and dots part the keys of a path. */
export const keyOf = (id: string): string => id.replaceAll('.', '~')
