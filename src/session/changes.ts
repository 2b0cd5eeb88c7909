import { addDays, type Day } from '../contract/day.ts'
import type { Meetings } from '../contract/meetings.ts'
import { occurrences } from '../contract/occurrences.ts'
import type { Session } from './sessions.ts'

/** What the records changed of the days that were agreed. */
export interface Changes {
  /** Agreed days on which nobody meets, each with the day that took its place, where one did. */
  moved: ReadonlyMap<Day, Day | undefined>
  /** Days that stand in for no agreed one. */
  extra: readonly Day[]
}

/**
 * Reads the records one after the other, as `comingDays` reads the last one: the day that a session names takes the
 * place of the agreed one after it, the day that a missed one was put off to takes the place of the missed one, and
 * nobody meets before the day that was named. What an earlier record said of later days is then over.
 */
export function changesIn(meetings: Meetings, sessions: readonly Session[]): Changes {
  const moved = new Map<Day, Day | undefined>()
  const extra = new Set<Day>()
  for (const session of sessions) {
    const { date } = session
    const missed = session.held ? undefined : originOf(date, session.session.planned)
    forget(date)
    const named = session.held ? session.nextSession : session.session.rescheduledTo
    if (!session.held) {
      extra.delete(date)
      if (missed) moved.set(missed, undefined)
    }
    if (!named) continue
    const replaced = session.held ? dayAfter(date) : missed
    for (let day = dayAfter(date); day && day < named; day = dayAfter(day)) moved.set(day, undefined)
    const takes = isAgreed(named) && named !== replaced ? undefined : named
    if (!replaced) {
      if (takes) extra.add(named)
    } else if (named === replaced) moved.delete(replaced)
    else moved.set(replaced, takes)
  }
  return { moved, extra: [...extra].sort() }

  function isAgreed(day: Day): boolean {
    return occurrences(meetings, day, 1)[0] === day
  }

  function dayAfter(day: Day): Day | undefined {
    return occurrences(meetings, addDays(day, 1), 1)[0]
  }

  /**
   * The agreed day that a missed session was: it may have been put off before. One that was to be met on earlier, and is
   * still ahead, is the next again.
   */
  function originOf(date: Day, planned: Day | undefined): Day | undefined {
    const [before] = [...moved].find(([, to]) => to === date) ?? []
    if (before) return before > date ? undefined : before
    return [date, planned].find(day => day && isAgreed(day))
  }

  function forget(after: Day): void {
    for (const [day, to] of moved) {
      if (day > after) {
        moved.delete(day)
        // The session that took its place was there all the same.
        if (to && to <= after) extra.add(to)
      } else if (to && to > after) moved.set(day, undefined)
    }
    for (const day of extra) if (day > after) extra.delete(day)
  }
}
