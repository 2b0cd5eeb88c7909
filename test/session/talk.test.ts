import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { displayNames } from '../../src/contract/people.ts'
import type { Script } from '../../src/interview/walk.ts'
import { walk } from '../../src/interview/walk.ts'
import { anyRecordSchema, type CheckIn } from '../../src/session/record.ts'
import { heldOf, type RecordFile, recordName, sessionsFrom } from '../../src/session/sessions.ts'
import type { SessionTalk } from '../../src/session/talk/about.ts'
import { agendaFor, askedIn, type Given } from '../../src/session/talk/agenda.ts'
import { sessionQuestions } from '../../src/session/talk/index.ts'
import { OPEN_QUESTIONS, openQuestionFor } from '../../src/session/talk/open-questions.ts'
import { cardsFrom, recordFrom } from '../../src/session/talk/record.ts'
import { contract, records } from '../support/career/career.ts'
import { pressEnter, scripted } from '../support/script.ts'
import type { Said } from '../support/talks.ts'
import { NOT_OUR_TONE } from '../support/tone.ts'

const DATE = '2026-04-27'
const cards = {
  a: {
    format: 'partner/1',
    feedback: 'Straight.',
    whenIMiss: 'Ask me why.',
    languages: [],
    distractions: [{ kind: 'family', ifThen: 'If there is a match, then I write on Friday.' }],
  },
  b: { format: 'partner/1', languages: [], distractions: [] },
} as unknown as Given['cards']
const names = displayNames(contract.partners)

/** What the career pair would be asked on 27 April. */
function agenda(more: Partial<Given> = {}, files: readonly RecordFile[] = records): SessionTalk {
  const { sessions } = sessionsFrom(contract, files)
  return agendaFor({
    contract,
    sessions,
    date: DATE,
    today: DATE,
    writer: 'both',
    full: false,
    cards,
    ownQuestions: [],
    ...more,
  })
}

const scriptOf = (talk: SessionTalk): Script => ({
  questions: draft => sessionQuestions(draft, talk),
  progress: () => '',
})

/** The ids that are asked when somebody answers these and else presses Enter. */
async function asked(talk: SessionTalk, said: Said = {}) {
  const prompter = scripted(said, pressEnter)
  const { draft } = await walk(scriptOf(talk), { draft: {}, trail: [] }, { prompter, save: async () => {} })
  expect(prompter.unused()).toEqual([])
  return { ids: prompter.asked.map(({ id }) => id), asks: prompter.asked, draft }
}

/** A record as the talk wrote it. */
const written = (draft: Draft, talk: SessionTalk) => anyRecordSchema.parse(recordFrom(draft, talk, 2)) as CheckIn

/** The record in its file, as the next session reads it. */
const kept = (draft: Draft, talk: SessionTalk): RecordFile => ({
  name: recordName(talk.date, 'both'),
  record: written(draft, talk),
})

describe('the full check-in', () => {
  it('asks in the order that never changes', async () => {
    const talk = agenda({ full: true })
    const { ids } = await asked(talk)
    const places = [
      'head',
      'start',
      /^steps\./,
      /^goals\./,
      /^wins\./,
      /^obstacles\./,
      'topics',
      /^ideas\./,
      /^feedback\./,
      /^question\./,
      /^concern\./,
      /^pulse\./,
      /^practice\./,
      'roles',
      'meetingFeedback',
      'notes',
      /^next\./,
      'measures',
      'nextSession',
    ].map(place => ids.findIndex(id => (typeof place === 'string' ? id === place : place.test(id))))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, two) => one - two))
  })

  it('keeps every answer where format.md says', async () => {
    const talk = agenda({ full: true })
    const step = `steps.${talk.steps[0]!.id.replaceAll('.', '~')}`
    const { draft } = await asked(talk, {
      start: '6.30 pm',
      minutes: '50',
      medium: 'by phone',
      [`${step}.result`]: 'done',
      'goals.a1.move': 'moved',
      'goals.a1.value': '2',
      'wins.a': 'A no that told me something.',
      'winGoals.a': 'a2',
      'wins.b': 'I slept.',
      'obstacles.a.text': 'The matches',
      'obstacles.a.tag': '1',
      'obstacles.a.help': 'Call on Friday',
      'obstacles.b.text': 'The train',
      'obstacles.b.tag': 'trains',
      topics: '1, the move',
      'ideas.b': 'Write it on the door',
      'feedback.a.text': 'You called, and I slept.',
      'feedback.a.kind': 'suggestion',
      'question.a': 'The guide',
      'concern.b': 'I dread May.',
      'pulse.a.safety': '4',
      'pulse.b.energy': '2',
      'practice.a.practised': 'yes',
      'practice.a.example': 'On Monday',
      roles: '1',
      meetingFeedback: 'Walk while we talk',
      notes: 'Bring the sheet.',
      'next.a.0.text': 'Two interviews, by 1 May',
      'next.a.0.ifThen': 'If it is Thursday, then I stand at the till.',
      'next.a.0.partnerPart': 'I send a message at noon.',
      'next.a.0.checkOn': ['2 May', '29 April'] as never,
      'next.a.0.win': 'w1',
      measures: '6',
    })
    expect(written(draft, talk)).toMatchObject({
      session: { date: DATE, planned: '2026-04-20', start: '18:30', minutes: 50, medium: 'by phone' },
      wins: [
        { by: 'a', text: 'A no that told me something.', win: 'a2' },
        { by: 'b', text: 'I slept.' },
      ],
      obstacles: [
        { by: 'a', text: 'The matches', tag: 'family', help: 'Call on Friday' },
        { by: 'b', text: 'The train', tag: 'trains' },
      ],
      topics: ['Goal progress', 'the move'],
      ideas: [{ by: 'b', text: 'Write it on the door' }],
      feedback: [
        { from: 'a', to: 'b', kind: 'suggestion', text: 'You called, and I slept.' },
        { from: 'b', to: 'a', skipped: true },
      ],
      question: { asked: talk.openQuestion, a: 'The guide' },
      concerns: expect.arrayContaining([expect.objectContaining({ by: 'b', text: 'I dread May.', status: 'open' })]),
      pulse: { a: { safety: 4 }, b: { energy: 2 } },
      practice: [{ by: 'a', practised: 'yes', example: 'On Monday', ...talk.objectives.a }],
      rolesDiscussed: [talk.roles[0]!.id],
      meetingFeedback: 'Walk while we talk',
      notes: 'Bring the sheet.',
      nextSteps: [
        {
          owner: 'a',
          text: 'Two interviews',
          due: '2026-05-01',
          ifThen: 'If it is Thursday, then I stand at the till.',
          partnerPart: 'I send a message at noon.',
          checkOn: '2026-04-29',
          win: 'w1',
        },
      ],
      measures: ['Report by message'],
    })
  })

  it('says nothing that would make somebody feel small', async () => {
    const talk = agenda({ full: true, cards: {} }, [])
    const results = Object.fromEntries(
      talk.steps.map(({ id }) => [`steps.${id.replaceAll('.', '~')}.result`, 'missed']),
    )
    const { asks } = await asked(talk, { ...results, 'obstacles.a.text': 'x', 'feedback.a.text': 'x' })
    const own = [contract, ...talk.steps, ...talk.goals].map(thing => JSON.stringify(thing)).join('\n')
    for (const { above, label, choices = [] } of asks)
      for (const text of [label, ...above.map(line => line.text), ...choices.map(choice => choice.name)])
        if (!own.includes(text)) expect(text).not.toMatch(NOT_OUR_TONE)
  })

  it('offers the last value of a goal, and the own plan for a known distraction', async () => {
    const { asks } = await asked(agenda({ full: true }), {
      'goals.a1.move': 'atRisk',
      'obstacles.a.text': 'x',
      'obstacles.a.tag': 'family',
    })
    const at = (id: string) => asks.find(ask => ask.id === id)
    expect(at('goals.a1.value')).toMatchObject({
      fallback: String(agenda().goals.find(goal => goal.id === 'a1')!.value),
    })
    expect(at('obstacles.a.help')!.above).toContainEqual({
      kind: 'about',
      text: `${names.a} planned: If there is a match, then I write on Friday.`,
    })
  })

  it.each(['by 31 February', 'by the 31st of June', 'by 2026-02-31', 'by 3.4.'])(
    'asks again for a next step %s, which could be another date or is none',
    async day => {
      const { draft } = await asked(agenda(), { 'next.a.0.text': [`Call, ${day}`, 'Call by May'] as never })
      expect(draft).toMatchObject({ next: { a: [{ text: 'Call by May' }] } })
    },
  )

  it('says what it understood of a next step, also if that is the usual day, and gives it up with one key', async () => {
    const talk = agenda()
    const typed = 'Talk to Ben by Monday, no, by 11 May'
    const prompter = scripted(
      { 'next.a.0.text': 'Call, by 11 May', 'next.a.1.text': ['Write by friday', ''] },
      pressEnter,
    )
    const held = await walk(scriptOf(talk), { draft: {}, trail: [] }, { prompter, save: async () => {} })
    expect(prompter.told).toContain('  Due Monday 11 May 2026. Not a date? Type -')
    expect(written(held.draft, talk).nextSteps).toMatchObject([
      { text: 'Call', due: '2026-05-11' },
      { text: 'Write', due: '2026-05-01' },
    ])
    const { draft, asks } = await asked(talk, {
      'next.a.0.text': ['Call by friday', typed] as never,
      'next.a.1.text': ['<', '-', ''] as never,
    })
    expect(asks.filter(({ id }) => id === 'next.a.0.text')[1]?.prefill).toBe('Call by friday')
    expect(written(draft, talk).nextSteps).toMatchObject([{ text: typed, due: talk.next }])
  })

  it.each(['by friday', 'tomorrow', '2026-05-11'])('asks what a next step is apart from its date: %s', async date => {
    const { draft, asks } = await asked(agenda(), { 'next.a.0.text': [date, 'Call'] as never })
    expect(asks.filter(({ id }) => id === 'next.a.0.text')[1]?.above).toContainEqual({
      kind: 'problem',
      text: `"${date}" is a date. What is it, apart from the date?`,
    })
    expect(draft).toMatchObject({ next: { a: [{ text: 'Call' }] } })
  })

  it('says of a fourth step that fewer are kept more often', async () => {
    const steps = Object.fromEntries([0, 1, 2].map(index => [`next.a.${index}.text`, `Step ${index}`]))
    const { asks } = await asked(agenda(), steps)
    const say = (id: string) => asks.find(ask => ask.id === id)!.above.find(({ kind }) => kind === 'say')!.text
    expect(say('next.a.2.text')).not.toContain('fewer')
    expect(say('next.a.3.text')).toContain('fewer are kept more often')
  })

  it('asks of every goal if it is still right at the sixth session, and not again at the seventh', async () => {
    const talk = agenda({ full: true })
    expect(talk.reviews).toBe(true)
    const { draft } = await asked(talk, { 'goals.b1.review': 'change' })
    expect(written(draft, talk).goals.find(({ win }) => win === 'b1')).toMatchObject({ review: 'change' })
    expect(agenda({ full: true }, [...records, kept(draft, talk)]).reviews).toBe(false)
  })
})

describe('the usual check-in', () => {
  const held = records.filter(({ record }) => record.session.held !== false)
  const reviewsIn = (record: CheckIn) => record.goals.map(({ review }) => review)

  it('asks at the sixth session if the goals are still the right ones, with one key for all of them', async () => {
    const talk = agenda()
    const { ids, draft } = await asked(talk)
    expect(ids.filter(id => /review/i.test(id))).toEqual(['goalsReview'])
    expect(reviewsIn(written(draft, talk))).toEqual(talk.goals.map(() => 'keep'))
    expect(agenda({}, [...records, kept(draft, talk)]).reviews).toBe(false)
  })

  it('looks at each where the pair wants to, and asks nothing of one that is finished', async () => {
    const talk = agenda()
    const { ids, draft } = await asked(talk, {
      'goals.a1.move': 'finished',
      goalsReview: 'each',
      'goals.b1.review': 'close',
    })
    expect(ids.filter(id => id.endsWith('.review'))).toHaveLength(talk.goals.length - 1)
    const record = written(draft, talk)
    expect(record.goals.find(({ win }) => win === 'b1')!.review).toBe('close')
    expect(record.goals.find(({ win }) => win === 'a1')!.review).toBeUndefined()
  })

  it('asks that when both are there: nobody says of the other one’s goals that they are right', async () => {
    const { ids } = await asked(agenda(), { head: 'change', present: 'a' })
    expect(ids.filter(id => /review/i.test(id))).toEqual([])
  })

  it('asks at every third session how the two meet, and which roles came up', async () => {
    const sessions = [0, 1, 2, 3, 4, 5].map(count => agenda({}, held.slice(0, count)))
    const ids = await Promise.all(sessions.map(async talk => (await asked(talk)).ids))
    for (const id of ['roles', 'meetingFeedback'])
      expect(ids.map(each => each.includes(id))).toEqual([false, false, true, false, false, true])
  })

  it('asks to its end what it began with, also where another session is recorded meanwhile', () => {
    const begun = agenda({}, held.slice(0, 5))
    const later = agenda({ asked: askedIn(begun) }, held.slice(0, 1))
    expect(agenda({}, held.slice(0, 1))).toMatchObject({ reviews: false, takesStock: false })
    expect(later).toMatchObject({ reviews: true, takesStock: true })
  })
})

describe('from session to session', () => {
  it('who answers first, and what the usual check-in asks beside the rest, change by turns', async () => {
    const now = agenda()
    const { draft, ids } = await asked(now)
    const next = agenda({}, [...records, kept(draft, now)])
    const later = await asked(next)
    expect(now.order).toEqual(['a', 'b'])
    expect(next.order).toEqual(['b', 'a'])
    expect(ids.filter(id => /^(question|concern)\./.test(id))).toEqual(['question.a', 'question.b'])
    expect(later.ids.filter(id => /^(question|concern)\./.test(id))).toEqual(['concern.said'])
    expect(later.ids.indexOf('wins.b')).toBeLessThan(later.ids.indexOf('wins.a'))
  })

  it('a concern comes back until somebody settles it', async () => {
    const first = agenda({ full: true })
    const said = await asked(first, { 'concern.b': 'I dread May.' })
    const files = [...records, { ...kept(said.draft, first), name: recordName('2026-04-20', 'both') }]
    const raised = sessionsFrom(contract, files).sessions
    const concern = heldOf(raised).at(-1)!.concerns.at(-1)!
    const second = agenda({ date: '2026-04-28', today: '2026-04-28' }, files)
    const path = `concerns.${concern.id.replaceAll('.', '~')}`
    const open = await asked(second)
    expect(open.ids).toContain(`${path}.status`)
    expect(open.asks.find(({ id }) => id === `${path}.status`)!.above).toContainEqual({
      kind: 'about',
      text: `${names.b} said on 27 April 2026: I dread May.`,
    })
    const settled = await asked(second, {
      [`${path}.status`]: 'resolved',
      [`${path}.resolution`]: 'We counted the days.',
    })
    const third = agenda({ date: '2026-04-29' }, [
      ...files,
      { name: '2026-04-28-both.yaml', record: written(settled.draft, second) },
    ])
    expect(third.concerns.map(({ id }) => id)).not.toContain(concern.id)
  })

  it('a time-out is asked about until the two have talked', async () => {
    const timeOuts = [
      { name: '2026-04-22-a.yaml', timeOut: { format: 'partner/1', by: 'a', date: '2026-04-22', note: 'Too fast.' } },
    ] as const
    const talk = agenda({ timeOuts })
    const notYet = await asked(talk)
    expect(notYet.ids).toContain('timeOut.2026-04-22-a')
    expect(written(notYet.draft, talk).timeOut).toBeUndefined()
    const { draft } = await asked(talk, { 'timeOut.2026-04-22-a': 'yes' })
    expect(written(draft, talk).timeOut).toEqual({
      by: 'a',
      date: '2026-04-22',
      resolved: DATE,
      confirmedBy: ['a'],
    })
    expect(agenda({ timeOuts }, [...records, kept(draft, talk)]).timeOuts).toEqual([])
  })

  it('of a session that is recorded late, what was agreed on afterwards is not asked', () => {
    const all = agenda().steps
    const late = agenda({ date: '2026-03-30', today: DATE }).steps
    expect(late.length).toBeLessThan(all.length)
    for (const { createdOn, history } of late)
      for (const day of [createdOn!, ...history.map(told => told.date)]) expect(day <= '2026-03-30').toBe(true)
  })

  it('what a card does not say is asked once, before it is needed, and goes into the card of its owner', async () => {
    const without = agenda({ cards: {} }, [])
    const step = without.steps.find(({ owner }) => owner === 'a')!
    const at = `steps.${step.id.replaceAll('.', '~')}`
    const { ids, draft } = await asked(without, {
      [`${at}.result`]: 'missed',
      'card.a.whenIMiss': 'Ask me why.',
      'card.b.feedback': 'After lunch.',
    })
    expect(ids.slice(ids.indexOf(`${at}.result`), ids.indexOf(`${at}.result`) + 3)).toEqual([
      `${at}.result`,
      'card.a.whenIMiss',
      `${at}.lesson`,
    ])
    expect(ids.indexOf('card.b.feedback')).toBe(ids.indexOf('feedback.a.text') - 1)
    expect(cardsFrom(draft)).toEqual({ a: { whenIMiss: 'Ask me why.' }, b: { feedback: 'After lunch.' } })
    expect((await asked(agenda())).ids.filter(id => id.startsWith('card.'))).toEqual([])
  })

  it('what each likes stands right above the moment it is for', async () => {
    const talk = agenda()
    const step = talk.steps.find(({ owner }) => owner === 'a')!
    const at = `steps.${step.id.replaceAll('.', '~')}`
    const { asks } = await asked(talk, { [`${at}.result`]: 'missed' })
    const above = (id: string) => asks.find(ask => ask.id === id)!.above.map(({ text }) => text)
    expect(above(`${at}.lesson`)).toContain(`What helps ${names.a} now: Ask me why.`)
    expect(above('feedback.b.text')).toContain(`How ${names.a} takes it best: Straight.`)
  })

  it('what it all is for is said every third time, and when a goal stands still', () => {
    const openings = [0, 1, 2, 3, 4, 5].map(
      count => agenda({}, records.filter(({ record }) => record.session.held !== false).slice(0, count)).opening,
    )
    // One of them agreed to prepare in writing, and did not.
    expect(openings[0]).toEqual([`${names.b}'s update is not here yet; it was agreed in writing.`])
    expect(openings[2]!.length).toBeGreaterThan(1)
    expect(openings[5]!.length).toBeGreaterThan(1)
    expect(openings[2]![1]).toContain(`Why you do this: ${contract.purpose!.slice(0, 100)}`)
  })

  it('who was not there is asked before something of theirs ends', async () => {
    const talk = agenda()
    const step = talk.steps.find(({ owner }) => owner === 'b')!
    const at = `steps.${step.id.replaceAll('.', '~')}`
    const { asks } = await asked(talk, {
      head: 'change',
      present: 'a',
      [`${at}.result`]: 'missed',
      [`${at}.then`]: 'drop',
    })
    const choices = asks.find(({ id }) => id === `${at}.then`)!.choices!.map(({ name }) => name)
    expect(choices).toContain(`Let it go, once ${names.b} agrees`)
    expect(choices).toContain(`Change the goal, once ${names.b} agrees`)
  })
})

describe('the value of a goal', () => {
  /** Of a goal that is counted, or of one that is told in words. */
  const value = async (said: readonly string[], { counted = true } = {}) => {
    const talk = agenda()
    const goal = talk.goals.find(({ id }) => id === 'a1')!
    const goals = counted ? talk.goals : [{ ...goal, target: 'one that is read' }]
    const { draft, asks } = await asked(
      { ...talk, goals },
      { 'goals.a1.move': 'moved', 'goals.a1.value': said as never },
    )
    const last = asks.findLast(({ id }) => id === 'goals.a1.value')!
    return {
      value: written(draft, { ...talk, goals }).goals.find(({ win }) => win === 'a1')!.value,
      above: last.above.map(({ text }) => text),
    }
  }

  it.each<[said: string, value: number | string]>([
    ['12', 12],
    ['-3', -3],
    ['1,5', 1.5],
    ['1.25', 1.25],
    ['0x10', '0x10'],
    ['1e3', '1e3'],
    ['2 of 3', '2 of 3'],
    ['Infinity', 'Infinity'],
  ])('%s is %j', async (said, expected) => {
    expect((await value([said], { counted: false })).value).toBe(expected)
  })

  it.each(['two', '2 of 3', '0x10', '1e3', 'Infinity'])(
    'is asked again where it is counted, and %s is no number',
    async words => {
      const { value: found, above } = await value([words, '2'])
      expect(found).toBe(2)
      expect(above).toContain('A number, please: this goal goes from 0 to 3.')
    },
  )

  it('is asked again where a comma may part the thousands', async () => {
    const { value: found, above } = await value(['1,200', '1200'])
    expect(found).toBe(1200)
    expect(above).toContain('"1,200" can be read in two ways. Without the comma, please: 1200')
  })
})

it('where no first meeting was agreed, the next one is counted from this session', () => {
  const meetings = { unit: 'week', every: 2, weekday: 'MO' } as const
  const { next } = agenda({ contract: { ...contract, agreements: { ...contract.agreements, meetings } } })
  expect(next).toBe('2026-05-11')
})

it('a session before the contract is not asked about its first steps', () => {
  expect(agenda({ date: '2026-01-02' }, []).steps).toEqual([])
  expect(agenda({ date: contract.date }, []).steps).not.toEqual([])
})

describe('the open questions', () => {
  it('are at least twelve, each another one, and none can be answered by yes or no', () => {
    expect(new Set(OPEN_QUESTIONS).size).toBeGreaterThanOrEqual(12)
    for (const question of OPEN_QUESTIONS) expect(question).toMatch(/^(What|How|Where) .*\?$/)
  })

  it("come in turn, the pair's own first, and all before one comes again", () => {
    const own = ['What did the dog teach you?']
    const askedSoFar: string[] = []
    for (let count = 0; count < OPEN_QUESTIONS.length + 2; count++) {
      const held = askedSoFar.map(asked => ({ question: { asked } })) as unknown as Parameters<
        typeof openQuestionFor
      >[0]
      askedSoFar.push(openQuestionFor(held, own))
    }
    expect(askedSoFar).toEqual([...own, ...OPEN_QUESTIONS, own[0]])
  })
})
