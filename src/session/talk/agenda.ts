import type { Card } from '../../contract/card.ts'
import { allWins, type Contract } from '../../contract/contract.ts'
import type { Day } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import { displayNames, type Names, OWNERS, type Owner } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { dayAfter, plannedFor } from '../cadence.ts'
import { openConcernsOf } from '../concerns.ts'
import { type GoalState, goalsFrom, rolesFrom } from '../goals.ts'
import { type HeldSession, heldOf, type Session, sessionsAround } from '../sessions.ts'
import { type StepState, stepsFrom } from '../steps.ts'
import { openTimeOuts, type TimeOutFile } from '../time-outs.ts'
import { type Update, updateName, updatesFor } from '../update.ts'
import { CARD_PARTS, type CardPart, type SessionTalk } from './about.ts'
import { dayIn } from './head.ts'
import { openQuestionFor } from './open-questions.ts'
import { objectivesFor } from './practice.ts'
import { preparedDraft, preparedLines, preparedQuestion } from './prepared.ts'

/** What a session is about, before anything was said. */
export interface Given extends Pick<SessionTalk, 'date' | 'today' | 'writer' | 'full' | 'cards'> {
  contract: Contract
  /** All that are recorded; what comes after this one, or tells of it already, is not asked about. */
  sessions: readonly Session[]
  /** The pair's own open questions. */
  ownQuestions: readonly string[]
  /** The files of time-outs outside a session. */
  timeOuts?: readonly TimeOutFile[]
  /** What the partners have prepared for it. */
  updates?: readonly Update[]
  /** When it began, as far as that was said: two sessions of one day stand in that order. */
  start?: string
  /** What this talk has asked already, so that it stays what it is. */
  asked?: Asked | undefined
}

/** What a session of a day asks in its turn, and answers belong to. */
export type Asked = Pick<SessionTalk, 'date' | 'openQuestion' | 'turn' | 'objectives'> &
  // Talks that were begun with an earlier program do not say these.
  Partial<Pick<SessionTalk, 'reviews' | 'takesStock'>>

export const askedIn = ({ date, openQuestion, turn, objectives, reviews, takesStock }: SessionTalk): Asked => ({
  date,
  openQuestion,
  turn,
  objectives,
  reviews,
  takesStock,
})

/**
 * The agenda as it follows from the day that is said at the first question: another day is another agenda. `today` is
 * asked for each question, because a talk may be open over midnight.
 */
export function agendas(said: Omit<Given, 'today'>, today: () => Day): (draft: Draft) => SessionTalk {
  const known = new Map<string, SessionTalk>()
  return draft => {
    const given: Given = { ...said, today: today() }
    const [date, start] = [dayIn(draft) || given.date, textAt(draft, 'start')]
    const key = `${given.today} ${date} ${start}`
    const agenda = known.get(key) ?? { ...agendaFor(onAnother(given, { date, start })), proposed: given.date }
    known.set(key, agenda)
    return agenda
  }
}

/** Everything that a session's questions depend on, computed from the contract and the sessions before it. */
export function agendaFor(given: Given): SessionTalk {
  const { contract, ownQuestions, timeOuts = [], start, asked, sessions: all, updates = [], ...usual } = given
  const { cards, date, full, writer } = usual
  const { meetings, initiator } = contract.agreements
  const { before: sessions, own, after } = sessionsAround({ date, recordedBy: writer, start }, all)
  const held = heldOf(sessions)
  const planned = plannedFor(contract, sessions)
  const goals = goalsFrom(contract, sessions).filter(goal => !goal.finished)
  const names = displayNames(contract.partners)
  const kept = asked?.date === date ? asked : undefined
  const about = {
    steps: stepsFrom(contract, sessions).filter(
      step => step.open && (step.createdOn ?? contract.date) <= date && !isToldIn(heldOf(after), step),
    ),
    goals,
    concerns: openConcernsOf(held),
    openQuestion:
      kept?.openQuestion ??
      (own?.held ? own.question?.asked : undefined) ??
      preparedQuestion(updates) ??
      openQuestionFor(held, ownQuestions),
  }
  return {
    ...usual,
    ...about,
    proposed: date,
    names,
    order: held.length % 2 ? OWNERS.toReversed() : OWNERS,
    opening: [
      ...preparedLines(updates, contract.agreements.updates, { ...usual, ...about, names }),
      ...opening(contract, goals, names, held.length),
    ],
    prepared: preparedDraft(updates, about),
    updates,
    reviews: kept?.reviews ?? (held.length + 1 >= REVIEW_EVERY && !held.slice(1 - REVIEW_EVERY).some(reviewed)),
    takesStock: kept?.takesStock ?? isThird(held.length),
    timeOuts: openTimeOuts(sessions, timeOuts, date),
    turn: kept?.turn ?? (held.length % 2 ? 'concern' : 'question'),
    unknown: Object.fromEntries(
      // A card is filled in once, whenever that was.
      CARD_PARTS.map(part => [part, askedFor(part, { cards, full, sessions: all, steps: stepsFrom(contract, all) })]),
    ) as Record<CardPart, Owner[]>,
    objectives: kept?.objectives ?? objectivesFor(contract, held),
    roles: rolesFrom(contract, sessions),
    initiator: initiator === 'a' || initiator === 'b' ? initiator : undefined,
    planned,
    next: planned && planned > date ? planned : dayAfter(meetings, date),
    first: held.length === 0,
    ideas: { a: milestones(contract, 'a'), b: milestones(contract, 'b') },
  }
}

/** What a later session tells of a step stands: one that is recorded late does not close it before. */
const isToldIn = (later: readonly HeldSession[], { id, otherIds }: StepState): boolean =>
  later.some(({ followUp }) => followUp.some(({ step }) => [id, ...otherIds].includes(step)))

/** The same of another day, for which not all need be that was prepared for the first. */
function onAnother(given: Given, { date, start }: { date: Day; start: string }): Given {
  const { contract, sessions, writer, updates = [] } = given
  if (date === given.date) return { ...given, start }
  const { before } = sessionsAround({ date, start, recordedBy: writer }, sessions)
  const nameOf = ({ session }: Update) => updateName(session.date, session.by)
  const planned = plannedFor(contract, before)
  const names = Object.values(updatesFor(updates.map(nameOf), before, { date, planned }))
  return { ...given, date, start, updates: updates.filter(update => names.includes(nameOf(update))) }
}

/** How often the goals are looked at anew (CHK-15), in sessions. */
const REVIEW_EVERY = 6

/** When it is said what it all is for (CHK-16), and asked how the two meet (CHK-17) and which roles came up. */
const isThird = (held: number): boolean => (held + 1) % 3 === 0

const reviewed = ({ goals }: { goals: readonly { review?: unknown }[] }) => goals.some(({ review }) => review)

/** The purpose and what each goal is for, at every third session; else only of goals that do not move. */
function opening(contract: Contract, goals: readonly GoalState[], names: Names, held: number): string[] {
  const due = isThird(held)
  const stalled = goals.filter(({ state }) => state === 'stalled').map(({ id }) => id)
  if (!due && !stalled.length) return []
  const open = new Set(due ? goals.map(({ id }) => id) : stalled)
  const whys = allWins(contract).flatMap(({ id, owner, text, why, motivation }) => {
    if (!open.has(id) || !(why || motivation)) return []
    const whose = owner === 'big' ? '' : `${names[owner]}: `
    const said = shorten([why, stalled.includes(id) && motivation].filter(Boolean).join(' '), 100)
    return { owner, line: `${whose}"${shorten(text, 40)}": ${said}` }
  })
  // One of each first: nobody's is left out for the others' many.
  const firsts = whys.filter(({ owner }, index) => whys.findIndex(other => other.owner === owner) === index)
  const shown = [...firsts, ...whys.filter(why => !firsts.includes(why))].slice(0, 4)
  return [
    ...(contract.purpose ? [`Why you do this: ${shorten(contract.purpose, 400)}`] : []),
    ...whys.filter(why => shown.includes(why)).map(({ line }) => line),
  ]
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
  // Nobody is asked while they are not there.
  const wereThere = (owner: Owner) => heldOf(sessions).filter(({ session }) => session.present.includes(owner))
  const neededBefore = {
    feedback: (owner: Owner) => wereThere(owner).some(({ feedback }) => feedback.some(({ to }) => to === owner)),
    whenIMiss: (owner: Owner) =>
      steps.some(
        step =>
          step.owner === owner &&
          step.history.some(
            ({ result, date }) =>
              (result === 'missed' || result === 'carried') && wereThere(owner).some(session => session.date === date),
          ),
      ),
  }[part]
  return OWNERS.filter(owner => !cards[owner]?.[part] && (full || !neededBefore(owner)))
}

/** What is on the way to one's own goals and the shared ones. */
const milestones = (contract: Contract, owner: Owner): string[] =>
  allWins(contract)
    .filter(win => win.owner === owner || win.owner === 'big')
    .flatMap(win => win.milestones.map(({ text }) => text))
