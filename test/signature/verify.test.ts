import { describe, expect, it } from 'vitest'
import { judge } from '../../src/signature/judge.ts'
import { standingOf } from '../../src/signature/state.ts'
import {
  canonical,
  digest,
  type Frozen,
  frozenBytes,
  frozenName,
  type SignatureFile,
  type Statement,
  signatureName,
  statementSchema,
  statementText,
} from '../../src/signature/statement.ts'
import { verify } from '../../src/signature/verify.ts'
import { parseYaml } from '../../src/store/yaml.ts'

const ID = '0b4f6c1e'
const text = `format: partner/1\nid: ${ID}\nversion: 1\npartners:\n  a: {name: Siobhán "Shiv"}\n  b: {name: Hân}\nprinciples: [Zoë 🎉]\n...\n`

/** A frozen version as the folder's reader finds it under a name. */
function frozen(content: Buffer, name?: string): Frozen {
  const sha256 = digest(content)
  let data: unknown
  try {
    data = parseYaml('v', content.toString('utf8')).data
  } catch {
    // Altered beyond reading.
  }
  return { name: name ?? frozenName(1, sha256), bytes: content, sha256, data }
}

/** And a signature. */
function signature(content: Buffer, name: string): SignatureFile {
  const read = content.toString('utf8')
  const whole = Buffer.from(read).equals(content)
  let said: Statement | undefined
  try {
    said = whole ? statementSchema.parse(JSON.parse(read)) : undefined
  } catch {
    // No statement any more.
  }
  return { name, text: whole ? read : content.toString('latin1'), ...(said && { said }) }
}

const version = frozen(Buffer.from(text))
const statement = (changes: Partial<Statement> = {}): Omit<Statement, 'statement'> => ({
  format: 'partner/1',
  contract: ID,
  version: 1,
  sha256: version.sha256,
  partner: 'a',
  partnerName: 'Siobhán "Shiv"',
  name: 'Siobhán',
  action: 'sign',
  date: '2026-01-05',
  recordedAt: '2026-01-05T19:04:00Z',
  ...changes,
})
const signed = (changes: Partial<Statement> = {}, name?: string): SignatureFile => {
  const said = statement(changes)
  return signature(Buffer.from(canonical(said)), name ?? signatureName(said))
}
const a = signed()
const b = signed({ partner: 'b', partnerName: 'Hân', name: 'Hân', date: '2026-01-06' })

/** The files that verify names. */
const named = (versions: readonly Frozen[], signatures: readonly SignatureFile[]) =>
  verify(ID, versions, signatures).map(({ file }) => file)

/** Each copy of the bytes with one of them changed, in one bit, in all bits, and taken away. */
function* altered(bytes: Buffer): Generator<[at: number, bytes: Buffer]> {
  for (let at = 0; at < bytes.length; at++) {
    for (const flip of [1, 0x20, 0xff]) {
      const copy = Buffer.from(bytes)
      copy[at]! ^= flip
      yield [at, copy]
    }
    yield [at, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])]
  }
}

describe('files as they were signed', () => {
  it('have nothing to say against them', () => {
    expect(verify(ID, [version], [a, b])).toEqual([])
  })

  it('are named when one byte of the version is another, at any offset', () => {
    for (const [at, bytes] of altered(version.bytes)) {
      const found = named([frozen(bytes, version.name)], [a, b])
      expect(found, `offset ${at}`).toContain(`versions/${version.name}`)
    }
  })

  it.each([
    ['a', a],
    ['b', b],
  ])("are named when one byte of %s's signature is another, at any offset", (_, file) => {
    for (const [at, bytes] of altered(Buffer.from(file.text))) {
      const other = file === a ? b : a
      const found = named([version], [signature(bytes, file.name), other])
      expect(found, `offset ${at}`).toContain(`signatures/${file.name}`)
    }
  })

  it.each<[what: string, text: string]>([
    ['a line more at the end', `${a.text}\n`],
    ['no line end', a.text.trimEnd()],
    ['CRLF', a.text.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${a.text}`],
    ['another order of keys', a.text.replace(/( {2}"partner": .*\n)( {2}"partnerName": .*\n)/, '$2$1')],
    ['other indentation', JSON.stringify(JSON.parse(a.text), null, 4)],
    ['letters written as escapes', a.text.replaceAll('á', '\\u00e1')],
    ['a key more', a.text.replace('{\n', '{\n  "note": "x",\n')],
    ['a key twice', a.text.replace('{\n', '{\n  "name": "Mallory",\n')],
    ['another sentence', a.text.replace('agreed to', 'read')],
  ])('are named when a signature has %s', (_, changed) => {
    expect(changed).not.toBe(a.text)
    expect(named([version], [signature(Buffer.from(changed), a.name)])).toContain(`signatures/${a.name}`)
  })

  it.each<[what: string, versions: Frozen[], signatures: SignatureFile[], file: string]>([
    ['the version is missing', [], [a], `signatures/${a.name}`],
    ['the version has another name', [frozen(version.bytes, 'v1-00000000.yaml')], [], 'versions/v1-00000000.yaml'],
    [
      'the version has a number that is not in it',
      [frozen(version.bytes, version.name.replace('v1', 'v2'))],
      [],
      'versions/v2',
    ],
    ['the version is of another contract', [frozen(Buffer.from(text.replace(ID, 'other')))], [], 'versions/v1-'],
    ['the signature is of another contract', [version], [signed({ contract: 'other' })], `signatures/${a.name}`],
    ['the signature names the other partner', [version], [signed({}, a.name.replace('-a.', '-b.'))], '-b.sign.json'],
    ['the signature says to decline', [version], [signed({}, a.name.replace('.sign.', '.decline.'))], '.decline.json'],
    ['the signature says another version', [version], [signed({ version: 2 })], 'signatures/v2-'],
    [
      'the signature says another name than the contract',
      [version],
      [signed({ partnerName: 'Ana' })],
      `signatures/${a.name}`,
    ],
  ])('are named when %s', (_, versions, signatures, file) => {
    expect(named(versions, signatures).join(' ')).toContain(file)
  })
})

describe('the statement', () => {
  it('is the sentence of format.md', () => {
    expect(statementText(statement())).toBe(
      `On 2026-01-05, partner a (Siobhán "Shiv"), typing the name Siobhán, agreed to version 1 of contract ${ID}, SHA-256 ${version.sha256}, recorded at 2026-01-05T19:04:00Z.`,
    )
    expect(
      statementText(
        statement({
          ...{ action: 'decline', why: 'Too soon', medium: 'page', key: 'ssh-ed25519 AAAA' },
          vouches: { b: 'SHA256:x' },
        }),
      ),
    ).toMatch(
      /, declined version 1 .*\. Reason: Too soon\. Medium: page\. Key: ssh-ed25519 AAAA\. Vouches for b: SHA256:x\.$/,
    )
  })

  it('has its keys in order, and leaves out those that are absent', () => {
    const keys = (said: Omit<Statement, 'statement'>) => Object.keys(JSON.parse(canonical(said)))
    const usual = ['format', 'contract', 'version', 'sha256', 'partner', 'partnerName', 'name', 'action']
    expect(keys(statement())).toEqual([...usual, 'date', 'recordedAt', 'statement'])
    const whole = statement({ why: 'x', medium: 'paper', key: 'k', vouches: { b: 'f' } })
    const shuffled = Object.fromEntries(Object.entries(whole).reverse()) as typeof whole
    expect(keys(shuffled)).toEqual([...usual, 'why', 'medium', 'date', 'recordedAt', 'key', 'vouches', 'statement'])
    expect(canonical(shuffled)).toBe(canonical(whole))
  })
})

describe('frozen bytes', () => {
  it.each<[what: string, from: Buffer, to: Buffer]>([
    ['LF stay the same', Buffer.from('ä\nb\n'), Buffer.from('ä\nb\n')],
    ['CRLF become LF', Buffer.from('ä\r\nb\r\n'), Buffer.from('ä\nb\n')],
    ['a lone CR stays', Buffer.from('a\rb\n'), Buffer.from('a\rb\n')],
    ['bytes that are no text stay', Buffer.from([0xff, 0x0d, 0x0a, 0xfe]), Buffer.from([0xff, 0x0a, 0xfe])],
  ])('%s', (_, from, to) => {
    expect(frozenBytes(from)).toEqual(to)
  })
})

describe('the standing', () => {
  const contract = { id: ID, version: 1 }
  const data = version.data as Record<string, unknown>
  const both = { frozen: [version], signatures: [a, b] }

  it.each<[what: string, files: { frozen: Frozen[]; signatures: SignatureFile[] }, state: string]>([
    ['nobody signed', { frozen: [], signatures: [] }, 'draft'],
    ['one signed', { frozen: [version], signatures: [b] }, 'half-signed'],
    ['both signed', both, 'signed'],
    ['one declined', { frozen: [version], signatures: [a, signed({ ...b.said!, action: 'decline' })] }, 'half-signed'],
    ["one signed in the other's name", { frozen: [version], signatures: [a, signed({ name: 'Hân' })] }, 'half-signed'],
    [
      'what one signed was altered',
      { frozen: [version], signatures: [a, { ...b, text: `${b.text} ` }] },
      'half-signed',
    ],
    [
      'the words were altered',
      { frozen: [frozen(Buffer.from(text.replace('Zoë', 'Zoe')), version.name)], signatures: [a, b] },
      'draft',
    ],
  ])('where %s', (_, files, state) => {
    expect(standingOf(contract, data, judge(ID, files)).state).toBe(state)
  })

  it('is changed when the data differ from what was signed, and in force stays what both signed', () => {
    expect(standingOf(contract, { ...data, ours: 1 }, judge(ID, both))).toMatchObject({
      state: 'changed',
      inForce: 1,
      signed: {},
    })
    expect(standingOf({ ...contract, version: 2 }, { ...data, version: 2 }, judge(ID, both))).toMatchObject({
      inForce: 1,
      signed: {},
    })
  })

  it('counts signatures over other bytes with the same data', () => {
    const other = frozen(Buffer.from(`# ours\n${text}`))
    const overOther = signed({ ...b.said!, sha256: other.sha256 })
    expect(standingOf(contract, data, judge(ID, { frozen: [version, other], signatures: [a, overOther] })).state).toBe(
      'signed',
    )
  })
})
