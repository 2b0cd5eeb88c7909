import { join } from 'node:path'
import type { Context } from '../context.ts'
import { type Confidentiality, confidentialityText } from '../contract/sections/agreements/confidentiality.ts'
import { plain } from '../contract/text.ts'
import { EXIT } from '../errors.ts'
import { keepCopy, readCopy } from '../store/copies.ts'
import { shownPath } from '../store/folder.ts'
import { commitFiles, hasGit, remotes } from '../store/git.ts'
import { PLANTED, plantedIn, rootOf } from '../store/repository.ts'
import { commitMessage } from '../store/shell.ts'
import { wrap } from '../terminal/wrap.ts'
import type { Options } from './command.ts'
import { keepLine, type Line, printLines } from './report.ts'

/** What an act wrote, for git. */
export interface Wrote {
  folder: string
  /** Absolute names of the files, all of them and no other. */
  written: readonly string[]
  /** What a person would write about it. */
  message: string
  /** What the pair agreed on who may hear of it. */
  secret: Confidentiality | undefined
}

/** How every act ends: what it did, and the git line that keeps it, or with `--commit` the commit. */
export async function closeAct(
  context: Context,
  options: Options,
  lines: readonly Line[],
  { folder, written, message, secret }: Wrote,
): Promise<number | undefined> {
  // Git, started in that folder by hand, would run what was planted there.
  const planted = plantedIn(folder).map(name => shownPath(context.cwd, join(folder, name)))
  const keep = hasGit(context.env) && !planted.length ? [keepLine(context, folder, message)] : []
  if (!options.commit) {
    printLines(context, [...lines, ...keep])
    if (planted.length) say(context, `${planted[0]} ${PLANTED}. See: partner check`)
    await remindOfRemotes(context, { folder }, secret)
    return undefined
  }
  const done = await commitFiles(folder, context.env, written, commitMessage(message))
  if ('refused' in done) {
    printLines(context, [...lines, ...keep])
    say(context, `The files are written, but not committed.\n${done.refused}`)
    return EXIT.system
  }
  const what = 'hash' in done ? `${done.hash} ${commitMessage(message)}` : 'nothing: git has it as it is'
  printLines(context, [...lines, ['Committed', what]])
  await remindOfRemotes(context, { folder }, secret)
  return undefined
}

/** The last days on which a pair was reminded, by the roots of the repositories that it writes into. */
type Reminded = Readonly<Record<string, string>>

/**
 * Reminds once a day that what is confidential goes into a repository that others may read. `into` is where it was
 * written, if that is not the partnership's own folder.
 */
export async function remindOfRemotes(
  context: Context,
  { folder, into = folder }: { folder: string; into?: string },
  secret: Confidentiality | undefined,
): Promise<void> {
  if (!secret?.level || secret.level === 'public') return
  const root = rootOf(into)
  if (root === undefined) return
  const { copies } = context
  const today = context.today(context.timezone)
  const reminded = (copies && readCopy<Reminded>(copies, folder, 'reminded')) ?? {}
  if (reminded[root] === today) return
  const names = await remotes(into, context.env)
  if (!names.length) return
  const agreed = confidentialityText({ level: secret.level, who: secret.who, text: undefined })
  say(
    context,
    `You agreed: ${agreed} This repository has a remote, ${names.join(', ')}: see who can read it before you push.`,
  )
  if (copies) await keepCopy(copies, folder, 'reminded', { ...reminded, [root]: today })
}

const say = (context: Context, text: string) =>
  context.err.write(`${wrap(plain(text, { multiline: true }), context.err.width).join('\n')}\n`)
