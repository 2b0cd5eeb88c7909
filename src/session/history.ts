import { allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import type { Owner } from '../contract/people.ts'
import type { Win } from '../contract/sections/wins/win.ts'
import { oneLine } from '../contract/text.ts'
import { goalsFrom } from './goals.ts'
import { type HeldSession, heldOf, type MissedSession, type Session } from './sessions.ts'
import { ownersOf, type StepState, stepsFrom } from './steps.ts'

/** A session as `history --json` tells it: the five columns of the table. */
export const sessionRow = ({ date, topics, feedback, nextSteps, measures }: HeldSession) => ({
  date,
  topics,
  // What was left out on purpose is no feedback.
  feedback: feedback.filter(({ text }) => text).length,
  nextSteps: nextSteps.map(({ id }) => id),
  measures,
})

/** A session with what one partner gave, got and took on of its feedback and next steps. */
export function ofPartner(session: Session, who: Owner): Session {
  if (!session.held) return session
  const { feedback, nextSteps } = session
  return {
    ...session,
    feedback: feedback.filter(({ from, to }) => [from, to].includes(who)),
    nextSteps: nextSteps.filter(({ owner }) => ownersOf(owner).includes(who)),
  }
}

/** A session that did not take place, as `history --json` tells it. */
export const missedRow = ({ date, session: { planned, reason, absent, rescheduledTo } }: MissedSession) => ({
  date,
  planned,
  reason,
  absent,
  rescheduledTo,
})

/** Something that went well: told in a session, or a goal that was finished there. */
export interface Success {
  date: Day
  by: Owner | 'both'
  text: string
  /** The goal it belongs to, by its words. */
  goal: string | undefined
  finished: boolean
}

/** What went well, in order; a goal that is finished stands in the session since which it is called so. */
export function successesOf(contract: Contract, sessions: readonly Session[]): Success[] {
  const held = heldOf(sessions)
  const goals = goalsFrom(contract, sessions)
  const finished = goals
    .filter(goal => goal.finished)
    .map(({ id, owner, text }) => ({ session: finishing(id, held), owner, text }))
  return held.flatMap(session => [
    ...session.wins.map(({ by, text, win }) => ({
      date: session.date,
      by,
      text,
      goal: goals.find(({ id }) => id === win)?.text ?? win,
      finished: false,
    })),
    ...finished
      .filter(goal => goal.session === session)
      .map(({ owner, text }) => ({
        date: session.date,
        by: owner === 'big' ? ('both' as const) : owner,
        text,
        goal: text,
        finished: true,
      })),
  ])
}

function finishing(goal: string, held: readonly HeldSession[]): HeldSession | undefined {
  const stateIn = ({ goals }: HeldSession) => goals.find(({ win }) => win === goal)?.state
  const said = held.filter(stateIn)
  return said[said.findLastIndex(session => stateIn(session) !== 'finished') + 1]
}

/** What a step that went otherwise taught its owner. */
export interface Lesson {
  date: Day
  owner: StepState['owner'] | undefined
  step: string
  lesson: string
}

export function lessonsOf(contract: Contract, sessions: readonly Session[]): Lesson[] {
  const steps = new Map(
    stepsFrom(contract, sessions).flatMap(step => [step.id, ...step.otherIds].map(id => [id, step] as const)),
  )
  return heldOf(sessions).flatMap(({ date, followUp }) =>
    followUp.flatMap(({ step, lesson }) =>
      lesson ? { date, owner: steps.get(step)?.owner, step: steps.get(step)?.text ?? step, lesson } : [],
    ),
  )
}

/** A goal, and what each session said of it. */
export interface GoalStory {
  id: string
  text: string
  measure: Win['measure']
  due: Day | undefined
  entries: readonly ({ date: Day } & Pick<HeldSession['goals'][number], 'state' | 'progressed' | 'value' | 'note'>)[]
}

/** The goals that an id names, or that have these words; one of an older version by the id that its records name. */
export function goalStories(contract: Contract, sessions: readonly Session[], named: string): GoalStory[] {
  const held = heldOf(sessions)
  const wins = allWins(contract).map(({ id, text, measure, due }) => ({ id, text, measure, due }))
  const words = oneLine(named).toLowerCase()
  const byId = wins.filter(({ id }) => id === named)
  const older = held.some(({ goals }) => goals.some(({ win }) => win === named))
    ? [{ id: named, text: named, measure: undefined, due: undefined }]
    : []
  const byWords = words ? wins.filter(({ text }) => oneLine(text).toLowerCase().includes(words)) : []
  const found = [byId, older, byWords].find(list => list.length) ?? []
  return found.map(win => ({
    ...win,
    entries: held.flatMap(({ date, goals }) =>
      goals
        .filter(entry => entry.win === win.id)
        .map(({ state, progressed, value, note }) => ({ date, state, progressed, value, note })),
    ),
  }))
}
