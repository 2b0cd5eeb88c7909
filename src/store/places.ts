import { lstatSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { get } from '../contract/draft.ts'
import { PartnerError } from '../errors.ts'
import { type PlaceFact, placeFactSchema } from '../signature/memory.ts'
import { digest } from '../signature/statement.ts'
import { FOLDER } from './folder.ts'
import { addFacts, memoryName, readFacts } from './memory.ts'
import { realPath, rootOf } from './repository.ts'
import { parseYaml } from './yaml.ts'

/** What this computer knows of the folder of a partnership, whatever the files in it say. */
export interface SeenPlace {
  /** The file of the repository that the folder is in. */
  file: string
  /** The folder, from the root of the repository. */
  folder: string
  /** The contracts that were seen there, or that were where this one is found now, by their names in the memory. */
  contracts: readonly string[]
  /** Whether this folder itself is known. */
  known: boolean
  trouble?: string
}

/** A file is no larger: nobody reads the id of a contract in one that is. */
const LARGEST = 4 * 1024 * 1024

/**
 * Which contracts this computer saw in a folder. Of a folder that it doesn't know, it is asked which contracts of the
 * repository it saw where `partner` finds this folder now, and which of them are not where they were: a shared
 * repository can move a folder as well as it can change an id.
 */
export function readPlace(memory: string, folder: string): SeenPlace {
  const { root, file, within } = locate(memory, folder)
  const { facts, trouble } = readFacts(file, placeFactSchema)
  const latest = new Map(facts.flatMap(fact => (fact ? [[fact.folder, fact.contract] as const] : [])))
  const own = latest.get(within)
  const damaged = facts.indexOf(undefined, facts.findLastIndex(fact => fact?.folder === within) + 1)
  const others = [...latest].filter(
    ([other, contract]) => foundFrom(other) === foundFrom(within) || contractAt(join(root, other)) !== contract,
  )
  const why = trouble ?? (damaged < 0 ? undefined : `${file} is damaged in line ${damaged + 1}`)
  return {
    file,
    folder: within,
    contracts: own === undefined ? others.map(([, contract]) => contract) : [own],
    known: own !== undefined,
    ...(why !== undefined && { trouble: why }),
  }
}

/** Remembers which contract is in a folder, if there is a memory. Returns why it couldn't, in words. */
export const rememberPlace = async (
  memory: string | undefined,
  folder: string,
  contractId: string,
  at: string,
): Promise<string | undefined> => {
  if (!memory) return undefined
  const { file, within } = locate(memory, folder)
  const fact: PlaceFact = { kind: 'place', folder: within, contract: memoryName(contractId), at }
  return await addFacts(memory, file, [fact])
}

/** The file that knows a folder: one for a repository, so that it also knows the other folders in it. */
function locate(memory: string, folder: string) {
  const real = realPath(folder)
  const root = rootOf(real) ?? (basename(real) === FOLDER ? dirname(real) : real)
  const file = join(memory, `place-${digest(Buffer.from(root)).slice(0, 32)}.jsonl`)
  return { root, file, within: relative(root, real).replaceAll('\\', '/') }
}

/** Where `partner` without `--dir` finds a folder first: in it, or in the one above `partnership`. */
const foundFrom = (folder: string): string =>
  basename(folder) === FOLDER ? dirname(folder).replace(/^\.$/, '') : folder

/** The name in the memory of the contract that is in a folder now; undefined if none can be read. */
function contractAt(folder: string): string | undefined {
  const file = join(folder, 'contract.yaml')
  try {
    const stats = lstatSync(file)
    if (!stats.isFile() || stats.size > LARGEST) return undefined
    const id = get(parseYaml(file, readFileSync(file, 'utf8')).data as never, 'id')
    return typeof id === 'string' ? memoryName(id) : undefined
  } catch (error) {
    if (!(error instanceof PartnerError) && (error as NodeJS.ErrnoException).code === undefined) throw error
    return undefined
  }
}
