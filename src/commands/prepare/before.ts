import type { Day } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { PartnerError } from '../../errors.ts'
import type { Session } from '../../session/sessions.ts'
import type { Source } from '../../store/yaml.ts'
import type { Held } from '../talk-through.ts'

/** An update on its way: its data, and where each part of it stands if it came from a file. */
export interface SaidUpdate {
  data: Draft
  source?: Source
  /** The file as it stood when this began; null where there was none. Another one is not written over. */
  base: string | null
  finished(): Promise<void>
  /** Of a talk: keeps why it could not be written. */
  refused?: Held['refused']
}

/** Whether the session of a day took place and is recorded, or a later one is. */
export const isRecorded = (date: Day, sessions: readonly Session[]): boolean =>
  sessions.some(session => session.date > date || (session.held && session.date === date))

/** What is prepared is for a session that is still to be recorded. */
export function refuseEarlier(date: Day, sessions: readonly Session[]): void {
  const last = sessions.at(-1)?.date
  if (last === undefined || date >= last) return
  throw new PartnerError(
    'invalid',
    `The session of ${last} is recorded already, and ${date} is before it.`,
    'Nothing was written. What is prepared is for a session to come: name its day with --date',
  )
}
