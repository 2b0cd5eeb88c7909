import { spawn } from 'node:child_process'
import { expect, inject, test } from 'vitest'
import { dataIn } from '../support/folder.ts'
import { newWorld, SMALL, session, signedPartnership, smallPartnership, TODAY, type World } from '../support/world.ts'

interface Ended {
  code: number | null
  out: string
  err: string
}

/** A process of its own, as somebody starts it in another window. */
function partner(world: World, argv: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [inject('program'), ...argv], {
    cwd: world.cwd,
    env: { ...process.env, TZ: 'Europe/Dublin', HOME: world.cwd, XDG_CACHE_HOME: world.path('copies') },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    said.err += text
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise(resolve => child.on('close', code => resolve({ code, ...said })))
}

/** Runs all of them, so many at a time. */
async function atOnce<T>(width: number, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const ended: T[] = []
  const left = [...acts.entries()]
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) ended[next[0]] = await next[1]()
  }
  await Promise.all(Array.from({ length: width }, lane))
  return ended
}

const temporary = (world: World) => Object.keys(world.files()).filter(name => name.endsWith('.tmp'))
/** What is wrong now: the programs of these tests read the clock of this machine. */
const errorsOf = async (world: World) =>
  JSON.parse((await world.runWith({ now: new Date().toISOString() }, 'check', '--json')).out).errors.map(
    ({ rule }: { rule: string }) => rule,
  )

/** As many check-ins of one session, by either of them. */
const checkIns = (world: World, count: number) =>
  Array.from({ length: count }, (_, n) => async () => {
    const text = `win number ${n}`
    const who = n % 2 ? 'b' : 'a'
    const input = session(TODAY, { wins: [{ by: who, text }] })
    return { text, ...(await partner(world, ['checkin', '--from', '-', '--as', who], input)) }
  })

test.each([
  [20, 20],
  [80, 10],
])('%i check-ins, %i of them at a time: each is kept', { timeout: 600_000 }, async (count, width) => {
  const world = await signedPartnership()
  const ended: (Ended & { text: string })[] = []
  const acts = checkIns(world, count)
  while (acts.length) {
    ended.push(...(await atOnce(width, acts.splice(0, 40))))
    // Somebody looks in between; what was read is then known to those who come after.
    expect(await partner(world, ['status'])).toMatchObject({ code: 0 })
  }
  const kept = ended.filter(({ code }) => code === 0)
  expect(kept).toHaveLength(count)
  const files = world.names('partnership/checkins').map(name => world.read(`partnership/checkins/${name}`))
  expect(files).toHaveLength(kept.length)
  for (const { text } of kept) expect(files.filter(file => file.includes(`${text}\n`))).toHaveLength(1)
  expect(temporary(world)).toEqual([])
  expect(await errorsOf(world)).toEqual([])
})

test('of check-ins at once that close the same step one does; all that agree on something keep it', async () => {
  const world = await signedPartnership()
  const said = (n: number, followUp: object[]) =>
    session(TODAY, { followUp, nextSteps: [{ owner: 'a', text: `Step ${n}` }], concerns: [{ by: 'b', text: `k${n}` }] })
  const enter = (n: number, followUp: object[]) => () =>
    partner(world, ['checkin', '--from', '-', '--as', 'a'], said(n, followUp))
  const open = [1, 2, 3, 4].map(n => enter(n, []))
  const closing = [5, 6, 7, 8].map(n => enter(n, [{ step: 's1', result: 'done' }]))
  const ended = await atOnce(8, [...open, ...closing])
  expect(ended.slice(0, 4).map(({ code, err }) => [code, err.includes('is taken')])).toEqual(Array(4).fill([0, false]))
  const [closed, ...others] = ended.slice(4).sort((one, two) => one.code! - two.code!)
  expect(closed!.code).toBe(0)
  for (const { code, err } of others) {
    expect(code).toBe(1)
    expect(err).toContain('step "s1" was closed')
  }
  const { steps } = JSON.parse((await partner(world, ['status', '--json'])).out)
  expect(steps.filter(({ text }: { text: string }) => text.startsWith('Step '))).toHaveLength(5)
  expect(await errorsOf(world)).toEqual([])
})

test('of inits at once one wins, and the others say that a contract stands there', async () => {
  for (let round = 0; round < 3; round++) {
    const world = newWorld()
    const names = ['Ana One', 'Ana Two']
    const ended = await atOnce(
      2,
      names.map(name => async () => {
        const said = { ...SMALL, partners: { ...SMALL.partners, a: { name } } }
        return { name, ...(await partner(world, ['init', '--from', '-'], JSON.stringify(said))) }
      }),
    )
    const [winner, ...others] = ended.filter(({ code }) => code === 0)
    expect(others).toEqual([])
    expect(dataIn(world.cwd, 'contract.yaml')).toMatchObject({ partners: { a: { name: winner!.name } } })
    for (const { code, err } of ended.filter(each => each !== winner)) {
      expect(code).toBe(1)
      expect(err).toContain('a contract stands here already')
    }
    expect(temporary(world)).toEqual([])
    expect(await errorsOf(world)).toEqual([])
  }
})

test.each([
  ['cards', { One: ['a', 'b'], Two: ['a', 'b'] }],
  ['no card of one', { One: ['a', 'b'], Two: [] }],
  ['a card each', { One: ['a'], Two: ['b'] }],
])('of inits at once with %s one wins, and has its own cards alone', async (_, owners) => {
  for (let round = 0; round < 3; round++) {
    const world = newWorld()
    const ended = await atOnce(
      2,
      (['One', 'Two'] as const).map(name => async () => {
        const cards = owners[name].map(owner => [owner, { about: name }])
        const said = { ...SMALL, purpose: name, profiles: Object.fromEntries(cards) }
        return { name, ...(await partner(world, ['init', '--from', '-'], JSON.stringify(said))) }
      }),
    )
    const [winner, ...others] = ended.filter(({ code }) => code === 0)
    expect(others).toEqual([])
    for (const { code, err } of ended.filter(each => each !== winner))
      expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('a contract stands here already') })
    expect(dataIn(world.cwd, 'contract.yaml').purpose).toBe(winner!.name)
    expect(world.names('partnership/partners')).toEqual(owners[winner!.name].map(owner => `${owner}.yaml`))
    for (const owner of owners[winner!.name])
      expect(dataIn(world.cwd, `partners/${owner}.yaml`).about).toBe(winner!.name)
    expect(temporary(world)).toEqual([])
  }
})

test('sign beside amend: both are kept, or one is refused by name; what was signed is what is frozen', async () => {
  for (let round = 0; round < 4; round++) {
    const world = await smallPartnership()
    const input = JSON.stringify({ purpose: 'Work we chose.' })
    const [sign, amend] = await Promise.all([
      partner(world, ['sign', '--as', 'a', '--name', 'Ana Reyes']),
      partner(world, ['amend', '--from', '-', '--by', 'a', '--why', 'It was time'], input),
    ])
    for (const { code, err } of [sign!, amend!]) {
      expect(code, err).toBeOneOf([0, 1, 3])
      if (code !== 0) expect(err).toMatch(/contract\.yaml.* (?:changed|was signed) while you were at work/)
    }
    expect(dataIn(world.cwd, 'contract.yaml').purpose === 'Work we chose.').toBe(amend!.code === 0)
    expect(world.names('partnership/signatures')).toHaveLength(sign!.code === 0 ? 1 : 0)
    expect(await errorsOf(world)).toEqual([])
    expect(temporary(world)).toEqual([])
  }
})

test('status beside check-ins shows whole sessions, each time', async () => {
  const world = await signedPartnership()
  const days = Array.from(
    { length: 8 },
    (_, n) => `2026-0${2 + Math.floor(n / 4)}-${String(2 + 7 * (n % 4)).padStart(2, '0')}`,
  )
  let isOver = false
  const statuses: Ended[] = []
  const looking = (async () => {
    while (!isOver) statuses.push(await partner(world, ['status', '--json']))
  })()
  const ended = await atOnce(
    2,
    days.map(
      day => () =>
        partner(world, ['checkin', '--from', '-', '--as', 'a'], session(day, { wins: [{ by: 'a', text: 'x' }] })),
    ),
  )
  isOver = true
  await looking
  expect(ended.map(({ code }) => code)).toEqual(days.map(() => 0))
  for (const { code, out, err } of statuses) {
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ state: 'signed' })
  }
  expect(statuses.length).toBeGreaterThan(0)
  expect(world.names('partnership/checkins')).toHaveLength(days.length)
})
