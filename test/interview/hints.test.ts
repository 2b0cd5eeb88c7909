import { describe, expect, it, test } from 'vitest'
import { contractScript } from '../../src/interview/contract-talk.ts'
import type { Prompter } from '../../src/interview/prompter.ts'
import { take, walk } from '../../src/interview/walk.ts'
import { pressEnter, scripted } from '../support/script.ts'
import { fullTalk, hold, shortTalk, straight, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const scriptOf = (depth: 'short' | 'full') => contractScript({ template: plainTemplate, depth, today: TODAY })

/** Holds the short talk with some answers changed. */
async function short(answers: Record<string, string | string[]>) {
  const prompter = scripted({ ...shortTalk, ...answers })
  const talked = await walk(scriptOf('short'), { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.unused()).toEqual([])
  return { ids: prompter.asked.map(({ id }) => id), asked: prompter.asked, draft: talked.draft }
}

describe('a hint comes up only where it is due', () => {
  it('after a win that says neither how much nor until when, and Enter leaves it', async () => {
    const said = { 'wins.a.0.text': 'Case studies published', 'wins.a.0.measure': '' }
    const { ids, asked, draft } = await short(said)
    expect(ids.filter(id => !Object.hasOwn(shortTalk, id))).toEqual(['wins.a.0.measure'])
    expect(ids[ids.indexOf('wins.a.0.measure') - 1]).toBe('wins.a.0.text')
    expect(asked.find(({ id }) => id === 'wins.a.0.measure')?.footer).toContain('Enter: skip')
    expect(draft).toMatchObject({ wins: { a: [{ text: 'Case studies published' }] } })
    expect(draft).not.toHaveProperty('wins.a.0.measure')
  })

  it('and what is said at it becomes measure and day', async () => {
    const { ids, draft } = await short({
      'wins.a.0.text': 'Case studies published',
      'wins.a.0.measure': '3 of them online, by 31 August',
    })
    expect(ids).toHaveLength(15)
    expect(draft).toMatchObject({
      wins: { a: [{ measure: { indicator: '3 of them online', target: 3 }, due: '2026-08-31' }] },
    })
  })

  it('its missing half is asked for on its own', async () => {
    const measured = await short({
      'wins.a.0.text': 'Case studies published',
      'wins.a.0.measure': '3 of them online',
      'wins.a.0.due': '31 August',
    })
    expect(measured.draft).toMatchObject({ wins: { a: [{ due: '2026-08-31' }] } })
    const dated = await short({
      'wins.a.0.text': 'Case studies published',
      'wins.a.0.measure': 'by 31 August',
      'wins.a.0.measure.indicator': '3 of them online',
    })
    expect(dated.draft).toMatchObject({
      wins: { a: [{ due: '2026-08-31', measure: { indicator: '3 of them online' } }] },
    })
  })

  it('after a principle that says what you will not do, and Enter keeps it', async () => {
    const said = { 'principles.0': "We don't interrupt.", 'principles.0.wording': '' }
    const { asked, draft } = await short(said)
    const hint = asked.find(({ id }) => id === 'principles.0.wording')
    expect(hint?.footer).toContain('Enter: keep it')
    expect(hint?.above.map(({ text }) => text).join('\n')).toContain('"We don\'t interrupt." says what you won\'t do.')
    expect(draft).toMatchObject({ principles: ["We don't interrupt."] })
  })

  it('and other words take the place of the first', async () => {
    const { draft } = await short({
      'principles.0': "We don't interrupt.",
      'principles.0.wording': 'We let each other finish.',
    })
    expect(draft).toMatchObject({ principles: ['We let each other finish.'] })
  })

  it('after an objective that does not begin with "I", and Enter keeps it', async () => {
    const said = { ...fullTalk, 'learning.mindset.a.0': 'Patience', 'learning.mindset.a.0.wording': '' }
    const { asked, talked } = await straight(scriptOf('full'), said)
    expect(asked.map(({ id }) => id).filter(id => id.endsWith('.wording'))).toEqual(['learning.mindset.a.0.wording'])
    expect(talked.draft).toMatchObject({ learning: { mindset: { a: ['Patience'] } } })
  })

  it('never in the talk without one', async () => {
    for (const [depth, said] of [
      ['short', shortTalk],
      ['full', fullTalk],
    ] as const) {
      const { asked } = await straight(scriptOf(depth), said)
      expect(asked.filter(({ id }) => id.endsWith('.wording'))).toEqual([])
    }
  })
})

describe('an answer that cannot be is asked for again, with what was typed', () => {
  test.each([
    ['agreements.meetings.time', 'in the evening', 'not a time of day'],
    ['agreements.meetings.first', 'some day', "can't read"],
    ['partners.a.name', '', 'needed'],
  ])('%s: %s', async (id, wrong, why) => {
    const { asked, ids } = await short({ [id]: [wrong, '?', wrong, shortTalk[id]!] })
    const place = ids.indexOf(id)
    expect(ids.slice(place, place + 4)).toEqual([id, id, id, id])
    const [first, second, third, fourth] = asked.slice(place)
    const problems = [first, second, third, fourth].map(ask => ask?.above.find(({ kind }) => kind === 'problem')?.text)
    expect(problems).toEqual([undefined, expect.stringContaining(why), undefined, expect.stringContaining(why)])
    expect([second?.prefill, third?.prefill, fourth?.prefill]).toEqual([wrong, wrong, wrong])
  })

  it('a choice that is none of them', () => {
    const script = scriptOf('short')
    const question = script.questions({}).find(({ id }) => id === 'agreements.meetings.rhythm')!
    expect(take(script, question, {}, 'sometimes')).toMatchObject({ refused: expect.stringContaining('weekly') })
  })

  test.each([
    ['=', 'There is no list to change here yet.'],
    ['!', 'No editor opens here. Set VISUAL or EDITOR to yours, as in: export EDITOR=nano'],
  ])('"%s" where it can do nothing is no answer', async (key, said) => {
    const { asked, draft } = await short({ 'principles.0': [key, shortTalk['principles.0']!] })
    const notes = asked.filter(({ id }) => id === 'principles.0').map(({ above }) => above.at(-1)?.text)
    expect(notes[1]).toBe(said)
    expect(draft).toMatchObject({ principles: [shortTalk['principles.0']] })
  })

  it('what stood there before stays until a better answer', async () => {
    const { draft } = await short({
      'agreements.meetings.time': ['18:30', '25:00', '<', '19:00'],
      'firstSteps.a': ['<', shortTalk['firstSteps.a']!],
      'agreements.meetings.first': [shortTalk['agreements.meetings.first']!, shortTalk['agreements.meetings.first']!],
    })
    expect(draft).toMatchObject({ agreements: { meetings: { time: '19:00' } } })
  })
})

test('Enter leaves out what can be left out and takes what is usual, and the review says what is missing', async () => {
  const prompter = scripted(
    { 'partners.a.name': 'Ana Reyes', 'partners.b.name': 'Ben Okafor', review: 'leave' },
    ask => ask.fallback ?? '',
  )
  const { draft, saved } = await hold(prompter)
  expect(draft).toBeUndefined()
  expect(saved.at(-1)?.draft).toEqual({
    partners: { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } },
    agreements: { meetings: { every: 2, unit: 'week' } },
  })
  const told = prompter.told.flat().join('\n')
  expect(told).toContain('Still needed before you can sign: a big win')
  expect(prompter.asked.at(-1)?.label).toBe('Everything so far as you meant it?')
})

test('Enter through the full talk with nothing but names ends, too', async () => {
  const prompter: Prompter = scripted(
    { 'partners.a.name': 'Ana', 'partners.b.name': 'Ben', review: 'leave' },
    pressEnter,
  )
  await expect(hold(prompter, { depth: 'full' })).resolves.toMatchObject({ draft: undefined })
})
