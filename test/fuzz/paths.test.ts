import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { needs } from '../support/needs.ts'
import { must, newWorld, SMALL, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const READINGS = [['check'], ['status'], ['verify'], ['history'], ['schedule'], ['render'], ['roles'], []]
const ACTS = [
  ['checkin', '--from', 'next.json'],
  ['prepare', '--as', 'a', '--date', '2026-05-04', '--from', 'prepare.json'],
  ['timeout', '--by', 'a'],
  ['sign', '--as', 'a', '--name', 'Ana', '--decline', '--why', 'x'],
  ['amend', '--from', 'amend.json', '--by', 'a', '--why', 'It is time'],
  ['schema'],
]

/** Signed by both, with one check-in, and with answers for each act. */
async function pair(): Promise<World> {
  const world = await signedPartnership()
  const first = session('2026-01-19', { followUp: [{ step: 's1', result: 'done' }] }, { recordedBy: 'a' })
  await must(world.runWith({ input: first }, 'checkin', '--from', '-'))
  world.write('next.json', session('2026-02-02'))
  world.write('prepare.json', '{"topics": ["the move"]}')
  world.write('amend.json', '{"principles": ["Yes."]}')
  return world
}

/** Puts a link in the place of a file or folder, which is then elsewhere. */
function linkOut(world: World, name: string): World {
  const elsewhere = newWorld()
  mkdirSync(dirname(world.path(name)), { recursive: true })
  const target = elsewhere.path('target')
  try {
    renameSync(world.path(name), target)
  } catch {
    if (/\.\w+$/.test(name)) elsewhere.write('target', 'secret: of this machine\n')
    else mkdirSync(target)
  }
  symlinkSync(target, world.path(name))
  return elsewhere
}

describe('a link that leads out of the folder', () => {
  it.each([
    'partnership/contract.yaml',
    'partnership/checkins',
    'partnership/checkins/2026-01-19-a.yaml',
    'partnership/checkins/2026-02-09-b.yaml',
    'partnership/signatures',
    'partnership/versions',
    'partnership/partners',
    'partnership/updates',
    'partnership/timeouts',
    'partnership/schema',
    'partnership/settings.yaml',
    'partnership/template.yaml',
    'partnership/.draft',
    'partnership/README.md',
    'partnership/.gitignore',
    'partnership/fit.yaml',
    'partnership/parts/a.yaml',
  ])('%s: is named by every command, nothing is read through it and nothing is written', async name => {
    const world = await pair()
    const elsewhere = linkOut(world, name)
    const before = [world.files(), elsewhere.files()]
    for (const argv of [...READINGS, ...ACTS]) {
      const { code, out, err } = await world.run(...argv)
      expect(err, argv.join(' ')).toContain(`${name}  is a link that leads out of the folder\n`)
      expect(out + err).not.toContain('secret')
      expect({ code, out }).toEqual({ code: 1, out: '' })
    }
    expect([world.files(), elsewhere.files()]).toEqual(before)
  })

  it('is named where it leads to nothing yet, since an act would make that', async () => {
    const world = await pair()
    symlinkSync(world.path('nothing'), world.path('partnership/updates'))
    const { code, err } = await world.run('prepare', '--as', 'a', '--date', '2026-05-04', '--from', 'prepare.json')
    expect(code).toBe(1)
    expect(err).toContain('partnership/updates  is a link that leads out of the folder')
    expect(world.names('nothing')).toEqual([])
  })

  it('in a folder that is to become a partnership, is named before anything is written', async () => {
    const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, profiles: { a: { about: 'x' } } }) })
    mkdirSync(world.path('partnership'))
    mkdirSync(world.path('elsewhere'))
    symlinkSync(world.path('elsewhere'), world.path('partnership/partners'))
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(code).toBe(1)
    expect(err).toContain('partnership/partners  is a link that leads out of the folder')
    expect([world.names('elsewhere'), world.names('partnership')]).toEqual([[], ['partners']])
  })
})

describe('a link that is no danger is followed:', () => {
  it('one to the folder itself', async () => {
    const world = await pair()
    const shared = newWorld()
    renameSync(world.path('partnership'), shared.path('ours'))
    symlinkSync(shared.path('ours'), world.path('partnership'))
    for (const argv of [['check'], ['status'], ['checkin', '--from', 'next.json']])
      expect(await world.run(...argv)).toMatchObject({ code: 0 })
    expect(shared.names('ours/checkins')).toHaveLength(2)
  })

  it('one that stays inside the folder', async () => {
    const world = await pair()
    renameSync(world.path('partnership/checkins'), world.path('partnership/sessions'))
    symlinkSync('sessions', world.path('partnership/checkins'))
    expect(await world.run('status')).toMatchObject({ code: 0 })
    await must(world.run('checkin', '--from', 'next.json'))
    expect(world.names('partnership/sessions')).toHaveLength(2)
  })

  it('one that is the pair’s own, beside the files of the program', async () => {
    const world = await pair()
    symlinkSync('/etc', world.path('partnership/notes'))
    expect(await world.run('check')).toMatchObject({ code: 0 })
  })

  it('one to the answers', async () => {
    const world = await pair()
    symlinkSync(world.path('next.json'), world.path('link.json'))
    expect(await world.run('checkin', '--from', 'link.json')).toMatchObject({ code: 0 })
  })
})

/** What may stand where a file should be: reading it would wait for ever, or give no end. */
const NO_FILE: [what: string, make: (file: string) => unknown][] = [
  ['a folder', file => mkdirSync(file)],
  ['a pipe', file => execFileSync('mkfifo', [file])],
  [
    'a socket',
    async file => {
      const server = createServer()
      // Its name may be longer than a socket's may be, where it stands.
      const [, folder, name] = /^(.*)\/([^/]+)$/.exec(file)!
      const here = process.cwd()
      try {
        process.chdir(folder!)
        await new Promise<void>(done => server.listen(name, done))
      } finally {
        process.chdir(here)
      }
      onTestFinished(() => void server.close())
    },
  ],
  ['a link to a device', file => symlinkSync('/dev/zero', file)],
  ['a link to itself', file => symlinkSync(file, file)],
]

describe.each(NO_FILE)('%s', (what, make) => {
  it.each([
    'contract.yaml',
    'checkins/2026-01-19-a.yaml',
    'checkins/2026-02-09-b.yaml',
    'partners/a.yaml',
    'settings.yaml',
    'template.yaml',
    'updates/2026-05-04-a.yaml',
    'timeouts/2026-02-03-a.yaml',
    // The very names that the acts below would take.
    'checkins/2026-02-02-both.yaml',
    'timeouts/2026-04-27-a.yaml',
    'versions/v1-01234567.yaml',
    'signatures/v1-01234567-a.sign.json',
    'signatures/v1-01234567-a.sign.json.sig',
  ])('for %s is named, nobody waits for it, and no act writes over it', async name => {
    const world = await pair()
    const file = `partnership/${name}`
    world.write(`${file}.x`, '')
    for (const old of [`${file}.x`, file]) if (world.files()[old] !== undefined) world.remove(old)
    await make(world.path(file))
    const isLink = what.startsWith('a link')
    const { code, out, err } = await world.run('check')
    expect(code).toBe(1)
    if (name === 'contract.yaml') expect(err).toMatch(/There is no partnership here|is a link that leads out/)
    else expect(out + err).toContain(file)
    for (const argv of [...READINGS, ...ACTS]) {
      const ended = await world.run(...argv)
      expect([0, 1, 3], argv.join(' ')).toContain(ended.code)
      if (isLink && argv.length) expect(ended.code, argv.join(' ')).toBe(1)
      expect(world.files()[file]).toBe(what === 'a folder' ? undefined : 'no file')
    }
  })

  it.each<[option: string, argv: (name: string) => string[]]>([
    ['--from', name => ['checkin', '--from', name]],
    ['--from of init', name => ['init', 'new', '--from', name]],
    ['--from of amend', name => ['amend', '--by', 'a', '--why', 'x', '--from', name]],
    ['--template', name => ['init', 'new', '--from', 'answers.json', '--template', name]],
    ['--out of the page', name => ['render', '--yes', '--out', name]],
    ['--out of the calendar', name => ['schedule', '--ics', '--yes', '--out', name]],
    ['--ssh-key', name => ['sign', '--as', 'a', '--name', 'Ana', '--ssh-key', name]],
    ['--dir', name => ['status', '--dir', name]],
  ])('for %s is refused by its name', async (option, argv) => {
    if (option === '--ssh-key') needs('ssh-keygen')
    const world = await (option === '--ssh-key' ? smallPartnership() : signedPartnership())
    world.write('answers.json', JSON.stringify(SMALL))
    await make(world.path('odd.md'))
    const { code, out, err } = await world.runWith({ env: { PATH: process.env.PATH } }, ...argv('odd.md'))
    expect(err, option).toContain('odd.md')
    expect({ code: [1, 2, 3].includes(code), out }).toEqual({ code: true, out: '' })
    expect(world.names('new')).toEqual([])
  })
})

describe('a name that means something to a shell, a terminal or a path', () => {
  const ODD: [what: string, name: string][] = [
    ['a leading dash', '-rf'],
    ['two dashes and an option', '--dir=x'],
    ['a line end', 'a\nb'],
    ['a control sequence', 'a\u001b[31mb'],
    ['a turned reading order', 'a\u202eb'],
    ['shell words', '$(touch x); `id` & "q" \'s\''],
    ['dots', '..x'],
    ['a space', 'our folder'],
    ['git’s own words', ':(glob)*'],
    ['letters of two signs', 'e\u0301'],
  ]
  const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

  it.each(ODD)('%s: for the folder, is a name, and what is printed to be copied works', async (_, name) => {
    const world = newWorld({ 'answers.json': JSON.stringify(SMALL) })
    execFileSync('git', ['init', '-q'], { cwd: world.cwd })
    const dir = `./${name}`
    const said = [await must(world.run('init', dir, '--from', 'answers.json'))]
    for (const argv of [['status'], ['sign', '--as', 'a', '--name', 'Ana'], ['check']])
      said.push(await must(world.run(...argv, '--dir', dir)))
    expect(world.names(name)).toContain('contract.yaml')
    for (const { out, err } of said) expect(out + err).not.toMatch(OBEYED)
    if (/[\n\u001b\u202e]/.test(name)) return
    const keep = /^ +Keep it +(.*)$/m.exec(said[2]!.out)?.[1]
    expect(keep).toBeDefined()
    // Shells differ about such a name, so there is a sentence in place of a line to copy.
    if (/[^\p{L}\p{M}\p{N} ._/-]/u.test(name) || name.startsWith('--')) {
      expect(said[2]!.out).toMatch(/Keep it +commit the folder with git\./)
      for (const { out } of said) expect(out).not.toContain(`--dir ${name}`)
      expect(said[2]!.out).toContain('--dir FOLDER')
      return
    }
    // As it is printed, git takes it in a shell.
    const git = {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'x',
      GIT_AUTHOR_EMAIL: 'x@x',
      GIT_COMMITTER_NAME: 'x',
    }
    const env = { ...process.env, ...git, GIT_COMMITTER_EMAIL: 'x@x' }
    execFileSync('sh', ['-c', keep!], { cwd: world.cwd, env, stdio: 'pipe' })
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: world.path(name), env, encoding: 'utf8' })
    expect(listed.split('\0')).toContain('contract.yaml')
    expect(world.names('.')).not.toContain('x')
  })

  // A hidden one is nobody's.
  it.each(ODD.filter(([, name]) => !name.startsWith('.')))(
    '%s: for a file among the check-ins, is named as one that does not belong there',
    async (_, name) => {
      const world = await pair()
      world.write(`partnership/checkins/${name}.yaml`, 'x: 1\n')
      for (const argv of [['check'], ['status'], ['checkin', '--from', 'next.json']]) {
        const { code, out, err } = await world.run(...argv)
        expect(code).toBe(1)
        expect(out + err).toContain('is not named as the files here are')
        expect(out + err).not.toMatch(OBEYED)
      }
    },
  )

  it.each(ODD)('%s: for answers, is a name', async (_, name) => {
    const world = await pair()
    world.write(name, session('2026-02-02', { followUp: [{ step: 'none', result: 'done' }] }))
    const { code, out, err } = await world.run('checkin', `--from=${name}`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/:1:\d+ {2}followUp\[0\]\.step: /)
    expect(err).not.toMatch(OBEYED)
  })

  it.each(['../x.yaml', '/etc/passwd', '..', 'a/../../b', '.', ''])('an id as %j is refused', async id => {
    const world = await pair()
    const input = session('2026-02-02', { nextSteps: [{ id, owner: 'a', text: 'x' }] })
    expect(await world.runWith({ input }, 'checkin', '--from', '-')).toMatchObject({ code: 1, out: '' })
  })

  it.each(['../x', '2026-02-02/../../x', '-rf'])('a session of the day %j is refused', async date => {
    const world = await pair()
    const before = world.files()
    expect(await world.runWith({ input: session(date) }, 'checkin', '--from', '-')).toMatchObject({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })
})
