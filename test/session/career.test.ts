import { describe, expect, it } from 'vitest'
import { occurrences } from '../../src/contract/occurrences.ts'
import { cadenceDays, nextSession } from '../../src/session/cadence.ts'
import { schedule } from '../../src/session/coming.ts'
import { goalsFrom, rolesFrom } from '../../src/session/goals.ts'
import { RESULTS } from '../../src/session/record.ts'
import { referenceProblems } from '../../src/session/references.ts'
import { nameProblems, sessionsFrom } from '../../src/session/sessions.ts'
import { ownersOf, stepsFrom } from '../../src/session/steps.ts'
import { contract, contractV1, expected, records } from '../support/career/career.ts'

const { facts, signals, asOf } = expected
const { sessions } = sessionsFrom(contract, records, { asOf })
const steps = stepsFrom(contract, sessions)
const { meetings } = contract.agreements

describe('the career pair on 27 April 2026', () => {
  it('met six times and missed once', () => {
    expect(sessions.filter(session => session.held)).toHaveLength(signals.sessionsHeld.held)
    expect(sessions).toHaveLength(signals.sessionsHeld.recorded)
    expect(sessions.flatMap(session => session.disagreements)).toEqual([])
    expect(records.flatMap(nameProblems)).toEqual([])
  })

  it('has the history it should have', () => {
    const rows = sessions.flatMap(session =>
      session.held
        ? {
            date: session.date,
            topics: session.topics,
            feedback: session.feedback.length,
            nextSteps: session.nextSteps.map(step => step.id),
            measures: session.measures,
          }
        : [],
    )
    expect(rows).toEqual(expected.history)
  })

  it('has the steps it should have', () => {
    const of = (owner: 'a' | 'b') => steps.filter(step => ownersOf(step.owner).includes(owner))
    const results = (owner: 'a' | 'b') => {
      const all = of(owner).flatMap(step => step.history.map(({ result }) => result))
      return Object.fromEntries(RESULTS.map(({ value }) => [value, all.filter(result => result === value).length]))
    }
    expect({ a: of('a').length, b: of('b').length }).toEqual(facts.stepsCreated)
    expect({ a: results('a'), b: results('b') }).toEqual(facts.followUps)
    const open = steps.filter(step => step.open)
    expect(open.map(step => step.id)).toEqual(facts.openSteps)
    expect(open.flatMap(step => (step.due && step.due < asOf ? step.id : []))).toEqual(facts.overdueSteps)
    const carried = steps.map(
      step => [step.id, step.history.filter(({ result }) => result === 'carried').length] as const,
    )
    expect(Object.fromEntries(carried.filter(([, times]) => times > 1))).toEqual(signals.carriedTwice.ever)
  })

  it('has the goals and roles it should have', () => {
    const goals = goalsFrom(contract, sessions)
    const { sessionsSinceProgress } = signals.goalsWithoutProgress
    expect(Object.fromEntries(goals.map(goal => [goal.id, goal.sessionsSinceProgress]))).toEqual(sessionsSinceProgress)
    expect(goals.map(({ id, value, state }) => [id, value, state])).toEqual([
      ['w1', undefined, undefined],
      ['w2', 26, 'atRisk'],
      ['a1', 1, 'onTrack'],
      ['a2', 5, 'onTrack'],
      ['a3', 1, 'onTrack'],
      ['b1', 58, 'onTrack'],
      ['b2', 1, 'onTrack'],
      ['b3', 'no', 'onTrack'],
    ])
    const { sessionsSinceMention } = signals.rolesNotMentioned
    const roles = rolesFrom(contract, sessions)
    expect(Object.fromEntries(roles.map(role => [role.id, role.sessionsSinceMention]))).toEqual(sessionsSinceMention)
    expect(roles.find(role => role.id === 'a.2')).toMatchObject({ lastMentioned: '2026-04-06', openSteps: ['6-a1'] })
  })

  it('meets when it should', () => {
    expect(schedule(meetings, expected.timezone, occurrences(meetings, '2026-01-05', 10))).toEqual(expected.schedule)
    expect(nextSession(meetings, sessions)).toBe(signals.overdue.nextDue)
    expect(nextSession(meetings, [])).toBe('2026-01-19')
    expect(cadenceDays(meetings)).toBe(signals.overdue.cadenceDays)
  })

  it('never named anything that was not there', () => {
    for (const [index, { record }] of records.entries()) {
      const before = sessionsFrom(contractV1, records.slice(0, index)).sessions
      expect(referenceProblems(record, { contract: contractV1, sessions: before })).toEqual([])
    }
  })
})
