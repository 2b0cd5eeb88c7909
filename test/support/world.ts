import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Context, Output } from '../../src/context.ts'
import { dayIn } from '../../src/contract/timezone.ts'
import { run } from '../../src/run.ts'
import type { Answers, Scripted } from './script.ts'
import { scripted } from './script.ts'

/** How one run of the program ended, and what it said. */
export interface Ended {
  code: number
  out: string
  err: string
}

interface Circumstances {
  /** What the clock says, in UTC; a function if it runs on while the program does. */
  now?: string | (() => string)
  /** The folder in which this computer remembers what it has seen; by default each world is a computer of its own. */
  memory?: string | 'none'
  timezone?: string
  /** What is on standard input; a function if something happens when it is read. */
  input?: string | Uint8Array | (() => string)
  /** Who answers; without it there is no terminal. */
  prompter?: Scripted
  width?: number
  /** How it was started; `partner` where nothing is said. */
  program?: string
  /** Cells of the terminal that refusals go to; without it they go into a file. */
  terminal?: number
  /** The environment; nothing but the search path where nothing is said. */
  env?: Context['env']
  /** Milliseconds until an ssh-keygen that does not answer is given up. */
  patience?: number
  /** Where copies are kept; else in one folder for all worlds, so that every test reads as people do. */
  copies?: Context['copies'] | 'none'
  /** Of the folder that is current; else the world's own. */
  cwd?: string
}

export interface World {
  /** Absolute path of the current folder. */
  readonly cwd: string
  path(...parts: string[]): string
  read(name: string): string
  bytes(name: string): Buffer
  write(name: string, content: string | Uint8Array): void
  /** Changes a file's text; fails when that changes nothing. */
  edit(name: string, change: (text: string) => string): void
  remove(name: string): void
  /** Every file under the folder with its content, by its name; other things than files by what they are. */
  files(): Record<string, string>
  /** The names of what is in a folder; none where it is not there. */
  names(folder: string): string[]
  /** Runs the program here, as `main` does. */
  run(...argv: string[]): Promise<Ended>
  runWith(circumstances: Circumstances, ...argv: string[]): Promise<Ended>
  /** The same folder once more, elsewhere. */
  copy(): World
}

export const TODAY = '2026-04-27'
const NOW = `${TODAY}T10:00:00.000Z`

const root = realpathSync(mkdtempSync(join(tmpdir(), 'partner-cli-')))
// The search for a partnership stops here, whatever else is on this machine.
mkdirSync(join(root, '.git'))
let count = 0

/** A new folder with these files, gone when all tests are done. */
export function newWorld(files: Readonly<Record<string, string | Uint8Array>> = {}): World {
  count += 1
  const cwd = join(root, `world-${count}`)
  mkdirSync(cwd)
  const world = worldAt(cwd)
  for (const [name, content] of Object.entries(files)) world.write(name, content)
  return world
}

function worldAt(cwd: string): World {
  const path = (...parts: string[]) => join(cwd, ...parts)
  const world: World = {
    cwd,
    path,
    read: name => readFileSync(path(name), 'utf8'),
    bytes: name => readFileSync(path(name)),
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), content)
    },
    edit(name, change) {
      const before = world.read(name)
      const after = change(before)
      if (after === before) throw new Error(`nothing was changed in ${name}`)
      world.write(name, after)
    },
    remove: name => rmSync(path(name), { recursive: true }),
    files: () => Object.fromEntries(filesUnder(cwd).map(file => [relative(cwd, file), contentOf(file)])),
    names(folder) {
      try {
        return readdirSync(path(folder)).sort()
      } catch {
        return []
      }
    },
    run: (...argv) => runIn(cwd, {}, argv),
    runWith: (circumstances, ...argv) => runIn(cwd, circumstances, argv),
    copy() {
      const other = newWorld()
      cpSync(cwd, other.cwd, { recursive: true })
      return other
    },
  }
  return world
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((one, two) => (one.name < two.name ? -1 : 1))
    .flatMap(entry => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))

const contentOf = (file: string): string => (lstatSync(file).isFile() ? readFileSync(file, 'latin1') : 'no file')

async function runIn(cwd: string, circumstances: Circumstances, argv: readonly string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const { width = 80, prompter, input, copies = { folder: join(root, 'copies'), build: 'tests' } } = circumstances
  const output = (stream: 'out' | 'err'): Output => ({
    write: text => {
      said[stream] += text
    },
    width,
    color: false,
  })
  const now = () => {
    const said = circumstances.now ?? NOW
    return new Date(typeof said === 'string' ? said : said())
  }
  const memory = circumstances.memory ?? `${cwd}-memory`
  const context: Context = {
    cwd: circumstances.cwd ?? cwd,
    now,
    today: timezone => dayIn(now(), timezone),
    timezone: circumstances.timezone ?? 'Europe/Dublin',
    program: circumstances.program ?? 'partner',
    newId: () => '0b4f6c1e-7d0a-4c55-9f3e-2d8e6a1b9c04',
    out: output('out'),
    err: output('err'),
    env: circumstances.env ?? { PATH: process.env.PATH },
    patience: circumstances.patience,
    copies: copies === 'none' ? undefined : copies,
    memory: memory === 'none' ? undefined : memory,
    prompter: prompter && (async () => prompter),
    stoppable: use => use(new AbortController().signal),
    readInput: async () => Buffer.from(typeof input === 'function' ? input() : (input ?? '')),
  }
  const { out, err } = context
  const code = await run(argv, '9.9.9', {
    out: text => out.write(text),
    err: text => err.write(text),
    width,
    program: context.program,
    terminal: circumstances.terminal,
    context: async () => context,
  })
  return { code, ...said }
}

/** Answers what is in the list, and fails the test when something else is asked. */
export const answering = (answers: Answers): Circumstances & { prompter: Scripted } => ({ prompter: scripted(answers) })

/** The least that can be signed. */
export const SMALL = {
  date: '2026-01-05',
  partners: { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } },
  wins: { big: [{ id: 'w1', text: 'Both in a job we chose' }], a: [{ id: 'a1', text: 'Three case studies' }] },
  roles: { a: [{ id: 'a.1', primary: 'Run the interviews' }] },
  principles: ['We say it as it is.'],
  agreements: {
    timeOut: 'Tea?',
    meetings: { every: 2, unit: 'week', weekday: 'MO', first: '2026-01-19', time: '18:30', timezone: 'Europe/Dublin' },
  },
  firstSteps: [
    { id: 's1', owner: 'a', text: 'Write the guide', due: '2026-01-19', win: 'a1', role: 'a.1' },
    { id: 's2', owner: 'b', text: 'Put the chapters on a calendar', due: '2026-01-19' },
  ],
} as const

/** A folder in which the small contract stands, in `partnership/`, perhaps with some sections of other content. */
export const smallPartnership = once(async (changes: Readonly<Record<string, unknown>> = {}) => {
  const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, ...changes }) })
  await must(world.run('init', '--from', 'answers.json'))
  world.remove('answers.json')
  return world
})

/** The small contract, signed by both. */
export const signedPartnership = once(async (changes?: Readonly<Record<string, unknown>>) => {
  const world = await smallPartnership(changes)
  await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes', '--date', '2026-01-05'))
  await must(world.run('sign', '--as', 'b', '--name', 'Ben Okafor', '--date', '2026-01-06'))
  return world
})

/** Makes the usual world once, and hands out copies: the program waits for the disk at each file it writes. */
function once(make: (changes?: Readonly<Record<string, unknown>>) => Promise<World>): typeof make {
  let usual: Promise<World> | undefined
  return async changes => {
    if (changes) return await make(changes)
    usual ??= make()
    return (await usual).copy()
  }
}

/** A step of the preparation: it must go well, else the test is about something else. */
export async function must(running: Promise<Ended>): Promise<Ended> {
  const ended = await running
  if (ended.code !== 0) throw new Error(`ended with ${ended.code}:\n${ended.out}${ended.err}`)
  return ended
}

/** A check-in as an answer file. */
export const session = (date: string, said: Readonly<Record<string, unknown>> = {}, of: object = {}): string =>
  JSON.stringify({ session: { date, present: ['a', 'b'], ...of }, ...said })
