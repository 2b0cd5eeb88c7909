import type { Context } from '../../context.ts'
import type { Owner } from '../../contract/people.ts'
import { quoted } from '../../contract/text.ts'
import { EXIT, PartnerError, type Problem } from '../../errors.ts'
import type { Trust } from '../../signature/memory.ts'
import { verdict } from '../../signature/verdict.ts'
import { unshownOf } from '../../store/comments.ts'
import { readSigned, rememberSigned, type Signed } from '../../store/judged.ts'
import { type Partnership, type Place, placeOf, readPartnership } from '../../store/partnership.ts'
import { lastFrozen } from '../../store/signatures.ts'
import { type Command, JSON_OPTION, type Options } from '../command.ts'
import { printJson, printLines, printProblems } from '../report.ts'
import { NOT_REMEMBERED, seenProblems } from '../signed-problems.ts'
import { verdictLines } from './lines.ts'

export const verify: Command = {
  options: [
    JSON_OPTION,
    { flags: '--current', says: 'also ask whether both signed the contract as it stands' },
    {
      flags: '--trust <key...>',
      says: 'accept a key (b=SHA256:…), or with "files": what is here now instead of what was seen before',
    },
    { flags: '--kit [folder]', says: 'write what a third person needs to verify it without this program' },
  ],
  examples: [
    ['partner verify', 'exit code 0 when nothing was altered, 1 when something was'],
    ['partner verify --current --json', 'for a program'],
    ['partner verify --trust b=SHA256:…', 'partner b has a new key, and you asked them'],
    ['partner verify --kit ../for-the-mediator', 'copies, and the commands to check them with'],
  ],
  reads: 'contract.yaml, versions/, signatures/ (those by key through ssh-keygen), and what this computer has seen',
  writes: 'what this computer has seen (outside the folder), and the folder of --kit (without a name: partner-kit)',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const { partnership, damage } = await opened(await placeOf(context.cwd, options.dir as string | undefined))
  const accepting = acceptedBy(options.trust)
  const { found, problems } = await readSigned(partnership, context, { again: true, ...accepting })
  const kits = options.kit === undefined ? undefined : await import('./kit.ts')
  const kit = await kits?.kitIn(context, partnership, options.kit, found)
  const judged = verdict(partnership, found.judged)
  const unshown = found.frozen.flatMap(file =>
    unshownOf(file).map(({ what }) => ({ file: `versions/${file.name}`, what })),
  )
  const report = { ...judged, findings: [...judged.findings, ...unshown] }
  const trouble = seenProblems(partnership, { ...found, judged: { ...found.judged, seenBefore: [] } })
  const unread = printProblems(context, partnership.folder, [...damage, ...problems])
  for (const { what, hint } of trouble) context.err.write(`${what}\n${hint}\n`)
  const untrue = report.findings.filter(({ file }) => file !== 'contract.yaml')
  const unsure = [unread, ...report.unverified, ...report.seenBefore, ...trouble].some(Boolean)
  const state = damage.length ? 'unreadable' : report.state
  if (options.json) printJson(context, { schema: 'partner-verify/1', ...report, state })
  else printLines(context, verdictLines(partnership, { ...report, state }, unread === undefined && !trouble.length))
  await rememberOrSay(context, partnership, found, accepting)
  if (kit) await kits?.writeKit(context, kit, untrue.length > 0 || unsure)
  const current = !options.current || state === 'signed'
  return report.findings.length || unsure || !current ? EXIT.no : undefined
}

/** What `--trust` accepts. */
function acceptedBy(option: unknown): { trust: Trust[]; forget: boolean } {
  const words = Array.isArray(option) ? option.map(String) : []
  const trust = words.flatMap((word): Trust[] => {
    if (word === 'files') return []
    const [, partner, key] = /^([ab])=(SHA256:[A-Za-z0-9+/]{43})$/.exec(word) ?? []
    if (partner && key) return [{ partner: partner as Owner, key }]
    throw new PartnerError(
      'usage',
      `--trust ${quoted(word)}: that is not a key of a partner.`,
      'Write the partner and the fingerprint, as verify shows it: --trust b=SHA256:…',
    )
  })
  return { trust, forget: words.includes('files') }
}

/** Says if this computer can't remember, as soon as that matters: a change of keys would go unnoticed here. */
async function rememberOrSay(
  context: Context,
  partnership: Partnership,
  found: Signed,
  accepting: { trust: Trust[]; forget: boolean },
): Promise<void> {
  const trouble = await rememberSigned(partnership, found, context, accepting)
  const matters = accepting.trust.length || accepting.forget || found.judged.uses.length
  if (trouble && matters) context.err.write(`${NOT_REMEMBERED}: ${trouble}\n`)
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
