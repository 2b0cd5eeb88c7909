import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Machine, pull, push, twoClones } from '../support/clones.ts'
import { must, newWorld, SMALL, session, signedPartnership } from '../support/world.ts'

const P = 'partnership'
const SECRET = '-----BEGIN OPENSSH PRIVATE KEY-----\ntoken: secret\n'

const ANSWERS = { ...SMALL, profiles: { a: { about: 'x' } } }

/** Ben's clone, with a private key in his home folder, into which Ana has pushed these links. */
function pushed(links: Readonly<Record<string, string>>, withContract: boolean): { ben: Machine; key: string } {
  const { ana, ben } = twoClones(withContract ? ANSWERS : undefined)
  ana.write('answers.json', JSON.stringify(ANSWERS))
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(ana.path(name)), { recursive: true })
    rmSync(ana.path(name), { recursive: true, force: true })
    symlinkSync(target, ana.path(name))
  }
  push(ana)
  const key = join(ben.home, '.ssh/id_ed25519')
  mkdirSync(dirname(key))
  writeFileSync(key, SECRET)
  pull(ben)
  return { ben, key }
}

describe('a pushed link', () => {
  it.each([`${P}/.gitignore`, `${P}/.gitattributes`, `${P}/README.md`, `${P}/template.yaml`])(
    '%s to a private key: init copies nothing of it into the folder, and writes nothing through it',
    name => {
      const { ben, key } = pushed({ [name]: '../../.ssh/id_ed25519' }, false)
      expect(readFileSync(ben.path(name), 'utf8')).toBe(SECRET)
      const { code, out, err } = ben.partner(['init', '--from', 'answers.json'])
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(`${name}  is a link that leads out of the folder`)
      expect(readFileSync(key, 'utf8')).toBe(SECRET)
      expect(lstatSync(ben.path(name)).isSymbolicLink()).toBe(true)
      expect(existsSync(ben.path(P, 'contract.yaml'))).toBe(false)
    },
  )

  it.each<[name: string, target: string, what: string]>([
    [`${P}/checkins/2026-01-19-a.yaml`, '../../.git/config', 'is a link that leads out of the folder'],
    [`${P}/signatures`, '../.git', 'is a link that leads out of the folder'],
    [`${P}/README.md`, '../.git/config', 'is a link that leads out of the folder'],
    [`${P}/schema`, '../../.ssh', 'is a link that leads out of the folder'],
    [`${P}`, '.git', 'that came with the repository and leads out of it or into its .git'],
    [`${P}`, '../private', 'that came with the repository and leads out of it or into its .git'],
  ])('%s to %s is named, and nothing is read or written through it', (name, target, what) => {
    const { ben } = pushed({ [name]: target }, name !== P)
    ben.git('config', 'http.extraHeader', 'secret')
    mkdirSync(join(ben.home, 'private'))
    for (const at of ['.git', '../private'])
      if (name === P) ben.write(`${at}/contract.yaml`, 'format: partner/1\nsecret: x\n')
    const before = ben.git('status', '--porcelain')
    const acts = [['check'], ['status'], ['schema'], ['checkin', '--from', '-'], ['init', '--from', 'answers.json']]
    for (const argv of acts) {
      const { code, out, err } = ben.partner(argv, { input: session('2026-01-19') })
      expect({ code, out }, argv.join(' ')).toEqual({ code: 1, out: '' })
      expect(err, argv.join(' ')).toContain(what)
      expect(err).not.toContain('secret')
    }
    expect(ben.git('status', '--porcelain')).toBe(before)
  })
})

describe('in a folder that is a repository of its own', () => {
  it.each([`${P}/checkins/2026-01-19-a.yaml`, `${P}/.gitignore`, `${P}/settings.yaml`])(
    'a link %s that leads into its .git is named',
    async name => {
      const world = await signedPartnership()
      execFileSync('git', ['init', '-q', world.path(P)])
      rmSync(world.path(name), { force: true })
      mkdirSync(dirname(world.path(name)), { recursive: true })
      symlinkSync(world.path(P, '.git/config'), world.path(name))
      const { code, err } = await world.run('check')
      expect(code).toBe(1)
      expect(err).toContain(`${name}  is a link that leads into a .git`)
    },
  )
})

describe('a link of the folder that is not in git', () => {
  it('is its owner’s own, and is followed', () => {
    const { ana } = twoClones()
    ana.write('answers.json', JSON.stringify(SMALL))
    expect(ana.partner(['init', '--from', 'answers.json'])).toMatchObject({ code: 0 })
    renameSync(ana.path(P), join(ana.home, 'ours'))
    symlinkSync(join(ana.home, 'ours'), ana.path(P))
    expect(ana.partner(['status'])).toMatchObject({ code: 0 })
  })
})

describe('a file with another name elsewhere', () => {
  it.each([
    'contract.yaml',
    'checkins/2026-01-19-both.yaml',
    'README.md',
    '.gitignore',
    'settings.yaml',
    'partners/a.yaml',
  ])('%s is named, and not read', async name => {
    const world = await signedPartnership()
    await must(world.runWith({ input: session('2026-01-19') }, 'checkin', '--from', '-'))
    world.write('elsewhere', 'secret: x\n')
    mkdirSync(dirname(world.path(P, name)), { recursive: true })
    rmSync(world.path(P, name), { force: true })
    linkSync(world.path('elsewhere'), world.path(P, name))
    const { code, out, err } = await world.run('check')
    expect(code).toBe(1)
    expect(out + err).toContain('is a hard link: the same file has another name elsewhere')
    expect(out + err).not.toContain('secret')
    expect(world.read('elsewhere')).toBe('secret: x\n')
  })

  it('is read if that is the temporary name of a write that was interrupted', async () => {
    const world = await signedPartnership()
    linkSync(world.path(P, 'contract.yaml'), world.path(P, '.contract.yaml.0123456789ab.tmp'))
    expect(await world.run('status')).toMatchObject({ code: 0 })
  })
})

describe('what was printed before', () => {
  it.each(['schema', 'parts', 'README.md', 'fit.yaml', '.draft'])(
    'is not printed again once %s is a link that leads out',
    async name => {
      const world = await signedPartnership()
      const elsewhere = newWorld({ x: '' })
      const first = await world.run('status')
      expect(await world.run('status')).toEqual(first)
      rmSync(world.path(P, name), { recursive: true, force: true })
      symlinkSync(elsewhere.cwd, world.path(P, name))
      const { code, out, err } = await world.run('status')
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(`${P}/${name}  is a link that leads out of the folder`)
    },
  )
})
