// How long commands take as whole processes, as ratios to `node -e 0` in the same run: machines differ, ratios less so.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROUNDS = Number(process.env.ROUNDS ?? 15)
const program = fileURLToPath(new URL('../bin/partner.cjs', import.meta.url))
const career = fileURLToPath(new URL('./support/career/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'partner-bench-'))

const partner = (...args) => [program, ...args]
const BASE = ['-e', '0']
const RUNS = {
  'partner --version': partner('--version'),
  'partner --help': partner('--help'),
  'partner roles': partner('roles'),
  'partner status': partner('status', '--as-of', '2026-04-27'),
  'partner render': partner('render'),
}

/** Runs node once; how many milliseconds it took. A run that fails would measure nothing. */
function time(args) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = numbers => numbers.toSorted((one, two) => one - two)[Math.floor(numbers.length / 2)]

time(partner('init', '--from', join(career, 'contract.json')))
time(partner('sign', '--as', 'a', '--name', 'A', '--date', '2026-01-05'))
time(partner('sign', '--as', 'b', '--name', 'B', '--date', '2026-01-06'))
const sessions = [
  '01-checkin-2026-01-19',
  '02-checkin-2026-02-02',
  '03-checkin-2026-02-16',
  '04-checkin-2026-03-02',
  '05-missed-2026-03-16',
  '06-checkin-2026-03-23',
  '07-checkin-2026-04-06',
]
for (const name of sessions) time(partner('checkin', '--from', join(career, `${name}.json`)))

console.log(`node ${process.version}, ${ROUNDS} pairs each, medians`)
console.log(`${'command'.padEnd(20)}${'ms'.padStart(8)}${'node -e 0'.padStart(12)}${'ratio'.padStart(8)}`)
for (const [name, args] of Object.entries(RUNS)) {
  time(args)
  const pairs = Array.from({ length: ROUNDS }, () => ({ base: time(BASE), run: time(args) }))
  const [run, base, ratio] = [
    pairs.map(pair => pair.run),
    pairs.map(pair => pair.base),
    pairs.map(pair => pair.run / pair.base),
  ].map(median)
  console.log(
    `${name.padEnd(20)}${run.toFixed(0).padStart(8)}${base.toFixed(0).padStart(12)}${ratio.toFixed(2).padStart(8)}`,
  )
}
rmSync(folder, { recursive: true })
