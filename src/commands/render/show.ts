import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { type Contract, contractSchema } from '../../contract/contract.ts'
import { pageBlocks, type Seal } from '../../contract/page.ts'
import type { Owner } from '../../contract/people.ts'
import { toMarkdown } from '../../render/markdown.ts'
import type { Standing } from '../../signature/state.ts'
import { digest, frozenBytes } from '../../signature/statement.ts'
import { findPartnership } from '../../store/folder.ts'
import { openPartnership, type Partnership } from '../../store/partnership.ts'
import { writeFileSafely } from '../../store/writing.ts'
import type { Options } from '../command.ts'
import { remindOfRemotes } from '../keeping.ts'
import { isThere, mustBeBeside } from '../out-file.ts'
import { readStanding } from '../reading.ts'
import { printLines, printProblems } from '../report.ts'

/** What it prints. */
export async function renderContract(options: Options, context: Context): Promise<number | undefined> {
  const viewpoint = options.for as Owner | undefined
  if (options.blank) {
    const form = toMarkdown(pageBlocks(emptyContract(), { signed: {} }, { viewpoint, blank: true }), { blank: true })
    return await deliver(context, options, form, await findPartnership(context.cwd, options.dir as string | undefined))
  }
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { standing, problems } = await readStanding(partnership, context)
  const exit = printProblems(context, partnership.folder, problems)
  if (standing.state === 'changed')
    context.err.write(
      `${partnership.shown('contract.yaml')} is not what was signed as version ${partnership.contract.version}: this page shows it without signatures.\n`,
    )
  const page = contractPage(partnership, standing, viewpoint)
  await deliver(context, options, page, partnership.folder)
  if (options.out !== undefined)
    await remindOfRemotes(
      context,
      { folder: partnership.folder, into: dirname(resolve(context.cwd, String(options.out))) },
      partnership.contract.agreements.confidentiality,
    )
  return exit
}

type Seen = { signed: Standing['signed']; frozen?: Standing['frozen'] | undefined }

/** The contract as Markdown, with who signed it as it stands now. */
export function contractPage({ contract, bytes }: Partnership, standing: Seen, viewpoint?: Owner): string {
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
  mustBeBeside(folder, file, out, ['.md', '.markdown', '.txt'])
  if (existsSync(file) && !options.yes) throw isThere(out)
  await writeFileSafely(file, page, { shown: out })
  printLines(context, [['Written', out]])
}
