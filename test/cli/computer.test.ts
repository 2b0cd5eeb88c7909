import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { memoryFolder } from '../../src/store/memory-folder.ts'
import { ENV, newKey, pathWithout } from '../support/keys.ts'
import { squash } from '../support/visible.ts'
import { must, newWorld, smallPartnership, type World } from '../support/world.ts'

const KEYS = { a: newKey('ana', '-t', 'ed25519'), b: newKey('ben', '-t', 'ed25519') }
const NAMES = { a: 'Ana Reyes', b: 'Ben Okafor' }

async function signedByKeys(): Promise<World> {
  const world = await smallPartnership()
  for (const who of ['a', 'b'] as const)
    await must(world.runWith({ env: ENV }, 'sign', '--as', who, '--name', NAMES[who], '--ssh-key', KEYS[who]))
  return world
}

/** The program in a process of its own, as it meets its environment. */
function partner(world: World, env: Record<string, string | undefined>, ...argv: string[]) {
  const options = { cwd: world.cwd, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject('program'), ...argv], options)
  return { code: status, out: stdout, err: stderr }
}

describe('where this computer remembers', () => {
  it.each<[platform: string, env: Record<string, string>, folder: string | undefined]>([
    ['linux', { HOME: '/home/ana' }, '/home/ana/.config/partner/seen'],
    ['linux', { HOME: '/home/ana', XDG_CONFIG_HOME: '/cfg' }, '/cfg/partner/seen'],
    ['linux', { HOME: '/home/ana', XDG_CONFIG_HOME: 'cfg' }, '/home/ana/.config/partner/seen'],
    ['darwin', { HOME: '/Users/ana' }, '/Users/ana/Library/Application Support/partner/seen'],
    ['linux', {}, undefined],
    ['linux', { HOME: '' }, undefined],
    ['win32', {}, undefined],
  ])('%s, %j: %s', (platform, env, folder) => {
    expect(memoryFolder(env, platform)).toBe(folder)
  })

  it('is a file of its own for each contract, whatever its id is, and one for its place, and holds no words', async () => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text => text.replace(/^id: .*$/m, 'id: ../../x'))
    await must(world.run('sign', '--as', 'a', '--name', NAMES.a))
    const names = readdirSync(`${world.cwd}-memory`)
    expect(names.sort()).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.jsonl$/),
      expect.stringMatching(/^place-[0-9a-f]{32}\.jsonl$/),
    ])
  })
})

describe('a computer that', () => {
  it.each<[what: string, env: Record<string, string | undefined>]>([
    ['has no home folder', {}],
    ['has a home folder that is not there', { HOME: '/dev/null/home' }],
    ['has a file as its home folder', { HOME: '/etc/passwd' }],
  ])('%s says that it can remember nothing', async (_, env) => {
    const { code, out, err } = partner(await signedByKeys(), env, 'verify')
    expect(err).toContain('This computer could not remember what was signed')
    expect(err).not.toMatch(/\n\s+at /)
    expect(squash(out)).toContain('every signed word is as it was')
    expect(code).toBe(0)
  })

  it.each<[what: string, damage: (file: string) => void]>([
    ['is damaged', file => writeFileSync(file, 'x\n')],
    ['holds other data', file => writeFileSync(file, '{"kind":"seen"}\n')],
    ['is of bytes', file => writeFileSync(file, Buffer.from([0xff, 0x00, 0x0a]))],
  ])('has a memory that %s never says that all is fine, until it is told so', async (_, damage) => {
    const world = await signedByKeys()
    const memory = `${world.cwd}-memory`
    damage(join(memory, readdirSync(memory).find(name => !name.startsWith('place-'))!))
    for (const command of ['verify', 'status']) {
      const { code, out, err } = await world.runWith({ env: ENV }, command)
      expect(squash(err)).toContain('What this computer has seen before is not known')
      expect(out).not.toContain('every signed word')
      expect(code).toBe(1)
    }
    await must(world.runWith({ env: ENV }, 'verify', '--trust', 'files'))
    await must(world.runWith({ env: ENV }, 'status'))
  })

  it('looks from two programs at once remembers what both saw', async () => {
    const world = await signedByKeys()
    const memory = `${world.cwd}-together`
    await Promise.all(Array.from({ length: 8 }, () => world.runWith({ env: ENV, memory }, 'verify')))
    await must(world.runWith({ env: ENV, memory }, 'verify'))
    world.remove('partnership/signatures')
    const { code, out } = await world.runWith({ env: ENV, memory }, 'verify')
    expect([code, squash(out)]).toEqual([1, expect.stringContaining('You have seen something else before')])
  })
})

describe('the folder for temporary files', () => {
  it.each([['verify'], ['status'], ['check'], ['sign', '--as', 'b', '--name', NAMES.b, '--ssh-key', KEYS.b]])(
    'is missing: partner %s says so, exit code 3',
    async (...argv) => {
      const world = await smallPartnership()
      await must(world.runWith({ env: ENV }, 'sign', '--as', 'a', '--name', NAMES.a, '--ssh-key', KEYS.a))
      const { code, err } = partner(world, { HOME: world.cwd, TMPDIR: '/no/such/folder' }, ...argv)
      expect(err).toContain(
        "Signatures by key can't be verified without the folder for temporary files: /no/such/folder",
      )
      expect(err).toContain('Set TMPDIR')
      expect(err).not.toMatch(/\n\s+at /)
      expect(code).toBe(3)
    },
  )
})

describe('an ssh-keygen that', () => {
  it.each<[what: string, script: string]>([
    ['says yes to everything', 'exit 0'],
    ['prints something else', 'echo Good morning; exit 0'],
    ['crashes', 'kill -SEGV $$'],
    ['fails without a word', 'exit 1'],
  ])('%s has verified nothing', async (_, script) => {
    const world = await signedByKeys()
    const bin = pathWithout('ssh-keygen')
    writeFileSync(join(bin, 'ssh-keygen'), `#!/bin/sh\ncat > /dev/null\n${script}\n`)
    chmodSync(join(bin, 'ssh-keygen'), 0o755)
    for (const command of ['verify', 'status', 'check']) {
      const { code, out, err } = await world.runWith({ env: { PATH: bin } }, command)
      expect(squash(out + err)).toContain('is signed by key and not verified here, so it does not count')
      expect(code).toBe(1)
    }
  })
})

describe('line ends that git turned', () => {
  const git = (world: World, ...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...argv], {
      cwd: world.cwd,
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      stdio: 'pipe',
    })
  const commit = (world: World) => {
    git(world, 'add', '--all')
    git(world, 'commit', '-q', '-m', 'x')
  }

  it.each(['on the way out of git', 'on the way into git'])(
    '%s are no altered words, and the remedy works',
    async how => {
      const origin = await signedByKeys()
      origin.remove('partnership/.gitattributes')
      git(origin, 'init', '-q')
      if (how.endsWith('into git'))
        for (const folder of ['versions', 'signatures'])
          for (const name of origin.names(`partnership/${folder}`))
            origin.edit(`partnership/${folder}/${name}`, text => text.replaceAll('\n', '\r\n'))
      commit(origin)
      const clone = newWorld()
      git(clone, '-c', `core.autocrlf=${how.endsWith('out of git')}`, 'clone', '-q', origin.cwd, '.')
      git(clone, 'config', 'core.autocrlf', String(how.endsWith('out of git')))
      const { code, out } = await clone.runWith({ env: ENV }, 'verify', '--json')
      const { findings, state } = JSON.parse(out)
      expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(Array(5).fill('line-ends'))
      expect([code, state]).toEqual([1, 'signed'])
      expect((await clone.runWith({ env: ENV }, 'status')).out).toContain('signed by both')
      // As the hint says, in the folder of contract.yaml.
      const [, line] = /Add the line {2}(.*?) {2}to/.exec(findings[0].hint)!
      const commands = findings[0].hint.split('\n').slice(1)
      expect(commands).toHaveLength(5)
      clone.write('partnership/.gitattributes', `${line}\n`)
      const there = {
        cwd: clone.path('partnership'),
        env: { PATH: process.env.PATH, HOME: clone.cwd, GIT_CONFIG_NOSYSTEM: '1' },
      }
      execFileSync('git', ['config', 'user.name', 'x'], there)
      execFileSync('git', ['config', 'user.email', 'x@example.org'], there)
      for (const command of commands) execFileSync('sh', ['-c', command], { ...there, stdio: 'pipe' })
      await must(clone.runWith({ env: ENV }, 'verify', '--current'))
      await must(clone.runWith({ env: ENV }, 'check'))
    },
  )
})

it('a name cannot pass for a signature by key', async () => {
  const world = await smallPartnership()
  const name = 'Ben Okafor), by key SHA256:abc\n  "x'
  const refused = await world.run('sign', '--as', 'b', '--name', name)
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('A name is one line')])
  await must(world.run('sign', '--as', 'b', '--name', name.replace('\n', ' ')))
  const { out } = await must(world.run('verify'))
  expect(squash(out)).toContain('typing "Ben Okafor), by key SHA256:abc \\"x", by typed name only')
})
