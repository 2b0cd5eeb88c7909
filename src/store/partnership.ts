import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Card, cardSchema } from '../contract/card.ts'
import { type Contract, contractSchema } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { withIds } from '../contract/ids.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { PartnerError, type Problem } from '../errors.ts'
import { anyRecordSchema, keysOfRecord } from '../session/record.ts'
import { RECORD_NAME, type RecordFile } from '../session/record-file.ts'
import { type CopiesFolder, holdingsOf } from './copies.ts'
import { findPartnership, mustNotBeLostHere, shownPath } from './folder.ts'
import { mustHaveNoLinksOut } from './links.ts'
import { explainMerge } from './merging.ts'
import { parsed, readBytes, readText, readYaml } from './reading.ts'
import { shellWord } from './shell.ts'
import { strangeName } from './strange-names.ts'
import { inPlainWords } from './system.ts'
import { type NamedKey, namedKeys } from './unknown-keys.ts'
import { placedIn, type Source } from './yaml.ts'

/** A partnership's folder with its contract read. */
export interface Partnership {
  folder: string
  /** The name of a file of it, as messages print it. */
  shown(...path: string[]): string
  contract: Contract
  /** contract.yaml as it stands, with the keys nobody knows. */
  data: Draft
  source: Source
  /** The bytes as they were read. */
  bytes: Buffer
}

/** Where a partnership's files are, and how messages name them. */
export type Place = Pick<Partnership, 'folder' | 'shown'>

/** What could be read, and what is wrong with the rest: no file is left out in silence. */
export interface Readable<T> {
  found: T
  problems: readonly Problem[]
}

/** Contracts edited by hand may lack ids; everything else must be as the schema says. */
const handEdited = {
  safeParse: (data: unknown) => contractSchema.safeParse(withIds(data as Draft)),
  knows: () => contractSchema,
}

/** Finds a partnership's folder. Where there is none, that is said. */
export async function placeOf(cwd: string, dir: string | undefined): Promise<Place> {
  const folder = await findPartnership(cwd, dir)
  if (!folder) {
    mustNotBeLostHere(cwd, dir)
    const where =
      dir === undefined ? 'There is no partnership here, or in a folder above.' : `There is no partnership in ${dir}.`
    const { unfinishedTalk } = await import('./drafts.ts')
    // Whether git tracks it is asked by `init`, before it reads it.
    const talk = await unfinishedTalk(cwd, dir, {})
    const begin =
      dir === undefined
        ? 'partner init   (or name its folder: --dir FOLDER)'
        : `partner init ${shellWord(dir, 'FOLDER')}`
    const next =
      talk === undefined ? `Begin one with: ${begin}` : `A talk is not finished yet. Go on: partner init${talk}`
    throw new PartnerError('missing', where, next)
  }
  const shown = (...path: string[]) => shownPath(cwd, join(folder, ...path))
  mustHaveNoLinksOut(folder, shown)
  return { folder, shown }
}

/** Finds and reads the partnership. Without one, or with a contract that cannot be read, that is said. */
export const openPartnership = async (cwd: string, dir: string | undefined): Promise<Partnership> =>
  await readPartnership(await placeOf(cwd, dir))

/** Reads the contract that stands at a place, or in another file of it. */
export async function readPartnership({ folder, shown }: Place, name = ['contract.yaml']): Promise<Partnership> {
  const file = join(folder, ...name)
  const reading = readYaml(file, shown(...name), handEdited, { needsEnd: true, isSigned: true })
  const { source, value, bytes } = await reading.catch(async (error: unknown) => {
    throw error instanceof PartnerError ? await explained(error, file, shown(...name)) : error
  })
  return { folder, shown, contract: value, data: withIds(source.data as Draft), source, bytes }
}

/** A merge that git left in the contract is explained in the same words wherever it is met. */
async function explained(error: PartnerError, file: string, shown: string): Promise<PartnerError> {
  if (!error.problems.some(({ rule }) => rule === 'conflict-markers')) return error
  const text = await readText(file, shown)
  const problems = error.problems.map(problem => explainMerge({ ...problem, hint: error.hint }, text, shown))
  return new PartnerError(error.kind, problems)
}

/** Files of a folder that bear a name of their kind, in the order of their names; none where the folder is not there. */
export async function filesIn(partnership: Place, name: string, pattern: RegExp): Promise<Readable<string[]>> {
  const shown = partnership.shown(name)
  const entries = await inPlainWords('read', shown, () => readdir(join(partnership.folder, name))).catch(
    (error: unknown) => {
      if (error instanceof PartnerError && error.kind === 'missing') return []
      throw error
    },
  )
  const visible = entries.filter(entry => !entry.startsWith('.')).sort()
  return {
    found: visible.filter(entry => pattern.test(entry)),
    problems: visible
      .filter(entry => !pattern.test(entry))
      .map(entry => strangeName(entry, partnership.shown(name, entry), one => pattern.test(one))),
  }
}

/** Reads each file; one that cannot be read becomes its problems, and the others are still read. */
export async function readEach<T>(
  names: readonly string[],
  read: (name: string) => Promise<T>,
): Promise<Readable<T[]>> {
  const found: T[] = []
  const problems: Problem[] = []
  for (const name of names) {
    try {
      found.push(await read(name))
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error
      const last = error.problems.length - 1
      problems.push(
        ...error.problems.map((problem, index) => (index === last ? { ...problem, hint: error.hint } : problem)),
      )
    }
  }
  return { found, problems }
}

/** A record, where each part of it stands, and its keys that nobody knows. Many are kept at once, so it holds no more. */
export type ReadRecord = RecordFile & { place: Source['place']; unknownKeys: readonly NamedKey[] }

/**
 * Every record of a session. What was parsed before is taken from its copy, where there is a folder for copies; many
 * sessions are many files. Readings keep what they parsed; an act, which is waited for, leaves that to them unless it
 * had to parse so many (`keepsFrom`) that the next act would wait for them, too.
 */
export async function readRecords(
  partnership: Place,
  copies?: CopiesFolder,
  { keepsFrom = 1 }: { keepsFrom?: number } = {},
): Promise<Readable<RecordFile[]>> {
  const holdings = holdingsOf(copies, partnership.folder, 'checkins')
  const found = await eachRecord(partnership, async (name, bytes, shown): Promise<RecordFile> => {
    const record = await holdings.of(bytes, async () => parsed(bytes, shown, ...RECORD).value)
    return { name, record }
  })
  await holdings.keep(keepsFrom)
  return found
}

/** Every record, with what only `check` asks of it. */
export const readWholeRecords = async (partnership: Place): Promise<Readable<ReadRecord[]>> =>
  await eachRecord(partnership, async (name, bytes, shown): Promise<ReadRecord> => {
    const { value, source } = parsed(bytes, shown, ...RECORD)
    const unknownKeys = namedKeys(source, keysOfRecord(source.data))
    // What a parser builds takes twice the memory of a copy.
    const record = JSON.parse(JSON.stringify(value))
    return { name, record, place: placedIn(shown, source.text), unknownKeys }
  })

const RECORD = [
  { safeParse: (data: unknown) => anyRecordSchema.safeParse(data), knows: keysOfRecord },
  { needsEnd: true },
] as const

async function eachRecord<T>(
  partnership: Place,
  read: (name: string, bytes: Buffer, shown: string) => Promise<T>,
): Promise<Readable<T[]>> {
  const names = await filesIn(partnership, 'checkins', RECORD_NAME)
  // Looked up once: ten years of sessions are many names.
  const [folder, around] = [join(partnership.folder, 'checkins'), partnership.shown('checkins')]
  const { found, problems } = await readEach(names.found, async name => {
    const shown = join(around, name)
    return await read(name, await readBytes(join(folder, name), shown), shown)
  })
  return { found, problems: [...names.problems, ...problems] }
}

/** The partners' own cards, where they have some. */
export async function readCards(partnership: Place): Promise<Readable<Partial<Record<Owner, Card>>>> {
  const names = await filesIn(partnership, 'partners', /^[ab]\.yaml$/)
  const read = await readEach(names.found, async name => {
    const file = join(partnership.folder, 'partners', name)
    const { value } = await readYaml<Card>(file, partnership.shown('partners', name), cardSchema, { needsEnd: true })
    return [OWNERS.find(owner => name === `${owner}.yaml`)!, value] as const
  })
  return { found: Object.fromEntries(read.found), problems: [...names.problems, ...read.problems] }
}

/** An act refuses while anything it rests on cannot be read. */
export function mustBeReadable<T>({ found, problems }: Readable<T>): T {
  if (problems.length)
    throw new PartnerError(
      'invalid',
      problems,
      'Nothing was written. Fix the files first: what is in them would be overlooked.',
    )
  return found
}
