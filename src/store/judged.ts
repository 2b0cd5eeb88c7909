import type { Contract } from '../contract/contract.ts'
import { type Draft, get } from '../contract/draft.ts'
import { type Judged, judge, type View } from '../signature/judge.ts'
import {
  type Fact,
  type Memory,
  NOTHING_SEEN,
  type SeenStatement,
  sameStatement,
  type Trust,
} from '../signature/memory.ts'
import { publicKey } from '../signature/ssh.ts'
import { memoryName, type Remembered, readMemory, remember } from './memory.ts'
import type { Partnership, Place, Readable } from './partnership.ts'
import { readPlace, rememberPlace, type SeenPlace } from './places.ts'
import { type Proving, proved } from './proofs.ts'
import { readSignatures, type Signatures } from './signatures.ts'

/** What this computer brings to a verdict, besides the folder. A command's context has all of it. */
export interface Here extends Proving {
  /** The folder in which this computer remembers what it has seen; undefined if it can't. */
  memory?: string | undefined
  now(): Date
}

export interface Looking {
  /** Asks ssh-keygen about every signature, also about those that it verified before. */
  again?: boolean
  /** Keys that are accepted from now on. */
  trust?: readonly Trust[]
  /** Accepts what the folder holds now in place of what was seen before. */
  forget?: boolean
  unverifiedCounts?: boolean
}

/** All signed files, and the verdict about them. */
export interface Signed extends Signatures {
  judged: Judged
  /** The verdict of the files alone and the keys that were accepted: the same on each computer. */
  byFiles(): Judged
  remembered: Remembered & { place?: SeenPlace }
}

/** A folder whose contract.yaml can't be read: only the saved versions say which contract it is. */
export type Unread = Place & { bytes: Buffer; data: Draft; contract?: undefined }

/** Reads what was signed, has signatures by key verified, and judges it by what this computer has seen. */
export async function readSigned(
  partnership: Partnership | Unread,
  here: Here,
  { again, trust = [], forget, unverifiedCounts = false }: Looking = {},
): Promise<Readable<Signed>> {
  const { found, problems } = await readSignatures(partnership)
  const signatures = await proved(partnership.folder, found.signatures, {
    env: here.env,
    patience: here.patience,
    copies: again ? undefined : here.copies,
  })
  const id = partnership.contract?.id ?? String(get((found.frozen[0]?.data ?? {}) as Draft, 'id') ?? '')
  const read = recall(here.memory, partnership.folder, id)
  const remembered: Signed['remembered'] = forget
    ? { memory: { ...read.memory, statements: [], another: undefined }, ...(read.place && { place: read.place }) }
    : read
  const files = { frozen: found.frozen, signatures }
  const view: View = { now: here.now(), unverifiedCounts, given: trust }
  const { trusted } = remembered.memory
  return {
    found: {
      ...files,
      judged: judge(id, files, { ...view, memory: remembered.memory }),
      byFiles: () => judge(id, files, { ...view, memory: { statements: [], trusted } }),
      remembered,
    },
    problems,
  }
}

/**
 * What this computer remembers of a contract and of its place. If another contract was seen signed there, what was seen
 * of that one is asked for too: who changes the id of a contract doesn't start anew.
 */
function recall(memory: string | undefined, folder: string, id: string): Signed['remembered'] {
  if (!memory) return { memory: NOTHING_SEEN }
  const name = id && memoryName(id)
  const own = readMemory(memory, name)
  const place = readPlace(memory, folder)
  const others = place.contracts.filter(each => each !== name).map(each => readMemory(memory, each))
  const all = [own, ...others]
  const troubles = [...all, place].flatMap(({ trouble }) => trouble ?? [])
  const seenThere = others.flatMap(other => other.memory.statements)
  const another =
    id && seenThere.length
      ? seenThere
          .map(({ at }) => at)
          .sort()
          .at(-1)
      : undefined
  return {
    memory: {
      statements: all.flatMap(each => each.memory.statements),
      trusted: all.flatMap(each => each.memory.trusted),
      another,
    },
    place,
    ...(troubles.length && { trouble: troubles.join(', ') }),
  }
}

/** Remembers what counts and wasn't seen yet, and what was accepted. Returns why it couldn't, in words. */
export async function rememberSigned(
  { contract, folder }: { contract: Pick<Contract, 'id'>; folder: string },
  { judged, remembered: { memory, place } }: Signed,
  here: Pick<Here, 'memory' | 'now'>,
  { trust = [], forget = false }: Pick<Looking, 'trust' | 'forget'> = {},
): Promise<string | undefined> {
  const at = `${here.now().toISOString().slice(0, 19)}Z`
  const accepted = trust.filter(
    ({ partner, key }) => !memory.trusted.some(known => known.partner === partner && known.key === key),
  )
  // Before somebody accepts another contract at a place, it is not what was seen there.
  const seen = memory.another ? [] : newStatements(judged, memory, at)
  const facts: Fact[] = [
    ...(forget ? [{ kind: 'forget' as const, at }] : []),
    ...accepted.map(each => ({ kind: 'trust' as const, ...each, at })),
    ...seen.map(each => ({ kind: 'seen' as const, ...each })),
  ]
  const trouble = await remember(here.memory, contract.id, facts)
  const isSigned = !memory.another && memory.statements.length + seen.length > 0
  const isNew = !place?.known || place.contracts[0] !== memoryName(contract.id)
  const isHere = forget || (isSigned && isNew && !place?.trouble)
  if (trouble !== undefined || !place || !contract.id || !isHere) return trouble
  return await rememberPlace(here.memory, folder, contract.id, at)
}

const newStatements = ({ signatures }: Judged, memory: Memory, at: string): SeenStatement[] =>
  signatures
    .flatMap(({ said }): SeenStatement[] => {
      if (!said) return []
      const { partner, action, version, sha256 } = said
      const key = said.key === undefined ? undefined : publicKey(said.key)?.fingerprint
      return [{ partner, action, version, sha256, ...(key && { key }), at }]
    })
    .filter(seen => !memory.statements.some(known => sameStatement(known, seen)))
