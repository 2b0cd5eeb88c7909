import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, SMALL, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
type Data = Record<string, unknown>
const contractOf = (world: World) => readElsewhere(world.read(CONTRACT)) as Data
const amendFrom = (world: World, said: object, ...argv: string[]) =>
  world.runWith({ input: JSON.stringify(said) }, 'amend', '--from', '-', ...argv)

const BY_A = ['--by', 'a', '--why', 'It was time']

describe('an answer file', () => {
  const refused = async (text: string, ...argv: string[]) => {
    const world = await smallPartnership()
    world.write('said.yaml', text)
    const before = world.files()
    const ended = await world.run('amend', ...argv, '--from', 'said.yaml', '--by', 'a')
    expect(world.files()).toEqual(before)
    return ended
  }

  it.each<[what: string, text: string, words: string, argv?: string[]]>([
    ['a section nobody knows', 'principles: [x]\nwinz: {}\n', 'said.yaml:2:7  winz: is no section that can be changed'],
    ['a card', 'profiles: {a: {about: x}}\n', 'said.yaml:1:11  profiles: is not part of the contract'],
    ['a version', 'version: 7\n', 'said.yaml:1:10  version: is no section that can be changed: partners, wins'],
    [
      'a section that was not asked for',
      'wins: {}\nprinciples: [x]\n',
      'said.yaml:1:7  wins: stands here, too',
      ['principles'],
    ],
    ['not the section that was asked for', 'wins: {}\n', 'principles: is missing', ['principles']],
    ['a wrong type', 'principles: [x, 1]\n', 'said.yaml:1:17  principles[1]: must be text, not a number'],
    [
      'a day there is not',
      'wins:\n  big: [{text: x, due: 2026-02-31}]\n',
      'said.yaml:2:24  wins.big[0].due: 2026-02-31 is not a day',
    ],
    [
      'an id twice',
      'roles: {a: [{id: x, primary: x}, {id: x, primary: y}]}\n',
      'said.yaml:1:39  roles.a[1].id: the id x is taken',
    ],
    [
      'a reference to nothing',
      'roles: {a: [{id: a.1, primary: x, wins: [a7]}]}\n',
      'said.yaml:1:42  roles.a[0].wins[0]: there is no win a7',
    ],
    ['what something else refers to left out', 'wins: {big: [{text: x}]}\n', 'partnership/contract.yaml:'],
    ['bad YAML', 'principles: [x\n', 'said.yaml:'],
    ['a newer format', 'format: partner/2\n', 'written by a newer partner'],
  ])('is refused with its place: %s', async (_, text, words, argv = []) => {
    const { code, err } = await refused(text, ...argv)
    expect(err).toContain(words)
    expect(code).toBe(1)
  })

  it('names all that is wrong at once', async () => {
    const { err } = await refused(
      'principles: [1]\nroles: {a: [{id: x}]}\nwins: {big: [{text: x}], a: [{id: a1, text: x, serves: w7}]}\n',
    )
    expect(err.match(/^said\.yaml:\d+:\d+/gm)).toHaveLength(3)
  })

  it('may be a whole contract.yaml, edited elsewhere', async () => {
    const world = await signedPartnership()
    world.write('said.yaml', world.read(CONTRACT).replace('Tea?', 'Coffee?'))
    await must(world.run('amend', '--from', 'said.yaml', ...BY_A))
    expect(contractOf(world)).toMatchObject({ version: 2, changes: [{ sections: ['agreements'] }] })
  })

  it('keeps what nobody knows inside a section', async () => {
    const world = await smallPartnership()
    await must(
      amendFrom(
        world,
        { agreements: { ...SMALL.agreements, coffee: 'Yes', meetings: { text: 'x', tide: 1 } } },
        '--by',
        'a',
      ),
    )
    expect(contractOf(world).agreements).toMatchObject({ coffee: 'Yes', meetings: { tide: 1 } })
  })

  it('that says what the contract says already changes nothing', async () => {
    const world = await signedPartnership()
    const before = world.files()
    const ended = await amendFrom(world, { principles: SMALL.principles }, ...BY_A)
    expect(ended).toEqual({
      code: 1,
      out: '',
      err: 'Nothing is different from what the contract says.\nNothing was written.\n',
    })
    expect(world.files()).toEqual(before)
  })
})
