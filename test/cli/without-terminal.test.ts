import { describe, expect, it } from 'vitest'
import { missingIn } from '../../src/contract/contract.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { squash } from '../support/visible.ts'
import { type Ended, must, newWorld, SMALL, session, signedPartnership, smallPartnership } from '../support/world.ts'

const inFile = (text: string) => readElsewhere(text) as Record<string, unknown>

describe('without a terminal and without answers', () => {
  it.each<[act: string[], missing: string[]]>([
    [['init'], missingIn({}).map(({ path }) => path)],
    [['init', '--draft'], missingIn({}).map(({ path }) => path)],
    [['checkin'], ['session']],
    [['sign'], ['--as', '--name']],
    [['sign', '--as', 'a'], ['--name']],
  ])('%j ends with 2, names each missing key, and writes nothing', async (act, missing) => {
    const world = act[0] === 'init' ? newWorld() : await smallPartnership()
    const before = world.files()
    const { code, out, err } = await world.run(...act)
    expect(/Missing: (.*)/.exec(err)?.[1]?.split(', ')).toEqual(missing)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(world.files()).toEqual(before)
  })

  it('a name without a partner is not guessed', async () => {
    const world = await smallPartnership()
    const { code, err } = await world.run('sign', '--name', 'Ana Reyes')
    expect(err).toContain('--as a, or --as b')
    expect(code).toBe(2)
    expect(world.names('partnership/signatures')).toEqual([])
  })

  it.each(['', '   ', '\u0007'])('the name %j is none', async name => {
    const world = await smallPartnership()
    const { code, err } = await world.run('sign', '--as', 'a', '--name', name)
    expect(err).toContain('A signature needs a name.')
    expect(code).toBe(2)
    expect(world.names('partnership/signatures')).toEqual([])
  })
})

describe('answers', () => {
  const yaml = 'date: 2026-01-05\npartners: {a: {name: Ana Reyes}, b: {name: Ben Okafor}}\n'
  const asYaml = `${yaml}wins: {big: [{text: Jobs}], b: [{text: Exam}]}\nroles: {b: [{primary: Plan}]}\nprinciples: [Truth]\nagreements: {timeOut: Tea, meetings: {text: Mondays}}\n`

  it.each<[what: string, text: string]>([
    ['JSON', JSON.stringify(SMALL)],
    ['YAML', asYaml],
    ['YAML with an end mark', `${asYaml}...\n`],
    ['YAML with a byte order mark and CRLF', `\ufeff${asYaml.replaceAll('\n', '\r\n')}`],
    ['a contract.yaml of another pair', `format: partner/1\nid: other\nversion: 1\n${asYaml}...\n`],
  ])('are taken from a file or from standard input alike: %s', async (_, text) => {
    const world = newWorld({ 'answers.txt': text })
    await must(world.run('init', 'one', '--from', 'answers.txt'))
    await must(world.runWith({ input: text }, 'init', 'two', '--from', '-'))
    expect(world.read('one/contract.yaml')).toBe(world.read('two/contract.yaml'))
    expect((await world.run('sign', '--dir', 'one', '--as', 'a', '--name', 'Ana')).code).toBe(0)
  })

  it.each(missingIn({}).map(({ path }) => path))(
    'without %s are refused by that key, unless they are a draft',
    async path => {
      const [key = '', ...rest] = path.split(' ')[0]!.split('.')
      const whole = JSON.parse(JSON.stringify(SMALL)) as Record<string, Record<string, unknown>>
      if (rest.length) {
        let at = whole[key]!
        for (const part of rest.slice(0, -1)) at = at[part] as Record<string, unknown>
        delete at[rest.at(-1)!]
      } else delete whole[key]
      const answers = { ...whole, firstSteps: [] }
      // A role of a win that is taken away would be another mistake.
      const world = newWorld({ 'answers.json': JSON.stringify(answers) })
      const { code, out, err } = await world.run('init', '--from', 'answers.json')
      expect(err).toBe(
        `Missing: ${path}\nNothing was written. Add them to answers.json, or accept it as a draft with --draft\n`,
      )
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(world.names('.')).toEqual(['answers.json'])

      const drafted = await world.run('init', '--from', 'answers.json', '--draft')
      expect(drafted).toMatchObject({ code: 0, err: '' })
      expect(drafted.out).toMatch(/Missing {3}.* needed before you can sign/)
      const signed = await world.run('sign', '--as', 'a', '--name', 'Ana')
      const words = missingIn({}).find(gap => gap.path === path)!.words
      expect(signed.err).toContain(`is a draft: it cannot be signed before it has ${words}.`)
      expect(signed.code).toBe(1)
      expect(squash((await world.run('status')).out)).toContain('a draft: something is missing before it can be signed')
      expect((await world.run('render')).code).toBe(0)
      expect(world.names('partnership/versions')).toEqual([])
    },
  )

  it('that lack everything name everything at once', async () => {
    const { err } = await newWorld({ 'answers.yaml': 'title: Ours\n' }).run('init', '--from', 'answers.yaml')
    expect(err).toContain(
      `Missing: ${missingIn({})
        .map(({ path }) => path)
        .join(', ')}\n`,
    )
  })

  it('get ids and a time zone, and what has them keeps them', async () => {
    const world = newWorld({ 'answers.yaml': asYaml })
    await must(world.run('init', '--from', 'answers.yaml'))
    expect(inFile(world.read('partnership/contract.yaml'))).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      version: 1,
      wins: { big: [{ id: 'w1' }], b: [{ id: 'b1' }] },
      roles: { b: [{ id: 'b.1' }] },
      agreements: { meetings: { timezone: 'Europe/Dublin' } },
    })
  })

  it('get no date of somebody else: --date counts, then their own, then today', async () => {
    const dateOf = async (text: string, ...more: string[]) => {
      const world = newWorld({ 'answers.yaml': text })
      await must(world.run('init', '--from', 'answers.yaml', ...more))
      return inFile(world.read('partnership/contract.yaml')).date
    }
    const undated = asYaml.replace('date: 2026-01-05\n', '')
    expect(await dateOf(asYaml)).toBe('2026-01-05')
    expect(await dateOf(asYaml, '--date', '2026-02-02')).toBe('2026-02-02')
    expect(await dateOf(undated)).toBe('2026-04-27')
    expect(await dateOf(undated, '--date', '2026-02-02')).toBe('2026-02-02')
  })
})

describe('the template', () => {
  const own = 'format: partner-template/1\nname: ours\nsummary: "# ours, with Zoë"\nquestions: {}\n'
  const withTemplate = async (...argv: string[]): Promise<{ world: ReturnType<typeof newWorld>; ended: Ended }> => {
    const world = newWorld({ 'answers.json': JSON.stringify(SMALL), 'kinds/ours.yaml': own, 'bad.yaml': 'format: x\n' })
    return { world, ended: await world.run('init', '--from', 'answers.json', ...argv) }
  }

  it.each(['pair', 'career', 'peers', 'civic'])('%s is named in the contract, and nothing is copied', async name => {
    const { world, ended } = await withTemplate('--template', name)
    expect(ended.code).toBe(0)
    expect(inFile(world.read('partnership/contract.yaml')).template).toBe(name)
    expect(world.names('partnership')).not.toContain('template.yaml')
  })

  it('of the pair is copied, and the contract says own', async () => {
    const { world, ended } = await withTemplate('--template', 'kinds/ours.yaml')
    expect(ended.code).toBe(0)
    expect(inFile(world.read('partnership/contract.yaml')).template).toBe('own')
    expect(world.read('partnership/template.yaml')).toBe(own)
  })

  it('is left out where nobody names one, and means pair, and is the one that the answers name', async () => {
    const { world } = await withTemplate()
    expect(inFile(world.read('partnership/contract.yaml'))).not.toHaveProperty('template')
    expect((await must(world.run('render'))).out).toContain('Template: pair')
    const other = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, template: 'peers' }) })
    await must(other.run('init', '--from', 'answers.json'))
    expect(inFile(other.read('partnership/contract.yaml')).template).toBe('peers')
  })

  it.each<[name: string, code: number, words: string]>([
    ['carer', 2, 'There is no template "carer".\nTake one of: pair, career, peers, civic, or the name of a file'],
    ['none.yaml', 2, 'There is no template "none.yaml".'],
    ['bad.yaml', 1, 'bad.yaml:1:9  format: '],
    ['kinds', 1, 'kinds is a folder, not a file'],
  ])('%s is refused', async (name, code, words) => {
    const { world, ended } = await withTemplate('--template', name)
    expect(ended.err).toContain(words)
    expect(ended).toMatchObject({ code, out: '' })
    expect(world.names('.')).not.toContain('partnership')
  })
})

it('a check-in can be YAML or JSON, with or without an end mark', async () => {
  const texts = [
    session('2026-01-19', { topics: ['No'] }),
    'session: {date: 2026-01-19, present: [a, b]}\ntopics: ["No"]\n',
    'format: partner/1\nsession:\n  date: "2026-01-19"\n  present: [a, b]\ntopics:\n  - No\n...\n',
  ]
  const written = await Promise.all(
    texts.map(async input => {
      const world = await signedPartnership()
      await must(world.runWith({ input }, 'checkin', '--from', '-'))
      return inFile(world.read('partnership/checkins/2026-01-19-both.yaml'))
    }),
  )
  for (const record of written) expect(record).toEqual(written[0])
})
