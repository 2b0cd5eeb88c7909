import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './system.ts'

/** Where a partnership's files stand that a reading may follow from, and of the folder itself those two. */
const FOLDERS = ['partners', 'versions', 'signatures', 'checkins', 'timeouts', 'updates']
const FILES = ['contract.yaml', 'settings.yaml']

/**
 * One digest of all that may be read in a partnership's folder, names and bytes, and of what else is given; nothing
 * where something stands there that is no plain file, or cannot be read: that has to be said anew each time.
 */
export function digestOf(folder: string, given: string): string | undefined {
  const hash = createHash('sha256')
  const add = (name: string, bytes: Uint8Array) => {
    hash.update(`${name.length}:${name}${bytes.length}:`)
    hash.update(bytes)
  }
  add('', Buffer.from(given))
  try {
    for (const name of FILES) {
      const bytes = fileIn(folder, name)
      if (bytes) add(name, bytes)
    }
    for (const part of FOLDERS) {
      for (const entry of entriesOf(join(folder, part))) {
        if (!entry.isFile()) return undefined
        add(`${part}/${entry.name}`, readFileSync(join(folder, part, entry.name)))
      }
    }
  } catch {
    // Whatever is in the way is told by the reading itself.
    return undefined
  }
  return hash.digest('base64url')
}

function fileIn(folder: string, name: string): Buffer | undefined {
  try {
    // What is no file is not waited for: a pipe would be read for ever.
    if (!statSync(join(folder, name)).isFile()) throw new Error(`${name} is no file`)
    return readFileSync(join(folder, name))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** What stands in a folder, in the order of names; hidden files are nobody's. */
function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
    return entries.sort((one, two) => (one.name < two.name ? -1 : 1))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** A digest of all that this computer remembers; undefined if there is nothing, or it can't be read. */
export function memoryDigest(folder: string | undefined): string | undefined {
  if (!folder) return undefined
  try {
    const hash = createHash('sha256')
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
    return hash.digest('base64url')
  } catch {
    return undefined
  }
}
