import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { CTRL_C, pressEnter, scripted } from '../support/script.ts'
import { type Ended, must, SMALL, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>

const FIRST = '2026-01-19'
const UPDATE = `partnership/updates/${FIRST}-a.yaml`
/** Three days before the first session. */
const NOW = '2026-01-16T10:00:00Z'
/** The evening of it. */
const LATER = '2026-01-19T19:00:00Z'

/** Prepares from standard input. */
const enter = (world: World, said: Said, ...argv: string[]): Promise<Ended> =>
  world.runWith({ now: NOW, input: JSON.stringify(said) }, 'prepare', '--from', '-', ...argv)

/** What Ana answers alone. */
const ALONE = {
  'steps.s1.result': 'missed',
  'steps.s1.lesson': 'Storm; ask the day before.',
  'goals.w1.move': '',
  'goals.a1.move': 'moved',
  'wins.a': 'I asked a stranger.',
  'obstacles.a.text': 'The phone',
  'obstacles.a.tag': 'phone',
  'obstacles.a.help': 'Take it away.',
  topics: '1, the move',
  'ideas.a': 'A stand in the canteen',
  'question.a': 'The mornings.',
  need: 'Ten minutes of listening.',
} as const

async function talk(world: World, answers: Readonly<Record<string, string>>, ...argv: string[]) {
  const prompter = scripted(answers, pressEnter)
  const ended = await world.runWith({ now: NOW, prompter }, 'prepare', '--as', 'a', ...argv)
  return { ...ended, asked: prompter.asked, unused: prompter.unused() }
}

/** The check-in on the day, and all that it asked. */
async function meet(world: World, answers: Readonly<Record<string, string>> = {}, ...argv: string[]) {
  const prompter = scripted({ 'steps.s2.result': 'done', ...answers }, pressEnter)
  const { out, err } = await must(world.runWith({ now: LATER, prompter }, 'checkin', '--as', 'b', ...argv))
  expect(prompter.unused()).toEqual([])
  const record = readElsewhere(world.read(`partnership/checkins/${FIRST}-b.yaml`)) as Record<string, unknown>
  return { out, err, asked: prompter.asked, ids: prompter.asked.map(({ id }) => id), record }
}

const inFile = (world: World, name = UPDATE) => readElsewhere(world.read(name))

const PREPARED = {
  format: 'partner/1',
  session: { date: FIRST, by: 'a' },
  followUp: [{ step: 's1', result: 'missed', lesson: 'Storm; ask the day before.' }],
  goals: [
    { win: 'w1', state: 'onTrack', progressed: false },
    { win: 'a1', state: 'onTrack', progressed: true },
  ],
  wins: [{ by: 'a', text: 'I asked a stranger.' }],
  obstacles: [{ by: 'a', text: 'The phone', tag: 'phone', help: 'Take it away.' }],
  topics: ['Goal progress', 'the move'],
  ideas: [{ by: 'a', text: 'A stand in the canteen' }],
  question: { asked: expect.any(String), a: 'The mornings.' },
  need: 'Ten minutes of listening.',
}

describe('a preparation in a talk', () => {
  it('asks one partner for what is theirs, and keeps it in one file for that session', async () => {
    const world = await signedPartnership()
    const { code, out, asked, unused } = await talk(world, ALONE)
    expect(unused).toEqual([])
    expect(asked.map(({ id }) => id).filter(id => /(^|\.)(s2|b)(\.|$)/.test(id))).toEqual([])
    expect(inFile(world)).toEqual(PREPARED)
    expect(world.read(UPDATE)).toMatch(/^# yaml-language-server: \$schema=\.\.\/schema\/update\.json\n/)
    expect(world.read(UPDATE)).toMatch(/\n\.\.\.\n$/)
    expect({ code, out }).toEqual({
      code: 0,
      out: [
        `  Written   ${UPDATE}`,
        '  For       the session of Monday 19 January, 18:30',
        '  Next      partner checkin, when you meet: it offers your answers',
        "  Keep it   git add partnership && git commit -m 'Update of Ana for the session of 2026-01-19'",
        '',
      ].join('\n'),
    })
    expect((await world.run('check')).code).toBe(0)
  })

  it('says who reads it, and what was agreed to be prepared', async () => {
    const agreements = { ...SMALL.agreements, updates: { a: { mode: 'written', prepare: 'five lines' } } }
    const world = await smallPartnership({ agreements })
    const { asked } = await talk(world, ALONE)
    const above = asked[0]!.above.map(({ text }) => text)
    expect(above).toContain('You agreed to prepare: five lines')
    expect(above).toContain('Ben can read this. When you meet, the check-in offers each answer once more.')
    expect(above[0]).toBe('Ana alone, before the session of Monday 19 January')
  })

  it('asks the open question of the coming check-in', async () => {
    const world = await signedPartnership()
    const { asked } = await talk(world, ALONE)
    const about = (asks: typeof asked) => asks.find(({ id }) => id === 'question.a')!.above[1]!.text
    const { asked: met } = await meet(world)
    expect(about(met)).toBe(about(asked))
  })

  it('in the next session asks for what was not said yet, as the check-in will', async () => {
    const world = await signedPartnership()
    await must(world.runWith({ now: LATER, input: session(FIRST) }, 'checkin', '--from', '-'))
    const later = {
      now: '2026-01-30T10:00:00Z',
      prompter: scripted({ ...asNothing, 'concern.a': 'You are late.' }, pressEnter),
    }
    await must(world.runWith(later, 'prepare', '--as', 'a'))
    expect(later.prompter.unused()).toEqual([])
    expect(inFile(world, 'partnership/updates/2026-02-02-a.yaml')).toMatchObject({
      concerns: [{ by: 'a', text: 'You are late.', status: 'open' }],
    })
  })

  it('stops at any question, is kept, and goes on from there', async () => {
    const world = await signedPartnership()
    const stopped = await talk(world, { 'steps.s1.result': 'done', 'wins.a': `${CTRL_C}I as` })
    expect(stopped.code).toBe(130)
    expect(stopped.err).toContain('Stopped at "What went well for Ana"')
    expect(stopped.err).toContain('partner prepare --as a')
    expect(world.names('partnership/updates')).toEqual([])
    expect(world.names('partnership/.draft')).toContain('prepare-a.json')
    expect((await world.run()).out).toContain('Go on: partner prepare')
    const { asked, code } = await talk(world, { resume: 'on' })
    expect(code).toBe(0)
    expect(asked.slice(0, 2).map(({ id, prefill }) => [id, prefill])).toEqual([
      ['resume', ''],
      ['wins.a', 'I as'],
    ])
    expect(inFile(world)).toMatchObject({ wins: [{ by: 'a', text: 'I as' }] })
    expect(world.names('partnership/.draft')).not.toContain('prepare-a.json')
  })

  it('begins once more with what stands there, and keeps comments and keys of one’s own', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    world.edit(UPDATE, text => text.replace('need:', 'mood: calm\n# said twice\nneed:'))
    const { out, asked } = await talk(world, { 'wins.a': 'I asked two strangers.' })
    expect(out).toContain(`${UPDATE}, in place of what stood there`)
    expect(asked.find(({ id }) => id === 'wins.a')?.prefill).toBe('I asked a stranger.')
    expect(inFile(world)).toEqual({ ...PREPARED, wins: [{ by: 'a', text: 'I asked two strangers.' }], mood: 'calm' })
    expect(world.read(UPDATE)).toContain('# said twice\nneed:')
    expect(world.names('partnership/updates')).toHaveLength(1)
  })

  it('does not write over what changed while it was held', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    const prompter = scripted({}, ask => {
      if (ask.id === 'need') world.edit(UPDATE, text => text.replace('The mornings.', 'The evenings.'))
      return pressEnter(ask)
    })
    const { code, err } = await world.runWith({ now: NOW, prompter }, 'prepare', '--as', 'a')
    expect(err).toContain(`${UPDATE} changed while you were at work`)
    expect(code).toBe(3)
    expect(inFile(world)).toMatchObject({ question: { a: 'The evenings.' } })
    // What was said is kept, and goes on once that is known.
    const again = await talk(world, { resume: 'on' })
    expect(again.asked[0]!.above[0]!.text).toContain('has changed since')
    expect(again.code).toBe(0)
    expect(inFile(world)).toMatchObject({ question: { a: 'The mornings.' } })
  })

  it('begun for a session that was recorded meanwhile goes on for the next one', async () => {
    const world = await signedPartnership()
    await talk(world, { 'steps.s1.result': 'notDue', 'wins.a': 'I asked.', need: `${CTRL_C}` })
    await must(world.runWith({ now: LATER, input: session(FIRST) }, 'checkin', '--from', '-'))
    const prompter = scripted({ resume: 'on', need: 'Time.' }, pressEnter)
    await must(world.runWith({ now: '2026-01-20T10:00:00Z', prompter }, 'prepare', '--as', 'a'))
    expect(prompter.asked[0]!.above[0]!.text).toBe(
      'There is an unfinished update for the session of 2026-01-19, which is recorded by now. Going on is for 2026-02-02.',
    )
    expect(inFile(world, 'partnership/updates/2026-02-02-a.yaml')).toMatchObject({
      session: { date: '2026-02-02' },
      wins: [{ by: 'a', text: 'I asked.' }],
      need: 'Time.',
    })
    expect(world.names('partnership/updates')).toEqual(['2026-02-02-a.yaml'])
  })

  it('that goes on says for which day, where --date names another', async () => {
    const world = await signedPartnership()
    await talk(world, { ...asNothing, 'wins.a': CTRL_C })
    const { asked } = await talk(world, { resume: 'on' }, '--date', '2026-02-02')
    expect(asked[0]!.above[0]!.text).toBe(
      'There is an unfinished update for the session of 2026-01-19. Going on is about 2026-01-19; for 2026-02-02, start over.',
    )
  })

  it('takes over what was prepared for a session that has been moved since', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    const moved = session(FIRST, {}, { held: false, rescheduledTo: '2026-01-22' })
    await must(world.runWith({ now: LATER, input: moved }, 'checkin', '--from', '-'))
    const prompter = scripted({ need: 'Twenty minutes.' }, pressEnter)
    await must(world.runWith({ now: LATER, prompter }, 'prepare', '--as', 'a'))
    const [one, two] = [UPDATE, 'partnership/updates/2026-01-22-a.yaml'].map(name => inFile(world, name))
    expect(one).toEqual(PREPARED)
    expect(two).toEqual({ ...PREPARED, session: { date: '2026-01-22', by: 'a' }, need: 'Twenty minutes.' })
  })
})

/** Enter through everything that has to be answered. */
const asNothing = { 'steps.s1.result': 'notDue' }

describe('the check-in', () => {
  it('offers what was prepared, and Enter keeps it', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    const { asked, record } = await meet(world)
    const offered = (id: string) => asked.find(ask => ask.id === id)
    for (const id of ['steps.s1.lesson', 'wins.a', 'obstacles.a.text', 'obstacles.a.help', 'ideas.a', 'question.a'])
      expect(offered(id)?.prefill, id).toBe(ALONE[id as keyof typeof ALONE])
    expect(offered('topics')?.prefill).toBe('1, the move')
    expect(offered('steps.s1.result')?.fallback).toBe('missed')
    expect(offered('goals.a1.move')?.fallback).toBe('moved')
    const { session: _, need: __, followUp, ...lists } = PREPARED
    expect(record).toMatchObject(lists)
    // What follows from it is said together.
    expect(record.followUp).toMatchObject([
      { step: 's1', result: 'carried', lesson: 'Storm; ask the day before.' },
      { step: 's2', result: 'done' },
    ])
    expect(record).not.toHaveProperty('need')
  })

  it('records nothing that nobody saw: what another answer leaves out is left out', async () => {
    const world = await signedPartnership()
    await enter(
      world,
      {
        followUp: [{ step: 's1', result: 'missed', lesson: 'Storm.' }],
        goals: [{ win: 'a1', state: 'atRisk', value: 2 }],
        obstacles: [{ text: 'The phone', tag: 'phone', help: 'Take it.' }],
        wins: [{ text: 'Ran' }, { text: 'Slept' }],
      },
      '--as',
      'a',
    )
    const { ids, record } = await meet(world, {
      'steps.s1.result': 'done',
      'goals.a1.move': 'unchanged',
      'obstacles.a.text': '',
      'wins.a': 'Ran',
    })
    // A lesson that was prepared is shown even so; the value of a goal that has not moved is not.
    expect(ids).toContain('steps.s1.lesson')
    expect(ids).not.toContain('goals.a1.value')
    expect(record).toMatchObject({
      followUp: [
        { step: 's1', result: 'done', lesson: 'Storm.' },
        { step: 's2', result: 'done' },
      ],
      wins: [{ by: 'a', text: 'Ran' }],
    })
    expect(record).not.toHaveProperty('obstacles')
    expect(JSON.stringify(record.goals)).not.toContain('value')
  })

  it('changes what is typed over', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    const { record } = await meet(world, { 'wins.a': 'Two strangers.', topics: '2', 'question.b': 'The evenings.' })
    expect(record).toMatchObject({
      wins: [{ by: 'a', text: 'Two strangers.' }],
      topics: ['Challenges'],
      question: { a: 'The mornings.', b: 'The evenings.' },
    })
    // The preparation stays as it was.
    expect(inFile(world)).toEqual(PREPARED)
  })

  const written = { ...SMALL.agreements, updates: { a: { mode: 'written' }, b: { mode: 'written' } } }
  const opening = (asked: { above: readonly { text: string }[] }[]) => asked[0]!.above.map(({ text }) => text)

  it('says above the first question who has prepared, what they need, and whose is not here', async () => {
    const world = await signedPartnership({ agreements: written })
    await talk(world, ALONE)
    const { asked } = await meet(world)
    expect(opening(asked)).toContain('Ana has prepared. Ana needs from Ben: Ten minutes of listening.')
    expect(opening(asked)).toContain("Ben's update is not here yet; it was agreed in writing.")
  })

  it('says nothing of it where nothing was agreed and nobody prepared', async () => {
    const world = await signedPartnership()
    const { asked } = await meet(world, asNothing)
    expect(opening(asked).join()).not.toMatch(/update|prepared/)
  })

  it('offers nothing where the two prepared differently, and says so', async () => {
    const world = await signedPartnership()
    await must(enter(world, { goals: [{ win: 'w1', progressed: true }], topics: ['One'] }, '--as', 'a'))
    await must(enter(world, { goals: [{ win: 'w1', state: 'stalled' }], topics: ['Two'] }, '--as', 'b'))
    const { asked } = await meet(world, asNothing)
    expect(asked.find(({ id }) => id === 'goals.w1.move')?.fallback).toBe('unchanged')
    expect(asked.find(({ id }) => id === 'topics')?.prefill).toBe('One, Two')
    expect(opening(asked)).toContain('"Both in a job we chose": Ana says moved on; Ben says stalled.')
  })

  it('keeps what was prepared as it was written, with all that a talk does not ask', async () => {
    const world = await signedPartnership()
    const prepared = {
      followUp: [{ step: 's1', result: 'done', mood: 'proud' }],
      goals: [{ win: 'a1', state: 'atRisk', progressed: true, mood: 'wary' }],
      wins: [
        { by: 'a', text: 'Asked one', win: 'a1' },
        { by: 'a', text: 'Asked two', mood: 'glad' },
      ],
      obstacles: [
        { by: 'a', text: 'The phone', tag: 'phone' },
        { by: 'a', text: 'The rain', help: 'A lift.' },
      ],
      ideas: [
        { by: 'a', text: 'A stand' },
        { by: 'a', text: 'A sheet', mood: 'keen' },
      ],
      concerns: [
        { by: 'a', text: 'Late', status: 'open' },
        { by: 'a', text: 'Loud', status: 'open', mood: 'tired' },
      ],
    }
    await must(enter(world, prepared, '--as', 'a'))
    const before = inFile(world)
    // Over a file as over a talk.
    await must(talk(world, { need: 'Time.' }))
    expect(inFile(world)).toEqual({
      ...(before as object),
      goals: [{ win: 'w1', state: 'onTrack', progressed: false }, ...prepared.goals],
      need: 'Time.',
    })
    const { record } = await meet(world)
    const [{ id: one }, { id: two }] = record.concerns as [{ id: string }, { id: string }]
    const [late, loud] = prepared.concerns
    expect(record).toMatchObject({ ...prepared, followUp: expect.anything(), goals: expect.anything() })
    expect(record.concerns).toEqual([
      { id: one, ...late },
      { id: two, ...loud },
    ])
    expect(record.followUp).toContainEqual(prepared.followUp[0])
    expect(record.goals).toContainEqual(prepared.goals[0])
  })

  it('rebuilds only what was typed over', async () => {
    const world = await signedPartnership()
    const wins = [
      { by: 'a', text: 'Asked one', win: 'a1' },
      { by: 'a', text: 'Asked two' },
    ]
    const goals = [{ win: 'a1', state: 'atRisk', progressed: true }]
    await must(enter(world, { wins, goals, ideas: [{ by: 'a', text: 'A stand', mood: 'keen' }] }, '--as', 'a'))
    const { record } = await meet(world, {
      ...asNothing,
      'wins.a': 'Asked one; Asked three',
      'goals.a1.move': 'stalled',
    })
    expect(record).toMatchObject({
      wins: [{ by: 'a', text: 'Asked one; Asked three' }],
      ideas: [{ by: 'a', text: 'A stand', mood: 'keen' }],
      goals: [{ win: 'w1' }, { win: 'a1', state: 'stalled', progressed: false }],
    })
    expect(JSON.stringify(record.wins)).not.toContain('win')
  })

  it('names a concern that the two see differently, and offers neither', async () => {
    const world = await signedPartnership()
    const concerns = [{ id: 'k1', text: 'We are late' }]
    await must(world.runWith({ now: NOW, input: session('2026-01-12', { concerns }) }, 'checkin', '--from', '-'))
    await must(enter(world, { concerns: [{ id: 'k1', status: 'resolved', resolution: 'A clock.' }] }, '--as', 'a'))
    await must(enter(world, { concerns: [{ id: 'k1', status: 'open' }] }, '--as', 'b'))
    const { asked } = await meet(world, asNothing)
    expect(opening(asked)).toContain('"We are late": Ana says resolved; Ben says still open.')
    expect(asked.find(({ id }) => id === 'concerns.k1.status')?.fallback).toBe('open')
    expect(asked.map(({ id }) => id)).not.toContain('concerns.k1.resolution')
  })

  it('does not name as different what only one of them said more about', async () => {
    const world = await signedPartnership()
    await must(enter(world, { goals: [{ win: 'w1', progressed: true, value: 3 }] }, '--as', 'a'))
    await must(enter(world, { goals: [{ win: 'w1', progressed: true }] }, '--as', 'b'))
    const { asked } = await meet(world, asNothing)
    expect(opening(asked).join()).not.toContain('says')
    expect(asked.find(({ id }) => id === 'goals.w1.value')?.prefill).toBe('3')
  })

  it('shows whole what somebody needs, and what the other one thought over', async () => {
    const world = await signedPartnership()
    const long = (word: string) => `${`${word} `.repeat(60)}end.`
    await must(enter(world, { question: { asked: 'What now?', a: 'Rest.' }, need: long('time') }, '--as', 'a'))
    await must(enter(world, { question: { asked: long('why'), b: long('since') } }, '--as', 'b'))
    const { asked } = await meet(world, asNothing)
    expect(opening(asked)).toContain(`Ana has prepared. Ana needs from Ben: ${long('time')}`)
    expect(opening(asked)).toContain(`Ben thought about "${long('why')}": ${long('since')}`)
  })

  it('does not offer it again in a second session of that day', async () => {
    const world = await signedPartnership()
    await talk(world, { ...ALONE, 'steps.s1.result': 'done' })
    await must(
      world.runWith(
        { now: LATER, prompter: scripted({}, ask => pressEnter(ask) || (ask.choices ? 'done' : '')) },
        'checkin',
        '--as',
        'b',
      ),
    )
    const prompter = scripted({}, ask => pressEnter(ask) || (ask.choices ? 'done' : ''))
    await must(world.runWith({ now: LATER, prompter }, 'checkin', '--as', 'b'))
    expect(prompter.asked.find(({ id }) => id === 'wins.a')?.prefill).toBe('')
    expect(inFile(world, `partnership/checkins/${FIRST}-b-2.yaml`)).not.toHaveProperty('wins')
  })

  it('asks the question that was thought over, and says what the other one thought over', async () => {
    const world = await signedPartnership()
    await must(enter(world, { question: { asked: 'What now?', a: 'Rest.' } }, '--as', 'a'))
    await must(enter(world, { question: { asked: 'Why?', b: 'For Ana.' } }, '--as', 'b'))
    const { asked, record } = await meet(world, asNothing)
    expect(opening(asked)).toContain('Ben thought about "Why?": For Ana.')
    expect(record).toMatchObject({ question: { asked: 'What now?', a: 'Rest.' } })
  })

  it('offers it once: after the session it was for, no more', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    await meet(world)
    const prompter = scripted({}, ask => pressEnter(ask) || (ask.choices ? 'done' : ''))
    await must(world.runWith({ now: '2026-02-02T19:00:00Z', prompter }, 'checkin', '--as', 'b'))
    expect(prompter.asked.find(({ id }) => id === 'wins.a')?.prefill).toBe('')
  })

  it('does not mix it into a record from a file', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    await must(world.runWith({ now: LATER, input: session(FIRST) }, 'checkin', '--from', '-'))
    expect(inFile(world, `partnership/checkins/${FIRST}-both.yaml`)).not.toHaveProperty('wins')
  })

  it('asks nothing while an update of the session cannot be read', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    world.edit(UPDATE, text => text.replace('missed', 'gone'))
    const prompter = scripted({})
    const { code, err } = await world.runWith({ now: LATER, prompter }, 'checkin', '--as', 'b')
    expect(err).toMatch(/updates\/2026-01-19-a\.yaml:\d+:\d+ {2}followUp\[0\]\.result: "gone" is none of/)
    expect(code).toBe(1)
    expect(prompter.asked).toEqual([])
  })
})

describe('a preparation from a file', () => {
  it('says who and when by itself, or by options, and need not say whose each entry is', async () => {
    const world = await signedPartnership()
    const said = { session: { date: '2026-02-02', by: 'b' }, wins: [{ text: 'Slept' }] }
    await must(enter(world, said))
    await must(enter(world, { wins: [{ text: 'Slept' }] }, '--as', 'b', '--date', '2026-02-16'))
    expect(world.names('partnership/updates')).toEqual(['2026-02-02-b.yaml', '2026-02-16-b.yaml'])
    expect(inFile(world, 'partnership/updates/2026-02-02-b.yaml')).toMatchObject({ wins: [{ by: 'b', text: 'Slept' }] })
  })

  it('takes the place of the one before, whole', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    const { out } = await must(enter(world, { topics: ['the move'] }, '--as', 'a'))
    expect(out).toContain('in place of what stood there')
    expect(inFile(world)).toEqual({ format: 'partner/1', session: { date: FIRST, by: 'a' }, topics: ['the move'] })
  })

  it('does not take the place of one that cannot be read', async () => {
    const world = await signedPartnership()
    await talk(world, ALONE)
    world.edit(UPDATE, text => `${text}<<<<<<< HEAD\n`)
    const before = world.files()
    expect(await enter(world, { topics: ['x'] }, '--as', 'a')).toMatchObject({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, said: Said, words: string]>([
    [
      'a step that is not there',
      { followUp: [{ step: 's9', result: 'done' }] },
      'followUp[0].step: there is no step "s9"',
    ],
    [
      'a step of the other',
      { followUp: [{ step: 's2', result: 'done' }] },
      `followUp[0].step: step "s2" is the other partner's, who prepares it`,
    ],
    ['a goal that is not there', { goals: [{ win: 'a9' }] }, 'goals[0].win: there is no goal "a9"'],
    ['a goal of the other', { goals: [{ win: 'b1' }] }, `goals[0].win: goal "b1" is the other partner's`],
    ['a goal of a win', { wins: [{ text: 'x', win: 'a9' }] }, 'wins[0].win: there is no goal "a9"'],
    ['a concern that is not there', { concerns: [{ id: 'c1' }] }, 'concerns[0].id: there is no concern "c1"'],
    ['a win of the other', { wins: [{ by: 'b', text: 'x' }] }, 'wins[0].by: must be a, whose update this is'],
    ['an answer of the other', { question: { asked: 'Why?', b: 'x' } }, 'question.b: is for the update of b to say'],
    ['what only a session says', { feedback: [] }, 'feedback: is said in the session, by both of you'],
    [
      'what happens with a step',
      { followUp: [{ step: 's1', result: 'missed', then: 'drop' }] },
      'followUp[0].then: is said in the session, by both of you',
    ],
    [
      'a step that is let go',
      { followUp: [{ step: 's1', result: 'dropped' }] },
      'followUp[0].result: "dropped" is none of',
    ],
    ['another partner than --as', { session: { by: 'b' } }, 'session.by: says b, and --as says a'],
    [
      'another day than --date',
      { session: { date: '2026-02-02' } },
      'session.date: says "2026-02-02", and --date says',
    ],
    ['a day that is none', { session: { date: 'soon' } }, 'session.date: soon is not a day'],
    ['text for a map', { session: 'Monday' }, 'session: must be a map'],
    ['nothing for an entry', { wins: [null], goals: 'x' }, 'wins[0]: is empty'],
  ])('is refused at its line, with %s, and nothing is written', async (_, said, words) => {
    const world = await signedPartnership({ wins: { ...SMALL.wins, b: [{ id: 'b1', text: 'The exam' }] } })
    const before = world.files()
    const day = words.includes('--date') ? ['--date', FIRST] : []
    const { code, out, err } = await enter(world, said, '--as', 'a', ...day)
    expect(err).toMatch(/^standard input:\d+:\d+ {2}/)
    expect(err).toContain(words)
    expect(err).toContain('Nothing was written.')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, said: Said]>([
    ['nothing', {}],
    ['nothing but whose it is', { session: { by: 'a' } }],
    ['only keys that nobody knows', { wnis: [{ by: 'a', text: 'Slept' }] }],
    ['lists of nothing', { wins: [], topics: [], need: ' ' }],
  ])('is refused with %s in it: it would count as prepared', async (_, said) => {
    const world = await signedPartnership()
    const before = world.files()
    const { code, out, err } = await enter(world, said, '--as', 'a')
    expect(err).toContain('standard input  holds no answer: one of followUp, goals, wins')
    if ('wnis' in said) expect(err).toContain('Did you mean wins?')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })

  it.each(['talk', 'file'])('for a day before the last session is refused (%s)', async how => {
    const world = await signedPartnership()
    await must(world.runWith({ now: LATER, input: session(FIRST) }, 'checkin', '--from', '-'))
    const argv = ['prepare', '--as', 'a', '--date', '2026-01-16', ...(how === 'file' ? ['--from', '-'] : [])]
    const { code, err } = await world.runWith({ now: LATER, input: 'need: x', prompter: scripted({}) }, ...argv)
    expect(err).toContain('The session of 2026-01-19 is recorded already, and 2026-01-16 is before it.')
    expect(code).toBe(1)
    expect(world.names('partnership/updates')).toEqual([])
  })
})

describe('without a terminal', () => {
  it.each<[argv: string[], missing: string]>([
    [['prepare', '--as', 'a'], 'a file with your answers (--from)'],
    [['prepare'], 'who you are (--as), a file with your answers (--from)'],
    [['prepare', '--from', '-'], '--as'],
  ])('%j ends with 2 and names what is missing', async (argv, missing) => {
    const world = await signedPartnership()
    const before = world.files()
    const { code, out, err } = await world.runWith({ now: NOW, input: 'topics: [x]\n' }, ...argv)
    expect(/Missing: (.*)/.exec(err)?.[1]).toBe(missing)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(world.files()).toEqual(before)
  })
})

it('today is prepared where the session that was agreed is past', async () => {
  const world = await signedPartnership()
  await must(world.runWith({ input: 'need: Time.' }, 'prepare', '--from', '-', '--as', 'a'))
  expect(world.names('partnership/updates')).toEqual(['2026-04-27-a.yaml'])
})

describe('status', () => {
  const agreements = { ...SMALL.agreements, updates: { a: { mode: 'written', leadHours: 48 }, b: { mode: 'verbal' } } }
  const line = "  Ana's written update for Monday 19 January is still to come.\n"
  const status = async (world: World, day: string) => (await must(world.run('status', '--as-of', day))).out

  it('says within the lead time which written update is still to come', async () => {
    const world = await signedPartnership({ agreements })
    expect(await status(world, '2026-01-16')).not.toContain('update')
    expect(await status(world, '2026-01-17')).toContain(line)
    expect(await status(world, '2026-01-20')).toContain(line)
    await must(enter(world, { need: 'Time.' }, '--as', 'a'))
    expect(await status(world, '2026-01-17')).not.toContain('update')
  })
})

describe('check', () => {
  it.each<[what: string, change: (text: string) => string, rule: string]>([
    ['a step that is not there', text => text.replace('s1', 's9'), 'reference-to-nothing'],
    ['a step of the other', text => text.replace('s1', 's2'), 'reference-to-nothing'],
    ['another partner than the name says', text => text.replace('by: a', 'by: b'), 'name-and-content'],
    ['another day than the name says', text => text.replace(FIRST, '2026-01-20'), 'name-and-content'],
    ['a result nobody knows', text => text.replace('missed', 'gone'), 'content'],
  ])('finds in an update %s, by its line', async (_, change, rule) => {
    const world = await signedPartnership()
    await must(enter(world, { followUp: [{ step: 's1', result: 'missed' }] }, '--as', 'a'))
    world.edit(UPDATE, change)
    const { code, out } = await world.run('check', '--json')
    expect(JSON.parse(out).errors).toMatchObject([{ rule, file: `updates/${FIRST}-a.yaml`, line: expect.any(Number) }])
    expect(code).toBe(1)
  })

  it('names a file in updates/ that is none', async () => {
    const world = await signedPartnership()
    world.write('partnership/updates/monday.yaml', 'format: partner/1\n...\n')
    const { out } = await world.run('check', '--json')
    expect(JSON.parse(out).errors).toMatchObject([{ rule: 'unknown-file', file: 'updates/monday.yaml' }])
  })

  it('has nothing against an update whose steps were closed in the session it was for', async () => {
    const world = await signedPartnership()
    await talk(world, { ...ALONE, 'steps.s1.result': 'done' })
    await meet(world)
    expect(JSON.parse((await world.run('check', '--json')).out).errors).toEqual([])
  })
})
