import * as z from 'zod/mini'
import { owner, positive } from '../contract/field.ts'
import type { Owner } from '../contract/people.ts'
import { ACTIONS, type Statement } from './statement.ts'

/** A key that someone who runs the program accepted as a partner's. */
export interface Trust {
  partner: Owner
  /** `SHA256:…` */
  key: string
}

/** A statement that counted when this computer saw it first. */
export interface SeenStatement extends Pick<Statement, 'partner' | 'action' | 'version' | 'sha256'> {
  /** The fingerprint of the key it was signed with; missing for a typed name. */
  key?: string
  /** When this computer saw it, in UTC. */
  at: string
}

/** What one computer remembers of one contract, as `known_hosts` does of hosts. */
export interface Memory {
  statements: readonly SeenStatement[]
  trusted: readonly Trust[]
  /** When another contract was seen signed at this place last. What was seen of it is among the statements. */
  another?: string | undefined
}

/** One thing to remember. `forget` ends what was seen before it; keys that were accepted stay accepted. */
export type Fact =
  | ({ kind: 'seen' } & SeenStatement)
  | ({ kind: 'trust'; at: string } & Trust)
  | { kind: 'forget'; at: string }

const fingerprint = z.string().check(z.regex(/^SHA256:[A-Za-z0-9+/]{43}$/))
const at = z.iso.datetime()
export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seen'),
    partner: owner,
    action: z.enum(ACTIONS),
    version: positive,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    key: z.optional(fingerprint),
    at,
  }),
  z.strictObject({ kind: z.literal('trust'), partner: owner, key: fingerprint, at }),
  z.strictObject({ kind: z.literal('forget'), at }),
])

/** Which contract was seen in a folder: the contract says itself which one it is, and anyone can change what it says. */
export const placeFactSchema = z.strictObject({
  kind: z.literal('place'),
  /** From the root of the repository. */
  folder: z.string(),
  /** The name of the contract's file in the memory. */
  contract: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  at,
})
export type PlaceFact = z.infer<typeof placeFactSchema>

export const NOTHING_SEEN: Memory = { statements: [], trusted: [] }

type Named = Pick<SeenStatement, 'partner' | 'action' | 'version' | 'sha256' | 'key'>

/** Whether two statements say the same with the same key. Their dates don't matter. */
export const sameStatement = (one: Named, two: Named): boolean =>
  one.partner === two.partner &&
  one.action === two.action &&
  one.version === two.version &&
  one.sha256 === two.sha256 &&
  one.key === two.key

/** The keys that a partner was seen to sign with, the lowest version first. */
export const seenKeys = ({ statements }: Memory, who: Owner): { key: string; version: number; at: string }[] =>
  statements
    .flatMap(({ partner, key, version, at }) => (partner === who && key !== undefined ? [{ key, version, at }] : []))
    .sort((one, two) => one.version - two.version)

/** The latest version that both partners were seen to sign, and when. */
export function seenInForce({ statements }: Memory): SeenStatement | undefined {
  const signed = statements.filter(({ action }) => action === 'sign')
  const byBoth = signed.filter(one =>
    signed.some(two => two.partner !== one.partner && two.version === one.version && two.sha256 === one.sha256),
  )
  return byBoth.sort((one, two) => one.version - two.version || (one.at < two.at ? -1 : 1)).at(-1)
}
