import type { Day } from '../contract/day.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { type AnyRecord, isMissed } from './record.ts'

/** Who wrote a record down. */
export type Recorder = Owner | 'both'

/** A record with the name of its file, `2026-02-02-a.yaml`. */
export interface RecordFile {
  name: string
  record: AnyRecord
}

/** `2026-02-02-b.yaml`, `2026-02-02-b-2.yaml` */
export const RECORD_NAME = /^(\d{4}-\d\d-\d\d)-(a|b|both)(?:-([2-9]|[1-9]\d+))?\.yaml$/

/** What the name of a record says; undefined where it is not one. */
export function nameParts(name: string) {
  const [, date, recorder, number] = RECORD_NAME.exec(name) ?? []
  return date ? { date, recorder: recorder as Recorder, number: Number(number ?? 1) } : undefined
}

/** The name of a record's file. The first of a recorder and day has no number, the second is `-2`. */
export const recordName = (date: Day, recorder: Recorder, number = 1): string =>
  `${date}-${recorder}${number > 1 ? `-${number}` : ''}.yaml`

/** Who wrote a record down: as it says itself, else as its name says. */
export const recorderOf = ({ name, record }: RecordFile): Recorder =>
  record.session.recordedBy ?? nameParts(name)?.recorder ?? 'both'

/** Which one of its recorder and day it is, counted from 1. */
export const numberOf = ({ name }: Pick<RecordFile, 'name'>): number => nameParts(name)?.number ?? 1

/** What the name of a file says otherwise than the record in it. */
export function nameProblems({ name, record }: RecordFile): string[] {
  const said = nameParts(name)
  const { date, recordedBy } = record.session
  if (!said) return [`the name is not of the form ${recordName(date, recordedBy ?? 'both')}`]
  const problems: string[] = []
  if (said.date !== date) problems.push(`the name says ${said.date}, and session.date says ${date}`)
  if (recordedBy && said.recorder !== recordedBy)
    problems.push(`the name says ${said.recorder}, and session.recordedBy says ${recordedBy}`)
  return problems
}

const RECORDERS: readonly Recorder[] = [...OWNERS, 'both']

/** What records are put in order by (format.md). */
export interface Place {
  date: Day
  /** Empty where nobody said it. */
  start: string
  recorder: Recorder
  /** Of the file; it holds the number. */
  name: string
}

export const placeOf = (file: RecordFile): Place => ({
  date: file.record.session.date,
  start: isMissed(file.record) ? '' : (file.record.session.start ?? ''),
  recorder: recorderOf(file),
  name: file.name,
})

const parts = ({ date, start, recorder, name }: Place): readonly (string | number)[] => [
  date,
  start,
  RECORDERS.indexOf(recorder),
  numberOf({ name }),
  name,
]

/** Order is by date, start, recorder, number (format.md). */
export const byPlace = (one: Place, two: Place): number => byParts(parts(one), parts(two))

function byParts(first: ReturnType<typeof parts>, second: ReturnType<typeof parts>): number {
  const at = first.findIndex((part, index) => part !== second[index])
  return at < 0 ? 0 : first[at]! < second[at]! ? -1 : 1
}

/** A list in the order of its places, each looked up once. */
export const inPlace = <T>(list: readonly T[], place: (one: T) => Place): T[] =>
  list
    .map(one => ({ one, at: parts(place(one)) }))
    .sort((one, two) => byParts(one.at, two.at))
    .map(({ one }) => one)
