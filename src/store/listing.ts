import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PartnerError, type Problem } from '../errors.ts'
import { FILES, FOLDERS } from './kinds.ts'
import type { Place } from './partnership.ts'
import { isCopyOf, strangeName } from './strange-names.ts'
import { inPlainWords } from './system.ts'

/** What the program looks for at the top, under this name alone; a README may be written in any way. */
const KNOWN: readonly string[] = [...FOLDERS, ...FILES.filter(name => name.endsWith('.yaml'))]

/** A name that some disks take for a known one and others do not: on one machine it is read, and not on the other. */
const isAlmostKnown = (name: string): boolean => !KNOWN.includes(name) && KNOWN.includes(name.toLowerCase())

/** What stands in a partnership's folders. */
export interface Listing {
  /** By their paths from the folder, with `/` on every system. */
  names: readonly string[]
  /** How many of them are files. */
  files: number
  /** Folders that cannot be listed. */
  problems: readonly Problem[]
}

export async function listingOf({ folder, shown }: Place): Promise<Listing> {
  const found: { name: string; isFile: boolean }[] = []
  const problems: Problem[] = []
  for (const name of ['', ...FOLDERS]) {
    const list = () => readdir(join(folder, name), { withFileTypes: true })
    try {
      const entries = await inPlainWords('read', shown(name), list)
      for (const entry of entries) found.push({ name: join(name, entry.name), isFile: entry.isFile() })
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error
      if (error.kind !== 'missing') problems.push(...error.problems)
    }
  }
  for (const { name } of found.filter(({ name }) => isAlmostKnown(name) || isCopyOf(name, KNOWN)))
    problems.push(strangeName(name, shown(name), one => KNOWN.includes(one)))
  const names = found.map(({ name }) => name.replaceAll('\\', '/')).sort()
  return { names, files: found.filter(({ isFile }) => isFile).length, problems }
}
