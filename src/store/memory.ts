import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PartnerError } from '../errors.ts'
import { type Fact, factSchema, type Memory, NOTHING_SEEN } from '../signature/memory.ts'
import { digest } from '../signature/statement.ts'
import { codeOf, inWords } from './system.ts'
import { appendTo, ensureFolder } from './writing.ts'

/** Above this, a file is not what this program wrote. */
const LARGEST = 4 * 1024 * 1024

export interface Remembered {
  memory: Memory
  /** Why there is no memory, or only a part of it, in words. */
  trouble?: string
}

/** The name of a contract's file. Its id comes from someone else, so it is never used as a name. */
export const memoryName = (contractId: string): string => digest(Buffer.from(contractId)).slice(0, 32)

/** What this computer remembers of a contract, by its name in the memory. */
export function readMemory(folder: string | undefined, name: string): Remembered {
  if (!folder || !name) return { memory: NOTHING_SEEN }
  const file = join(folder, `${name}.jsonl`)
  const { facts, trouble } = readFacts(file, factSchema as unknown as Schema<Fact>)
  if (trouble !== undefined) return { memory: NOTHING_SEEN, trouble }
  const from = facts.findLastIndex(fact => fact?.kind === 'forget') + 1
  const damaged = facts.indexOf(undefined, from)
  const memory = memoryOf(facts, from)
  return damaged < 0 ? { memory } : { memory, trouble: `${file} is damaged in line ${damaged + 1}` }
}

interface Schema<T> {
  safeParse(data: unknown): { data?: T | undefined }
}

/**
 * The facts of a file, undefined for a line that is none. A file has one fact a line and only grows, so two programs at
 * once don't undo each other. A last line without its line end is being written right now, or its writer was killed: it
 * is skipped.
 */
export function readFacts<T>(file: string, schema: Schema<T>): { facts: (T | undefined)[]; trouble?: string } {
  let text: string
  try {
    const { size } = statSync(file)
    if (size > LARGEST) return { facts: [], trouble: `${file} is too large to be this program's memory` }
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return { facts: [] }
    return { facts: [], trouble: `${file} can't be read: ${inWords(error)}` }
  }
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return { facts: lines.filter(Boolean).map(line => factIn(line, schema)) }
}

function factIn<T>(line: string, schema: Schema<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** Accepted keys stay accepted; of what was seen, only what comes `from` there on counts. */
const memoryOf = (facts: readonly (Fact | undefined)[], from: number): Memory => ({
  statements: facts.slice(from).flatMap(fact => (fact?.kind === 'seen' ? [fact] : [])),
  trusted: facts.flatMap(fact => (fact?.kind === 'trust' ? [{ partner: fact.partner, key: fact.key }] : [])),
})

/** Adds facts to the memory of a contract. Returns why it couldn't, in words; undefined if all is well. */
export const remember = async (
  folder: string | undefined,
  contractId: string,
  facts: readonly Fact[],
): Promise<string | undefined> =>
  facts.length && contractId
    ? await addFacts(folder, folder ? join(folder, `${memoryName(contractId)}.jsonl`) : '', facts)
    : undefined

/** Adds facts to a file of the memory. Returns why it couldn't, in words. */
export async function addFacts(
  folder: string | undefined,
  file: string,
  facts: readonly object[],
): Promise<string | undefined> {
  // A home folder that is not there is not made: the next program would look elsewhere.
  if (!folder || !existsSync(dirname(dirname(dirname(folder))))) return 'there is no home folder'
  try {
    await ensureFolder(folder, { mode: 0o700 })
    await appendTo(file, facts.map(fact => `${JSON.stringify(fact)}\n`).join(''), { mode: 0o600 })
    return undefined
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    return error.problems.map(({ what }) => what).join(', ')
  }
}
