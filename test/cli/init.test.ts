import { expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { CTRL_C, pressEnter, scripted } from '../support/script.ts'
import { must, newWorld, SMALL } from '../support/world.ts'

const OURS = 'format: partner-template/1\nname: ours\nsummary: Ours\n'

const answers = (more: object = {}) => ({ 'answers.json': JSON.stringify({ ...SMALL, ...more }) })

it('the next command can be copied, whatever the folder is called', async () => {
  const { out } = await must(newWorld(answers()).run('init', 'our folder', '--from', 'answers.json'))
  expect(out).toContain("partner sign --dir 'our folder'")
})

it('answers in which the template is the own one need its file', async () => {
  const world = newWorld(answers({ template: 'own' }))
  const before = world.files()
  const { code, err } = await world.run('init', '--from', 'answers.json')
  expect([code, err.split('\n')[0]]).toEqual([2, 'Missing: --template'])
  expect(world.files()).toEqual(before)
  world.write('ours.yaml', OURS)
  await must(world.run('init', '--from', 'answers.json', '--template', 'ours.yaml'))
  expect(world.read('partnership/template.yaml')).toBe(OURS)
})

it('a card that stands in the folder already keeps what the answers say nothing about', async () => {
  const world = newWorld(answers({ profiles: { a: { email: 'ana@example.org' } } }))
  world.write('partnership/partners/a.yaml', '# mine\nformat: partner/1\nabout: My words\nshoe: 38\n...\n')
  await must(world.run('init', '--from', 'answers.json'))
  const card = world.read('partnership/partners/a.yaml')
  expect(readElsewhere(card)).toEqual({
    format: 'partner/1',
    about: 'My words',
    shoe: 38,
    email: 'ana@example.org',
  })
  expect(card).toMatch(/^# mine\n/)
})

it("a talk in the pair's own words goes on from another folder", async () => {
  const world = newWorld({ 'ours.yaml': OURS })
  const stop = { prompter: scripted({ 'partners.a.name': `${CTRL_C}An` }, pressEnter) }
  const argv = ['init', world.path('partnership'), '--template', 'ours.yaml']
  expect((await world.runWith(stop, ...argv)).code).toBe(130)
  world.write('elsewhere/x', '')
  const asking = scripted({ resume: CTRL_C })
  const { code, err } = await world.runWith({ prompter: asking, cwd: world.path('elsewhere') }, ...argv.slice(0, 2))
  expect(asking.asked.map(({ id }) => id)).toEqual(['resume'])
  expect([code, err]).toEqual([130, expect.stringContaining('Stopped at ')])
})
