import { type Owner, other } from '../contract/people.ts'
import { publicKey } from './ssh.ts'
import type { SignatureFile } from './statement.ts'

/** A signature whose key was verified: who used which key, and for whose they vouched with it. */
export interface KeyUse {
  file: string
  who: Owner
  version: number
  fingerprint: string
  recordedAt: string
  /** The other partner's key, as it was known when this was signed. */
  vouches?: string
}

/** Every use of a key that ssh-keygen verified, in the order in which they were recorded. */
export function keyUses(signatures: readonly SignatureFile[]): KeyUse[] {
  const uses = signatures.flatMap(({ name, said, proof }): KeyUse[] => {
    const fingerprint = said?.key !== undefined && publicKey(said.key)?.fingerprint
    if (!said || !fingerprint || proof !== 'good') return []
    const { partner: who, version, recordedAt } = said
    const vouches = said.vouches?.[other(who)]
    return [{ file: name, who, version, fingerprint, recordedAt, ...(vouches !== undefined && { vouches }) }]
  })
  return uses.sort((one, two) => order(one).localeCompare(order(two), 'en'))
}

const order = ({ recordedAt, version, file }: KeyUse) => `${recordedAt} ${String(version).padStart(9, '0')} ${file}`

/** The key a partner signed with last. */
export const knownKey = (uses: readonly KeyUse[], who: Owner): string | undefined =>
  uses.findLast(use => use.who === who)?.fingerprint

/** Whose key it is: that of whoever signed with it first. */
export const ownerOfKey = (uses: readonly KeyUse[], fingerprint: string): KeyUse | undefined =>
  uses.find(use => use.fingerprint === fingerprint)

/** Whether the other partner has signed, by key, that this key is this partner's. */
export const isVouchedFor = (uses: readonly KeyUse[], { who, fingerprint }: KeyUse): boolean =>
  uses.some(use => use.who === other(who) && use.vouches === fingerprint)

/** The version that the partner signed before this one, where that was with another key. */
export function otherKeyBefore(uses: readonly KeyUse[], use: KeyUse): number | undefined {
  const before = uses.slice(0, uses.indexOf(use)).findLast(({ who }) => who === use.who)
  return before && before.fingerprint !== use.fingerprint ? before.version : undefined
}
