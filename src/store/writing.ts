import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import {
  access,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PartnerError } from '../errors.ts'
import { codeOf, inPlainWords } from './system.ts'

type Content = string | Uint8Array

export interface WriteOptions {
  /** The bytes the file must still have when it is replaced; null: it must not be there. */
  expected?: Uint8Array | null
  /** Asked last of all, when everything but the name is on the disk: it may refuse. */
  mayStill?: (() => Promise<void>) | undefined
  /** Permissions; without it an existing file keeps its own. */
  mode?: number
  /** False for what may be lost in a power failure, since it can be made again. */
  lasting?: boolean
  /** The file's name as messages print it. */
  shown?: string
}

/** Puts a whole file in place of the old one, or leaves the old one as it was. */
export function writeFileSafely(file: string, content: Content, options: WriteOptions = {}): Promise<void> {
  const { expected, shown = file } = options
  return inPlainWords('write', shown, async () => {
    const mode = options.mode ?? (await modeOf(file, shown))
    await withTemporary(file, content, { ...options, mode }, async temporary => {
      if (expected !== undefined) await mustStillBe(file, expected, shown)
      await options.mayStill?.()
      await rename(temporary, file)
    })
    if (options.lasting !== false) await inPlainWords('keep', shown, () => syncFolder(dirname(file)))
  })
}

/** Makes a file that must be new, never half of it under its name. False when the name is taken. */
export function createExclusively(file: string, content: Content, options: WriteOptions = {}): Promise<boolean> {
  return inPlainWords('write', options.shown ?? file, async () => {
    if (await isTaken(file)) return false
    const created = await withTemporary(file, content, options, async temporary => {
      await options.mayStill?.()
      try {
        await link(temporary, file)
        return true
      } catch (error) {
        const code = codeOf(error) ?? ''
        if (code === 'EEXIST') return false
        if (!WITHOUT_LINKS.has(code)) throw error
        return await claimAndRename(temporary, file)
      }
    })
    // Whoever is told that nothing was written tries again, and a record must not be there twice.
    if (created) await syncFolder(dirname(file)).catch(undoing(file))
    return created
  })
}

/** Takes a file away again before an error goes on. */
const undoing = (file: string) => async (error: unknown) => {
  await rm(file, { force: true }).catch(() => {})
  throw error
}

/**
 * Makes a file under the first of the names for 1, 2, 3 … that is free, and returns it. Where a name is taken by the
 * very same bytes, that one is it: the same thing was made, and the program stopped before it could say so.
 */
export async function createFirstFree(nameOf: (n: number) => string, content: Content, options: WriteOptions = {}) {
  for (let n = 1; ; n++) {
    const file = nameOf(n)
    if (await createExclusively(file, content, options)) return file
    const there = await readFile(file).catch(() => undefined)
    if (there?.equals(Buffer.from(content))) return file
  }
}

/** Adds lines at the end of a file, in one write: what two programs add at once is there twice, and never mixed. */
export function appendTo(file: string, lines: string, options: WriteOptions = {}): Promise<void> {
  const { shown = file, mode } = options
  return inPlainWords('write', shown, async () => {
    const handle = await open(file, 'a+', mode)
    try {
      const { size } = await handle.stat()
      const last = size ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString('latin1') : '\n'
      // What a killed program left unfinished must not swallow the next line.
      await handle.write(last === '\n' ? lines : `\n${lines}`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}

/** Takes a file away, where there is one. */
export const removeFile = (file: string, shown = file): Promise<void> =>
  inPlainWords('write', shown, () => rm(file, { force: true }))

/** The file of a folder that holds this very text; none where none does, or it cannot be seen. */
export async function fileWith(folder: string, text: string): Promise<string | undefined> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name)
    if (!name.startsWith('.') && (await readFile(file, 'utf8').catch(() => undefined)) === text) return file
  }
  return undefined
}

/** Makes a folder and those around it, where they are not there. */
export function ensureFolder(folder: string, options: WriteOptions = {}): Promise<void> {
  return inPlainWords('write', options.shown ?? folder, async () => {
    const first = await makeFolders(folder, options.mode ?? 0o777)
    if (first) await syncFolder(dirname(first))
  })
}

/**
 * Makes a folder and what is missing above it; the first that was made. Each is tried once: Node's own `recursive` never
 * ends if a folder that is there says that it is not, as /proc does.
 */
async function makeFolders(folder: string, mode: number): Promise<string | undefined> {
  const missing: string[] = []
  for (let each = folder; !(await isTaken(each)) && each !== dirname(each); each = dirname(each)) missing.push(each)
  let first: string | undefined
  for (const each of missing.reverse()) {
    try {
      await mkdir(each, { mode })
      first ??= each
    } catch (error) {
      // Another process may have made it meanwhile.
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  // Fails, in the system's own words: something else has that name.
  if (!first && !(await stat(folder)).isDirectory()) await mkdir(folder, { mode })
  return first
}

/** What systems answer where a disk has no hard links (FAT, some network drives). */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL'])

/** Makes an empty file, which only one can. False when the name is taken. */
export async function claim(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx')).close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Only one can make the empty file, and that one puts the whole one in its place. */
async function claimAndRename(temporary: string, file: string): Promise<boolean> {
  if (!(await claim(file))) return false
  await rename(temporary, file).catch(undoing(file))
  return true
}

const isTaken = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )

/** What a write that was killed leaves: the temporary file, beside the one it was for. */
export const LEFTOVER = /(?:^|\/)\.[^/]+\.[0-9a-f]{12}\.tmp$/

/** The temporary file stands in the same folder, since a rename does not reach across disks. */
async function withTemporary<T>(
  file: string,
  content: Content,
  { mode, lasting }: Pick<WriteOptions, 'lasting'> & { mode?: number | undefined },
  use: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await fill(await open(temporary, 'wx', mode), content, mode, lasting)
    return await use(temporary)
  } finally {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

async function fill(handle: FileHandle, content: Content, mode: number | undefined, lasting = true): Promise<void> {
  try {
    // The mask of the process took bits away from what `open` was given.
    if (mode !== undefined) await handle.chmod(mode)
    await handle.writeFile(content)
    if (lasting) await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The permissions of a file that may be replaced; a rename alone would not ask whether it may be written. */
async function modeOf(file: string, shown: string): Promise<number | undefined> {
  try {
    const stats = await stat(file)
    if (!stats.isFile()) throw new PartnerError('system', `cannot write ${shown}: it is not a regular file`)
    await access(file, constants.W_OK)
    return stats.mode & 0o777
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function mustStillBe(file: string, expected: Uint8Array | null, shown: string): Promise<void> {
  const now = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (now === null ? expected === null : expected !== null && now.equals(expected)) return
  const what = now === null ? 'was removed' : expected === null ? 'was made by somebody else' : 'changed'
  throw new PartnerError('conflict', `${shown} ${what} while you were at work`, CONFLICT)
}

const CONFLICT = 'Nothing was written to it. Look at what changed, then run the command again.'

/** Makes a new name in the folder last through a power failure, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    if (!CANNOT_SYNC.has(codeOf(error) ?? '')) throw error
  }
}

const CANNOT_SYNC = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF'])
