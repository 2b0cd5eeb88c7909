import { describe, expect, it, test } from 'vitest'
import { whereIn } from '../../src/interview/init-talk.ts'
import { Stopped } from '../../src/interview/prompter.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import { fullTalk, hold, type Said, shortTalk, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const about = { template: plainTemplate, today: TODAY }

/** Holds the talk until somebody stops it at a question, and returns what was kept last. */
async function stoppedAt(depth: 'short' | 'full', said: Said, id: string) {
  const ids = Object.keys(said)
  const before = Object.fromEntries(ids.slice(0, ids.indexOf(id)).map(key => [key, said[key]!]))
  const prompter = scripted({ ...before, [id]: `${CTRL_C}half a thou` })
  const saved: Parameters<typeof whereIn>[0][] = []
  const talk = hold(prompter, { depth }, { save: async kept => void saved.push(JSON.parse(JSON.stringify(kept))) })
  await expect(talk).rejects.toThrow(Stopped)
  return saved.at(-1)!
}

describe.each([
  ['short', shortTalk],
  ['full', fullTalk],
] as const)('stopped at any question of the %s talk', (depth, said) => {
  const ids = Object.keys(said)

  it('the talk goes on at that question, with what was typed, and ends as if it had not been stopped', async () => {
    const straight = await hold(scripted({ ...said, review: 'write' }), { depth })
    for (const [place, id] of ids.entries()) {
      const kept = await stoppedAt(depth, said, id)
      const rest = Object.fromEntries(ids.slice(place).map(key => [key, said[key]!]))
      const prompter = scripted({ ...rest, review: 'write' })
      const { draft } = await hold(prompter, kept)
      const [first] = prompter.asked
      expect(first?.id).toBe(id)
      expect(first?.prefill, id).toBe(first?.choices ? '' : 'half a thou')
      expect(prompter.asked.slice(1).some(({ prefill }) => prefill.includes('half')), id).toBe(false)
      expect(draft, id).toEqual(straight.draft)
      expect(prompter.unused(), id).toEqual([])
    }
  })

  it('it says at which question, and how many answers there are', async () => {
    for (const [place, id] of ids.entries()) {
      const kept = await stoppedAt(depth, said, id)
      const answered = ids.slice(0, place).filter(key => said[key] !== '')
      const { at, answers } = whereIn(kept, about)
      expect(answers, id).toBe(answered.length)
      expect(at, id).toMatch(/\w/)
    }
  })
})

test('each answer is saved before the next question is asked', async () => {
  const order: string[] = []
  const answers = scripted({ ...shortTalk, review: 'write' })
  const prompter = {
    ...answers,
    ask: (ask: Parameters<typeof answers.ask>[0]) => {
      order.push(ask.id)
      return answers.ask(ask)
    },
  }
  await hold(prompter, {}, { save: async ({ trail }) => void order.push(`saved ${trail.length}`) })
  expect(order).toEqual([...Object.keys(shortTalk).flatMap((id, index) => [id, `saved ${index + 1}`]), 'review'])
})

test('a stop at the review keeps all, and the talk goes on at the review', async () => {
  const saved: Parameters<typeof whereIn>[0][] = []
  const prompter = scripted({ ...shortTalk, review: CTRL_C })
  const talk = hold(prompter, {}, { save: async kept => void saved.push(JSON.parse(JSON.stringify(kept))) })
  await expect(talk).rejects.toThrow(Stopped)
  const kept = saved.at(-1)!
  expect(whereIn(kept, about)).toEqual({ at: 'the review', answers: 14 })
  const again = scripted({ review: 'write' })
  expect((await hold(again, kept)).draft).toEqual(kept.draft)
})

test('a stop while a section is looked at again goes on in that section', async () => {
  const saved: Parameters<typeof whereIn>[0][] = []
  const prompter = scripted({
    ...shortTalk,
    review: 'visit',
    'review.section': 'purpose',
    purpose: `${CTRL_C}Because`,
  })
  const talk = hold(prompter, {}, { save: async kept => void saved.push(JSON.parse(JSON.stringify(kept))) })
  await expect(talk).rejects.toThrow(Stopped)
  const kept = saved.at(-1)!
  expect(whereIn(kept, about)).toEqual({ at: 'Purpose', answers: 14 })
  const again = scripted({ purpose: 'Because two see more.', review: 'write' })
  expect((await hold(again, kept)).draft).toEqual({ ...kept.draft, purpose: 'Because two see more.' })
  expect(again.asked[0]).toMatchObject({ id: 'purpose', prefill: 'Because' })
})
