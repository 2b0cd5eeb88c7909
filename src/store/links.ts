import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { PartnerError, type Problem } from '../errors.ts'
import { DRAFTS, FILES, FOLDERS } from './kinds.ts'
import { isWithin, realPath, rootOf, statsOf } from './repository.ts'
import { codeOf } from './system.ts'
import { LEFTOVER } from './writing.ts'

/** Some disks take `readme.md` for `README.md`. */
const KNOWN = new Set([...FILES, ...FOLDERS, DRAFTS].map(name => name.toLowerCase()))

/**
 * Refuses links that lead out of the folder or into a `.git`, before anything is read or written through them. What
 * one partner shares must not show, change or share files of the other one's computer.
 */
export function mustHaveNoLinksOut(folder: string, shown: (...path: string[]) => string): void {
  const entries = entriesIn(folder).filter(({ name }) => KNOWN.has(name.toLowerCase()))
  const below = [...FOLDERS, DRAFTS].flatMap(name =>
    entriesIn(join(folder, name)).map(entry => ({ name: join(name, entry.name), entry })),
  )
  const links = [...entries.map(entry => ({ name: entry.name, entry })), ...below].filter(({ entry }) =>
    entry.isSymbolicLink(),
  )
  const problems = [
    ...linkedFolder(folder).map(what => problem(shown(), what)),
    ...links.flatMap(({ name }) => leadsOut(folder, name).map(what => problem(shown(name), what))),
    ...entries
      .filter(entry => entry.isFile() && isHardLink(join(folder, entry.name)))
      .map(({ name }) => problem(shown(name), HARD_LINK)),
  ]
  if (problems.length)
    throw new PartnerError(
      'invalid',
      problems,
      'Nothing was read or written through it. Put the file itself in its place.',
    )
}

export const HARD_LINK = 'is a hard link: the same file has another name elsewhere'

const problem = (file: string, what: string): Problem => ({ path: '', what, where: { file } })

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    // What is in the way is reported where the folder is read.
    if (codeOf(error) === undefined) throw error
    return []
  }
}

/** Where a link in the folder leads that it must not. One to nothing counts too: the next act would make a file there. */
function leadsOut(folder: string, name: string): string[] {
  const [root, target] = [real(folder), real(join(folder, name))]
  if (root === undefined || target === undefined || !isWithin(root, target))
    return ['is a link that leads out of the folder']
  return isInGit(root, target) ? ['is a link that leads into a .git'] : []
}

const isInGit = (root: string, target: string): boolean =>
  relative(root, target)
    .split(sep)
    .some(part => part.toLowerCase() === '.git')

/** The same for the folder itself, and for folders around it. A link that is not in git is its owner's own. */
function linkedFolder(folder: string): string[] {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (!statsOf(at)?.isSymbolicLink()) continue
    const root = rootOf(dirname(at))
    if (root === undefined) continue
    const target = real(at)
    const name = relative(root, join(realPath(dirname(at)), basename(at))).replaceAll(sep, '/')
    if (target !== undefined && isWithin(root, target) && !isInGit(root, target)) continue
    if (mayBeTracked(root, name))
      return ['is a link, or is behind one, that came with the repository and leads out of it or into its .git']
  }
  return []
}

/** Whether git tracks a name, as far as its index says in plain bytes; if it can't be told, yes. */
function mayBeTracked(root: string, name: string): boolean {
  try {
    const index = readFileSync(join(root, '.git', 'index'))
    // Version 4 cuts names, and a split index has them in another file.
    const isSplit = entriesIn(join(root, '.git')).some(entry => entry.name.startsWith('sharedindex.'))
    return isSplit || index.readUInt32BE(4) > 3 || index.includes(`${name}\0`)
  } catch (error) {
    return !['ENOENT', undefined].includes(codeOf(error))
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}

/**
 * Whether a file has another name somewhere else. The temporary name that a file of ours has while it is made, and
 * keeps if the program is killed just then, does not count.
 */
export function isHardLink(file: string, stats: Stats | undefined = undefined): boolean {
  if ((stats ?? lstatSync(file)).nlink <= 1) return false
  const ours = entriesIn(dirname(file)).filter(
    ({ name }) => LEFTOVER.test(name) && name.startsWith(`.${basename(file)}.`),
  )
  const now = statsOf(file)
  const same = ours.filter(({ name }) => statsOf(join(dirname(file), name))?.ino === now?.ino)
  return now !== undefined && now.nlink - same.length > 1
}
