import { Buffer } from 'node:buffer'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { asTyped, EDITED } from '../contract/edited.ts'
import { PartnerError } from '../errors.ts'
import { shownPath, usualFolders } from './folder.ts'
import { type Env, trackedOf } from './git.ts'
import { decode, readBytes } from './reading.ts'
import { statsOf } from './repository.ts'
import { shellWord } from './shell.ts'
import { inPlainWords } from './system.ts'
import { createExclusively, createFirstFree, ensureFolder, removeFile, writeFileSafely } from './writing.ts'

/** An interrupted talk, kept until it is finished. */
export interface DraftFile {
  file: string
  /** Its name as messages print it. */
  shown: string
  /** What was saved; undefined where nothing was. */
  load(): Promise<unknown>
  /** Keeps a JSON object. Refuses when another talk saved under this name since this one loaded or saved. */
  save(value: unknown): Promise<void>
  /** Puts the draft by under a name with the time in it, and returns that name. */
  setAside(now: Date): Promise<string>
  remove(): Promise<void>
  /** Makes a private folder next to the draft, for a text that is edited. Its name is for `edited`. */
  editFolder(): Promise<{ path: string; name: string }>
  /** What is in such a folder, and how to take it away; undefined if it holds no text that can be read. */
  edited(name: string): Promise<{ text: string; remove(): Promise<void> } | undefined>
}

/** Only its writer reads a draft: what is in it was not said yet. */
const PRIVATE = { mode: 0o600 }

/**
 * The draft of one act and person (`init`, `init-a`, `checkin-b`) in a partnership's folder. Touches no file yet.
 * `shownPath` names a file of that folder for messages.
 */
export function openDraft(
  folder: string,
  name: string,
  shownPath: (...path: string[]) => string = (...path) => join(folder, ...path),
): DraftFile {
  const drafts = join(folder, '.draft')
  const file = join(drafts, `${name}.json`)
  const shown = shownPath('.draft', `${name}.json`)
  let known: Buffer | null | undefined
  const remove = () => removeFile(file, shown)
  const ensureDrafts = async () => {
    await ensureFolder(folder, { shown: shownPath() })
    await ensureFolder(drafts, { mode: 0o700, shown: shownPath('.draft') })
    // Before the first draft, so that no `git add` ever finds one.
    await createExclusively(join(drafts, '.gitignore'), '*\n', { shown: shownPath('.draft', '.gitignore') })
  }

  return {
    file,
    shown,
    remove: async () => {
      await remove()
      known = null
    },
    async load() {
      known = await readBytes(file, shown).catch((error: unknown) => {
        if (error instanceof PartnerError && error.kind === 'missing') return null
        throw error
      })
      return known === null ? undefined : parse(known, shown)
    },
    async save(value) {
      if (!isObject(value)) throw new TypeError('a draft must be an object')
      await ensureDrafts()
      const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
      try {
        await writeFileSafely(file, bytes, { ...PRIVATE, expected: known, shown })
      } catch (error) {
        // Written, perhaps, and not known to last: it is ours all the same when the next answer is saved.
        if (await holds(file, bytes)) known = bytes
        throw error
      }
      known = bytes
    },
    async setAside(now) {
      const bytes = await readBytes(file, shown)
      const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
      const nameOf = (n: number) => join(drafts, `${name}-${time}${n > 1 ? `-${n}` : ''}.json`)
      const kept = await createFirstFree(nameOf, bytes, { ...PRIVATE, shown: shownPath('.draft') })
      await remove()
      known = null
      return kept
    },
    async editFolder() {
      await ensureDrafts()
      const path = await inPlainWords('write', shownPath('.draft'), () => mkdtemp(join(drafts, 'edit-')))
      return { path, name: basename(path) }
    },
    async edited(name) {
      const path = join(drafts, name)
      const text = join(path, EDITED)
      try {
        return {
          text: asTyped(decode(await readBytes(text, text), text)),
          remove: () => rm(path, { recursive: true, force: true }),
        }
      } catch (error) {
        if (error instanceof PartnerError) return undefined
        throw error
      }
    },
  }
}

/** A draft of `init`, `checkin`, `missed`, `amend` …, and whose it is, if its name says so. */
interface KeptDraft {
  file: string
  act: string
  by: string | undefined
}

/**
 * The drafts in a folder, not counting those that were put aside. What git tracks came with the repository, or goes
 * out with it, so it may be someone else's words.
 */
export async function draftsIn(folder: string, env: Env): Promise<{ own: KeptDraft[]; tracked: KeptDraft[] }> {
  const names = statsOf(join(folder, '.draft'))?.isDirectory()
    ? await readdir(join(folder, '.draft')).catch(() => [])
    : []
  const drafts = names.flatMap(name => {
    const [, act, by] = /^([a-z]+)(?:-(a|b|both))?\.json$/.exec(name) ?? []
    return act ? [{ file: join(folder, '.draft', name), act, by }] : []
  })
  const tracked = await trackedOf(
    folder,
    env,
    drafts.map(({ file }) => file),
  )
  return {
    own: drafts.filter(({ file }) => !tracked.includes(file)),
    tracked: drafts.filter(({ file }) => tracked.includes(file)),
  }
}

/** Refuses a draft that git tracks: nobody should save, or sign, what someone else wrote in their name. */
export async function mustBeOwn({ file, shown }: Pick<DraftFile, 'file' | 'shown'>, env: Env): Promise<void> {
  const folder = dirname(dirname(file))
  if (!existsSync(file) || !(await trackedOf(folder, env, [file])).length) return
  throw new PartnerError(
    'invalid',
    `${shown} is in git, so these may not be your own words. It was not read.`,
    'If you did not write it, delete the file. If you did, take it out of git with git rm --cached. Then run the command again.',
  )
}

/** Where a talk was begun and no contract is yet, as `init` takes it; nothing where none was. */
export async function unfinishedTalk(cwd: string, dir: string | undefined, env: Env): Promise<string | undefined> {
  const folders = usualFolders(cwd, dir)
  for (const folder of folders) {
    if (!(await draftsIn(folder, env)).own.some(({ act }) => act === 'init')) continue
    return folder === folders[0] && dir === undefined ? '' : ` ${shellWord(shownPath(cwd, folder), 'FOLDER')}`
  }
  return undefined
}

const holds = (file: string, bytes: Buffer): Promise<boolean> =>
  readFile(file).then(
    found => found.equals(bytes),
    () => false,
  )

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(bytes: Buffer, shown: string): unknown {
  try {
    const value: unknown = JSON.parse(decode(bytes, shown))
    if (isObject(value)) return value
  } catch {
    // Said below: whatever the reason, the person has one thing to do.
  }
  throw new PartnerError('invalid', `the draft ${shown} is damaged; it is kept as it is`, 'Repair it, or move it away.')
}
