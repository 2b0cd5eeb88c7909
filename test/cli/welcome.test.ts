import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { CTRL_C, scripted } from '../support/script.ts'
import { answering, must, newWorld, session, signedPartnership, type World } from '../support/world.ts'

/** A check-in that was stopped after its first answers. */
async function begun(): Promise<World> {
  const world = await signedPartnership()
  const prompter = scripted({}, ask => (ask.id.startsWith('steps') ? CTRL_C : ask.prefill || ask.fallback || 'yes'))
  const { code } = await world.runWith({ prompter, now: '2026-01-19T19:00:00Z' }, 'checkin', '--as', 'a')
  expect([code, world.names('partnership/.draft')]).toEqual([130, expect.arrayContaining(['checkin-a.json'])])
  return world
}

describe('where contract.yaml is gone and what was signed or recorded is not', () => {
  const COMMANDS: string[][] = [[], ['status'], ['verify'], ['check'], ['sign', '--as', 'b', '--name', 'Ben'], ['init']]

  it.each(COMMANDS.map(argv => [argv]))('partner %j says so, and begins nothing else', async argv => {
    const world = await signedPartnership()
    world.remove('partnership/contract.yaml')
    const before = world.files()
    const { code, err } = await world.run(...argv)
    expect(err).toContain('partnership/contract.yaml is not there any more, and what was signed still is.\n')
    expect(err).toMatch(/or: cp partnership\/versions\/v1-[0-9a-f]{8}\.yaml partnership\/contract\.yaml\n$/)
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it('the version that is named brings it back as it was', async () => {
    const world = await signedPartnership()
    const contract = world.read('partnership/contract.yaml')
    world.remove('partnership/contract.yaml')
    const [, copy] = /cp (\S+) /.exec((await world.run('status')).err)!
    expect(world.read(copy!)).toBe(contract)
  })

  it('also where nobody had signed', async () => {
    const world = await signedPartnership()
    for (const folder of ['versions', 'signatures']) world.remove(`partnership/${folder}`)
    await must(world.runWith({ input: session('2026-01-19', {}) }, 'checkin', '--from', '-'))
    world.remove('partnership/contract.yaml')
    expect((await world.run('init')).err).toContain('what was recorded still is.\nBring it back: git checkout')
  })
})

describe('init in the folder of a talk that was begun from elsewhere', () => {
  it('goes on there, and begins no other one below', async () => {
    const world = newWorld()
    const begin = scripted({ 'talk.template': 'pair', 'talk.depth': 'short', 'partners.a.name': 'Ana' }, () => CTRL_C)
    expect((await world.runWith({ prompter: begin }, 'init', 'ours')).code).toBe(130)
    const goOn = scripted({}, () => CTRL_C)
    const { code } = await world.runWith({ prompter: goOn, cwd: world.path('ours') }, 'init')
    expect([code, goOn.asked[0]?.id]).toEqual([130, 'resume'])
    expect(world.names('ours')).not.toContain('partnership')
  })
})

describe('where a talk was begun and no contract is yet', () => {
  it('every command says how to go on with it', async () => {
    const world = newWorld()
    const begin = scripted({ 'talk.template': 'pair', 'talk.depth': 'short', 'partners.a.name': 'Ana' }, () => CTRL_C)
    expect((await world.runWith({ prompter: begin }, 'init')).code).toBe(130)
    expect((await world.run('status')).err).toContain('A talk is not finished yet. Go on: partner init\n')
  })
})

describe('the bare program', () => {
  it('names the one next step there is: what was begun, where something was', async () => {
    const { out } = await must((await begun()).run())
    expect(out).toMatch(/^ {2}Unfinished +what you began to say is kept. Go on: partner checkin$/m)
    expect(out).not.toMatch(/^ {2}Next /m)
    expect((await must((await signedPartnership()).run())).out).toMatch(/^ {2}Next +partner checkin$/m)
  })

  it('still says first what is broken', async () => {
    const world = await begun()
    world.write('partnership/checkins/2026-01-19-b.yaml', 'format: [\n')
    const { code, out } = await world.run()
    expect([code, out]).toEqual([1, expect.stringMatching(/^ {2}Next +partner check$/m)])
  })
})

describe('who sits at a machine', () => {
  const git = (world: World, ...args: string[]) =>
    execFileSync('git', ['-C', world.path('partnership'), ...args], { encoding: 'utf8' }).trim()
  const asked = async (world: World) => {
    const { prompter } = answering({
      writer: 'a',
      'writer.remember': 'yes',
      reason: CTRL_C,
      absent: CTRL_C,
      date: CTRL_C,
    })
    await world.runWith({ prompter }, 'checkin', '--missed')
    return prompter.asked.map(({ id }) => id)
  }

  it('is offered to be remembered in a repository, and then not asked again', async () => {
    const world = await signedPartnership()
    git(world, 'init', '-q')
    expect(await asked(world)).toContain('writer.remember')
    expect(git(world, 'config', 'partner.me')).toBe('a')
    expect(await asked(world)).not.toContain('writer')
  })

  it('is not offered to be remembered where nothing could', async () => {
    expect(await asked(await signedPartnership())).not.toContain('writer.remember')
  })
})

describe('a refusal on a terminal', () => {
  const atTerminal = (world: World, terminal: number, ...argv: string[]) => world.runWith({ terminal }, ...argv)

  it('is wrapped between words, and its command stays whole', async () => {
    const world = newWorld({ 'a-folder-with-a-long-name/x': '' })
    const { err } = await atTerminal(world, 40, 'status', '--dir', 'a-folder-with-a-long-name')
    expect(err).toBe(
      'There is no partnership in\na-folder-with-a-long-name.\nBegin one with:\n  partner init a-folder-with-a-long-name\n',
    )
  })

  it('leaves the place in a file and the lines around it as they are', async () => {
    const world = await signedPartnership()
    world.write('partnership/checkins/2026-01-19-b.yaml', `${session('2026-01-19').slice(0, -1)}, "topics": [}\n`)
    const inFile = await world.run('amend', '--by', 'a', '--why', 'So')
    const { err } = await atTerminal(world, 40, 'amend', '--by', 'a', '--why', 'So')
    const rows = (text: string) => text.split('\n')
    expect(rows(err).slice(0, 4)).toEqual(rows(inFile.err).slice(0, 4))
    expect(rows(inFile.err).some(row => row.length > 40)).toBe(true)
  })

  it('in a file is not wrapped', async () => {
    const { err } = await newWorld().runWith({ width: 40 }, 'status')
    expect(err.split('\n')[0]).toBe('There is no partnership here, or in a folder above.')
  })
})
