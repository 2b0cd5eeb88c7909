import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { lstat, readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { PartnerError } from '../errors.ts'
import { isWithin, realPath } from './repository.ts'
import { shellWord } from './shell.ts'

const CONTRACT = 'contract.yaml'
/** The usual name of a partnership's folder: it is found from the folder above. */
export const FOLDER = 'partnership'

/**
 * The partnership's folder: the one that `dir` names, else the first found from the current folder upward, no
 * further than the root of the git repository.
 */
export async function findPartnership(cwd: string, dir?: string): Promise<string | undefined> {
  if (dir !== undefined) {
    const named = resolve(cwd, dir)
    // Whoever names a folder means it, even where its contract is too damaged to show its format.
    return (await partnershipAt(named)) ?? ((await isFile(join(named, CONTRACT))) ? named : undefined)
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found = await partnershipAt(folder)
    if (found) return found
    if ((await exists(join(folder, '.git'))) || folder === dirname(folder)) return undefined
  }
}

/** A file's name for messages: from the current folder where that is shorter, else absolute. */
export function shownPath(cwd: string, file: string): string {
  const near = relative(cwd, file) || '.'
  const inside = !isAbsolute(near) && near !== '..' && !near.startsWith(`..${sep}`)
  if (!inside && near.length >= file.length) return file
  // A dash would make it an option to whoever copies it, and a colon one of git's patterns.
  return /^[-:]/.test(near) ? `.${sep}${near}` : near
}

/** Refuses where what was signed, or recorded, stands without its contract: nothing else is to be begun there. */
function mustNotBeLost(folder: string, shown: (...path: string[]) => string): void {
  if (isSomething(join(folder, CONTRACT))) return
  const signed = namesIn(join(folder, 'versions')).sort((one, two) => versionOf(two) - versionOf(one))[0]
  if (!signed && !namesIn(join(folder, 'checkins')).length) return
  const contract = shown(CONTRACT)
  const copy = signed && `, or: cp ${shellWord(shown('versions', signed), 'FILE')} ${shellWord(contract, 'FILE')}`
  throw new PartnerError(
    'missing',
    `${contract} is not there any more, and what was ${signed ? 'signed' : 'recorded'} still is.`,
    `Bring it back: git checkout ${shellWord(contract, 'FILE')}${copy ?? ''}`,
  )
}

/** Whether anything stands there, be it a link that leads nowhere. */
function isSomething(path: string): boolean {
  try {
    return Boolean(lstatSync(path))
  } catch {
    return false
  }
}

const isBesideRecords = (folder: string): boolean =>
  namesIn(join(folder, 'versions')).some(versionOf) || namesIn(join(folder, 'checkins')).length > 0

const versionOf = (name: string): number => Number(/^v(\d+)/.exec(name)?.[1] ?? 0)

/** What is in a folder and is meant to be seen; nothing where it cannot be listed. */
function namesIn(folder: string): string[] {
  try {
    if (!lstatSync(folder).isDirectory()) return []
    return readdirSync(folder).filter(name => /^[^.].*\.yaml$/.test(name))
  } catch {
    return []
  }
}

/** Where a partnership is looked for first. */
export const usualFolders = (cwd: string, dir: string | undefined): string[] =>
  dir === undefined ? [join(cwd, FOLDER), cwd] : [resolve(cwd, dir)]

/** The same, wherever a partnership is looked for first. */
export const mustNotBeLostHere = (cwd: string, dir: string | undefined): void => {
  for (const folder of usualFolders(cwd, dir)) mustNotBeLost(folder, (...path) => shownPath(cwd, join(folder, ...path)))
}

/** One folder holds one contract, and a contract is changed by `amend`. */
export function mustBeFree(folder: string, shown: (...path: string[]) => string): void {
  mustNotBeLost(folder, shown)
  if (existsSync(join(folder, CONTRACT))) throw notFree(shown)
}

export const notFree = (shown: (...path: string[]) => string): PartnerError =>
  new PartnerError(
    'exists',
    `${shown(CONTRACT)}: a contract stands here already.`,
    'To change it: partner amend. For another one: partner init OTHER-FOLDER',
  )

async function partnershipAt(folder: string): Promise<string | undefined> {
  if (await saysPartner(join(folder, CONTRACT))) return folder
  // Too damaged to say so, or empty: what stands beside it says it.
  if ((await isFile(join(folder, CONTRACT))) && isBesideRecords(folder)) return folder
  return (await isFile(join(folder, FOLDER, CONTRACT))) ? join(folder, FOLDER) : undefined
}

/** Other programs have a contract.yaml too. */
async function saysPartner(file: string): Promise<boolean> {
  // A link may lead to any file of this computer: one that leads out of the folder is refused before it is read.
  if (!(await isFile(file)) || !isWithin(realPath(dirname(file)), realPath(file))) return false
  const text = await readFile(file, 'latin1').catch(() => '')
  return /^(?:\u00ef\u00bb\u00bf)?["']?format["']?[ \t]*:[ \t]*["']?partner\//m.test(text)
}

const isFile = async (path: string): Promise<boolean> =>
  await stat(path).then(
    stats => stats.isFile(),
    () => false,
  )

const exists = async (path: string): Promise<boolean> =>
  await lstat(path).then(
    () => true,
    () => false,
  )
