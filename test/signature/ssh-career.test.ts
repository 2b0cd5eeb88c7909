import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSeal } from '../../src/signature/ssh.ts'
import { digest, type SignatureFile, type Statement, statementSchema } from '../../src/signature/statement.ts'
import { verify } from '../../src/signature/verify.ts'
import { openPartnership } from '../../src/store/partnership.ts'
import { proved } from '../../src/store/proofs.ts'
import { readSignatures, type Signatures } from '../../src/store/signatures.ts'
import { ENV, fingerprintOf, newKey } from '../support/keys.ts'
import { has } from '../support/programs.ts'
import { squash } from '../support/visible.ts'
import { must, newWorld, type World } from '../support/world.ts'

const folder = fileURLToPath(new URL('../support/career/', import.meta.url))
const json = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))
const keys = { a: newKey('siobhan', '-t', 'ed25519'), b: newKey('han', '-t', 'ecdsa') }

let pair: World
let files: Signatures
let id: string

const run = (...argv: string[]) => pair.runWith({ env: ENV }, ...argv)

/** Version 1 signed by both with keys, amended as they did in March, and signed again by one. */
beforeAll(async () => {
  if (!has('ssh-keygen')) return
  pair = newWorld()
  await must(run('init', '--from', `${folder}contract.json`))
  const first = json('signatures.json')
  const sign = (who: 'a' | 'b', date: string, now: string, ...more: string[]) =>
    must(
      pair.runWith(
        { env: ENV, now },
        'sign',
        '--as',
        who,
        '--name',
        first[who].name,
        '--date',
        date,
        '--ssh-key',
        keys[who],
        ...more,
      ),
    )
  await sign('a', first.a.date, '2026-01-05T19:04:00Z')
  await sign('b', first.b.date, '2026-01-06T08:00:00Z', '--vouch')
  const [{ by, why, date, signed }] = json('amendments.json')
  await must(run('amend', '--from', `${folder}amendment-v2.json`, '--by', by, '--why', why, '--date', date, '--yes'))
  await sign('a', signed.a, '2026-03-23T19:00:00Z', '--vouch')
  const half = squash((await must(run('verify'))).out)
  expect(half).toContain('Now signed by one of you Hân signed version 1. Version 2 changed wins since.')
  await sign('b', signed.b, '2026-03-23T19:05:00Z')
  const partnership = await openPartnership(pair.cwd, undefined)
  id = partnership.contract.id
  files = (await readSignatures(partnership)).found
})

describe('the career pair with real keys', () => {
  it('is verified, and each key is vouched for by the other one', async () => {
    type Saying = { partner: 'a' | 'b'; key: unknown }
    const report = JSON.parse((await must(run('verify', '--current', '--json'))).out)
    expect(report).toMatchObject({ state: 'signed', inForce: 2, behind: [], findings: [], unverified: [] })
    const said: Saying[] = report.versions.flatMap(({ signatures }: { signatures: Saying[] }) => signatures)
    expect(said).toHaveLength(4)
    for (const { partner, key } of said)
      expect(key).toMatchObject({ verified: true, vouchedFor: true, fingerprint: fingerprintOf(keys[partner]) })
  })

  it('has no byte in versions/ that can be another', () => {
    expect(files.frozen).toHaveLength(2)
    for (const file of files.frozen)
      for (let at = 0; at < file.bytes.length; at++) {
        const bytes = Buffer.from(file.bytes)
        bytes[at]! ^= 1
        // The digest alone tells; what such bytes would say is never looked at.
        const changed = { ...file, bytes, sha256: digest(bytes) }
        const found = verify(id, [...files.frozen.filter(each => each !== file), changed], [])
        expect(found, `${file.name} at ${at}`).toMatchObject([{ file: `versions/${file.name}` }])
      }
  })

  it('has no byte in a statement that can be another', () => {
    for (const file of files.signatures) {
      const before = Buffer.from(file.text)
      for (let at = 0; at < before.length; at++) {
        const bytes = Buffer.from(before)
        bytes[at]! ^= 1
        const found = verify(id, files.frozen, [asRead(file, bytes)]).map(each => each.file)
        expect(found, `${file.name} at ${at}`).toContain(`signatures/${file.name}`)
      }
    }
  })

  it('has no byte in a .sig that can be another', async () => {
    for (const file of files.signatures.slice(0, 2)) {
      const before = Buffer.from(file.sig!, 'latin1')
      let asked = 0
      for (let at = 0; at < before.length; at++) {
        const bytes = Buffer.from(before)
        bytes[at]! ^= 1
        const changed = { ...file, sig: bytes.toString('latin1') }
        if (readSeal(changed.sig)) asked++
        const found = verify(id, files.frozen, await proved(pair.cwd, [changed], { env: ENV }))
        expect(found, `${file.name}.sig at ${at}`).toMatchObject([{ file: `signatures/${file.name}.sig` }])
      }
      // Where the form is right, only ssh-keygen can tell: it must have been asked.
      expect(asked).toBeGreaterThan(50)
    }
  }, 120_000)
})

/** A signature as the folder's reader would find it with these bytes. */
function asRead(file: SignatureFile, bytes: Buffer): SignatureFile {
  const text = bytes.toString('utf8')
  const whole = Buffer.from(text).equals(bytes)
  let said: Statement | undefined
  try {
    said = whole ? statementSchema.parse(JSON.parse(text)) : undefined
  } catch {
    // No statement any more.
  }
  const { said: _, ...rest } = file
  return { ...rest, text: whole ? text : bytes.toString('latin1'), ...(said && { said }) }
}
