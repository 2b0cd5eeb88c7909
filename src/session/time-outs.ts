import type { Day } from '../contract/day.ts'
import type { Owner } from '../contract/people.ts'
import { nameParts } from './record-file.ts'
import { heldOf, type Session } from './sessions.ts'
import { ownersOf } from './steps.ts'
import type { TimeOut } from './time-out.ts'

/** A time-out, or the talk about one, with the name of its file: as of a record, by the day of what it tells. */
export interface TimeOutFile {
  name: string
  timeOut: TimeOut
}

const dayInName = (name: string): Day => name.slice(0, 10)

/** The day of what a file tells: of the talk if it took place, else of the time-out. */
const dayOf = ({ name, timeOut: { date, resolved } }: TimeOutFile): Day => resolved ?? date ?? dayInName(name)

/** What the name of a file says otherwise than what is in it, and at which key. */
export function timeOutNameProblems({ name, timeOut: { date, resolved } }: TimeOutFile) {
  const said = dayInName(name)
  // Who adds the talk to the file of the time-out by hand need not rename it.
  if ([date, resolved].includes(said) || (!date && !resolved)) return []
  const [key, day] = resolved ? ['resolved', resolved] : ['date', date]
  return [{ path: [key!], what: `the name says ${said}, and ${key} says ${day}` }]
}

/** A time-out after which the two have not talked yet. */
export interface OpenTimeOut {
  by: Owner
  date: Day
  /** Each thing that was said of it, once. */
  notes: readonly string[]
  /** The day on which they talked about it by the other's word alone: open until the partner who asked confirms it. */
  awaiting: Day | undefined
}

/** Something that a check-in or a file says about a time-out. */
interface Said extends TimeOut {
  date: Day
  /** Whether it says itself which day the time-out was on. */
  isNamed: boolean
  /** Whether the partner who asked for it was there when this was said, or confirmed it. */
  isConfirmed: boolean
}

/**
 * The time-outs that are open on a day, told in check-ins and in files of their own, the oldest first. One is open
 * until a file says on which day the conversation took place, and the partner who asked for it was there or confirms it. Who names the time-out's day
 * answers that one; who names none answers all of that partner's up to the talk.
 */
export function openTimeOuts(
  sessions: readonly Session[],
  files: readonly TimeOutFile[],
  asOf: Day = '9999-12-31',
): OpenTimeOut[] {
  const told: Said[] = [
    ...heldOf(sessions).flatMap(session =>
      session.timeOuts.map(timeOut => saidOn(session.date, timeOut, session.session.present)),
    ),
    ...files.map(({ name, timeOut }) =>
      saidOn(dayInName(name), timeOut, ownersOf(nameParts(name)?.recorder ?? 'both')),
    ),
  ]
  const said = told.filter(({ date }) => date <= asOf)
  const talks = said.filter(({ resolved }) => resolved && resolved <= asOf)
  const talksAbout = ({ by, date }: Pick<Said, 'by' | 'date'>) =>
    talks.filter(talk => talk.by === by && (talk.date === date || (!talk.isNamed && date <= talk.resolved!)))
  const open = said.filter(one => !talksAbout(one).some(talk => talk.isConfirmed)).sort(byDay)
  return [...new Map(open.map(one => [`${one.date} ${one.by}`, one])).values()].map(({ by, date }) => {
    const notes = open
      .filter(one => one.by === by && one.date === date && !one.resolved)
      .flatMap(({ note }) => note ?? [])
    const awaiting = talksAbout({ by, date })
      .map(({ resolved }) => resolved!)
      .sort()[0]
    return { by, date, notes: [...new Set(notes)], awaiting }
  })
}

const saidOn = (usual: Day, timeOut: TimeOut, there: readonly Owner[]): Said => ({
  ...timeOut,
  date: timeOut.date ?? usual,
  isNamed: timeOut.date !== undefined,
  isConfirmed: [...there, ...(timeOut.confirmedBy ?? [])].includes(timeOut.by),
})

/** The same order whatever the order of the files. */
function byDay(one: Said, two: Said): number {
  const [first, second] = [one, two].map(({ date, by, note }) => JSON.stringify([date, by, note])) as [string, string]
  return first < second ? -1 : first > second ? 1 : 0
}

/** Those of the files that were written for a day after this one. */
export const laterTimeOuts = (files: readonly TimeOutFile[], asOf: Day): TimeOutFile[] =>
  files.filter(file => dayOf(file) > asOf)
