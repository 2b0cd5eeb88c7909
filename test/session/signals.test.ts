import { describe, expect, it } from 'vitest'
import { type Contract, contractSchema } from '../../src/contract/contract.ts'
import { settingsSchema } from '../../src/contract/settings.ts'
import { THRESHOLDS, withThresholds } from '../../src/contract/thresholds.ts'
import { facts } from '../../src/session/facts.ts'
import { type RecordFile, sessionsFrom } from '../../src/session/sessions.ts'
import { proposesReview, SIGNALS, signalCounts, signals, signalsByKey } from '../../src/session/signals/index.ts'
import { contract as career, expected, records } from '../support/career/career.ts'
import { file, missed, contract as small } from './builders.ts'

const SIGNED = { signed: { a: { date: '2026-01-05' }, b: { date: '2026-01-05' } } }
const AS_OF = '2026-03-02'

interface Circumstances {
  of?: object
  asOf?: string
  standing?: Parameters<typeof signals>[2]
  set?: Parameters<typeof withThresholds>[0]
}

/** What one signal says after these records. */
function signAfter(key: string, files: readonly RecordFile[], circumstances: Circumstances = {}) {
  const { of = {}, asOf = AS_OF, standing = SIGNED, set } = circumstances
  const contract: Contract = contractSchema.parse({ ...small, ...of })
  const { sessions } = sessionsFrom(contract, files, { asOf })
  return signals(contract, sessions, standing, asOf, withThresholds(set)).find(sign => sign.key === key)!
}
const levelAfter = (...args: Parameters<typeof signAfter>) => signAfter(...args).level

/** So many sessions from 12 January on, one a week, each saying the same. */
const weekly = (times: number, said: Record<string, unknown> = {}, session: Record<string, unknown> = {}) =>
  Array.from({ length: times }, (_, week) =>
    file(new Date(Date.UTC(2026, 0, 12 + 7 * week)).toISOString().slice(0, 10), 'a', said, session),
  )

describe('the career pair on 27 April 2026', () => {
  const { asOf } = expected
  const { sessions } = sessionsFrom(career, records, { asOf })
  const standing = { signed: { a: { date: '2026-03-23' }, b: { date: '2026-03-23' } } }
  const found = signals(career, sessions, standing, asOf)

  it('has every sign that it should have, with every value', () => {
    expect(signalsByKey(found)).toEqual(expected.signals)
  })

  it('has so many of each level, and no review is proposed', () => {
    expect(signalCounts(found)).toEqual(expected.signalCounts)
    expect(proposesReview(found, 6)).toBe(expected.proposeReview)
  })

  it('has the facts that it should have', () => {
    expect(facts(career, sessions, asOf)).toEqual(expected.facts)
  })
})

describe('the list', () => {
  it('has a line in the table of thresholds for each signal, and no other', () => {
    expect(SIGNALS.map(({ id }) => id)).toEqual(Object.keys(THRESHOLDS))
  })

  it('names one thing to talk about for each, as a question', () => {
    for (const { talk } of SIGNALS) expect(talk).toMatch(/^[A-Z][^?]*\?$/)
  })

  it('speaks of no percentages and of nobody as bad', () => {
    for (const sign of signals(small, [], { signed: {} }, AS_OF))
      for (const text of [sign.says, sign.signal.words, sign.signal.why, sign.signal.talk])
        expect(text).not.toMatch(/%|percent|fail|lazy|blame|neglect/i)
  })

  it('speaks of nothing but the contract before the first session', () => {
    const found = signals(small, [], { signed: {} }, '2026-01-05')
    const above = found.filter(({ level }) => level === 'watch' || level === 'warn')
    expect(above.map(({ key }) => key)).toEqual(['vagueGoals', 'signatures'])
  })
})

describe('steps kept', () => {
  const results = (...said: string[]) => {
    const steps = said.map((_, index) => ({ id: `s${index}`, owner: 'a', text: `Step ${index}` }))
    const followUp = said.map((result, index) => ({ step: `s${index}`, result }))
    return [file('2026-01-19', 'a', { nextSteps: steps }), file('2026-02-02', 'a', { followUp })]
  }

  it.each([
    [['done', 'missed'], 'tooFew'],
    [['done', 'done', 'dropped', 'notDue'], 'tooFew'],
    [['done', 'done', 'partly'], 'ok'],
    [['done', 'done', 'missed'], 'watch'],
    [['done', 'carried'].concat(['done', 'missed']), 'watch'],
    [['done', 'carried', 'missed'], 'warn'],
  ])('after %j is %s', (said, level) => {
    expect(levelAfter('keptRate.a', results(...said))).toBe(level)
  })

  it('of both count for each', () => {
    const said = [1, 2, 3].map(day => file(`2026-02-0${day}`, 'a', { followUp: [{ step: 'walk', result: 'carried' }] }))
    expect(signAfter('keptRate.b', said).values).toEqual({ value: 0, n: 3, points: 0 })
  })

  it('look at the last four sessions alone', () => {
    const early = file('2026-01-12', 'a', { followUp: [{ step: 'ana', result: 'missed', newDue: '2026-02-02' }] })
    expect(signAfter('keptRate.a', [early]).values.n).toBe(1)
    const later = signAfter('keptRate.a', [early, ...weekly(5).slice(1)])
    expect(later).toMatchObject({
      values: { n: 0 },
      says: 'Partner A: no step was followed up in the last 4 check-ins.',
    })
    expect(signAfter('keptRate.a', weekly(5)).says).toBe('Partner A: no step has been followed up yet.')
  })
})

describe('the next session', () => {
  const of = { agreements: { meetings: { every: 2, unit: 'week', weekday: 'MO', first: '2026-01-19' } } }
  it.each([
    ['2026-01-10', 'ok'],
    ['2026-01-23', 'ok'],
    ['2026-01-24', 'watch'],
    ['2026-02-02', 'watch'],
    ['2026-02-03', 'warn'],
  ])('on %s is %s', (asOf, level) => {
    expect(levelAfter('overdue', [], { of, asOf })).toBe(level)
  })

  it('counts from the day that a missed one was moved to', () => {
    const moved = [missed('2026-01-19', 'a', { rescheduledTo: '2026-01-26' })]
    expect(signAfter('overdue', moved, { of, asOf: '2026-01-27' }).values).toMatchObject({
      nextDue: '2026-01-26',
      daysOverdue: 1,
      graceDays: 4,
    })
  })

  it('cannot be told late without a rhythm', () => {
    expect(levelAfter('overdue', [], { of: { agreements: { meetings: { text: 'After exams' } } } })).toBe('tooFew')
  })
})

describe('sessions that took place', () => {
  const some = (pattern: string) =>
    [...pattern].map((kind, index) => {
      const date = `2026-01-${10 + index}`
      return kind === 'h' ? file(date, 'a') : missed(date, 'a')
    })

  it.each([
    ['', 'tooFew'],
    ['hhhhh', 'ok'],
    ['mhhhh', 'ok'],
    ['mhhh', 'watch'],
    ['mhmh', 'warn'],
    ['hhhhhhmm', 'warn'],
    ['hhhhhhmh', 'ok'],
    ['mmmhhhhhhhh', 'ok'],
  ])('"%s" is %s', (pattern, level) => {
    expect(levelAfter('sessionsHeld', some(pattern))).toBe(level)
  })
})

describe('feedback both ways', () => {
  const given = (a: number, b: number) =>
    file('2026-01-19', 'a', {
      feedback: [
        ...Array.from({ length: a }, (_, index) => ({ from: 'a', to: 'b', text: `a ${index}` })),
        ...Array.from({ length: b }, (_, index) => ({ from: 'b', to: 'a', text: `b ${index}` })),
      ],
    })
  it.each([
    [0, 0, 'tooFew'],
    [2, 0, 'tooFew'],
    [3, 0, 'warn'],
    [7, 3, 'ok'],
    [3, 1, 'watch'],
    [6, 1, 'warn'],
  ])('%d and %d is %s', (a, b, level) => {
    expect(levelAfter('feedbackBalance', [given(a, b)])).toBe(level)
  })

  it('that was left out on purpose is none', () => {
    const skipped = file('2026-01-19', 'a', { feedback: [{ from: 'a', to: 'b', skipped: true }] })
    expect(signAfter('feedbackBalance', [skipped])).toMatchObject({ level: 'tooFew', values: { fromA: 0, fromB: 0 } })
  })
})

describe('both heard', () => {
  it('counts wins, obstacles, ideas and answers', () => {
    const said = file('2026-01-19', 'a', {
      wins: [{ by: 'a', text: 'one' }],
      obstacles: [{ by: 'a', text: 'two' }],
      ideas: [{ by: 'a', text: 'three' }],
      question: { asked: 'What?', a: 'four', b: ' ' },
    })
    expect(signAfter('voiceBalance', [said])).toMatchObject({
      level: 'warn',
      values: { itemsA: 4, itemsB: 0, value: 0 },
    })
  })

  it('is not told from three', () => {
    const ideas = ['x', 'y', 'z'].map(text => ({ by: 'b', text }))
    expect(levelAfter('voiceBalance', [file('2026-01-19', 'a', { ideas })])).toBe('tooFew')
  })

  it.each([
    [3, 'ok'],
    [2, 'watch'],
    [1, 'warn'],
  ])('with %d of about eight from one side is %s', (b, level) => {
    const by = (owner: 'a' | 'b', times: number) =>
      Array.from({ length: times }, (_, index) => ({ by: owner, text: `${owner}${index}` }))
    expect(levelAfter('voiceBalance', [file('2026-01-19', 'a', { ideas: [...by('a', 5), ...by('b', b)] })])).toBe(level)
  })
})

describe('goals that move', () => {
  const goals = (...wins: string[]) => ({ goals: wins.map(win => ({ win, progressed: true })) })
  it.each([
    [2, 'ok'],
    [3, 'watch'],
    [4, 'watch'],
    [5, 'warn'],
  ])('when one rests for %d sessions are %s', (times, level) => {
    const sign = signAfter('goalsWithoutProgress', weekly(times, goals('a1', 'w1')))
    expect(sign.level).toBe(level)
    expect(sign.values.sessionsSinceProgress).toEqual({ w1: 0, a1: 0, b1: times })
  })

  it('are not asked about once they are finished', () => {
    const finished = { goals: [{ win: 'b1', state: 'finished' }, ...goals('a1', 'w1').goals] }
    expect(signAfter('goalsWithoutProgress', weekly(5, finished)).values.sessionsSinceProgress).toEqual({
      w1: 0,
      a1: 0,
    })
  })
})

describe('roles that come up', () => {
  it.each([
    [3, 'ok'],
    [4, 'watch'],
    [9, 'watch'],
  ])('when one rests for %d sessions are %s', (times, level) => {
    expect(levelAfter('rolesNotMentioned', weekly(times, { rolesDiscussed: ['a.1'] }))).toBe(level)
  })

  it('are named where they do not', () => {
    const a = ['Interviews', 'Money', 'Plan'].map((primary, index) => ({ id: `a.${index}`, primary }))
    const says = (own: object[]) => signAfter('rolesNotMentioned', weekly(4), { of: { roles: { a: own } } }).says
    expect(says(a.slice(0, 1))).toBe('Partner A\'s role "Interviews" has not come up for 4 check-ins.')
    expect(says(a)).toBe(
      'Three of Partner A\'s roles have not come up for 4 check-ins or more: "Interviews", "Money", and 1 more.',
    )
  })
})

describe('open concerns', () => {
  const concern = (id: string, said: object = {}) => ({ concerns: [{ id, by: 'b', text: id, ...said }] })
  const raised = file('2026-01-19', 'a', concern('k1'))

  it.each([
    ['2026-01-19', [], 'ok'],
    ['2026-01-26', [file('2026-01-26', 'a')], 'watch'],
    ['2026-03-05', [], 'ok'],
    ['2026-03-06', [], 'warn'],
  ])('on %s is %s', (asOf, later, level) => {
    expect(levelAfter('openConcerns', [raised, ...later], { asOf })).toBe(level)
  })

  it('warns after three sessions, and when three are open', () => {
    const rested = (sessions: number) => [...weekly(1, concern('k1')), ...weekly(1 + sessions).slice(1)]
    expect(levelAfter('openConcerns', rested(2), { asOf: '2026-02-02' })).toBe('watch')
    expect(levelAfter('openConcerns', rested(3), { asOf: '2026-02-02' })).toBe('warn')
    const three = { concerns: ['x', 'y', 'z'].map(id => ({ id, by: 'a', text: id })) }
    expect(levelAfter('openConcerns', weekly(1, three), { asOf: '2026-01-12' })).toBe('warn')
  })

  it('does not age by a second check-in on the day', () => {
    const second = file('2026-01-19', 'a', {}, {}, 2)
    expect(levelAfter('openConcerns', [raised, second], { asOf: '2026-01-19' })).toBe('ok')
  })

  it.each([
    ['the other alone', { present: ['a'] }, {}, ['b']],
    ['the other, without saying who was there', { recordedBy: 'a' }, {}, ['b']],
    ['its owner alone', { present: ['b'] }, {}, undefined],
    ['both', { present: ['a', 'b'] }, {}, undefined],
    ['the other, with a word of its owner', { present: ['a'] }, { confirmedBy: ['b'] }, undefined],
    ['the other, with a word of their own', { present: ['a'] }, { confirmedBy: ['a'] }, ['b']],
  ])('is resolved by %s or waits for its owner', (_, session, entry, awaiting) => {
    const said = { concerns: [{ id: 'k1', status: 'resolved', ...entry }] }
    const closed = file('2026-01-26', 'a', said, { present: [], ...session })
    const { values } = signAfter('openConcerns', [raised, closed], { asOf: '2026-01-26' })
    expect(values.open).toEqual(awaiting ? { k1: { sessions: 1, days: 7, awaiting } } : {})
  })

  it('is resolved once its owner says so, too, and opens again by a word', () => {
    const alone = file('2026-01-26', 'a', { concerns: [{ id: 'k1', status: 'resolved' }] }, { present: ['a'] })
    const agrees = file('2026-02-02', 'b', { concerns: [{ id: 'k1', status: 'resolved' }] }, { present: ['b'] })
    const opens = file('2026-02-02', 'b', { concerns: [{ id: 'k1' }] }, { present: ['b'] })
    const at = (...files: RecordFile[]) => signAfter('openConcerns', files, { asOf: '2026-02-02' }).values.open
    expect(at(raised, alone, agrees)).toEqual({})
    expect(at(raised, alone, opens)).toEqual({ k1: { sessions: 2, days: 14 } })
  })

  it('closes with its resolution, and keeps its age when it is only named again', () => {
    const again = file('2026-01-26', 'a', { concerns: [{ id: 'k1' }] })
    const closed = file('2026-02-02', 'a', { concerns: [{ id: 'k1', status: 'resolved' }] })
    const at = (...files: RecordFile[]) => signAfter('openConcerns', files, { asOf: '2026-02-02' }).values.open
    expect(at(raised, again)).toEqual({ k1: { sessions: 1, days: 14 } })
    expect(at(raised, again, closed)).toEqual({})
  })
})

describe('feeling safe to speak', () => {
  const said = (...values: number[]) =>
    values.map((safety, index) => file(`2026-01-${10 + index}`, 'a', { pulse: { a: { safety }, b: { safety: 4 } } }))
  it.each([
    [[5, 5], 'tooFew'],
    [[5, 5, 5], 'ok'],
    [[5, 5, 4, 4], 'watch'],
    [[3, 3, 2], 'warn'],
    [[2, 2, 3, 3], 'ok'],
    [[5, 2, 5, 5], 'ok'],
  ])('%j is %s', (values, level) => {
    expect(levelAfter('trustPulse', said(...values))).toBe(level)
  })
})

it('a step carried on twice is worth a word while it is open', () => {
  const carried = weekly(2, { followUp: [{ step: 'ana', result: 'carried' }] })
  const done = file('2026-02-02', 'a', { followUp: [{ step: 'ana', result: 'done' }] })
  expect(signAfter('carriedTwice', carried)).toMatchObject({ level: 'watch', values: { openSteps: { ana: 2 } } })
  expect(signAfter('carriedTwice', [...carried, done])).toMatchObject({ level: 'ok', values: { ever: { ana: 2 } } })
  expect(levelAfter('carriedTwice', carried.slice(1))).toBe('ok')
})

it.each([
  [1, 'ok'],
  [2, 'watch'],
  [4, 'warn'],
])('%d sessions without a win are %s', (times, level) => {
  const won = file('2026-01-05', 'a', { wins: [{ by: 'a', text: 'Yes' }] })
  expect(levelAfter('celebrationGap', [won, ...weekly(times)])).toBe(level)
  expect(levelAfter('celebrationGap', weekly(times, { goals: [{ win: 'a1', state: 'finished' }] }))).toBe('ok')
})

it.each([
  [0, 'ok'],
  [1, 'watch'],
  [2, 'watch'],
  [3, 'warn'],
])('%d vague goals of four are %s', (vague, level) => {
  const a = [0, 1, 2, 3].map(index => ({
    id: `g${index}`,
    text: 'Goal',
    ...(index >= vague && { measure: { indicator: 'pages' }, due: '2026-08-01' }),
  }))
  expect(levelAfter('vagueGoals', [], { of: { wins: { a } } })).toBe(level)
})

it.each([
  ['2026-04-05', 'ok'],
  ['2026-04-06', 'watch'],
  ['2026-07-04', 'watch'],
  ['2026-07-05', 'warn'],
])('a contract of 5 January looked at never again is on %s %s', (asOf, level) => {
  expect(levelAfter('reviewAge', [], { asOf })).toBe(level)
  const changes = [{ version: 2, date: '2026-03-30' }]
  expect(levelAfter('reviewAge', [], { of: { changes }, asOf: '2026-04-06' })).toBe('ok')
  const later = [{ version: 2, date: '2027-03-30' }]
  expect(levelAfter('reviewAge', [], { of: { changes: later }, asOf })).toBe(level)
})

it('a missing signature is a warning', () => {
  const standing = { signed: { a: { date: '2026-01-05' } } }
  expect(signAfter('signatures', [], { standing })).toMatchObject({
    level: 'warn',
    values: { version: 1, signed: { a: '2026-01-05' } },
  })
})

it('who starts is looked at where one was named', () => {
  const started = weekly(3, {}, { initiatedBy: 'b' })
  const agreed = (initiator: string) => ({ of: { agreements: { initiator } } })
  expect(signAfter('initiation', started, agreed('a'))).toMatchObject({
    level: 'watch',
    values: { initiatedByOther: 3 },
  })
  expect(levelAfter('initiation', started, agreed('b'))).toBe('ok')
  expect(levelAfter('initiation', started, agreed('each'))).toBe('ok')
  const half = [...weekly(4).slice(0, 2), ...weekly(4, {}, { initiatedBy: 'b' }).slice(2)]
  expect(levelAfter('initiation', half, agreed('a'))).toBe('ok')
})

describe('daily notes', () => {
  const daily = (times: number, said: Record<string, unknown> = {}) =>
    Array.from({ length: times }, (_, day) =>
      file(new Date(Date.UTC(2026, 0, 12 + day)).toISOString().slice(0, 10), 'a', said),
    )
  const fortnightly = { agreements: { meetings: { every: 2, unit: 'week', weekday: 'MO', first: '2026-01-12' } } }

  it.each([
    ['goalsWithoutProgress', {}],
    ['rolesNotMentioned', {}],
    ['celebrationGap', {}],
    ['openConcerns', { concerns: [{ id: 'k1', by: 'a', text: 'Late' }] }],
  ])('for six days age nothing: %s', (key, said) => {
    const { level } = signAfter(key, daily(6, said), { of: fortnightly, asOf: '2026-01-18' })
    expect(['ok', 'tooFew']).toContain(level)
  })

  it.each([
    [6, 1],
    [7, 1],
    [8, 2],
    [15, 3],
    [29, 5],
  ])('for %d days count as %d check-ins of a pair that meets every two weeks', (days, count) => {
    const sign = signAfter('goalsWithoutProgress', daily(days), { of: fortnightly })
    expect(sign.values.sessionsSinceProgress).toEqual({ w1: count, a1: count, b1: count })
  })

  it('count from the day on which it moved', () => {
    const moved = { goals: [{ win: 'a1', progressed: true }] }
    const files = [...daily(1, moved), ...daily(8).slice(1)]
    const sign = signAfter('goalsWithoutProgress', files, { of: fortnightly })
    expect(sign.values.sessionsSinceProgress).toMatchObject({ a1: 1, b1: 2 })
  })
})

describe('a goal that is where it should be', () => {
  const measured = (measure: object, values: unknown[]) => {
    const of = { wins: { a: [{ id: 'a1', text: 'Apply', measure, due: '2026-12-01' }] } }
    const files = values.map((value, week) =>
      file(new Date(Date.UTC(2026, 0, 12 + 7 * week)).toISOString().slice(0, 10), 'a', {
        goals: [{ win: 'a1', value }],
      }),
    )
    return signAfter('goalsWithoutProgress', files, { of })
  }

  it.each([
    ['kept every week', { target: 5 }, [5, 5, 5, 5, 5, 5]],
    ['beyond it', { baseline: 0, target: 12 }, [14, 14, 14, 14]],
    ['below a falling one', { baseline: 140, target: 120 }, [118, 118, 118, 118]],
    ['at a falling one by its direction', { target: 120, direction: 'down' }, [120, 120, 120, 120]],
    ['in words that are a number', { target: '2,5' }, ['2,5', '2,5', '2,5']],
  ])('%s has not stood still', (_, measure, values) => {
    expect(measured(measure, values)).toMatchObject({ level: 'ok', values: { stalled: [] } })
    expect(measured(measure, values).says).toBe('Every open goal is at its target.')
  })

  it.each([
    ['below it', { target: 5 }, [4, 4, 4]],
    ['above a falling one', { baseline: 140, target: 120 }, [131, 131, 131]],
    ['back below it', { target: 5 }, [5, 5, 4]],
    ['in other words', { target: 'signed' }, ['signed', 'signed', 'signed']],
  ])('and one that is %s has', (_, measure, values) => {
    expect(measured(measure, values)).toMatchObject({ level: 'watch', values: { stalled: ['a1'] } })
  })
})

describe('the first check-ins', () => {
  const whole = {
    wins: {
      a: [{ id: 'a1', text: 'Write', measure: { indicator: 'pages' }, due: '2026-12-01' }],
      b: [{ id: 'b1', text: 'Read', measure: { indicator: 'books' }, due: '2026-12-01' }],
    },
  }

  it.each([
    [1, 'tooFew'],
    [2, 'tooFew'],
    [3, 'warn'],
  ])('without feedback: after %d it is %s', (times, level) => {
    expect(levelAfter('feedbackBalance', weekly(times), { of: whole })).toBe(level)
  })

  it.each([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
  ])('with two warnings: after %d a review is proposed: %s', (held, proposed) => {
    const two = [{ level: 'warn' }, { level: 'warn' }, { level: 'ok' }] as unknown as Parameters<
      typeof proposesReview
    >[0]
    expect(proposesReview(two, held)).toBe(proposed)
    expect(proposesReview(two.slice(1), held)).toBe(false)
  })

  it.each([
    ['feedbackBalance', { a: whole.wins.a }],
    ['voiceBalance', { b: whole.wins.b }],
    ['feedbackBalance', { big: whole.wins.a }],
  ])('have no %s if not both have goals of their own', (key, wins) => {
    expect(signAfter(key, weekly(4), { of: { wins } })).toBeUndefined()
  })
})

describe('a version that one partner made', () => {
  const signedBefore = { ...small, version: 1 } as unknown as Record<string, unknown>
  const now = (wins: object, by: string, more: object = {}) => ({
    of: { ...more, version: 2, changes: [{ version: 2, date: '2026-02-01', by, sections: ['wins'] }], wins },
    standing: { signed: {}, agreed: signedBefore },
  })
  const goal = (id: string, text: string) => [{ id, text }]
  const { big, a, b } = small.wins

  it.each([
    ['changes their own goals', now({ big, a: goal('a1', 'Other'), b }, 'a'), 'watch'],
    ['changes the other’s', now({ big, a, b: goal('b1', 'Other') }, 'a'), 'warn'],
    ['changes shared ones', now({ big: goal('w1', 'Other'), a, b }, 'a'), 'warn'],
    ['changes their own, and a principle', now({ big, a: goal('a1', 'Other'), b }, 'a', { principles: ['x'] }), 'warn'],
  ])('and that %s', (_, circumstances, level) => {
    expect(levelAfter('signatures', [], circumstances)).toBe(level)
  })

  it('is not yet one that both signed', () => {
    const { of } = now({ big, a: goal('a1', 'Other'), b }, 'a')
    expect(levelAfter('signatures', [], { of, standing: { signed: {} } })).toBe('warn')
  })
})

describe('a change that a check-in agreed on', () => {
  const on = '2026-02-02'
  const agreedAfter = (
    said: object,
    {
      changes = [],
      later = [],
      asOf = on,
      present = ['a', 'b'],
    }: {
      changes?: object[]
      later?: RecordFile[]
      asOf?: string
      present?: string[]
    } = {},
  ) => {
    const files = [file(on, 'a', said as Record<string, unknown>, { present }), ...later]
    return signAfter('agreedChanges', files, { of: { changes }, asOf })
  }
  const close = { goals: [{ win: 'b1', review: 'close' }] }
  const redefine = { followUp: [{ step: 'ben', result: 'missed', then: 'redefine' }] }
  const entry = (what: string, days = 0) => [{ goal: 'b1', what, date: on, days }]
  const amended = (date: string, goals: string[]) => ({ changes: [{ version: 2, date, sections: ['wins'], goals }] })

  it.each([
    ['the end of a goal', close, 'close'],
    ['a change at a review', { goals: [{ win: 'b1', review: 'change' }] }, 'change'],
    ['a change after a missed step', redefine, 'change'],
  ])('is remembered: %s', (_, said, what) => {
    expect(agreedAfter(said).values).toEqual({ open: entry(what) })
    expect(agreedAfter(said, { ...amended('2026-02-03', ['a1']) }).values).toEqual({ open: entry(what) })
    expect(agreedAfter(said, { ...amended('2026-01-20', ['b1']) }).values).toEqual({ open: entry(what) })
    expect(agreedAfter(said, { ...amended('2026-02-03', ['b1']) }).values).toEqual({ open: [] })
  })

  it.each([
    ['2026-02-16', 'ok', 14],
    ['2026-02-17', 'watch', 15],
    ['2026-03-19', 'watch', 45],
    ['2026-03-20', 'warn', 46],
  ])('is on %s %s', (asOf, level, days) => {
    expect(agreedAfter(close, { asOf })).toMatchObject({ level, values: { open: entry('close', days) } })
  })

  it('is taken back by a later check-in', () => {
    const keep = [file('2026-02-09', 'a', { goals: [{ win: 'b1', review: 'keep' }] })]
    expect(agreedAfter(close, { later: keep, asOf: '2026-02-09' }).values).toEqual({ open: [] })
    expect(agreedAfter(redefine, { later: keep, asOf: '2026-02-09' }).values).toEqual({ open: [] })
  })

  it('counts from the day it was agreed first, unless it became another', () => {
    const again = (review: string) => [file('2026-02-09', 'a', { goals: [{ win: 'b1', review }] })]
    const at = { asOf: '2026-02-09' }
    expect(agreedAfter(close, { later: again('close'), ...at }).values).toEqual({ open: entry('close', 7) })
    expect(agreedAfter(close, { later: again('change'), ...at }).values).toMatchObject({
      open: [{ what: 'change', days: 0 }],
    })
  })

  it('waits for the partner whose goal it is', () => {
    expect(agreedAfter(close, { present: ['a'] }).values).toEqual({ open: [] })
    expect(agreedAfter(close, { present: ['b'] }).values).toEqual({ open: entry('close') })
  })

  it('of a step without a goal counts until goals are amended', () => {
    const files = [
      file('2026-01-26', 'a', { nextSteps: [{ id: 'free', owner: 'a', text: 'Ask' }] }),
      file(on, 'a', { followUp: [{ step: 'free', result: 'missed', then: 'redefine' }] }),
    ]
    const open = (changes: object[]) => signAfter('agreedChanges', files, { of: { changes }, asOf: on }).values.open
    expect(open([])).toEqual([{ goal: null, what: 'change', date: on, days: 0 }])
    expect(open([{ version: 2, date: '2026-02-03', sections: ['roles'] }])).toHaveLength(1)
    expect(open([{ version: 2, date: '2026-02-03', sections: ['wins'], goals: ['b1'] }])).toEqual([])
  })

  it('of a goal that is gone, or finished since, is made', () => {
    const files = [file(on, 'a', close)]
    expect(signAfter('agreedChanges', files, { of: { wins: { a: [{ id: 'a1', text: 'x' }] } } }).values.open).toEqual(
      [],
    )
    const finished = [file('2026-02-09', 'b', { goals: [{ win: 'b1', state: 'finished' }] })]
    expect(agreedAfter(close, { later: finished, asOf: '2026-02-09' }).values).toEqual({ open: [] })
  })
})

it('a pair that is not two organizations has no questions about the other one', () => {
  expect(signAfter('openQuestions', weekly(3))).toBeUndefined()
})

it('a question about the other organization waits until the contract or a session answers it', () => {
  const questions = [
    { id: 'q1', text: 'Who signs?' },
    { id: 'q2', text: 'Who pays?', answer: 'We do' },
  ]
  const of = { organizations: { questions } }
  expect(signAfter('openQuestions', [], { of })).toMatchObject({ level: 'watch', values: { open: ['q1'] } })
  const answered = file('2026-01-19', 'a', { answers: [{ question: 'q1', text: 'Ana' }] })
  expect(levelAfter('openQuestions', [answered], { of })).toBe('ok')
})

describe('a pair may set other thresholds', () => {
  const parse = (thresholds: unknown) => settingsSchema.safeParse({ format: 'partner/1', thresholds })

  it('and they count, one by one', () => {
    const { thresholds } = settingsSchema.parse({ format: 'partner/1', thresholds: { celebrationGap: { watch: 1 } } })
    expect(levelAfter('celebrationGap', weekly(1), { set: thresholds })).toBe('watch')
    expect(levelAfter('celebrationGap', weekly(4), { set: thresholds })).toBe('warn')
  })

  it.each([
    { late: { watch: 1 } },
    { overdue: { wach: 1 } },
    { overdue: 3 },
    { overdue: { watch: -1 } },
    { keptRate: { watch: 7 } },
    { vagueGoals: { warn: 1.1 } },
    { initiation: { watch: 2 } },
  ])('but not %j', thresholds => {
    expect(parse(thresholds).success).toBe(false)
  })

  it('of which those that are no share may be above 1', () => {
    const set = { overdue: { watch: 2 }, vagueGoals: { watch: 3 }, reviewAge: { warn: 4 }, keptRate: { watch: 1 } }
    expect(parse(set).success).toBe(true)
  })
})
