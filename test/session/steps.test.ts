import { describe, expect, it } from 'vitest'
import { pathText } from '../../src/contract/issues.ts'
import { goalsFrom, rolesFrom } from '../../src/session/goals.ts'
import { isMissed } from '../../src/session/record.ts'
import { referenceProblems, unansweredSteps } from '../../src/session/references.ts'
import { stepsFrom } from '../../src/session/steps.ts'
import { contract, file, missed, read, record, stepAfter } from './builders.ts'

const newDue = '2026-03-01'
/** Sessions on the first days of February, one for each result. */
const told = (step: string, ...said: [result: string, more?: object, present?: string[]][]) =>
  said.map(([result, more, present = ['a', 'b']], index) =>
    file(`2026-02-0${index + 1}`, 'a', { followUp: [{ step, result, ...more }] }, { present }),
  )

describe('a step', () => {
  it.each<[string, string, Parameters<typeof told>[1][], boolean, string[]]>([
    ['is open while nobody answered', 'ana', [], true, []],
    ['is closed when done', 'ana', [['done']], false, []],
    ['is open when carried', 'ana', [['carried']], true, []],
    ['is open when not due', 'ana', [['notDue']], true, []],
    ['is closed when missed', 'ana', [['missed']], false, []],
    ['is open when missed with a new day', 'ana', [['missed', { newDue }]], true, []],
    ['is closed when partly done', 'ana', [['partly']], false, []],
    ['is open when partly done with a new day', 'ana', [['partly', { newDue }]], true, []],
    ['is as its last result', 'ana', [['done'], ['carried']], true, []],
    ['can be let go by an owner who is there', 'ana', [['dropped', {}, ['a']]], false, []],
    ['waits for an owner who is not', 'ben', [['dropped', {}, ['a']]], true, ['b']],
    ['waits when it is done by their word alone', 'ben', [['done', {}, ['a']]], true, ['b']],
    ['waits when it is missed by their word alone', 'ben', [['missed', {}, ['a']]], true, ['b']],
    [
      'is closed by whoever closes it in another way',
      'ben',
      [
        ['dropped', {}, ['a']],
        ['done', {}, ['b']],
      ],
      false,
      [],
    ],
    ['unless they confirmed it', 'ben', [['dropped', { confirmedBy: ['b'] }, ['a']]], false, []],
    ['waits for both owners', 'walk', [['dropped', {}, ['a']]], true, ['b']],
    [
      'until the second one is there, too',
      'walk',
      [
        ['dropped', {}, ['a']],
        ['dropped', {}, ['b']],
      ],
      false,
      [],
    ],
    [
      'forgets who let it go when it is carried on',
      'walk',
      [['dropped', {}, ['a']], ['carried'], ['dropped', {}, ['b']]],
      true,
      ['a'],
    ],
  ])('%s', (_, step, said, open, awaiting) => {
    expect(stepAfter(step, ...told(step, ...said))).toMatchObject({ open, awaiting })
  })

  it('is due when it was moved to last, and remembers when it was due first', () => {
    const step = stepAfter('ana', ...told('ana', ['carried', { newDue }], ['notDue']))
    expect(step).toMatchObject({ due: newDue, firstDue: '2026-01-19', createdOn: undefined })
    expect(step.history.map(({ date, result }) => `${date} ${result}`)).toEqual([
      '2026-02-01 carried',
      '2026-02-02 notDue',
    ])
  })

  it('of an old file without ids has one anyway', () => {
    const sessions = read(file('2026-02-02', 'b', { nextSteps: [{ owner: 'a', text: 'Call' }] }))
    expect(stepsFrom(contract, sessions).at(-1)).toMatchObject({
      id: '2026-02-02-b.1',
      createdOn: '2026-02-02',
      open: true,
    })
  })

  it('whose id was used before stays the first one', () => {
    const sessions = read(file('2026-02-02', 'a', { nextSteps: [{ id: 'ana', owner: 'b', text: 'Other' }] }))
    expect(stepsFrom(contract, sessions).map(step => step.text)).toEqual(['Write', 'Read', 'Walk'])
  })
})

describe('a goal', () => {
  const goal = (id: string, ...said: [entry: object, present?: string[]][]) => {
    const files = said.map(([entry, present = ['a', 'b']], index) =>
      file(`2026-02-0${1 + 7 * index}`, 'a', { goals: [{ win: id, ...entry }] }, { present }),
    )
    return goalsFrom(contract, read(...files)).find(state => state.id === id)
  }
  const finished = { state: 'finished' }

  it.each<[string, string, Parameters<typeof goal>[1][], object]>([
    ['that nobody named', 'a1', [], { state: undefined, finished: false, sessionsSinceProgress: 0, values: [] }],
    [
      'keeps its last value',
      'a1',
      [[{ value: 1, progressed: true }], [{ state: 'atRisk' }]],
      { value: 1, state: 'atRisk', sessionsSinceProgress: 1, lastMoved: '2026-02-01' },
    ],
    ['is finished by its owner', 'a1', [[finished, ['a']]], { finished: true, awaiting: undefined }],
    ['waits for its owner', 'b1', [[finished, ['a']]], { finished: false, awaiting: { what: 'finished', by: ['b'] } }],
    [
      'of both waits for both',
      'w1',
      [[finished, ['a']]],
      { finished: false, awaiting: { what: 'finished', by: ['b'] } },
    ],
    [
      'of both is finished when both have said so',
      'w1',
      [
        [finished, ['a']],
        [{ ...finished, confirmedBy: ['b'] }, ['a']],
      ],
      { finished: true },
    ],
    ['may begin again', 'a1', [[finished], [{ state: 'onTrack' }]], { finished: false, awaiting: undefined }],
  ])('%s', (_, id, said, expected) => expect(goal(id, ...said)).toMatchObject(expected))

  it('that one partner wants to change waits for the other, until the contract changes', () => {
    const sessions = read(...told('ben', ['missed', { then: 'redefine' }, ['a']]))
    const awaiting = (changes: object[]) =>
      goalsFrom({ ...contract, changes } as typeof contract, sessions).find(({ id }) => id === 'b1')?.awaiting
    expect(awaiting([])).toEqual({ what: 'redefined', by: ['b'] })
    expect(awaiting([{ version: 2, date: '2026-02-10', sections: ['wins'], goals: ['a1'] }])).toBeDefined()
    expect(awaiting([{ version: 2, date: '2026-02-10', sections: ['wins'], goals: ['b1'] }])).toBeUndefined()
  })
})

it('a role is mentioned by a step, a follow-up or a talk', () => {
  const roles = rolesFrom(
    contract,
    read(
      file('2026-02-01', 'a', { followUp: [{ step: 'ana', result: 'done' }] }),
      file('2026-02-08', 'a', { nextSteps: [{ id: 'new', owner: 'b', text: 'x', role: 'b.1' }] }),
      missed('2026-02-10', 'a'),
      file('2026-02-15', 'a'),
    ),
  )
  expect(roles).toMatchObject([
    { id: 'a.1', sessionsSinceMention: 2, lastMentioned: '2026-02-01', openSteps: [] },
    { id: 'b.1', sessionsSinceMention: 1, lastMentioned: '2026-02-08', openSteps: ['ben', 'new'] },
  ])
})

describe('a new record is told what it names that is not there', () => {
  const sessions = read(
    file('2026-02-02', 'a', {
      followUp: [{ step: 'ana', result: 'done' }],
      nextSteps: [{ id: 's1', owner: 'a', text: 'Call' }],
      concerns: [{ id: 'k1', by: 'b', text: 'Late' }],
    }),
  )
  const problems = (said: object, date = '2026-02-16') =>
    referenceProblems(record(date, said as Record<string, unknown>), { contract, sessions }).map(
      ({ path, what }) => `${pathText(path)}: ${what}`,
    )

  it.each<[string, object, string[]]>([
    ['a step', { followUp: [{ step: 'x', result: 'done' }] }, ['followUp[0].step: there is no step "x"']],
    [
      'a closed step',
      { followUp: [{ step: 'ana', result: 'done' }] },
      ['followUp[0].step: step "ana" was closed on 2026-02-02: done'],
    ],
    [
      'a step twice',
      {
        followUp: [
          { step: 'ben', result: 'done' },
          { step: 'ben', result: 'missed' },
        ],
      },
      ['followUp[1].step: "ben" is named twice'],
    ],
    [
      'a goal',
      { goals: [{ win: 'x' }], wins: [{ by: 'a', text: 'y', win: 'z' }] },
      ['goals[0].win: there is no goal "x"', 'wins[0].win: there is no goal "z"'],
    ],
    [
      'a role',
      { rolesDiscussed: ['x'], nextSteps: [{ owner: 'a', text: 'y', role: 'z' }] },
      ['rolesDiscussed[0]: there is no role "x"', 'nextSteps[0].role: there is no role "z"'],
    ],
    [
      'a concern',
      { concerns: [{ id: 'k1' }, { id: 'k2' }, { id: 'k3', by: 'a', text: 'New' }] },
      ['concerns[1].id: there is no concern "k2"'],
    ],
    ['a question', { answers: [{ question: 'q1', text: 'Yes' }] }, ['answers[0].question: there is no question "q1"']],
    [
      'an id that is taken',
      {
        nextSteps: [
          { id: 's1', owner: 'a', text: 'Call' },
          { id: 'new', owner: 'a', text: 'x' },
          { id: 'new', owner: 'a', text: 'y' },
        ],
      },
      [
        'nextSteps[0].id: the id "s1" is taken by another step',
        'nextSteps[2].id: the id "new" is taken by another step',
      ],
    ],
    ["the other's step to let go", { followUp: [{ step: 'ben', result: 'dropped' }] }, []],
    ['nothing that is not there', {}, []],
  ])('%s', (_, said, expected) => expect(problems(said)).toEqual(expected))

  it.each<[string, object, string[]]>([
    [
      'a step that a session agrees on later',
      { followUp: [{ step: 's1', result: 'done' }] },
      ['followUp[0].step: step "s1" was agreed on later, on 2026-02-02'],
    ],
    [
      'a concern that is raised later',
      { concerns: [{ id: 'k1', status: 'resolved' }] },
      ['concerns[0].id: there is no concern "k1"'],
    ],
    [
      'a step that it closes, and a later session tells of',
      { followUp: [{ step: 'ana', result: 'missed' }] },
      ['followUp[0].step: step "ana" is told of later, on 2026-02-02, so that it cannot be closed here: done'],
    ],
    ['nothing about a step that it leaves open', { followUp: [{ step: 'ana', result: 'carried' }] }, []],
    [
      'an id that a later session took',
      { nextSteps: [{ id: 's1', owner: 'a', text: 'Call' }] },
      ['nextSteps[0].id: the id "s1" is taken by another step'],
    ],
  ])('of an earlier day: %s', (_, said, expected) => expect(problems(said, '2026-01-26')).toEqual(expected))

  it('a step that was closed in the first of two sessions on a day', () => {
    const again = record('2026-02-02', { followUp: [{ step: 'ana', result: 'done' }] }, { recordedBy: 'a' })
    expect(referenceProblems(again, { contract, sessions }).map(({ kind }) => kind)).toEqual(['closed'])
  })

  it('the version that had what is in the contract no more', () => {
    const older = [1, 2].map(version => ({ ...contract, version }))
    const now = { ...contract, wins: { ...contract.wins, a: [] }, firstSteps: contract.firstSteps.slice(1) }
    const said = record('2026-03-02', {
      goals: [{ win: 'a1' }, { win: 'a.1' }],
      followUp: [{ step: 'ana', result: 'done' }],
    })
    expect(referenceProblems(said, { contract: now, sessions, older }).map(({ what }) => what)).toEqual([
      'there is no step "ana" any more: it was in version 2 of the contract',
      'there is no goal "a1" any more: it was in version 2 of the contract',
      'there is no goal "a.1"',
    ])
  })

  it('not what the other record of that very session says, too', () => {
    const said = { followUp: [{ step: 'ana', result: 'done' }], nextSteps: [{ id: 's1', owner: 'a', text: 'Call' }] }
    expect(problems(said, '2026-02-02')).toEqual([])
  })

  it('which open steps it says nothing about', () => {
    const checkIn = record('2026-02-16', { followUp: [{ step: 'ben', result: 'done' }] })
    expect(unansweredSteps(checkIn, stepsFrom(contract, sessions), contract).map(step => step.id)).toEqual([
      'walk',
      's1',
    ])
    // On an earlier day nobody could have answered what was agreed on afterwards.
    const late = record('2026-01-26', { followUp: [{ step: 'ben', result: 'carried' }] })
    expect(unansweredSteps(late, stepsFrom(contract, sessions), contract).map(step => step.id)).toEqual(['walk'])
    const before = record('2026-01-04')
    expect(unansweredSteps(before, stepsFrom(contract, sessions), contract)).toEqual([])
    const none = missed('2026-02-16', 'a').record
    expect(isMissed(none) && referenceProblems(none, { contract, sessions })).toEqual([])
  })
})
