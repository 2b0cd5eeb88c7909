import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Context } from '../context.ts'
import { type Contract, contractSchema } from '../contract/contract.ts'
import { pageBlocks, type Seal } from '../contract/page.ts'
import type { Owner } from '../contract/people.ts'
import { PartnerError } from '../errors.ts'
import { toMarkdown } from '../render/markdown.ts'
import { standingOf } from '../signature/state.ts'
import { digest, frozenBytes } from '../signature/statement.ts'
import { openPartnership, type Partnership } from '../store/partnership.ts'
import { readSignatures, type Signatures } from '../store/signatures.ts'
import { writeFileSafely } from '../store/writing.ts'
import type { Command, Options } from './command.ts'
import { printLines, printProblems } from './report.ts'

export const render: Command = {
  options: [
    {
      flags: '--for <partner>',
      says: "from that partner's chair: your wins, your partner's wins",
      choices: ['a', 'b'],
    },
    { flags: '--blank', says: 'the empty form, to fill in by pen' },
    { flags: '--out <file>', says: 'into a file instead of the terminal' },
  ],
  examples: [
    ['partner render', 'the contract as Markdown'],
    ['partner render --for a --out ana.md', 'as Ana reads it, in a file'],
    ['partner render --blank', 'the paper form'],
  ],
  reads: 'contract.yaml, versions/, signatures/',
  writes: 'nothing, or the file of --out',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const viewpoint = options.for as Owner | undefined
  if (options.blank) {
    return await deliver(
      context,
      options,
      toMarkdown(pageBlocks(emptyContract(), { signed: {} }, { viewpoint, blank: true }), { blank: true }),
    )
  }
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { found, problems } = await readSignatures(partnership)
  const exit = printProblems(context, problems)
  const page = contractPage(partnership, found, viewpoint)
  return (await deliver(context, options, page, partnership.folder)) ?? exit
}

/** The contract as Markdown, with who signed it as it stands now. */
export function contractPage(partnership: Partnership, { frozen, signatures }: Signatures, viewpoint?: Owner): string {
  const { contract, data, bytes } = partnership
  const standing = standingOf(data, contract.version, frozen, signatures)
  const seal: Seal = { sha256: standing.frozen?.sha256 ?? digest(frozenBytes(bytes)), signed: standing.signed }
  return toMarkdown(pageBlocks(contract, seal, { viewpoint, blank: false }))
}

/** A form in which nothing stands yet. */
const emptyContract = (): Contract => contractSchema.parse({ format: 'partner/1', date: '2000-01-01' })

async function deliver(context: Context, options: Options, page: string, folder?: string): Promise<undefined> {
  if (options.out === undefined) {
    context.out.write(page)
    return
  }
  const out = String(options.out)
  const file = resolve(context.cwd, out)
  if (folder && file.startsWith(folder + sep) && !/\.(md|markdown|txt)$/i.test(file))
    throw new PartnerError(
      'usage',
      `${out} is among the partnership's own files.`,
      'Write the page elsewhere, or end its name in .md',
    )
  if (existsSync(file) && !options.yes)
    throw new PartnerError(
      'exists',
      `${out} is there already. Nothing was written.`,
      'Take another name, or write over it with --yes',
    )
  await writeFileSafely(file, page, { shown: out })
  printLines(context, [['Written', out]])
}
