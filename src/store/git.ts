import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, parse, relative } from 'node:path'
import { PLANTED, plantedIn, realPath, rootOf } from './repository.ts'
import { codeOf } from './system.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** How one run of git ended, and what it said. */
interface GitSaid {
  code: number | null
  out: string
  err: string
}

/** Variables that take git to another repository, index or work tree than the one it is started in. */
const ELSEWHERE = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_PREFIX', 'GIT_CONFIG'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_GRAFT_FILE', 'GIT_SHALLOW_FILE'],
  ...['GIT_IMPLICIT_WORK_TREE', 'GIT_REPLACE_REF_BASE', 'GIT_DISCOVERY_ACROSS_FILESYSTEM'],
]

/**
 * The only place that starts git: in the root of a repository, or outside every repository if there is none. No folder
 * is taken for a repository because of what is in it. Undefined if there is no git.
 */
async function git(root: string | undefined, env: Env, ...args: readonly string[]): Promise<GitSaid | undefined> {
  // Loaded when git is needed: it takes as long as everything else that most acts do.
  const { spawn } = await import('node:child_process')
  const cwd = root ?? parse(realPath('.')).root
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.includes(name.toUpperCase())))
  return await new Promise(resolve => {
    const child = spawn('git', ['-c', 'safe.bareRepository=explicit', ...args], {
      cwd,
      env: { ...own, GIT_CEILING_DIRECTORIES: dirname(cwd) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', text => {
      said.out += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      said.err += text
    })
    child.on('error', () => resolve(undefined))
    child.on('close', code => resolve({ code, ...said }))
  })
}

/** Whether git is installed. To start it only to find out would take longer than an act. */
export const hasGit = ({ PATH = '' }: Env): boolean =>
  PATH.split(delimiter).some(folder => ['git', 'git.exe'].some(name => folder && existsSync(join(folder, name))))

/** Makes a folder a repository. Whether that worked. */
export const makeRepository = async (folder: string, env: Env): Promise<boolean> =>
  !plantedIn(folder).length && (await git(undefined, env, 'init', '-q', realPath(folder)))?.code === 0

/** What git's configuration says in the repository of a folder, or else for this user. */
export async function gitConfig(folder: string, env: Env, key: string): Promise<string | undefined> {
  const said = await git(rootOf(folder), env, 'config', '--get', key)
  return (said?.code === 0 && said.out.trim()) || undefined
}

/** Writes a value into the configuration of a folder's repository. Whether git did. */
export async function setGitConfig(folder: string, env: Env, key: string, value: string): Promise<boolean> {
  const root = rootOf(folder)
  return root !== undefined && (await git(root, env, 'config', key, value))?.code === 0
}

/** The names of a repository's remotes; none without git, or outside a repository. */
export async function remotes(folder: string, env: Env): Promise<string[]> {
  const root = rootOf(folder)
  if (root === undefined || !mayHaveRemotes(root)) return []
  const said = await git(root, env, 'remote')
  return said?.code === 0 ? said.out.split('\n').filter(Boolean) : []
}

/** Whether it is worth asking git: without the word, and without other files to look into, there is no remote. */
function mayHaveRemotes(root: string): boolean {
  try {
    return /remote|include/i.test(readFileSync(join(root, '.git', 'config'), 'utf8'))
  } catch (error) {
    // In a worktree or a submodule, the configuration is elsewhere.
    if (codeOf(error) === undefined) throw error
    return true
  }
}

/** Which of these files git tracks, as they were given; none without git, or outside a repository. */
export async function trackedOf(folder: string, env: Env, files: readonly string[]): Promise<string[]> {
  const root = rootOf(folder)
  if (root === undefined || !files.length) return []
  const names = new Map(files.map(file => [nameIn(root, folder, file), file]))
  const said = await git(root, env, '--literal-pathspecs', 'ls-files', '-z', '--', ...names.keys())
  return (said?.out ?? '').split('\0').flatMap(name => names.get(name) ?? [])
}

/** A file of a folder as git names it, seen from the root. */
const nameIn = (root: string, folder: string, file: string): string =>
  join(relative(root, realPath(folder)), relative(folder, file)).replaceAll('\\', '/')

type Committed = { hash: string } | { unchanged: true } | { refused: string }

/**
 * Commits these files of a folder, whole and alone: what else is staged or changed stays as it is. Hooks of the
 * repository run, and what they refuse is refused.
 */
export async function commitFiles(
  folder: string,
  env: Env,
  files: readonly string[],
  message: string,
): Promise<Committed> {
  if (!hasGit(env)) return { refused: 'There is no git on this machine.' }
  const [planted] = plantedIn(folder)
  if (planted !== undefined) return { refused: `${planted} ${PLANTED}. See: partner check` }
  const root = rootOf(folder)
  if (root === undefined) return { refused: 'The folder is in no git repository. Make it one: git init' }
  const names = files.map(file => nameIn(root, folder, file))
  // A folder may be named as git's patterns are: `--literal-pathspecs` takes every name as it is.
  const run = (...args: readonly string[]) => git(root, env, '--literal-pathspecs', ...args)
  const added = await run('add', '--', ...names)
  if (added?.code !== 0) return { refused: reason(added) }
  const changed = await run('status', '--porcelain', '--', ...names)
  if (changed?.out === '') return { unchanged: true }
  const committed = await run('commit', '-q', '--only', '-m', message, '--', ...names)
  if (committed?.code !== 0) return { refused: reason(committed) }
  const hash = await run('rev-parse', '--short', 'HEAD')
  return { hash: hash?.out.trim() ?? '' }
}

const reason = (said: GitSaid | undefined): string =>
  [said?.err, said?.out].map(text => text?.trim()).find(Boolean) ?? 'git stopped without an error message.'
