import { test } from 'vitest'
import { CHECKIN, everyTalk, killedAtItsEnd, stoppedAtEach, type Talk } from '../support/stops.ts'
import { shortTalk } from '../support/talks.ts'
import { newWorld, signedPartnership, smallPartnership } from '../support/world.ts'

const PREPARE = {
  'steps.s1.result': 'missed',
  'steps.s1.lesson': 'Storm',
  'goals.a1.move': 'moved',
  'wins.a': 'I asked a stranger',
  need: 'Ten minutes',
}

const SIGNALS = ['SIGTERM', 'SIGKILL', 'SIGHUP'] as const

const TALKS: Readonly<Record<string, Talk>> = {
  'init, short': {
    world: async () => newWorld(),
    argv: ['init'],
    answers: { 'talk.depth': 'short', ...shortTalk, review: 'write' },
  },
  checkin: { world: () => signedPartnership(), argv: ['checkin', '--as', 'a'], answers: CHECKIN },
  'checkin --missed': {
    world: () => signedPartnership(),
    argv: ['checkin', '--missed', '--as', 'a'],
    answers: { reason: 'A fever', absent: 'a' },
  },
  'amend wins': {
    world: () => signedPartnership(),
    argv: ['amend', 'wins', '--by', 'a'],
    answers: { 'wins.a.0.text': 'Two case studies', 'amend.why': 'Three were too many' },
  },
  prepare: { world: () => signedPartnership(), argv: ['prepare', '--as', 'a'], answers: PREPARE },
  timeout: { world: () => signedPartnership(), argv: ['timeout'], answers: { by: 'b', note: 'Too fast' } },
  sign: {
    world: () => smallPartnership(),
    argv: ['sign'],
    answers: { 'sign.a': 'Ana Reyes', 'sign.b': 'Ben Okafor' },
    keepsHalves: false,
  },
}

everyTalk(TALKS, (talk, calm) => {
  test('killed when all is written and the draft is still there, it writes nothing twice', async () => {
    await killedAtItsEnd(talk, calm())
  })

  test('a signal at every question, in turn', async () => {
    await stoppedAtEach(talk, calm(), place => SIGNALS[place % SIGNALS.length]!)
  })
})
