import { allWins, type Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import { nextStepsOf, type OtherIds, type Told } from './counting.ts'
import { mergeHeld, mergeMissed } from './merging.ts'
import { type CheckIn, isMissed, type Missed } from './record.ts'
import {
  byPlace,
  inPlace,
  nameParts,
  numberOf,
  type Place,
  placeOf,
  type Recorder,
  type RecordFile,
  recorderOf,
  recordName,
} from './record-file.ts'
import type { Disagreement } from './settling.ts'
import { type IdentifiedCheckIn, withStepIds } from './steps.ts'
import type { TimeOut } from './time-out.ts'

export { nameProblems, type Recorder, type RecordFile, recorderOf, recordName } from './record-file.ts'

interface OneSession {
  date: Day
  /** The records that were read together, in order. */
  files: readonly string[]
  /** Ids that another record of this session gave to the same step or concern, and the ids that count. */
  otherIds: OtherIds
  disagreements: readonly Disagreement[]
}
export type HeldSession = IdentifiedCheckIn & OneSession & { held: true; timeOuts: readonly TimeOut[] }
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
  const ordered = inPlace(files, placeOf)
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
  const groups = grouped(told).map(group => ({
    group,
    held: group.filter((one): one is Told<IdentifiedCheckIn> => !isMissed(one.record)),
    missed: group.filter((one): one is Told<Missed> => isMissed(one.record)),
  }))
  // All steps first: what became of one may be told in a session of the same day that stands before.
  for (const { held } of groups) {
    const { list, otherIds } = nextStepsOf(held, [])
    for (const step of list) if (!known.stepOwners.has(step.id)) known.stepOwners.set(step.id, step.owner)
    // An id that is a step of its own stays with that one; `check` reports the other.
    for (const [id, counts] of otherIds)
      if (!known.stepOwners.has(id) && !known.steps.has(id)) known.steps.set(id, counts)
  }
  const sessions = groups.map(({ group, held, missed }): Session => {
    const common = { date: group[0]!.record.session.date, files: group.map(one => one.name) }
    if (!held.length) return { ...mergeMissed(missed), ...common, held: false }
    const session = mergeHeld(held, missed, known)
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
    return { ...told, record: withStepIds(file.record, told.recorder, taken) }
  })
}

const idsIn = ({ nextSteps, concerns }: CheckIn) => [...nextSteps, ...concerns].flatMap(({ id }) => id ?? [])

/** The records of each session. Those that name their session find each other first, whatever their day. */
function grouped(told: readonly Told[]): Told[][] {
  const groups: Told[][] = []
  const byKey = new Map<string, Set<Told[]>>()
  const join = (one: Told, keys: readonly string[]) => {
    const known = [...(byKey.get(keys[0]!) ?? [])]
    const group = known.find(records => records.every(other => other.recorder !== one.recorder)) ?? []
    if (!group.length) groups.push(group)
    group.push(one)
    for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(group))
  }
  const idOf = (one: Told) => one.record.session.id
  const dayKey = (one: Told) => `on ${one.record.session.date} ${numberOf(one)}`
  for (const one of told.filter(idOf)) join(one, [`called ${idOf(one)}`, dayKey(one)])
  for (const one of told.filter(one => !idOf(one))) join(one, [dayKey(one)])
  const place = new Map(told.map((one, index) => [one, index]))
  const inOrder = groups.map(group => group.toSorted((one, two) => place.get(one)! - place.get(two)!))
  return inPlace(inOrder, placeOfAll)
}

/** A session stands where its first record does, at the time that any of them says. */
const placeOfAll = (group: readonly Told[]): Place => ({
  ...placeOf(group[0]!),
  start: group.map(one => placeOf(one).start).find(Boolean) ?? '',
})

const placeOfSession = ({ date, files: [name = ''], ...session }: Session): Place => ({
  date,
  start: (session.held && session.session.start) || '',
  recorder: nameParts(name)?.recorder ?? 'both',
  name,
})

/** What is known of a record that has no file yet. */
export type Unwritten = Pick<CheckIn['session'], 'date' | 'recordedBy' | 'start' | 'id'>

/**
 * Where a record that has no file yet will stand: how many sessions come before it, and which one it tells of, too.
 * It will have the first number that is free.
 */
export function placeAmong(
  { date, id, start = '', recordedBy: recorder = 'both' }: Unwritten,
  sessions: readonly Session[],
): { own: number | undefined; before: number } {
  const names = new Set(sessions.flatMap(({ files }) => files))
  let number = 1
  while (names.has(recordName(date, recorder, number))) number += 1
  const place: Place = { date, start, recorder, name: recordName(date, recorder, number) }
  const isFree = ({ files }: Session) => files.every(name => nameParts(name)?.recorder !== recorder)
  const isOfDay = ({ files }: Session) => files.some(name => name.startsWith(date) && numberOf({ name }) === number)
  const free = (belongs: (session: Session) => boolean) => {
    const index = sessions.findIndex(session => isFree(session) && belongs(session))
    return index < 0 ? undefined : index
  }
  const own = id
    ? (free(session => session.session.id === id) ?? free(session => !session.session.id && isOfDay(session)))
    : free(isOfDay)
  const isBefore = (session: Session) => byPlace(placeOfSession(session), place) < 0
  return { own, before: own ?? sessions.findLastIndex(isBefore) + 1 }
}

/** The sessions before a record that has no file yet, those after it, and what others tell of its own already. */
export function sessionsAround(
  record: Unwritten,
  sessions: readonly Session[],
): { before: Session[]; own: Session | undefined; after: Session[] } {
  const { own, before } = placeAmong(record, sessions)
  return {
    before: sessions.slice(0, before),
    own: own === undefined ? undefined : sessions[own],
    after: sessions.slice(own === undefined ? before : own + 1),
  }
}
