import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** How one run of git ended, and what it said. */
export interface GitSaid {
  code: number | null
  out: string
  err: string
}

/** Runs git in a folder, with nobody to ask on its standard input. Undefined where there is no git. */
export async function git(folder: string, ...args: readonly string[]): Promise<GitSaid | undefined> {
  // Loaded where git is asked: with all that it needs, it takes as long as all else that most acts do.
  const { spawn } = await import('node:child_process')
  return await new Promise(resolve => {
    const child = spawn('git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', text => (said.out += text))
    child.stderr.setEncoding('utf8').on('data', text => (said.err += text))
    child.on('error', () => resolve(undefined))
    child.on('close', code => resolve({ code, ...said }))
  })
}

/** Whether git is where programs are looked for. To start it, only to see that it is there, would take longer than an act. */
export const hasGit = ({ PATH = '' }: Env): boolean =>
  PATH.split(delimiter).some(folder => ['git', 'git.exe'].some(name => folder && existsSync(join(folder, name))))

/** Makes a folder a repository. Whether that went well. */
export const makeRepository = async (folder: string): Promise<boolean> => (await git(folder, 'init', '-q'))?.code === 0

/** The names of the repositories that this one is shared with; none without git, or outside a repository. */
export async function remotes(folder: string): Promise<string[]> {
  const said = await git(folder, 'remote')
  return said?.code === 0 ? said.out.split('\n').filter(Boolean) : []
}

export type Committed = { hash: string } | { unchanged: true } | { refused: string }

/**
 * Commits these files, whole and alone: what else is staged or changed stays as it is. Hooks are run, and what they
 * refuse is refused.
 */
export async function commitFiles(folder: string, files: readonly string[], message: string): Promise<Committed> {
  // A folder may be named as git's patterns are: `--literal-pathspecs` takes every name as it stands.
  const run = (...args: readonly string[]) => git(folder, '--literal-pathspecs', ...args)
  const inside = await run('rev-parse', '--is-inside-work-tree')
  if (!inside) return { refused: 'There is no git on this machine.' }
  if (inside.out.trim() !== 'true') return { refused: 'The folder is in no git repository. Make it one: git init' }
  const added = await run('add', '--', ...files)
  if (added?.code !== 0) return { refused: reason(added) }
  const changed = await run('status', '--porcelain', '--', ...files)
  if (changed?.out === '') return { unchanged: true }
  const committed = await run('commit', '-q', '--only', '-m', message, '--', ...files)
  if (committed?.code !== 0) return { refused: reason(committed) }
  const hash = await run('rev-parse', '--short', 'HEAD')
  return { hash: hash?.out.trim() ?? '' }
}

const reason = (said: GitSaid | undefined): string =>
  [said?.err, said?.out].map(text => text?.trim()).find(Boolean) ?? 'git ended without a word.'
