import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Case, caseOf, changedCase, cutCase, type Ground, groundOf, tried } from './cases.ts'

// In memory, where the system has such a folder: on a disk most of the time is spent waiting for it.
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm'
const { everyKind, smallest } = await import('./folder.ts')

const CASES = Number(process.env.FUZZ_CASES ?? 10_000)
const SEED = Number(process.env.FUZZ_SEED ?? 1)
/** So many in one test, so that a long run shows how far it is. */
const PART = Math.min(1000, CASES)
/** After so many that failed, the rest is of no interest. */
const ENOUGH = 8

let plain: Ground
let sealed: Ground
beforeAll(async () => {
  plain = groundOf(await everyKind(false))
  sealed = groundOf(await everyKind(true))
})

/** What a failed case is, so that it can be made a case of its own. */
const told = (made: Case, name: string, wrong: readonly string[]): string =>
  `${name}: ${made.file}, ${made.how.join(', ')}\n  ${wrong.join('\n  ')}\n  ${JSON.stringify(
    Buffer.from(made.bytes).toString('latin1').slice(0, 6000),
  )}`

/** A case without an end would end with the tests, nameless: after a minute of it, it is told which one it is. */
const watcher = new Worker(
  `let now, told
   const { writeSync } = require('node:fs')
   require('node:worker_threads').parentPort.on('message', name => (now = name))
   setInterval(() => {
     if (now && now === told) writeSync(2, 'This case has not ended yet: ' + now + '\\n')
     told = now
   }, 60_000)`,
  { eval: true },
)
afterAll(async () => void (await watcher.terminate()))

async function allOf(cases: Iterable<[name: string, made: Case, ground: Ground]>): Promise<void> {
  const failed: string[] = []
  for (const [name, made, ground] of cases) {
    watcher.postMessage(`${name}: ${made.file}`)
    const wrong = await tried(made, ground)
    if (wrong.length) failed.push(told(made, name, wrong))
    if (failed.length >= ENOUGH) break
  }
  watcher.postMessage(undefined)
  expect(failed.join('\n\n')).toBe('')
}

function* seeded(start: number, count: number): Generator<[string, Case, Ground]> {
  for (let seed = start; seed < start + count; seed++) {
    const made = caseOf(seed, plain)
    // ssh-keygen is asked where the signature by key may be whole.
    const ground = made.kind.name === 'signature' ? sealed : plain
    yield [`seed ${seed}`, ground === plain ? made : caseOf(seed, sealed), ground]
  }
}

const HOUR = 3_600_000

describe('damaged files', () => {
  const starts = Array.from({ length: Math.ceil(CASES / PART) }, (_, part) => SEED + part * PART)
  it.each(starts)(
    `never break a command, ${PART} from seed %i on`,
    async start => {
      await allOf(seeded(start, PART))
    },
    HOUR,
  )
})

describe('a file that is cut off after any of its bytes is named, and nothing is written:', () => {
  const FILES = [
    'partnership/contract.yaml',
    'partnership/checkins/2026-01-19-a.yaml',
    'partnership/signatures/v1-SHA-a.sign.json',
    'partnership/versions/v1-SHA.yaml',
  ]
  it.each(FILES)(
    '%s',
    async name => {
      const ground = groundOf(await smallest())
      const [file] = Object.keys(ground.before).filter(each => each.replace(/(?<=v1-)[0-9a-f]{8}/, 'SHA') === name)
      const { length } = ground.before[file!]!
      const cuts = Array.from({ length }, (_, cut) => cutCase(ground, file!, cut))
      await allOf(cuts.map((made): [string, Case, Ground] => [`${made.how}`, made, ground]))
    },
    HOUR,
  )
})

describe('what was found, or would be worst, stays told:', () => {
  /** The bytes of a signature by key, with the same number of others at a place in them. */
  const sealed64 = (text: string, change: (blob: Buffer) => void): string => {
    const [head, ...lines] = text.trimEnd().split('\n')
    const foot = lines.pop()
    const blob = Buffer.from(lines.join(''), 'base64')
    change(blob)
    return [head, ...(blob.toString('base64').match(/.{1,70}/g) ?? []), foot, ''].join('\n')
  }
  const put = (word: string) => (blob: Buffer) => void blob.write(word, blob.lastIndexOf('rsa-sha2-512'), 'latin1')
  const under = (line: string) => (text: string) => text.replace('format: partner/1\n', `format: partner/1\n${line}\n`)

  it.each<[what: string, files: RegExp, change: (text: string) => string]>([
    // ssh-keygen calls it unsupported, which sounded as if a newer one might know it.
    ['a signature made in a way that nobody knows', /\.sig$/, text => sealed64(text, put('rsa-so+\xb4\x1d'))],
    ['a signature made in another way', /\.sig$/, text => sealed64(text, put('rsa-sha2-513'))],
    [
      'a signature with a bit turned',
      /\.sig$/,
      text => sealed64(text, blob => void blob.writeUInt8(blob.at(-9)! ^ 4, blob.length - 9)),
    ],
    ['a statement without its last line end', /a\.sign\.json$/, text => text.trimEnd()],
    [
      'a statement with a key that no program made',
      /a\.sign\.json$/,
      text => text.replace('{', '{\n  "__proto__": {},'),
    ],
    ['a contract after a crash', /contract\.yaml$/, text => `${text.slice(0, 400)}${'\0'.repeat(400)}`],
    ['half a pair as a key', /contract\.yaml$/, under('"\\ud800": x')],
    ['a key that is a part of every object', /contract\.yaml$/, under('constructor: {prototype: {polluted: true}}')],
    ['a prototype behind a sign that is dropped', /checkins/, under('"__pro\\u0001to__": {polluted: true}')],
    ['a check-in of the year 6026', /checkins/, text => text.replaceAll('2026-', '6026-')],
    ['a card of one bracket', /partners\/a/, () => '['],
    ['settings of nothing but marks', /settings/, () => '\xef\xbb\xbf\xef\xbb\xbf'],
    ['half a character', /timeouts/, text => text.replace('Too fast', 'Too \xe2\x82')],
    // It was taken over into the card, and `check` refused that.
    ['a card of another format among the answers', /^init\.json$/, text => text.replace('"timezone"', '"format"')],
    ['lines that end in CR alone', /updates/, text => text.replaceAll('\n', '\r')],
  ])('%s', async (what, files, change) => {
    await allOf([[what, changedCase(sealed, files, change), sealed]])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
