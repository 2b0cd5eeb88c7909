import { describe, expect, it } from 'vitest'
import { readElsewhere } from '../support/js-yaml.ts'
import { type Ended, must, SMALL, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>

/** Enters a check-in from standard input. */
const enter = (world: World, date: string, said: Said = {}, of: object = {}, ...more: string[]): Promise<Ended> =>
  world.runWith({ input: session(date, said, of) }, 'checkin', '--from', '-', ...more)

const inFile = (world: World, name: string) => readElsewhere(world.read(`partnership/checkins/${name}`))
const statusOf = async (world: World, ...argv: string[]) =>
  JSON.parse((await must(world.run('status', '--json', ...argv))).out)
const openSteps = async (world: World) => (await statusOf(world)).steps.map((step: { id: string }) => step.id)

it('nothing is written where it cannot be read who signed', async () => {
  const world = await smallPartnership()
  world.write('partnership/versions', 'a file')
  const before = world.files()
  expect((await enter(world, '2026-01-19')).code).toBe(3)
  expect(world.files()).toEqual(before)
})

it('the very same record is written once, and another one of that day beside it', async () => {
  const world = await smallPartnership()
  const once = { wins: [{ by: 'a', text: 'Slept' }] }
  const { out } = await must(enter(world, '2026-01-19', once))
  const again = out.replace('Written   ', 'Unchanged already recorded in ')
  expect((await must(enter(world, '2026-01-19', once))).out).toBe(again)
  expect(world.names('partnership/checkins')).toEqual(['2026-01-19-both.yaml'])
  await must(enter(world, '2026-01-19', { wins: [{ by: 'a', text: 'Ran' }] }))
  expect(world.names('partnership/checkins')).toEqual(['2026-01-19-both-2.yaml', '2026-01-19-both.yaml'])
})

describe('what a new record may not say, each with its path', () => {
  it.each<[what: string, said: Said, words: string[]]>([
    [
      'a step that is not there',
      { followUp: [{ step: 's9', result: 'done' }] },
      ['followUp[0].step: there is no step "s9"'],
    ],
    [
      'a step twice',
      {
        followUp: [
          { step: 's1', result: 'done' },
          { step: 's1', result: 'missed' },
        ],
      },
      ['followUp[1].step: "s1" is named twice'],
    ],
    ['a goal that is not there', { goals: [{ win: 'a9' }] }, ['goals[0].win: there is no goal "a9"']],
    ['a goal of a win', { wins: [{ by: 'a', text: 'x', win: 'a9' }] }, ['wins[0].win: there is no goal "a9"']],
    ['a role that is not there', { rolesDiscussed: ['a.1', 'b.1'] }, ['rolesDiscussed[1]: there is no role "b.1"']],
    [
      'a concern that is not there',
      { concerns: [{ id: 'c1', status: 'resolved' }] },
      ['concerns[0].id: there is no concern "c1"'],
    ],
    [
      'a concern twice',
      {
        concerns: [
          { id: 'c1', text: 'Late' },
          { id: 'c1', text: 'Tired' },
        ],
      },
      ['concerns[1].id: "c1" is named twice'],
    ],
    [
      'a question that is not there',
      { answers: [{ question: 'q1', text: 'x' }] },
      ['answers[0].question: there is no question "q1"'],
    ],
    [
      'a goal and role of a new step',
      { nextSteps: [{ owner: 'a', text: 'x', win: 'w9', role: 'r9' }] },
      ['nextSteps[0].win: there is no goal "w9"', 'nextSteps[0].role: there is no role "r9"'],
    ],
    [
      'an id that is taken',
      { nextSteps: [{ id: 's1', owner: 'a', text: 'Other' }] },
      ['nextSteps[0].id: the id "s1" is taken'],
    ],
    [
      'a result nobody knows',
      { followUp: [{ step: 's1', result: 'gone' }] },
      ['followUp[0].result: "gone" is none of: done'],
    ],
    [
      'a next session before it, or on that very day',
      { nextSession: '2026-01-19' },
      ['nextSession: 2026-01-19 is not after this session, 2026-01-19'],
    ],
    [
      'a day of a step before it',
      {
        followUp: [{ step: 's1', result: 'carried', newDue: '2026-01-18' }],
        nextSteps: [
          { owner: 'a', text: 'x', due: '2026-01-19' },
          { owner: 'b', text: 'y', due: '2025-01-26' },
        ],
      },
      [
        'followUp[0].newDue: 2026-01-18 is before this session, 2026-01-19',
        'nextSteps[1].due: 2025-01-26 is before this session, 2026-01-19',
      ],
    ],
    [
      'a look half-way that is before it, or not before the step is due',
      {
        nextSteps: [
          { owner: 'a', text: 'x', checkOn: '2026-01-18' },
          { owner: 'b', text: 'y', due: '2026-01-26', checkOn: '2026-01-26' },
        ],
      },
      [
        'nextSteps[0].checkOn: 2026-01-18 is before this session, 2026-01-19',
        'nextSteps[1].checkOn: 2026-01-26 is not before it is due, 2026-01-26',
      ],
    ],
    [
      'feedback to oneself',
      { feedback: [{ from: 'a', to: 'a', text: 'x' }] },
      ['feedback[0].to: is "a", and so is from'],
    ],
    ['feedback without words', { feedback: [{ from: 'a', to: 'b' }] }, ['feedback[0]: needs a text, or skipped: true']],
  ])('%s', async (_, said, words) => {
    const world = await smallPartnership()
    const before = world.files()
    const { code, out, err } = await enter(world, '2026-01-19', said)
    expect(err.match(/^standard input:\d+:\d+ {2}/gm)).toHaveLength(words.length)
    for (const each of words) expect(err).toContain(each)
    expect(err).toContain('Nothing was written.')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })

  it('a day that is still to come, in the time zone of the meetings', async () => {
    const world = await smallPartnership()
    const late = { now: '2026-04-27T23:30:00Z', timezone: 'America/Los_Angeles' }
    const tomorrow = await world.runWith({ ...late, input: session('2026-04-29') }, 'checkin', '--from', '-')
    expect(tomorrow).toMatchObject({ code: 1, out: '' })
    expect(tomorrow.err).toContain('session.date: 2026-04-29 is still to come (today is 2026-04-28)')
    // In Dublin it is the 28th already.
    expect((await world.runWith({ ...late, input: session('2026-04-28') }, 'checkin', '--from', '-')).code).toBe(0)
  })

  it('what became of a first step before the contract agreed on it', async () => {
    const world = await smallPartnership()
    const said = { followUp: [{ step: 's1', result: 'done' }] }
    const { code, err } = await enter(world, '2026-01-04', said)
    expect(err).toContain('followUp[0].step: step "s1" was agreed on later, on 2026-01-05')
    expect(code).toBe(1)
    // The session itself may have led to the contract, and has nothing to say of its steps.
    expect((await must(enter(world, '2026-01-04'))).err).not.toContain('still open')
    await must(enter(world, '2026-01-05', said))
  })

  it('that a step which was closed is closed again', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', { followUp: [{ step: 's1', result: 'done' }] }))
    const { code, err } = await enter(world, '2026-02-02', { followUp: [{ step: 's1', result: 'missed' }] })
    expect(err).toContain('followUp[0].step: step "s1" was closed on 2026-01-19: done')
    expect(code).toBe(1)
    expect(world.names('partnership/checkins')).toEqual(['2026-01-19-both.yaml'])
  })

  it.each<[what: string, input: string, words: string]>([
    ['text', 'session: Monday\n', 'session: must be a map'],
    ['a list', 'session: [2026-01-19]\n', 'session: must be a map'],
    ['nothing', 'session:\n', 'session: is empty'],
    ['entries that are nothing', 'followUp: [null]\ngoals: [null]\n', 'followUp[0]: is empty'],
  ])('for a map, %s', async (_, input, words) => {
    const world = await smallPartnership()
    const { code, err } = await world.runWith({ input }, 'checkin', '--from', '-', '--confirmed-by', 'a')
    expect(err).toContain(words)
    expect(code).toBe(1)
    expect(world.names('partnership/checkins')).toEqual([])
  })

  it('of a session that was not held, what only a session brings forth', async () => {
    const world = await smallPartnership()
    const { code, err } = await enter(world, '2026-01-19', { topics: ['x'] }, { held: false })
    expect(err).toContain('topics: is only for a session that took place')
    expect(code).toBe(1)
  })
})

describe('what a record leaves out', () => {
  it('is said on stderr, and the step stays open', async () => {
    const world = await signedPartnership()
    const { code, err } = await enter(world, '2026-01-19', { followUp: [{ step: 's1', result: 'done' }] })
    expect(err).toBe('Not in this record, and still open: "Put the chapters on a calendar" (s2)\n')
    expect(code).toBe(0)
    expect(await openSteps(world)).toEqual(['s2'])
  })

  it('is nothing where the session was not held', async () => {
    const world = await signedPartnership()
    expect(await enter(world, '2026-01-19', {}, { held: false, reason: 'flu' })).toMatchObject({ code: 0, err: '' })
    expect(await openSteps(world)).toEqual(['s1', 's2'])
  })
})

describe('what becomes of a step', () => {
  it.each<[said: Said, open: boolean]>([
    [{ result: 'done' }, false],
    [{ result: 'missed' }, false],
    [{ result: 'partly' }, false],
    [{ result: 'missed', newDue: '2026-02-02' }, true],
    [{ result: 'partly', newDue: '2026-02-02' }, true],
    [{ result: 'carried' }, true],
    [{ result: 'notDue' }, true],
    [{ result: 'dropped' }, false],
  ])('%j leaves it open: %s', async (said, open) => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', { followUp: [{ step: 's1', ...said }] }))
    expect((await openSteps(world)).includes('s1')).toBe(open)
  })
})

describe('beside what it recorded, a check-in says', () => {
  it('that the session is before the day of the contract', async () => {
    const world = await smallPartnership()
    expect((await must(enter(world, '2025-01-19'))).err).toContain('before the day of the contract, 5 January 2026')
    expect((await must(enter(world, '2026-01-19'))).err).not.toContain('before the day of the contract')
  })

  it('when they meet next as all records tell it, also where it is recorded late', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-02-16', { nextSession: '2026-03-02' }))
    const { out } = await must(enter(world, '2026-01-26', { nextSession: '2026-04-01' }))
    expect(out).toContain('Again on  Monday 2 March')
  })

  it('which goals they want to change or to close', async () => {
    const world = await smallPartnership()
    const goals = [
      { win: 'a1', review: 'close' },
      { win: 'w1', review: 'change' },
    ]
    const { out } = await must(enter(world, '2026-01-19', { goals }))
    expect(out).toMatch(/Agreed to +close "[^"]+"\n +change "[^"]+"\n +That is done with: partner amend wins\n/)
  })

  it('nothing of steps that the other record of the session agreed on', async () => {
    const world = await smallPartnership()
    const said = { nextSteps: [{ owner: 'a', text: 'Call' }] }
    await must(enter(world, '2026-01-19', said, { recordedBy: 'a' }))
    const { err } = await must(enter(world, '2026-01-19', said, { recordedBy: 'b' }))
    expect(err).not.toContain('"Call"')
  })
})

it('a goal that is counted stands at a number', async () => {
  const measure = { indicator: 'published', baseline: 0, target: 3 }
  const world = await smallPartnership({ wins: { ...SMALL.wins, a: [{ ...SMALL.wins.a[0], measure }] } })
  const { code, err } = await enter(world, '2026-01-19', { goals: [{ win: 'a1', value: 'two-ish' }] })
  const words = 'goals[0].value: must be a number, since the goal is counted from 0 to 3; words go into a note'
  expect([code, err]).toEqual([1, expect.stringContaining(words)])
  await must(
    enter(world, '2026-01-19', {
      goals: [
        { win: 'a1', value: 2 },
        { win: 'w1', value: 'halfway' },
      ],
    }),
  )
})

it('a file that says nothing of a session is no check-in', async () => {
  const world = await smallPartnership()
  for (const input of ['{}', '{"format": "partner/1"}']) {
    const { code, err } = await world.runWith({ input }, 'checkin', '--from', '-')
    expect([code, err]).toEqual([1, expect.stringContaining('says nothing of a session')])
  }
  expect(world.names('partnership/checkins')).toEqual([])
})

describe('the name of the file', () => {
  it.each<[of: object, argv: string[], name: string]>([
    [{}, [], '2026-01-19-both.yaml'],
    [{}, ['--as', 'b'], '2026-01-19-b.yaml'],
    [{ recordedBy: 'a' }, [], '2026-01-19-a.yaml'],
    [{ recordedBy: 'a' }, ['--as', 'b'], '2026-01-19-a.yaml'],
    [{ recordedBy: 'both' }, ['--as', 'b'], '2026-01-19-both.yaml'],
  ])('for a session %j with %j is %s, and says who recorded it', async (of, argv, name) => {
    const world = await smallPartnership()
    const { out } = await must(enter(world, '2026-01-19', {}, of, ...argv))
    expect(world.names('partnership/checkins')).toEqual([name])
    expect(out).toContain(`Written   partnership/checkins/${name}`)
    expect(inFile(world, name)).toMatchObject({ session: { recordedBy: name.slice(11, -5) } })
  })

  it('gets a number when the same recorder writes twice on a day: these are two sessions', async () => {
    const world = await smallPartnership()
    for (const topic of ['one', 'two', 'three'])
      await must(enter(world, '2026-01-19', { topics: [topic] }, { recordedBy: 'a' }))
    expect(world.names('partnership/checkins')).toEqual([
      '2026-01-19-a-2.yaml',
      '2026-01-19-a-3.yaml',
      '2026-01-19-a.yaml',
    ])
    expect(inFile(world, '2026-01-19-a-2.yaml')).toMatchObject({ topics: ['two'] })
    // Of the same day, they age a goal like one.
    expect((await statusOf(world)).goals[0].sessionsSinceProgress).toBe(1)
  })

  it('is the same where the very same session is entered again, whatever it closed and agreed on', async () => {
    const world = await smallPartnership()
    const said = {
      followUp: [{ step: 's1', result: 'done' }],
      nextSteps: [{ owner: 'a', text: 'Call' }],
      concerns: [{ by: 'b', text: 'May' }],
    }
    const { out } = await must(enter(world, '2026-01-19', said))
    const before = world.files()
    expect(await enter(world, '2026-01-19', said)).toMatchObject({
      code: 0,
      out: out.replace('Written   ', 'Unchanged already recorded in '),
      err: expect.not.stringContaining('s1'),
    })
    expect(world.files()).toEqual(before)
  })

  it('is the own one of each recorder: two files, one session', async () => {
    const world = await smallPartnership()
    const goals = [{ win: 'a1', state: 'onTrack', progressed: true, value: 1 }]
    await must(enter(world, '2026-01-19', { goals, nextSteps: [{ owner: 'a', text: 'Call' }] }, { recordedBy: 'a' }))
    await must(enter(world, '2026-01-19', { goals, nextSteps: [{ owner: 'a', text: 'Call' }] }, { recordedBy: 'b' }))
    expect(world.names('partnership/checkins')).toEqual(['2026-01-19-a.yaml', '2026-01-19-b.yaml'])
    const { goals: after, steps } = await statusOf(world)
    expect(after.find((goal: { id: string }) => goal.id === 'w1').sessionsSinceProgress).toBe(1)
    expect(after.find((goal: { id: string }) => goal.id === 'a1').values).toHaveLength(1)
    expect(steps.filter((step: { text: string }) => step.text === 'Call')).toHaveLength(1)
  })
})

describe('the day of the session', () => {
  it('is the one of --date where the record names none, else its own', async () => {
    const world = await smallPartnership()
    const undated = { input: 'session: {present: [a, b]}\n' }
    await must(world.runWith(undated, 'checkin', '--from', '-', '--date', '2026-01-19'))
    await must(world.runWith(undated, 'checkin', '--from', '-'))
    await must(enter(world, '2026-02-02', {}, {}, '--date', '2026-03-02'))
    expect(world.names('partnership/checkins')).toEqual([
      '2026-01-19-both.yaml',
      '2026-02-02-both.yaml',
      '2026-04-27-both.yaml',
    ])
  })

  it('may be before the last record: what happened on paper is entered later', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-02-02', { goals: [{ win: 'a1', value: 2, progressed: true }] }))
    await must(enter(world, '2026-01-19', { goals: [{ win: 'a1', value: 1, progressed: true }] }))
    expect((await statusOf(world)).goals.find((goal: { id: string }) => goal.id === 'a1').value).toBe(2)
  })
})

describe('ids', () => {
  it('are given to new steps and concerns without one, by day and recorder, and what has one keeps it', async () => {
    const world = await smallPartnership()
    const nextSteps = [
      { owner: 'a', text: 'One' },
      { id: 'mine', owner: 'b', text: 'Two' },
      { owner: 'both', text: 'Three' },
    ]
    await must(enter(world, '2026-02-02', { nextSteps, concerns: [{ by: 'a', text: 'Tired' }] }, { recordedBy: 'b' }))
    expect(inFile(world, '2026-02-02-b.yaml')).toMatchObject({
      nextSteps: [{ id: '2026-02-02-b.1' }, { id: 'mine' }, { id: '2026-02-02-b.2' }],
      concerns: [{ id: '2026-02-02-b.3', text: 'Tired' }],
    })
    // They are what the next record names.
    const said = {
      followUp: [{ step: '2026-02-02-b.2', result: 'done' }],
      concerns: [{ id: '2026-02-02-b.3', status: 'resolved' }],
    }
    expect((await enter(world, '2026-02-16', said)).code).toBe(0)
  })

  it('of a second record on the same day are not those of the first', async () => {
    const world = await smallPartnership()
    for (const text of ['One', 'Two'])
      await must(enter(world, '2026-02-02', { nextSteps: [{ owner: 'a', text }] }, { recordedBy: 'a' }))
    expect(inFile(world, '2026-02-02-a-2.yaml')).toMatchObject({ nextSteps: [{ id: '2026-02-02-a.2' }] })
  })
})

describe('ids that were given twice to one step', () => {
  it('are not given a third time', async () => {
    const world = await smallPartnership()
    const call = { nextSteps: [{ owner: 'a', text: 'Call' }], concerns: [{ by: 'a', text: 'Tired' }] }
    await must(enter(world, '2026-01-19', call, { recordedBy: 'a' }))
    await must(enter(world, '2026-01-19', call, { recordedBy: 'b' }))
    const other = { nextSteps: [{ owner: 'b', text: 'Read' }], concerns: [{ by: 'b', text: 'Busy' }] }
    expect(await enter(world, '2026-01-19', other, { recordedBy: 'b' })).toMatchObject({ code: 0 })
    expect(inFile(world, '2026-01-19-b-2.yaml')).toMatchObject({
      nextSteps: [{ id: '2026-01-19-b.3' }],
      concerns: [{ id: '2026-01-19-b.4' }],
    })
  })
})

describe("what is the other partner's", () => {
  const alone = { present: ['a'], recordedBy: 'a' }
  const dropped = { followUp: [{ step: 's2', result: 'dropped' }] }

  it('is let go only when they confirm it, and until then status says so', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', dropped, alone))
    expect(await openSteps(world)).toContain('s2')
    const { out } = await world.runWith({ width: 120 }, 'status')
    expect(out).toMatch(/Ben +Put the chapters on a calendar .*, let go, to be confirmed\n/)
    await must(enter(world, '2026-02-02', dropped, { present: ['b'], recordedBy: 'b' }))
    expect(await openSteps(world)).not.toContain('s2')
  })

  it('is settled at once by --confirmed-by, which stands in the file', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', dropped, alone, '--confirmed-by', 'b'))
    expect(inFile(world, '2026-01-19-a.yaml')).toMatchObject({ followUp: [{ step: 's2', confirmedBy: ['b'] }] })
    expect(await openSteps(world)).not.toContain('s2')
  })

  it('is not settled by --yes', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', dropped, alone, '--yes'))
    expect(await openSteps(world)).toContain('s2')
  })

  it('needs no confirmation from who was there, nor for what is one’s own', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-19', { followUp: [{ step: 's1', result: 'dropped' }] }, alone))
    expect(await openSteps(world)).toEqual(['s2'])
    await must(enter(world, '2026-02-02', dropped))
    expect(await openSteps(world)).toEqual([])
  })

  it('is a goal that somebody else calls finished', async () => {
    const world = await smallPartnership()
    const finished = { goals: [{ win: 'a1', state: 'finished' }] }
    const goal = async () => (await statusOf(world)).goals.find(({ id }: { id: string }) => id === 'a1')
    await must(enter(world, '2026-01-19', finished, { present: ['b'], recordedBy: 'b' }))
    expect(await goal()).toMatchObject({ finished: false, awaiting: { what: 'finished', by: ['a'] } })
    expect((await world.run('status')).out.replace(/\s+/g, ' ')).toContain('finished, to be confirmed')
    await must(enter(world, '2026-02-02', finished, { present: ['b'], recordedBy: 'b' }, '--confirmed-by', 'a'))
    expect(await goal()).toMatchObject({ finished: true })
  })
})

describe('the next session', () => {
  it.each<[what: string, said: Said, of: object, next: string]>([
    ['follows from the rule', {}, {}, '2026-02-02'],
    ['is the one that the record names', { nextSession: '2026-01-26' }, {}, '2026-01-26'],
    ['is the one that a missed one was moved to', {}, { held: false, rescheduledTo: '2026-01-21' }, '2026-01-21'],
  ])('%s', async (_, said, of, next) => {
    const world = await smallPartnership()
    const { out } = await must(enter(world, '2026-01-19', said, of))
    expect((await statusOf(world, '--as-of', '2026-01-20')).next).toEqual({ date: next, time: '18:30', daysOverdue: 0 })
    expect(out).toMatch(/Again on {2}.*18:30/)
  })

  it('is the first of the rule before any record, and one that is past is late', async () => {
    const world = await smallPartnership()
    expect((await statusOf(world, '--as-of', '2026-01-10')).next).toMatchObject({ date: '2026-01-19', daysOverdue: 0 })
    expect((await statusOf(world, '--as-of', '2026-01-22')).next).toMatchObject({ date: '2026-01-19', daysOverdue: 3 })
    expect((await world.run('status', '--as-of', '2026-01-22')).out).toContain(
      'Monday 19 January is 3 days late: meet soon, or',
    )
    expect((await world.run('status', '--as-of', '2026-01-19')).out).toContain('The next check-in is today 18:30.')
  })
})

const BOTH_DONE = { followUp: ['s1', 's2'].map(step => ({ step, result: 'done' })) }

const halfSigned = async () => {
  const world = await smallPartnership()
  await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
  return world
}

const changed = async () => {
  const world = await signedPartnership()
  world.edit('partnership/contract.yaml', text => text.replace('Tea?', 'Coffee?'))
  return world
}

describe('signing and check-ins', () => {
  it('do not wait for each other', async () => {
    const open = await smallPartnership()
    expect((await enter(open, '2026-01-19')).code).toBe(0)
    const signed = await signedPartnership()
    expect((await enter(signed, '2026-01-19')).code).toBe(0)
    expect((await signed.run('verify', '--current')).code).toBe(0)
  })

  it.each<[what: string, make: () => Promise<World>, hint: string]>([
    ['nobody signed', () => smallPartnership(), 'The contract: nobody has signed it yet. Next: partner sign'],
    [
      'what was signed is damaged',
      async () => {
        const world = await signedPartnership()
        const [frozen] = world.names('partnership/versions')
        world.edit(`partnership/versions/${frozen}`, text => `${text}# more\n`)
        return world
      },
      'What was signed is damaged, or cannot be read. Next: partner verify',
    ],
    ['one signed', () => halfSigned(), 'The contract: signed by one of you. Next: partner sign'],
    ['what was signed was changed', () => changed(), 'The contract: changed since it was signed. Next: partner verify'],
  ])('but where %s, a check-in says so on stderr', async (_, make, hint) => {
    const { code, err } = await enter(await make(), '2026-01-19', BOTH_DONE)
    expect({ code, err }).toEqual({ code: 0, err: `${hint}\n` })
  })
})

describe('what a check-in ends with', () => {
  it('is one win, the next steps, the next date and the git line, and nothing else', async () => {
    const world = await signedPartnership()
    const said = {
      ...BOTH_DONE,
      wins: [
        { by: 'b', text: 'Slept' },
        { by: 'a', text: 'Ran' },
      ],
      nextSteps: [
        { owner: 'a', text: 'Call', due: '2026-05-04' },
        { owner: 'both', text: 'Walk' },
      ],
    }
    const { out, err } = await must(enter(world, '2026-04-27', said))
    expect(err).toBe('')
    expect(out.split('\n')).toEqual([
      '  Written   partnership/checkins/2026-04-27-both.yaml',
      '  A win     Ben: Slept',
      '  Next      Ana: Call, by Monday 4 May',
      '            Ana and Ben: Walk',
      '  Again on  Monday 11 May, 18:30',
      "  Keep it   git add partnership && git commit -m 'Session of Ana and Ben, 2026-04-27'",
      '',
    ])
  })

  it('names the steps that go on, and each date once', async () => {
    const world = await signedPartnership()
    const [first, second] = BOTH_DONE.followUp
    const { out } = await must(
      enter(world, '2026-04-27', {
        followUp: [
          { ...first, result: 'carried', newDue: '2026-05-11' },
          { ...second, result: 'missed', newDue: '2026-05-04' },
        ],
        nextSteps: [
          { owner: 'a', text: 'First draft -> Hân by Sunday', due: '2026-05-03' },
          { owner: 'b', text: 'Report due by Friday', due: '2026-05-01' },
          { owner: 'b', text: 'Letter of 3 May', due: '2026-05-03' },
        ],
      }),
    )
    const lines = out.split('\n').map(line => line.slice(12))
    expect(lines.filter(line => line.endsWith('(again)'))).toEqual([
      expect.stringMatching(/^Ana: .*, by Monday 11 May \(again\)$/),
      expect.stringMatching(/^Ben: .*, by Monday 4 May \(again\)$/),
    ])
    expect(lines).toContain('Ana: First draft -> Hân, by Sunday 3 May')
    expect(lines).toContain('Ben: Report due by Friday (Friday 1 May)')
    expect(lines).toContain('Ben: Letter of 3 May, by Sunday 3 May')
  })

  it('prints a git line that no shell can misread, whatever is in the names', async () => {
    const world = await smallPartnership({ partners: { a: { name: "O'Hara $(rm -rf ~)" }, b: { name: '`Ben` ; x' } } })
    const { out } = await must(enter(world, '2026-01-19'))
    expect(out).toMatch(/git commit -m 'Session of OHara and Ben, 2026-01-19'\n$/)
  })
})
