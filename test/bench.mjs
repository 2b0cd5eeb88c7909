// How long commands take as whole processes, each run right after a `node -e 0` of its own: machines differ, ratios
// less so. `--beside` also installs two well-known tools of the same kind, and times the same work with them.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { firstScreen } from './support/first-screen.mjs'
import { writeSessions } from './support/many-sessions.mjs'

const ROUNDS = Number(process.env.ROUNDS ?? 21)
const root = resolve(import.meta.dirname, '..')
const program = join(root, 'bin/partner.cjs')
const work = mkdtempSync(join(tmpdir(), 'partner-bench-'))
const folder = name => {
  mkdirSync(join(work, name), { recursive: true })
  return join(work, name)
}
// Nothing of this machine's user is read, and nothing is left with them.
const env = { ...process.env, HOME: folder('home'), XDG_CACHE_HOME: folder('cache'), NO_COLOR: '1' }

/** Runs node once; how many milliseconds it took. A run that fails would measure nothing. */
function time(args, cwd = work) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env })
  const took = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`)
  return took
}
const partner = (cwd, ...args) => time([program, ...args], cwd)

function shared() {
  const cwd = folder('shared')
  const career = join(root, 'test/support/career')
  partner(cwd, 'init', '--from', join(career, 'contract.json'))
  partner(cwd, 'sign', '--as', 'a', '--name', 'A', '--date', '2026-01-05')
  partner(cwd, 'sign', '--as', 'b', '--name', 'B', '--date', '2026-01-06')
  for (const name of readdirSync(career).filter(name => /^\d\d-/.test(name)))
    partner(cwd, 'checkin', '--from', join(career, name))
  return cwd
}

function many(count, every, start) {
  const cwd = folder(`many-${count}`)
  partner(cwd, 'init', '--from', join(root, 'docs/example/answers.yaml'), '--date', '2011-05-01')
  execFileSync('git', ['init', '-q', cwd])
  writeSessions(join(cwd, 'partnership'), { count, start, every })
  return cwd
}

const median = numbers => numbers.toSorted((one, two) => one - two)[Math.floor(numbers.length / 2)]

/** Pairs of `node -e 0` and the command. `before` prepares each run, outside the clock. */
async function measure(name, aim, run, before = () => {}) {
  await before(-1)
  await run(-1)
  const pairs = []
  for (let round = 0; round < ROUNDS; round++) {
    await before(round)
    pairs.push({ base: time(['-e', '0']), took: await run(round) })
  }
  const base = median(pairs.map(pair => pair.base))
  const took = median(pairs.map(pair => pair.took))
  const ratio = median(pairs.map(pair => pair.took / pair.base))
  row(name, `${ratio.toFixed(2)}`, aim ? `<= ${aim.toFixed(2)}` : '', `${(took - base).toFixed(0)} ms`)
}
const row = (...cells) =>
  console.log(`| ${cells.map((cell, index) => cell.padEnd([46, 6, 8, 10][index])).join(' | ')} |`)

const few = shared()
const ten = many(520, 7, '2015-11-02')
const hundred = many(5200, 1, '2011-06-01')
const session = join(work, 'session.json')
const dayOf = round => new Date(Date.parse('2026-06-01') + round * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
const setSession = round =>
  writeFileSync(
    session,
    JSON.stringify({ session: { date: dayOf(round) }, wins: [{ by: 'a', text: 'It is measured' }] }),
  )
const changed = cwd => round =>
  writeFileSync(join(cwd, 'partnership/settings.yaml'), `# ${round}\nformat: partner/1\n...\n`)

console.log(`node ${process.version}, ${ROUNDS} pairs each, medians\n`)
row('command', 'ratio', 'aim', 'above')
row('---', '---', '---', '---')
await measure('`--version`', 1.05, () => partner(few, '--version'))
await measure('`--help`', 1.25, () => partner(few, '--help'))
for (const command of ['roles', 'status', 'render'])
  await measure(`\`${command}\`, seven sessions`, 1.8, () => partner(few, command))
await measure('`status`, seven sessions, after a change', 0, () => partner(few, 'status'), changed(few))
await measure('`status`, 520 check-ins', 1.7, () => partner(ten, 'status'))
await measure('`status`, 520, after a change', 0, () => partner(ten, 'status'), changed(ten))
await measure('`status`, 5,200 check-ins', 3.0, () => partner(hundred, 'status'))
await measure('`checkin --from`, 520 check-ins', 2.0, () => partner(ten, 'checkin', '--from', session), setSession)
await measure('`checkin --from`, seven sessions', 0, () => partner(few, 'checkin', '--from', session), setSession)
await measure('`init`, first question on a terminal', 1.8, () => firstScreen([program, 'init'], folder('nothing'), env))

console.log('\n| once                                           | seconds | memory    |')
console.log('| ---                                            | ---     | ---       |')
once('`check`, 520 check-ins', ten, 'check')
once('`check`, 5,200 check-ins', hundred, 'check')
once('`check`, 30,000 check-ins', many(30_000, 1, '2011-06-01'), 'check')

/** Runs the program once; prints how long it took and the most memory that it held. */
function once(name, cwd, ...args) {
  const tell = 'process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))'
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, program, ...args],
    { cwd, encoding: 'utf8', env },
  )
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`)
  const seconds = (Number(process.hrtime.bigint() - start) / 1e9).toFixed(1)
  const memory = `${Math.round((Number(stderr.match(/peak (\d+)$/)[1]) * 1024) / 1e6)} MB`
  console.log(`| ${name.padEnd(46)} | ${seconds.padEnd(7)} | ${memory.padEnd(9)} |`)
}

const tarball = join(
  work,
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work, root], {
    encoding: 'utf8',
    env,
  }).trim(),
)
const install = () => {
  const prefix = mkdtempSync(join(work, 'prefix-'))
  const start = process.hrtime.bigint()
  execFileSync('npm', ['install', '--global', '--offline', '--prefix', prefix, tarball], { stdio: 'ignore', env })
  return { prefix, took: Number(process.hrtime.bigint() - start) / 1e6 }
}
const installs = [install(), install(), install()]
const sizeOf = path =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : statSync(path).size
console.log(
  `\ninstalled: ${(sizeOf(join(installs[0].prefix, 'lib/node_modules')) / 1000).toFixed(0)} kB, one package; tarball ${(statSync(tarball).size / 1000).toFixed(0)} kB; npm i -g ${(median(installs.map(({ took }) => took)) / 1000).toFixed(1)} s`,
)

if (process.argv.includes('--beside')) await beside()

/** The same lists with tools that people know: 520 entries, as each keeps them. */
async function beside() {
  const at = folder('beside')
  try {
    execFileSync('npm', ['install', '--prefix', at, 'taskbook@0.3.0', 'backlog.md@1.52.0'], { stdio: 'ignore' })
  } catch {
    console.log('\ntaskbook and Backlog.md could not be installed here.')
    return
  }
  const taskbook = join(at, 'node_modules/taskbook/cli.js')
  const backlog = join(at, 'node_modules/backlog.md/cli.js')
  const entries = Array.from({ length: 520 }, (_, index) => index + 1)
  mkdirSync(join(env.HOME, '.taskbook/storage'), { recursive: true })
  const task = id => ({
    _id: id,
    _date: 'Sat Nov 21 2026',
    _timestamp: 1795304435240,
    description: `Chapter ${id} and its questions`,
    isStarred: false,
    boards: ['@ana'],
    _isTask: true,
    isComplete: id % 2 === 0,
    inProgress: false,
    priority: 1,
  })
  writeFileSync(
    join(env.HOME, '.taskbook/storage/storage.json'),
    JSON.stringify(Object.fromEntries(entries.map(id => [id, task(id)]))),
  )
  const project = folder('backlog')
  execFileSync('git', ['init', '-q', project])
  execFileSync(process.execPath, [backlog, 'init', 'bench', '--defaults'], { cwd: project, env, stdio: 'ignore' })
  for (const id of entries)
    writeFileSync(
      join(project, `backlog/tasks/task-${id} - chapter-${id}.md`),
      `---\nid: TASK-${id}\ntitle: Chapter ${id}\nstatus: To Do\nassignee: []\ncreated_date: '2026-11-21 10:00'\nlabels: []\ndependencies: []\nordinal: ${id}\n---\n\nIts questions.\n`,
    )
  console.log()
  row('beside', 'ratio', '', 'above')
  row('---', '---', '---', '---')
  await measure('taskbook 0.3.0, list of 520', 0, () => time([taskbook], work))
  await measure('Backlog.md 1.52.0, `task list` of 520', 0, () => time([backlog, 'task', 'list', '--plain'], project))
  await measure('taskbook 0.3.0, add one', 0, () => time([taskbook, '--task', '@ana', 'one'], work))
  await measure('Backlog.md 1.52.0, add one', 0, () => time([backlog, 'task', 'create', 'one'], project))
}

rmSync(work, { recursive: true, force: true })
