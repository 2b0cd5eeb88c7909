import type { Contract } from '../contract/contract.ts'
import { type Draft, get } from '../contract/draft.ts'
import { type Judged, judge, type View } from '../signature/judge.ts'
import { type Fact, type Memory, type SeenStatement, sameStatement, type Trust } from '../signature/memory.ts'
import { publicKey } from '../signature/ssh.ts'
import { type Remembered, readMemory, remember } from './memory.ts'
import type { Partnership, Place, Readable } from './partnership.ts'
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
  remembered: Remembered
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
  const read = readMemory(here.memory, id)
  const remembered: Remembered = forget ? { memory: { ...read.memory, statements: [] } } : read
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

/** Remembers what counts and wasn't seen yet, and what was accepted. Returns why it couldn't, in words. */
export async function rememberSigned(
  { contract }: { contract: Pick<Contract, 'id'> },
  { judged, remembered: { memory } }: Signed,
  here: Pick<Here, 'memory' | 'now'>,
  { trust = [], forget = false }: Pick<Looking, 'trust' | 'forget'> = {},
): Promise<string | undefined> {
  const at = `${here.now().toISOString().slice(0, 19)}Z`
  const accepted = trust.filter(
    ({ partner, key }) => !memory.trusted.some(known => known.partner === partner && known.key === key),
  )
  const facts: Fact[] = [
    ...(forget ? [{ kind: 'forget' as const, at }] : []),
    ...accepted.map(each => ({ kind: 'trust' as const, ...each, at })),
    ...newStatements(judged, memory, at).map(seen => ({ kind: 'seen' as const, ...seen })),
  ]
  return await remember(here.memory, contract.id, facts)
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
