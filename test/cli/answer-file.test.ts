import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld, SMALL, smallPartnership } from '../support/world.ts'

describe('a key of an answer file that nobody knows', () => {
  it.each([
    ['nextStep', 'nextSteps'],
    ['topcis', 'topics'],
    ['Wins', 'wins'],
  ])('%s is named with its line, and with what may be meant, and is kept', async (key, meant) => {
    const world = await smallPartnership()
    const input = `session: {date: 2026-01-19}\n${key}: [x]\n`
    const { err } = await must(world.runWith({ input }, 'checkin', '--from', '-'))
    expect(err).toMatch(/^standard input:2:\d+ {2}/)
    expect(err).toContain(`  ${key}: is not known, and is kept as it is. Did you mean ${meant}?\n`)
    expect(readElsewhere(world.read('partnership/checkins/2026-01-19-both.yaml'))).toMatchObject({ [key]: ['x'] })
  })

  it('that is near to none is named alone', async () => {
    const world = await smallPartnership()
    const { err } = await must(
      world.runWith({ input: 'weather: grey\nneed: Time.\n' }, 'prepare', '--from', '-', '--as', 'a'),
    )
    expect(err).toMatch(/^standard input:1:\d+ {2}weather: is not known, and is kept as it is\.\n$/)
  })

  it('is named by init, which knows the cards, too', async () => {
    const answers = { ...SMALL, principle: ['We rest.'], profiles: { a: { email: 'ana@example.org' } } }
    const world = newWorld({ 'answers.json': JSON.stringify(answers, null, 2) })
    const { err } = await must(world.run('init', '--from', 'answers.json'))
    expect(err).toMatch(/^answers\.json:\d+:\d+ {2}principle: is not known, .* Did you mean principles\?\n$/)
  })
})
