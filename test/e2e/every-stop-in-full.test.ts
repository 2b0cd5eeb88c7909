import { CHECKIN, everyTalk, type Talk } from '../support/stops.ts'
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
    stopsEach: 3,
    answers: { 'talk.depth': 'full', ...fullTalk, review: 'write' },
  },
  'checkin --full': {
    world: () => signedPartnership(),
    argv: ['checkin', '--full', '--as', 'a'],
    answers: FULL,
    endsEach: 3,
    stopsEach: 2,
  },
}

everyTalk(TALKS)
