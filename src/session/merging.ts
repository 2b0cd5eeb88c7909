import { OWNERS, type Owner } from '../contract/people.ts'
import { oneLine } from '../contract/text.ts'
import {
  concernsIn,
  concernsOf,
  followUpIn,
  followUpOf,
  goalsIn,
  goalsOf,
  type Known,
  nextStepsOfSeveral,
  type OtherIds,
  pulseOf,
  type Records,
  type Told,
} from './counting.ts'
import type { Missed } from './record.ts'
import { compare, type Disagreement, together } from './settling.ts'
import { type IdentifiedCheckIn, presentAt } from './steps.ts'

const earliest = (days: readonly (string | undefined)[]) => days.filter(day => day !== undefined).sort()[0]
const joined = (texts: readonly (string | undefined)[]) =>
  [...new Set(texts.flatMap(text => text ?? []))].join('\n\n') || undefined
const unique = <T>(lists: readonly (readonly T[])[]) => [...new Set(lists.flat())]
const onceEach = <T>(list: T[]): T[] => (list.length > 1 ? unique([list]) : list)

/** The records' maps as one, an earlier record's word before a later one's; absent where none has any. */
const first = <T extends object>(maps: readonly (T | undefined)[]): T | undefined =>
  maps.some(Boolean) ? Object.assign({}, ...maps.toReversed()) : undefined

/** What the records of a session tell together. */
type MergedHeld = IdentifiedCheckIn & {
  timeOuts: readonly NonNullable<IdentifiedCheckIn['timeOut']>[]
  otherIds: OtherIds
  disagreements: readonly Disagreement[]
}

const NO_OTHER_IDS: OtherIds = { steps: new Map(), concerns: new Map() }
const NO_DISAGREEMENTS: readonly Disagreement[] = []
const NO_TIME_OUTS: MergedHeld['timeOuts'] = []

/**
 * Most sessions are told by one record, and ten years of them are read at once: nothing has to be compared, and what
 * stays as it is, is not copied.
 */
function heldByOne({ record, recorder }: Told<IdentifiedCheckIn>, known: Known): MergedHeld {
  const { session, timeOut } = record
  return {
    ...record,
    session: { ...session, present: presentAt(session.present, recorder), guests: onceEach(session.guests) },
    followUp: followUpIn(record, known).map(confirmed),
    goals: goalsIn(record).map(confirmed),
    topics: onceEach(record.topics),
    concerns: concernsIn(record, known).map(confirmed),
    rolesDiscussed: onceEach(record.rolesDiscussed),
    measures: onceEach(record.measures),
    meetingFeedback: record.meetingFeedback || undefined,
    notes: record.notes || undefined,
    timeOuts: timeOut ? [timeOut] : NO_TIME_OUTS,
    otherIds: NO_OTHER_IDS,
    disagreements: NO_DISAGREEMENTS,
  }
}

const inOrder = (owners: readonly Owner[]) => OWNERS.filter(owner => owners.includes(owner))
const confirmed = <T extends { confirmedBy: readonly Owner[] }>(entry: T) =>
  entry.confirmedBy.length > 1 ? { ...entry, confirmedBy: inOrder(entry.confirmedBy) } : entry

/**
 * One session out of its records (format.md, "Read together"): things count once by id or equal text; about a step
 * or goal the owner's record counts, for both the less closed; the earliest next session counts.
 */
export const mergeHeld = (records: Records, missed: readonly Told<Missed>[], known: Known): MergedHeld =>
  records.length === 1 && !missed.length ? heldByOne(records[0]!, known) : mergeSeveral(records, missed, known)

/** The same, however many there are. */
export function mergeSeveral(records: Records, missed: readonly Told<Missed>[], known: Known): MergedHeld {
  const disagreements: Disagreement[] = []
  const all = <T>(pick: (record: IdentifiedCheckIn) => T) => records.map(({ record }) => pick(record))
  const once = <K extends 'wins' | 'obstacles' | 'ideas' | 'feedback' | 'answers' | 'practice'>(
    list: K,
    ...fields: readonly string[]
  ) =>
    together<IdentifiedCheckIn[K][number]>(
      all(record => record[list]),
      ...fields,
    )
  const differ = (
    about: string,
    pick: (record: IdentifiedCheckIn) => string | undefined,
    counts = 'The first counts',
  ) =>
    compare(
      about,
      records.map(({ name, record }) => ({ file: name, answer: pick(record) })),
      counts,
      disagreements,
    )

  const notHeld = missed.map(({ name }) => ({ file: name, answer: 'that it did not take place' }))
  const tookPlace = records.map(({ name }) => ({ file: name, answer: 'that it took place' }))
  compare('session', [...tookPlace, ...notHeld], 'It is taken as held', disagreements)
  differ('date', record => record.session.date)
  differ('initiatedBy', record => record.session.initiatedBy)
  differ('present', record => record.session.present.toSorted().join(' and ') || undefined, 'All of them count')
  differ('question', record => record.question && `"${oneLine(record.question.asked)}"`)
  differ('next session', record => record.nextSession, 'The earliest day counts')

  const steps = nextStepsOfSeveral(records, disagreements)
  const concerns = concernsOf(records, known, disagreements)
  const asked = all(record => record.question)
  const timeOuts = all(record => record.timeOut ?? []).flat()
  const merged: IdentifiedCheckIn = {
    ...first(all(record => record))!,
    session: {
      ...first(all(record => record.session))!,
      present: inOrder(records.flatMap(({ record, recorder }) => presentAt(record.session.present, recorder))),
      guests: unique(all(record => record.session.guests)),
    },
    followUp: followUpOf(records, known, disagreements),
    goals: goalsOf(records, known, disagreements),
    wins: once('wins', 'by', 'text'),
    obstacles: once('obstacles', 'by', 'text'),
    topics: unique(all(record => record.topics)),
    ideas: once('ideas', 'by', 'text'),
    feedback: once('feedback', 'from', 'to', 'text'),
    question: first(asked.filter(question => question?.asked === asked.find(Boolean)?.asked)),
    concerns: concerns.list,
    answers: once('answers', 'question', 'text'),
    pulse: pulseOf(records, disagreements),
    practice: once('practice', 'by', 'kind', 'text'),
    rolesDiscussed: unique(all(record => record.rolesDiscussed)),
    nextSteps: steps.list,
    measures: unique(all(record => record.measures)),
    timeOut: first(timeOuts.filter(({ by }) => by === timeOuts[0]?.by)),
    meetingFeedback: joined(all(record => record.meetingFeedback)),
    notes: joined(all(record => record.notes)),
    nextSession: earliest(all(record => record.nextSession)),
  }
  const otherIds = { steps: steps.otherIds, concerns: concerns.otherIds }
  // The format has room for one time-out a record; two records may tell of two.
  return { ...merged, timeOuts, otherIds, disagreements }
}

/** A session that nobody says was held, out of its records. */
export function mergeMissed(records: readonly Told<Missed>[]) {
  const disagreements: Disagreement[] = []
  const sessions = records.map(({ record }) => record.session)
  const answers = records.map(({ name, record }) => ({ file: name, answer: record.session.rescheduledTo }))
  compare('moved to', answers, 'The earliest day counts', disagreements)
  const session = {
    ...first(sessions)!,
    absent: unique(sessions.map(session => session.absent)),
    reason: joined(sessions.map(session => session.reason)),
    rescheduledTo: earliest(sessions.map(session => session.rescheduledTo)),
  }
  const otherIds: OtherIds = { steps: new Map(), concerns: new Map() }
  return { ...first(records.map(({ record }) => record))!, session, otherIds, disagreements }
}
