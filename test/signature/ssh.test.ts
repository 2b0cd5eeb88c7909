import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allowedSigner, canSign, privateKey, publicKey, readSeal } from '../../src/signature/ssh.ts'
import { fingerprintOf, lineOf, NAMESPACE, newKey, PASSPHRASE, signedElsewhere } from '../support/keys.ts'

const KEYS: Record<string, string> = {
  ed25519: newKey('ed', '-t', 'ed25519'),
  ecdsa: newKey('ec', '-t', 'ecdsa'),
  'ecdsa 521': newKey('ec521', '-t', 'ecdsa', '-b', '521'),
  rsa: newKey('rsa', '-t', 'rsa', '-b', '2048'),
  'with a passphrase': newKey('enc', '-t', 'ed25519', '-N', PASSPHRASE),
}
const cases = Object.entries(KEYS)

describe('a key', () => {
  it.each(cases)('has the line and the fingerprint that ssh-keygen gives it: %s', (_, file) => {
    const key = publicKey(readFileSync(`${file}.pub`, 'utf8'))!
    expect(key.line).toBe(lineOf(file))
    expect(key.fingerprint).toBe(fingerprintOf(file))
    expect(canSign(key)).toBe(true)
  })

  it.each(cases)('shows its public half in its private file: %s', (_, file) => {
    expect(privateKey(readFileSync(file, 'utf8'))?.key?.line).toBe(lineOf(file))
  })

  it('in the older format hides it', () => {
    expect(privateKey(readFileSync(newKey('pem', '-t', 'rsa', '-b', '2048', '-m', 'PEM'), 'utf8'))).toEqual({})
  })

  it.each(['', 'ssh-ed25519', 'ssh-ed25519 AAAA', 'hello world', 'ssh-rsa !!!!', '-----BEGIN PRIVATE KEY-----'])(
    'is not in %j',
    text => {
      expect(publicKey(text)).toBeUndefined()
      expect(privateKey(text)?.key).toBeUndefined()
    },
  )

  it('is what it says it is: another kind before the same bytes is none', () => {
    expect(publicKey(lineOf(KEYS.ed25519!).replace('ssh-ed25519', 'ssh-rsa'))).toBeUndefined()
  })

  it('of a kind that cannot be used here is told', () => {
    const dsa = `ssh-dss ${Buffer.from('\0\0\0\x07ssh-dss').toString('base64')}`
    expect(canSign(publicKey(dsa)!)).toBe(false)
  })

  it('stands in allowed_signers for one purpose', () => {
    expect(allowedSigner('a', 'ssh-ed25519 AAAA')).toBe('a namespaces="contract@partner-cli" ssh-ed25519 AAAA\n')
  })
})

describe('a signature', () => {
  it.each(cases.filter(([name]) => name !== 'with a passphrase'))('is read as ssh-keygen wrote it: %s', (_, file) => {
    const seal = readSeal(signedElsewhere(file, 'hello'))!
    expect(seal.key.line).toBe(lineOf(file))
    expect(seal.namespace).toBe(NAMESPACE)
  })

  const signed = (name: string) => signedElsewhere(KEYS[name]!, 'hello')
  /** The bytes with one word of theirs changed, where it stands for the last time. */
  const withLast = (bytes: Buffer, word: string, other: string): Buffer => {
    const changed = Buffer.from(bytes)
    changed.write(other, changed.lastIndexOf(word), 'latin1')
    return changed
  }
  const blobOf = (text: string) => Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64')
  const armored = (blob: Buffer) =>
    [
      '-----BEGIN SSH SIGNATURE-----',
      ...blob.toString('base64').match(/.{1,70}/g)!,
      '-----END SSH SIGNATURE-----',
      '',
    ].join('\n')

  it.each<[what: string, changed: (sig: string) => string]>([
    ['other line lengths', sig => sig.replace(/\n(?=\w{9})(?!-)/, '').replace(/(.{60})(.{10})\n/, '$1\n$2\n')],
    ['CRLF', sig => sig.replaceAll('\n', '\r\n')],
    ['a line before it', sig => `\n${sig}`],
    ['a line after it', sig => `${sig}\n`],
    ['no last line end', sig => sig.trimEnd()],
    ['nothing', () => ''],
    ['a second signature', sig => sig + sig],
    // These ssh-keygen verifies without a word.
    ['an older version', sig => armored(Buffer.from(blobOf(sig).map((byte, at) => (at === 9 ? 0 : byte))))],
    [
      'something in the field kept for later',
      sig =>
        armored(
          Buffer.from(
            blobOf(sig).toString('latin1').replace(`${NAMESPACE}\0\0\0\0`, `${NAMESPACE}\0\0\0\x02hi`),
            'latin1',
          ),
        ),
    ],
    ['bytes after it', sig => armored(Buffer.concat([blobOf(sig), Buffer.from('x')]))],
    ['its last byte missing', sig => armored(blobOf(sig).subarray(0, -1))],
    // Of these ssh-keygen says only that it does not know such signatures.
    ...(
      [
        ['ssh-ed25519', 'ssh-ed25510'],
        ['ssh-ed25519', 'rsa-sha2-25'],
      ] as const
    ).map(([is, says]): [string, (sig: string) => string] => [
      `another name for how it is made (${says})`,
      sig => armored(withLast(blobOf(sig), is, says)),
    ]),
    [
      'a name for how it is made that its key is not of',
      () => armored(withLast(blobOf(signed('rsa')), 'rsa-sha2-512', 'ssh-ed255191')),
    ],
  ])('is none when it has %s', (_, changed) => {
    const sig = signed('ed25519')
    const text = changed(sig)
    expect(text).not.toBe(sig)
    expect(readSeal(text)).toBeUndefined()
  })

  it('for another purpose says so', () => {
    expect(readSeal(signedElsewhere(KEYS.ed25519!, 'hello', 'git'))?.namespace).toBe('git')
  })
})
