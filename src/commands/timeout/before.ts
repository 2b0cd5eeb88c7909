import type { Context } from '../../context.ts'
import { type Day, longDay } from '../../contract/day.ts'
import { displayNames, type Names, type Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { type Session, sessionsFrom } from '../../session/sessions.ts'
import { type OpenTimeOut, openTimeOuts } from '../../session/time-outs.ts'
import { mustBeReadable, openPartnership, type Partnership, readRecords } from '../../store/partnership.ts'
import { readTimeOuts } from '../../store/time-outs.ts'
import type { Options } from '../command.ts'
import { dayOption, todayFor } from '../report.ts'
import { knownWho } from '../who.ts'

/** What an act about a time-out rests on. */
export interface Before {
  partnership: Partnership
  names: Names
  sessions: readonly Session[]
  open: readonly OpenTimeOut[]
  /** The day it is by now. */
  today(): Day
  /** The day of the act: `--date`, else the day it is by now, because a question may be open over midnight. */
  date(): Day
  /** `--date`, where it was said. */
  given: Day | undefined
  /** `--by`: whose time-out it is. */
  by: Owner | undefined
  /** Who sits here, as far as git knows. */
  me: Owner | undefined
}

/** Reads all that an act rests on; what cannot be read would be overlooked, so it refuses. */
export async function readBefore(options: Options, context: Context): Promise<Before> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract } = partnership
  const today = () => todayFor(context, contract)
  const date = () => dayOption('--date', options.date, today())
  const day = date()
  const { sessions } = sessionsFrom(contract, mustBeReadable(await readRecords(partnership)))
  const open = openTimeOuts(sessions, mustBeReadable(await readTimeOuts(partnership)))
  if (day > today())
    throw new PartnerError(
      'invalid',
      `${longDay(day)} is still to come (today is ${today()}).`,
      'Nothing was written. It is recorded when it has happened.',
    )
  const by = options.by as Owner | undefined
  const me = await knownWho(partnership, context.env)
  const given = options.date === undefined ? undefined : day
  return { partnership, names: displayNames(contract.partners), sessions, open, today, date, given, by, me }
}
