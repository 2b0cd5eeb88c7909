import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { set } from '../../src/contract/draft.ts'
import { toYaml } from '../../src/store/yaml.ts'
import { dataIn } from '../support/folder.ts'
import { squash } from '../support/visible.ts'
import { must, newWorld, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
const frozenOf = (world: World, version: number) =>
  `partnership/versions/${world.names('partnership/versions').find(name => name.startsWith(`v${version}-`))}`

/** Puts other values into contract.yaml, without a word to the program. */
function change(world: World, values: Readonly<Record<string, unknown>>): void {
  const data = Object.entries(values).reduce(
    (draft: Draft, [path, value]) => set(draft, path, value),
    dataIn(world.cwd, 'contract.yaml'),
  )
  world.write(CONTRACT, toYaml(data))
}

const sign = async (world: World) => {
  await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes'))
  await must(world.run('sign', '--as', 'b', '--name', 'Ben Okafor'))
}

/** Two versions, both signed: the second has another time-out signal. */
async function twoVersions(): Promise<World> {
  const world = await signedPartnership()
  change(world, {
    version: 2,
    changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['agreements'], why: 'Ben prefers coffee.' }],
    'agreements.timeOut': 'Coffee?',
  })
  await sign(world)
  return world
}

const HEAD = 'From version 1 to version 2\n'
const WHY = '  Version 2, 23 March 2026, Ana: Ben prefers coffee.\n'
const COFFEE = '\nAgreements\n  time-out signal "Tea?" is now "Coffee?"\n'

describe('partner diff', () => {
  it('without versions tells what changed since the last signed one', async () => {
    const world = await signedPartnership()
    change(world, { version: 2, 'agreements.timeOut': 'Coffee?' })
    const { code, out } = await world.run('diff')
    expect(code).toBe(0)
    expect(out).toBe(`From version 1 to contract.yaml as it stands (version 2)\n${COFFEE}`)
  })

  it('tells of an edit that nobody gave a version', async () => {
    const world = await twoVersions()
    change(world, { 'agreements.timeOut': 'Water?' })
    expect((await world.run('diff')).out).toContain('time-out signal "Coffee?" is now "Water?"')
  })

  it('goes back to the version before where contract.yaml is the last signed one', async () => {
    const { code, out } = await (await twoVersions()).run('diff')
    expect(code).toBe(0)
    expect(out).toBe(`From version 1 to contract.yaml as it stands (version 2)\n${WHY}${COFFEE}`)
  })

  it.each<[argv: string[], shown: string]>([
    [['1', '2'], HEAD + WHY + COFFEE],
    [['v1', 'v2'], HEAD + WHY + COFFEE],
    [['2', '1'], 'From version 2 to version 1\n\nAgreements\n  time-out signal "Coffee?" is now "Tea?"\n'],
    [['2', '2'], 'From version 2 to version 2\n\nNo difference.\n'],
    [['2'], 'From version 2 to contract.yaml as it stands (version 2)\n\nNo difference.\n'],
    [['now', '2'], 'From contract.yaml as it stands (version 2) to version 2\n\nNo difference.\n'],
  ])('compares the versions that are named: %j', async (argv, shown) => {
    expect(await (await twoVersions()).run('diff', ...argv)).toEqual({ code: 0, out: shown, err: '' })
  })

  it('finds a version that nobody signed yet in contract.yaml', async () => {
    const world = await signedPartnership()
    change(world, { version: 2, 'agreements.timeOut': 'Coffee?' })
    expect((await world.run('diff', '1', '2')).out).toBe(
      `From version 1 to contract.yaml as it stands (version 2)\n${COFFEE}`,
    )
  })

  it.each<[what: string, make: () => Promise<World>]>([
    ['nobody signed', smallPartnership],
    ['there is one version', signedPartnership],
  ])('says that there is nothing to compare where %s', async (_, make) => {
    const world = await make()
    expect(await world.run('diff')).toEqual({
      code: 0,
      out: 'There is nothing to compare yet: no other version was signed before this one.\n',
      err: '',
    })
    expect(JSON.parse((await world.run('diff', '--json')).out)).toEqual({
      schema: 'partner-diff/1',
      from: null,
      to: { version: 1, file: 'contract.yaml' },
      changes: [],
      differences: [],
    })
  })

  it('takes comments, layout and the order of keys for no difference', async () => {
    const world = await signedPartnership()
    const { format, partners, ...rest } = dataIn(world.cwd, 'contract.yaml')
    world.write(CONTRACT, `# ours\n${toYaml({ format, ...rest, partners })}`)
    expect((await world.run('diff', '1', 'now')).out).toContain('No difference.')
  })

  it('gives programs both versions, who changed what and why, and the differences', async () => {
    const world = await twoVersions()
    const { code, out } = await world.run('diff', '1', '2', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      schema: 'partner-diff/1',
      from: { version: 1, file: frozenOf(world, 1).replace('partnership/', '') },
      to: { version: 2, file: frozenOf(world, 2).replace('partnership/', '') },
      changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['agreements'], why: 'Ben prefers coffee.' }],
      differences: [
        {
          section: 'agreements',
          path: 'agreements.timeOut',
          what: 'changed',
          label: '',
          field: 'time-out signal',
          before: 'Tea?',
          after: 'Coffee?',
          said: { before: '"Tea?"', after: '"Coffee?"' },
        },
      ],
    })
  })

  it.each([30, 80])('fits in %i columns, and nothing in it is obeyed', async width => {
    const world = await signedPartnership()
    change(world, {
      'wins.a.0.text': `Three \u202ecase studies${', published'.repeat(20)}`,
      ours: { 'a \u202e key': ['\u2066x'] },
    })
    const { out } = await world.runWith({ width }, 'diff')
    expect(out).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    for (const line of out.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width)
    expect(squash(out)).toContain('ours["a � key"]')
  })
})

describe('partner diff refuses', () => {
  it('a version that does not exist, and names those that do', async () => {
    const { code, out, err } = await (await twoVersions()).run('diff', '1', '7')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe('There is no version 7.\nThere are: 1, 2, and now (contract.yaml as it stands)\n')
  })

  it.each(['x', '1.5', '-', ''])('%j, which is no version', async word => {
    const { code, err } = await (await signedPartnership()).run('diff', word)
    expect(code).toBe(2)
    expect(err).toContain(`"${word}" is no version.\n`)
  })

  it.each<[what: string, argv: string[]]>([
    ['where it is named', ['1', '2']],
    ['where it would have been chosen', []],
  ])('a version of which one byte is another: %s', async (_, argv) => {
    const world = await twoVersions()
    const file = frozenOf(world, 1)
    world.edit(file, text => text.replace('Tea?', 'Teas'))
    const { code, out, err } = await world.run('diff', ...argv)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(`${file}  its bytes are not those that were signed`)
    // What was altered hides no other version.
    expect((await world.run('diff', '2', 'now')).code).toBe(0)
  })

  it('to choose between two files of one version that say different things', async () => {
    const world = await signedPartnership()
    const other = world.copy()
    other.remove('partnership/versions')
    other.remove('partnership/signatures')
    change(other, { 'agreements.timeOut': 'Coffee?' })
    await sign(other)
    world.write(frozenOf(other, 1), other.bytes(frozenOf(other, 1)))
    const { code, out, err } = await world.run('diff', '1', 'now')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    for (const name of world.names('partnership/versions'))
      expect(err).toContain(`partnership/versions/${name}  is one of 2 that call themselves version 1`)
  })

  it('but takes two files of one version that say the same for one', async () => {
    const world = await signedPartnership()
    const other = world.copy()
    other.remove('partnership/versions')
    other.remove('partnership/signatures')
    other.edit(CONTRACT, text => text.replace('version: 1', 'version:  1'))
    await sign(other)
    world.write(frozenOf(other, 1), other.bytes(frozenOf(other, 1)))
    expect(world.names('partnership/versions')).toHaveLength(2)
    expect(await world.run('diff', '1', 'now')).toMatchObject({ code: 0, err: '' })
  })
})

describe('the change that the career pair made in March', () => {
  const file = (name: string) => new URL(`../support/career/${name}`, import.meta.url)
  const json = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'))
  let pair: World

  beforeAll(async () => {
    pair = newWorld()
    await must(pair.run('init', '--from', fileURLToPath(file('contract.json'))))
    await must(pair.run('sign', '--as', 'a', '--name', 'Siobhán', '--date', '2026-01-05'))
    const [{ version, date, by, why }] = json('amendments.json')
    change(pair, { ...json('amendment-v2.json'), version, changes: [{ version, date, by, sections: ['wins'], why }] })
    await must(pair.run('sign', '--as', 'a', '--name', 'Siobhán', '--date', date))
  })

  it('is told as they would, and nothing else is', async () => {
    const { code, out } = await pair.runWith({ width: 1000 }, 'diff', '1', '2')
    expect(code).toBe(0)
    const win = '"Send one real application per month from April (6 by…"'
    expect(out.split('\n')).toEqual([
      'From version 1 to version 2',
      '  Version 2, 23 March 2026, Shiv: “Braver” could not be counted. Redefined my track instead of quitting: see check-in 5.',
      '',
      'Wins',
      '  Shiv · "Get braver about applying" is now "Send one real application per month from April (6 by September)"',
      `  Shiv · ${win}: confidence 3 -> 6`,
      `  Shiv · ${win}: measure added: applications sent, from 0 to 6 (count)`,
      `  Shiv · ${win}: due added: 30 September 2026`,
      '',
    ])
  })
})
