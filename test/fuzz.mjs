// All tests that try cases made by chance, with cases of this run's own and many more of them. FUZZ_SEED repeats a run,
// FUZZ_CASES says how many files are damaged (2,500 in `npm test`); other numbers of cases grow alike.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const { FUZZ_SEED = String(randomInt(1, 2 ** 31 - 1_000_000_000)), FUZZ_CASES = '100000' } = process.env
const only = process.argv.slice(2)

const isByChance = name =>
  name.startsWith('fuzz/') || /'fast-check'|support\/stops/.test(readFileSync(join(root, 'test', name), 'utf8'))
const files = readdirSync(join(root, 'test'), { recursive: true })
  .filter(name => name.endsWith('.test.ts') && isByChance(name))
  .map(name => join('test', name))

const again = ['npm run fuzz', ...(only.length ? ['--', ...only] : [])].join(' ')
const told = `FUZZ_SEED=${FUZZ_SEED} FUZZ_CASES=${FUZZ_CASES} ${again}`
console.log(`To try the same cases again:  ${told}`)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--testTimeout', '86400000', ...(only.length ? only : files)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_SEED, FUZZ_CASES } },
)
if (status !== 0) console.log(`To try the same cases again:  ${told}`)
process.exitCode = status ?? 1
