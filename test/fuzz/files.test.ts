import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Case, caseOf, cutCase, type Ground, groundOf, tried } from './cases.ts'

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

async function allOf(cases: Iterable<[name: string, made: Case, ground: Ground]>): Promise<void> {
  const failed: string[] = []
  for (const [name, made, ground] of cases) {
    const wrong = await tried(made, ground)
    if (wrong.length) failed.push(told(made, name, wrong))
    if (failed.length >= ENOUGH) break
  }
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
