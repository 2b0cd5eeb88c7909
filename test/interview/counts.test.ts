import { expect, test } from 'vitest'
import { OWNERS } from '../../src/contract/people.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { readDay } from '../../src/interview/saying.ts'
import type { Script } from '../../src/interview/walk.ts'
import type { GoalState } from '../../src/session/goals.ts'
import type { StepState } from '../../src/session/steps.ts'
import type { SessionTalk } from '../../src/session/talk/about.ts'
import { sessionQuestions } from '../../src/session/talk/index.ts'
import { QUESTIONS } from '../support/counts.ts'
import { fullTalk, type Said, shortTalk, straight, TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const talk = { template: plainTemplate, today: TODAY }

test('the short talk asks fourteen questions', async () => {
  const { asked } = await straight(contractScript({ ...talk, depth: 'short' }), shortTalk)
  expect(asked.map(({ id }) => id)).toEqual(Object.keys(shortTalk))
  expect(asked).toHaveLength(QUESTIONS.short)
  expect(QUESTIONS.short).toBe(14)
})

test('the full talk of a usual pair asks between seventy and ninety', async () => {
  const { asked } = await straight(contractScript({ ...talk, depth: 'full' }), fullTalk)
  expect(asked.map(({ id }) => id)).toEqual(Object.keys(fullTalk))
  expect(asked).toHaveLength(QUESTIONS.full)
  expect(QUESTIONS.full).toBeGreaterThanOrEqual(70)
  expect(QUESTIONS.full).toBeLessThanOrEqual(90)
})

const step = (id: string, owner: StepState['owner']): StepState => ({
  id,
  owner,
  text: `what ${id} says`,
  due: '2026-02-02',
  firstDue: '2026-02-02',
  otherIds: [],
  win: undefined,
  role: undefined,
  ifThen: undefined,
  partnerPart: undefined,
  createdOn: undefined,
  open: true,
  awaiting: [],
  history: [],
})

const goal = (id: string, owner: GoalState['owner']): GoalState => ({
  id,
  owner,
  text: `what ${id} says`,
  measure: { indicator: 'things done', target: 3 },
  due: undefined,
  baseline: 0,
  target: 3,
  value: 1,
  state: 'onTrack',
  finished: false,
  awaiting: undefined,
  sessionsSinceProgress: 0,
  lastMoved: undefined,
  values: [],
})

const sessionScript = (more: Partial<SessionTalk> = {}): Script => ({
  questions: draft =>
    sessionQuestions(draft, {
      names: { a: 'Ana', b: 'Ben' },
      date: '2026-02-02',
      today: '2026-02-02',
      writer: 'both',
      full: false,
      order: OWNERS,
      opening: [],
      steps: [step('0-a1', 'a'), step('0-b1', 'b'), step('2026-01-19-both.1', 'both'), step('x', 'a')],
      goals: [goal('w1', 'big'), goal('w2', 'big'), goal('a1', 'a'), goal('a2', 'a'), goal('b1', 'b'), goal('b2', 'b')],
      reviews: false,
      concerns: [],
      turn: 'concern',
      openQuestion: 'What did you learn?',
      cards: {},
      unknown: { feedback: [], whenIMiss: [] },
      objectives: {},
      roles: [],
      initiator: undefined,
      planned: '2026-02-02',
      next: '2026-02-16',
      first: false,
      ideas: { a: [], b: [] },
      readDay: said => readDay(said, '2026-02-02'),
      ...more,
    }),
  progress: () => '',
})

const session: Said = {
  head: '',
  'steps.0-a1.result': 'done',
  'steps.0-b1.result': 'done',
  'steps.2026-01-19-both~1.result': 'done',
  'steps.x.result': 'done',
  'goals.w1.move': '',
  'goals.w2.move': '',
  'goals.a1.move': '',
  'goals.a2.move': '',
  'goals.b1.move': '',
  'goals.b2.move': '',
  'wins.a': 'I asked a stranger.',
  'wins.b': 'I slept.',
  topics: '1, the move',
  'feedback.a.text': '',
  'feedback.b.text': '',
  'concern.said': '',
  'next.a.0.text': 'Two interviews',
  'next.a.1.text': '',
  'next.b.0.text': 'Case 4, by 9 February',
  'next.b.1.text': '',
  measures: '',
  nextSession: '',
}

test('a check-in with four steps done and six goals unchanged asks twenty-three', async () => {
  const { asked, talked } = await straight(sessionScript(), session)
  expect(asked.map(({ id }) => id)).toEqual(Object.keys(session))
  expect(asked).toHaveLength(QUESTIONS.checkin)
  expect(talked.draft).toMatchObject({
    head: 'yes',
    goals: { w1: { move: 'unchanged' }, b2: { move: 'unchanged' } },
    topics: ['Goal progress', 'the move'],
    next: { a: [{ text: 'Two interviews' }], b: [{ text: 'Case 4', due: '2026-02-09' }] },
    nextSession: '2026-02-16',
  })
})
