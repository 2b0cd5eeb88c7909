import { test } from 'vitest'
import { CHECKIN, everyTalk, killedAtItsEnd, stoppedAtEach, type Talk } from '../support/stops.ts'
import { shortTalk } from '../support/talks.ts'
import { must, newWorld, session, signedPartnership, smallPartnership } from '../support/world.ts'

const PREPARE = {
  'steps.s1.result': 'missed',
  'steps.s1.lesson': 'Storm',
  'goals.a1.move': 'moved',
  'wins.a': 'I asked a stranger',
  need: 'Ten minutes',
}

/** A partnership before its sixth session, which asks more than others do. */
async function afterFiveSessions() {
  const world = await signedPartnership()
  for (const day of ['2026-01-19', '2026-02-02', '2026-02-16', '2026-03-02', '2026-03-16'])
    await must(world.runWith({ input: session(day) }, 'checkin', '--from', '-'))
  return world
}

// The open question has its turn in the full talk.
const { 'question.a': _, ...WITHOUT_QUESTION } = CHECKIN

const TALKS: Readonly<Record<string, Talk>> = {
  'init, short': {
    world: async () => newWorld(),
    argv: ['init'],
    answers: { 'talk.depth': 'short', ...shortTalk, review: 'write' },
  },
  checkin: {
    world: afterFiveSessions,
    argv: ['checkin', '--as', 'a'],
    answers: { ...WITHOUT_QUESTION, goalsReview: 'each', 'goals.w1.review': 'change', meetingFeedback: 'Shorter' },
  },
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

  // One handler has both, and it stops a talk as Ctrl-C does.
  test('SIGTERM or SIGHUP at every third question, in turn', async () => {
    await stoppedAtEach(talk, calm(), { way: place => (place % 2 ? 'SIGHUP' : 'SIGTERM'), each: 3 })
  })
})
