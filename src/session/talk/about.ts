import type { Card } from '../../contract/card.ts'
import type { Day } from '../../contract/day.ts'
import { type Draft, get } from '../../contract/draft.ts'
import type { Names, Owner } from '../../contract/people.ts'
import type { OpenConcern } from '../concerns.ts'
import type { GoalState, RoleState } from '../goals.ts'
import type { StepState } from '../steps.ts'
import type { OpenTimeOut } from '../time-outs.ts'
import type { Update } from '../update.ts'
import type { Objective } from './practice.ts'

/** What a check-in's questions depend on beside the answers. */
export interface SessionTalk {
  names: Names
  /** The day of the session. */
  date: Day
  /** The day that is proposed at the first question: that of the session unless the pair says another. */
  proposed: Day
  today: Day
  writer: Owner | 'both'
  /** Asks everything, where the usual check-in asks what it cannot do without. */
  full: boolean
  /** Who is asked first: they take turns from session to session. */
  order: readonly Owner[]
  /** What stands above the first question: what was prepared, and when it is time, what all this is for. */
  opening: readonly string[]
  /** The answers that the partners have prepared, as this talk keeps answers: each is offered where it is asked. */
  prepared: Draft
  /** The updates themselves. */
  updates: readonly Update[]
  /** The steps that are open, in the order of asking. */
  steps: readonly StepState[]
  /** The goals that are not finished. */
  goals: readonly GoalState[]
  /** Whether it is time to ask if the goals are still the right ones (CHK-15). */
  reviews: boolean
  /** Whether it is time to ask how they meet (CHK-17), and which roles came up. */
  takesStock: boolean
  /** The time-outs after which the two have not talked yet. */
  timeOuts: readonly OpenTimeOut[]
  /** The concerns that nobody has resolved yet; they come back until somebody does (CHK-12). */
  concerns: readonly OpenConcern[]
  /** What the usual check-in asks beside them today; they take turns. */
  turn: 'question' | 'concern'
  /** Today's open question. */
  openQuestion: string
  /** How each partner works, as far as they have said. */
  cards: Readonly<Partial<Record<Owner, Card>>>
  /** What a card does not say yet, and who is asked for it when it is needed. */
  unknown: Readonly<Record<CardPart, readonly Owner[]>>
  /** One learning objective of each, in turn (LEA-06). */
  objectives: Readonly<Partial<Record<Owner, Objective>>>
  roles: readonly RoleState[]
  /** Who calls for a session, where the pair agreed on one (AGR-09). */
  initiator: Owner | undefined
  /** The day that was agreed for this session. */
  planned: Day | undefined
  /** The day the rule gives for the session after this one. */
  next: Day | undefined
  /** No session was recorded before. */
  first: boolean
  /** Texts to start a next step from: milestones of one's goals (WIN-05). */
  ideas: Readonly<Record<Owner, readonly string[]>>
}

/** What a session asks for when it is first needed, and keeps in the partner's card. */
export const CARD_PARTS = ['feedback', 'whenIMiss'] as const
export type CardPart = (typeof CARD_PARTS)[number]

/** Ids hold dots, and dots part the keys of a path; a number would be a place in a list. No id begins with `~`. */
export const keyOf = (id: string): string => (/^\d+$/.test(id) ? `~${id}` : id.replaceAll('.', '~'))

/** Whether a partner has prepared an answer there: then it is asked, also where the usual check-in would not. */
export const isPrepared = ({ prepared }: Pick<SessionTalk, 'prepared'>, path: string): boolean =>
  get(prepared, path) !== undefined
