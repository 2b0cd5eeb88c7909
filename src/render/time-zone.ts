import { addDays, type Day, weekdayOf } from '../contract/day.ts'
import { WEEKDAYS } from '../contract/weekdays.ts'
import { offset } from '../session/cadence.ts'

/** A change of a zone's clock: when it is, on the clock that is about to change, and how far each is ahead of UTC. */
interface Turn {
  /** `2026-03-29T01:00:00` */
  local: string
  before: number
  after: number
}

/** Part of a zone's calendar: from its first turn on, each year by a rule or on the days that are listed. */
export interface Observance {
  kind: 'standard' | 'daylight'
  before: number
  after: number
  starts: string
  /** As RFC 5545 writes it. */
  yearly?: string
  /** Every turn, where no rule says them. */
  listed: readonly string[]
}

/** A zone's clock in some years. */
export interface ZoneClock {
  lastYear: number
  observances: readonly Observance[]
  /** The only dates on which a time of day may not exist. */
  skips: ReadonlySet<Day>
}

/**
 * A zone's clock in the years that a calendar covers, read from the same source that `instant` asks, so that the
 * calendar says what `partner schedule` says. Collections of ready-made VTIMEZONE blocks are another edition of the zones
 * than this machine's (Casablanca was an hour off), and round: Nuuk's clock turns on the day before the last Sunday.
 */
export function zoneClock(timezone: string, firstYear: number, lastYear: number): ZoneClock {
  // Some turn must lie before the first session, else a reader does not know which clock that one is by.
  const from = Date.UTC(firstYear - 1, 0, 1)
  const turns = turnsBetween(timezone, from, Date.UTC(lastYear + 1, 0, 1))
  const isSame = (one: Turn, two: Turn) => one.before === two.before && one.after === two.after
  const kinds = turns.filter((turn, index) => turns.findIndex(other => isSame(other, turn)) === index)
  const begins = offset(from, timezone)
  const early = (turns[0]?.local ?? '9') > `${firstYear}`
  const forward = turns.filter(({ before, after }) => after > before).map(({ local }) => local.slice(0, 10))
  return {
    lastYear,
    observances: [
      ...(early ? [observance([{ local: localAt(from, begins), before: begins, after: begins }])] : []),
      ...kinds.map(kind =>
        observance(
          turns.filter(turn => isSame(turn, kind)),
          lastYear,
        ),
      ),
    ],
    // What is skipped may go on after midnight.
    skips: new Set(forward.flatMap(day => [day, addDays(day, 1)])),
  }
}

function observance(turns: readonly Turn[], lastYear?: number): Observance {
  const [{ local, before, after }, ...further] = turns as [Turn, ...Turn[]]
  const yearly = lastYear === undefined ? undefined : yearlyRule(turns, lastYear)
  return {
    kind: after > before ? 'daylight' : 'standard',
    before,
    after,
    starts: local,
    ...(yearly && { yearly }),
    // The first is listed, too: not every reader takes a start for a turn where a list follows.
    listed: yearly || !further.length ? [] : turns.map(turn => turn.local),
  }
}

const WEEK = 7 * 24 * 60 * 60 * 1000

/** Looks once a week, then closer: no clock turns twice in one (Morocco's Ramadan is four). */
function turnsBetween(timezone: string, from: number, to: number): Turn[] {
  const turns: Turn[] = []
  let after = offset(from, timezone)
  for (let at = from; at < to; at += WEEK) {
    const before = after
    after = offset(at + WEEK, timezone)
    if (before === after) continue
    let [low, high] = [at, at + WEEK]
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000
      if (offset(middle, timezone) === before) low = middle
      else high = middle
    }
    turns.push({ local: localAt(high, before), before, after })
  }
  return turns
}

const localAt = (instant: number, offset: number): string => new Date(instant + offset).toISOString().slice(0, 19)

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, where every year until the last one turns by it. */
function yearlyRule(turns: readonly Turn[], lastYear: number): string | undefined {
  const first = turns[0]!.local
  const isYearly = turns.every(({ local }, index) => Number(local.slice(0, 4)) === Number(first.slice(0, 4)) + index)
  if (!isYearly || Number(turns.at(-1)!.local.slice(0, 4)) !== lastYear) return undefined
  const same = (of: (local: string) => unknown) => turns.every(({ local }) => of(local) === of(first))
  const day = (local: string) => local.slice(0, 10)
  if (!same(local => local.slice(5, 7)) || !same(local => local.slice(11)) || !same(local => weekdayOf(day(local))))
    return undefined
  const isLast = (local: string) => addDays(day(local), 7).slice(5, 7) !== local.slice(5, 7)
  const place = (local: string) => Math.ceil(Number(local.slice(8, 10)) / 7)
  const nth = turns.every(({ local }) => isLast(local)) ? -1 : same(place) ? place(first) : undefined
  if (nth === undefined) return undefined
  return `FREQ=YEARLY;BYMONTH=${Number(first.slice(5, 7))};BYDAY=${nth}${WEEKDAYS[weekdayOf(day(first))]}`
}
