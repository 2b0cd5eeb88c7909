import { describe, expect, it } from 'vitest'
import { goalStories, lessonsOf, missedRow, sessionRow, successesOf } from '../../src/session/history.ts'
import { heldOf } from '../../src/session/sessions.ts'
import { contract, file, missed, read } from './builders.ts'

describe('the row of a session', () => {
  it('counts feedback that was given, not what was left out on purpose', () => {
    const feedback = [
      { from: 'a', to: 'b', text: 'Thank you.' },
      { from: 'b', to: 'a', skipped: true },
    ]
    expect(heldOf(read(file('2026-01-19', 'a', { feedback }))).map(sessionRow)).toEqual([
      { date: '2026-01-19', topics: [], feedback: 1, nextSteps: [], measures: [] },
    ])
  })

  it('is one where both partners wrote down the same session', () => {
    const said = { topics: ['Money'], nextSteps: [{ owner: 'a', text: 'Call' }] }
    const rows = heldOf(read(file('2026-01-19', 'a', said), file('2026-01-19', 'b', said))).map(sessionRow)
    expect(rows).toMatchObject([{ topics: ['Money'], nextSteps: ['2026-01-19-a.1'] }])
  })

  it('that did not take place says why', () => {
    const sessions = read(missed('2026-02-02', 'a', { reason: 'ill', absent: ['b'], rescheduledTo: '2026-02-09' }))
    expect(sessions.flatMap(session => (session.held ? [] : missedRow(session)))).toEqual([
      { date: '2026-02-02', planned: undefined, reason: 'ill', absent: ['b'], rescheduledTo: '2026-02-09' },
    ])
  })
})

describe('what went well', () => {
  const goals = (state: string) => ({ goals: [{ win: 'a1', state }] })

  it('names the goal it belongs to', () => {
    const wins = [{ by: 'a', text: 'First page', win: 'a1' }]
    expect(successesOf(contract, read(file('2026-01-19', 'a', { wins })))).toEqual([
      { date: '2026-01-19', by: 'a', text: 'First page', goal: "Ana's", finished: false },
    ])
  })

  it('has a finished goal once, in the session since which it is finished', () => {
    const sessions = read(
      file('2026-01-19', 'a', goals('finished')),
      file('2026-02-02', 'a', goals('onTrack')),
      file('2026-02-16', 'a', goals('finished')),
      file('2026-02-16', 'a', {}, {}, 2),
      file('2026-03-02', 'a', goals('finished')),
    )
    expect(successesOf(contract, sessions)).toEqual([
      { date: '2026-02-16', by: 'a', text: "Ana's", goal: "Ana's", finished: true },
    ])
  })

  it('has no goal that its owner has yet to confirm', () => {
    expect(successesOf(contract, read(file('2026-01-19', 'b', goals('finished'), { present: ['b'] })))).toEqual([])
  })
})

it('a lesson comes with the step that taught it', () => {
  const followUp = [{ step: 'ben', result: 'missed', lesson: 'Never on the 31st.' }]
  expect(lessonsOf(contract, read(file('2026-01-19', 'a', { followUp })))).toEqual([
    { date: '2026-01-19', owner: 'b', step: 'Read', lesson: 'Never on the 31st.' },
  ])
})

describe('a goal over time', () => {
  const sessions = read(
    file('2026-01-19', 'a', { goals: [{ win: 'a1', value: 1, note: 'begun' }] }),
    file('2026-02-02', 'a', { goals: [{ win: 'old', value: 'half' }] }),
  )

  it.each([
    ['its id', 'a1', ['a1']],
    ['its words, in any case', 'aNa', ['a1']],
    ['an id that only old records have', 'old', ['old']],
    ['words of several goals', "'s", ['a1', 'b1']],
    ['words of none', 'piano', []],
    ['no word at all', ' ', []],
  ])('is found by %s', (_, named, ids) => {
    expect(goalStories(contract, sessions, named).map(({ id }) => id)).toEqual(ids)
  })

  it('has what each session said of it', () => {
    expect(goalStories(contract, sessions, 'a1')[0]!.entries).toEqual([
      { date: '2026-01-19', value: 1, note: 'begun', state: undefined, progressed: undefined },
    ])
  })
})
