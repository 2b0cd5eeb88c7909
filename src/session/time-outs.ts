import type { Day } from '../contract/day.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
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
  const talksAbout = talksIn(said.filter(({ resolved }) => resolved && resolved <= asOf))
  const open = said.filter(one => !talksAbout(one).some(talk => talk.isConfirmed)).sort(byDay)
  const groups = new Map<string, [Said, ...Said[]]>()
  for (const one of open) {
    const group = groups.get(`${one.date} ${one.by}`)
    if (group) group.push(one)
    else groups.set(`${one.date} ${one.by}`, [one])
  }
  return [...groups.values()].map(group => {
    const [{ by, date }] = group
    const notes = group.filter(({ resolved }) => !resolved).flatMap(({ note }) => note ?? [])
    const awaiting = talksAbout({ by, date })
      .map(({ resolved }) => resolved!)
      .sort()[0]
    return { by, date, notes: [...new Set(notes)], awaiting }
  })
}

/** Finds the talks that answer a time-out: all that are of its day, and of those that name no day the first ones after it. */
function talksIn(talks: readonly Said[]): (about: Pick<Said, 'by' | 'date'>) => Said[] {
  const ofDay = new Map<string, Said[]>()
  for (const talk of talks) {
    const same = ofDay.get(`${talk.date} ${talk.by}`)
    if (same) same.push(talk)
    else ofDay.set(`${talk.date} ${talk.by}`, [talk])
  }
  const unnamed = talks
    .filter(({ isNamed }) => !isNamed)
    .sort((one, two) => (one.resolved! < two.resolved! ? -1 : one.resolved! > two.resolved! ? 1 : 0))
  const firstAfter = (date: Day, some: readonly Said[]): Said[] => {
    let [low, high] = [0, some.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (some[middle]!.resolved! < date) low = middle + 1
      else high = middle
    }
    return some.slice(low, low + 1)
  }
  // The first of all says since when it waits, the first that is confirmed that it is closed.
  const byOwner = new Map(
    OWNERS.map(owner => {
      const own = unnamed.filter(({ by }) => by === owner)
      return [owner, [own, own.filter(({ isConfirmed }) => isConfirmed)]]
    }),
  )
  return ({ by, date }) => [
    ...(ofDay.get(`${date} ${by}`) ?? []),
    ...byOwner.get(by)!.flatMap(some => firstAfter(date, some)),
  ]
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
