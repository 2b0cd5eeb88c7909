import { expect, test } from 'vitest'
import { OWNERS } from '../../src/contract/people.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import type { Ask } from '../../src/interview/prompter.ts'
import { type Script, walk } from '../../src/interview/walk.ts'
import type { GoalState } from '../../src/session/goals.ts'
import type { StepState } from '../../src/session/steps.ts'
import type { SessionTalk } from '../../src/session/talk/about.ts'
import { sessionQuestions } from '../../src/session/talk/index.ts'
import { QUESTIONS } from '../support/counts.ts'
import { pressEnter, scripted } from '../support/script.ts'
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
  checkOn: undefined,
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
      proposed: '2026-02-02',
      updates: [],
      today: '2026-02-02',
      writer: 'both',
      full: false,
      order: OWNERS,
      opening: [],
      prepared: {},
      steps: [step('0-a1', 'a'), step('0-b1', 'b'), step('2026-01-19-both.1', 'both'), step('x', 'a')],
      goals: [goal('w1', 'big'), goal('w2', 'big'), goal('a1', 'a'), goal('a2', 'a'), goal('b1', 'b'), goal('b2', 'b')],
      reviews: false,
      takesStock: false,
      timeOuts: [],
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

const role: SessionTalk['roles'][number] = {
  id: 'a.1',
  owner: 'a',
  text: 'Interviews',
  sessionsSinceMention: 0,
  lastMentioned: undefined,
  openSteps: [],
}

/** How many keys are pressed: Enter, and before it the letters, or the first of them if it moves a choice. */
const pressed = (asked: readonly Ask[], said: Said): number =>
  asked.reduce(
    (sum, { id, row, fallback }) => sum + (row ? (!said[id] || said[id] === fallback ? 1 : 2) : said[id]!.length + 1),
    0,
  )

test('a check-in with four steps done and six goals unchanged asks twenty-three and takes a hundred keys', async () => {
  const { asked, talked } = await straight(sessionScript(), session)
  expect(asked.map(({ id }) => id)).toEqual(Object.keys(session))
  expect(asked).toHaveLength(QUESTIONS.checkin)
  expect(pressed(asked, session)).toBe(QUESTIONS.checkinKeys)
  expect(talked.draft).toMatchObject({
    head: 'yes',
    goals: { w1: { move: 'unchanged' }, b2: { move: 'unchanged' } },
    topics: ['Goal progress', 'the move'],
    next: { a: [{ text: 'Two interviews' }], b: [{ text: 'Case 4', due: '2026-02-09' }] },
    nextSession: '2026-02-16',
  })
})

test('with a sentence of sixty letters wherever there is room for one, it is what five minutes are enough for', async () => {
  const sentence = 'x'.repeat(60)
  const texts = [
    'wins.a',
    'wins.b',
    'feedback.a.text',
    'feedback.b.text',
    'concern.said',
    'next.a.0.text',
    'next.b.0.text',
  ]
  const said: Said = {
    ...session,
    ...Object.fromEntries(texts.map(id => [id, sentence])),
    'feedback.a.kind': 'appreciation',
    'feedback.b.kind': 'challenge',
    'concern.by': 'a',
  }
  const { asked } = await straight(sessionScript(), said)
  const keys = pressed(asked, said)
  expect(keys).toBe(QUESTIONS.checkinKeysInSentences)
  // Slow typing is 150 letters a minute; each question is read for two seconds.
  expect(keys / 150 + asked.length / 30).toBeLessThan(5)
})

test('where the open question has its turn, there is one more: each answers it', async () => {
  const { 'concern.said': _, ...others } = session
  const said = { ...others, 'question.a': 'The guide.', 'question.b': '' }
  const { asked } = await straight(sessionScript({ turn: 'question' }), said)
  expect(asked).toHaveLength(QUESTIONS.checkin + 1)
})

test('every third session asks two things more, and every sixth another one', async () => {
  const stock = { takesStock: true, roles: [role] }
  const third = await straight(sessionScript(stock), { ...session, roles: '', meetingFeedback: '' })
  const sixth = await straight(sessionScript({ ...stock, reviews: true }), {
    ...session,
    roles: '',
    meetingFeedback: '',
    goalsReview: '',
  })
  expect([third, sixth].map(({ asked }) => asked.length)).toEqual([QUESTIONS.checkin + 2, QUESTIONS.checkin + 3])
})

test('the full check-in asks as much as its page says', async () => {
  const objective = { kind: 'skill', text: 'I run an interview.' } as const
  const full = {
    full: true,
    objectives: { a: objective, b: objective },
    roles: [role],
  } as const
  const prompter = scripted({ ...session, 'concern.said': [] }, pressEnter)
  await walk(sessionScript(full), { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.asked).toHaveLength(QUESTIONS.fullCheckin)
})
