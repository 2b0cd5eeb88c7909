import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { ensureFolder, writeFileSafely } from './writing.ts'

/**
 * Where copies are kept: a folder of the user's own, which may be deleted at any time, and which build of the program
 * reads and writes them, since another one may understand a file otherwise.
 */
export interface CopiesFolder {
  folder: string
  build: string
}

/** A file as it was read, of which a copy may be kept. */
export interface ReadBytes {
  /** What was made of the bytes: the same bytes are another thing as a card than as a contract. */
  kind: string
  bytes: Uint8Array
}

/**
 * What files hold once they are parsed and validated, kept as JSON under the digest of their bytes. Reading commands
 * take it from here and spare themselves YAML and schema; acts, `sign`, `verify` and `check` read the files
 * themselves. A copy that is damaged, of another build or of other bytes is none: it may cost time, never truth.
 */
export interface Copies {
  /** What the bytes hold: by the copy, else by `parse`, of which a copy is then kept. */
  of<T>(file: ReadBytes, parse: () => Promise<T>): Promise<T>
  /** Keeps what was parsed for the next time, and nothing that was not asked for this time. */
  keep(): Promise<void>
}

/** Without a folder to keep them in, everything is parsed each time. */
export const NO_COPIES: Copies = { of: async (_, parse) => await parse(), keep: async () => {} }

/** The copies of one partnership's files. `part` parts the many from the few, so that reading the few stays quick. */
export function copiesOf(at: CopiesFolder | undefined, partnership: string, part: string): Copies {
  if (!at) return NO_COPIES
  const file = join(at.folder, `${digest(partnership).slice(0, 24)}-${part}.json`)
  const old = load(file, at.build)
  const asked = new Map<string, unknown>()
  let isNew = false
  return {
    async of({ kind, bytes }, parse) {
      const key = `${kind} ${digest(bytes)}`
      if (old.has(key)) {
        asked.set(key, old.get(key))
        return old.get(key) as never
      }
      const value = await parse()
      // What JSON cannot hold (an infinite number under a key nobody knows) is parsed again each time.
      if (isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? 'null'), value)) {
        asked.set(key, value)
        isNew = true
      }
      return value
    },
    async keep() {
      if (!isNew && asked.size === old.size) return
      try {
        await ensureFolder(at.folder, { mode: 0o700 })
        await writeFileSafely(file, written(at.build, asked), { mode: 0o600 })
      } catch {
        // A disk that is full or read-only is no reason not to show what was read.
      }
    },
  }
}

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('base64url')

const FORMAT = 'partner-copies/1'

/** One line that says what follows, and what follows. */
function written(build: string, values: ReadonlyMap<string, unknown>): string {
  const body = JSON.stringify([...values])
  return `${FORMAT} ${build} ${digest(body)}\n${body}`
}

function load(file: string, build: string): ReadonlyMap<string, unknown> {
  try {
    const text = readFileSync(file, 'utf8')
    const end = text.indexOf('\n')
    const body = text.slice(end + 1)
    if (text.slice(0, end) === `${FORMAT} ${build} ${digest(body)}`) return new Map(JSON.parse(body))
  } catch {
    // Not there, or damaged: the files themselves are read.
  }
  return new Map()
}
