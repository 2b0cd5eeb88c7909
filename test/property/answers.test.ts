import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { cleanDeep } from '../../src/contract/text.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld, type World } from '../support/world.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../support/career/${name}`, import.meta.url), 'utf8'))
const contract = read('contract.json')
const record = read('01-checkin-2026-01-19.json')

type Path = readonly (string | number)[]

/** The path of every part of the data, the whole of it apart. */
const pathsIn = (data: unknown, path: Path = []): Path[] =>
  typeof data === 'object' && data !== null
    ? Object.entries(data).flatMap(([key, entry]) => {
        const at = [...path, Array.isArray(data) ? Number(key) : key]
        return [at, ...pathsIn(entry, at)]
      })
    : []

/** The data with something else at the path. */
function replaced(data: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, value)
  return copy
}

const anything = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'x',
    'a',
    'a1',
    '2026-01-19',
    [],
    {},
    [null],
    [[]],
    [{}],
    ['a1'],
    { id: 1 },
    { text: null },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const oneOtherIn = (data: unknown) =>
  fc.tuple(fc.constantFrom(...pathsIn(data)), anything).map(([path, value]) => replaced(data, path, value))

let started: World
beforeAll(async () => {
  started = newWorld({ 'answers.json': JSON.stringify(contract) })
  await must(started.run('init', '--from', 'answers.json'))
})

/** Taken as it is, or refused in words that name a place; never anything else. */
async function takenOrRefused(world: World, data: unknown, file: string, ...argv: string[]): Promise<boolean> {
  const { code, out, err } = await world.runWith({ input: JSON.stringify(data) }, ...argv, '--from', '-')
  if (code === 0) return true
  expect({ code, out }, err).toEqual({ code: err.startsWith('Missing: ') ? 2 : 1, out: '' })
  expect(err).toMatch(/^(standard input:\d+:\d+ {2}|Missing: )/)
  expect(err).toContain('Nothing was written.')
  expect(world.names('partnership')).not.toContain(file)
  return false
}

it('whatever stands in place of any part of the answers, they are taken and can be read, or refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(oneOtherIn(contract), async data => {
      const world = newWorld()
      if (!(await takenOrRefused(world, data, 'contract.yaml', 'init'))) return
      const { profiles, id, ...kept } = data as Record<string, unknown>
      expect(readElsewhere(world.read('partnership/contract.yaml'))).toMatchObject(cleanDeep(kept))
      // Whoever signs here is called Ana, whatever the contract says.
      for (const argv of [['status'], ['roles'], ['render'], ['sign', '--as', 'a', '--name', 'Ana'], ['verify']])
        expect(
          (await world.run(...argv)).err.replace(
            /^"Ana" is (?:only a short form of|not) ".*", the name in the contract\.\n$/,
            '',
          ),
          argv[0],
        ).toBe('')
    }),
    { numRuns: 60 },
  )
})

it('whatever stands in place of any part of a record, it is taken and can be read, or refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(oneOtherIn(record), async data => {
      const world = started.copy()
      if (!(await takenOrRefused(world, data, 'checkins', 'checkin', '--confirmed-by', 'a'))) return
      for (const argv of [['status'], ['status', '--json'], ['roles']])
        expect(await world.run(...argv), argv[0]).toMatchObject({ code: 0 })
    }),
    { numRuns: 60 },
  )
})

it('whatever stands in place of any part of an update, it is taken and can be read, or refused in words', async () => {
  const { followUp, goals, wins, obstacles, topics, ideas, question } = record
  const own = <T extends { by?: string }>(list: readonly T[] = []) => list.filter(({ by }) => by === 'a')
  const { b, ...asked } = question ?? {}
  const update = {
    session: { date: '2026-05-04', by: 'a' },
    followUp: followUp.slice(0, 1).map(({ step, result }: Record<string, unknown>) => ({ step, result })),
    goals: goals.filter(({ win }: { win: string }) => win.startsWith('a')),
    ...{ wins: own(wins), obstacles: own(obstacles), topics, ideas: own(ideas), question: asked },
    concerns: [{ text: 'Tired', status: 'open' }],
    need: 'Tea',
  }
  await fc.assert(
    fc.asyncProperty(oneOtherIn(update), async data => {
      const world = started.copy()
      if (!(await takenOrRefused(world, data, 'updates', 'prepare', '--as', 'a'))) return
      expect(JSON.parse((await world.run('check', '--json')).out).errors).toEqual([])
    }),
    { numRuns: 60 },
  )
})
