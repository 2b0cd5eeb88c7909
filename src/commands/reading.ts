import type { Context } from '../context.ts'
import { type Day, dayIn } from '../contract/day.ts'
import type { Problem } from '../errors.ts'
import { type Session, sessionsFrom } from '../session/sessions.ts'
import { type Standing, standingOf } from '../signature/state.ts'
import { openPartnership, type Partnership, readRecords } from '../store/partnership.ts'
import { readSignatures } from '../store/signatures.ts'
import type { Options } from './command.ts'
import { dayOption } from './report.ts'

/** All that a reading command rests on, and what could not be read. */
export interface Reading {
  partnership: Partnership
  sessions: readonly Session[]
  standing: Standing
  asOf: Day
  problems: readonly Problem[]
}

/** Reads the partnership as it stood on `--as-of`. Records dated later are left out, which is said on stderr. */
export async function readAll(options: Options, context: Context): Promise<Reading> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract, data } = partnership
  const today = dayIn(context.now(), contract.agreements.meetings.timezone ?? context.timezone)
  const asOf = dayOption('--as-of', options.asOf, today)
  const [records, signed] = await Promise.all([readRecords(partnership), readSignatures(partnership)])
  const { sessions, later } = sessionsFrom(contract, records.found, { asOf })
  if (later.length) context.err.write(`Left out, as dated after ${asOf}: ${later.map(({ name }) => name).join(', ')}\n`)
  const standing = standingOf(data, contract.version, signed.found.frozen, signed.found.signatures)
  return { partnership, sessions, standing, asOf, problems: [...records.problems, ...signed.problems] }
}
