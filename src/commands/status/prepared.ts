import type { Contract } from '../../contract/contract.ts'
import { addDays, type Day, nearDay } from '../../contract/day.ts'
import { displayNames, OWNERS } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import { plannedFor } from '../../session/cadence.ts'
import type { Overview } from '../../session/overview.ts'
import type { Session } from '../../session/sessions.ts'
import { updatesFor } from '../../session/update.ts'
import { wrap } from '../../terminal/wrap.ts'

/** How long before a session an update is due where the pair agreed on no time. */
const USUAL_LEAD = 24

/** Updates that were agreed on in writing, and are not there when it is time (AGR-11). */
export function preparedLines(
  contract: Contract,
  sessions: readonly Session[],
  { next, asOf }: Overview,
  { names, width }: { names: readonly string[]; width: number },
): string[] {
  if (!next) return []
  const planned = plannedFor(contract, sessions)
  const here = updatesFor(names, sessions, { date: asOf > next.date ? asOf : next.date, planned })
  return OWNERS.flatMap(owner => {
    const agreed = contract.agreements.updates[owner]
    if (agreed?.mode !== 'written' || here[owner] || asOf < dueOn(next.date, agreed.leadHours)) return []
    const who = displayNames(contract.partners)[owner]
    return wrap(plain(`${who}'s written update for ${nearDay(next.date, asOf)} is still to come.`), width, '  ')
  })
}

/** The day on which an update is due, so many hours before a session. */
const dueOn = (session: Day, hours = USUAL_LEAD): Day => addDays(session, -Math.ceil(hours / 24))
