import type { Context } from '../context.ts'
import type { Day } from '../contract/day.ts'
import type { Problem } from '../errors.ts'
import { nameProblems, type RecordFile } from '../session/record-file.ts'
import { type Session, sessionsFrom } from '../session/sessions.ts'
import { type Standing, standingOf } from '../signature/state.ts'
import { verify } from '../signature/verify.ts'
import { openPartnership, type Partnership, readRecords } from '../store/partnership.ts'
import { readSignatures } from '../store/signatures.ts'
import type { Options } from './command.ts'
import { dayOption, todayFor } from './report.ts'
import { readyIn } from './suggestion.ts'

/** The contract and the sessions, as they stood on `--as-of`, and what could not be read. */
export interface SessionsRead {
  partnership: Partnership
  sessions: readonly Session[]
  asOf: Day
  problems: readonly Problem[]
}

/** The same, and who signed. */
export interface Reading extends SessionsRead {
  standing: Standing
}

/** Reads contract and records. Records dated later than `--as-of` are left out, which is said on stderr. */
export async function readSessions(options: Options, context: Context): Promise<SessionsRead> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract } = partnership
  const asOf = dayOption('--as-of', options.asOf, options.asOf === undefined ? todayFor(context, contract) : '')
  const { found, problems } = await readRecords(partnership, context.copies)
  const { sessions, later } = sessionsFrom(contract, found, { asOf })
  sayLeftOut(context, asOf, later)
  const made = contract.changes.at(-1)?.date ?? contract.date
  if (options.asOf !== undefined && made > asOf)
    context.err.write(
      `The contract and its signatures are shown as they are now: version ${contract.version} is of ${made}\n`,
    )
  sayMisnamed(
    context,
    partnership,
    found.filter(file => !later.includes(file)),
  )
  return { partnership, sessions, asOf, problems }
}

/** Nothing is left out in silence: not what is dated later, either. */
export function sayLeftOut(context: Context, asOf: Day, later: readonly { name: string }[]): void {
  if (later.length) context.err.write(`Left out, as dated after ${asOf}: ${later.map(({ name }) => name).join(', ')}\n`)
}

/** A record counts by what is in it. Where its name says otherwise, somebody may miss it on its day. */
function sayMisnamed(context: Context, { shown }: Partnership, records: readonly RecordFile[]): void {
  for (const record of records)
    for (const what of nameProblems(record))
      context.err.write(
        `${shown('checkins', record.name)}: ${what}. What is in it counts. ${readyIn(context)('See: partner check')}\n`,
      )
}

/** Reads all that a reading command may rest on. */
export async function readAll(options: Options, context: Context): Promise<Reading> {
  const read = await readSessions(options, context)
  const { partnership, problems } = read
  const signed = await readStanding(partnership)
  return { ...read, standing: signed.standing, problems: [...problems, ...signed.problems] }
}

/** Who signed the contract as it stands, and what of the signed files cannot be read or was altered. */
export async function readStanding(partnership: Partnership) {
  const { contract, data, shown } = partnership
  const { found, problems } = await readSignatures(partnership)
  const findings = verify(contract.id, found.frozen, found.signatures).map(
    ({ file, what }): Problem => ({ path: '', what, where: { file: shown(file) }, hint: 'See: partner verify' }),
  )
  return { standing: standingOf(contract, data, found), frozen: found.frozen, problems: [...problems, ...findings] }
}
