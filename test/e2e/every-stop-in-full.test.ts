import { beforeAll, describe, test } from 'vitest'
import { CHECKIN, killedAtEach, stoppedAtEach, type Talk, type Undisturbed, undisturbed } from '../support/stops.ts'
import { fullTalk } from '../support/talks.ts'
import { newWorld, signedPartnership } from '../support/world.ts'

const FULL = {
  ...CHECKIN,
  start: '18:30',
  minutes: '50',
  'obstacles.a.text': 'The phone',
  'ideas.a': 'A stand in the canteen',
  'concern.b': 'The mornings are full',
  'pulse.a.safety': '4',
  'pulse.b.energy': '2',
  notes: 'It rained.',
}

const TALKS: Readonly<Record<string, Talk>> = {
  'init, full': {
    world: async () => newWorld(),
    argv: ['init'],
    endsEach: 6,
    answers: { 'talk.depth': 'full', ...fullTalk, review: 'write' },
  },
  'checkin --full': {
    world: () => signedPartnership(),
    argv: ['checkin', '--full', '--as', 'a'],
    answers: FULL,
    endsEach: 3,
  },
}

describe.each(Object.entries(TALKS))('%s', { timeout: 300_000 }, (_, talk) => {
  let calm: Undisturbed
  beforeAll(async () => {
    calm = await undisturbed(talk)
  })

  test('each answer is on the disk before the next question: a kill at any of them loses the half line alone', async () => {
    await killedAtEach(talk, calm)
  })

  test('Ctrl-C at every question', async () => {
    await stoppedAtEach(talk, calm, () => 'ctrl-c')
  })
})
