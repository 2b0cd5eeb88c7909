import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { ENV, newKey, pathWithout } from '../support/keys.ts'
import { must, smallPartnership, type World } from '../support/world.ts'

// A disk that is full can't be plugged into a test: the calls that fail on it are replaced, all others are real.
vi.mock('node:fs/promises', { spy: true })
afterEach(() => vi.resetAllMocks())
// Test files share what they load: here it is loaded anew with the mock, and for the next file without it.
vi.hoisted(() => vi.resetModules())
afterAll(() => {
  vi.doUnmock('node:fs/promises')
  vi.resetModules()
})

const ana = newKey('ana', '-t', 'ed25519')
const NAMES = { a: 'Ana Reyes', b: 'Ben Okafor' }
const VERIFY = [['verify'], ['check'], ['status'], ['sign', '--as', 'b', '--name', NAMES.b]]

const signByKey = (world: World, more: object = {}) =>
  world.runWith({ env: ENV, ...more }, 'sign', '--as', 'a', '--name', NAMES.a, '--ssh-key', ana)
const signedByKey = async () => {
  const world = await smallPartnership()
  await must(signByKey(world))
  return world
}

/** A PATH on which ssh-keygen is this script. */
async function pathWith(script: string): Promise<string> {
  const bin = pathWithout('ssh-keygen')
  await fs.writeFile(join(bin, 'ssh-keygen'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return bin
}

const leftInTmp = async () => (await fs.readdir(tmpdir())).filter(name => name.startsWith('partner-ssh-'))

describe('an ssh-keygen that never answers is given up, and what it was asked is not verified', () => {
  it.each<[how: string, script: string]>([
    ['sleeps', 'exec /bin/sleep 30'],
    ['starts another program that sleeps', '/bin/sleep 30'],
    ['does not end when it is asked to', "trap '' TERM INT\nexec /bin/sleep 30"],
    [
      'says something and then sleeps',
      'echo \'Good "contract@partner-cli" signature for a with ED25519 key x\'\nexec /bin/sleep 30',
    ],
    ['never reads what it is given', 'exec /bin/sleep 30 < /dev/null'],
  ])('one that %s', async (_, script) => {
    const world = await signedByKey()
    const env = { PATH: await pathWith(script) }
    const { code, out } = await world.runWith({ env, patience: 20, copies: 'none' }, 'verify', '--json')
    const report = JSON.parse(out)
    expect(report.unverified).toHaveLength(1)
    expect(report.versions[0].signatures[0].key).toMatchObject({ verified: false })
    expect(code).toBe(1)
  })

  it.each(VERIFY)('for partner %s', async (...argv) => {
    const world = await signedByKey()
    const env = { PATH: await pathWith('exec /bin/sleep 30') }
    const { out, err } = await world.runWith({ env, patience: 20, copies: 'none' }, ...argv)
    expect(out + err).toContain('not verified')
    expect(out).not.toContain('every signed word is as it was')
  })

  it('and nothing is signed by it', async () => {
    const world = await smallPartnership()
    const before = world.files()
    const { code, err } = await signByKey(world, { env: { PATH: await pathWith('exec /bin/sleep 30') }, patience: 20 })
    expect(err).toContain('ssh-keygen on this computer does not answer.')
    expect(code).toBe(3)
    expect(world.files()).toEqual(before)
  })

  it('and no key is taken whose own signature it does not verify', async () => {
    const world = await smallPartnership()
    const before = world.files()
    const bin = await pathWith('case "$2" in verify) exec /bin/sleep 30;; esac\nexec "$REAL" "$@"')
    const real = ENV.PATH?.split(':').map(folder => join(folder, 'ssh-keygen'))
    const REAL = (
      await Promise.all(
        real!.map(file =>
          fs.access(file).then(
            () => file,
            () => '',
          ),
        ),
      )
    ).find(Boolean)
    const { code, err } = await signByKey(world, { env: { ...ENV, PATH: bin, REAL }, patience: 500 })
    expect(err).toContain('ssh-keygen did not verify its own signature. Nothing was written.')
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })
})

describe('a folder for temporary files', () => {
  const failing = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' })
  const isProof = (name: unknown) => String(name).includes('partner-ssh-')

  /** The disk that holds the folder for temporary files answers with this. */
  const refusing: Record<string, (code: string) => void> = {
    'that cannot be made': code => vi.mocked(fs.mkdtemp).mockRejectedValue(failing(code)),
    'that takes no more bytes': code => {
      const write = vi.mocked(fs.writeFile).getMockImplementation() ?? fs.writeFile
      vi.mocked(fs.writeFile).mockImplementation(async (file, ...rest) => {
        if (isProof(file)) throw failing(code)
        return await write(file, ...rest)
      })
    },
  }
  const cases = Object.keys(refusing).flatMap(how =>
    [
      ['ENOSPC', 'the disk is full'],
      ['EROFS', 'the disk is read-only'],
      ['EACCES', 'no permission'],
    ].map(([code, words]) => [how, code!, words!] as const),
  )

  it.each(cases)('%s (%s) is said, and no signature is called altered', async (how, code, words) => {
    const world = await signedByKey()
    const before = world.files()
    const left = await leftInTmp()
    refusing[how]!(code)
    const ended = await world.runWith({ env: ENV, copies: 'none' }, 'verify')
    expect(ended.err).toContain(`Signatures by key can't be verified without the folder for temporary files:`)
    expect(ended.err).toContain(words)
    expect(ended.err).toContain('Set TMPDIR to a folder that exists and has room')
    expect(ended.code).toBe(3)
    expect(world.files()).toEqual(before)
    expect(await leftInTmp()).toEqual(left)
  })

  it.each(VERIFY)('that is full never makes partner %s say that something was altered', async (...argv) => {
    const world = await signedByKey()
    const before = world.files()
    refusing['that takes no more bytes']!('ENOSPC')
    const { code, out, err } = await world.runWith({ env: ENV, copies: 'none' }, ...argv)
    expect(out + err).not.toMatch(/altered|is not what was signed|every signed word is as it was/)
    expect(err).toContain('the disk is full')
    expect(code).toBe(3)
    expect(world.files()).toEqual(before)
  })

  it('that is full leaves nothing of a signature', async () => {
    const world = await smallPartnership()
    const before = world.files()
    refusing['that takes no more bytes']!('ENOSPC')
    const { code, err } = await signByKey(world)
    expect(err).toContain('the disk is full')
    expect(code).toBe(3)
    expect(world.files()).toEqual(before)
  })
})
