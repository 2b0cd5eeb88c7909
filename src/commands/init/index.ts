import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { TEMPLATES } from '../../contract/built-in-templates.ts'
import { PartnerError } from '../../errors.ts'
import { findPartnership, mustBeFree, shownPath, usualFolders } from '../../store/folder.ts'
import { mustHaveNoLinksOut } from '../../store/links.ts'
import { AS, COMMIT, type Command, DATE, FROM, type Options } from '../command.ts'

export const init: Command = {
  arguments: '[dir]',
  options: [
    FROM,
    { flags: '--template <template>', says: `${TEMPLATES.join(', ')}, or a file of your own (default: pair)` },
    { flags: '--draft', says: 'accept answers in which something is missing' },
    AS,
    DATE,
    COMMIT,
  ],
  examples: [
    ['partner init', 'talk it through, here'],
    ['partner init ../ana-and-ben --template career', 'in another folder, in the words of a kind'],
    ['partner init --from answers.yaml', 'from a file'],
  ],
  reads: 'an unfinished talk in .draft/, a template, the answer file',
  writes: 'contract.yaml, partners/, README.md, .gitattributes, .gitignore; until then only .draft/',
  run,
}

/** Where a contract is to be, and how messages name its files. */
export interface NewPlace {
  folder: string
  shown(...path: string[]): string
  /** The kind that was chosen on the first screen; nothing where the talk begins elsewhere. */
  chosen: string | undefined
}

/** The first question stands there before all that comes after it is loaded. */
async function run(options: Options, context: Context, [dir]: readonly string[]): Promise<number | undefined> {
  const folder = await targetFolder(context, dir ?? (options.dir as string | undefined))
  const shown = (...path: string[]) => shownPath(context.cwd, join(folder, ...path))
  mustHaveNoLinksOut(folder, shown)
  mustBeFree(folder, shown)
  const isFresh = options.from === undefined && options.template === undefined && !existsSync(join(folder, '.draft'))
  const ask = isFresh ? context.prompter : undefined
  const chosen = ask && (await (await import('./opening.ts')).firstScreen(await ask()))
  const { makeContract } = await import('./making.ts')
  return await makeContract(context, options, { folder, shown, chosen })
}

/** The folder to begin in, or where it was begun. Where a partnership is found already, `init` says so instead of nesting another one. */
async function targetFolder(context: Context, dir: string | undefined): Promise<string> {
  if (dir === '') throw new PartnerError('usage', 'The folder has no name.', 'Name it: partner init ../ana-and-ben')
  if (dir !== undefined) return resolve(context.cwd, dir)
  const usual = usualFolders(context.cwd, undefined)
  const begun = usual.find(folder => existsSync(join(folder, '.draft', 'init.json')))
  return (await findPartnership(context.cwd)) ?? begun ?? usual[0]!
}
