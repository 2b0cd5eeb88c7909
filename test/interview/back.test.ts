import { describe, expect, it } from 'vitest'
import { contractScript } from '../../src/interview/contract-talk.ts'
import type { Ask, Prompter } from '../../src/interview/prompter.ts'
import { walk } from '../../src/interview/walk.ts'
import { pressEnter, scripted } from '../support/script.ts'
import { fullTalk, type Said, shortTalk, straight, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

/** Answers that come back in other words than they were given: days and times as they were understood. */
const UNDERSTOOD: Said = {
  '18.30': '18:30',
  '2031-01-13': '13 January 2031',
}

/** Goes one back from every question on its first showing, presses Enter there, and answers on its second. */
function hesitant(said: Said): Prompter & { asked: Ask[] } {
  const asked: Ask[] = []
  const hesitated = new Set<string>()
  let back = false
  return {
    asked,
    tell: () => {},
    async ask(ask) {
      asked.push(ask)
      if (back) {
        back = false
        return { text: pressEnter(ask) }
      }
      if (asked.length === 1 || hesitated.has(ask.id)) return { text: said[ask.id]! }
      hesitated.add(ask.id)
      back = true
      return { text: '<' }
    },
  }
}

describe.each([
  ['short', shortTalk],
  ['full', fullTalk],
] as const)('in the %s talk', (depth, said) => {
  const script = contractScript({ template: plainTemplate, depth, today: TODAY })

  it('"<" goes from every question to the one before it, with what was said there', async () => {
    const prompter = hesitant(said)
    const talked = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
    const ids = Object.keys(said)
    const expected = ids.flatMap((id, index) => (index === 0 ? [id] : [id, ids[index - 1], id]))
    expect(prompter.asked.map(({ id }) => id)).toEqual(expected)
    for (const [index, ask] of prompter.asked.entries()) {
      if (index % 3 !== 2) continue
      const earlier = said[ask.id]!
      const shown = ask.choices ? ask.fallback : ask.prefill
      expect(shown, ask.id).toBe(UNDERSTOOD[earlier] ?? earlier)
    }
    expect(talked.draft).toEqual((await straight(script, said)).talked.draft)
  })

  it('"<" at the first question leaves', async () => {
    const prompter = scripted({ 'partners.a.name': '<' })
    expect(await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })).toMatchObject({
      left: true,
      trail: [],
    })
  })

  it('"<" from the end goes back to the very beginning, and Enter keeps everything on the way here again', async () => {
    const { talked } = await straight(script, said)
    let forth = false
    const asked: string[] = []
    const prompter: Prompter = {
      tell: () => {},
      async ask(ask) {
        asked.push(ask.id)
        if (ask.id === Object.keys(said)[0]) forth = true
        return { text: forth ? pressEnter(ask) : '<' }
      },
    }
    const again = await walk(
      script,
      { ...talked, trail: talked.trail.slice(0, -1) },
      { prompter, save: async () => {} },
    )
    const ids = Object.keys(said)
    expect(asked).toEqual([...ids.toReversed(), ...ids.slice(1)])
    expect(again.draft).toEqual(talked.draft)
  })

  it('"?" says why and asks the same again', async () => {
    const twice = Object.fromEntries(Object.entries(said).map(([id, answer]) => [id, ['?', answer]]))
    const prompter = scripted(twice)
    await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
    expect(prompter.asked.map(({ id }) => id)).toEqual(Object.keys(said).flatMap(id => [id, id]))
    for (const [index, ask] of prompter.asked.entries()) {
      const notes = ask.above.filter(({ kind }) => kind === 'note')
      expect(notes, ask.id).toHaveLength(index % 2)
      if (index % 2) expect(notes[0]?.text).toMatch(/\.$/)
    }
  })
})

it('what stood in the line when somebody went back from it is there again on the way forward', async () => {
  const script = contractScript({ template: plainTemplate, depth: 'short', today: TODAY })
  const said = scripted({ ...shortTalk, 'wins.a.0.due': '31 August' })
  let went = false
  const again: string[] = []
  const prompter: Prompter = {
    tell: () => {},
    ask: async ask => {
      if (ask.id === 'wins.a.0.text' && !went) {
        went = true
        return { text: '<', left: '3 case' }
      }
      if (ask.id.startsWith('wins.') && went) again.push(ask.prefill)
      return ask.prefill ? { text: ask.prefill } : said.ask(ask)
    },
  }
  const { draft } = await walk(script, { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(again).toEqual([shortTalk['wins.big.0.text'], '3 case', '', ''])
  expect(draft).toMatchObject({ wins: { a: [{ text: '3 case' }] } })
})
