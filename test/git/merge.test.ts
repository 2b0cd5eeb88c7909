import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { must, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'

/** Runs git in a clone, as whoever works there; what it refuses is `undefined`. */
function git(world: World, ...args: string[]): string | undefined {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_EDITOR: 'true' }
  // Nothing here has to outlive a power failure, or to be tidied.
  const settings = [
    'user.name=x',
    'user.email=x@example.org',
    'init.defaultBranch=main',
    'core.fsync=none',
    'maintenance.auto=false',
  ]
  try {
    return execFileSync('git', [...settings.flatMap(each => ['-c', each]), ...args], {
      cwd: world.cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch {
    return undefined
  }
}

const commit = (world: World) => {
  git(world, 'add', '--all')
  expect(git(world, 'commit', '-m', 'x')).toBeDefined()
}

type Start = 'open' | 'signed'
type Who = 'a' | 'b'
type Act = (world: World, who: Who) => unknown

/** The repository that both have cloned. */
const shared: Record<Start, Promise<World>> = {
  open: inGit(smallPartnership()),
  signed: inGit(signedPartnership()),
}
async function inGit(making: Promise<World>): Promise<World> {
  const world = await making
  git(world, 'init', '--template=')
  commit(world)
  return world
}

/** The same clone once more, and what its computer remembers. */
function copyOf(world: World): World {
  const copy = world.copy()
  if (existsSync(`${world.cwd}-memory`)) cpSync(`${world.cwd}-memory`, `${copy.cwd}-memory`, { recursive: true })
  return copy
}

interface Clone {
  world: World
  /** The commit of what was done in it. */
  head: string
}

/** The clone of one of them after an act: the first merge with it makes it, and the others look at it or copy it. */
const acted = new Map<Act, Record<Start, Partial<Record<Who, Promise<Clone>>>>>()
function cloneAfter(start: Start, act: Act, who: Who): Promise<Clone> {
  if (!acted.has(act)) acted.set(act, { open: {}, signed: {} })
  const clones = acted.get(act)![start]
  clones[who] ??= (async () => {
    const world = (await shared[start]).copy()
    await act(world, who)
    commit(world)
    return { world, head: git(world, 'rev-parse', 'HEAD')!.trim() }
  })()
  return clones[who]
}

const amend = (section: string, content: unknown): Act => {
  return (world, who) =>
    must(
      world.runWith(
        { input: JSON.stringify({ [section]: content }) },
        ...['amend', '--from', '-', '--by', who, '--why', `${who} wishes it`, '--yes'],
      ),
    )
}
const record = (forBoth: boolean, said: (who: Who) => Readonly<Record<string, unknown>>): Act => {
  return (world, who) =>
    must(
      world.runWith(
        { input: session('2026-02-02', said(who), { recordedBy: forBoth ? 'both' : who }) },
        ...['checkin', '--from', '-'],
      ),
    )
}

const ACTS = {
  signs: (world, who) => must(world.run('sign', '--as', who, '--name', who)),
  'records the session': record(false, who => ({ followUp: [{ step: who === 'a' ? 's1' : 's2', result: 'done' }] })),
  'records it otherwise': record(false, who => ({
    followUp: [{ step: 's1', result: who === 'a' ? 'done' : 'missed' }],
  })),
  'records it for both': record(true, who => ({ notes: `as ${who} saw it` })),
  'writes a card': (world, who) =>
    world.write(`partnership/partners/${who}.yaml`, 'format: partner/1\nabout: I\n...\n'),
  "edits Ana's card": (world, who) =>
    world.write('partnership/partners/a.yaml', `format: partner/1\nabout: said by ${who}\n...\n`),
  'adds a comment to the contract': (world, who) =>
    world.edit(CONTRACT, text => text.replace('...\n', `# ${who} was here\n...\n`)),
  'prepares the next session': (world, who) =>
    must(world.runWith({ input: 'topics: [the move]' }, 'prepare', '--as', who, '--date', '2026-02-16', '--from', '-')),
  'asks for a time-out': (world, who) => {
    git(world, 'config', 'partner.me', who)
    return must(world.run('timeout', '--by', 'b', '--note', `as ${who} saw it`))
  },
  'amends the principles': (world, who) => amend('principles', [`We say it as ${who} is.`])(world, who),
  'amends another section': (world, who) =>
    (who === 'a' ? amend('purpose', 'To be brave.') : amend('support', { b: ['I call on Mondays.'] }))(world, who),
} satisfies Record<string, Act>

interface Merged {
  conflicts: string[]
  errors: { rule: string; file: string; what: string; remedy: string }[]
  advice: { rule: string }[]
  world: World
}

/** Each acts in their own clone, and Ana gets what Ben did. */
async function merged(start: Start, acts: Record<Who, Act>, how: 'merge' | 'rebase' = 'merge'): Promise<Merged> {
  const { world: there, head: theirs } = await cloneAfter(start, acts.b, 'b')
  const world = copyOf((await cloneAfter(start, acts.a, 'a')).world)
  // So git finds what Ben committed; a pull would fetch it first, in more processes.
  writeFileSync(world.path('.git/objects/info/alternates'), there.path('.git/objects'))
  const done = git(world, how, ...(how === 'merge' ? ['--no-edit'] : []), theirs)
  // Either git says what it could not merge, or what Ben did is there.
  const conflicts =
    done === undefined ? git(world, 'diff', '--name-only', '--relative=partnership', '--diff-filter=U')! : ''
  if (!conflicts) expect([done, git(world, 'merge-base', '--is-ancestor', theirs, 'HEAD')]).not.toContain(undefined)
  const { out } = await world.run('check', '--json')
  return { ...JSON.parse(out), conflicts: conflicts.split('\n').filter(Boolean), world }
}

const names = Object.keys(ACTS) as (keyof typeof ACTS)[]
const pairs = names.flatMap((one, index) => names.slice(index).map(two => [one, two] as const))

const isAmend = (act: string) => act.startsWith('amends')

/** What hangs on signatures is an amend; nobody signs what both have signed. */
const POSSIBLE = {
  open: pairs,
  signed: pairs.filter(pair => pair.some(isAmend) && !pair.includes('signs')),
}

describe.each(['open', 'signed'] as const)('two clones of a contract that is %s', start => {
  it.each(POSSIBLE[start])(
    'Ana %s, Ben %s: check accepts what git merged, and names what it did not',
    async (one, two) => {
      const { conflicts, errors } = await merged(start, { a: ACTS[one], b: ACTS[two] })
      const rules = errors.map(({ rule }) => rule)
      expect(errors.filter(({ rule }) => rule === 'conflict-markers').map(({ file }) => file)).toEqual(conflicts)
      // One signed the words of before, the other one changed them: git can merge that, and nobody agreed to it.
      const isUnlike = [one, two].includes('signs') && [one, two].some(isAmend)
      expect(rules.filter(rule => rule !== 'conflict-markers')).toEqual(isUnlike ? ['changed-after-signing'] : [])
    },
  )
})

describe('what both do at the same time merges by itself:', () => {
  it.each<[what: keyof typeof ACTS, files: RegExp]>([
    ['signs', /signatures\/v1-[0-9a-f]{8}-[ab]\.sign\.json/],
    ['records the session', /checkins\/2026-02-02-[ab]\.yaml/],
    ['writes a card', /partners\/[ab]\.yaml/],
    ['prepares the next session', /updates\/2026-02-16-[ab]\.yaml/],
    ['asks for a time-out', /timeouts\/2026-04-27-[ab]\.yaml/],
  ])('each %s', async (what, files) => {
    const { conflicts, errors, world } = await merged('open', { a: ACTS[what], b: ACTS[what] })
    expect({ conflicts, errors }).toEqual({ conflicts: [], errors: [] })
    expect(Object.keys(world.files()).filter(file => !file.startsWith('.git/') && files.test(file))).toHaveLength(2)
  })

  it('both signatures stand on the same frozen words', async () => {
    const { world } = await merged('open', { a: ACTS.signs, b: ACTS.signs })
    expect(world.names('partnership/versions')).toHaveLength(1)
    expect((await world.run('verify', '--current')).code).toBe(0)
  })

  it('two records of one session that differ are named, as advice', async () => {
    const act = ACTS['records it otherwise']
    const { errors, advice } = await merged('open', { a: act, b: act })
    expect(errors).toEqual([])
    expect(advice.filter(({ rule }) => rule === 'records-disagree')).toHaveLength(1)
  })
})

describe('what both clones read after a merge is the same, byte for byte:', () => {
  const late: Act = (world, who) =>
    must(
      world.runWith(
        { input: session(who === 'a' ? '2026-03-02' : '2026-01-19', { nextSteps: [{ owner: who, text: 'Call' }] }) },
        ...['checkin', '--from', '-', '--as', who],
      ),
    )

  it.each<[what: string, act: Act]>([
    ['each their record of one session', ACTS['records the session']],
    ['two records that disagree', ACTS['records it otherwise']],
    ['one a session of an earlier day', late],
  ])('%s', async (_, act) => {
    const { world, head: ofA } = await cloneAfter('signed', act, 'a')
    const clones = { a: copyOf(world), b: copyOf((await cloneAfter('signed', act, 'b')).world) }
    expect(git(clones.a, 'pull', '--no-rebase', '--no-edit', clones.b.cwd, 'HEAD')).toBeDefined()
    expect(git(clones.b, 'pull', '--no-rebase', '--no-edit', clones.a.cwd, ofA)).toBeDefined()
    for (const command of ['status', 'history', 'schedule', 'check']) {
      const { out } = await clones.a.run(command, '--json')
      expect(out).not.toBe('')
      expect((await clones.b.run(command, '--json')).out).toBe(out)
    }
  })
})

describe('an amend on both sides', () => {
  it.each(['amends the principles', 'amends another section'] as const)(
    '(each %s) is a conflict that check explains',
    async act => {
      const { conflicts, errors, world } = await merged('signed', { a: ACTS[act], b: ACTS[act] })
      expect(conflicts).toEqual(['contract.yaml'])
      const [error, ...more] = errors
      expect(more).toEqual([])
      expect(error).toMatchObject({ rule: 'conflict-markers', file: 'contract.yaml' })
      expect(error!.what).toMatch(
        /^holds a merge that is not resolved: both of you changed the contract, each in your own copy\. Here: version 2 of 27 April 2026, by Ana \(.*"a wishes it"\)\. There: version 2 of 27 April 2026, by Ben \(.*"b wishes it"\)$/,
      )
      expect(error!.remedy).toContain('git checkout --ours contract.yaml keeps what stands here, --theirs what came in')
      const { code, out } = await world.run('check')
      expect(code).toBe(1)
      expect(out).toContain('git checkout --ours partnership/contract.yaml')
    },
  )

  it('after a rebase, too', async () => {
    const act = ACTS['amends the principles']
    const { conflicts, errors } = await merged('signed', { a: act, b: act }, 'rebase')
    expect(conflicts).toEqual(['contract.yaml'])
    expect(errors.map(({ rule }) => rule)).toEqual(['conflict-markers'])
  })

  it.each(['--ours', '--theirs'])('is settled by doing what check says: %s', async side => {
    const act = ACTS['amends the principles']
    const { world } = await merged('signed', { a: act, b: act })
    git(world, 'checkout', side, CONTRACT)
    git(world, 'add', CONTRACT)
    expect(await world.run('check')).toMatchObject({ code: 0, err: '' })
    expect(git(world, 'commit', '--no-edit')).toBeDefined()
    await amend('support', { a: ['I bake.'] })(world, 'b')
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who))
    expect((await world.run('check')).code).toBe(0)
    expect((await world.run('verify', '--current')).code).toBe(0)
  })

  it('that each signed leaves two contracts of one number, which check names until both sign a third', async () => {
    const act: Act = async (world, who) => {
      await ACTS['amends the principles'](world, who)
      await ACTS.signs(world, who)
    }
    const { conflicts, errors, world } = await merged('signed', { a: act, b: act })
    expect(conflicts).toEqual(['contract.yaml'])
    expect(errors.map(({ rule }) => rule)).toEqual(['conflict-markers', 'two-versions'])
    expect(errors[1]!.what).toMatch(
      /principles differ\. This one is signed by (Ana|Ben), the other one signed by (Ana|Ben)$/,
    )
    git(world, 'checkout', '--ours', CONTRACT)
    git(world, 'add', CONTRACT)
    expect((await world.run('check')).code).toBe(1)
    await amend('principles', ['We say it as we are.'])(world, 'a')
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who))
    expect(await world.run('check')).toMatchObject({ code: 0, err: '' })
  })
})

it('a conflict in another file is named with what to do', async () => {
  const act = ACTS['records it for both']
  const { conflicts, errors } = await merged('open', { a: act, b: act })
  expect(conflicts).toEqual(['checkins/2026-02-02-both.yaml'])
  expect(errors[0]).toMatchObject({
    file: 'checkins/2026-02-02-both.yaml',
    what: 'holds a merge that is not resolved',
    remedy: expect.stringContaining('Keep what holds of both sides'),
  })
})
