import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, utimesSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { ENV, keyFile, newKey } from '../support/keys.ts'
import { needs } from '../support/needs.ts'
import { has, type Program } from '../support/programs.ts'
import { pressEnter, scripted } from '../support/script.ts'
import { isLeftover, type Plan, trace, traced, untrace } from '../support/tracing.ts'
import {
  type Ended,
  must,
  newWorld,
  SMALL,
  session,
  signedPartnership,
  smallPartnership,
  TODAY,
  type World,
} from '../support/world.ts'

/** One run of the program that writes. */
interface Act {
  world(): Promise<World>
  argv: readonly string[]
  answers?: Readonly<Record<string, string>>
  needs?: Program
}

const key = keyFile('ana')
const withFile = async (world: Promise<World>, name: string, text: string) => {
  const made = await world
  made.write(name, text)
  return made
}
const after = async (world: Promise<World>, ...argv: string[]) => {
  const made = await world
  await must(made.run(...argv))
  return made
}
const json = (data: unknown) => JSON.stringify(data)
const CARDS = { a: { email: 'ana@example.org' }, b: { email: 'ben@example.org' } }
const UPDATE = json({ session: { date: '2026-05-04' }, wins: [{ text: 'I asked a stranger' }], need: 'Ten minutes' })
const SAID = json({ purpose: 'Work we chose.' })
const MISSED = { 'missed.date': '', reason: 'A fever', absent: 'a', rescheduledTo: '' }

const ACTS: Readonly<Record<string, Act>> = {
  init: {
    world: () => withFile(Promise.resolve(newWorld()), 'answers.json', json({ ...SMALL, profiles: CARDS })),
    argv: ['init', '--from', 'answers.json'],
  },
  'init in a folder with files of the pair': {
    world: async () =>
      newWorld({
        'answers.json': json({ ...SMALL, profiles: CARDS }),
        'partnership/.gitignore': 'notes/',
        'partnership/README.md': 'Ours',
        'partnership/partners/a.yaml': 'format: partner/1\n# mine\nabout: I am late.\n...\n',
      }),
    argv: ['init', '--from', 'answers.json'],
  },
  'sign by name': {
    world: () => smallPartnership(),
    argv: ['sign', '--as', 'a', '--name', 'Ana Reyes', '--date', TODAY],
  },
  'sign by key': {
    world: () => {
      newKey('ana', '-t', 'ed25519')
      return smallPartnership()
    },
    argv: ['sign', '--as', 'a', '--name', 'Ana Reyes', '--ssh-key', key],
    needs: 'ssh-keygen',
  },
  checkin: {
    world: () =>
      withFile(signedPartnership(), 'session.json', session('2026-04-27', { wins: [{ by: 'a', text: 'x' }] })),
    argv: ['checkin', '--from', 'session.json', '--as', 'a'],
  },
  'checkin --missed': {
    world: () => signedPartnership(),
    argv: ['checkin', '--missed', '--why', 'A fever', '--as', 'b'],
  },
  'checkin --missed at a terminal': {
    world: () => signedPartnership(),
    argv: ['checkin', '--missed', '--as', 'b'],
    answers: MISSED,
  },
  'amend in place': {
    world: () => withFile(smallPartnership(), 'said.json', SAID),
    argv: ['amend', '--from', 'said.json', '--by', 'a'],
  },
  'amend as the next version': {
    world: () => withFile(signedPartnership(), 'said.json', SAID),
    argv: ['amend', '--from', 'said.json', '--by', 'a', '--why', 'It was time'],
  },
  prepare: {
    world: () => withFile(signedPartnership(), 'update.json', UPDATE),
    argv: ['prepare', '--from', 'update.json', '--as', 'a'],
  },
  'prepare once more': {
    world: async () => {
      const world = await withFile(signedPartnership(), 'update.json', UPDATE.replace('stranger', 'friend'))
      await must(world.run('prepare', '--from', 'update.json', '--as', 'a'))
      world.write('update.json', UPDATE)
      return world
    },
    argv: ['prepare', '--from', 'update.json', '--as', 'a'],
  },
  timeout: { world: () => signedPartnership(), argv: ['timeout', '--by', 'b', '--note', 'Too fast'] },
  'timeout --resolve': {
    world: () => after(signedPartnership(), 'timeout', '--by', 'b'),
    argv: ['timeout', '--resolve'],
  },
  'schedule --ics': { world: () => signedPartnership(), argv: ['schedule', '--ics', '--out', 'ours.ics'] },
  'render --out': { world: () => signedPartnership(), argv: ['render', '--out', 'page.md'] },
  'render over a page': {
    world: () => withFile(signedPartnership(), 'page.md', 'old\n'),
    argv: ['render', '--out', 'page.md', '--yes'],
  },
  schema: { world: () => signedPartnership(), argv: ['schema'] },
  'verify --kit': { world: () => signedPartnership(), argv: ['verify', '--kit', 'kit'] },
  status: { world: () => signedPartnership(), argv: ['status'] },
}

const NAMES = Object.keys(ACTS)

const ID = '0b4f6c1e-7d0a-4c55-9f3e-2d8e6a1b9c04'
const NOW = `${TODAY}T10:00:00.000Z`

interface Traced {
  world: World
  copies: World
  calls: readonly string[]
  /** Nothing where the process was ended. */
  ended: Ended | undefined
}

/** A run in this process, as a plan says. What comes after its end is held up for ever, as if it were gone. */
async function runHere({ argv, answers }: Act, world: World, plan: Omit<Plan, 'roots'> = {}): Promise<Traced> {
  const copies = newWorld()
  const roots = [world.cwd, copies.cwd]
  const { calls, end } = trace({ ...plan, roots })
  try {
    const running = world.runWith(
      {
        now: NOW,
        env: ENV,
        copies: { folder: copies.path('partner'), build: 'tests' },
        ...(answers && { prompter: scripted({ ...answers, save: 'again' }, pressEnter) }),
      },
      ...argv,
    )
    return { world, copies, calls, ended: await Promise.race([running, end.then(() => undefined)]) }
  } finally {
    untrace()
  }
}

/** A run in a process of its own. */
async function runApart({ argv }: Act, world: World, plan: Omit<Plan, 'roots'> = {}) {
  const copies = newWorld()
  const env = traced({ ...plan, roots: [world.cwd, copies.cwd], now: NOW, id: ID })
  const child = spawn(process.execPath, [inject('program'), ...argv], {
    cwd: world.cwd,
    env: { ...ENV, ...env, TZ: 'Europe/Dublin', XDG_CACHE_HOME: copies.cwd },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', text => {
    said.out += text
  })
  child.stderr.on('data', text => {
    said.err += text
  })
  const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.on('close', (...ended) => resolve(ended)),
  )
  return { code, signal, ...said }
}

/** The files of a world, without what is left of a write that never ended. */
function whole(world: World): Record<string, string> {
  return Object.fromEntries(Object.entries(world.files()).filter(([name]) => !isLeftover(name) && !isTalk(name)))
}
const isTalk = (name: string): boolean => name.includes('.draft/')
const leftovers = (world: World): string[] => Object.keys(world.files()).filter(isLeftover)

/** What the act does when nobody disturbs it. */
const whenUndisturbed = new Map<string, { before: World; then: Record<string, string>; calls: readonly string[] }>()

beforeAll(async () => {
  for (const [name, act] of Object.entries(ACTS)) {
    if (act.needs && !has(act.needs)) continue
    const before = await act.world()
    const { world, calls, ended } = await runHere(act, before.copy())
    expect(ended, name).toMatchObject({ code: 0 })
    expect(leftovers(world), name).toEqual([])
    whenUndisturbed.set(name, { before, then: whole(world), calls })
  }
})

function undisturbed(name: string) {
  const program = ACTS[name]!.needs
  if (program) needs(program)
  return whenUndisturbed.get(name)!
}

/** Every file is the old one or the new one. */
function expectOldOrNew(name: string, world: World, what: string): void {
  const { before, then } = undisturbed(name)
  const old = whole(before)
  const now = whole(world)
  for (const file of new Set([...Object.keys(old), ...Object.keys(then), ...Object.keys(now)]))
    expect([old[file], then[file]], `${what}: ${file}`).toContain(now[file])
}

/** States from which the next run was seen to work: the disk is all that it goes on from. */
const goneOnFrom = new Set<string>()
const entriesOf = (world: World) => readdirSync(world.cwd, { recursive: true }) as string[]
const draftsOf = (world: World) => Object.entries(world.files()).filter(([name]) => isTalk(name) && !isLeftover(name))

const isSame = (one: object, other: object): boolean => json(one) === json(other)

/** A turn that was not given back ends by itself, and until then the next run waits. */
function aWhileLater(world: World): void {
  for (const name of leftovers(world).filter(file => file.includes('.turn-'))) utimesSync(world.path(name), 0, 0)
}

/** The next run finds what it needs, and ends as the first one would have. */
async function expectNextRun(name: string, world: World, what: string): Promise<void> {
  const act = ACTS[name]!
  const state = json([
    name,
    entriesOf(world)
      .filter(entry => !isLeftover(entry))
      .sort(),
    whole(world),
    draftsOf(world),
  ])
  if (goneOnFrom.has(state)) return
  goneOnFrom.add(state)
  const { then } = undisturbed(name)
  aWhileLater(world)
  if (!isSame(whole(world), then)) {
    const { ended } = await runHere(act, world)
    expect({ what, ...ended }).toMatchObject({ what, code: 0 })
    // A kit is handed on to others, as it is.
    expect([what, ...leftovers(world).filter(file => file.startsWith('kit/'))]).toEqual([what])
  }
  expect(whole(world), what).toEqual(then)
  const rules = JSON.parse((await world.run('check', '--json')).out).errors.map(({ rule }: { rule: string }) => rule)
  expect({ what, rules: rules.filter((rule: string) => rule !== 'leftover') }).toEqual({ what, rules: [] })
}

test.each(NAMES)('%s: every text goes through a file beside it, synced before it has its name', name => {
  const { calls } = undisturbed(name)
  const door = /^(?:mkdir|open|chmod|writeFile|sync|link|rename|rm) /
  expect(calls.filter(call => !door.test(call))).toEqual([])
  for (const call of calls.filter(each => each.startsWith('open '))) expect(call).toMatch(/\.tmp$/)
  // Copies may be lost in a power failure, since they can be made again.
  for (const [index, call] of calls.entries()) {
    const [, file] = /^(?:link|rename) ((?!partner\/).+)$/.exec(call) ?? []
    if (file === undefined) continue
    const temporary = join(dirname(file), `.${basename(file)}.*.tmp`)
    const before = calls.slice(0, index).filter(each => each.endsWith(` ${temporary}`))
    expect(
      before.slice(before.findLastIndex(each => each.startsWith('open '))).filter(each => !each.startsWith('chmod')),
    ).toEqual(['open', 'writeFile', 'sync'].map(each => `${each} ${temporary}`))
    expect(calls.slice(index + 1, index + 3), call).toContain(`sync ${dirname(file)}`)
  }
})

/** A run that was ended, or in which the disk failed, and what stands there then. */
const each = (name: string, check: (n: number, what: string) => Promise<void>) => async () => {
  for (const [index, call] of undisturbed(name).calls.entries()) await check(index + 1, `${index + 1}: ${call}`)
}

/** They take turns over the calls: which one it is does not change the way on from there. */
const FAILURES = ['ENOSPC', 'EACCES', 'EIO'] as const

describe('ended before each call that changes something, and in the middle of each text', () => {
  test.each(NAMES)('%s: old or new, and the next run works', name =>
    each(name, async (stop, what) => {
      const { world, ended } = await runHere(ACTS[name]!, undisturbed(name).before.copy(), { stop })
      expect(ended, what).toBeUndefined()
      expectOldOrNew(name, world, what)
      await expectNextRun(name, world, what)
    })(),
  )
})

describe('the disk fails at each call that changes something', () => {
  test.each(NAMES)('%s: old or new, said in plain words, and the next run works', name =>
    each(name, async (fail, what) => {
      const code = FAILURES[(fail + NAMES.indexOf(name)) % FAILURES.length]!
      const { then, before } = undisturbed(name)
      const { world, ended } = await runHere(ACTS[name]!, before.copy(), { fail, code })
      expectOldOrNew(name, world, what)
      const isCopy = what.includes(': copies/')
      if (ended?.code === 0) expect(whole(world), what).toEqual(then)
      else {
        expect({ what, ...ended }).toMatchObject({ what, code: 3, out: expect.any(String) })
        expect(ended!.err, what).toMatch(PLAIN[code]!)
      }
      if (!what.includes(': rm ')) expect(leftovers(world), what).toEqual([])
      expect(isCopy && ended?.code !== 0, what).toBe(false)
      await expectNextRun(name, world, what)
    })(),
  )
})

/** The numbers of at most six calls that show in the folder: of each kind as many, the first and the last among them. */
function someOf(calls: readonly string[]): number[] {
  const kinds = ['writeFile', 'link', 'rename']
    .map(kind => [...calls.entries()].filter(([, call]) => call.startsWith(`${kind} `)).map(([index]) => index + 1))
    .filter(({ length }) => length)
  return kinds.flatMap(stops => {
    const count = Math.min(stops.length, 6 / kinds.length)
    const step = (stops.length - 1) / Math.max(1, count - 1)
    return Array.from({ length: count }, (_, n) => stops[Math.round(n * step)]!)
  })
}

describe('in a process of its own', () => {
  test.each(NAMES.filter(name => !ACTS[name]!.answers))('%s: killed before calls of each kind', async name => {
    const act = ACTS[name]!
    const { before, calls } = undisturbed(name)
    // The tests above stop before all of them; here it is seen that a process leaves the same.
    const stops = someOf(calls)
    const left: [world: World, what: string][] = []
    const lane = async () => {
      for (let stop = stops.shift(); stop; stop = stops.shift()) {
        const what = `${stop}: ${calls[stop - 1]}`
        const world = before.copy()
        expect({ what, ...(await runApart(act, world, { stop })) }).toMatchObject({ what, signal: 'SIGKILL' })
        expectOldOrNew(name, world, what)
        left.push([world, what])
      }
    }
    await Promise.all([lane(), lane()])
    // One after the other, since this process traces one run at a time.
    for (const [world, what] of left) await expectNextRun(name, world, what)
  })
})

const WRITING = NAMES.filter(name => name !== 'status' && !ACTS[name]!.answers)

test.each(WRITING)('%s: on a full disk a process of its own says so', async name => {
  const { before, calls } = undisturbed(name)
  const world = before.copy()
  const fail = calls.findIndex(call => call.startsWith('writeFile ')) + 1
  const { code, err } = await runApart(ACTS[name]!, world, { fail, code: 'ENOSPC' })
  expect(code, err).toBe(3)
  expect(err).toMatch(/^cannot write .*: the disk is full\nFree some space, then run the command again\.\n$/m)
  expect(err).not.toContain('    at ')
  expectOldOrNew(name, world, 'full')
})

test.each(WRITING)('%s: in a folder that is read-only nothing is written', async name => {
  const { before } = undisturbed(name)
  const { world, ended } = await runHere(ACTS[name]!, before.copy(), { fail: 1, code: 'EROFS', lasting: true })
  expect(ended).toMatchObject({ code: 3, err: expect.stringContaining('the disk is read-only') })
  expect(world.files()).toEqual(before.files())
})

test('git takes no notice of what a stopped write left', async () => {
  const { before, calls } = undisturbed('init')
  const world = before.copy()
  execFileSync('git', ['init', '-q'], { cwd: world.cwd })
  await runHere(ACTS.init!, world, { stop: calls.indexOf('link partnership/contract.yaml') + 1 })
  expect(leftovers(world)).toHaveLength(2)
  const seen = execFileSync('git', ['status', '--porcelain', '-uall'], { cwd: world.cwd, encoding: 'utf8' })
  expect(seen).toContain('partnership/README.md')
  expect(seen).not.toContain('.tmp')
})

describe('on a disk without hard links', () => {
  const without = ['link']

  test.each(['init', 'sign by key', 'checkin', 'timeout', 'verify --kit'])('%s ends in the same files', async name => {
    const { before, then } = undisturbed(name)
    const { world, ended } = await runHere(ACTS[name]!, before.copy(), { without })
    expect(ended).toMatchObject({ code: 0 })
    expect(world.files()).toEqual(then)
  })

  test.each(['init', 'sign by key', 'checkin', 'timeout'])(
    '%s, ended before each call, leaves no half of a file',
    async name => {
      const { before, then } = undisturbed(name)
      const { calls } = await runHere(ACTS[name]!, before.copy(), { without })
      for (const [index, call] of calls.entries()) {
        const { world } = await runHere(ACTS[name]!, before.copy(), { without, stop: index + 1 })
        // Between the claim of a name and the whole file there is an empty one, which every command names.
        for (const [file, text] of Object.entries(whole(world)))
          expect([whole(before)[file], then[file], ''], `${call}: ${file}`).toContain(text)
      }
    },
  )
})

const PLAIN: Readonly<Record<string, RegExp>> = {
  ENOSPC: /^[^\n]+: the disk is full\n/m,
  EACCES: /^[^\n]+: no permission\n/m,
  EIO: /^[^\n]+: the disk reports an error\n/m,
}
