import type { Owner } from '../contract/people.ts'
import type { HeldSession } from './sessions.ts'
import { unconfirmed } from './steps.ts'

/** A concern that is not resolved yet. */
export interface OpenConcern {
  id: string
  by: Owner | undefined
  text: string
  /** The check-in in which it was raised. */
  since: HeldSession
  /** What was said to resolve it, which the partner who raised it has not confirmed: it is open until then. */
  awaiting: { by: readonly Owner[]; since: HeldSession; resolution: string | undefined } | undefined
}

type Entry = HeldSession['concerns'][number]
interface Known {
  id: string
  by: Owner | undefined
  text: string
  since: HeldSession
  /** What was said since it was open last, to resolve it. */
  closings: { entry: Entry; session: HeldSession }[]
}

/** The concerns that are open after all check-ins, the oldest first. An older one is named again by its id (format.md). */
export function openConcernsOf(held: readonly HeldSession[]): OpenConcern[] {
  const known = new Map<string, Known>()
  for (const session of held)
    for (const entry of session.concerns) {
      const { id, by, text, status } = entry
      const before = known.get(id)
      const reopened = before !== undefined && status === 'open' && isResolved(before)
      // Added to in place: copied each time, many of them would take the square of the time.
      const closings = status === 'open' ? [] : (before?.closings ?? [])
      if (status !== 'open') closings.push({ entry, session })
      known.set(id, {
        id,
        by: before?.by ?? by,
        text: before?.text || text || id,
        since: before && !reopened ? before.since : session,
        closings,
      })
    }
  return [...known.values()]
    .filter(concern => !isResolved(concern))
    .map(({ closings, ...concern }) => {
      const last = closings.at(-1)
      const awaiting = last && {
        by: waitingFor(concern.by, closings),
        since: last.session,
        resolution: closings.findLast(({ entry }) => entry.resolution)?.entry.resolution,
      }
      return { ...concern, awaiting }
    })
}

const isResolved = ({ by, closings }: Known): boolean => closings.length > 0 && !waitingFor(by, closings).length

/** Who raised it decides alone if it is resolved; if no one knows who that was, anyone may say it. */
const waitingFor = (by: Owner | undefined, closings: Known['closings']): Owner[] =>
  by
    ? unconfirmed(
        by,
        closings.map(({ entry: { confirmedBy }, session }) => ({ present: session.session.present, confirmedBy })),
      )
    : []
