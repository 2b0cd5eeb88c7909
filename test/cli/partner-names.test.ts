import { describe, expect, it } from 'vitest'
import { partnerNamed } from '../../src/contract/partner-named.ts'
import { must, newWorld, signedPartnership, smallPartnership } from '../support/world.ts'

const named = (a: string, b: string) => ({ a: { name: a }, b: { name: b } })
const ANA_BEN = named('Ana Reyes', 'Ben Okafor')
const ANA_ANDRE = named('Ana Reyes', 'Andre Okafor')
const ACCENTS = named('José Núñez', 'Hân Lê')
const OFFICES = named('City Library Office', 'City Reading Circle')
const BEN_A = named('Bea Adams', 'Adam Brown')

it.each<[word: string, partners: Parameters<typeof partnerNamed>[1], who: 'a' | 'b' | undefined]>([
  ['a', ANA_BEN, 'a'],
  ['B', ANA_BEN, 'b'],
  ['Ana', ANA_BEN, 'a'],
  ['ben okafor', ANA_BEN, 'b'],
  ['BE', ANA_BEN, 'b'],
  [' Ana  Reyes ', ANA_BEN, 'a'],
  ['An', ANA_ANDRE, undefined],
  ['Ana', ANA_ANDRE, 'a'],
  ['and', ANA_ANDRE, 'b'],
  ['A', ANA_ANDRE, 'a'],
  ['A', BEN_A, 'a'],
  ['b', BEN_A, 'b'],
  ['Ad', BEN_A, 'b'],
  ['José', ACCENTS, 'a'],
  ['jose', ACCENTS, 'a'],
  ['Jose\u0301', ACCENTS, 'a'],
  ['han', ACCENTS, 'b'],
  ['City', OFFICES, undefined],
  ['city lib', OFFICES, 'a'],
  ['Circle', OFFICES, undefined],
  ['', ANA_BEN, undefined],
  ['  ', ANA_BEN, undefined],
  ['Zoe', ANA_BEN, undefined],
  ['Anna', ANA_BEN, undefined],
  ['Ana Reyes, Director', ANA_BEN, undefined],
  ['Ana', named('Ana Reyes', 'Anastasia Okafor'), 'a'],
  ['Chief', { a: { name: 'Ana Reyes', display: 'Chief' }, b: { name: 'Ben Okafor' } }, 'a'],
  ['Ana', { a: { name: 'Ana Reyes', display: 'Chief' }, b: { name: 'Ben Okafor' } }, 'a'],
  ['both', ANA_BEN, undefined],
  ['Part', {}, undefined],
])('"%s" of %j means %s', (word, partners, who) => {
  expect(partnerNamed(word, partners)).toBe(who)
})

describe('a partner may be named', () => {
  it('with --as, at signing', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--as', 'ana', '--name', 'Ana Reyes'))
    expect(world.names('partnership/signatures').join()).toMatch(/-a\.sign\.json$/)
  })

  it('with --by and --confirmed-by', async () => {
    const world = await smallPartnership()
    await must(world.run('timeout', '--by', 'Ben'))
    expect(world.names('partnership/timeouts')).toEqual(['2026-04-27-b.yaml'])
    await must(world.run('timeout', '--resolve', '--by', 'Ben', '--confirmed-by', 'Be'))
  })

  it.each([
    ['roles', '--mine'],
    ['history', '--partner'],
    ['render', '--for'],
  ])('%s %s prints the same as with the letter', async (command, option) => {
    const world = await signedPartnership()
    const { out } = await must(world.run(command, option, 'b'))
    expect((await must(world.run(command, option, 'Ben'))).out).toBe(out)
  })

  it.each(['An', 'Zoe', '', 'both'])(
    'but "%s" is refused with both names and letters, and nothing is written',
    async word => {
      const world = await smallPartnership({ partners: ANA_ANDRE })
      const before = world.files()
      const { code, out, err } = await world.run('sign', '--as', word, '--name', 'Ana Reyes')
      expect(err).toContain('--as a for Ana Reyes, --as b for Andre Okafor')
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(world.files()).toEqual(before)
    },
  )

  it('before there is a contract, by letter only', async () => {
    const { code, err } = await newWorld().run('init', '--as', 'Ana')
    expect(err).toContain('--as a for')
    expect(code).toBe(2)
  })

  it.each(['sign', 'checkin', 'amend', 'render', 'roles', 'history', 'timeout', 'prepare', 'init'])(
    'as the help of %s says',
    async command => {
      const { out } = await must(newWorld().run(command, '--help'))
      expect(out.replace(/\s+/g, ' ')).toContain('(a, b or a name)')
    },
  )
})
