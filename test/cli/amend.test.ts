import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { scripted } from '../support/script.ts'
import { answering, must, newWorld, SMALL, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
type Data = Record<string, unknown>
const contractOf = (world: World) => readElsewhere(world.read(CONTRACT)) as Data
const amendFrom = (world: World, said: object, ...argv: string[]) =>
  world.runWith({ input: JSON.stringify(said) }, 'amend', '--from', '-', ...argv)
const stateOf = async (world: World) => JSON.parse((await must(world.run('status', '--json'))).out)

const principles = ['We say it as it is.', 'We ask first.']
const BY_A = ['--by', 'a', '--why', 'It was time']

describe('while nobody signed', () => {
  it('a change is made in place: no version, no reason', async () => {
    const world = await smallPartnership()
    const before = contractOf(world)
    const { code, out, err } = await amendFrom(world, { principles }, '--by', 'b')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(contractOf(world)).toEqual({ ...before, principles })
    expect(out).toContain('principle added: "We ask first."')
    expect(out).toContain('Written   partnership/contract.yaml, version 1, which nobody has signed yet')
    expect(out).toContain('Next      partner sign')
    expect(await stateOf(world)).toMatchObject({ state: 'open' })
  })

  it('a change of the next version goes along with what it says of itself', async () => {
    const world = await signedPartnership()
    await must(amendFrom(world, { principles }, ...BY_A))
    await must(amendFrom(world, { purpose: 'Work we chose' }, '--by', 'b'))
    expect(contractOf(world)).toMatchObject({
      version: 2,
      changes: [{ version: 2, by: 'a', sections: ['purpose', 'principles'], why: 'It was time' }],
    })
    await must(amendFrom(world, { principles: SMALL.principles }, '--by', 'b', '--why', 'For the purpose'))
    expect(contractOf(world).changes).toEqual([
      { version: 2, date: '2026-04-27', by: 'a', sections: ['purpose'], why: 'For the purpose' },
    ])
  })

  it('what is then missing is said, and how to fill it in', async () => {
    const world = await smallPartnership()
    const { code, out } = await amendFrom(world, { principles: [] }, '--by', 'a')
    expect(code).toBe(0)
    expect(out).toMatch(/Missing {3}a principle: needed before you can sign\n {2}Next {6}fill it in: partner amend/)
    expect(await stateOf(world)).toMatchObject({ state: 'draft' })
  })
})

describe('once somebody signed', () => {
  it.each<[who: string, make: () => Promise<World>]>([
    ['both', signedPartnership],
    [
      'one',
      async () => {
        const world = await smallPartnership()
        await must(world.run('sign', '--as', 'b', '--name', 'Ben Okafor'))
        return world
      },
    ],
  ])('a change is the next version, and what %s signed stays as it is', async (_, make) => {
    const world = await make()
    const before = world.files()
    const { out } = await must(amendFrom(world, { principles }, ...BY_A, '--date', '2026-03-23'))
    expect(contractOf(world)).toEqual({
      ...(readElsewhere(before[CONTRACT]!) as Data),
      version: 2,
      changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['principles'], why: 'It was time' }],
      principles,
    })
    expect({ ...world.files(), [CONTRACT]: '' }).toEqual({ ...before, [CONTRACT]: '' })
    expect(out).toContain('Kept      version 1, as it was signed')
    expect((await world.run('verify')).code).toBe(0)
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who))
    expect(await stateOf(world)).toMatchObject({ state: 'signed', inForce: 2 })
  })

  it('every byte of contract.yaml but those of the change stays', async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('wins:\n', '# ours\nwins:   # three of them\n'))
    const before = world.read(CONTRACT)
    await must(amendFrom(world, { principles }, ...BY_A))
    const after = world.read(CONTRACT)
    expect(
      after
        .replace('version: 2', 'version: 1')
        .replace(/changes:\n(?: .*\n)+/, '')
        .replace('  - We ask first.\n', ''),
    ).toBe(before)
  })

  it('a key that is new stands where init would have put it, with its heading', async () => {
    const world = await signedPartnership()
    const said = { purpose: 'No', learning: { skill: { a: ['I listen.'] } }, support: { a: ['I cook.'] } }
    await must(amendFrom(world, said, ...BY_A))
    const fresh = newWorld({ 'answers.json': JSON.stringify({ ...contractOf(world), changes: undefined, version: 1 }) })
    await must(fresh.run('init', '--from', 'answers.json'))
    const text = world.read(CONTRACT)
    expect(text.replace('version: 2', 'version: 1').replace(/changes:\n(?: .*\n)+/, '')).toBe(fresh.read(CONTRACT))
  })
})

describe('an edit by hand after signing', () => {
  const edited = async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee? # Ben drinks it\n').replace('...\n', 'ours: 1\n...\n'))
    return world
  }

  it('becomes the next version, with who and why, and its comments stay', async () => {
    const world = await edited()
    expect(await stateOf(world)).toMatchObject({ state: 'changed' })
    const { out } = await must(world.run('amend', '--by', 'b', '--why', 'No tea left'))
    expect(out).toContain('What is different from version 1, as it was signed:')
    expect(out).toContain('"Tea?" is now "Coffee?"')
    expect(contractOf(world)).toMatchObject({
      version: 2,
      ours: 1,
      changes: [{ version: 2, date: '2026-04-27', by: 'b', sections: ['agreements', 'ours'], why: 'No tea left' }],
    })
    expect(world.read(CONTRACT)).toContain('timeOut: Coffee? # Ben drinks it\n')
    expect(await stateOf(world)).toMatchObject({ state: 'open', inForce: 1 })
  })

  it('is taken over at a terminal by saying why', async () => {
    const world = await edited()
    const asking = answering({ 'amend.why': 'No tea left', 'amend.write': 'write' })
    await must(world.runWith(asking, 'amend', '--by', 'a'))
    expect(asking.prompter.asked.map(({ id }) => id)).toEqual(['amend.why', 'amend.write'])
    expect(asking.prompter.told.join('\n')).toContain('"Tea?" is now "Coffee?"')
    expect(contractOf(world)).toMatchObject({ version: 2, changes: [{ by: 'a', why: 'No tea left' }] })
  })

  it('goes along when another section is amended', async () => {
    const world = await edited()
    await must(amendFrom(world, { principles }, ...BY_A))
    expect(contractOf(world)).toMatchObject({ changes: [{ sections: ['principles', 'agreements', 'ours'] }] })
  })

  it('with a mistake in it is named with its place', async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('win: a1', 'win: a9'))
    const { code, err } = await world.run('amend', ...BY_A)
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:10 {2}firstSteps\[0\]\.win: there is no win a9\n/)
    expect(code).toBe(1)
  })
})

describe('without a terminal', () => {
  it.each<[signed: boolean, argv: string[], missing: string]>([
    [true, [], '--from, --by, --why'],
    [true, ['wins', '--by', 'a'], '--from, --why'],
    [true, ['--review', '--by', 'a', '--why', ' '], '--from, --why'],
    [false, [], '--from, --by'],
  ])('signed %s, %j: what is missing is named, exit code 2', async (signed, argv, missing) => {
    const world = await (signed ? signedPartnership() : smallPartnership())
    const before = world.files()
    const { code, err } = await world.run('amend', ...argv)
    expect(err).toContain(`Missing: ${missing}\n`)
    expect(code).toBe(2)
    expect(world.files()).toEqual(before)
  })

  it('git says who it is', async () => {
    const world = await signedPartnership()
    execFileSync('git', ['init', '--quiet'], { cwd: world.cwd })
    execFileSync('git', ['config', 'partner.me', 'b'], { cwd: world.cwd })
    await must(amendFrom(world, { principles }, '--why', 'x'))
    expect(contractOf(world)).toMatchObject({ changes: [{ by: 'b' }] })
  })
})

it.each<[argv: string[], words: string]>([
  [['winz'], 'There is no section "winz".\nOne of: partners, wins'],
  [['profiles'], 'partners/a.yaml and partners/b.yaml'],
  [['wins', '--review'], '--review looks at all sections; it does not go with amend wins.'],
  [['--review', '--from', 'x'], 'it does not go with --from.'],
])('%j is wrong use, exit code 2', async (argv, words) => {
  const { code, err } = await (await smallPartnership()).run('amend', ...argv)
  expect(err).toContain(words)
  expect(code).toBe(2)
})

describe('nothing is written, exit code 1', () => {
  const file = (world: World, folder: string, end = '') =>
    `partnership/${folder}/${world.names(`partnership/${folder}`).find(name => name.endsWith(end))}`
  it.each<[what: string, harm: (world: World) => void, words: string]>([
    ['while contract.yaml cannot be read', world => world.edit(CONTRACT, text => text.slice(0, -5)), 'possibly torn'],
    [
      'while a check-in cannot be read',
      world => world.write('partnership/checkins/2026-01-19-a.yaml', 'x: [\n'),
      'checkins/2026-01-19-a.yaml',
    ],
    [
      'while there is a signature by a strange name',
      world => world.write('partnership/signatures/x.json', '{}'),
      'signatures/x.json',
    ],
    [
      'while a signature is not as it was',
      world => world.edit(file(world, 'signatures', 'a.sign.json'), text => text.slice(1)),
      'cannot be read as a signature',
    ],
    [
      'while what was signed is not as it was',
      world => world.edit(file(world, 'versions'), text => text.replace('Tea', 'Tee')),
      'its bytes are not those that were signed',
    ],
  ])('%s', async (_, harm, words) => {
    const world = await signedPartnership()
    harm(world)
    const before = world.files()
    const { code, err } = await amendFrom(world, { principles }, ...BY_A)
    expect(err).toContain(words)
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it('over a contract.yaml that is older than what was signed', async () => {
    const world = await signedPartnership()
    const old = world.read(CONTRACT)
    await must(amendFrom(world, { principles }, ...BY_A))
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    world.write(CONTRACT, old)
    const { code, err } = await amendFrom(world, { principles: ['x'] }, ...BY_A)
    expect(err).toContain('contract.yaml is version 1, and version 2 was signed already.')
    expect(code).toBe(1)
  })
})

it('what somebody else wrote meanwhile is not written over, exit code 3', async () => {
  const world = await signedPartnership()
  const prompter = scripted({}, () => {
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    return 'write'
  })
  world.write('said.json', JSON.stringify({ principles }))
  const { code, err } = await world.runWith({ prompter }, 'amend', '--from', 'said.json', ...BY_A)
  expect(err).toContain('partnership/contract.yaml changed while you were at work')
  expect(code).toBe(3)
  expect(contractOf(world)).toMatchObject({ version: 1 })
})

describe('the career pair', () => {
  const folder = fileURLToPath(new URL('../support/career/', import.meta.url))
  const json = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))
  const [{ date, by, why, signed }] = json('amendments.json')

  it('amends its wins, signs again, and both versions hold', async () => {
    const world = newWorld()
    await must(world.run('init', '--from', `${folder}contract.json`))
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who, '--date', '2026-01-06'))
    const before = contractOf(world)
    await must(world.run('amend', '--from', `${folder}amendment-v2.json`, '--by', by, '--why', why, '--date', date))
    expect(contractOf(world)).toEqual({
      ...before,
      ...json('amendment-v2.json'),
      version: 2,
      changes: [{ version: 2, date, by, sections: ['wins'], goals: ['a3'], why }],
    })
    expect((await must(world.run('verify'))).out).toContain('every signed word is as it was')
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who, '--date', signed[who]))
    expect((await must(world.run('verify', '--current'))).out).toMatch(
      /Version 1 +\w+ signed[\s\S]*Version 2 +\w+ signed/,
    )
    const { out } = await must(world.run('status', '--as-of', '2026-04-27', '--json'))
    expect(JSON.parse(out)).toMatchObject({ state: 'signed', inForce: 2 })
  })
})

it('whoever edited only the list of changes by hand is told so', async () => {
  const world = await signedPartnership()
  await must(world.runWith({ input: 'purpose: Work\n' }, 'amend', '--from', '-', '--by', 'a', '--why', 'It was time'))
  await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes'))
  world.edit(CONTRACT, text => text.replace('It was time', 'Who knows'))
  const before = world.files()
  const { code, err } = await world.run('amend', '--by', 'a', '--why', 'x')
  expect([code, err]).toEqual([1, expect.stringContaining('Only the list of earlier changes was edited')])
  expect(world.files()).toEqual(before)
})
