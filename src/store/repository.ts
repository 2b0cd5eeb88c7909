import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { codeOf } from './system.ts'

/**
 * The root of the repository that a folder is in: the first folder upward that holds `.git`. Git itself would also
 * take a folder for a repository because of the files in it, and anyone who shares the folder can put them there.
 */
export function repositoryOf(folder: string): string | undefined {
  for (let at = realPath(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (at === dirname(at)) return undefined
  }
}

/** The same, passing over a `.git` that git would not take for a repository, or that is not to be trusted. */
export function rootOf(folder: string): string | undefined {
  for (let root = repositoryOf(folder); root !== undefined; ) {
    if (isRepository(root)) return root
    root = root === dirname(root) ? undefined : repositoryOf(dirname(root))
  }
  return undefined
}

/** Whether git, started in this root, takes `.git` for the repository, and never looks at the files beside it. */
function isRepository(root: string): boolean {
  const dotGit = join(root, '.git')
  if (leadsInside(root, dotGit)) return false
  if (lstatSync(dotGit).isFile()) return true
  const has = (name: string) => existsSync(join(dotGit, name))
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')))
}

/** Whether a `.git` that is a file or a link leads to a folder beside it, which can be shared as `.git` itself cannot. */
function leadsInside(root: string, dotGit: string): boolean {
  const stats = lstatSync(dotGit)
  const link = stats.isFile() && /^gitdir: *(.*\S)/.exec(readFileSync(dotGit, 'utf8'))?.[1]
  const target = realPath(link ? resolve(root, link) : dotGit)
  return target !== join(realPath(root), '.git') && isWithin(realPath(root), target)
}

/** What such a file does, in words. */
export const PLANTED =
  'makes git take the folder it is in for a repository, with settings that can run programs on your computer'

/** What makes git take a folder for a repository, by the names of its files. `commondir` says where the rest is. */
const REST = ['objects', 'refs', 'commondir']

/**
 * Files of a folder, at any depth, that make git take a part of it for a repository: git started there obeys the
 * configuration beside them, which can name programs to run. Names are relative to the folder.
 */
export function plantedIn(folder: string): string[] {
  const found: string[] = []
  const look = (path: string) => {
    const entries = entriesOf(join(folder, path))
    const lower = new Map(entries.map(entry => [entry.name.toLowerCase(), entry.name]))
    // Some disks don't tell upper case from lower case.
    const head = lower.get('head')
    if (head !== undefined && REST.some(name => lower.has(name))) found.push(join(path, head))
    const dotGit = lower.get('.git')
    if (dotGit !== undefined && (path || leadsInside(folder, join(folder, dotGit)))) found.push(join(path, dotGit))
    for (const entry of entries)
      if (entry.isDirectory() && entry.name !== dotGit && entry.name !== 'node_modules') look(join(path, entry.name))
  }
  look('')
  return found
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    // A folder that cannot be read is reported where its files are needed.
    if (codeOf(error) === undefined) throw error
    return []
  }
}

/** Whether a path is a folder or below it. Both are real paths. */
export const isWithin = (folder: string, path: string): boolean => {
  const near = relative(folder, path)
  return near !== '..' && !near.startsWith(`..${sep}`) && resolve(folder, near) === path
}

/** What is at a path itself, be it a link; nothing if that can't be seen. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}

/** A path without symbolic links in it, as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return path
  }
}
