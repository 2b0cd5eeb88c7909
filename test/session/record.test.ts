import { describe, expect, it } from 'vitest'
import { anyRecordSchema, isMissed } from '../../src/session/record.ts'
import { withStepIds } from '../../src/session/steps.ts'
import { record } from './builders.ts'

const issues = (data: unknown) =>
  anyRecordSchema.safeParse(data).error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)

const session = { date: '2026-02-02' }
const checkIn = (said: object) => ({ format: 'partner/1', session, ...said })

describe('a record', () => {
  it('may say nothing but its day', () => {
    expect(record('2026-02-02')).toMatchObject({ followUp: [], goals: [], nextSteps: [], measures: [], pulse: {} })
  })

  it('keeps keys that nobody knows, everywhere', () => {
    const data = { weather: 'rain', topics: [], goals: [{ win: 'a1', mood: 3 }] }
    expect(record('2026-02-02', data, { room: 'kitchen' })).toMatchObject({ ...data, session: { room: 'kitchen' } })
  })

  it.each([
    ['a result nobody knows', checkIn({ followUp: [{ step: 'x', result: 'maybe' }] }), 'followUp.0.result'],
    ['a day that is none', { format: 'partner/1', session: { date: '2026-02-30' } }, 'session.date'],
    ['feedback without words', checkIn({ feedback: [{ from: 'a', to: 'b' }] }), 'feedback.0: needs a text, or skipped'],
    ['a concern without words or id', checkIn({ concerns: [{ by: 'a' }] }), 'concerns.0: needs a text, or the id'],
    ['a pulse of 6', checkIn({ pulse: { a: { safety: 6 } } }), 'pulse.a.safety'],
    ['no map', 'tea', ': '],
    ['no session', { format: 'partner/1', session: null }, 'session'],
    ['another format', { format: 'partner/9', session }, 'format'],
    [
      'steps of a missed session',
      { format: 'partner/1', session: { ...session, held: false }, nextSteps: [] },
      'nextSteps: is only for a session that took place',
    ],
  ])('refuses %s, at its place', (_, data, where) => {
    expect(issues(data)).toEqual([expect.stringContaining(where)])
  })

  it('of a session that did not take place keeps unknown keys too', () => {
    const missed = anyRecordSchema.parse({
      format: 'partner/1',
      session: { ...session, held: false, absent: ['a'] },
      x: 1,
    })
    expect([isMissed(missed), missed]).toEqual([true, expect.objectContaining({ x: 1 })])
  })
})

it('new steps and concerns get ids that nothing else has', () => {
  const said = {
    nextSteps: [
      { owner: 'a', text: 'x' },
      { id: 'mine', owner: 'a', text: 'y' },
    ],
    concerns: [{ by: 'b', text: 'z' }],
  }
  const checkIn = record('2026-02-02', said)
  if (isMissed(checkIn)) throw new Error('is a check-in')
  const { nextSteps, concerns } = withStepIds(checkIn, 'b', new Set(['2026-02-02-b.1']))
  expect([...nextSteps, ...concerns].map(({ id }) => id)).toEqual(['2026-02-02-b.2', 'mine', '2026-02-02-b.3'])
})
