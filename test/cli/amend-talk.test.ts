import { describe, expect, it } from 'vitest'
import { allSections } from '../../src/contract/contract.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { CTRL_C, pressEnter, type Scripted, scripted } from '../support/script.ts'
import { must, SMALL, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
type Data = Record<string, unknown>
const contractOf = (world: World) => readElsewhere(world.read(CONTRACT)) as Data

const principles = ['We say it as it is.', 'We ask first.']

describe('at a terminal', () => {
  const talk = (answers: Record<string, string | string[]>) => ({ prompter: scripted(answers, pressEnter) })
  const idsOf = ({ asked }: Scripted) => asked.map(({ id }) => id)

  it('a section is talked through with what stands in it, then why, the difference, and once more', async () => {
    const world = await signedPartnership()
    const asking = talk({ 'principles.1': 'We ask first.', 'amend.why': 'We did not' })
    await must(world.runWith(asking, 'amend', 'principles', '--by', 'a'))
    expect(idsOf(asking.prompter)).toEqual(['principles.0', 'principles.1', 'principles.2', 'amend.why', 'amend.write'])
    expect(asking.prompter.asked[0]!.prefill).toBe('We say it as it is.')
    expect(asking.prompter.told.join('\n')).toContain('principle added: "We ask first."')
    expect(contractOf(world)).toMatchObject({ version: 2, principles, changes: [{ why: 'We did not' }] })
    expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
  })

  it.each(allSections.map(({ id }) => id))('pressing Enter all through %s changes nothing', async section => {
    const world = await signedPartnership()
    const before = world.files()
    const ended = await world.runWith(talk({}), 'amend', section, '--by', 'a')
    expect(ended).toMatchObject({
      code: 1,
      err: 'Nothing is different from what the contract says.\nNothing was written.\n',
    })
    expect({ ...world.files(), 'partnership/.draft/.gitignore': '*\n' }).toEqual({
      ...before,
      'partnership/.draft/.gitignore': '*\n',
    })
  })

  it('who it is and which section are asked where nobody said so', async () => {
    const world = await signedPartnership()
    const asking = talk({ 'amend.by': 'b', 'amend.section': 'purpose', purpose: 'Work we chose', 'amend.why': 'x' })
    await must(world.runWith(asking, 'amend'))
    expect(contractOf(world)).toMatchObject({ purpose: 'Work we chose', changes: [{ by: 'b' }] })
    const choices = asking.prompter.asked.find(({ id }) => id === 'amend.section')!.choices!
    expect(
      choices
        .map(({ value }) => value)
        .filter(Boolean)
        .sort(),
    ).toEqual(allSections.map(({ id }) => id).sort())
  })

  it('--review looks at every section, and opens those that shall change', async () => {
    const world = await signedPartnership()
    const asking = talk({ 'review.purpose': 'change', purpose: 'Work we chose', 'amend.why': 'x' })
    await must(world.runWith(asking, 'amend', '--review', '--by', 'a'))
    const looked = idsOf(asking.prompter).filter(id => id.startsWith('review.'))
    expect(looked.map(id => id.slice(7)).sort()).toEqual(allSections.map(({ id }) => id).sort())
    expect(idsOf(asking.prompter).filter(id => !id.startsWith('review.'))).toEqual([
      'purpose',
      'amend.why',
      'amend.write',
    ])
    expect(contractOf(world)).toMatchObject({ version: 2, changes: [{ sections: ['purpose'] }] })
    expect(Object.keys(contractOf(world))).not.toContain('_talk')
  })

  it('back goes to the question before, also from the last one', async () => {
    const world = await signedPartnership()
    const asking = talk({
      purpose: ['Work we chos', 'Work we chose'],
      'amend.why': ['<', 'x', 'y'],
      'amend.write': ['<', 'write'],
    })
    await must(world.runWith(asking, 'amend', 'purpose', '--by', 'a'))
    expect(contractOf(world)).toMatchObject({ purpose: 'Work we chose', changes: [{ why: 'y' }] })
  })

  it.each<[where: string, answers: Record<string, string>, words: string]>([
    ['a question', { 'principles.1': 'We ask first.', 'principles.2': `${CTRL_C}We l` }, 'Stopped at "Principle 3"'],
    ['why', { 'principles.1': 'We ask first.', 'amend.why': CTRL_C }, 'Stopped at "Why"'],
    ['the last question', { 'principles.1': 'We ask first.', 'amend.why': 'x', 'amend.write': CTRL_C }, 'Stopped'],
    ['not now', { 'principles.1': 'We ask first.', 'amend.why': 'x', 'amend.write': 'leave' }, 'Stopped'],
  ])('stopping at %s keeps what was said, and the next run goes on there', async (_, answers, words) => {
    const world = await signedPartnership()
    const before = world.read(CONTRACT)
    const { code, err } = await world.runWith(talk(answers), 'amend', 'principles', '--by', 'a')
    expect(err).toContain(words)
    expect(err).toContain('What you said is saved in partnership/.draft')
    expect(err).toContain('partner amend principles --by a')
    expect(code).toBe(130)
    expect(world.read(CONTRACT)).toBe(before)
    expect(world.names('partnership/.draft')).toContain('amend-a.json')
    const on = talk({ 'principles.2': '', 'amend.why': 'x' })
    await must(world.runWith(on, 'amend', 'principles', '--by', 'a'))
    expect(idsOf(on.prompter)[0]).toBe('resume')
    expect(idsOf(on.prompter)).not.toContain('principles.0')
    expect(contractOf(world)).toMatchObject({ version: 2, principles })
    expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
  })

  it('an unfinished change of a contract that has changed since is kept, and not gone on with', async () => {
    const world = await smallPartnership()
    const stop = { 'principles.1': 'We ask first.', 'principles.2': CTRL_C }
    await world.runWith(talk(stop), 'amend', 'principles', '--by', 'a')
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    const asking = talk({ purpose: 'x' })
    await must(world.runWith(asking, 'amend', 'purpose', '--by', 'a'))
    expect(idsOf(asking.prompter)).toEqual(['purpose', 'amend.write'])
    expect(contractOf(world)).toMatchObject({ principles: SMALL.principles, agreements: { timeOut: 'Coffee?' } })
    expect(world.names('partnership/.draft').join(' ')).toMatch(/amend-a-\S+\.json/)
  })

  it('stopping where it is asked whether to go on says that all is kept', async () => {
    const world = await signedPartnership()
    await world.runWith(
      talk({ 'principles.1': 'We ask first.', 'principles.2': CTRL_C }),
      'amend',
      'principles',
      '--by',
      'a',
    )
    const draft = world.read('partnership/.draft/amend-a.json')
    const { code, err } = await world.runWith(talk({ resume: CTRL_C }), 'amend', 'principles', '--by', 'a')
    expect([code, err]).toEqual([130, expect.stringContaining('What you said is saved in partnership/.draft')])
    expect(world.read('partnership/.draft/amend-a.json')).toBe(draft)
  })

  it('a draft that is not whole is named and kept', async () => {
    const world = await signedPartnership()
    await world.runWith(
      talk({ 'principles.1': 'We ask first.', 'principles.2': CTRL_C }),
      'amend',
      'principles',
      '--by',
      'a',
    )
    world.edit('partnership/.draft/amend-a.json', text => text.replace(/"savedAt": ".*"/, '"savedAt": "x"'))
    const before = world.files()
    const { code, err } = await world.runWith(talk({}), 'amend', 'principles', '--by', 'a')
    expect([code, err]).toEqual([1, expect.stringContaining('partnership/.draft/amend-a.json')])
    expect(world.files()).toEqual(before)
  })

  it('a goal that is taken away leaves its id to nobody', async () => {
    const world = await signedPartnership()
    const asking = talk({
      'wins.a.0.text': ['=', 'Essays'],
      'wins.a=': '0',
      'wins.a.0=': 'delete',
      'wins.a.1.text': '',
      'amend.why': 'x',
    })
    await must(world.runWith(asking, 'amend', 'wins', '--by', 'a'))
    expect(contractOf(world).wins).toMatchObject({ a: [{ id: 'a2', text: 'Essays' }] })
    expect(asking.prompter.told.join('\n')).toContain('Three case studies')
  })
})
