import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { checked } from '../support/checked.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { CTRL_C } from '../support/script.ts'
import { answering, must, SMALL, session, signedPartnership, TODAY, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>

/** Where the last session was on Monday 30 March; the next is agreed for Monday 13 April, and today is the 27th. */
async function lastMetOn(day = '2026-03-30', said: Said = {}): Promise<World> {
  const world = await signedPartnership()
  await enter(world, day, said, { recordedBy: 'a' })
  return world
}
const enter = (world: World, date: string, said: Said = {}, of: object = {}) =>
  must(world.runWith({ input: session(date, said, of) }, 'checkin', '--from', '-'))
const missed = (world: World, ...argv: string[]) => world.run('checkin', '--missed', ...argv)
const inFile = (world: World, name: string) =>
  readElsewhere(world.read(`partnership/checkins/${name}`)) as { session: Said }
const nextOf = async (world: World, ...argv: string[]) =>
  JSON.parse((await must(world.run('status', '--json', ...argv))).out).next?.date
const comingOf = async (world: World, ...argv: string[]) =>
  JSON.parse((await must(world.run('schedule', '--json', '--count', '3', ...argv))).out).sessions.map(
    ({ local }: { local: string }) => local.slice(0, 10),
  )

describe('partner checkin --missed', () => {
  it('with what got in the way is enough: the day is the one that was agreed', async () => {
    const world = await lastMetOn()
    const { out, err } = await must(missed(world, '--why', 'A fever'))
    expect(inFile(world, '2026-04-13-both.yaml')).toEqual({
      format: 'partner/1',
      session: { date: '2026-04-13', held: false, recordedBy: 'both', reason: 'A fever' },
    })
    expect(err).toBe('')
    expect(out.split('\n')).toEqual([
      '  Written   partnership/checkins/2026-04-13-both.yaml',
      '  Again on  Monday 27 April, 18:30',
      "  Keep it   git add partnership && git commit -m 'Missed session of Ana and Ben, 2026-04-13'",
      '',
    ])
    expect(await checked(world)).toMatchObject({ code: 0, errors: [] })
  })

  it('says nothing alone where nobody is there to ask, and is refused', async () => {
    const world = await lastMetOn()
    const before = world.files()
    for (const argv of [[], ['--as', 'a']]) {
      const { code, out, err } = await missed(world, ...argv)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('Missing: --why, or --date')
    }
    expect(world.files()).toEqual(before)
  })

  it.each([
    ['--date', '2026-04-13'],
    ['--why', 'A fever'],
    ['--absent', 'a'],
    ['--moved-to', '2026-04-29'],
  ])('is told by %s alone', async (...argv) => {
    await must(missed(await lastMetOn(), ...argv))
  })

  it('is not about today if the agreed day is still to come: the day has to be said', async () => {
    const world = await lastMetOn('2026-04-20', { nextSession: '2026-05-04' })
    const { code, err } = await missed(world, '--as', 'b', '--why', 'A fever')
    expect(code).toBe(2)
    expect(err).toContain('Missing: --date')
    await must(missed(world, '--as', 'b', '--why', 'A fever', '--date', TODAY))
    expect(world.names('partnership/checkins')).toContain(`${TODAY}-b.yaml`)
  })

  it('proposes no day at a terminal if the agreed day is still to come', async () => {
    const world = await lastMetOn('2026-04-20', { nextSession: '2026-05-04' })
    const answers = answering({ date: ['', TODAY], reason: 'A fever', absent: 'b', rescheduledTo: '' })
    await must(world.runWith(answers, 'checkin', '--missed', '--as', 'b'))
    const [first, second] = answers.prompter.asked
    expect(first).not.toHaveProperty('fallback')
    expect(second?.id).toBe('date')
    expect(world.names('partnership/checkins')).toContain(`${TODAY}-b.yaml`)
  })

  it.each<[absent: string[], expected: string[]]>([
    [['--absent', 'a'], ['a']],
    [
      ['--absent', 'b', '--absent', 'a'],
      ['a', 'b'],
    ],
    [
      ['--absent', 'a', 'b'],
      ['a', 'b'],
    ],
    [
      ['--absent', 'both'],
      ['a', 'b'],
    ],
  ])('says with %j who could not come, and why, and when instead', async (absent, expected) => {
    const world = await lastMetOn()
    const { out } = await must(missed(world, '--as', 'a', '--why', 'A fever', '--moved-to', '2026-04-29', ...absent))
    expect(inFile(world, '2026-04-13-a.yaml').session).toEqual({
      date: '2026-04-13',
      held: false,
      recordedBy: 'a',
      reason: 'A fever',
      absent: expected,
      rescheduledTo: '2026-04-29',
    })
    expect(out).toContain('Again on  Wednesday 29 April, 18:30')
    expect(await nextOf(world)).toBe('2026-04-29')
    expect(await comingOf(world)).toEqual(['2026-04-29', '2026-05-11', '2026-05-25'])
    expect((await world.run('status')).out).toContain('The next check-in is on Wednesday 29 April, 18:30.')
    expect((await world.run('history')).out).toContain('A fever')
  })

  it('is recorded by who sits there, where git knows', async () => {
    const world = await lastMetOn()
    for (const args of [
      ['init', '--quiet'],
      ['config', 'partner.me', 'b'],
    ])
      execFileSync('git', args, { cwd: world.path('partnership'), stdio: 'ignore' })
    await must(missed(world, '--absent', 'a'))
    expect(world.names('partnership/checkins')).toContain('2026-04-13-b.yaml')
  })

  it.each<[argv: string[], words: string]>([
    [['--missed', '--from', 'x.yaml'], '--from is for a session that took place'],
    [['--missed', '--full'], '--full is for a session that took place'],
    [['--missed', '--confirmed-by', 'a'], '--confirmed-by is for a session that took place'],
    [['--why', 'A fever'], '--why is for a session that did not take place'],
    [['--absent', 'a'], '--absent is for a session that did not take place'],
    [['--moved-to', '2026-05-01'], '--moved-to is for a session that did not take place'],
    [['--missed', '--absent', 'us'], 'Allowed choices are a, b, both'],
    [['--missed', '--moved-to', 'Friday'], '--moved-to Friday: that is not a day.'],
  ])('%j is wrong use', async (argv, words) => {
    const world = await lastMetOn()
    const { code, err } = await world.run('checkin', ...argv)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  it.each<[what: string, argv: string[], words: string]>([
    ['a day before it', ['--moved-to', '2026-04-10'], 'Friday 10 April 2026 is not after the session that was missed'],
    ['that very day', ['--moved-to', '2026-04-13'], 'Monday 13 April 2026 is not after the session that was missed'],
    ['a missed day that is to come', ['--date', '2026-05-04'], 'Monday 4 May 2026 is still to come'],
  ])('refuses %s, and writes nothing', async (_, argv, words) => {
    const world = await lastMetOn()
    const before = world.files()
    const { code, out, err } = await missed(world, ...argv)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(words)
    expect(err).toContain('Nothing was written.')
    expect(world.files()).toEqual(before)
  })

  it.each(['a', 'both'])('refuses where %s said that it took place, also when it is said together', async who => {
    const world = await lastMetOn()
    await enter(world, '2026-04-13', {}, { recordedBy: who })
    const before = world.files()
    for (const as of [['--as', 'a'], []]) {
      const { code, err } = await missed(world, '--date', '2026-04-13', ...as)
      expect(code).toBe(1)
      expect(err).toContain(
        `The session of Monday 13 April 2026 took place, says partnership/checkins/2026-04-13-${who}`,
      )
    }
    expect(world.files()).toEqual(before)
  })

  it('refuses to tell the same twice, which would be two sessions', async () => {
    const world = await lastMetOn()
    await must(missed(world, '--as', 'a', '--date', '2026-04-13'))
    const before = world.files()
    for (const more of [[], ['--why', 'A fever']]) {
      const { code, err } = await missed(world, '--as', 'a', '--date', '2026-04-13', ...more)
      expect(code).toBe(1)
      expect(err).toContain('is recorded already')
      expect(err).toContain('partnership/checkins/2026-04-13-a.yaml')
    }
    expect(world.files()).toEqual(before)
  })

  it('told by each of them is one session that was missed', async () => {
    const world = await lastMetOn()
    await must(missed(world, '--as', 'a', '--absent', 'a', '--moved-to', '2026-04-29'))
    await must(missed(world, '--as', 'b', '--date', '2026-04-13', '--absent', 'b', '--moved-to', '2026-04-29'))
    const { missed: rows } = JSON.parse((await must(world.run('history', '--json'))).out)
    expect(rows).toEqual([{ date: '2026-04-13', absent: ['a', 'b'], rescheduledTo: '2026-04-29' }])
    expect((await checked(world)).advice.filter(({ rule }) => rule === 'records-disagree')).toEqual([])
  })
})

describe('a session that was missed, from a file', () => {
  const fromFile = (world: World, of: object, ...argv: string[]) =>
    world.runWith(
      { input: session('2026-04-13', {}, { present: undefined, ...of }) },
      'checkin',
      '--from',
      '-',
      ...argv,
    )

  it.each<[what: string, before: object | undefined, of: object, words: string]>([
    [
      'took place, says the same person',
      { recordedBy: 'a' },
      { held: false, recordedBy: 'a' },
      'session.date: The session of Monday 13 April 2026 took place, says partnership/checkins/2026-04-13-a.yaml',
    ],
    [
      'is told as missed once more',
      { held: false, recordedBy: 'a' },
      { held: false, recordedBy: 'a' },
      'session.date: That the session of Monday 13 April 2026 did not take place is recorded already.',
    ],
    [
      'was missed, says the same person, and took place',
      { held: false, recordedBy: 'a' },
      { recordedBy: 'a' },
      'session.date: the session of Monday 13 April 2026 did not take place, says partnership/checkins/2026-04-13-a.yaml',
    ],
    [
      'is moved to that very day',
      undefined,
      { held: false, rescheduledTo: '2026-04-13' },
      'session.rescheduledTo: Monday 13 April 2026 is not after the session that was missed',
    ],
  ])('is refused where it %s', async (_, told, of, words) => {
    const world = await lastMetOn()
    if (told) await must(fromFile(world, told))
    const before = world.files()
    const { code, out, err } = await fromFile(world, of)
    expect(err).toMatch(/^standard input:1:\d+ {2}/)
    expect(err).toContain(words)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(world.files()).toEqual(before)
  })

  it('is told by each of them in their own way, as two who remember differently', async () => {
    const world = await lastMetOn()
    await must(fromFile(world, { held: false, recordedBy: 'a' }))
    await must(fromFile(world, { recordedBy: 'b' }))
  })
})

describe('partner checkin --missed at a terminal', () => {
  const talk = { date: '', reason: 'A fever', absent: 'a', rescheduledTo: '29 April' }

  it('asks for the day, what got in the way, who could not come, and when instead', async () => {
    const world = await lastMetOn()
    const answers = answering(talk)
    await must(world.runWith(answers, 'checkin', '--missed', '--as', 'b'))
    expect(answers.prompter.asked.map(({ id }) => id)).toEqual(Object.keys(talk))
    expect(answers.prompter.asked[0]!.footer).toContain('Enter: Monday 13 April')
    expect(answers.prompter.asked[3]!.footer).toContain('Enter: as agreed, Monday 27 April')
    expect(answers.prompter.told).toContain('  That is Wednesday 29 April 2026.')
    expect(inFile(world, '2026-04-13-b.yaml').session).toEqual({
      date: '2026-04-13',
      held: false,
      recordedBy: 'b',
      reason: 'A fever',
      absent: ['a'],
      rescheduledTo: '2026-04-29',
    })
    expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
  })

  it('takes Enter for each', async () => {
    const world = await lastMetOn()
    const none = { date: '', reason: '', absent: '', rescheduledTo: '' }
    await must(world.runWith(answering(none), 'checkin', '--missed', '--as', 'b'))
    expect(inFile(world, '2026-04-13-b.yaml').session).toEqual({ date: '2026-04-13', held: false, recordedBy: 'b' })
    expect(await nextOf(world)).toBe('2026-04-27')
  })

  it('asks who writes where nobody knows, and nothing that is given', async () => {
    const world = await lastMetOn()
    const few = answering({ writer: 'both', rescheduledTo: '' })
    await must(
      world.runWith(few, 'checkin', '--missed', '--date', '2026-04-13', '--why', 'A fever', '--absent', 'both'),
    )
    expect(inFile(world, '2026-04-13-both.yaml').session).toMatchObject({ reason: 'A fever', absent: ['a', 'b'] })
    const all = ['--date', '2026-04-14', '--why', '', '--absent', 'a', '--moved-to', '2026-04-15']
    await must(world.runWith(answering({}), 'checkin', '--missed', ...all))
    expect(inFile(world, '2026-04-14-both.yaml').session).not.toHaveProperty('reason')
  })

  it.each<[said: string, date: string]>([
    ['last Friday', '2026-04-24'],
    ['Friday', '2026-04-24'],
    ['yesterday', '2026-04-26'],
    ['13 April', '2026-04-13'],
    ['1 December', '2025-12-01'],
  ])('takes "%s" for a day that is over', async (said, date) => {
    const world = await lastMetOn()
    await must(world.runWith(answering({ ...talk, date: said, rescheduledTo: '' }), 'checkin', '--missed', '--as', 'b'))
    expect(world.names('partnership/checkins')).toContain(`${date}-b.yaml`)
  })

  it.each<[said: string, date: string]>([
    ['Thursday', '2026-04-30'],
    ['22 April', '2026-04-22'],
    ['4 May', '2026-05-04'],
    ['tomorrow', '2026-04-28'],
  ])('takes "%s" for the day on which they meet instead', async (said, date) => {
    const world = await lastMetOn()
    await must(world.runWith(answering({ ...talk, rescheduledTo: said }), 'checkin', '--missed', '--as', 'b'))
    expect(inFile(world, '2026-04-13-b.yaml').session).toMatchObject({ rescheduledTo: date })
  })

  it('says at once which days cannot be', async () => {
    const world = await lastMetOn()
    const answers = answering({
      ...talk,
      date: ['tomorrow', '30 March', '13 April'],
      rescheduledTo: ['2026-04-13', 'soon', '29 April'],
    })
    await must(world.runWith(answers, 'checkin', '--missed', '--as', 'a'))
    const problems = answers.prompter.asked.flatMap(({ above }) =>
      above.flatMap(({ kind, text }) => (kind === 'problem' ? text : [])),
    )
    expect(problems).toEqual([
      'Tuesday 28 April 2026 is still to come (today is 2026-04-27).',
      'The session of Monday 30 March 2026 took place, says partnership/checkins/2026-03-30-a.yaml',
      'Monday 13 April 2026 is not after the session that was missed, Monday 13 April 2026.',
      `I can't read "soon" as a date. Try 31 October or 2026-10-31.`,
    ])
  })

  it('goes on where it was stopped', async () => {
    const world = await lastMetOn()
    const stopped = await world.runWith(answering({ ...talk, absent: CTRL_C }), ...['checkin', '--missed', '--as', 'b'])
    expect(stopped).toMatchObject({ code: 130, out: '' })
    expect(stopped.err).toContain('Stopped at "Could not come". What you said is saved in partnership/.draft')
    expect(stopped.err).toContain('partner checkin --missed --as b')
    expect((await world.run()).out).toContain('Go on: partner checkin --missed')
    const again = answering({ resume: 'on', absent: 'a b', rescheduledTo: '' })
    // Meanwhile the day of today is another one; what was begun is about the day it was begun with.
    await must(world.runWith({ ...again, now: '2026-05-20T10:00:00Z' }, 'checkin', '--missed', '--as', 'b'))
    expect(inFile(world, '2026-04-13-b.yaml').session).toMatchObject({ reason: 'A fever', absent: ['a', 'b'] })
  })

  it('is left before the first answer with nothing kept', async () => {
    const world = await lastMetOn()
    const before = world.files()
    const { code, err } = await world.runWith(answering({ date: CTRL_C }), 'checkin', '--missed', '--as', 'b')
    expect(code).toBe(130)
    expect(err).toContain('Nothing was written.')
    expect(world.files()).toEqual(before)
  })
})

describe('a session that is recorded late', () => {
  it('takes its place: what was said later counts, and steps are closed by the first that answers them', async () => {
    const world = await lastMetOn('2026-03-30', {
      followUp: [{ step: 's1', result: 'done' }],
      nextSteps: [{ id: 'late', owner: 'b', text: 'Call', due: '2026-04-13' }],
    })
    await enter(world, '2026-03-16', {
      followUp: [{ step: 's1', result: 'carried' }],
      nextSteps: [{ id: 'early', owner: 'a', text: 'Write' }],
      nextSession: '2026-03-20',
    })
    const { steps, next } = JSON.parse((await must(world.run('status', '--json'))).out)
    expect(steps.map(({ id }: { id: string }) => id).sort()).toEqual(['early', 'late', 's2'])
    expect(next.date).toBe('2026-04-13')
    const then = JSON.parse((await must(world.run('status', '--json', '--as-of', '2026-03-19'))).out)
    expect(then.next.date).toBe('2026-03-20')
    expect(then.steps.map(({ id }: { id: string }) => id).sort()).toEqual(['early', 's1', 's2'])
    const { sessions } = JSON.parse((await must(world.run('history', '--json'))).out)
    expect(sessions.map(({ date }: { date: string }) => date)).toEqual(['2026-03-16', '2026-03-30'])
  })

  it('or missed, moves nothing that came after it', async () => {
    const world = await lastMetOn()
    await must(missed(world, '--date', '2026-03-16', '--moved-to', '2026-03-18'))
    expect(await nextOf(world)).toBe('2026-04-13')
    expect(await comingOf(world, '--as-of', '2026-03-17')).toEqual(['2026-03-18', '2026-03-30', '2026-04-13'])
  })
})

describe('a second session on one day', () => {
  it('is another one, before and after that which follows', async () => {
    const world = await lastMetOn('2026-03-30', { nextSteps: [{ id: 'call', owner: 'a', text: 'Call' }] })
    const again = { followUp: [{ step: 'call', result: 'done' }], topics: ['More'], nextSession: '2026-04-06' }
    await enter(world, '2026-03-30', again, { recordedBy: 'a' })
    const { sessions } = JSON.parse((await must(world.run('history', '--json'))).out)
    expect(sessions.map(({ date, topics }: { date: string; topics: string[] }) => [date, topics])).toEqual([
      ['2026-03-30', []],
      ['2026-03-30', ['More']],
    ])
    const { steps, next } = JSON.parse((await must(world.run('status', '--json'))).out)
    expect(steps.map(({ id }: { id: string }) => id)).not.toContain('call')
    expect(next.date).toBe('2026-04-06')
    await must(missed(world, '--as', 'a', '--why', 'A fever'))
    expect(world.names('partnership/checkins')).toEqual([
      '2026-03-30-a-2.yaml',
      '2026-03-30-a.yaml',
      '2026-04-06-a.yaml',
    ])
  })
})

describe('two records of one session', () => {
  it('by one of them held, by the other missed, are read as held, and check says so', async () => {
    const world = await lastMetOn('2026-04-13')
    await must(missed(world, '--as', 'b', '--date', '2026-04-13', '--why', 'I waited elsewhere'))
    const { sessions, missed: rows } = JSON.parse((await must(world.run('history', '--json'))).out)
    expect([sessions.length, rows.length]).toEqual([1, 0])
    const disagree = (await checked(world)).advice.filter(({ rule }) => rule === 'records-disagree')
    expect(disagree.map(({ what }) => what)).toEqual([expect.stringContaining('It is taken as held')])
  })
})

describe('a goal that is finished', () => {
  const agreements = { ...SMALL.agreements, celebration: 'A voice message, with singing.' }
  const finished = { goals: [{ win: 'a1', state: 'finished' }] }
  const words = 'Reached   You agreed to celebrate: A voice message, with singing.'

  it('is celebrated as the pair agreed, once', async () => {
    const world = await signedPartnership({ agreements })
    expect((await enter(world, '2026-01-19', { goals: [{ win: 'a1', state: 'onTrack' }] })).out).not.toContain(
      'Reached',
    )
    expect((await enter(world, '2026-02-02', finished)).out).toContain(words)
    expect((await enter(world, '2026-02-16', finished)).out).not.toContain('Reached')
  })

  it('is celebrated when its owner has confirmed it', async () => {
    const world = await signedPartnership({ agreements })
    const alone = { present: ['b'], recordedBy: 'b' }
    expect((await enter(world, '2026-01-19', finished, alone)).out).not.toContain('Reached')
    expect((await enter(world, '2026-02-02', finished)).out).toContain(words)
  })

  it('is celebrated when the second of them confirms a shared one, in a later session', async () => {
    const world = await signedPartnership({ agreements })
    const shared = { goals: [{ win: 'w1', state: 'finished' }] }
    expect((await enter(world, '2026-01-19', shared, { present: ['a'] })).out).not.toContain('Reached')
    expect((await enter(world, '2026-02-02', shared, { present: ['b'] })).out).toContain(words)
    expect((await enter(world, '2026-02-16', shared)).out).not.toContain('Reached')
  })

  it('is finished without a word where nothing was agreed', async () => {
    expect((await enter(await signedPartnership(), '2026-01-19', finished)).out).not.toContain('Reached')
  })
})
