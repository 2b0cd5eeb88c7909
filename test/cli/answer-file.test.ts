import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld, SMALL, signedPartnership, smallPartnership } from '../support/world.ts'

describe('a key of an answer file that the program does not know', () => {
  it.each([
    ['nextStep', 'nextSteps'],
    ['topcis', 'topics'],
    ['Wins', 'wins'],
  ])('%s is named with its line and with the one that may be meant, and is kept', async (key, meant) => {
    const world = await smallPartnership()
    const input = `session: {date: 2026-01-19}\n${key}: [x]\n`
    const { err } = await must(world.runWith({ input }, 'checkin', '--from', '-'))
    expect(err).toContain(`standard input:2:1  ${key}: is not known, and is kept as it is. Did you mean ${meant}?\n`)
    expect(readElsewhere(world.read('partnership/checkins/2026-01-19-both.yaml'))).toMatchObject({ [key]: ['x'] })
  })

  it('that is near to none is named alone', async () => {
    const world = await smallPartnership()
    const { err } = await must(
      world.runWith({ input: 'weather: grey\nneed: Time.\n' }, 'prepare', '--from', '-', '--as', 'a'),
    )
    expect(err).toBe('standard input:1:1  weather: is not known, and is kept as it is.\n')
  })

  it('is named by init, which knows the profiles, too', async () => {
    const answers = { ...SMALL, principle: ['We rest.'], profiles: { a: { email: 'ana@example.org', emial: 'x' } } }
    const world = newWorld({ 'answers.json': JSON.stringify(answers, null, 2) })
    const { err } = await must(world.run('init', '--from', 'answers.json'))
    expect(err).toMatch(/^answers\.json:\d+:3 {2}principle: is not known, .* Did you mean principles\?$/m)
    expect(err).toMatch(/^answers\.json:\d+:7 {2}profiles\.a\.emial: is not known, .* Did you mean email\?$/m)
  })

  const ROLE = { id: 'a.1', primary: 'Run the interviews' }
  it.each<[path: string, meant: string, change: Record<string, unknown>]>([
    ['roles.a[0].secondry', 'secondary', { roles: { a: [{ ...ROLE, secondry: 'Ben listens' }] } }],
    ['partners.a.nmae', 'name', { partners: { ...SMALL.partners, a: { name: 'Ana Reyes', nmae: 'Ana' } } }],
    [
      'agreements.meetings.minuts',
      'minutes',
      { agreements: { ...SMALL.agreements, meetings: { ...SMALL.agreements.meetings, minuts: 5 } } },
    ],
    [
      'wins.a[0].measure.targt',
      'target',
      { wins: { ...SMALL.wins, a: [{ id: 'a1', text: 'x', measure: { targt: 3 } }] } },
    ],
    [
      'agreements.confidentiality.levle',
      'level',
      { agreements: { ...SMALL.agreements, confidentiality: { levle: 'ask' } } },
    ],
  ])('%s is named at any depth by init, amend and check', async (path, meant, change) => {
    const named = `${path}: is not known, and is kept as it is. Did you mean ${meant}?`
    const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, ...change }) })
    expect((await must(world.run('init', '--from', 'answers.json'))).err).toContain(named)
    expect((await must(world.run('check'))).out).toContain(named)
    expect(await world.run('check', '--strict')).toMatchObject({ code: 1 })

    const other = await smallPartnership()
    const given = JSON.stringify(change)
    expect((await must(other.runWith({ input: given }, 'amend', '--from', '-', '--by', 'a'))).err).toContain(named)
  })

  it('is named when amend takes over what was edited by hand', async () => {
    const world = await signedPartnership()
    world.edit('partnership/contract.yaml', text => text.replace('primary: Run', 'secondry: Ben\n      primary: Run'))
    const { err } = await must(world.run('amend', '--by', 'a', '--why', 'By hand'))
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:\d+ {2}roles\.a\[0\]\.secondry: is not known/m)
  })

  it.each([
    ['partners/a.yaml', 'format: partner/1\nemial: ana@example.org\n...\n', 'emial', 'email'],
    ['settings.yaml', 'format: partner/1\nadvise: {off: [x]}\n...\n', 'advise', 'advice'],
    ['timeouts/2026-02-02-a.yaml', 'format: partner/1\nby: a\ndate: 2026-02-02\nnoet: x\n...\n', 'noet', 'note'],
    [
      'updates/2026-02-02-a.yaml',
      'format: partner/1\nsession: {date: 2026-02-02, by: a}\nneeed: x\n...\n',
      'neeed',
      'need',
    ],
    [
      'checkins/2026-02-02-a.yaml',
      'format: partner/1\nsession: {date: 2026-02-02, guest: [x]}\n...\n',
      'session.guest',
      'guests',
    ],
  ])('in %s is named by check', async (name, text, path, meant) => {
    const world = await smallPartnership()
    world.write(`partnership/${name}`, text)
    const { out } = await must(world.run('check'))
    expect(out).toMatch(new RegExp(`partnership/${name}:\\d+:\\d+ {2}${path}: is not known.*Did you mean ${meant}`))
  })
})

describe('a text with a comma and without quotes', () => {
  const asked = (steps: string) =>
    `{${JSON.stringify({ ...SMALL, firstSteps: [] })
      .slice(1, -1)
      .replace('"firstSteps":[]', `"firstSteps": ${steps}`)}}\n`

  it.each([
    ['[{owner: a, text: Outline case study 1, two pages, due: 2026-01-19}]', 'firstSteps[0]["two pages"]'],
    ['[{owner: a, due: 2026-01-19, text: Write, then rest}]', 'firstSteps[0]["then rest"]'],
    ['[{owner: a, text: "Say it", twice}]', 'firstSteps[0].twice'],
    ['[{owner: a, text: Bring tea, milk, sugar}]', 'firstSteps[0].milk'],
    ['[{owner: a, text: x, ours: {deep: {}}}]', 'firstSteps[0].ours.deep'],
    ['[{owner: a, text: x, ours: []}]', 'firstSteps[0].ours'],
    ['[{owner: a, text: x, ours: " "}]', 'firstSteps[0].ours'],
    ['[{owner: a, text: x, ours: [1, null]}]', 'firstSteps[0].ours[1]'],
  ])('%s is refused by name, and nothing is written', async (steps, path) => {
    const world = newWorld({ 'answers.yaml': asked(steps) })
    const { code, err } = await world.run('init', '--from', 'answers.yaml')
    expect(code).toBe(1)
    expect(err).toMatch(/^answers\.yaml:1:\d+ {2}/)
    expect(err).toContain(`${path}: is not known, and is empty.`)
    expect(err).toContain('put that text in quotes')
    expect(Object.keys(world.files())).toEqual(['answers.yaml'])
  })

  it.each([
    ['contract.yaml', (text: string) => text.replace('principles:', '"Ben owes Ana 5000 EUR": {}\nprinciples:')],
    ['partners/a.yaml', () => 'format: partner/1\nabout: x\ncommunication: {note: Say it, now}\n...\n'],
    ['settings.yaml', () => 'format: partner/1\nlater:\n...\n'],
    [
      'timeouts/2026-02-02-a.yaml',
      () => 'format: partner/1\n{by: a, note: Tea, then talk}\n...\n'.replace('\n{', '\n? ours\n: {'),
    ],
    [
      'updates/2026-02-02-a.yaml',
      () =>
        'format: partner/1\nsession: {date: 2026-02-02, by: a}\nneed: x\nobstacles: [{by: a, text: Rain, wind}]\n...\n',
    ],
    [
      'checkins/2026-02-02-a.yaml',
      () => 'format: partner/1\nsession: {date: 2026-02-02}\nwins: [{by: a, text: A walk, with dog}]\n...\n',
    ],
  ])('in %s is an error of check, and of whatever reads it', async (name, change) => {
    const world = await smallPartnership()
    const file = `partnership/${name}`
    world.write(file, change(world.names('partnership').includes(name) ? world.read(file) : ''))
    const { code, out } = await world.run('check')
    expect(code).toBe(1)
    expect(out).toMatch(new RegExp(`^${file}:\\d+:\\d+ {2}.*is not known, and is empty`, 'm'))
  })

  it.each([
    ['{owner: a, text: Write: then rest}', 'answers.yaml:1:'],
    ['{owner: a, text: Write #3 of them}', 'answers.yaml:1:'],
    ['{owner: a, text: "Write" and rest}', 'answers.yaml:1:'],
  ])('%s is refused with its place', async (step, place) => {
    const world = newWorld({ 'answers.yaml': asked(`[${step}]`) })
    expect(await world.run('init', '--from', 'answers.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining(place),
    })
  })
})

describe('a text that YAML may have cut', () => {
  const recorded = async (input: string) => {
    const world = await smallPartnership()
    return await world.runWith({ input: `session: {date: 2026-01-19}\n${input}` }, 'checkin', '--from', '-')
  }

  it.each(['notes: Task #3 is done\n', 'topics:\n  - rent\n  - Task #3\n'])('%j is refused at the #', async input => {
    const { code, err } = await recorded(input)
    expect(code).toBe(1)
    expect(err).toMatch(
      /^standard input:\d+:\d+ {2}is read as a comment, so the text ends before it\. Put the text in quotes/,
    )
  })

  it.each([
    ['notes: Call Ben # and Ana\n', 'is read as a comment and is not kept'],
    ['topics: [We tell the truth, even if it hurts]\n', 'is read as 2 texts, because of the commas'],
    ['wins: [{by: a, text: We walked,}]\n', 'this comma is not kept'],
    [
      'wins: [{by: a, text: Ask Ben, then: rest}]\n',
      'If it is the rest of a text with a comma in it, put that text in quotes.',
    ],
  ])('%j is named, and recorded', async (input, words) => {
    const { code, err } = await recorded(input)
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(words) })
    expect(err).toMatch(/^standard input:2:\d+ {2}/)
  })

  it.each(['notes: Task#3\n', '# about today\nnotes: x\n', 'topics: [rent, the move]\n', 'notes: "a, b # c"\n'])(
    '%j is not',
    async input => {
      const { code, err } = await recorded(input)
      expect(code).toBe(0)
      expect(err).not.toMatch(/comment|comma|not known/)
    },
  )
})
