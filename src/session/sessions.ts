import { allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import type { OtherIds, Told } from './counting.ts'
import { mergeHeld, mergeMissed } from './merging.ts'
import { type CheckIn, isMissed, type Missed } from './record.ts'
import { byPlace, numberOf, type Recorder, type RecordFile, recorderOf } from './record-file.ts'
import type { Disagreement } from './settling.ts'
import { type IdentifiedCheckIn, withStepIds } from './steps.ts'

export { nameProblems, type Recorder, type RecordFile, recorderOf, recordName } from './record-file.ts'

interface OneSession {
  date: Day
  /** The records that were read together, in order. */
  files: readonly string[]
  /** Ids that another record of this session gave to the same step or concern, and the ids that count. */
  otherIds: OtherIds
  disagreements: readonly Disagreement[]
}
export type HeldSession = IdentifiedCheckIn & OneSession & { held: true }
export type MissedSession = Missed & OneSession & { held: false }

/** A session, told by one record or by several that were read together. */
export type Session = HeldSession | MissedSession

/** Those that took place. */
export const heldOf = (sessions: readonly Session[]): HeldSession[] => sessions.filter(session => session.held)

/**
 * The sessions that a folder's records tell of, in order. Records of one date, or of one `session.id`, by different
 * recorders are one session; the same recorder twice on one day is two, each paired with the other's of that number
 * (format.md). Records dated after `asOf` are `later`, and left out.
 */
export function sessionsFrom(
  contract: Contract,
  files: readonly RecordFile[],
  { asOf }: { asOf?: Day | undefined } = {},
): { sessions: Session[]; later: RecordFile[] } {
  const isLater = (file: RecordFile) => asOf !== undefined && file.record.session.date > asOf
  const ordered = files.toSorted(byPlace)
  const told = identified(
    contract,
    ordered.filter(file => !isLater(file)),
  )
  const known = {
    steps: new Map<string, string>(),
    concerns: new Map<string, string>(),
    stepOwners: new Map<string, Recorder>(contract.firstSteps.map(step => [step.id, step.owner])),
    winOwners: new Map<string, Recorder>(
      allWins(contract).map(win => [win.id, win.owner === 'big' ? 'both' : win.owner]),
    ),
  }
  const sessions = grouped(told).map((group): Session => {
    const held = group.filter((one): one is Told<IdentifiedCheckIn> => !isMissed(one.record))
    const missed = group.filter((one): one is Told<Missed> => isMissed(one.record))
    const common = { date: group[0]!.record.session.date, files: group.map(one => one.name) }
    if (!held.length) return { ...mergeMissed(missed), ...common, held: false }
    const session = mergeHeld(held, missed, known)
    for (const step of session.nextSteps) if (!known.stepOwners.has(step.id)) known.stepOwners.set(step.id, step.owner)
    for (const [id, counts] of session.otherIds.steps) known.steps.set(id, counts)
    for (const [id, counts] of session.otherIds.concerns) known.concerns.set(id, counts)
    return { ...session, ...common, held: true }
  })
  return { sessions, later: ordered.filter(isLater) }
}

/** Files may be written by hand, without ids: their steps and concerns get the same ones on every reading. */
function identified(contract: Contract, files: readonly RecordFile[]): Told[] {
  const given = files.flatMap(({ record }) => (isMissed(record) ? [] : idsIn(record)))
  const taken = new Set([...contract.firstSteps.map(step => step.id), ...given])
  return files.map(file => {
    const told = { name: file.name, recorder: recorderOf(file) }
    if (isMissed(file.record)) return { ...told, record: file.record }
    const record = withStepIds(file.record, told.recorder, taken)
    for (const id of idsIn(record)) taken.add(id)
    return { ...told, record }
  })
}

const idsIn = ({ nextSteps, concerns }: CheckIn) => [...nextSteps, ...concerns].flatMap(({ id }) => id ?? [])

/** The records of each session. Those that name their session find each other first, whatever their day. */
function grouped(told: readonly Told[]): Told[][] {
  const groups: Told[][] = []
  const join = (one: Told, belongs: (other: Told) => boolean) => {
    const group = groups.find(group => group.some(belongs) && group.every(other => other.recorder !== one.recorder))
    if (group) group.push(one)
    else groups.push([one])
  }
  const idOf = (one: Told) => one.record.session.id
  const dayOf = (one: Told) => one.record.session.date
  for (const one of told.filter(idOf)) join(one, other => idOf(one) === idOf(other))
  for (const one of told.filter(one => !idOf(one)))
    join(one, other => dayOf(one) === dayOf(other) && numberOf(one) === numberOf(other))
  const place = (one: Told) => told.indexOf(one)
  return groups
    .map(group => group.toSorted((one, two) => place(one) - place(two)))
    .sort(([one], [two]) => place(one!) - place(two!))
}
