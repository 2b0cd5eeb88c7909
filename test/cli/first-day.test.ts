import { describe, expect, it } from 'vitest'
import { TEMPLATES } from '../../src/contract/built-in-templates.ts'
import type { Ask } from '../../src/interview/prompter.ts'
import { QUESTIONS } from '../support/counts.ts'
import { scripted } from '../support/script.ts'
import { type Ended, must, newWorld, type World } from '../support/world.ts'

/** What the program itself proposes: its example, else what Enter takes, else the first choice. */
const asProposed = (ask: Ask): string =>
  ask.above.find(({ kind }) => kind === 'example')?.text ?? ask.fallback ?? ask.choices?.[0]?.value ?? 'Enough said.'

async function begun(template: string, answers: Record<string, string> = {}) {
  const world = newWorld()
  const prompter = scripted(
    { 'talk.template': template, 'talk.depth': 'short', review: 'write', git: 'no', ...answers },
    asProposed,
  )
  await must(world.runWith({ prompter }, 'init'))
  const asked = prompter.asked.map(({ id }) => id).filter(id => id.includes('.') && !id.startsWith('talk.'))
  return { world, asked }
}

const status = async (world: World): Promise<Ended> => await must(world.run('status'))

describe.each(TEMPLATES)('the short questions of %s, answered with their own examples', template => {
  it('are as many as promised, and warn of nothing on the first day', async () => {
    const { world, asked } = await begun(template)
    expect(asked).toHaveLength(QUESTIONS.short)
    const { out } = await status(world)
    expect(out).not.toMatch(/^ {2}!/m)
    expect(out).toContain('nobody has signed it yet')
    expect(out).not.toContain('look at the contract again')
  })
})

describe('a goal of the short questions', () => {
  it.each<[goal: string, asks: string[]]>([
    ['Pass the June exam with 60 or better, by 10 June 2026', []],
    ['Three talks held, by 1 September', []],
    ['Run 5 km in 40 minutes, by 1 September', []],
    ['Run 5 km', ['due']],
    ['Five applications sent', ['due']],
    ['A flat by 1 September', ['measure']],
    ['The letter of 12 January answered, by 1 September', ['measure']],
    ['Done by 10:30, by 1 September 2026', ['measure']],
    ['The two of us travel more, by 1 September', ['measure']],
    ['Interviews, 23-27 January', ['measure']],
    ['Feel at home here', ['measure']],
  ])('"%s" asks for what it does not say: %j', async (goal, asks) => {
    const answers = {
      'wins.a.0.text': goal,
      'wins.a.0.measure': 'Both of us see it, by 1 September',
      'wins.a.0.due': '1 September',
    }
    const { world, asked } = await begun('pair', answers)
    expect(asked.filter(id => /^wins\.a\.0\.(?!text)/.test(id))).toEqual(asks.map(key => `wins.a.0.${key}`))
    expect((await status(world)).out).not.toMatch(/^ {2}!/m)
  })

  it('that says how much is its own measure, and the page to sign says so, with the target', async () => {
    const { world } = await begun('pair', { 'wins.a.0.text': 'Run 12 km without a break, by 1 September' })
    const { out } = await must(world.run('render'))
    expect(out).toContain('Done when: Run 12 km without a break (target 12), by 1 September 2026')
  })

  it('that must stay under its number is not reached by getting there', async () => {
    const { world } = await begun('pair', { 'wins.a.0.text': 'Weight under 80 kg, by 1 September' })
    expect(world.read('partnership/contract.yaml')).not.toContain('target: 80')
  })

  it('keeps no measure from words that were taken back', async () => {
    const { world } = await begun('pair', { 'wins.a.0.text': 'Run 5 km, by 1 September' })
    expect(world.read('partnership/contract.yaml')).toContain('indicator: Run 5 km')
  })
})

it('an unsigned contract is worth talking about once a check-in took place', async () => {
  const { world } = await begun('pair')
  world.write('said.json', JSON.stringify({ session: { date: '2026-04-27', present: ['a', 'b'], recordedBy: 'both' } }))
  await must(world.run('checkin', '--from', 'said.json'))
  expect((await status(world)).out).toMatch(/!! +Version 1 is still to be signed by/)
})

it('--all shows the missing signatures on the first day, too', async () => {
  const { world } = await begun('pair')
  expect((await must(world.run('status', '--all'))).out).toMatch(/!! +Signatures:/)
})
