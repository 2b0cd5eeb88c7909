import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { type Answers, CTRL_C, pressEnter, scripted } from '../support/script.ts'
import { must, SMALL, session, signedPartnership, TODAY, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>

const DRAFT = 'partnership/.draft/checkin-both.json'
const AS_BOTH = { writer: 'both' } as const

/** Enters a check-in that was held before. */
const enter = (world: World, date: string, said: Said = {}, of: object = {}) =>
  must(world.runWith({ input: session(date, said, of) }, 'checkin', '--from', '-'))

/** Talks through a check-in: what is not answered here is left as it stands, and a step that is open is not due yet. */
async function talk(world: World, answers: Answers, argv: readonly string[] = [], now = `${TODAY}T19:00:00Z`) {
  const prompter = scripted({ ...(argv.includes('--as') ? {} : AS_BOTH), ...answers }, ask =>
    ask.id.endsWith('.result') ? ask.fallback || 'notDue' : pressEnter(ask),
  )
  const ended = await world.runWith({ now, prompter, width: 200 }, 'checkin', ...argv)
  expect(prompter.unused()).toEqual([])
  const asked = prompter.asked
  const above = (id: string) => asked.findLast(ask => ask.id === id)?.above.map(({ text }) => text)
  return { ...ended, ids: asked.map(({ id }) => id), asked, above, told: prompter.told }
}

/** A talk to its end: it must be written. */
async function through(held: ReturnType<typeof talk>) {
  const ended = await held
  expect(ended).toMatchObject({ code: 0, err: '' })
  return ended
}

const inFile = (world: World, name: string) => readElsewhere(world.read(`partnership/checkins/${name}`)) as Said
const kept = (world: World) => JSON.parse(world.read(DRAFT)) as { draft: Said; trail: string[] }

const concerns = (ids: readonly string[]) => ids.filter(id => id.startsWith('concerns.'))

describe('a session that is recorded late', () => {
  const later = {
    concerns: [{ id: 'k1', by: 'a', text: 'Late again' }],
    goals: [
      { win: 'a1', state: 'atRisk', value: 5, progressed: false },
      { win: 'w1', state: 'finished' },
    ],
  }

  it('is asked about what there was on its day, and not about what came after it', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-02-16', later)
    const { code, err, ids, above } = await talk(world, {}, ['--date', '2026-02-02'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(concerns(ids)).toEqual([])
    expect(ids).toContain('goals.w1.move')
    expect(above('goals.a1.move')!.join()).not.toContain('now 5')
    expect(inFile(world, '2026-02-02-both.yaml')).toMatchObject({
      goals: [
        { win: 'w1', state: 'onTrack' },
        { win: 'a1', state: 'onTrack' },
      ],
    })
    expect(world.read('partnership/checkins/2026-02-02-both.yaml')).not.toContain('value')
  })

  it('leaves a step to the later session that tells of it', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-02-16', { followUp: [{ step: 's1', result: 'done' }] })
    const { code, ids } = await talk(world, {}, ['--date', '2026-02-02'])
    expect(code).toBe(0)
    expect(ids.filter(id => id.startsWith('steps.'))).toEqual(['steps.s2.result'])
  })

  it('takes its turn among the others', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-02-16')
    const { ids } = await talk(world, {}, ['--date', '2026-02-02'])
    expect(ids).toContain('question.a')
    expect(ids).not.toContain('concern.said')
  })
})

describe('the other record of a session', () => {
  const DATE = ['--date', '2026-01-28'] as const

  it('is asked what the first was asked', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-01-19', { goals: [{ win: 'a1', value: 2, progressed: true }] })
    await enter(world, '2026-01-19', { nextSession: '2026-01-26' }, { recordedBy: 'a', start: '20:00' })
    const first = await talk(
      world,
      {
        'concern.said': 'You are late.',
        'concern.by': 'a',
        'next.a.0.text': 'Call',
        'goals.a1.move': 'stalled',
      },
      [...DATE, '--as', 'a'],
    )
    const second = await talk(world, {}, [...DATE, '--as', 'b'])
    expect([first.code, second.code]).toEqual([0, 0])
    const usual = (ids: readonly string[]) => ids.filter(id => !/^(next|card|concern\.by)/.test(id))
    expect(usual(second.ids)).toEqual(usual(first.ids))
    const records = ['a', 'b'].map(who => inFile(world, `2026-01-28-${who}.yaml`)) as { session: Said; goals: Said[] }[]
    expect(records.map(({ session }) => session.planned)).toEqual(['2026-01-26', '2026-01-26'])
    expect(records[1]!.goals.map(({ win, state }) => [win, state])).toEqual([
      ['w1', 'onTrack'],
      ['a1', 'onTrack'],
    ])
  })

  it('is asked the question that the first was asked, also where there are others by now', async () => {
    const world = await signedPartnership()
    const question = { asked: 'What did you leave out?', a: 'The evenings.' }
    await enter(world, '2026-01-28', { question }, { recordedBy: 'a' })
    const { above } = await talk(world, { 'question.b': 'The mornings.' }, [...DATE, '--as', 'b'])
    expect(above('question.b')).toContain(question.asked)
    expect(inFile(world, '2026-01-28-b.yaml')).toMatchObject({
      question: { asked: question.asked, b: 'The mornings.' },
    })
  })

  it('says a concern that was prepared once more, and it stays one', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-01-19')
    const input = JSON.stringify({ concerns: [{ text: 'You are late.' }] })
    const prepare = ['prepare', '--from', '-', '--as', 'a', '--date', '2026-01-28']
    await must(world.runWith({ input, now: '2026-01-27T10:00:00Z' }, ...prepare))
    for (const who of ['a', 'b']) await through(talk(world, {}, [...DATE, '--as', who]))
    const { ids } = await talk(world, {})
    expect(concerns(ids)).toEqual(['concerns.2026-01-28-a~1.status'])
  })

  it('may not name a concern that is raised later on its day', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-02-02', { concerns: [{ id: 'k1', by: 'a', text: 'Late' }] }, { start: '20:00' })
    const input = session('2026-02-02', { concerns: [{ id: 'k1', status: 'resolved' }] }, { start: '08:00' })
    const { code, err } = await world.runWith({ input }, 'checkin', '--from', '-')
    expect(err).toContain('concerns[0].id: there is no concern "k1"')
    expect(code).toBe(1)
  })
})

describe('a check-in that one of them began', () => {
  it('is named where it is asked who writes, and is what Enter goes on with', async () => {
    const world = await signedPartnership()
    await talk(world, { writer: 'b', 'wins.a': CTRL_C })
    const { asked } = await talk(world, { writer: '', resume: CTRL_C })
    const who = asked.find(({ id }) => id === 'writer')!
    expect(who.choices!.map(({ name }) => name)).toEqual([
      'Ana and Ben, together',
      'Ana',
      'Ben (goes on with what is kept)',
    ])
    expect(who.fallback).toBe('b')
  })
})

describe('a check-in that was refused at its end', () => {
  it('says why when it goes on, asks the last question again, and lets it be changed', async () => {
    const world = await signedPartnership()
    await talk(world, { head: 'change', nextSession: CTRL_C })
    const damaged = kept(world)
    world.write(DRAFT, JSON.stringify({ ...damaged, draft: { ...damaged.draft, minutes: -5 } }))
    const refused = await talk(world, { resume: 'on' })
    expect(refused.err).toContain('session.minutes')
    expect(refused.err).toContain('what you said is kept. To change it with <:  partner checkin')
    expect(refused.code).toBe(1)
    const back = refused.ids.length ? kept(world).trail.length - kept(world).trail.indexOf('minutes') - 1 : 0
    const trail = kept(world).trail.slice(-back)
    const again = await talk(world, {
      resume: 'on',
      ...Object.fromEntries(trail.map(id => [id, id.endsWith('.result') ? ['<', 'notDue'] : ['<', '']])),
      minutes: '50',
    })
    expect(again.above('resume')!.join('\n')).toMatch(/could not be written:\nsession\.minutes: /)
    expect(again.ids.slice(0, 3)).toEqual(['writer', 'resume', 'nextSession'])
    expect(again.code).toBe(0)
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({ session: { minutes: 50 } })
    expect(world.names('partnership/.draft')).not.toContain('checkin-both.json')
  })
})

describe('another day at the first question', () => {
  const WEDNESDAY = '2026-04-29T19:00:00Z'

  it('is one that is over: a mere weekday is the last one', async () => {
    const world = await signedPartnership()
    await through(talk(world, { head: 'change', date: 'Monday' }, [], WEDNESDAY))
    expect(world.names('partnership/checkins')).toEqual(['2026-04-27-both.yaml'])
  })

  it('is refused right there where it is still to come', async () => {
    const world = await signedPartnership()
    const { asked, code } = await talk(world, { head: 'change', date: ['2026-05-04', '2026-04-28'] }, [], WEDNESDAY)
    const second = asked.filter(({ id }) => id === 'date')[1]!
    expect(second.above.map(({ text }) => text)).toContain('Monday 4 May 2026 is still to come.')
    expect(code).toBe(0)
  })

  it('leaves out what came after that day', async () => {
    const world = await signedPartnership()
    const nextSteps = [{ id: 'call', owner: 'a', text: 'Call' }]
    await enter(world, '2026-04-20', { nextSteps, concerns: [{ id: 'k1', by: 'a', text: 'Late' }] })
    await must(world.run('timeout', '--by', 'a', '--date', '2026-04-21'))
    const now = await talk(world, { nextSession: CTRL_C })
    expect(now.ids).toEqual(expect.arrayContaining(['steps.call.result', 'concerns.k1.status', 'timeOut.2026-04-21-a']))
    const { ids, code } = await talk(world, { resume: 'over', head: 'change', date: '6 April' })
    expect(ids.filter(id => /^(steps\.call|concerns|timeOut)/.test(id))).toEqual([])
    expect(code).toBe(0)
    expect(inFile(world, '2026-04-06-both.yaml')).toMatchObject({ session: { date: '2026-04-06' } })
  })

  it('does not count any more after going back to yes', async () => {
    const world = await signedPartnership()
    const [more, back] = ['', '<']
    const answers = {
      head: ['change', 'yes'],
      date: ['2026-04-20', back],
      present: ['a', back],
      minutes: ['50', back],
      initiatedBy: [more, back],
      medium: [more, back],
      'steps.s1.result': [back, 'done'],
    }
    await through(talk(world, answers))
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({ session: { date: TODAY, present: ['a', 'b'] } })
    expect(world.read(`partnership/checkins/${TODAY}-both.yaml`)).not.toContain('minutes')
  })
})

it('whose concern it is stays asked where the talk goes on in full', async () => {
  const world = await signedPartnership()
  await enter(world, '2026-04-13')
  await talk(world, { 'concern.said': 'You are late.', 'concern.by': CTRL_C })
  const { ids } = await through(talk(world, { resume: 'on', 'concern.by': 'b' }, ['--full']))
  expect(ids).toContain('pulse.a.safety')
  expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({
    concerns: [{ by: 'b', text: 'You are late.', status: 'open' }],
  })
})

describe('an answer that another one left behind is not recorded', () => {
  it('a smaller step where the step is done after all, and what helps in such a moment', async () => {
    const world = await signedPartnership()
    await must(
      talk(world, {
        'steps.s1.result': ['missed', 'done'],
        'card.a.whenIMiss': ['Ask me why.', '<'],
        'steps.s1.lesson': ['', '<'],
        'steps.s1.then': ['smaller', '<'],
        'steps.s1.smaller': ['One tiny call', '<'],
        'steps.s2.result': ['<', 'done'],
      }),
    )
    const record = inFile(world, `${TODAY}-both.yaml`)
    expect(record).toMatchObject({ followUp: [{ step: 's1', result: 'done' }, { step: 's2' }] })
    expect(record).not.toHaveProperty('nextSteps')
    expect(Object.values(world.files()).join()).not.toContain('Ask me why.')
  })

  it('the value of a goal that has not moved after all', async () => {
    const wins = {
      ...SMALL.wins,
      a: [{ id: 'a1', text: 'Three case studies', measure: { target: 3, unit: 'studies' } }],
    }
    const world = await signedPartnership({ wins })
    const moves = { 'goals.a1.move': ['moved', 'unchanged'], 'goals.a1.value': ['5', '<'], 'wins.a': ['<', ''] }
    await through(talk(world, moves))
    expect(world.read(`partnership/checkins/${TODAY}-both.yaml`)).not.toContain('value')
  })

  it('but next steps, which are a list, and a time-out stay', async () => {
    const world = await signedPartnership()
    await must(world.run('timeout', '--by', 'a', '--date', '2026-04-21'))
    await through(talk(world, { 'timeOut.2026-04-21-a': 'yes', 'next.a.0.text': 'Call', 'next.a.1.text': 'Write' }))
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({
      nextSteps: [{ text: 'Call' }, { text: 'Write' }],
      timeOut: { by: 'a', date: '2026-04-21', resolved: TODAY },
    })
  })
})

describe('a check-in that goes on where the folder has changed', () => {
  it('keeps its question, so that no answer belongs to another', async () => {
    const world = await signedPartnership()
    const begun = await talk(world, { 'question.a': 'The guide.', 'question.b': CTRL_C })
    world.write('partnership/settings.yaml', 'format: partner/1\nquestions:\n  - What did the dog teach you?\n...\n')
    await enter(world, '2026-04-13')
    const { above } = await through(talk(world, { resume: 'on', 'question.b': 'The plan.' }))
    const [, asked] = begun.above('question.a')!
    expect(above('question.b')).toContain(asked)
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({ question: { asked, a: 'The guide.', b: 'The plan.' } })
  })

  it('keeps what each wants to learn, and of which time-out it was asked', async () => {
    const learning = { skill: { a: ['I rehearse aloud.', 'I write a guide.'] } }
    const world = await signedPartnership({ learning })
    await must(world.run('timeout', '--by', 'b', '--date', '2026-04-21'))
    const said = { 'timeOut.2026-04-21-b': 'yes', 'practice.a.practised': 'yes', roles: CTRL_C }
    await talk(world, said, ['--full'])
    await must(world.run('timeout', '--by', 'a', '--date', '2026-04-20'))
    const practice = [{ by: 'a', kind: 'skill', text: 'I rehearse aloud.', practised: 'some' }]
    await enter(world, '2026-04-13', { practice })
    await through(talk(world, { resume: 'on', 'timeOut.2026-04-20-a': 'no' }, ['--full']))
    const record = inFile(world, `${TODAY}-both.yaml`)
    expect(record).toMatchObject({ practice: [{ by: 'a', text: 'I rehearse aloud.', practised: 'yes' }] })
    expect(record).not.toHaveProperty('timeOut')
  })

  it('says what of it was settled elsewhere', async () => {
    const world = await signedPartnership()
    await talk(world, { 'steps.s1.result': 'done', 'wins.a': CTRL_C })
    await enter(world, '2026-04-20', { followUp: [{ step: 's1', result: 'done' }] })
    const { told } = await through(talk(world, { resume: 'on' }))
    expect(told).toContain('  "Write the guide" was settled in another record; what you said of it is left out.')
    expect(told.join()).not.toContain('Put the chapters')
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({ followUp: [{ step: 's2' }] })
  })

  it('offers what was prepared meanwhile, but not over what was said', async () => {
    const world = await signedPartnership()
    await talk(world, { 'wins.a': 'I ran.', topics: CTRL_C })
    const update = { wins: [{ text: 'I slept.' }], topics: ['The move'], ideas: [{ text: 'A stand' }], need: 'Quiet.' }
    await must(world.runWith({ input: JSON.stringify(update) }, 'prepare', '--from', '-', '--as', 'a', '--date', TODAY))
    const { told, asked } = await through(talk(world, { resume: 'on' }))
    expect(told).toContain('  Ana has prepared. Ana needs from Ben: Quiet.')
    expect(asked.find(({ id }) => id === 'ideas.a')?.prefill).toBe('A stand')
    expect(inFile(world, `${TODAY}-both.yaml`)).toMatchObject({
      wins: [{ by: 'a', text: 'I ran.' }],
      topics: ['The move'],
      ideas: [{ by: 'a', text: 'A stand' }],
    })
  })
})

it.each<[what: string, wrong: Said]>([
  ['ids that are none', { trail: [1] }],
  ['half a line that is none', { typed: 'wins.a' }],
  ['a day that there is not', { date: '2026-02-30' }],
  ['answers that are none', { draft: { wins: [1] } }],
  ['updates that are none', { updates: [{ session: {} }] }],
  ['a question that is none', { asked: { date: TODAY } }],
  ['refusals that are none', { refused: 'no' }],
])('a kept draft with %s is refused in plain words, and stays as it is', async (_, wrong) => {
  const world = await signedPartnership()
  await talk(world, { 'wins.a': CTRL_C })
  world.write(DRAFT, JSON.stringify({ ...kept(world), ...wrong }))
  const before = world.files()
  const { code, err } = await talk(world, {})
  expect(err).toContain(`The draft ${DRAFT} is not one of this program's.`)
  expect(code).toBe(1)
  expect(world.files()).toEqual(before)
})
