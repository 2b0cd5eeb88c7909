import { allWins, type Contract } from '../contract/contract.ts'
import { type Day, longDay } from '../contract/day.ts'
import { same } from '../contract/difference/pairing.ts'
import { type AnyRecord, type CheckIn, isMissed } from './record.ts'
import { type Recorder, type RecordFile, recorderOf } from './record-file.ts'
import { referenceProblems } from './references.ts'
import type { Session } from './sessions.ts'

/** What speaks against a new record, at its path. */
export interface Objection {
  path: readonly (string | number)[]
  what: string
}

/** What is there when a record is written down. */
export interface There {
  contract: Contract
  sessions: readonly Session[]
  /** The contracts that were signed: what only they had is said to be of theirs. */
  older?: readonly Contract[] | undefined
  records: readonly RecordFile[]
  today: Day
  /** How a record is named to people. */
  shown(name: string): string
}

/** All that speaks against a record which its schema accepts, whether it was talked through or came from a file. */
export function objectionsTo(record: AnyRecord, there: There): Objection[] {
  const { date, recordedBy = 'both' } = record.session
  const path = ['session', 'date']
  if (date > there.today) return [{ path, what: `${date} is still to come (today is ${there.today})` }]
  const told = toldOtherwise({ date, isMissed: isMissed(record), recorder: recordedBy }, there)
  return [
    ...(told ? [{ path, what: told }] : []),
    ...daysThatCannotBe(record),
    ...toOneself(record),
    ...wordsForNumbers(record, there),
    ...referenceProblems(record, there),
  ]
}

/** The file in which the same session stands already, word for word; the ids that the program gave may be others. */
export function sameRecord(record: CheckIn, records: readonly RecordFile[]): RecordFile | undefined {
  const ofThatDay = records.filter(file => file.record.session.date === record.session.date)
  return ofThatDay.find(file => !isMissed(file.record) && same(withoutIds(file.record), withoutIds(record)))
}

function withoutIds({ nextSteps, concerns, ...rest }: CheckIn): object {
  const without = (entries: readonly object[]) => entries.map(entry => ({ ...entry, id: undefined }))
  return { ...rest, nextSteps: without(nextSteps), concerns: without(concerns) }
}

/** A session that is told of: its day, whether it took place, and who tells it. */
interface Telling {
  date: Day
  isMissed: boolean
  recorder: Recorder
}

/** A session cannot have taken place and not; and that it was missed is not told twice by one person. */
export function toldOtherwise(
  { date, isMissed: missed, recorder }: Telling,
  { records, shown }: Pick<There, 'records' | 'shown'>,
): string | undefined {
  const speaksFor = (file: RecordFile) => recorder === 'both' || [recorder, 'both'].includes(recorderOf(file))
  const told = records.find(
    file => file.record.session.date === date && speaksFor(file) && (missed || isMissed(file.record)),
  )
  if (!told) return undefined
  const file = shown(told.name)
  if (!missed) return `the session of ${longDay(date)} did not take place, says ${file}`
  return isMissed(told.record)
    ? `That the session of ${longDay(date)} did not take place is recorded already. To add to it, edit ${file}`
    : `The session of ${longDay(date)} took place, says ${file}`
}

/** Why a day cannot be the one on which they meet instead. */
export const notAfter = (day: Day, missed: Day): string =>
  `${longDay(day)} is not after the session that was missed, ${longDay(missed)}.`

const toOneself = (record: AnyRecord): Objection[] =>
  isMissed(record)
    ? []
    : record.feedback.flatMap(({ from, to }, at) =>
        from === to ? [{ path: ['feedback', at, 'to'], what: `is "${to}", and so is from` }] : [],
      )

/** A goal that is counted from a number to a number stands at a number. */
function wordsForNumbers(record: AnyRecord, { contract }: There): Objection[] {
  const measures = new Map(allWins(contract).map(({ id, measure }) => [id, measure]))
  return isMissed(record)
    ? []
    : record.goals.flatMap(({ win, value }, at) => {
        const { baseline, target } = measures.get(win) ?? {}
        const isCounted = typeof baseline === 'number' && typeof target === 'number'
        if (!isCounted || typeof value !== 'string') return []
        return [
          {
            path: ['goals', at, 'value'],
            what: `must be a number, since the goal is counted from ${baseline} to ${target}; words go into a note`,
          },
        ]
      })
}

/** What is to come is not before the session that agrees on it. */
function daysThatCannotBe(record: AnyRecord): Objection[] {
  const { date } = record.session
  if (isMissed(record)) {
    const { rescheduledTo } = record.session
    const path = ['session', 'rescheduledTo']
    return rescheduledTo && rescheduledTo <= date ? [{ path, what: notAfter(rescheduledTo, date) }] : []
  }
  const { nextSession, followUp, nextSteps } = record
  const due = (path: Objection['path'], day: Day | undefined): Objection[] =>
    day && day < date ? [{ path, what: `${day} is before this session, ${date}` }] : []
  return [
    ...(nextSession && nextSession <= date
      ? [{ path: ['nextSession'], what: `${nextSession} is not after this session, ${date}` }]
      : []),
    ...followUp.flatMap(({ newDue }, at) => due(['followUp', at, 'newDue'], newDue)),
    ...nextSteps.flatMap((step, at) => due(['nextSteps', at, 'due'], step.due)),
    ...nextSteps.flatMap(({ checkOn, due: end }, at) => {
      const path = ['nextSteps', at, 'checkOn']
      return checkOn && end && checkOn >= end
        ? [{ path, what: `${checkOn} is not before it is due, ${end}` }]
        : due(path, checkOn)
    }),
  ]
}
