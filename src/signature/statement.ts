import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { FORMAT } from '../contract/contract.ts'
import { day, owner, positive, words } from '../contract/field.ts'
import type { Owner } from '../contract/people.ts'
import { other } from '../contract/people.ts'

export const ACTIONS = ['sign', 'decline'] as const
/** How it was said if not at a terminal: on a printed page, or on a page in a browser. */
export const MEDIA = ['paper', 'page'] as const

/**
 * Who agreed to which bytes of a version, or declined them. Closed: an unknown key is a change to a signed file.
 * `name` is what the person typed, `date` what they declare, `recordedAt` the clock in UTC.
 */
export const statementSchema = z.strictObject({
  format: z.literal(FORMAT),
  contract: words,
  version: positive,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is no SHA-256: 64 digits from 0 to f')),
  partner: owner,
  partnerName: words,
  name: words,
  action: z.enum(ACTIONS),
  why: z.optional(words),
  medium: z.optional(z.enum(MEDIA)),
  date: day,
  recordedAt: z.iso.datetime(),
  key: z.optional(words),
  vouches: z.optional(z.strictObject({ a: z.optional(words), b: z.optional(words) })),
  statement: words,
})
export type Statement = z.output<typeof statementSchema>

const VERBS = { sign: 'agreed to', decline: 'declined' } as const

/** The sentence that is signed. Its wording is frozen for partner/1 and never translated. */
export function statementText(said: Omit<Statement, 'statement'>): string {
  const { partner, key, vouches, why, medium } = said
  const sentence = `On ${said.date}, partner ${partner} (${said.partnerName}), typing the name ${said.name}, ${VERBS[said.action]} version ${said.version} of contract ${said.contract}, SHA-256 ${said.sha256}, recorded at ${said.recordedAt}.`
  const fingerprint = vouches?.[other(partner)]
  return [
    sentence,
    why !== undefined && `Reason: ${why}.`,
    medium !== undefined && `Medium: ${medium}.`,
    key !== undefined && `Key: ${key}.`,
    fingerprint !== undefined && `Vouches for ${other(partner)}: ${fingerprint}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** The order of keys in the file, which is part of its bytes. */
const KEYS = Object.keys(statementSchema.shape) as (keyof Statement)[]

/** The file's only right bytes: keys in order, absent ones left out, two-space JSON, a final LF. */
export function canonical(said: Omit<Statement, 'statement'>): string {
  const whole: Statement = { ...said, statement: statementText(said) }
  const ordered = KEYS.filter(key => whole[key] !== undefined).map(key => [key, whole[key]])
  return `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`
}

/** SHA-256 in hex, as `sha256sum` prints it. */
export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes with LF as line ends, whatever git or an editor made of them on this machine. */
export const frozenBytes = (bytes: Buffer): Buffer =>
  bytes.includes('\r\n') ? Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : bytes

/** `v1-3f2a9c1e.yaml` */
export const frozenName = (version: number, sha256: string): string => `v${version}-${sha256.slice(0, 8)}.yaml`

/** `v1-3f2a9c1e-a.sign.json` */
export const signatureName = (said: Pick<Statement, 'version' | 'sha256' | 'partner' | 'action'>): string =>
  `v${said.version}-${said.sha256.slice(0, 8)}-${said.partner}.${said.action}.json`

export const FROZEN_NAME = /^v(\d+)-([0-9a-f]{8})\.yaml$/
/** Statements, and beside each the same bytes signed with a key. */
export const SIGNATURE_FILES = /^v\d+-[0-9a-f]{8}-[ab]\.(?:sign|decline)\.json(?:\.sig)?$/

/** A version as it was frozen when somebody signed it. */
export interface Frozen {
  name: string
  bytes: Buffer
  sha256: string
  data: unknown
  /** The file has CRLF where LF was signed. `bytes` and `sha256` are of the text with LF. */
  crlf?: boolean
}

/** What ssh-keygen said of a signature by key; `unknown` where it could not be asked. */
export type Proof = 'good' | 'bad' | 'unknown'

/**
 * A signature file as it was found. `said` is missing where it cannot be read as one. A `.sig` that stands alone is
 * such a file under its own name.
 */
export interface SignatureFile {
  name: string
  text: string
  said?: Statement
  /** What stands in the `.sig` beside it. */
  sig?: string
  /** Missing if ssh-keygen wasn't asked. */
  proof?: Proof
  /** The names of the files that have CRLF where LF was signed: this one, or its `.sig`. `text` and `sig` have LF. */
  crlf?: readonly string[]
}

export interface Signer {
  who: Owner
  /** The name as typed. */
  name: string
  date: string
}
