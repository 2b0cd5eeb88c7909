import type { Context } from '../../context.ts'
import { EXIT, PartnerError, type Problem } from '../../errors.ts'
import { verdict } from '../../signature/verdict.ts'
import { type Partnership, type Place, placeOf, readPartnership } from '../../store/partnership.ts'
import { lastFrozen, proved, readSignatures } from '../../store/signatures.ts'
import { type Command, JSON_OPTION, type Options } from '../command.ts'
import { printJson, printLines, printProblems } from '../report.ts'
import { verdictLines } from './lines.ts'

export const verify: Command = {
  options: [
    JSON_OPTION,
    { flags: '--current', says: 'also ask whether both signed the contract as it stands' },
    { flags: '--kit [folder]', says: 'write what a third person needs to verify it without this program' },
  ],
  examples: [
    ['partner verify', 'exit code 0 when nothing was altered, 1 when something was'],
    ['partner verify --current --json', 'for a program'],
    ['partner verify --kit ../for-the-mediator', 'copies, and the commands to check them with'],
  ],
  reads: 'contract.yaml, versions/, signatures/ (those by key through ssh-keygen)',
  writes: 'nothing, or the folder of --kit (without a name: partner-kit)',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const { partnership, damage } = await opened(await placeOf(context.cwd, options.dir as string | undefined))
  const { found: read, problems } = await readSignatures(partnership)
  const found = { ...read, signatures: await proved(read.signatures, context.env) }
  const report = verdict(partnership, found)
  const unread = printProblems(context, partnership.folder, [...damage, ...problems])
  const altered = report.findings.filter(({ file }) => file !== 'contract.yaml')
  const unsure = report.unverified.length > 0 || unread !== undefined
  const state = damage.length ? 'unreadable' : report.state
  if (options.json) printJson(context, { schema: 'partner-verify/1', ...report, state })
  else printLines(context, verdictLines(partnership, { ...report, state }, unread === undefined))
  if (options.kit !== undefined) {
    const { writeKit } = await import('./kit.ts')
    await writeKit(context, partnership, options.kit, { found, bad: altered.length > 0 || unsure })
  }
  const current = !options.current || state === 'signed'
  return report.findings.length || unsure || !current ? EXIT.no : undefined
}

/** The partnership. Where its contract cannot be read, which is said, the version that was signed last stands in for it. */
async function opened(place: Place): Promise<{ partnership: Partnership; damage: Problem[] }> {
  try {
    return { partnership: await readPartnership(place), damage: [] }
  } catch (error) {
    const last = error instanceof PartnerError ? await lastFrozen(place) : undefined
    if (!last || !(error instanceof PartnerError)) throw error
    return {
      partnership: last,
      damage: error.problems.map(problem => ({ ...problem, hint: problem.hint ?? error.hint })),
    }
  }
}
