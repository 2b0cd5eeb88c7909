import { expect, test } from 'vitest'
import { pick } from '../../src/contract/asking.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { take } from '../../src/interview/walk.ts'
import { MEASURES, measuresQuestion, oneOf, TOPICS, topicsQuestion } from '../../src/session/talk/topics.ts'
import { TODAY } from '../support/talks.ts'
import { plainTemplate } from '../support/template.ts'

const [PROGRESS, CHALLENGES, ACHIEVEMENTS] = TOPICS

test.each([
  ['1 2, shoes', [PROGRESS, CHALLENGES, 'shoes']],
  ['1 and 2', [PROGRESS, CHALLENGES]],
  ['1-3', [PROGRESS, CHALLENGES, ACHIEVEMENTS]],
  ['1;2', [PROGRESS, CHALLENGES]],
  ['shoes; 3', ['shoes', ACHIEVEMENTS]],
  ['#1', [PROGRESS]],
  ['2.', [CHALLENGES]],
  ['1, 1', [PROGRESS]],
  ['3 interviews a week', ['3 interviews a week']],
  ['3 interviews a week, 1', ['3 interviews a week', PROGRESS]],
])('the topics "%s" are %j', (said, topics) => {
  expect(topicsQuestion.write({}, said)).toEqual({ draft: { topics } })
})

test.each(['6', '1 6', '1, 6', '0', '1-6'])('the topics "%s" name no such number', said =>
  expect(topicsQuestion.write({}, said)).toEqual({ refused: 'Choose numbers from 1 to 5.' }),
)

test('what is read of them writes the same', () => {
  const draft = { topics: [CHALLENGES, 'shoes', PROGRESS] }
  expect(topicsQuestion.write({}, topicsQuestion.read(draft))).toEqual({ draft })
})

test('to keep on track "6 7" are two measures', () =>
  expect(measuresQuestion.write({}, '6 7')).toEqual({ draft: { measures: [MEASURES[5], MEASURES[6]] } }))

const kind = oneOf('tag', ['time', 'money'], { label: 'Kind', say: 'Which kind?' })
test.each([
  ['2', { draft: { tag: 'money' } }],
  ['#2', { draft: { tag: 'money' } }],
  ['1.', { draft: { tag: 'time' } }],
  ['2 trains', { draft: { tag: '2 trains' } }],
  ['1 2', { refused: 'Choose one number from 1 to 2.' }],
  ['3', { refused: 'Choose one number from 1 to 2.' }],
])('the one kind "%s" is %j', (said, written) => expect(kind.write({}, said)).toEqual(written))

const words = { label: 'Roles', say: 'Which roles?', depth: 'full' } as const
const things = ['x', 'y', 'z'].map(id => ({ id, text: id }))
test.each([
  ['1 and 3', { draft: { roles: ['x', 'z'] } }],
  ['1-2', { draft: { roles: ['x', 'y'] } }],
  ['#3', { draft: { roles: ['z'] } }],
  ['4', { refused: 'Choose numbers from 1 to 3.' }],
  ['the first', { refused: 'Choose numbers from 1 to 3.' }],
])('the roles "%s" are %j', (said, written) => expect(pick('roles', things, words).write({}, said)).toEqual(written))

test('of one thing to pick, two are not taken', () =>
  expect(pick('serves', things, words, 'one').write({}, '1 2')).toEqual({ refused: 'Choose one number from 1 to 3.' }))

const script = contractScript({ template: plainTemplate, depth: 'detail', today: TODAY })
const said = (id: string, text: string, draft = {}) =>
  take(script, script.questions(draft).find(question => question.id === id)!, draft, text)

test.each([
  ['principles.0', '1', 'The ideas have no numbers: clear the line and press Tab to see them.'],
  ['principles.0', '1 and 2', 'The ideas have no numbers: clear the line and press Tab to see them.'],
  ['agreements.sessionFlow.0', '#1', 'Write it in words.'],
])('%s is not "%s"', (id, number, remedy) =>
  expect(said(id, number)).toEqual({ refused: `"${number}" is only a number. ${remedy}` }),
)

test('a number for an entry that is numbered on the screen names the key that changes it', () =>
  expect(said('agreements.sessionFlow.1', '1', { agreements: { sessionFlow: ['look back'] } })).toEqual({
    refused: '"1" is only a number. To change an entry that is there, type = instead.',
  }))

test.each(['3 interviews a week', '1 on 1 talks', '24/7'])('the principle "%s" is a text', text =>
  expect(said('principles.0', text)).toMatchObject({ draft: { principles: [text] } }),
)
