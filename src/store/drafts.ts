import { Buffer } from 'node:buffer'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PartnerError } from '../errors.ts'
import { decode, readBytes } from './reading.ts'
import { inPlainWords } from './system.ts'
import { createExclusively, createFirstFree, ensureFolder, writeFileSafely } from './writing.ts'

/** An interrupted talk, kept until it is finished. */
export interface DraftFile {
  file: string
  /** What was saved; undefined where nothing was. */
  load(): Promise<unknown>
  /** Keeps a JSON object. Refuses when another talk saved under this name since this one loaded or saved. */
  save(value: unknown): Promise<void>
  /** Puts the draft by under a name with the time in it, and returns that name. */
  setAside(now: Date): Promise<string>
  remove(): Promise<void>
}

/** Only its writer reads a draft: what is in it was not said yet. */
const PRIVATE = { mode: 0o600 }

/** The draft of one act and person (`init`, `init-a`, `checkin-b`) in a partnership's folder. Touches no file yet. */
export function openDraft(folder: string, name: string): DraftFile {
  const drafts = join(folder, '.draft')
  const file = join(drafts, `${name}.json`)
  let known: Buffer | null | undefined
  const remove = () => inPlainWords('write', file, () => rm(file, { force: true }))

  return {
    file,
    remove: async () => {
      await remove()
      known = null
    },
    async load() {
      known = await readBytes(file, file).catch((error: unknown) => {
        if (error instanceof PartnerError && error.kind === 'missing') return null
        throw error
      })
      return known === null ? undefined : parse(known, file)
    },
    async save(value) {
      if (!isObject(value)) throw new TypeError('a draft must be an object')
      await ensureFolder(folder)
      await ensureFolder(drafts, { mode: 0o700 })
      // Before the first draft, so that no `git add` ever finds one.
      await createExclusively(join(drafts, '.gitignore'), '*\n')
      const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
      await writeFileSafely(file, bytes, { ...PRIVATE, expected: known })
      known = bytes
    },
    async setAside(now) {
      const bytes = await readBytes(file, file)
      const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
      const nameOf = (n: number) => join(drafts, `${name}-${time}${n > 1 ? `-${n}` : ''}.json`)
      const kept = await createFirstFree(nameOf, bytes, PRIVATE)
      await remove()
      known = null
      return kept
    },
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(bytes: Buffer, file: string): unknown {
  try {
    const value: unknown = JSON.parse(decode(bytes, file))
    if (isObject(value)) return value
  } catch {
    // Said below: whatever the reason, the person has one thing to do.
  }
  throw new PartnerError('invalid', `the draft ${file} is damaged; it is kept as it is`, 'Repair it, or move it away.')
}
