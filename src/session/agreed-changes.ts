import { allWins, type Contract } from '../contract/contract.ts'
import { type Day, daysBetween } from '../contract/day.ts'
import type { Owner } from '../contract/people.ts'
import { type HeldSession, heldOf, type Session } from './sessions.ts'
import { stepsFrom, unconfirmed } from './steps.ts'

/** A change of the contract that a check-in agreed on. It is remembered until an amendment makes it. */
export interface WishedChange {
  /** The goal's id; undefined if the step that led to it belongs to no goal. */
  goal: string | undefined
  /** The step's id, if the wish came from one. */
  step: string | undefined
  /** The words of the goal, or of the step if there is no goal. */
  text: string
  what: 'change' | 'close'
  /** The day of the check-in that said so first. */
  date: Day
  session: HeldSession
  /** Whose goal it is and who has not agreed yet. */
  awaiting: readonly Owner[]
}

/** What the check-ins wished to change, and no amendment or later check-in has settled yet, the oldest first. */
export function wishedChanges(contract: Contract, sessions: readonly Session[]): WishedChange[] {
  const steps = new Map(
    stepsFrom(contract, sessions).flatMap(step => [step.id, ...step.otherIds].map(id => [id, step])),
  )
  const goals = new Map(allWins(contract).map(win => [win.id, win]))
  type Said = { present: readonly Owner[]; confirmedBy: readonly Owner[] }
  const open = new Map<string, Omit<WishedChange, 'awaiting'> & { said: Said[] }>()
  const wish = (
    one: Omit<WishedChange, 'awaiting' | 'date' | 'session'>,
    session: HeldSession,
    confirmedBy: readonly Owner[],
  ) => {
    const key = one.goal ? `goal ${one.goal}` : `step ${one.step}`
    const before = open.get(key)
    const same = before?.what === one.what ? before : undefined
    const said = same?.said ?? []
    said.push({ present: session.session.present, confirmedBy })
    open.set(key, {
      ...one,
      date: same?.date ?? session.date,
      session: same?.session ?? session,
      said,
    })
  }
  for (const session of heldOf(sessions)) {
    for (const { step: id, then, confirmedBy } of session.followUp) {
      const step = then === 'redefine' ? steps.get(id) : undefined
      const goal = step?.win === undefined ? undefined : goals.get(step.win)
      // The goal that it belonged to is gone: there is nothing left to change.
      if (!step || (step.win !== undefined && !goal)) continue
      wish({ goal: goal?.id, step: step.id, text: goal?.text ?? step.text, what: 'change' }, session, confirmedBy)
    }
    for (const { win, review, state, confirmedBy } of session.goals) {
      const goal = goals.get(win)
      const owner = goal && (goal.owner === 'big' ? 'both' : goal.owner)
      const isFinished =
        state === 'finished' && owner && !unconfirmed(owner, [{ present: session.session.present, confirmedBy }]).length
      if (review === 'keep' || isFinished) open.delete(`goal ${win}`)
      else if (review && goal) wish({ goal: win, step: undefined, text: goal.text, what: review }, session, confirmedBy)
    }
  }
  return [...open.values()]
    .filter(wish => !isMade(contract, wish))
    .map(({ said, ...one }) => {
      const owner = one.goal === undefined ? steps.get(one.step!)!.owner : goals.get(one.goal)!.owner
      return { ...one, awaiting: unconfirmed(owner === 'big' ? 'both' : owner, said) }
    })
    .sort((one, two) => (one.date < two.date ? -1 : one.date > two.date ? 1 : 0))
}

/** Whether an amendment since then names the goal; of a step without one, whether it is about goals at all. */
const isMade = ({ changes }: Contract, { goal, date }: Pick<WishedChange, 'goal' | 'date'>): boolean =>
  changes.some(
    change =>
      change.date >= date &&
      (goal === undefined
        ? change.sections.includes('wins') || Boolean(change.goals?.length)
        : change.goals?.includes(goal)),
  )

/** A change that both have agreed on, for programs. */
export interface AgreedChange {
  /** Null if the step that led to it belongs to no goal. */
  goal: string | null
  what: WishedChange['what']
  date: Day
  /** How many days ago it was agreed. */
  days: number
}

/** Those that their owners agreed to, with what is printed of them. */
export const agreedChanges = (contract: Contract, sessions: readonly Session[], asOf: Day) =>
  wishedChanges(contract, sessions)
    .filter(({ awaiting }) => !awaiting.length)
    .map(({ goal, text, what, date }) => ({
      text,
      change: { goal: goal ?? null, what, date, days: daysBetween(date, asOf) } satisfies AgreedChange,
    }))
