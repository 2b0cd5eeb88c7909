import type { Contract } from '../contract/contract.ts'
import { type Day, daysBetween } from '../contract/day.ts'
import { cadenceDays } from './cadence.ts'
import type { HeldSession } from './sessions.ts'

/** If a pair agreed on no rhythm: a week, so that daily notes count as one here, too. */
const USUAL_CADENCE = 7

/**
 * How many check-ins these are, in order, if two that are less than half a cadence apart count as one; those that
 * close to the day `after` do not count at all. So daily notes do not age a goal in a week.
 */
function countApart(days: readonly Day[], apart: number, after?: Day): number {
  let last = after
  let count = 0
  for (const day of days) {
    if (last !== undefined && daysBetween(last, day) < apart) continue
    last = day
    count += 1
  }
  return count
}

/** Counts check-ins of a contract in that way. */
export function spacing(contract: Contract) {
  const apart = (cadenceDays(contract.agreements.meetings) ?? USUAL_CADENCE) / 2
  const count = (sessions: readonly HeldSession[], after?: HeldSession) =>
    countApart(
      sessions.map(({ date }) => date),
      apart,
      after?.date,
    )
  /** How many of the latest check-ins in a row are unlike this. */
  const since = (held: readonly HeldSession[], like: (session: HeldSession) => boolean): number => {
    const at = held.findLastIndex(like)
    return count(held.slice(at + 1), held[at])
  }
  /** How many check-ins there were after one of them. */
  const after = (held: readonly HeldSession[], session: HeldSession): number =>
    count(held.slice(held.indexOf(session) + 1), session)
  return { since, after }
}
