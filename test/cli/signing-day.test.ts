import { expect, it } from 'vitest'
import { answering, must, signedPartnership, smallPartnership } from '../support/world.ts'

/** A clock that is before midnight when a command starts, and after it once something was asked. */
function overMidnight(answers: Record<string, string>) {
  const asking = answering(answers)
  const now = () => (asking.prompter.asked.length ? '2026-04-28T00:10:00Z' : '2026-04-27T22:50:00Z')
  return { ...asking, now, timezone: 'UTC' }
}

it('a page that was open over midnight is signed on the day of the signing', async () => {
  const world = await smallPartnership()
  await must(world.runWith(overMidnight({ 'sign.a': 'Ana Reyes' }), 'sign', '--as', 'a'))
  const [name] = world.names('partnership/signatures')
  expect(JSON.parse(world.read(`partnership/signatures/${name}`))).toMatchObject({
    date: '2026-04-28',
    recordedAt: '2026-04-28T00:10:00Z',
  })
})

it('each of two who sign at one terminal has the day of their own signature', async () => {
  const world = await smallPartnership()
  const asking = answering({ 'sign.a': 'Ana Reyes', 'sign.b': 'Ben Okafor' })
  const now = () => (asking.prompter.asked.length > 1 ? '2026-04-28T00:10:00Z' : '2026-04-27T22:50:00Z')
  await must(world.runWith({ ...asking, now, timezone: 'UTC' }, 'sign'))
  const dates = world
    .names('partnership/signatures')
    .map(name => JSON.parse(world.read(`partnership/signatures/${name}`)).date)
  expect(dates).toEqual(['2026-04-27', '2026-04-28'])
})

it('a change that was talked about over midnight is of the day on which it was written', async () => {
  const world = await signedPartnership()
  world.edit('partnership/contract.yaml', text => text.replace('Tea?', 'Coffee?'))
  const asking = overMidnight({ 'amend.why': 'We drink coffee', 'amend.sure': 'yes' })
  await must(world.runWith(asking, 'amend', '--by', 'a', '--yes'))
  expect(world.read('partnership/contract.yaml')).toContain('date: "2026-04-28"')
})
