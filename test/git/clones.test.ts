import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { everyKind } from '../fuzz/folder.ts'
import { checked } from '../support/checked.ts'
import { must, newWorld, session, signedPartnership, type World } from '../support/world.ts'

const READINGS = [
  ...[['status', '--json', '--all'], ['status'], ['history', '--json'], ['history', '--csv'], ['schedule', '--json']],
  ...[['check', '--json'], ['verify', '--json'], ['verify', '--current'], ['render'], ['roles', '--json'], ['diff']],
]

const git = (cwd: string, ...args: string[]): string => {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.org']
  return execFileSync('git', [...who, ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' })
}

function committed(world: World): World {
  git(world.cwd, 'init', '-q')
  git(world.cwd, 'config', 'user.name', 'x')
  git(world.cwd, 'config', 'user.email', 'x@example.org')
  git(world.cwd, 'add', '--all')
  git(world.cwd, 'commit', '-q', '-m', 'x')
  return world
}

function cloneOf(world: World, ...config: string[]): World {
  const clone = newWorld()
  git(clone.cwd, ...config.flatMap(each => ['-c', each]), 'clone', '-q', world.cwd, '.')
  for (const each of config) git(clone.cwd, 'config', ...each.split('='))
  return clone
}

const readings = async (world: World) => {
  const env = { PATH: process.env.PATH }
  const ended = []
  for (const argv of READINGS) ended.push([argv, await world.runWith({ env }, ...argv)])
  return ended
}

describe('a clone on a machine where git turns line ends', () => {
  it.each(['core.autocrlf=true', 'core.autocrlf=input', 'core.eol=crlf'])(
    '(%s) reads the same, byte for byte',
    async config => {
      const world = committed(await everyKind(true))
      expect(await readings(cloneOf(world, config))).toEqual(await readings(world))
    },
  )

  it('writes what the other one reads the same', async () => {
    const world = committed(await signedPartnership())
    const clone = cloneOf(world, 'core.autocrlf=true')
    await must(clone.runWith({ input: session('2026-02-02', { notes: 'One.\n\nTwo.' }) }, 'checkin', '--from', '-'))
    await must(clone.run('amend', '--by', 'b', '--why', 'x', '--from', answers(clone)))
    await must(clone.run('sign', '--as', 'a', '--name', 'Ana'))
    git(clone.cwd, 'add', 'partnership')
    git(clone.cwd, 'commit', '-q', '-m', 'y')
    git(world.cwd, 'pull', '-q', clone.cwd, 'HEAD')
    expect(await readings(world)).toEqual(await readings(clone))
    expect((await checked(world)).errors).toEqual([])
    for (const [name, text] of Object.entries(world.files()))
      if (name.startsWith('partnership/')) expect(text, name).not.toContain('\r')
  })

  it('and whose files an editor saved with CRLF, still reads the same', async () => {
    const world = await signedPartnership()
    await must(world.runWith({ input: session('2026-02-02', { notes: 'One.\n\nTwo.' }) }, 'checkin', '--from', '-'))
    const other = world.copy()
    for (const name of ['contract.yaml', 'checkins/2026-02-02-both.yaml'])
      other.edit(`partnership/${name}`, text => text.replaceAll('\n', '\r\n'))
    expect(await readings(other)).toEqual(await readings(world))
  })
})

const answers = (world: World): string => {
  writeFileSync(world.path('answers.json'), '{"principles": ["Yes."]}')
  return 'answers.json'
}

describe('names that differ in upper and lower case only', () => {
  it.each([
    ['checkins', '2026-02-02-a.yaml', '2026-02-02-A.yaml'],
    ['checkins', '2026-02-02-a.yaml', '2026-02-02-a.YAML'],
    ['partners', 'a.yaml', 'A.yaml'],
    ['updates', '2026-05-04-a.yaml', '2026-05-04-A.yaml'],
    ['timeouts', '2026-04-27-b.yaml', '2026-04-27-B.yaml'],
  ])('in %s: %s is read, and %s beside it is named', async (folder, name, other) => {
    const world = await everyKind(false)
    const there = world.names(`partnership/${folder}`)
    expect(there).toContain(name)
    const before = await readings(world)
    world.write(`partnership/${folder}/${other}`, world.read(`partnership/${folder}/${name}`))
    const { errors } = await checked(world)
    expect(errors).toMatchObject([{ rule: 'unknown-file', file: `${folder}/${other}` }])
    // Nothing of it is counted.
    const status = ({ out }: { out: string }) => JSON.parse(out).facts
    expect(status(await world.run('status', '--json', '--all'))).toEqual(status(before[0]![1] as { out: string }))
  })

  it('hides no folder: one of another case is named where its files would be looked for in vain', async () => {
    const world = await signedPartnership()
    world.write('partnership/Checkins/2026-01-19-a.yaml', 'x')
    expect((await checked(world)).errors).toMatchObject([{ rule: 'unknown-file', file: 'Checkins' }])
  })
})

describe('names of letters with marks, in one sign or in two', () => {
  const [ONE, TWO] = ['é'.normalize('NFC'), 'é'.normalize('NFD')]

  it.each([ONE, TWO])('a folder of the name %j is found, read and written, and git keeps it', async name => {
    const world = newWorld()
    mkdirSync(world.path(name))
    const made = await signedPartnership()
    for (const [file, text] of Object.entries(made.files()))
      world.write(file.replace(/^partnership/, name), Buffer.from(text, 'latin1'))
    committed(world)
    await must(world.runWith({ input: session('2026-02-02') }, 'checkin', '--from', '-', '--dir', name, '--commit'))
    const clone = cloneOf(world, 'core.precomposeunicode=true')
    const asked = ['status', '--json', '--dir', name]
    expect(await clone.run(...asked)).toEqual(await world.run(...asked))
    expect(git(world.cwd, 'status', '--porcelain')).toBe('')
  })

  it('a file of the pair’s own, in both, is nobody’s business', async () => {
    const world = await signedPartnership()
    for (const name of [ONE, TWO]) world.write(`partnership/${name}.md`, name)
    expect(await world.run('check')).toMatchObject({ code: 0 })
  })
})
