import { expect, test } from 'vitest'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { walk } from '../../src/interview/walk.ts'
import { scripted } from '../support/script.ts'
import { fullTalk, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const script = contractScript({ template: plainTemplate, depth: 'full', today: TODAY })

/** Holds the full talk with some answers changed, and returns what was asked around Ana's wins. */
async function full(answers: Record<string, string | string[]>) {
  const prompter = scripted({ ...fullTalk, ...answers })
  const { draft } = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.unused()).toEqual([])
  const ids = prompter.asked.map(({ id }) => id).filter(id => id.startsWith('wins.a'))
  return { draft, ids, asked: prompter.asked }
}

const SPEAK = { text: 'Speak in front of people', measure: { indicator: '4 talks held', target: 4 }, due: '2031-12-01' }
const CASES = {
  text: 'Three case studies published',
  measure: { indicator: '3 case studies online', target: 3 },
  due: '2031-08-31',
}
const walkedThrough = ['wins.a.0.text', 'wins.a.0.measure', 'wins.a.1.text', 'wins.a.1.measure', 'wins.a.2.text']

test('the menu shows what stands in the list, and goes on when nothing shall change', async () => {
  const { draft, ids, asked } = await full({ 'wins.a.2.text': ['=', ''], 'wins.a=': '' })
  expect(ids).toEqual([...walkedThrough, 'wins.a=', 'wins.a.2.text'])
  expect(asked.find(({ id }) => id === 'wins.a=')?.choices?.map(({ name }) => name)).toEqual([
    '1  Three case studies published',
    '2  Speak in front of people',
    'None, go on',
  ])
  expect(draft).toMatchObject({ wins: { a: [CASES, SPEAK] } })
})

test('"=" is offered only where something stands in the list', async () => {
  const { asked } = await full({})
  const footers = asked.filter(({ id }) => /^wins\.a\.\d\.text$/.test(id)).map(({ footer }) => footer.join())
  expect(footers.map(footer => footer.includes('= change the list'))).toEqual([false, true, true])
})

test('"change" asks the questions of that entry again, with what was said, and goes on where it was', async () => {
  const { draft, ids, asked } = await full({
    'wins.a.2.text': ['=', ''],
    'wins.a=': '0',
    'wins.a.0=': 'change',
    'wins.a.0.text': ['Three case studies published', 'Five case studies published'],
    'wins.a.0.measure': ['3 case studies online, by 31 August 2031', '5 case studies online, by 31 August 2031'],
  })
  expect(ids).toEqual([...walkedThrough, 'wins.a=', 'wins.a.0=', 'wins.a.0.text', 'wins.a.0.measure', 'wins.a.2.text'])
  const again = asked.filter(({ id }) => id === 'wins.a.0.text')[1]
  expect(again?.prefill).toBe('Three case studies published')
  expect(draft).toMatchObject({ wins: { a: [{ text: 'Five case studies published' }, SPEAK] } })
})

test.each([
  ['up', '1', { 'wins.a.1=': 'up' }],
  ['down', '0', { 'wins.a.0=': 'down' }],
])('an entry moves %s with all that was said about it, and nothing is asked again', async (_, which, how) => {
  const { draft, ids } = await full({ 'wins.a.2.text': ['=', ''], 'wins.a=': which, ...how })
  expect(ids.slice(-1)).toEqual(['wins.a.2.text'])
  expect(ids).toHaveLength(walkedThrough.length + 3)
  expect(draft).toMatchObject({ wins: { a: [SPEAK, CASES] } })
})

test('the first cannot move up, and the last not down', async () => {
  const { asked } = await full({
    'wins.a.2.text': ['=', '=', ''],
    'wins.a=': ['0', '1'],
    'wins.a.0=': '',
    'wins.a.1=': '',
  })
  const offered = (id: string) => asked.find(ask => ask.id === id)?.choices?.map(({ value }) => value)
  expect(offered('wins.a.0=')).toEqual(['change', 'down', 'delete', ''])
  expect(offered('wins.a.1=')).toEqual(['change', 'up', 'delete', ''])
})

test('a deleted entry is gone, and what was said about the others stays with them', async () => {
  const { draft, ids } = await full({
    'wins.a.2.text': '=',
    'wins.a=': '0',
    'wins.a.0=': 'delete',
    'wins.a.1.text': ['Speak in front of people', ''],
  })
  expect(ids).toEqual([...walkedThrough, 'wins.a=', 'wins.a.0=', 'wins.a.1.text'])
  expect((draft.wins as { a: unknown }).a).toMatchObject([SPEAK])
  expect((draft.wins as { a: unknown[] }).a).toHaveLength(1)
})

test('moved before its second half was asked, an entry is asked for it where it stands now', async () => {
  const { draft, ids } = await full({
    'wins.a.1.text': ['Speak in front of people', '='],
    'wins.a.1.measure': '<',
    'wins.a=': '1',
    'wins.a.1=': 'up',
    'wins.a.0.measure': ['3 case studies online, by 31 August 2031', '4 talks held, by 1 December 2031'],
    'wins.a.0.text': ['Three case studies published', 'Speak in front of people'],
  })
  expect(ids).toContain('wins.a.1=')
  expect(draft).toMatchObject({ wins: { a: [SPEAK, CASES] } })
})

test('the only entry can be deleted, and the list begins anew', async () => {
  const { draft } = await full({
    'principles.0': ['We talk.', 'We listen.'],
    'principles.1': ['=', ''],
    'principles=': '0',
    'principles.0=': 'delete',
    'principles.2': [],
    'principles.3': [],
  })
  expect(draft.principles).toEqual(['We listen.'])
})

test('"<" in the menu changes nothing', async () => {
  const { draft } = await full({ 'wins.a.2.text': ['=', '=', ''], 'wins.a=': ['<', '0'], 'wins.a.0=': '<' })
  expect(draft).toMatchObject({ wins: { a: [CASES, SPEAK] } })
})
