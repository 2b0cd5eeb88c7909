import { describe, expect, it } from 'vitest'
import { nameProblems, recorderOf, recordName, sessionsFrom } from '../../src/session/sessions.ts'
import { contract, file, missed, read, record, stepAfter } from './builders.ts'

const day = '2026-02-02'
const followUp = (result: string, more: object = {}, step = 'ana') => ({ followUp: [{ step, result, ...more }] })

describe('which records are one session', () => {
  const names = (...files: Parameters<typeof read>) => read(...files).map(session => session.files)
  it.each([
    ['two recorders on one day', [file(day, 'b'), file(day, 'a')], [['2026-02-02-a.yaml', '2026-02-02-b.yaml']]],
    [
      'one recorder twice',
      [file(day, 'a', {}, {}, 2), file(day, 'a')],
      [['2026-02-02-a.yaml'], ['2026-02-02-a-2.yaml']],
    ],
    [
      'two recorders twice, by number',
      [file(day, 'a'), file(day, 'a', {}, {}, 2), file(day, 'b'), file(day, 'b', {}, {}, 2)],
      [
        ['2026-02-02-a.yaml', '2026-02-02-b.yaml'],
        ['2026-02-02-a-2.yaml', '2026-02-02-b-2.yaml'],
      ],
    ],
    [
      'one id on two days',
      [file('2026-02-03', 'b', {}, { id: 's1' }), file(day, 'a', {}, { id: 's1' })],
      [['2026-02-02-a.yaml', '2026-02-03-b.yaml']],
    ],
    [
      'two ids on one day',
      [file(day, 'a', {}, { id: 's1' }), file(day, 'b', {}, { id: 's2' })],
      [['2026-02-02-a.yaml'], ['2026-02-02-b.yaml']],
    ],
    [
      'by start before recorder',
      [file(day, 'a', {}, { start: '18:30' }), file(day, 'a', {}, { start: '09:00' }, 2)],
      [['2026-02-02-a-2.yaml'], ['2026-02-02-a.yaml']],
    ],
    ['both as a third recorder', [file(day, 'both'), file(day, 'b')], [['2026-02-02-b.yaml', '2026-02-02-both.yaml']]],
  ])('%s', (_, files, expected) => expect(names(...files)).toEqual(expected))

  it('leaves out what is dated later, and says so', () => {
    const { sessions, later } = sessionsFrom(contract, [file('2026-02-03', 'a'), file(day, 'a')], { asOf: day })
    expect([sessions.length, later.map(one => one.name)]).toEqual([1, ['2026-02-03-a.yaml']])
  })
})

describe('where two records disagree about a step', () => {
  const result = (step: string, said: [result: string, more?: object][]) => {
    const files = said.map(([result, more], index) =>
      file(day, (['a', 'b', 'both'] as const)[index]!, followUp(result, more, step)),
    )
    const [session] = read(...files)
    return [session?.held && session.followUp.map(entry => entry.result), session?.disagreements.length]
  }
  const newDue = '2026-02-16'
  it.each<[string, string, [string, object?][], string, number]>([
    ["Ana's record counts about Ana's step", 'ana', [['done'], ['missed', { newDue }]], 'done', 1],
    ["Ben's about Ben's", 'ben', [['done'], ['missed', { newDue }]], 'missed', 1],
    ['the less closed about one of both', 'walk', [['done'], ['partly']], 'partly', 1],
    ['an open one before a closed one', 'walk', [['missed'], ['partly', { newDue }]], 'partly', 1],
    ['even when somebody wrote for both', 'walk', [['carried'], ['missed'], ['done']], 'carried', 1],
    ['the less closed about a step nobody knows', 'gone', [['done'], ['missed']], 'missed', 1],
    [
      'nothing where they agree',
      'ana',
      [
        ['done', { note: 'nine' }],
        ['done', { note: 'ten' }],
      ],
      'done',
      0,
    ],
    [
      'a day that only one of them says is no disagreement',
      'ana',
      [['carried'], ['carried', { newDue }]],
      'carried',
      0,
    ],
  ])('%s', (_, step, said, expected, disagreements) => {
    expect(result(step, said)).toEqual([[expected], disagreements])
  })

  it('it is said in words, with both files', () => {
    const [session] = read(file(day, 'a', followUp('done')), file(day, 'b', followUp('missed', { newDue })))
    expect(session?.disagreements).toEqual([
      {
        what: "step ana: 2026-02-02-a.yaml says done, closed; 2026-02-02-b.yaml says not done, still open, due 2026-02-16. 2026-02-02-a.yaml counts, as the owner's record",
        files: ['2026-02-02-a.yaml', '2026-02-02-b.yaml'],
      },
    ])
  })

  it('confirmations of records that agree add up', () => {
    const [session] = read(
      file(day, 'a', followUp('dropped', { confirmedBy: ['a'] }, 'walk')),
      file(day, 'b', followUp('dropped', { confirmedBy: ['b'] }, 'walk')),
    )
    expect(session).toMatchObject({ followUp: [{ step: 'walk', confirmedBy: ['a', 'b'] }] })
  })
})

describe('two records read together', () => {
  const feedback = { from: 'a', to: 'b', kind: 'appreciation', text: 'Thanks' }
  const [session] = read(
    file(
      day,
      'a',
      {
        wins: [{ by: 'a', text: 'Ran' }],
        feedback: [feedback],
        topics: ['Goals'],
        nextSteps: [{ owner: 'a', text: 'Call  Mara', due: '2026-02-16' }],
        concerns: [{ id: 'k1', by: 'b', text: 'Late', status: 'resolved' }],
        pulse: { a: { safety: 5 }, b: { safety: 5 } },
        nextSession: '2026-02-23',
        notes: 'One',
      },
      { present: ['a'], minutes: 45 },
    ),
    file(
      day,
      'b',
      {
        wins: [
          { by: 'a', text: 'Ran' },
          { by: 'b', text: 'Ran' },
        ],
        feedback: [feedback],
        topics: ['Goals', 'Health'],
        nextSteps: [
          { owner: 'a', text: 'Call Mara' },
          { owner: 'b', text: 'Call Mara' },
        ],
        concerns: [{ id: 'k2', by: 'b', text: 'Late' }],
        pulse: { a: { safety: 1 }, b: { safety: 3, energy: 2 } },
        nextSession: '2026-02-16',
        notes: 'Two',
      },
      { present: ['b'] },
    ),
  )

  it('count each thing once', () => {
    expect(session).toMatchObject({
      date: day,
      held: true,
      session: { present: ['a', 'b'], minutes: 45 },
      wins: [{ by: 'a' }, { by: 'b' }],
      topics: ['Goals', 'Health'],
      nextSteps: [
        { id: '2026-02-02-a.1', owner: 'a', due: '2026-02-16' },
        { id: '2026-02-02-b.2', owner: 'b' },
      ],
      pulse: { a: { safety: 5 }, b: { safety: 3, energy: 2 } },
      nextSession: '2026-02-16',
      notes: 'One\n\nTwo',
    })
    expect(session?.held && session.feedback).toHaveLength(1)
    expect(session?.held && session.concerns).toEqual([expect.objectContaining({ id: 'k1', status: 'open' })])
  })

  it('say what they disagree about', () => {
    const about = session?.disagreements.map(({ what }) => what.split(':')[0])
    expect(about).toEqual(['present', 'next session', 'concern k1', 'pulse of a', 'pulse of b'])
  })

  it('know a step by either id afterwards', () => {
    const first = [
      file(day, 'a', { nextSteps: [{ id: 'one', owner: 'a', text: 'Call' }] }),
      file(day, 'b', { nextSteps: [{ id: 'two', owner: 'a', text: 'Call' }] }),
    ]
    const step = stepAfter('one', ...first, file('2026-02-16', 'b', followUp('done', {}, 'two')))
    expect(step).toMatchObject({ otherIds: ['two'], open: false })
  })

  it('are of a session that took place if one of them says so', () => {
    const [session] = read(file(day, 'a'), missed(day, 'b', { reason: 'fever' }))
    expect([session?.held, session?.disagreements.length]).toEqual([true, 1])
  })

  it('of a session that did not take place add up, too', () => {
    const [session] = read(
      missed(day, 'a', { absent: ['a'], rescheduledTo: '2026-02-09' }),
      missed(day, 'b', { absent: ['b'], rescheduledTo: '2026-02-07' }),
    )
    expect(session).toMatchObject({ held: false, session: { absent: ['a', 'b'], rescheduledTo: '2026-02-07' } })
  })
})

describe('the name of a record', () => {
  it.each([
    [recordName(day, 'a'), {}, []],
    [recordName(day, 'both', 2), {}, []],
    ['2026-02-03-a.yaml', {}, ['the name says 2026-02-03, and session.date says 2026-02-02']],
    ['2026-02-02-a.yaml', { recordedBy: 'b' }, ['the name says a, and session.recordedBy says b']],
    ['02-02.yaml', {}, ['the name is not of the form 2026-02-02-both.yaml']],
  ])('%s %o', (name, session, problems) => {
    expect(nameProblems({ name, record: record(day, {}, session) })).toEqual(problems)
  })

  it('says who recorded it, unless the record does', () => {
    const by = (name: string, session = {}) => recorderOf({ name, record: record(day, {}, session) })
    expect([by('2026-02-02-a.yaml'), by('2026-02-02-a.yaml', { recordedBy: 'b' }), by('notes.yaml')]).toEqual([
      'a',
      'b',
      'both',
    ])
  })
})
