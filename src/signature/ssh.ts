import { digest } from './statement.ts'

/** Our signatures are made and checked under this name, so that none made for another purpose passes for one. */
export const NAMESPACE = 'contract@partner-cli'

const KINDS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]

export interface PublicKey {
  kind: string
  /** `ssh-ed25519 AAAA…`: kind and base64, without the comment. */
  line: string
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  fingerprint: string
}

/** Whether keys of this kind can sign: neither DSA, which OpenSSH gave up, nor certificates, which are no keys. */
export const canSign = ({ kind }: PublicKey): boolean => KINDS.includes(kind)

export const KINDS_IN_WORDS = 'ed25519, ecdsa, rsa, or a hardware key (ed25519-sk, ecdsa-sk)'

/** A public key as its file has it: kind, base64, and perhaps a comment. */
export function publicKey(text: string): PublicKey | undefined {
  const [kind = '', base64 = ''] = text.trim().split(/\s+/, 2)
  const blob = Buffer.from(base64, 'base64')
  if (blob.toString('base64') !== base64) return undefined
  return keyOf(blob, kind)
}

function keyOf(blob: Buffer, kind?: string): PublicKey | undefined {
  const said = fieldsOf(blob).string()?.toString('latin1')
  if (!said || !/^[\w@.-]+$/.test(said) || (kind !== undefined && said !== kind)) return undefined
  const sum = Buffer.from(digest(blob), 'hex').toString('base64').replace(/=+$/, '')
  return { kind: said, line: `${said} ${blob.toString('base64')}`, fingerprint: `SHA256:${sum}` }
}

/** A private key's file. It shows its public half, passphrase or not, unless it is in an older format (`-m PEM`). */
export function privateKey(text: string): { key?: PublicKey } | undefined {
  const [, label, body] = /^-----BEGIN ((?:[A-Z0-9]+ )*)PRIVATE KEY-----\s([\s\S]*?)-----END /.exec(text) ?? []
  if (label === undefined || body === undefined) return undefined
  const fields = fieldsOf(Buffer.from(body, 'base64'))
  if (label !== 'OPENSSH ' || fields.raw(15)?.toString('latin1') !== 'openssh-key-v1\0') return {}
  // The cipher, how the passphrase is stretched, with what, and how many keys there are.
  for (const skip of [fields.string, fields.string, fields.string, fields.number]) skip()
  const blob = fields.string()
  const key = blob && keyOf(blob)
  return key ? { key } : {}
}

/** What stands in a signature's file beside the signature itself. */
export interface Seal {
  key: PublicKey
  namespace: string
}

const ARMOR = /^-----BEGIN SSH SIGNATURE-----\n([\s\S]*)\n-----END SSH SIGNATURE-----\n$/

/**
 * Reads a signature's file (PROTOCOL.sshsig). Only the one way in which ssh-keygen writes it is read: it would
 * itself overlook other line lengths, an older version number, or bytes in the field that is kept for later.
 */
export function readSeal(text: string): Seal | undefined {
  const base64 = ARMOR.exec(text)?.[1]?.replaceAll('\n', '')
  if (base64 === undefined) return undefined
  const blob = Buffer.from(base64, 'base64')
  if (text !== armored(blob)) return undefined
  const fields = fieldsOf(blob)
  const magic = fields.raw(6)?.toString('latin1')
  const version = fields.number()
  const key = keyOf(fields.string() ?? Buffer.alloc(0))
  const namespace = fields.string()?.toString('utf8')
  const reserved = fields.string()
  const hash = fields.string()?.toString('latin1')
  const signature = fields.string()
  const whole = magic === 'SSHSIG' && version === 1 && reserved?.length === 0 && signature && fields.atEnd()
  if (!whole || !key || namespace === undefined || (hash !== 'sha512' && hash !== 'sha256')) return undefined
  return isMadeBy(key, signature) ? { key, namespace } : undefined
}

/**
 * Whether a signature says that it is of its key's kind, and is whole. Of any other, ssh-keygen only says that it
 * does not know such signatures, which sounds as if a newer one might.
 */
function isMadeBy({ kind }: PublicKey, signature: Buffer): boolean {
  const fields = fieldsOf(signature)
  const said = fields.string()?.toString('latin1') ?? ''
  const isThere = fields.string() !== undefined
  // A hardware key adds a byte and a counter.
  const more = !kind.startsWith('sk-') || fields.raw(5) !== undefined
  return isThere && more && fields.atEnd() && (kind === 'ssh-rsa' ? /^rsa-sha2-(?:256|512)$/.test(said) : said === kind)
}

const armored = (blob: Buffer): string => {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

/** A line of an allowed_signers file: whose key it is, and that it counts for our signatures alone. */
export const allowedSigner = (who: string, key: string): string => `${who} namespaces="${NAMESPACE}" ${key}\n`

/** Reads the fields of SSH's binary form one after the other; undefined where they end too soon. */
function fieldsOf(blob: Buffer) {
  let at = 0
  const raw = (length: number): Buffer | undefined => {
    if (at + length > blob.length) return undefined
    at += length
    return blob.subarray(at - length, at)
  }
  const number = () => raw(4)?.readUInt32BE()
  const string = () => {
    const length = number()
    return length === undefined ? undefined : raw(length)
  }
  return { raw, number, string, atEnd: () => at === blob.length }
}
