import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../support/needs.ts'
import { has } from '../support/programs.ts'
import { USUAL_CASES } from '../support/seeds.ts'
import { type Case, caseOf, type Ground, groundOf, type Kind, tried } from './cases.ts'
import { everyKind } from './folder.ts'

const CASES = Number(process.env.FUZZ_CASES ?? USUAL_CASES)
const SEED = Number(process.env.FUZZ_SEED ?? 1)
/** So many in one test, so that a long run shows how far it is. */
const PART = Math.min(1000, CASES)
/** After so many that failed, the rest is of no interest. */
const ENOUGH = 8
export const HOUR = 3_600_000

/** A case with its name and the folder it is tried in. */
export type Named = [name: string, made: Case, ground: Ground]

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

/** Tries all of them, and fails with what was wrong. */
export async function allOf(cases: Iterable<Named>): Promise<void> {
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

/**
 * Tries the cases of all seeds that damage a file of these kinds. The kinds are tried side by side, in test files of
 * their own; all of them together are as many cases as there are seeds.
 */
export function neverBreak(what: string, isMeant: (kind: Kind) => boolean): void {
  let plain: Ground
  let sealed: Ground
  beforeAll(async () => {
    if (!has('ssh-keygen')) return
    plain = groundOf(await everyKind(false))
    sealed = groundOf(await everyKind(true))
  })

  function* seeded(start: number, count: number): Generator<Named> {
    for (let seed = start; seed < start + count; seed++) {
      const made = caseOf(seed, plain)
      if (!isMeant(made.kind)) continue
      // ssh-keygen is asked where the signature by key may be whole.
      const ground = made.kind.name === 'signature' ? sealed : plain
      yield [`seed ${seed}`, ground === plain ? made : caseOf(seed, sealed), ground]
    }
  }

  describe(what, () => {
    needs('ssh-keygen')
    const starts = Array.from({ length: Math.ceil(CASES / PART) }, (_, part) => SEED + part * PART)
    it.each(starts)(
      `never break a command, those of ${PART} seeds from %i on`,
      async start => {
        await allOf(seeded(start, PART))
      },
      HOUR,
    )
  })
}
