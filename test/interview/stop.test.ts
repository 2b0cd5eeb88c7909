import { describe, expect, it, test } from 'vitest'
import { type InitTalk, whereIn } from '../../src/interview/init-talk.ts'
import { type Prompter, Stopped } from '../../src/interview/prompter.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import { fullTalk, hold, shortTalk, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const about = { template: plainTemplate, today: TODAY }

/** Goes on with a talk until somebody stops it, and returns what was kept last. */
async function untilStopped(prompter: Prompter, start: Partial<InitTalk>): Promise<InitTalk> {
  const saved: InitTalk[] = []
  const talk = hold(prompter, start, { save: async kept => void saved.push(JSON.parse(JSON.stringify(kept))) })
  await expect(talk).rejects.toThrow(Stopped)
  return saved.at(-1)!
}

describe.each([
  ['short', shortTalk],
  ['full', fullTalk],
] as const)('stopped at every question of the %s talk', (depth, said) => {
  it('the talk goes on at that question, with what was typed, and ends as if it had not been stopped', async () => {
    const ids = Object.keys(said)
    const straight = await hold(scripted({ ...said, review: 'write' }), { depth })
    let kept: Partial<InitTalk> = { depth }
    for (const [place, id] of ids.entries()) {
      const before = place === 0 ? {} : { [ids[place - 1]!]: said[ids[place - 1]!]! }
      const prompter = scripted({ ...before, [id]: `${CTRL_C}half a thou` })
      kept = await untilStopped(prompter, kept)
      expect(prompter.asked.map(ask => ask.id)).toEqual([...Object.keys(before), id])
      if (place > 0) {
        const [first] = prompter.asked
        expect(first?.prefill, first?.id).toBe('half a thou')
      }
      const { at, answers } = whereIn(kept as InitTalk, about)
      expect(at, id).toBe(prompter.asked.at(-1)?.label)
      expect(answers, id).toBe(ids.slice(0, place).filter(key => said[key] !== '').length)
    }
    const { draft } = await hold(scripted({ [ids.at(-1)!]: said[ids.at(-1)!]!, review: 'write' }), kept)
    expect(draft).toEqual(straight.draft)
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

test('a stopped talk can be reviewed, and then goes on where it was', async () => {
  const ids = Object.keys(shortTalk)
  const five = Object.fromEntries(ids.slice(0, 5).map(id => [id, shortTalk[id]!]))
  const kept = await untilStopped(scripted({ ...five, [ids[5]!]: `${CTRL_C}half` }), {})
  const rest = Object.fromEntries(ids.slice(5).map(id => [id, shortTalk[id]!]))
  const prompter = scripted({ ...rest, review: ['on', 'write'] })
  const { draft } = await hold(prompter, kept, {}, true)
  const straight = await hold(scripted({ ...shortTalk, review: 'write' }))
  expect(draft).toEqual(straight.draft)
  const reviews = prompter.asked.filter(({ id }) => id === 'review').map(({ choices }) => choices![0]!.name)
  expect(reviews).toEqual(['Go on at "Ana\'s role 1"', 'Write the contract'])
  expect(prompter.asked[1]).toMatchObject({ id: ids[5], prefill: 'half' })
})

test('a talk that was stopped in a section can be reviewed as a whole', async () => {
  const prompter = scripted({ ...shortTalk, review: 'visit', 'review.section': 'purpose', purpose: `${CTRL_C}Because` })
  const kept = await untilStopped(prompter, {})
  const again = scripted({ review: 'write' })
  expect((await hold(again, kept, {}, true)).draft).toEqual(kept.draft)
})
