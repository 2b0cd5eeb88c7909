import { OWNERS } from '../contract/people.ts'
import { oneLine } from '../contract/text.ts'
import { CONCERN_STATES, KEPT, type Missed, nameOf, RESULTS, STATES } from './record.ts'
import type { Recorder } from './record-file.ts'
import { type Disagreement, gather, type Rule, type Said, settle } from './settling.ts'
import { type IdentifiedCheckIn, leavesOpen } from './steps.ts'

/** A record with the name of its file and who wrote it down. */
export interface Told<R = IdentifiedCheckIn | Missed> {
  name: string
  recorder: Recorder
  record: R
}

/** Ids that do not count, each with the one that does. */
export interface OtherIds {
  steps: ReadonlyMap<string, string>
  concerns: ReadonlyMap<string, string>
}

/** What the contract and earlier sessions tell about the ids in a record. */
export interface Known extends OtherIds {
  stepOwners: ReadonlyMap<string, Recorder>
  winOwners: ReadonlyMap<string, Recorder>
}

type FollowUp = IdentifiedCheckIn['followUp'][number]
type Goal = IdentifiedCheckIn['goals'][number]
type NextStep = IdentifiedCheckIn['nextSteps'][number]
type Concern = IdentifiedCheckIn['concerns'][number]
type Pulse = NonNullable<IdentifiedCheckIn['pulse']['a']>

const FOLLOW_UP: Rule<FollowUp> = {
  points: entry => [
    nameOf(RESULTS, entry.result),
    leavesOpen(entry) ? 'still open' : 'closed',
    entry.newDue && `due ${entry.newDue}`,
  ],
  openness: entry =>
    RESULTS.findIndex(({ value }) => value === entry.result) + (leavesOpen(entry) ? RESULTS.length : 0),
}
const GOAL: Rule<Goal> = {
  points: ({ state, progressed, value, review }) => [
    state && nameOf(STATES, state),
    progressed === undefined ? undefined : progressed ? 'moved on' : 'not moved on',
    value === undefined ? undefined : `at ${value}`,
    review && nameOf(KEPT, review),
  ],
  openness: ({ state }) => STATES.findIndex(({ value }) => value === state),
}
const NEXT_STEP: Rule<NextStep> = {
  points: ({ owner, text, due, checkOn }) => [
    `of ${owner}`,
    `"${oneLine(text)}"`,
    due && `due ${due}`,
    checkOn && `a look half-way on ${checkOn}`,
  ],
}
const CONCERN: Rule<Concern> = {
  points: ({ status }) => [nameOf(CONCERN_STATES, status)],
  openness: ({ status }) => (status === 'open' ? 1 : 0),
}
const PULSE: Rule<Pulse> = {
  points: ({ safety, energy }) =>
    [safety && `safety ${safety}`, energy && `energy ${energy}`].map(said => said || undefined),
}

const sameId = (one: { id: string }, two: { id: string }) => one.id === two.id
const sameText = (one: { text?: string | undefined }, two: { text?: string | undefined }) =>
  one.text !== undefined && two.text !== undefined && oneLine(one.text) === oneLine(two.text)

/** The last of the entries about each thing; a record says one thing about each. */
const lastOf = <T>(list: readonly T[], key: (entry: T) => string): T[] => [
  ...new Map(list.map(entry => [key(entry), entry])).values(),
]

const confirmers = (said: readonly Said<FollowUp | Goal | Concern>[]) =>
  OWNERS.filter(owner => said.some(({ entry }) => entry.confirmedBy.includes(owner)))

export type Records = readonly Told<IdentifiedCheckIn>[]

/** What a record alone says became of the open steps, by the ids that count. */
export const followUpIn = ({ followUp }: IdentifiedCheckIn, known: Known): FollowUp[] =>
  lastOf(
    followUp.map(entry => {
      const step = known.steps.get(entry.step)
      return step === undefined ? entry : { ...entry, step }
    }),
    entry => entry.step,
  )

/** What became of the open steps. */
export function followUpOf(records: Records, known: Known, disagreements: Disagreement[]): FollowUp[] {
  const counted = (record: IdentifiedCheckIn) => followUpIn(record, known)
  return gather(records, counted, (one, two) => one.step === two.step).map(said => {
    const { step } = said[0]!.entry
    const rule = { ...FOLLOW_UP, owner: known.stepOwners.get(step) }
    const { entry, agreeing } = settle(`step ${step}`, said, rule, disagreements)
    return { ...entry, confirmedBy: confirmers(agreeing) }
  })
}

/** How a record alone says the goals stand. */
export const goalsIn = ({ goals }: IdentifiedCheckIn): Goal[] => lastOf(goals, entry => entry.win)

/** How the goals stand. */
export function goalsOf(records: Records, known: Known, disagreements: Disagreement[]): Goal[] {
  return gather(records, goalsIn, (one, two) => one.win === two.win).map(said => {
    const { win } = said[0]!.entry
    const rule = { ...GOAL, owner: known.winOwners.get(win) }
    const { entry, agreeing } = settle(`goal ${win}`, said, rule, disagreements)
    return { ...entry, confirmedBy: confirmers(agreeing) }
  })
}

/** One list of things with ids, and the ids that others gave to the same things. */
function listOf<T extends { id: string }>(
  about: string,
  groups: readonly Said<T>[][],
  rule: (first: T) => Rule<T>,
  disagreements: Disagreement[],
) {
  const otherIds = new Map<string, string>()
  const list = groups.map(said => {
    const { id } = said[0]!.entry
    for (const { entry } of said) if (entry.id !== id) otherIds.set(entry.id, id)
    return { ...settle(`${about} ${id}`, said, rule(said[0]!.entry), disagreements).entry, id }
  })
  return { list, otherIds }
}

/** The steps that were agreed on, and the ids that count no more. Where one record tells of them, all are its own. */
export const nextStepsOf = (records: Records, disagreements: Disagreement[]) =>
  records.length === 1
    ? { list: records[0]!.record.nextSteps, otherIds: NONE }
    : nextStepsOfSeveral(records, disagreements)

const NONE: ReadonlyMap<string, string> = new Map()

/** The same, however many records there are. */
export const nextStepsOfSeveral = (records: Records, disagreements: Disagreement[]) =>
  listOf(
    'new step',
    gather(
      records,
      record => record.nextSteps,
      sameId,
      (one, two) => one.owner === two.owner && sameText(one, two),
    ),
    ({ owner }) => ({ ...NEXT_STEP, owner }),
    disagreements,
  )

/** The concerns of a record alone, by the ids that count. */
export const concernsIn = ({ concerns }: IdentifiedCheckIn, known: Known): Concern[] =>
  concerns.map(entry => {
    const id = known.concerns.get(entry.id)
    return id === undefined ? entry : { ...entry, id }
  })

/** The concerns, and the ids that count no more. */
export function concernsOf(records: Records, known: Known, disagreements: Disagreement[]) {
  const named = (record: IdentifiedCheckIn) => concernsIn(record, known)
  const groups = gather(records, named, sameId, (one, two) => one.by === two.by && sameText(one, two))
  const { list, otherIds } = listOf('concern', groups, () => CONCERN, disagreements)
  // Only those who said the same as what counts have confirmed it.
  const confirmed = list.map((entry, index) => {
    const agreeing = groups[index]!.filter(said => said.entry.status === entry.status)
    return { ...entry, confirmedBy: confirmers(agreeing) }
  })
  return { list: confirmed, otherIds }
}

/** How the partners are: each one's own record counts. */
export function pulseOf(records: Records, disagreements: Disagreement[]): IdentifiedCheckIn['pulse'] {
  const pulse: IdentifiedCheckIn['pulse'] = Object.assign({}, ...records.toReversed().map(({ record }) => record.pulse))
  for (const owner of OWNERS) {
    const [said] = gather(
      records,
      record => [record.pulse[owner] ?? []].flat(),
      () => true,
    )
    if (said) pulse[owner] = settle(`pulse of ${owner}`, said, { ...PULSE, owner }, disagreements).entry
  }
  return pulse
}
