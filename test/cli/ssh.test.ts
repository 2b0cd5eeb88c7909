import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../src/signature/statement.ts'
import {
  apart,
  ENV,
  fingerprintOf,
  lineOf,
  newKey,
  PASSPHRASE,
  pathWithout,
  signedElsewhere,
  withAgent,
} from '../support/keys.ts'
import { squash } from '../support/visible.ts'
import { answering, must, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
const ana = newKey('ana', '-t', 'ed25519')
const ben = newKey('ben', '-t', 'ed25519')
const NAMES = { a: 'Ana Reyes', b: 'Ben Okafor' }

const signWith = (
  world: World,
  who: 'a' | 'b',
  key: string | undefined,
  env: Record<string, string | undefined> = ENV,
  ...more: string[]
) => world.runWith({ env }, 'sign', '--as', who, '--name', NAMES[who], '--ssh-key', ...(key ? [key] : []), ...more)
const signedByKeys = async () => {
  const world = await smallPartnership()
  await must(signWith(world, 'a', ana))
  await must(signWith(world, 'b', ben))
  return world
}
const named = (world: World, end: string) => {
  const [name] = world.names('partnership/signatures').filter(each => each.endsWith(end))
  return `partnership/signatures/${name}`
}
const saidBy = (world: World, who: 'a' | 'b') => JSON.parse(world.read(named(world, `-${who}.sign.json`)))
const verified = async (world: World) => {
  const ended = await world.runWith({ env: ENV }, 'verify', '--json')
  return { ...ended, report: JSON.parse(ended.out) }
}
const nextVersion = (world: World) =>
  world.edit(CONTRACT, text => text.replace(/version: (\d)/, (_, n) => `version: ${Number(n) + 1}`))

describe('a signature by key', () => {
  it.each<[kind: string, key: string]>([
    ['ed25519', ana],
    ['ecdsa', newKey('ecdsa', '-t', 'ecdsa')],
    ['rsa', newKey('rsa', '-t', 'rsa', '-b', '2048')],
    ['rsa in the older format', newKey('pem', '-t', 'rsa', '-b', '2048', '-m', 'PEM')],
  ])('is two new files, and names the key without its comment: %s', async (_, key) => {
    const world = await smallPartnership()
    const { out } = await must(signWith(world, 'a', key))
    expect(squash(out)).toContain(`By key ${fingerprintOf(key)}, and ssh-keygen has verified it.`)
    const names = world.names('partnership/signatures')
    expect(names.map(name => name.slice(12))).toEqual(['a.sign.json', 'a.sign.json.sig'])
    expect(saidBy(world, 'a').key).toBe(lineOf(key))
    expect(saidBy(world, 'a').statement).toMatch(/\. Key: \S+ \S+\.$/)
    expect((await verified(world)).report).toMatchObject({ findings: [], unverified: [] })
  })

  it('is over the very bytes of the statement', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const file = named(world, '-a.sign.json')
    // An ed25519 signature of the same bytes is the same again.
    expect(world.read(`${file}.sig`)).toBe(signedElsewhere(ana, world.read(file)))
  })

  it.each<[what: string, file: () => string]>([
    ['the public half, with the private one beside it', () => `${ana}.pub`],
    ['a relative name', () => 'keys/ana'],
  ])('takes %s', async (_, file) => {
    const world = await smallPartnership()
    for (const end of ['', '.pub']) world.write(`keys/ana${end}`, readFileSync(`${ana}${end}`))
    chmodSync(world.path('keys/ana'), 0o600)
    await must(signWith(world, 'a', file()))
    expect(saidBy(world, 'a').key).toBe(lineOf(ana))
  })

  it('takes the key that git signs with, as a file or as the key itself, from the agent', async () => {
    const alone = join(apart('git', `${ana}.pub`), 'ana.pub')
    for (const known of [alone, `key::${lineOf(ana)}`]) {
      const world = await smallPartnership()
      world.write(
        '.git/config',
        `[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = "${known}"\n[core]\n\trepositoryformatversion = 0\n`,
      )
      world.write('.git/HEAD', 'ref: refs/heads/main\n')
      for (const folder of ['objects/x', 'refs/x']) world.write(`.git/${folder}`, '')
      await withAgent([ana], env => must(signWith(world, 'a', undefined, env)))
      expect(saidBy(world, 'a').key).toBe(lineOf(ana))
    }
  })

  it('at a terminal offers what git signs with, says which key it is, and asks', async () => {
    const world = await smallPartnership()
    const asking = answering({ 'sign.key': ana, 'sign.a': 'Ana Reyes' })
    const { err } = await must(world.runWith({ ...asking, env: ENV }, 'sign', '--as', 'a', '--ssh-key'))
    expect(err).toContain(`Your key: ${fingerprintOf(ana)} (${ana})`)
    expect(saidBy(world, 'a').key).toBe(lineOf(ana))
  })

  it('with a passphrase is made by the agent that holds the key', async () => {
    const world = await smallPartnership()
    const key = newKey('locked', '-t', 'ed25519', '-N', PASSPHRASE)
    await withAgent([key], env => must(signWith(world, 'a', key, env)))
    expect(saidBy(world, 'a').key).toBe(lineOf(key))
  })
})

describe('nothing is written', () => {
  const locked = newKey('secret', '-t', 'ed25519', '-N', PASSPHRASE)
  const beside = (name: string, text: string) => {
    const file = `${ana}-${name}`
    writeFileSync(file, text, { mode: 0o600 })
    return file
  }

  it.each<[what: string, key: () => string | undefined, code: number, words: string]>([
    ['a passphrase and no terminal', () => locked, 2, 'is protected by a passphrase'],
    ['its public half, likewise', () => `${locked}.pub`, 2, 'is protected by a passphrase'],
    ['no such file', () => 'no/such/key', 1, 'there is no no/such/key'],
    ['a folder', () => '.', 1, '. is a folder'],
    ['a file that is no key', () => CONTRACT, 1, 'is no SSH key'],
    [
      'a public key alone',
      () => join(apart('alone', `${ben}.pub`), 'ben.pub'),
      1,
      'neither beside it nor in the agent',
    ],
    ['a public key in words', () => `key::${lineOf(ben)}`, 1, 'neither beside it nor in the agent'],
    ['a certificate', () => beside('cert', certificate), 1, 'ssh-ed25519-cert-v01@openssh.com, which cannot sign here'],
    [
      'the older format without its public half',
      () => join(apart('old', newKey('older', '-t', 'rsa', '-b', '2048', '-m', 'PEM')), 'older'),
      1,
      'ssh-keygen -y -f',
    ],
    ['no file, and git names none', () => undefined, 2, 'Name its file:  --ssh-key'],
  ])('with %s', async (_, key, code, words) => {
    const world = await smallPartnership()
    const before = world.files()
    const ended = await signWith(world, 'a', key())
    expect(ended.err).toContain(words)
    expect(ended.code).toBe(code)
    expect(world.files()).toEqual(before)
  })

  const certificate = (() => {
    const kind = 'ssh-ed25519-cert-v01@openssh.com'
    const size = Buffer.alloc(4)
    size.writeUInt32BE(kind.length)
    return `${kind} ${Buffer.concat([size, Buffer.from(kind)]).toString('base64')}`
  })()

  it('with a DSA key, which OpenSSH gave up', async () => {
    const world = await smallPartnership()
    const dsa = `ssh-dss ${Buffer.from('\0\0\0\x07ssh-dss').toString('base64')}`
    expect((await signWith(world, 'a', dsa)).err).toContain('is a key of the kind ssh-dss, which cannot sign here')
  })

  it('with a key that others may read, in the words of ssh-keygen', async () => {
    const world = await smallPartnership()
    const file = join(apart('open', ben, `${ben}.pub`), 'ben')
    chmodSync(file, 0o644)
    const { code, err } = await signWith(world, 'b', file)
    expect(err).toContain('Permissions 0644')
    expect(code).toBe(1)
    expect(world.names('partnership')).not.toContain('versions')
  })

  it("with the other partner's key", async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const before = world.files()
    const { code, err } = await signWith(world, 'b', ana)
    expect(err).toContain("is Ana's key. Nothing was written.")
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, make: (bin: string) => void, words: string]>([
    ['no ssh-keygen', () => {}, 'There is no ssh-keygen on this machine.'],
    [
      'an ssh-keygen that is too old',
      bin =>
        writeFileSync(join(bin, 'ssh-keygen'), '#!/bin/sh\necho "unknown option -- Y" >&2\nexit 1\n', { mode: 0o755 }),
      'is too old to sign',
    ],
  ])('with %s', async (_, make, words) => {
    const world = await smallPartnership()
    const bin = pathWithout('ssh-keygen')
    make(bin)
    const before = world.files()
    const { code, err } = await signWith(world, 'a', ana, { PATH: bin })
    expect(err).toContain(words)
    expect(err).toContain('OpenSSH 8.2')
    expect(code).toBe(3)
    expect(world.files()).toEqual(before)
  })

  it('when the same version was signed by name: it is signed once', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    const before = world.files()
    const { code, err } = await signWith(world, 'a', ana)
    expect(err).toContain('A version is signed once by each of you; the next one can be signed by key.')
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it('when nobody knows whose key it is', async () => {
    const world = await smallPartnership()
    const { code, err } = await world.runWith({ env: ENV }, 'sign', '--ssh-key', ana)
    expect(err).toContain('Whose key is that?')
    expect(code).toBe(2)
  })
})

it('a key that is refused takes no comment out of the contract', async () => {
  const world = await smallPartnership()
  world.edit('partnership/contract.yaml', text => text.replace('principles:', '# Ben has the car\nprinciples:'))
  const before = world.files()
  const { code, err } = await world.runWith(
    { env: ENV },
    'sign',
    '--as',
    'a',
    '--ssh-key',
    'partnership/README.md',
    '--yes',
  )
  expect([code, err]).toEqual([1, expect.stringContaining('Nothing was written.')])
  expect(world.files()).toEqual(before)
})

describe('vouching', () => {
  it('comes only from who asks for it, and is printed as what it is', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const alone = world.copy()
    await must(signWith(alone, 'b', ben, ENV, '--yes'))
    expect(saidBy(alone, 'b').vouches).toBeUndefined()
    await must(signWith(world, 'b', ben, ENV, '--vouch'))
    expect(saidBy(world, 'b').vouches).toEqual({ a: fingerprintOf(ana) })
    const [{ signatures }] = (await verified(world)).report.versions
    expect(signatures).toMatchObject([
      { partner: 'a', key: { verified: true, vouchedFor: true, fingerprint: fingerprintOf(ana) } },
      { partner: 'b', key: { verified: true, vouchedFor: false, fingerprint: fingerprintOf(ben) } },
    ])
    const { out } = await must(world.runWith({ env: ENV }, 'verify'))
    expect(squash(out)).toContain(`Ben says that this is Ana's key: ${fingerprintOf(ana)}`)
    expect(squash(out)).toContain("Only the key itself says that it is Ben's.")
  })

  it.each(['no', 'yes'])('is asked about at a terminal, which --yes does not answer: %s', async answer => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const asking = answering({ 'sign.vouch': answer, 'sign.b': 'Ben Okafor' })
    await must(world.runWith({ ...asking, env: ENV }, 'sign', '--as', 'b', '--ssh-key', ben, '--yes'))
    expect(asking.prompter.asked.map(({ id }) => id)).toEqual(['sign.vouch', 'sign.b'])
    expect(saidBy(world, 'b').vouches).toEqual(answer === 'yes' ? { a: fingerprintOf(ana) } : undefined)
  })

  it('goes with a key, and about a key that is known', async () => {
    const world = await smallPartnership()
    const typed = await world.runWith({ env: ENV }, 'sign', '--as', 'b', '--name', 'Ben', '--vouch')
    expect([typed.code, typed.err]).toEqual([2, expect.stringContaining('--vouch is said by key.')])
    const both = await world.runWith({ env: ENV }, 'sign', '--vouch')
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('--vouch is said by key.')])
    const early = await signWith(world, 'b', ben, ENV, '--vouch')
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('Ana has not signed by key yet')])
    expect(world.names('partnership')).not.toContain('signatures')
  })
})

describe('what was altered', () => {
  it.each<[what: string, alter: (world: World) => void, file: RegExp, words: string]>([
    [
      'a .sig of other bytes',
      world => world.write(named(world, '-a.sign.json.sig'), signedElsewhere(ana, 'other')),
      /-a\.sign\.json\.sig$/,
      'is not a signature of this statement by its key',
    ],
    [
      'a .sig by another key',
      world =>
        world.write(named(world, '-a.sign.json.sig'), signedElsewhere(ben, world.read(named(world, '-a.sign.json')))),
      /-a\.sign\.json\.sig$/,
      'is made with another key',
    ],
    [
      'a .sig for another purpose',
      world =>
        world.write(
          named(world, '-a.sign.json.sig'),
          signedElsewhere(ana, world.read(named(world, '-a.sign.json')), 'git'),
        ),
      /-a\.sign\.json\.sig$/,
      'is a signature for another purpose: git',
    ],
    [
      'a .sig that is none',
      world => world.write(named(world, '-a.sign.json.sig'), 'x'),
      /-a\.sign\.json\.sig$/,
      'is not as ssh-keygen wrote it',
    ],
    [
      'an empty .sig',
      world => world.write(named(world, '-a.sign.json.sig'), ''),
      /-a\.sign\.json\.sig$/,
      'is not as ssh-keygen wrote it',
    ],
    [
      'no .sig',
      world => world.remove(named(world, '-a.sign.json.sig')),
      /-a\.sign\.json$/,
      'and is not signed with it',
    ],
    ['no statement', world => world.remove(named(world, '-a.sign.json')), /-a\.sign\.json\.sig$/, 'stands alone'],
    [
      'a statement without its key',
      world => {
        const { key, ...said } = saidBy(world, 'a')
        world.write(named(world, '-a.sign.json'), canonical(said))
      },
      /-a\.sign\.json\.sig$/,
      'stands beside a statement that was signed by typed name only',
    ],
    [
      'a statement with something else for a key',
      world => world.write(named(world, '-a.sign.json'), canonical({ ...saidBy(world, 'a'), key: 'mine' })),
      /-a\.sign\.json$/,
      'names something else than an SSH key',
    ],
    [
      'a statement that was rewritten, with its key',
      world => world.write(named(world, '-a.sign.json'), canonical({ ...saidBy(world, 'a'), date: '2020-01-01' })),
      /-a\.sign\.json\.sig$/,
      'is not a signature of this statement by its key',
    ],
    [
      "a statement rewritten by the other one, with the other one's key",
      world => {
        const text = canonical({ ...saidBy(world, 'a'), key: lineOf(ben) })
        world.write(named(world, '-a.sign.json'), text)
        world.write(named(world, '-a.sign.json.sig'), signedElsewhere(ben, text))
      },
      /-a\.sign\.json$/,
      'is by the key of partner b, who signed version 1 with it',
    ],
  ])('is named, exit code 1, and does not count: %s', async (_, alter, file, words) => {
    const world = await signedByKeys()
    alter(world)
    const { code, report } = await verified(world)
    expect(report.findings).toMatchObject([{ file: expect.stringMatching(file), what: expect.stringContaining(words) }])
    expect(report.state).toBe('half-signed')
    expect(code).toBe(1)
  })

  it('is found at every offset of a .sig', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const file = named(world, '.sig')
    const bytes = world.bytes(file)
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes)
      copy[at]! ^= 1
      world.write(file, copy)
      const { code, report } = await verified(world)
      expect([code, report.findings.length], `offset ${at}`).toEqual([1, 1])
    }
    world.write(file, bytes)
    expect((await verified(world)).code).toBe(0)
  }, 120_000)

  it('keeps the other one from signing', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    world.write(named(world, '.sig'), signedElsewhere(ana, 'other'))
    const before = world.files()
    const { code, err } = await signWith(world, 'b', ben)
    expect(err).toContain('is not a signature of this statement by its key')
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })
})

describe('without ssh-keygen', () => {
  const without = { PATH: pathWithout('ssh-keygen') }

  it('a signature by key is not verified, exit code 1, never a guess', async () => {
    const world = await signedByKeys()
    const { code, out } = await world.runWith({ env: without }, 'verify')
    expect(squash(out)).toMatch(
      /Not verified \S+-a\.sign\.json is signed by key and not verified here, so it does not count/,
    )
    expect(out).not.toContain('every signed word is as it was')
    expect(code).toBe(1)
    const report = JSON.parse((await world.runWith({ env: without }, 'verify', '--json')).out)
    expect(report.unverified).toHaveLength(2)
    expect(report.versions[0].signatures[0].key).toMatchObject({ verified: false, vouchedFor: false })
  })

  it('typed names are verified, and one more may be typed, with a word about the other', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    const { err } = await must(world.runWith({ env: without }, 'sign', '--as', 'b', '--name', 'Ben'))
    expect(err).toMatch(/-a\.sign\.json is signed by key and not verified here, so it does not count/)
  })
})

describe('a run that was stopped', () => {
  it('leaves a .sig that claims nothing, and is finished by running it again', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    world.remove(named(world, '-a.sign.json'))
    expect((await verified(world)).report.findings).toMatchObject([{ what: expect.stringContaining('stands alone') }])
    await must(
      world.runWith({ env: ENV, now: '2026-04-27T20:00:00Z' }, 'sign', '--as', 'a', '--name', 'Ana', '--ssh-key', ana),
    )
    expect((await verified(world)).code).toBe(0)
  })

  it('is not finished by another key, by name alone, or by the other one', async () => {
    const world = await smallPartnership()
    await must(signWith(world, 'a', ana))
    world.remove(named(world, '-a.sign.json'))
    const before = world.files()
    expect((await signWith(world, 'a', ben)).err).toContain('is a different key than before: Ana signed with')
    const forgotten = { memory: 'none', env: ENV } as const
    const asOther = ['sign', '--as', 'a', '--name', 'Ana', '--ssh-key', ben]
    expect((await world.runWith(forgotten, ...asOther)).err).toContain('It is by another key.')
    expect((await world.run('sign', '--as', 'a', '--name', 'Ana')).err).toContain('stands alone')
    expect((await signWith(world, 'b', ben)).err).toContain('stands alone')
    expect(world.files()).toEqual(before)
  })
})

describe('declining', () => {
  it('is a file of its own, with the reason, and blocks nothing', async () => {
    const world = await smallPartnership()
    const { out } = await must(
      world.runWith(
        { env: ENV },
        'sign',
        '--as',
        'b',
        '--name',
        'Ben',
        '--decline',
        '--why',
        'Too much until May.',
        '--ssh-key',
        ben,
      ),
    )
    expect(squash(out)).toContain('Declined Ben, version 1, as "Ben"')
    const said = JSON.parse(world.read(named(world, '-b.decline.json')))
    expect(said).toMatchObject({ action: 'decline', why: 'Too much until May.', key: lineOf(ben) })
    expect(JSON.parse((await must(world.run('status', '--json'))).out).state).toBe('open')
    expect(squash((await must(world.runWith({ env: ENV }, 'verify'))).out)).toContain(
      'Ben declined on 27 April 2026, typing "Ben", by key',
    )
    await must(signWith(world, 'a', ana))
    await must(signWith(world, 'b', ben))
    const { code, report } = await verified(world)
    expect(report).toMatchObject({ state: 'signed', findings: [] })
    expect(report.versions[0].signatures.map(({ action }: { action: string }) => action).sort()).toEqual([
      'decline',
      'sign',
      'sign',
    ])
    expect(code).toBe(0)
  })

  it('is said by every command until the version is signed after all', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--as', 'a', '--name', 'Ana', '--decline', '--why', 'No'))
    const words = 'Ana declined version 1 ("No").'
    const next = 'talk about what would have to change, then: partner amend, and partner sign'
    for (const argv of [[], ['status']]) {
      const out = squash((await must(world.run(...argv))).out)
      expect(out).toContain(words)
      expect(out).toMatch(new RegExp(`Next:? ${next}`))
    }
    const declined = async () => JSON.parse((await must(world.run('status', '--json'))).out).declined
    expect(await declined()).toEqual([{ partner: 'a', date: '2026-04-27', why: 'No' }])
    const ben = await must(world.run('sign', '--as', 'b', '--name', 'Ben'))
    expect(squash(ben.err)).toContain(words)
    expect(squash(ben.out)).toContain(`Next ${next}`)
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    expect(await declined()).toEqual([])
    expect(squash((await must(world.run('status'))).out)).not.toContain('declined')
  })

  it('is shown to the other one above the question for their name', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--as', 'a', '--name', 'Ana', '--decline', '--why', 'No'))
    const asking = answering({ 'sign.b': 'Ben Okafor' })
    await must(world.runWith(asking, 'sign', '--as', 'b'))
    expect(asking.prompter.asked[0]!.above[0]).toEqual({ kind: 'note', text: 'Ana declined version 1 ("No").' })
  })

  it('at a terminal asks why, then for the name', async () => {
    const world = await smallPartnership()
    const asking = answering({ 'sign.b.why': 'Too much', 'sign.b': 'Ben Okafor' })
    await must(world.runWith(asking, 'sign', '--as', 'b', '--decline'))
    expect(asking.prompter.asked.map(({ id }) => id)).toEqual(['sign.b.why', 'sign.b'])
    expect(world.names('partnership/signatures')).toEqual([expect.stringMatching(/-b\.decline\.json$/)])
  })

  it.each<[argv: string[], code: number, words: string]>([
    [['--as', 'b', '--name', 'Ben', '--decline'], 2, 'Missing: --why'],
    [['--as', 'b', '--decline'], 2, 'Missing: --name, --why'],
    [['--as', 'b', '--name', 'Ben', '--decline', '--why', ' '], 2, 'A reason needs words.'],
    [['--as', 'b', '--name', 'Ben', '--why', 'x'], 2, '--why is the reason to decline.'],
    [['--decline', '--why', 'x', '--name', 'Ben'], 2, 'Who declines?'],
  ])('%j is not enough', async (argv, code, words) => {
    const world = await smallPartnership()
    const before = world.files()
    const ended = await world.run('sign', ...argv)
    expect(ended.err).toContain(words)
    expect(ended.code).toBe(code)
    expect(world.files()).toEqual(before)
  })

  it('comes once, and not after signing', async () => {
    const world = await smallPartnership()
    const decline = (who: string) => world.run('sign', '--as', who, '--name', 'X', '--decline', '--why', 'No.')
    await must(decline('a'))
    expect((await decline('a')).err).toContain('Ana has declined version 1 already')
    await must(world.run('sign', '--as', 'b', '--name', 'Ben'))
    expect((await decline('b')).err).toContain('A signature stays')
  })
})

describe('the next version', () => {
  it('says who signed which one, and what it changed since', async () => {
    const world = await signedByKeys()
    nextVersion(world)
    world.edit(CONTRACT, text =>
      text.replace('Three case studies', 'Two case studies').replace('We say it as it is.', 'We say it.'),
    )
    await must(signWith(world, 'a', ana))
    const words = 'Ben signed version 1. Version 2 changed wins and principles since.'
    expect(squash((await must(world.runWith({ env: ENV }, 'verify'))).out)).toContain(
      `Now signed by one of you ${words}`,
    )
    expect(squash((await world.run('status')).out)).toContain(words)
    expect((await verified(world)).report.behind).toEqual([{ who: 'b', signed: 1, changed: ['wins', 'principles'] }])
    await must(signWith(world, 'b', ben))
    expect((await verified(world)).report).toMatchObject({ behind: [], inForce: 2, state: 'signed' })
  })
})
