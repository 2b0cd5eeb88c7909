import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { USUAL_CASES } from '../support/seeds.ts'

const root = join(import.meta.dirname, '../..')

/** What two properties tried: how many cases, and the first of them. */
function tried(env: Record<string, string>) {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/support/chance/vitest.config.ts'],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: root, NO_COLOR: '1', ...env } },
  )
  return Array.from(stdout.matchAll(/^(with.*): (\d+) cases, (.+)$/gm), ([, , count, first]) => ({
    count: Number(count),
    first,
  }))
}

it('npm test tries the same cases each time, and npm run fuzz those of its seed, as many as it says', () => {
  const usual = tried({})
  expect(usual.map(({ count }) => count)).toEqual([100, 20])
  expect(tried({})).toEqual(usual)
  const more = { FUZZ_SEED: '5', FUZZ_CASES: String(3 * USUAL_CASES) }
  const fuzz = tried(more)
  expect(fuzz.map(({ count }) => count)).toEqual([300, 60])
  expect(fuzz[0]!.first).not.toBe(usual[0]!.first)
  expect(fuzz[1]!.first).not.toBe(usual[1]!.first)
  expect(tried(more)).toEqual(fuzz)
})
