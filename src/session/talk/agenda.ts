import type { Card } from '../../contract/card.ts'
import { allWins, type Contract } from '../../contract/contract.ts'
import { addDays, type Day } from '../../contract/day.ts'
import { displayNames, type Names, OWNERS, type Owner } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { nextSession, occurrences } from '../cadence.ts'
import { openConcernsOf } from '../concerns.ts'
import { type GoalState, goalsFrom, rolesFrom } from '../goals.ts'
import { heldOf, type Session } from '../sessions.ts'
import type { StepState } from '../steps.ts'
import { openTimeOuts, type TimeOutFile } from '../time-outs.ts'
import type { Update } from '../update.ts'
import { CARD_PARTS, type CardPart, type SessionTalk } from './about.ts'
import { openQuestionFor } from './open-questions.ts'
import { objectivesFor } from './practice.ts'
import { preparedDraft, preparedLines, preparedQuestion } from './prepared.ts'

/** What a session is about, before anything was said. */
export interface Given extends Pick<SessionTalk, 'date' | 'today' | 'writer' | 'full' | 'readDay' | 'cards'> {
  contract: Contract
  sessions: readonly Session[]
  steps: readonly StepState[]
  /** The pair's own open questions. */
  ownQuestions: readonly string[]
  /** The files of time-outs outside a session. */
  timeOuts?: readonly TimeOutFile[]
  /** What the partners have prepared for it. */
  updates?: readonly Update[]
}

/** Everything that a session's questions depend on, computed from the contract and the sessions before it. */
export function agendaFor(given: Given): SessionTalk {
  const { contract, sessions, steps, ownQuestions, updates = [], timeOuts = [], ...usual } = given
  const { cards, date, full } = usual
  const { meetings, initiator } = contract.agreements
  const held = heldOf(sessions)
  const planned = plannedFor(contract, sessions, date)
  const goals = goalsFrom(contract, sessions).filter(goal => !goal.finished)
  const names = displayNames(contract.partners)
  const about = {
    steps: steps.filter(step => step.open && !isToldAfter(step, date)),
    goals,
    concerns: openConcernsOf(held),
    openQuestion: preparedQuestion(updates) ?? openQuestionFor(held, ownQuestions),
  }
  return {
    ...usual,
    ...about,
    names,
    order: held.length % 2 ? OWNERS.toReversed() : OWNERS,
    opening: [
      ...preparedLines(updates, contract.agreements.updates, { ...usual, ...about, names }),
      ...opening(contract, goals, names, held.length),
    ],
    prepared: preparedDraft(updates, about),
    reviews: full && held.length + 1 >= REVIEW_EVERY && !held.slice(1 - REVIEW_EVERY).some(reviewed),
    timeOuts: openTimeOuts(sessions, timeOuts, date),
    turn: held.length % 2 ? 'concern' : 'question',
    unknown: Object.fromEntries(
      CARD_PARTS.map(part => [part, askedFor(part, { cards, full, sessions, steps })]),
    ) as Record<CardPart, Owner[]>,
    objectives: objectivesFor(contract, held),
    roles: rolesFrom(contract, sessions),
    initiator: initiator === 'a' || initiator === 'b' ? initiator : undefined,
    planned,
    next: planned && planned > date ? planned : occurrences(meetings, addDays(date, 1), 1)[0],
    first: held.length === 0,
    ideas: { a: milestones(contract, 'a'), b: milestones(contract, 'b') },
  }
}

/** A session that is recorded late says nothing of what came, or was told, after it. */
const isToldAfter = ({ createdOn = '', history }: StepState, date: Day): boolean =>
  createdOn > date || history.some(told => told.date > date)

/** The day that was agreed for a session of about this day. */
export const plannedFor = (contract: Contract, sessions: readonly Session[], date: Day): Day | undefined =>
  nextSession(
    contract.agreements.meetings,
    sessions.filter(session => session.date <= date),
    contract.date,
  )

/** How often each goal is looked at anew (CHK-15), and how often it is said what it all is for (CHK-16), in sessions. */
const REVIEW_EVERY = 6
const PURPOSE_EVERY = 3

const reviewed = ({ goals }: { goals: readonly { review?: unknown }[] }) => goals.some(({ review }) => review)

/** The purpose and what each goal is for, at every third session; else only of goals that do not move. */
function opening(contract: Contract, goals: readonly GoalState[], names: Names, held: number): string[] {
  const due = (held + 1) % PURPOSE_EVERY === 0
  const stalled = goals.filter(({ state }) => state === 'stalled').map(({ id }) => id)
  if (!due && !stalled.length) return []
  const open = new Set(due ? goals.map(({ id }) => id) : stalled)
  const whys = allWins(contract).flatMap(({ id, owner, text, why, motivation }) => {
    if (!open.has(id) || !(why || motivation)) return []
    const whose = owner === 'big' ? '' : `${names[owner]}: `
    return `${whose}"${shorten(text, 40)}": ${shorten([why, stalled.includes(id) && motivation].filter(Boolean).join(' '), 100)}`
  })
  return [...(contract.purpose ? [`Why you do this: ${shorten(contract.purpose, 400)}`] : []), ...whys.slice(0, 4)]
}

/**
 * Who is asked for a part of their card: whoever has not said it yet. The usual check-in asks only the first time it
 * is needed, so that leaving it out is an answer.
 */
function askedFor(
  part: CardPart,
  {
    cards,
    full,
    sessions,
    steps,
  }: { cards: Partial<Record<Owner, Card>>; full: boolean; sessions: readonly Session[]; steps: readonly StepState[] },
): Owner[] {
  const neededBefore = {
    feedback: (owner: Owner) => heldOf(sessions).some(({ feedback }) => feedback.some(({ to }) => to === owner)),
    whenIMiss: (owner: Owner) =>
      steps.some(
        step => step.owner === owner && step.history.some(({ result }) => result === 'missed' || result === 'carried'),
      ),
  }[part]
  return OWNERS.filter(owner => !cards[owner]?.[part] && (full || !neededBefore(owner)))
}

/** What is on the way to one's own goals and the shared ones. */
const milestones = (contract: Contract, owner: Owner): string[] =>
  allWins(contract)
    .filter(win => win.owner === owner || win.owner === 'big')
    .flatMap(win => win.milestones.map(({ text }) => text))
