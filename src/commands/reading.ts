import type { Context } from '../context.ts'
import type { Day } from '../contract/day.ts'
import type { Problem } from '../errors.ts'
import { nameProblems, type RecordFile } from '../session/record-file.ts'
import { type Session, sessionsFrom } from '../session/sessions.ts'
import type { KeyChange } from '../signature/keys.ts'
import { type Standing, standingOf } from '../signature/state.ts'
import { contractFindings } from '../signature/verdict.ts'
import { readSigned, rememberSigned } from '../store/judged.ts'
import { openPartnership, type Partnership, readRecords } from '../store/partnership.ts'
import type { Options } from './command.ts'
import { dayOption, todayFor } from './report.ts'
import { signedProblems } from './signed-problems.ts'
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
  /** What the files alone say, on every computer the same. */
  byFiles: Pick<Standing, 'state' | 'inForce' | 'signed' | 'declined'> & { keysChanged: readonly KeyChange[] }
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
  const { standing, byFiles, problems: more } = await readStanding(partnership, context)
  return { ...read, standing, byFiles, problems: [...problems, ...more] }
}

/**
 * Who signed the contract as it is now, and what of the signed files can't be read, was altered or doesn't prove what it
 * says. What counts is remembered on this computer.
 */
export async function readStanding(partnership: Partnership, context: Context) {
  const { contract, data } = partnership
  const { found, problems } = await readSigned(partnership, context)
  await rememberSigned(partnership, found, context)
  const alone = found.byFiles()
  const standing = standingOf(contract, data, found.judged)
  // That a contract was changed is its state. That it is an older one is something else than what was agreed.
  const older = standing.state === 'changed' ? [] : contractFindings(contract, standing, found.judged)
  return {
    standing,
    byFiles: { ...standingOf(contract, data, alone), keysChanged: alone.changes },
    frozen: found.frozen,
    problems: [...problems, ...signedProblems(partnership, found, older)],
  }
}
