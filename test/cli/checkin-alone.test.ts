import { expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { type Answers, CTRL_C, pressEnter, scripted } from '../support/script.ts'
import { must, signedPartnership, TODAY, type World } from '../support/world.ts'

/** Ben alone writes down what the two talked about, or what he has to say by himself. */
async function talk(world: World, answers: Answers, ...argv: string[]) {
  const prompter = scripted(answers, ask => pressEnter(ask) || (ask.id.endsWith('.result') ? 'notDue' : ''))
  const ended = await world.runWith({ prompter, width: 200 }, 'checkin', '--as', 'b', ...argv)
  expect(prompter.unused()).toEqual([])
  return { ...ended, asked: prompter.asked, ids: prompter.asked.map(({ id }) => id) }
}

const ONLY_BEN = { head: 'change', date: '', present: 'b' }
const inFile = (world: World) =>
  readElsewhere(world.read(`partnership/checkins/${TODAY}-b.yaml`)) as Record<string, unknown>

it.each([[['--full']], [[]]])('nobody is asked for somebody who was not there (%j)', async argv => {
  const world = await signedPartnership()
  const { ids, code } = await talk(world, { ...ONLY_BEN, 'wins.b': 'Slept', 'feedback.b.text': 'You called.' }, ...argv)
  expect(code).toBe(0)
  const ofAna = /^(?:wins|obstacles|ideas|feedback|question|concern|pulse|practice|next)\.a\b/
  expect(ids.filter(id => ofAna.test(id))).toEqual([])
  // Her steps and goals are looked at all the same; what ends of them waits for her.
  expect(ids).toContain('steps.s1.result')
  expect(ids).toContain('goals.a1.move')
  expect(inFile(world)).toMatchObject({
    session: { present: ['b'] },
    wins: [{ by: 'b', text: 'Slept' }],
    feedback: [{ from: 'b', to: 'a', text: 'You called.' }],
  })
  expect(inFile(world).feedback).toHaveLength(1)
})

it('what she prepared for it is offered, since she cannot say it', async () => {
  const world = await signedPartnership()
  const input = 'wins: [{text: Ran, win: a1}]\n'
  await must(world.runWith({ input }, 'prepare', '--from', '-', '--as', 'a', '--date', TODAY))
  const { asked } = await talk(world, ONLY_BEN)
  expect(asked.find(({ id }) => id === 'wins.a')?.prefill).toBe('Ran')
  expect(inFile(world)).toMatchObject({ wins: [{ by: 'a', text: 'Ran', win: 'a1' }] })
})

it('a check-in that goes on says for which day, where --date names another', async () => {
  const world = await signedPartnership()
  await talk(world, { 'steps.s1.result': 'done', 'wins.b': CTRL_C }, '--date', '2026-04-20')
  const said = async (...argv: string[]) =>
    (await talk(world, { resume: CTRL_C }, ...argv)).asked[0]!.above.map(({ text }) => text)
  expect(await said('--date', '2026-04-27')).toEqual([
    'There is an unfinished check-in for 2026-04-20. Going on is about 2026-04-20; for 2026-04-27, start over.',
  ])
  expect(await said('--date', '2026-04-20')).toEqual(['There is an unfinished check-in for 2026-04-20.'])
  expect(await said()).toEqual(['There is an unfinished check-in for 2026-04-20.'])
})
