import { expect, test } from 'vitest'
import { contractSchema } from '../../src/contract/contract.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { walk } from '../../src/interview/walk.ts'
import { pressEnter, scripted } from '../support/script.ts'
import { fullTalk, hold, shortTalk, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

/** Looks at one section again after the short talk, then writes. */
async function visiting(section: string, answers: Record<string, string | string[]>) {
  const said = { ...shortTalk, review: ['visit', 'write'], 'review.section': section }
  const first = scripted(said)
  const visit = scripted(answers, pressEnter)
  let inSection = false
  const prompter = {
    tell: () => {},
    ask: async (ask: Parameters<typeof first.ask>[0]) => {
      if (ask.id.startsWith('review')) inSection = false
      const reply = await (inSection ? visit : first).ask(ask)
      if (ask.id === 'review.section') inSection = true
      return reply
    },
  }
  const { draft } = await hold(prompter)
  expect(visit.unused()).toEqual([])
  return { draft, asked: visit.asked }
}

test('a first role serves the only win of its owner, without a question', async () => {
  const { draft } = await hold(scripted({ ...shortTalk, review: 'write' }))
  expect(draft).toMatchObject({
    wins: { a: [{ id: 'a1' }] },
    roles: { a: [{ wins: ['a1'] }], b: [{ wins: ['b1'] }] },
  })
})

test('at the review a win can be given everything it can have, and say which big win it serves', async () => {
  const { draft } = await visiting('wins', {
    'wins.a.0.measure': '3 online, by 31 August',
    'wins.a.0.why': 'It is proof.',
    'wins.a.0.serves': '1',
    'wins.a.0.confidence': ['11', '7'],
    'wins.a.0.milestones.0.text': 'The first is written',
    'wins.a.0.milestones.0.due': '1 March',
  })
  expect(draft).toMatchObject({
    wins: {
      big: [{ id: 'w1' }],
      a: [
        {
          text: shortTalk['wins.a.0.text'],
          measure: { indicator: '3 online' },
          due: '2026-08-31',
          why: 'It is proof.',
          serves: 'w1',
          confidence: 7,
          milestones: [{ text: 'The first is written', due: '2026-03-01' }],
        },
      ],
    },
  })
})

test('the rule of the file is the rule of the prompt', async () => {
  const { draft, asked } = await visiting('agreements', {
    'agreements.meetings.timezone': ['Mars/Olympus', 'Europe/Dublin'],
  })
  const [, again] = asked.filter(({ id }) => id === 'agreements.meetings.timezone')
  expect(again).toMatchObject({ prefill: 'Mars/Olympus' })
  expect(again?.above.at(-1)).toMatchObject({ kind: 'problem', text: expect.stringContaining('time zone') })
  expect(draft).toMatchObject({ agreements: { meetings: { timezone: 'Europe/Dublin' } } })
})

test('every section can be looked at again, and Enter changes nothing in it', async () => {
  const straight = (await hold(scripted({ ...shortTalk, review: 'write' }))).draft as Draft
  for (const section of ['partners', 'wins', 'purpose', 'roles', 'principles', 'support', 'firstSteps', 'profiles']) {
    const { draft, asked } = await visiting(section, {})
    expect(asked.length, section).toBeGreaterThan(0)
    expect(draft, section).toEqual(straight)
  }
})

test('a win whose words are cleared is gone, with all that was said about it', async () => {
  const script = contractScript({ template: plainTemplate, depth: 'full', today: TODAY })
  const prompter = scripted({
    ...fullTalk,
    'wins.a.1.text': ['Speak in front of people', ''],
    'wins.a.1.measure': ['4 talks held, by 1 December 2031', '<'],
    'wins.a.2.text': '<',
  })
  const { draft } = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.unused()).toEqual([])
  expect((draft.wins as { a: unknown[] }).a).toEqual([
    expect.objectContaining({ text: 'Three case studies published' }),
  ])
  expect(contractSchema.safeParse({ format: 'partner/1', date: TODAY, ...draft })).toMatchObject({ success: true })
})

test('a win that was deleted is not mentioned any more, nor is another one in its place', async () => {
  const { draft } = await visiting('wins', {
    'wins.a.0.text': ['=', 'Something else'],
    'wins.a=': '0',
    'wins.a.0=': 'delete',
  })
  expect(draft).toMatchObject({ wins: { a: [{ text: 'Something else' }] } })
  expect((draft as { roles: { a: Draft[] } }).roles.a[0]).toEqual({ id: 'a.1', primary: 'Run the interviews' })
})
