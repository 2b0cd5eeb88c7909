import type { Owner } from '../contract/people.ts'
import type { HeldSession } from './sessions.ts'

/** A concern that nobody has resolved yet. */
export interface OpenConcern {
  id: string
  by: Owner | undefined
  text: string
  /** The session in which it was raised. */
  since: HeldSession
}

/** The concerns that are open after all sessions, the oldest first. An older one is named again by its id (format.md). */
export function openConcernsOf(held: readonly HeldSession[]): OpenConcern[] {
  const known = new Map<string, OpenConcern & { open: boolean }>()
  for (const session of held)
    for (const { id, by, text, status } of session.concerns) {
      const before = known.get(id)
      const reopened = before && !before.open && status === 'open'
      known.set(id, {
        id,
        by: before?.by ?? by,
        text: before?.text || text || id,
        since: before && !reopened ? before.since : session,
        open: status === 'open',
      })
    }
  return [...known.values()].filter(({ open }) => open).map(({ open: _, ...concern }) => concern)
}
