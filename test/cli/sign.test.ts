import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { canonical, digest, statementSchema } from '../../src/signature/statement.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import { visible } from '../support/visible.ts'
import { answering, must, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
const sign = (world: World, who: 'a' | 'b', name: string, ...more: string[]) =>
  world.run('sign', '--as', who, '--name', name, ...more)
const frozenOf = (world: World) => `partnership/versions/${world.names('partnership/versions')[0]}`
const stateOf = async (world: World) => JSON.parse((await must(world.run('status', '--json'))).out)

describe('a signature', () => {
  it('is not given while a check-in cannot be read', async () => {
    const world = await smallPartnership()
    world.write('partnership/checkins/2026-02-02-a.yaml', 'format: [\n')
    const before = world.files()
    const { code, err } = await sign(world, 'a', 'Ana Reyes')
    expect([code, err]).toEqual([1, expect.stringContaining('partnership/checkins/2026-02-02-a.yaml:')])
    expect(world.files()).toEqual(before)
  })

  it('is held against what was signed, not against what was declined under the same number', async () => {
    const world = await smallPartnership()
    await must(sign(world, 'b', 'Ben Okafor', '--decline', '--why', 'Not yet'))
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    await must(sign(world, 'a', 'Ana Reyes'))
    world.edit(CONTRACT, text => text.replace('We say it as it is.', 'We say it.'))
    const words = 'is not what was signed as version 1: principles changed'
    expect((await world.run('verify')).out.replace(/\s+/g, ' ')).toContain(words)
    expect((await world.run('check')).out).toContain(words)
  })

  it('is the canonical statement, byte for byte', async () => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana R.', '--date', '2026-01-05'))
    const sha256 = digest(world.bytes(CONTRACT))
    const name = `v1-${sha256.slice(0, 8)}`
    expect(world.names('partnership/signatures')).toEqual([`${name}-a.sign.json`])
    const id = '0b4f6c1e-7d0a-4c55-9f3e-2d8e6a1b9c04'
    expect(world.read(`partnership/signatures/${name}-a.sign.json`)).toBe(`{
  "format": "partner/1",
  "contract": "${id}",
  "version": 1,
  "sha256": "${sha256}",
  "partner": "a",
  "partnerName": "Ana Reyes",
  "name": "Ana R.",
  "action": "sign",
  "date": "2026-01-05",
  "recordedAt": "2026-04-27T10:00:00Z",
  "statement": "On 2026-01-05, partner a (Ana Reyes), typing the name Ana R., agreed to version 1 of contract ${id}, SHA-256 ${sha256}, recorded at 2026-04-27T10:00:00Z."
}
`)
  })

  it('is over the bytes of contract.yaml, frozen as they are, which sha256sum confirms', async () => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana Reyes'))
    expect(world.read(frozenOf(world))).toBe(world.read(CONTRACT))
    const [sum] = execFileSync('sha256sum', [world.path(frozenOf(world))], { encoding: 'utf8' }).split(' ')
    const said = statementSchema.parse(JSON.parse(Object.values(namedSign(world))[0]!))
    expect(said.sha256).toBe(sum)
    expect(frozenOf(world)).toBe(`partnership/versions/v1-${sum!.slice(0, 8)}.yaml`)
  })

  it('shows the typed name wherever it differs from the one in the contract', async () => {
    const world = await smallPartnership()
    expect((await must(sign(world, 'a', 'A. Reyes-Lund'))).out).toContain('Ana, version 1, as "A. Reyes-Lund"')
    expect((await world.run('verify')).out).toContain('typing "A. Reyes-Lund"')
    expect((await world.run('render')).out).toContain('Signed: "A. Reyes-Lund" ·')
  })

  it('keeps a name as typed, without what a terminal would obey', async () => {
    const world = await smallPartnership()
    await must(sign(world, 'a', ' Trần\u001b[31m "Thị" \\ \u0007Hân '))
    const said = JSON.parse(Object.values(namedSign(world))[0]!)
    expect(said.name).toBe('Trần[31m "Thị" \\ Hân')
  })

  it('is dated by --date, else today where the meetings are', async () => {
    const world = await smallPartnership()
    await must(
      world.runWith({ now: '2026-04-27T23:30:00Z', timezone: 'America/Lima' }, 'sign', '--as', 'a', '--name', 'Ana'),
    )
    await must(sign(world, 'b', 'Ben', '--date', '2026-01-06'))
    const dates = Object.values(namedSign(world)).map(text => JSON.parse(text).date)
    expect(dates).toEqual(['2026-04-28', '2026-01-06'])
  })

  it('is not dated on a day to come; one long before the contract is the signer’s to say', async () => {
    const world = await smallPartnership()
    const before = world.files()
    const { code, out, err } = await sign(world, 'a', 'Ana', '--date', '2026-04-28')
    expect(err).toContain('Tuesday 28 April 2026 is still to come (today is 2026-04-27).')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
    await must(sign(world, 'a', 'Ana', '--date', '1999-12-31'))
  })
})

/** The signatures with their texts. */
const namedSign = (world: World): Record<string, string> =>
  Object.fromEntries(
    world.names('partnership/signatures').map(name => [name, world.read(`partnership/signatures/${name}`)]),
  )

describe('the state of a contract', () => {
  it('goes from open to half-signed to signed', async () => {
    const world = await smallPartnership()
    expect(await stateOf(world)).toMatchObject({ state: 'open', inForce: null })
    await must(sign(world, 'b', 'Ben'))
    expect(await stateOf(world)).toMatchObject({ state: 'half-signed', inForce: null })
    expect((await world.run('status')).out).toContain('contract 1, signed by one of you')
    expect((await world.run('verify', '--current')).code).toBe(1)
    await must(sign(world, 'a', 'Ana'))
    expect(await stateOf(world)).toMatchObject({ state: 'signed', inForce: 1 })
    expect((await world.run('verify', '--current')).code).toBe(0)
  })

  it('says who is still to sign, and then when the first session is', async () => {
    const world = await smallPartnership()
    expect((await sign(world, 'b', 'Ben')).out).toContain('Next      Ana: partner sign --as a')
    const { out } = await sign(world, 'a', 'Ana', '--date', '2026-01-06')
    expect(out).toMatch(/Next {6}your first session: Monday 19 January 2026, 18:30/)
  })

  it('says which session comes next where some took place already, and no day that is over', async () => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana', '--date', '2026-01-05'))
    await must(world.runWith({ input: session('2026-01-19') }, 'checkin', '--from', '-'))
    const late = await sign(world.copy(), 'b', 'Ben')
    expect(late.out).toContain('Next      after your next session: partner checkin\n')
    const { out } = await sign(world, 'b', 'Ben', '--date', '2026-01-20')
    expect(out).toContain('Next      your next session: Monday 2 February 2026, 18:30. After it: partner')
  })

  it.each<[who: string, argv: string[]]>([
    ['by the same partner', ['--as', 'a', '--name', 'Ana']],
    ['by both', []],
  ])('lets nobody sign twice: %s', async (_, argv) => {
    const world = await signedPartnership()
    const before = world.files()
    const { code, err } = await world.run('sign', ...argv)
    expect(err).toMatch(/has signed version 1 already, on \d January 2026\.\nNothing was written/)
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })
})

describe('an edit after signing', () => {
  const EDITS: [section: string, from: string, to: string][] = [
    ['agreements', 'Tea?', 'Coffee?'],
    ['wins', 'Three case studies', 'Two case studies'],
    ['principles', 'We say it as it is.', 'We say it as it was.'],
    ['title', 'title: Shared', 'title: Our Shared'],
    ['ours', '...\n', 'ours: 1\n...\n'],
    ['firstSteps', 'due: "2026-01-19"\n...', 'due: "2026-01-20"\n...'],
  ]

  it.each(EDITS)('of %s is a change: nobody signs it, and verify names it', async (section, from, to) => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace(from, to))
    const before = world.files()
    expect(await stateOf(world)).toMatchObject({ state: 'changed', inForce: 1 })
    const verified = await world.run('verify', '--json')
    expect(verified.code).toBe(1)
    expect(JSON.parse(verified.out).findings).toEqual([
      { file: 'contract.yaml', what: `is not what was signed as version 1: ${section} changed` },
    ])
    const signing = await sign(world, 'a', 'Ana')
    expect(signing.err).toContain('is not what was signed as version 1')
    expect(signing.code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, edit: (text: string) => string]>([
    ['layout', text => text.replace('version: 1', 'version:    1\n')],
    ['quotes', text => text.replace('timeOut: Tea?', 'timeOut: "Tea?"')],
    ['the order of keys', text => text.replace(/(title: .*\n)(version: 1\n)/, '$2$1')],
  ])('of %s alone is none: the other signs the bytes they were shown, and both signatures count', async (_, edit) => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana'))
    const frozen = world.read(frozenOf(world))
    world.edit(CONTRACT, edit)
    expect(await stateOf(world)).toMatchObject({ state: 'half-signed' })
    await must(sign(world, 'b', 'Ben'))
    expect(world.names('partnership/versions')).toHaveLength(2)
    const shas = Object.values(namedSign(world)).map(text => JSON.parse(text).sha256)
    expect(shas.sort()).toEqual([digest(Buffer.from(frozen)), digest(world.bytes(CONTRACT))].sort())
    expect((await world.run('verify', '--current')).code).toBe(0)
    expect(await stateOf(world)).toMatchObject({ state: 'signed' })
  })

  it.each<[what: string, edit: (text: string) => string, options: string[]]>([
    ['CRLF', text => text.replaceAll('\n', '\r\n'), []],
    ['a comment', text => text.replace('version: 1', '# still the first\nversion: 1 # one'), ['--yes']],
  ])('of %s alone is none, and no second file is made', async (_, edit, options) => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana'))
    world.edit(CONTRACT, edit)
    expect(await stateOf(world)).toMatchObject({ state: 'half-signed' })
    await must(sign(world, 'b', 'Ben', ...options))
    expect(world.names('partnership/versions')).toHaveLength(1)
    expect(await stateOf(world)).toMatchObject({ state: 'signed' })
  })

  it('taken back is none', async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    world.edit(CONTRACT, text => text.replace('Coffee?', 'Tea?'))
    expect(await world.run('verify', '--current')).toMatchObject({ code: 0, err: '' })
  })
})

describe('where contract.yaml cannot be read', () => {
  const damaged = async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('wins:', 'wins: ['))
    return world
  }

  it('what was signed is verified all the same', async () => {
    const world = await damaged()
    const { code, out, err } = await world.run('verify')
    expect([code, err]).toEqual([1, expect.stringContaining(`${CONTRACT}:`)])
    expect(out).toMatch(/Version 1 +Ana signed[\s\S]*Ben signed/)
    expect(out).toContain('the contract cannot be read; what is above was verified without it')
    expect(out).not.toContain('every signed word')
    expect(JSON.parse((await world.run('verify', '--json')).out)).toMatchObject({ state: 'unreadable', findings: [] })
    expect((await world.run('verify', '--current')).code).toBe(1)
  })

  it('what was altered is named, and nothing is handed on', async () => {
    const world = await damaged()
    world.edit(frozenOf(world), text => text.replace('Tea?', 'Pea?'))
    expect((await world.run('verify')).out).toMatch(/its bytes are not those that\s+were signed/)
    const kit = await world.run('verify', '--kit', '../kit')
    expect([kit.code, kit.err]).toEqual([1, expect.stringContaining('Nothing was written to ../kit')])
  })

  it('and nothing was signed, there is nothing to say but that', async () => {
    const world = await smallPartnership()
    world.write(CONTRACT, 'format: [\n')
    expect(await world.run('verify')).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${CONTRACT}:`) })
  })
})

describe('what was altered', () => {
  const A = /-a\.sign\.json$/
  const signatureOf = (world: World) =>
    `partnership/signatures/${world.names('partnership/signatures').find(name => A.test(name))}`
  const rename = (world: World, from: string, to: string) => {
    world.write(to, world.bytes(from))
    world.remove(from)
  }

  it.each<[what: string, alter: (world: World) => void, file: RegExp, words: string]>([
    [
      'a frozen byte',
      world => world.edit(frozenOf(world), text => text.replace('Tea?', 'Tee?')),
      /versions\/v1-[0-9a-f]{8}\.yaml/,
      'its bytes are not those that were signed',
    ],
    [
      'a frozen file that is gone',
      world => world.remove(frozenOf(world)),
      /signatures\/.*-a\.sign\.json/,
      'and no such bytes are there',
    ],
    [
      'a frozen file under another name',
      world => rename(world, frozenOf(world), 'partnership/versions/v1-00000000.yaml'),
      /versions\/v1-00000000\.yaml/,
      'its bytes are not those that were signed',
    ],
    [
      'a frozen file under another version',
      world => rename(world, frozenOf(world), frozenOf(world).replace('/v1-', '/v2-')),
      /versions\/v2-/,
      'says it is version 1',
    ],
    [
      'a frozen file under no such name',
      world => rename(world, frozenOf(world), 'partnership/versions/old.yaml'),
      /versions\/old\.yaml/,
      'is not named as the files here are',
    ],
    [
      'a signed date',
      world => world.edit(signatureOf(world), text => text.replace('"date": "2026-01-05"', '"date": "2026-01-04"')),
      /-a\.sign\.json/,
      'is not as it was written',
    ],
    [
      'a signature that is no JSON',
      world => world.edit(signatureOf(world), text => text.slice(1)),
      /-a\.sign\.json/,
      'cannot be read as a signature',
    ],
    [
      'a signature without its final line end',
      world => world.edit(signatureOf(world), text => text.trimEnd()),
      /-a\.sign\.json/,
      'is not as it was written',
    ],
    [
      "a signature under the other partner's name",
      world => rename(world, signatureOf(world), signatureOf(world).replace('-a.', '-b.')),
      /-b\.sign\.json/,
      'should be named v1-',
    ],
    [
      'a signature of another contract',
      world => {
        const said = JSON.parse(world.read(signatureOf(world)))
        world.write(signatureOf(world), canonical({ ...said, contract: 'another' }))
      },
      /-a\.sign\.json/,
      'belongs to another contract',
    ],
    [
      'a signature of another person',
      world => {
        const said = JSON.parse(world.read(signatureOf(world)))
        world.write(signatureOf(world), canonical({ ...said, partnerName: 'Mallory' }))
      },
      /-a\.sign\.json/,
      'names the partner Mallory, the contract says Ana Reyes',
    ],
    [
      'a signature of another version',
      world => {
        const said = JSON.parse(world.read(signatureOf(world)))
        world.write(signatureOf(world).replace('/v1-', '/v2-'), canonical({ ...said, version: 2 }))
        world.remove(signatureOf(world))
      },
      /v2-.*-a\.sign\.json/,
      'says version 2, the signed bytes say another',
    ],
    [
      'another file among the signatures',
      world => world.write('partnership/signatures/note.txt', 'x'),
      /signatures\/note\.txt/,
      'is not named as the files here are',
    ],
  ])('is named, exit code 1: %s', async (_, alter, file, words) => {
    const world = await signedPartnership()
    alter(world)
    const { code, out, err } = await world.run('verify')
    const said = `${out}${err}`.replace(/\s+/g, ' ')
    expect(said).toMatch(file)
    expect(said).toContain(words)
    expect(said).not.toContain('every signed word is as it was')
    expect(code).toBe(1)
  })

  it('does not count as signed, and status and render say so', async () => {
    const world = await signedPartnership()
    world.edit(signatureOf(world), text => text.replace('2026-01-05', '2026-01-04'))
    const { code, out, err } = await world.run('status', '--json')
    expect(JSON.parse(out)).toMatchObject({ state: 'half-signed', inForce: null })
    expect(err).toContain(`${signatureOf(world)}  is not as it was written`)
    expect(code).toBe(1)
    const page = await world.run('render')
    expect(page.out).not.toContain('Signed: Ana')
    expect(page.out).toContain('Signed: Ben')
    expect(page.code).toBe(1)
  })

  it.each<[what: string, alter: (world: World) => void]>([
    [
      "the other one's signature",
      world => world.edit(signatureOf(world), text => text.replace('2026-01-05', '2026-01-04')),
    ],
    ['the frozen words', world => world.edit(frozenOf(world), text => text.replace('Tea?', 'Tee?'))],
    [
      'the frozen words and the contract alike',
      world => {
        for (const file of [frozenOf(world), CONTRACT]) world.edit(file, text => text.replace('Tea?', 'Tee?'))
      },
    ],
  ])('is not signed by the other one: %s', async (_, alter) => {
    const world = await smallPartnership()
    await must(sign(world, 'a', 'Ana', '--date', '2026-01-05'))
    alter(world)
    const before = world.files()
    const { code, err } = await sign(world, 'b', 'Ben')
    expect(err).toContain('Nothing was written.')
    expect(code).toBe(1)
    expect(world.files()).toEqual(before)
  })

  it('of an older version does not keep anybody from signing the next', async () => {
    const world = await signedPartnership()
    world.edit(signatureOf(world), text => text.replace('2026-01-05', '2026-01-04'))
    world.edit(CONTRACT, text => text.replace('version: 1', 'version: 2'))
    expect((await sign(world, 'a', 'Ana')).code).toBe(0)
  })
})

it('a contract without an id is not signed, and gets told one', async () => {
  const world = await smallPartnership()
  world.edit(CONTRACT, text => text.replace(/^id: .*\n/m, ''))
  const before = world.files()
  const { code, err } = await sign(world, 'a', 'Ana')
  expect(err).toMatch(/has no id.*\nAdd a line to it: {2}id: [0-9a-f-]{36}\n$/)
  expect(code).toBe(1)
  expect(world.files()).toEqual(before)
})

it('what was edited while a name was typed is not signed, exit code 3', async () => {
  const world = await smallPartnership()
  const prompter = scripted({}, () => {
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    return 'Ana Reyes'
  })
  const { code, err } = await world.runWith({ prompter }, 'sign', '--as', 'a')
  expect(err).toContain('partnership/contract.yaml changed while you were at work')
  expect(code).toBe(3)
  expect(world.names('partnership')).not.toContain('versions')
  expect(world.names('partnership')).not.toContain('signatures')
})

it('what was edited while the files were written is not signed either', async () => {
  const world = await smallPartnership()
  let isOver = false
  const editing = (async () => {
    // Between the frozen words and the statement the program waits for the disk many times.
    while (!isOver && !world.names('partnership/versions').some(name => name.startsWith('v1-')))
      await new Promise(next => setImmediate(next))
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
  })()
  const { code, err } = await sign(world, 'a', 'Ana Reyes')
  isOver = true
  await editing
  expect(err).toContain('partnership/contract.yaml changed while you were at work')
  expect(code).toBe(3)
  expect(world.names('partnership/signatures')).toEqual([])
  // Words that nobody signed bind nobody, and do not stand in the way.
  expect(await sign(world, 'a', 'Ana Reyes')).toMatchObject({ code: 0 })
  expect((await world.run('check')).code).toBe(0)
})

it('says that a name is not the one in the contract, where nobody can be asked', async () => {
  const world = await smallPartnership()
  expect((await must(sign(world, 'a', 'ana reyes'))).err).not.toContain('as it stands')
  const { err } = await must(sign(world, 'b', 'Somebody Else'))
  expect(err).toContain('"Somebody Else" is not "Ben Okafor", the name in the contract.')
})

describe('both at one terminal', () => {
  it('sign in turn, after the whole contract was shown once more', async () => {
    const world = await smallPartnership()
    const asking = answering({ 'sign.a': 'Ana Reyes', 'sign.b': 'Ben Okafor' })
    const { code, out } = await world.runWith(asking, 'sign')
    expect(code).toBe(0)
    expect(asking.prompter.asked.map(({ id }) => id)).toEqual(['sign.a', 'sign.b'])
    expect(visible(asking.prompter.told.join('\n'))).toContain('We say it as it is.')
    expect(out).toMatch(/Signed {4}Ana, .*\n {2}Signed {4}Ben, /)
    expect(world.names('partnership/signatures')).toHaveLength(2)
    expect((await world.run('verify', '--current')).code).toBe(0)
  })

  it.each<[answers: Record<string, string>, code: number, signed: string[]]>([
    [{ 'sign.a': '', 'sign.b': 'Ben Okafor' }, 0, ['b']],
    [{ 'sign.a': 'Ana Reyes', 'sign.b': '' }, 0, ['a']],
    [{ 'sign.a': 'Ana Reyes', 'sign.b': '<' }, 0, ['a']],
    [{ 'sign.a': '', 'sign.b': '' }, 130, []],
    [{ 'sign.a': CTRL_C }, 130, []],
    [{ 'sign.a': 'Ana Reyes', 'sign.b': CTRL_C }, 130, ['a']],
    [{ 'sign.a': 'Ana Reyes', 'sign.b': `${CTRL_C}Be` }, 130, ['a']],
  ])('%j ends with %s, and %j has signed', async (answers, code, signed) => {
    const world = await smallPartnership()
    const asking = answering(answers)
    expect((await world.runWith(asking, 'sign')).code).toBe(code)
    expect(world.names('partnership/signatures').map(name => name.slice(-11, -10))).toEqual(signed)
    expect(asking.prompter.unused()).toEqual([])
    if (!signed.length) expect(world.names('partnership')).not.toContain('versions')
  })

  it('are asked one only, where the other has signed or --as names one', async () => {
    const half = await smallPartnership()
    await must(sign(half, 'a', 'Ana'))
    expect((await half.runWith(answering({ 'sign.b': 'Ben Okafor' }), 'sign')).code).toBe(0)
    const one = await smallPartnership()
    expect((await one.runWith(answering({ 'sign.b': 'Ben Okafor' }), 'sign', '--as', 'b')).code).toBe(0)
    expect(one.names('partnership/signatures')).toHaveLength(1)
  })
})

it('an organization signs through whoever represents it, by that name', async () => {
  const world = await smallPartnership({
    partners: { a: { name: 'City Office', representative: 'Lin Wu' }, b: { name: 'Harbour Trust' } },
  })
  const asking = answering({ 'sign.a': 'Lin Wu', 'sign.b': 'Mara', 'sign.b.sure': 'yes' })
  await must(world.runWith(asking, 'sign'))
  expect(asking.prompter.asked[0]!.above.map(({ text }) => text).join(' ')).toContain('type your name: Lin Wu')
  expect((await world.run('verify')).code).toBe(0)
  expect((await world.run('render')).out).toMatch(/Signed: Lin Wu .*\nLin Wu\n/)
})

it("asks once more about a name that is not the signer's own, and takes a slip back", async () => {
  const world = await smallPartnership()
  const asking = answering({ 'sign.a': ['no', 'ana reyes'], 'sign.a.sure': 'no', 'sign.b': ['?', ''] })
  await must(world.runWith(asking, 'sign'))
  expect(asking.prompter.asked.map(({ id }) => id)).toEqual(['sign.a', 'sign.a.sure', 'sign.a', 'sign.b', 'sign.b'])
  expect(world.names('partnership/signatures').map(name => name.at(-11))).toEqual(['a'])
})
