import type { Context } from '../../context.ts'
import { idsIn, withOldIds } from '../../contract/amendment.ts'
import type { Draft } from '../../contract/draft.ts'
import { withIds } from '../../contract/ids.ts'
import { displayNames, type Names } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { NOT_VERIFIED } from '../../signature/finding.ts'
import { signersOf, standingOf } from '../../signature/state.ts'
import { readSigned, type Signed } from '../../store/judged.ts'
import { mustBeReadable, openPartnership, type Partnership, readRecords } from '../../store/partnership.ts'
import type { Options } from '../command.ts'
import { dayOption, todayFor } from '../report.ts'

/** The contract that is to be changed, and what a change is held against. */
export interface Before {
  partnership: Partnership
  names: Names
  /** What was signed, where somebody signed this version; else the contract as it stands. */
  data: Draft
  /** The contract as it stands. What was edited by hand without an id has the one that it had, or a new one. */
  now: Draft
  /** Somebody signed this version, so a change makes the next one. */
  signed: boolean
  /** The file was edited since. */
  edited: boolean
  /** The version before this one, as it was signed. */
  earlier?: Draft | undefined
  /** Whether a check-in has been recorded. */
  recorded: boolean
  /** Ids that something has or had. */
  reserved: readonly string[]
  today: string
}

/** Reads all that a change rests on. What cannot be read, or was altered, stops it here. */
export async function readBefore(options: Options, context: Context): Promise<Before> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract } = partnership
  const signed = mustBeReadable(await readSigned(partnership, context, PROTECTING))
  const records = mustBeReadable(await readRecords(partnership))
  mustBeWhole(partnership, signed, context)
  const whole = signed.judged
  const { state } = standingOf(contract, partnership.data, whole)
  const versions = whole.frozen
    .filter(frozen => Object.keys(signersOf(frozen, whole.frozen, whole.signatures)).length)
    .map(frozen => frozen.data as Draft)
    .sort((one, two) => Number(one.version) - Number(two.version))
  mustBeTheLatest(partnership, versions)
  const raw = partnership.source.data as Draft
  const reserved = [raw, versions, records.map(({ record }) => record)].flatMap(idsIn)
  const now = withIds(withOldIds(versions.at(-1) ?? {}, raw), reserved)
  return {
    partnership,
    names: displayNames(contract.partners),
    data: state === 'changed' ? versions.at(-1)! : now,
    now,
    signed: ['half-signed', 'signed', 'changed'].includes(state),
    edited: state === 'changed',
    earlier: versions.findLast(({ version }) => Number(version) < contract.version),
    recorded: records.length > 0,
    reserved,
    today: dayOption('--date', options.date, todayFor(context, contract)),
  }
}

/** While the change was talked about, somebody may have signed the words that it would replace. */
export async function mustBeUnsigned(partnership: Partnership, context: Context): Promise<void> {
  const { found } = await readSigned(partnership, context, PROTECTING)
  const { state } = standingOf(partnership.contract, partnership.data, found.judged)
  if (state !== 'half-signed' && state !== 'signed') return
  throw new PartnerError(
    'conflict',
    `${partnership.shown('contract.yaml')}: version ${partnership.contract.version} was signed while you were at work, and is not changed any more`,
    'Nothing was written. Run the command again: then it becomes the next version.',
  )
}

/** What can't be verified here may well be signed, and is never changed in place. */
const PROTECTING = { again: true, unverifiedCounts: true }

/** A signature that doesn't count anymore must not make a signed version look unsigned. */
function mustBeWhole({ contract, shown }: Partnership, { judged }: Signed, context: Context): void {
  const ofVersion = (file: string) => file.includes(`/v${contract.version}-`)
  const altered = judged.findings.filter(({ file, rule }) => ofVersion(file) && rule !== 'line-ends')
  const where = (file: string) => ({ file: shown(...file.split('/')) })
  if (altered.length)
    throw new PartnerError(
      'altered',
      altered.map(({ file, what, hint }) => ({ path: '', what, where: where(file), hint })),
      'Nothing was written. If git has these files as they were, git checkout brings them back. See: partner verify',
    )
  for (const file of judged.unverified.filter(ofVersion)) context.err.write(`${shown(file)} ${NOT_VERIFIED}\n`)
}

function mustBeTheLatest({ contract, shown }: Partnership, versions: readonly Draft[]): void {
  const latest = Number(versions.at(-1)?.version ?? 0)
  if (latest > contract.version)
    throw new PartnerError(
      'altered',
      `${shown('contract.yaml')} is version ${contract.version}, and version ${latest} was signed already.`,
      `Nothing was written. Bring back the newest contract.yaml (git log ${shown('contract.yaml')}), then: partner amend`,
    )
}
