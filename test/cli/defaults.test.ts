import { describe, expect, it } from 'vitest'
import { agreements } from '../../src/contract/sections/agreements/index.ts'
import { askFor } from '../../src/interview/screen.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { scripted } from '../support/script.ts'
import { answering, must, newWorld, SMALL, TODAY, type World } from '../support/world.ts'

const contractOf = (world: World) => readElsewhere(world.read('partnership/contract.yaml')) as Record<string, unknown>
const fromFile = async (answers: object) => {
  const world = newWorld({ 'answers.json': JSON.stringify(answers) })
  return { world, ...(await must(world.run('init', '--from', 'answers.json'))) }
}

describe('init --from', () => {
  it('adds id, version, date, title and time zone, and nothing else', async () => {
    const { timezone: _, ...meetings } = SMALL.agreements.meetings
    const { date, ...answers } = { ...SMALL, agreements: { ...SMALL.agreements, meetings } }
    const { world, out } = await fromFile(answers)
    const { format, id, version, date: today, title, ...rest } = contractOf(world)
    expect({ format, version, today, title }).toEqual({
      format: 'partner/1',
      version: 1,
      today: TODAY,
      title: 'Shared Accountability Partnership Contract',
    })
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rest).toEqual({
      ...answers,
      agreements: { ...answers.agreements, meetings: { ...meetings, timezone: 'Europe/Dublin' } },
    })
    expect(out).toContain('Filled in')
    expect(out.replace(/\s+/g, ' ')).toContain(
      'an id, version 1, date 27 April 2026, title "Shared Accountability Partnership Contract", time zone Europe/Dublin',
    )
  })

  it('names what it would have proposed, and leaves it out', async () => {
    const { out } = await fromFile(SMALL)
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Left out each of you starts check-ins about your own goals · each of you decides on your own goals · look at the contract again after 90 days',
    )
  })

  it('keeps what the file says of them', async () => {
    const said = { initiator: 'a', ownership: 'Ana decides.', reviewEveryDays: 30 }
    const { world, out } = await fromFile({ ...SMALL, agreements: { ...SMALL.agreements, ...said } })
    expect(contractOf(world).agreements).toMatchObject(said)
    expect(out).not.toContain('Left out')
  })
})

describe('a name', () => {
  const refused = async (change: Record<string, unknown>) => {
    const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, ...change }) })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(Object.keys(world.files())).toEqual(['answers.json'])
    return { code, err }
  }
  const partner = (a: object) => ({ partners: { a: { name: 'Ana Reyes', ...a }, b: { name: 'Ben Okafor' } } })

  it.each<[path: string, change: Record<string, unknown>]>([
    ['partners.a.name', partner({ name: 'Ana Reyes\nBen Okafor' })],
    ['partners.a.name', partner({ name: 'Ana Reyes\n' })],
    ['partners.a.display', partner({ display: 'Ana\u2028Ben' })],
    ['partners.a.role', partner({ role: 'Cook\nand more' })],
    ['partners.a.organization', partner({ organization: 'Harbour\r\nTrust' })],
    ['partners.a.representative', partner({ representative: 'Lin\nWu' })],
    ['title', { title: 'Contract\nof both' }],
    [
      'wins.a[0].measure.unit',
      { wins: { ...SMALL.wins, a: [{ id: 'a1', text: 'x', measure: { unit: 'kg\nor so' } }] } },
    ],
    [
      'agreements.confidentiality.who[0]',
      { agreements: { ...SMALL.agreements, confidentiality: { who: ['Mara\nTom'] } } },
    ],
    ['profiles.a.pronouns', { profiles: { a: { pronouns: 'she\nher' } } }],
  ])('with a line end is refused at %s', async (path, change) => {
    const { code, err } = await refused(change)
    expect(code).toBe(1)
    expect(err).toMatch(/^answers\.json:1:\d+ {2}/)
    expect(err).toContain(`${path}: must be one line; take the line ends out`)
  })

  it.each<[what: string, a: object, b: object, path: string]>([
    ['the same name', { name: 'Maya' }, { name: 'Maya' }, 'partners.b.name'],
    ['another case', { name: 'Maya Chen' }, { name: 'maya chen' }, 'partners.b.name'],
    ['other spaces', { name: 'Maya Chen' }, { name: ' Maya  Chen' }, 'partners.b.name'],
    ['another encoding', { name: 'Zoë' }, { name: 'Zoe\u0308' }, 'partners.b.name'],
    [
      'the same short name',
      { name: 'Maya Chen', display: 'May' },
      { name: 'Maya Roy', display: 'MAY' },
      'partners.b.display',
    ],
    [
      "the other's name as a short name",
      { name: 'Maya' },
      { name: 'Ben Okafor', display: 'Maya' },
      'partners.b.display',
    ],
  ])('that both partners have is refused: %s', async (_, a, b, path) => {
    const { code, err } = await refused({ partners: { a, b } })
    expect(code).toBe(1)
    expect(err).toContain(`${path}: is what the first partner is called, too`)
  })

  it('that only begins alike is told apart by the surname', async () => {
    const { world } = await fromFile({ ...SMALL, partners: { a: { name: 'Maya Chen' }, b: { name: 'maya Roy' } } })
    const { out } = await must(world.run('status'))
    expect(out).toContain('Maya Chen')
    expect(out).toContain('maya Roy')
  })

  it.each([
    ['two names in one field', 'partners.a.name', ['Ana Reyes\nBen Okafor', 'Ana Reyes'], 'must be one line'],
    [
      'the name of the first partner',
      'partners.b.name',
      ['ana reyes', 'Ben Okafor'],
      'is what the first partner is called',
    ],
    [
      'a name with an invisible character',
      'partners.b.name',
      ['Ben\u200b Okafor', 'Ben Okafor'],
      'nobody sees (U+200B)',
    ],
  ])('at the questions: %s is asked again', async (_, id, said, words) => {
    const world = newWorld()
    const person = answering({
      'talk.depth': 'short',
      'partners.a.name': id === 'partners.a.name' ? said : 'Ana Reyes',
      'partners.b.name': id === 'partners.b.name' ? said : 'Ben Okafor',
      'wins.big.0.text': '\u0003',
    })
    await world.runWith(person, 'init', '--template', 'pair')
    const notes = person.prompter.asked.filter(ask => ask.id === id).map(({ above }) => JSON.stringify(above))
    expect(notes).toHaveLength(2)
    expect(notes[1]).toContain(words)
  })
})

describe('the defaults at the review', () => {
  const contractAfter = async (...review: string[]) => {
    const world = newWorld()
    const { id: _, ...goal } = SMALL.wins.big[0]
    const prompter = scripted(
      {
        'talk.depth': 'short',
        'partners.a.name': 'Ana Reyes',
        'partners.b.name': 'Ben Okafor',
        'wins.big.0.text': goal.text,
        'wins.a.0.text': 'Three case studies, by 31 August 2026',
        'roles.a.0.primary': 'Run the interviews',
        'principles.0': 'We say it as it is.',
        'agreements.timeOut': 'Tea?',
        review,
        repository: 'no',
      },
      ask => ask.fallback ?? '',
    )
    const ended = await must(world.runWith({ prompter }, 'init', '--template', 'pair'))
    return { agreements: contractOf(world).agreements as object, told: prompter.told.join('\n'), out: ended.out }
  }

  it('are listed as what they are, go into the contract, and are named once more', async () => {
    const { agreements, told, out } = await contractAfter('write')
    expect(told).toContain("Defaults: take them out if you don't mean them")
    expect(told).toContain('each of you decides on your own goals')
    expect(agreements).toMatchObject({ initiator: 'each', reviewEveryDays: 90, ownership: expect.any(String) })
    expect(out.replace(/\s+/g, ' ')).toContain('Defaults each of you starts check-ins about your own goals')
  })

  it('can be taken out', async () => {
    const { agreements, out } = await contractAfter('defaults', 'write')
    expect(Object.keys(agreements).sort()).toEqual(['meetings', 'timeOut'])
    expect(out).not.toContain('Defaults')
  })

  it('can be put back', async () => {
    expect((await contractAfter('defaults', 'defaults', 'write')).agreements).toMatchObject({ initiator: 'each' })
  })
})

it('Enter at the question about confidentiality agrees to nothing', () => {
  const questions = agreements.questions({}, { names: { a: 'Ana', b: 'Ben' }, depth: 'detail', today: TODAY } as never)
  for (const id of ['agreements.confidentiality.level', 'agreements.initiator'])
    expect(
      askFor(questions.find(question => question.id === id)!, {}, { progress: '', canEdit: false } as never).fallback,
    ).toBe('')
})
