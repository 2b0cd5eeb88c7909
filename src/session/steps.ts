import type { Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import { nextId } from '../contract/ids.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import type { CheckIn } from './record.ts'
import type { Recorder } from './record-file.ts'
import type { Session } from './sessions.ts'

type FollowUp = CheckIn['followUp'][number]
type WithId<T> = T & { id: string }

/** A check-in whose steps and concerns all have ids. */
export type IdentifiedCheckIn = {
  [K in keyof CheckIn]: K extends 'nextSteps'
    ? WithId<CheckIn['nextSteps'][number]>[]
    : K extends 'concerns'
      ? WithId<CheckIn['concerns'][number]>[]
      : CheckIn[K]
}

/** What a session said about a step, on its day. */
export type StepResult = FollowUp & { date: Day }

/** A step as it stands after all sessions. */
export interface StepState {
  id: string
  /** Ids that other records of the same session gave to it. */
  otherIds: readonly string[]
  owner: Recorder
  text: string
  /** As it was moved last. */
  due: Day | undefined
  firstDue: Day | undefined
  /** When the two wanted to look at it half-way. */
  checkOn: Day | undefined
  win: string | undefined
  role: string | undefined
  ifThen: string | undefined
  partnerPart: string | undefined
  /** The session that agreed on it; undefined for the contract's first steps. */
  createdOn: Day | undefined
  open: boolean
  /** Who has yet to confirm what closes it; it is open until then. */
  awaiting: readonly Owner[]
  history: readonly StepResult[]
}

/** Whether a result leaves its step open (format.md); that its owner may have to confirm it is not looked at here. */
export const leavesOpen = ({ result, newDue }: Pick<FollowUp, 'result' | 'newDue'>): boolean =>
  result === 'carried' || result === 'notDue' || ((result === 'missed' || result === 'partly') && newDue !== undefined)

/** The one partner or both who own a thing. */
export const ownersOf = (owner: Recorder): readonly Owner[] => (owner === 'both' ? OWNERS : [owner])

/** Who was there, as far as a record says; whoever wrote it down was. */
export const presentAt = (present: readonly Owner[], recorder: Recorder): Owner[] =>
  present.length ? OWNERS.filter(owner => present.includes(owner)) : [...ownersOf(recorder)]

/** Which owners have not confirmed: whoever was present has, in any of these sessions (format.md). */
export const unconfirmed = (
  owner: Recorder,
  said: readonly { present: readonly Owner[]; confirmedBy: readonly Owner[] }[],
): Owner[] =>
  ownersOf(owner).filter(one => !said.some(({ present, confirmedBy }) => [...present, ...confirmedBy].includes(one)))

/**
 * The record with an id for each step and concern that has none: `2026-02-02-b.1`. `used` are all ids in use; those
 * of the record are added to them.
 */
export function withStepIds(record: CheckIn, who: Recorder, used: Set<string>): IdentifiedCheckIn {
  for (const { id } of [...record.nextSteps, ...record.concerns]) if (id !== undefined) used.add(id)
  const identify = <T extends { id?: string | undefined }>(entry: T): WithId<T> => {
    if (entry.id !== undefined) return entry as WithId<T>
    const id = nextId(`${record.session.date}-${who}.`, used)
    used.add(id)
    return { ...entry, id }
  }
  return { ...record, nextSteps: record.nextSteps.map(identify), concerns: record.concerns.map(identify) }
}

/** Every step that was ever agreed on, in the order of agreement, with what became of it. */
export const stepsFrom = (contract: Contract, sessions: readonly Session[]): StepState[] =>
  agreedSteps(contract, sessions).map(step => stateOf(step))

/** A step, and what the sessions said about it, each at its index in the list of them. */
export interface Agreed {
  step: IdentifiedCheckIn['nextSteps'][number]
  /** The session that agreed on it; -1 for the contract's first steps. */
  at: number
  createdOn: Day | undefined
  otherIds: string[]
  results: SaidOf[]
}
/** What a session said about a step, and who was there. */
export type SaidOf = StepResult & { at: number; present: readonly Owner[] }

/** Every step that was ever agreed on, and all that was said about it: nothing that names a step is left out. */
export function agreedSteps(contract: Contract, sessions: readonly Session[]): Agreed[] {
  const steps = new Map<string, Agreed>()
  const agree = (step: Agreed['step'], at: number, createdOn?: Day) => {
    // An id that is used twice stays with its first step; `check` reports the other.
    if (!steps.has(step.id)) steps.set(step.id, { step, at, createdOn, otherIds: [], results: [] })
  }
  for (const step of contract.firstSteps) agree(step, -1)
  for (const [at, session] of sessions.entries()) {
    if (!session.held) continue
    for (const step of session.nextSteps) agree(step, at, session.date)
    for (const [other, counts] of session.otherIds.steps) steps.get(counts)?.otherIds.push(other)
  }
  // Only now: an answer may stand in an earlier session than its step, which `check` reports.
  for (const [at, session] of sessions.entries()) {
    if (!session.held) continue
    const { date, followUp } = session
    const { present } = session.session
    for (const entry of followUp) steps.get(entry.step)?.results.push({ ...entry, date, at, present })
  }
  return [...steps.values()]
}

/** How a step stands after these answers; after all of them, unless said otherwise. */
export function stateOf(
  { step, createdOn, otherIds, results: all }: Agreed,
  results: readonly SaidOf[] = all,
): StepState {
  const last = results.at(-1)
  const closing = results.slice(results.findLastIndex(leavesOpen) + 1)
  const awaiting = closing.length ? unconfirmed(step.owner, closing) : []
  return {
    id: step.id,
    otherIds,
    owner: step.owner,
    text: step.text,
    due: results.findLast(({ newDue }) => newDue)?.newDue ?? step.due,
    firstDue: step.due,
    checkOn: step.checkOn,
    win: step.win,
    role: step.role,
    ifThen: step.ifThen,
    partnerPart: step.partnerPart,
    createdOn,
    open: !last || leavesOpen(last) || awaiting.length > 0,
    awaiting,
    history: results.map(({ at, present, ...result }) => result),
  }
}
