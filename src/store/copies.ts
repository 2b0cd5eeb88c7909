import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/**
 * Copies of what was read, in a folder of the user's own that may be deleted at any time. Each says by which build of
 * the program it was made, and carries a digest of itself: one that is damaged, cut short or of another build is none.
 * It may cost time, never truth.
 */
export interface CopiesFolder {
  folder: string
  build: string
}

const FORMAT = 'partner-copies/1'

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64url')

/** Each partnership has its own, by the name of its folder. */
const fileOf = ({ folder }: CopiesFolder, partnership: string, what: string): string =>
  join(folder, `${idOf(partnership)}-${what}.json`)

const ID = 24
const idOf = (partnership: string): string => digest(partnership).slice(0, ID)

/** What is kept of a partnership under a name; nothing where there is none. */
export function readCopy<T>(at: CopiesFolder, partnership: string, what: string): T | undefined {
  try {
    const text = readFileSync(fileOf(at, partnership, what), 'utf8')
    const end = text.indexOf('\n')
    const body = text.slice(end + 1)
    if (text.slice(0, end) === head(at, body)) return JSON.parse(body)
  } catch {
    // Not there, or damaged: it is read anew.
  }
  return undefined
}

/** Keeps something of a partnership under a name. What JSON cannot hold is not kept. */
export async function keepCopy(at: CopiesFolder, partnership: string, what: string, value: unknown): Promise<void> {
  // A home folder that is not there is not made, also not by root: the next program would look elsewhere.
  if (!existsSync(dirname(dirname(at.folder)))) return
  const body = JSON.stringify(value)
  try {
    const { ensureFolder, writeFileSafely } = await import('./writing.ts')
    await ensureFolder(at.folder, { mode: 0o700 })
    const whose = ownerFile(at, partnership)
    if (textOf(whose) !== ownerOf(partnership))
      await writeFileSafely(whose, ownerOf(partnership), { mode: 0o600, lasting: false })
    const file = fileOf(at, partnership, what)
    await writeFileSafely(file, `${head(at, body)}\n${body}`, { mode: 0o600, lasting: false })
  } catch {
    // A disk that is full or read-only is no reason not to show what was read.
  }
}

/** Of which folder the copies are, and which one it was on the disk: another may come to the same place. */
const ownerFile = (at: CopiesFolder, partnership: string): string => join(at.folder, `${idOf(partnership)}-folder.txt`)
const ownerOf = (partnership: string): string => {
  const { dev, ino } = statSync(partnership)
  return `${dev}:${ino}\n${partnership}`
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Copies, what says whose they are, and what a write that was killed leaves of them. */
const OURS = /^[\w-]{24}-[a-z]+\.(?:json|txt)$|^\.[\w-]{24}-.*\.tmp$/

const DAY = 24 * 60 * 60 * 1000
/** How long a copy is kept that was not written again, in milliseconds, and how much all of them may take, in bytes. */
const LIMITS = { age: 30 * DAY, size: 200 * 1024 * 1024 }

/**
 * Takes away copies of partnerships that are not where they were, and the oldest if they are too old or too much.
 * Whatever cannot be taken away now is taken away the next time.
 */
export async function pruneCopies(at: CopiesFolder, now: number, limits = LIMITS): Promise<void> {
  try {
    const files = readdirSync(at.folder)
      .filter(name => OURS.test(name))
      .map(name => ({ name, ...sizeAndTime(join(at.folder, name)) }))
    const newestFirst = files.toSorted((one, two) => two.time - one.time)
    let size = 0
    for (const file of newestFirst) {
      size += file.size
      const isOver = size > limits.size || now - file.time > limits.age
      if (!isOver && (file.name.startsWith('.') || isThere(at, file.name.slice(0, ID)))) continue
      const { removeFile } = await import('./writing.ts')
      await removeFile(join(at.folder, file.name))
    }
  } catch {
    // No such folder, or not one of ours to change.
  }
}

const sizeAndTime = (file: string) => {
  const { size, mtimeMs } = statSync(file)
  return { size, time: mtimeMs }
}

/** Whether the folder that the copies of this id are of still holds the partnership. */
function isThere(at: CopiesFolder, id: string): boolean {
  const text = textOf(join(at.folder, `${id}-folder.txt`))
  const folder = text?.slice(text.indexOf('\n') + 1)
  try {
    return folder !== undefined && existsSync(join(folder, 'contract.yaml')) && ownerOf(folder) === text
  } catch {
    return false
  }
}

const head = ({ build }: CopiesFolder, body: string): string => `${FORMAT} ${build} ${digest(body)}`

/** What files hold once they are parsed and validated, under the digest of their bytes. */
export interface Holdings {
  /** By the copy, else by `parse`, of which a copy is then kept. */
  of<T>(bytes: Uint8Array, parse: () => Promise<T>): Promise<T>
  /** Keeps what was asked for this time, for the next, where so many were not known yet; one, unless said otherwise. */
  keep(atLeast?: number): Promise<void>
}

/** The holdings of one kind of file of a partnership. Without a folder for copies, each is parsed anew. */
export function holdingsOf(at: CopiesFolder | undefined, partnership: string, kind: string): Holdings {
  if (!at) return { of: async (_, parse) => await parse(), keep: async () => {} }
  const old = new Map(readCopy<[string, unknown][]>(at, partnership, kind) ?? [])
  const asked = new Map<string, unknown>()
  let unknown = 0
  return {
    async of(bytes, parse) {
      const key = digest(bytes)
      if (!old.has(key)) {
        const value = await parse()
        if (!isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) return value
        unknown++
        asked.set(key, value)
        return value
      }
      asked.set(key, old.get(key))
      return old.get(key) as never
    },
    async keep(atLeast = 1) {
      if (Math.max(unknown, old.size - asked.size) >= atLeast) await keepCopy(at, partnership, kind, [...asked])
    },
  }
}
