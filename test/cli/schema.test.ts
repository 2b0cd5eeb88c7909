import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { allSections } from '../../src/contract/contract.ts'
import type { JsonSchema } from '../../src/contract/json-schema.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld, SMALL, session, signedPartnership, smallPartnership } from '../support/world.ts'

const NAMES = ['contract', 'card', 'checkin', 'settings', 'timeout', 'update'] as const
type Name = (typeof NAMES)[number]
const schemas = {} as Record<Name, JsonSchema>

beforeAll(async () => {
  for (const name of NAMES) schemas[name] = JSON.parse((await must(newWorld().run('schema', name))).out)
})

/** What a validator of another make finds wrong: the place and the keyword; nothing in a good file. */
function wrong(name: Name, data: unknown): string[] {
  // Formats and the words for editors are not this validator's to know.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  const validate = ajv.compile(schemas[name])
  validate(data)
  return (validate.errors ?? [])
    .filter(({ keyword }: ErrorObject) => keyword !== 'if')
    .map(({ instancePath, keyword, params }) =>
      [instancePath || '/', keyword, params.missingProperty ?? ''].join(' ').trim(),
    )
}

const career = (file: string) => JSON.parse(readFileSync(new URL(`../support/career/${file}`, import.meta.url), 'utf8'))

describe('a schema', () => {
  it.each(NAMES)('of a %s says what it is, in its own dialect', name => {
    expect(schemas[name].$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schemas[name].title).toMatch(/^[A-Z]/)
  })

  it('of a contract has title and reason of each section', () => {
    for (const { id, title, why } of allSections)
      expect(schemas.contract.properties?.[id]).toMatchObject({ title, description: why })
  })

  it('of a contract says of a field what the talk asks, and nothing about keys to press', () => {
    const win = schemas.contract.properties?.wins?.properties?.a?.items?.properties
    expect(win?.text?.description).toContain('Partner A, what do you want to win for yourself?')
    expect(win?.serves?.description).toContain('Which big win does it serve?')
    expect(JSON.stringify(schemas)).not.toMatch(/\bEnter\b|commas/)
  })

  it('gives only examples that are good', () => {
    const check = (at: JsonSchema, path: string) => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false })
      for (const example of at.examples ?? []) expect(ajv.validate(at, example), `${path}: ${example}`).toBe(true)
      for (const [key, next] of Object.entries(at.properties ?? {})) check(next, `${path}.${key}`)
      if (at.items) check(at.items, `${path}.*`)
    }
    check(schemas.contract, 'contract')
    check(schemas.card, 'card')
  })
})

describe('what the program writes is good to another validator', () => {
  it('a contract, cards and check-ins', async () => {
    const world = await signedPartnership({
      profiles: { a: { email: 'ana@example.org', timezone: 'Europe/Dublin', languages: ['English'] } },
    })
    await must(world.runWith({ input: session('2026-01-19', { topics: ['No'] }) }, 'checkin', '--from', '-'))
    await must(world.run('timeout', '--by', 'a', '--note', 'No', '--date', '2026-01-20'))
    await must(world.run('timeout', '--resolve', '--date', '2026-01-21'))
    const update = JSON.stringify({ followUp: [{ step: 's1', result: 'done' }], need: 'No' })
    await must(world.runWith({ input: update }, 'prepare', '--from', '-', '--as', 'a'))
    const file = (name: string) => readElsewhere(world.read(`partnership/${name}`))
    expect(wrong('update', file('updates/2026-04-27-a.yaml'))).toEqual([])
    expect(wrong('contract', file('contract.yaml'))).toEqual([])
    expect(wrong('card', file('partners/a.yaml'))).toEqual([])
    expect(wrong('checkin', file('checkins/2026-01-19-both.yaml'))).toEqual([])
    for (const name of ['2026-01-20-a', '2026-01-21-both'])
      expect(wrong('timeout', file(`timeouts/${name}.yaml`))).toEqual([])
  })

  it('the contract of the career story, its check-ins, and the session that was missed', () => {
    const { profiles, ...contract } = career('contract.json')
    expect(wrong('contract', contract)).toEqual([])
    for (const card of Object.values(profiles ?? {}))
      expect(wrong('card', { format: 'partner/1', ...(card as object) })).toEqual([])
    for (const file of [
      '01-checkin-2026-01-19',
      '02-checkin-2026-02-02',
      '03-checkin-2026-02-16',
      '04-checkin-2026-03-02',
      '05-missed-2026-03-16',
      '06-checkin-2026-03-23',
      '07-checkin-2026-04-06',
    ])
      expect(wrong('checkin', { format: 'partner/1', ...career(`${file}.json`) }), file).toEqual([])
  })

  it('keys that nobody knows, and entries that have no id yet', () => {
    const contract = {
      format: 'partner/1',
      ...SMALL,
      ours: { anything: 1 },
      wins: { big: [{ text: 'Jobs', mood: 7 }] },
    }
    expect(wrong('contract', contract)).toEqual([])
    expect(wrong('settings', { format: 'partner/1', thresholds: { overdue: { watch: 0.5 } }, ours: 1 })).toEqual([])
  })
})

describe('what is wrong is named by its place', () => {
  const contract = { format: 'partner/1', ...SMALL }
  const meetings = { ...SMALL.agreements.meetings, time: 'half past six' }
  const held = { format: 'partner/1', session: { date: '2026-01-19' } }
  const missed = { format: 'partner/1', session: { date: '2026-01-19', held: false } }

  it.each<[name: Name, data: unknown, found: string[]]>([
    ['contract', { ...contract, format: 'partner/9' }, ['/format const']],
    ['contract', { ...contract, date: undefined }, ['/ required date']],
    ['contract', { ...contract, wins: { a: [{ text: 'Jobs', due: '2026-02-31' }] } }, ['/wins/a/0/due pattern']],
    ['contract', { ...contract, wins: { a: [{ due: '2026-02-28' }] } }, ['/wins/a/0 required text']],
    ['contract', { ...contract, agreements: { meetings } }, ['/agreements/meetings/time pattern']],
    ['contract', { ...contract, principles: 'Truth' }, ['/principles type']],
    ['card', { format: 'partner/1', communication: { directness: 6 } }, ['/communication/directness maximum']],
    ['checkin', { ...held, followUp: [{ step: 's1', result: 'great' }] }, ['/followUp/0/result enum']],
    ['checkin', { ...held, session: {} }, ['/session required date']],
    ['checkin', { ...missed, wins: [{ by: 'a', text: 'none' }] }, ['/wins false schema']],
    ['checkin', { format: 'partner/1' }, ['/ required session']],
    [
      'settings',
      { format: 'partner/1', advice: { off: [{ rule: 'no-such-rule', why: 'so' }] } },
      ['/advice/off/0/rule enum'],
    ],
    ['settings', { format: 'partner/1', thresholds: { late: { watch: 3 } } }, ['/thresholds additionalProperties']],
  ])('%s %j', (name, data, found) => {
    expect(wrong(name, JSON.parse(JSON.stringify(data)))).toEqual(found)
  })
})

describe('partner schema', () => {
  it('writes all of them where the first line of each file points', async () => {
    const world = await smallPartnership()
    const { out } = await must(world.run('schema'))
    expect(world.names('partnership/schema')).toEqual(NAMES.map(name => `${name}.json`).sort())
    for (const name of NAMES) {
      expect(JSON.parse(world.read(`partnership/schema/${name}.json`))).toEqual(schemas[name])
      expect(out).toContain(`partnership/schema/${name}.json`)
    }
    const [, pointed] = /\$schema=(\S+)/.exec(world.read('partnership/contract.yaml').split('\n')[0]!) ?? []
    expect(world.files()).toHaveProperty([`partnership/${pointed}`])
  })

  it('writes them again, the same', async () => {
    const world = await smallPartnership()
    await must(world.run('schema'))
    const before = world.files()
    world.edit('partnership/schema/card.json', text => text.replace('"email"', '"mail"'))
    await must(world.run('schema'))
    expect(world.files()).toEqual(before)
  })

  it('--out writes anywhere, all or one, and needs no partnership', async () => {
    const world = newWorld()
    await must(world.run('schema', '--out', 'all'))
    await must(world.run('schema', 'card', '--out', 'one'))
    expect(world.names('all')).toHaveLength(NAMES.length)
    expect(world.names('one')).toEqual(['card.json'])
  })

  it("leaves another program's file alone", async () => {
    const world = newWorld({ '.vscode/settings.json': '{"editor.rulers": [80]}' })
    const { code, err } = await world.run('schema', 'settings', '--out', '.vscode')
    expect(err).toContain('.vscode/settings.json is another file of that name')
    expect(code).toBe(1)
    expect(world.read('.vscode/settings.json')).toContain('rulers')
  })

  it.each([
    [['schema', 'contracts'], 2, 'There is no schema "contracts".\nTake one of: contract, card, checkin, settings'],
    [['schema', 'card', '--commit'], 2, '--commit is for the schemas in the partnership.'],
    [['schema'], 1, 'There is no partnership here'],
  ] as const)('%j ends with %s', async (argv, code, words) => {
    const ended = await newWorld().run(...argv)
    expect(ended.err).toContain(words)
    expect(ended).toMatchObject({ code, out: '' })
  })
})
