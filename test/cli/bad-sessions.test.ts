import { describe, expect, it } from 'vitest'
import { type Ended, must, newWorld, SMALL, session, smallPartnership, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>

const CHECKINS = 'partnership/checkins'

const enter = (world: World, date: string, said: Said = {}, of: object = {}): Promise<Ended> =>
  world.runWith({ input: session(date, said, of) }, 'checkin', '--from', '-')

/** A record that somebody wrote by hand. */
const write = (world: World, name: string, record: object): void =>
  world.write(`${CHECKINS}/${name}`, `${JSON.stringify({ format: 'partner/1', ...record }, null, 2)}\n...\n`)

const checked = async (world: World) => JSON.parse((await world.run('check', '--json')).out)

/** What is refused names the place and what to do, and leaves every file as it was. */
async function refused(world: World, running: () => Promise<Ended>, words: RegExp): Promise<void> {
  const before = world.files()
  const { code, out, err } = await running()
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(words)
  expect(err).toContain('Nothing was written. Fix it, then run the same command again.')
  expect(world.files()).toEqual(before)
}

describe('a check-in where there is no contract', () => {
  it('is refused, with how to begin', async () => {
    const world = newWorld()
    const { code, err } = await enter(world, '2026-01-19')
    expect(code).toBe(1)
    expect(err).toContain('There is no partnership here, or in a folder above.')
    expect(err).toContain('Begin one with: partner init')
    expect(world.files()).toEqual({})
  })

  it('is refused where the contract cannot be read', async () => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text => text.replace('version: 1', 'version: one'))
    const { code, err } = await enter(world, '2026-01-19')
    expect(code).toBe(1)
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:\d+ {2}version: /)
    expect(world.names(CHECKINS)).toEqual([])
  })
})

describe('a check-in dated before the contract', () => {
  it('is accepted, as it may have led to the contract, and check advises to look at the day', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2025-01-19', { wins: [{ by: 'a', text: 'Met' }] }))
    const { errors, advice } = await checked(world)
    expect(errors).toEqual([])
    expect(advice.filter(({ rule }: { rule: string }) => rule === 'before-the-contract')).toEqual([
      expect.objectContaining({
        file: 'checkins/2025-01-19-both.yaml',
        path: 'session.date',
        line: 4,
        what: 'the session is of 2025-01-19, and the contract of 2026-01-05',
        remedy: expect.stringContaining('correct session.date, and rename the file'),
      }),
    ])
    expect((await must(world.run('history'))).out).toContain('19')
  })

  it('on the very day of the contract is like any other', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-01-05'))
    expect(JSON.stringify(await checked(world))).not.toContain('before-the-contract')
  })
})

describe('a step that is closed twice', () => {
  const done = { followUp: [{ step: 's1', result: 'done' }] }

  it.each<[what: string, first: [string, object], again: [string, object], words: RegExp]>([
    [
      'in a later session',
      ['2026-01-19', {}],
      ['2026-02-02', {}],
      /^standard input:1:\d+ {2}followUp\[0\]\.step: step "s1" was closed on 2026-01-19: done\n/,
    ],
    [
      'in the second session of a day',
      ['2026-01-19', { recordedBy: 'a' }],
      ['2026-01-19', { recordedBy: 'a', minutes: 30 }],
      /^standard input:1:\d+ {2}followUp\[0\]\.step: step "s1" was closed on 2026-01-19: done\n/,
    ],
    [
      'in an earlier session that is entered afterwards',
      ['2026-02-02', {}],
      ['2026-01-19', {}],
      /^standard input:1:\d+ {2}followUp\[0\]\.step: step "s1" is told of later, on 2026-02-02, so that it cannot be closed here: done\n/,
    ],
  ])('%s is refused', async (_, [day, of], [again, ofAgain], words) => {
    const world = await smallPartnership()
    await must(enter(world, day, done, of))
    await refused(world, () => enter(world, again, done, ofAgain), words)
  })

  it('by both in their records of one session is one closing', async () => {
    const world = await smallPartnership()
    for (const recordedBy of ['a', 'b']) await must(enter(world, '2026-01-19', done, { recordedBy }))
    expect(JSON.stringify(await checked(world))).not.toContain('answered-again')
  })

  it('in two clones is named by check after the merge', async () => {
    const world = await smallPartnership()
    const other = world.copy()
    await must(enter(world, '2026-01-19', done))
    await must(enter(other, '2026-02-02', done))
    world.write(`${CHECKINS}/2026-02-02-both.yaml`, other.bytes(`${CHECKINS}/2026-02-02-both.yaml`))
    const { errors, advice } = await checked(world)
    expect(errors).toEqual([])
    expect(advice.filter(({ rule }: { rule: string }) => rule === 'answered-again')).toEqual([
      expect.objectContaining({
        file: 'checkins/2026-02-02-both.yaml',
        path: 'followUp[0].step',
        what: 'step "s1" was closed on 2026-01-19: done',
        remedy: expect.stringMatching(/^If it is still open, /),
      }),
    ])
  })
})

describe('an answer to a step that is agreed on later', () => {
  it('is refused in a session of an earlier day', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-02-02', { nextSteps: [{ id: 'call', owner: 'a', text: 'Call' }] }))
    const said = { followUp: [{ step: 'call', result: 'done' }] }
    await refused(
      world,
      () => enter(world, '2026-01-19', said),
      /^standard input:1:\d+ {2}followUp\[0\]\.step: step "call" was agreed on later, on 2026-02-02\n/,
    )
  })

  it('written by hand is reported by check, and counts all the same', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-02-02', { nextSteps: [{ id: 'call', owner: 'a', text: 'Call' }] }))
    write(world, '2026-01-19-a.yaml', {
      session: { date: '2026-01-19', present: ['a', 'b'] },
      followUp: [{ step: 'call', result: 'done' }],
    })
    const { errors } = await checked(world)
    expect(errors).toEqual([
      expect.objectContaining({
        file: 'checkins/2026-01-19-a.yaml',
        path: 'followUp[0].step',
        what: 'step "call" was agreed on later, on 2026-02-02',
      }),
    ])
    const { facts } = JSON.parse((await world.run('status', '--json')).out)
    expect(facts).toMatchObject({ openSteps: ['s1', 's2'], followUps: { a: { done: 1 } } })
  })
})

describe('a goal that only an older version had', () => {
  const goals = { goals: [{ win: 'a1', state: 'onTrack', note: 'Two of three' }] }
  /** Both signed version 1; in version 2 there is another goal in the place of a1. */
  const amended = async () => {
    const world = await smallPartnership()
    for (const who of ['a', 'b']) await must(world.run('sign', '--as', who, '--name', who, '--date', '2026-01-05'))
    await must(enter(world, '2026-01-19', goals))
    const wins = { ...SMALL.wins, a: [{ id: 'a2', text: 'Four case studies' }] }
    const roles = { a: [{ id: 'a.1', primary: 'Run the interviews' }] }
    const firstSteps = SMALL.firstSteps.map(({ id, owner, text, due }) => ({ id, owner, text, due }))
    await must(
      world.runWith(
        { input: JSON.stringify({ wins, roles, firstSteps }) },
        ...['amend', '--from', '-', '--by', 'a', '--why', 'more', '--yes'],
      ),
    )
    return world
  }

  it('is refused in a new record', async () => {
    const world = await amended()
    await refused(
      world,
      () => enter(world, '2026-04-27', goals),
      /^standard input:1:\d+ {2}goals\[0\]\.win: there is no goal "a1" any more: it was in version 1 of the contract\n/,
    )
  })

  it('stays in the old one, which check accepts and history tells', async () => {
    const world = await amended()
    expect((await checked(world)).errors).toEqual([])
    expect((await must(world.run('history', '--goal', 'a1'))).out).toContain('Two of three')
  })
})

/** One thing of the wrong kind each, and what is said about it. */
const WRONG: [what: string, record: object, path: string][] = [
  ['a day as a number', { session: { date: 20260119 } }, 'session.date'],
  ['a day that is in no calendar', { session: { date: '2026-02-30' } }, 'session.date'],
  ['minutes in words', { session: { date: '2026-01-19', minutes: 'fifty' } }, 'session.minutes'],
  ['no minutes at all', { session: { date: '2026-01-19', minutes: 0 } }, 'session.minutes'],
  ['a clock that no clock shows', { session: { date: '2026-01-19', start: '25:00' } }, 'session.start'],
  ['present as one word', { session: { date: '2026-01-19', present: 'a' } }, 'session.present'],
  ['a third partner', { session: { date: '2026-01-19', present: ['c'] } }, 'session.present[0]'],
  ['a recorder who is nobody', { session: { date: '2026-01-19', recordedBy: 'Ana' } }, 'session.recordedBy'],
  ['held in words', { session: { date: '2026-01-19', held: 'no' } }, 'session.held'],
  ['a map for a list', { followUp: { step: 's1', result: 'done' } }, 'followUp'],
  ['a step without a result', { followUp: [{ step: 's1' }] }, 'followUp[0].result'],
  ['a new day that is none', { followUp: [{ step: 's1', result: 'carried', newDue: 'soon' }] }, 'followUp[0].newDue'],
  ['a goal that moved in words', { goals: [{ win: 'a1', progressed: 'yes' }] }, 'goals[0].progressed'],
  ['a step that is a number', { nextSteps: [{ owner: 'a', text: 5 }] }, 'nextSteps[0].text'],
  ["a step of nobody's", { nextSteps: [{ text: 'Call' }] }, 'nextSteps[0].owner'],
  ['an id with a space', { nextSteps: [{ id: 'a b', owner: 'a', text: 'Call' }] }, 'nextSteps[0].id'],
  ['six of five', { pulse: { a: { safety: 6 } } }, 'pulse.a.safety'],
  ['a list for text', { notes: ['One'] }, 'notes'],
  ['a concern that is half open', { concerns: [{ by: 'a', text: 'Late', status: 'half' }] }, 'concerns[0].status'],
]

describe.each(WRONG)('a value of the wrong kind: %s', (_, record, path) => {
  const whole = { session: { date: '2026-01-19', present: ['a', 'b'] }, ...record }

  it('is refused with its place', async () => {
    const world = await smallPartnership()
    const input = JSON.stringify(whole, null, 2)
    await refused(
      world,
      () => world.runWith({ input }, 'checkin', '--from', '-'),
      new RegExp(`^standard input:\\d+:\\d+ {2}${path.replace(/[[\].]/g, '\\$&')}: `),
    )
  })

  it('in a file of the folder is named by every reading, and no check-in passes over it', async () => {
    const world = await smallPartnership()
    await must(enter(world, '2026-02-02', { wins: [{ by: 'b', text: 'Slept' }] }))
    write(world, '2026-01-19-a.yaml', whole)
    const place = new RegExp(`2026-01-19-a\\.yaml:\\d+:\\d+ {2}${path.replace(/[[\].]/g, '\\$&')}: `)
    for (const argv of [['status'], ['history'], ['schedule']]) {
      const { code, out, err } = await world.run(...argv)
      expect(code).toBe(1)
      expect(err).toMatch(place)
      expect(out).not.toBe('')
    }
    const { errors } = await checked(world)
    expect(errors).toEqual([expect.objectContaining({ file: 'checkins/2026-01-19-a.yaml', path })])
    expect(errors[0].remedy).not.toBe('')
    const before = world.files()
    const { code, err } = await enter(world, '2026-02-16')
    expect(code).toBe(1)
    expect(err).toMatch(place)
    expect(err).toContain('Nothing was written. Fix the files first')
    expect(world.files()).toEqual(before)
  })
})

it('of held, either answer is named: whoever writes "no" means false', async () => {
  const world = await smallPartnership()
  const said = () => enter(world, '2026-01-19', {}, { held: 'no' })
  await refused(world, said, /session\.held: must be true or false/)
})

describe('a record whose name and content disagree', () => {
  it.each<[what: string, name: string, of: object, path: string, words: string]>([
    [
      'about the day',
      '2026-01-20-a.yaml',
      {},
      'session.date',
      'the name says 2026-01-20, and session.date says 2026-01-19',
    ],
    [
      'about who wrote it',
      '2026-01-19-a.yaml',
      { recordedBy: 'b' },
      'session.recordedBy',
      'the name says a, and session.recordedBy says b',
    ],
  ])('%s is reported with its line, and is read', async (_, name, of, path, what) => {
    const world = await smallPartnership()
    write(world, name, {
      session: { date: '2026-01-19', present: ['a', 'b'], ...of },
      wins: [{ by: 'a', text: 'Met' }],
    })
    expect((await checked(world)).errors).toEqual([
      expect.objectContaining({
        rule: 'name-and-content',
        file: `checkins/${name}`,
        line: expect.any(Number),
        path,
        what,
        remedy: 'Rename the file, or correct the line; which of them is right, its recorder knows.',
      }),
    ])
    const { out, err } = await must(world.run('history', '--json'))
    expect(JSON.parse(out).sessions).toMatchObject([{ date: '2026-01-19' }])
    const note = `partnership/checkins/${name}: ${what}. What is in it counts. See: partner check\n`
    expect(err).toBe(note)
    // Twice, since what was printed may be printed once more.
    for (const argv of [['status'], ['status'], ['schedule'], ['roles'], []])
      expect((await must(world.run(...argv))).err, argv.join()).toContain(note)
    expect((await must(world.run('history', '--as-of', '2026-01-18'))).err).not.toContain(note)
  })

  it('as the name is no record’s is named, and not passed over in silence', async () => {
    const world = await smallPartnership()
    write(world, 'january.yaml', { session: { date: '2026-01-19' } })
    for (const argv of [['status'], ['check'], ['schedule']]) {
      const { code, out, err } = await world.run(...argv)
      expect(code).toBe(1)
      expect(out + err).toContain('january.yaml')
    }
  })
})

describe('an unknown time zone', () => {
  const meetings = { ...SMALL.agreements.meetings, timezone: 'Mars/Olympus' }

  it('is refused in a new contract', async () => {
    const answers = { ...SMALL, agreements: { ...SMALL.agreements, meetings } }
    const world = newWorld({ 'answers.json': JSON.stringify(answers, null, 2) })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(code).toBe(1)
    expect(err).toMatch(/^answers\.json:\d+:\d+ {2}agreements\.meetings\.timezone: /)
    expect(Object.keys(world.files())).toEqual(['answers.json'])
  })

  it.each([['status'], ['check'], ['schedule'], ['history']])('in the contract is named by %s', async command => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text => text.replace('Europe/Dublin', 'Mars/Olympus'))
    const { code, out, err } = await world.run(command)
    expect(code).toBe(1)
    expect(out + err).toMatch(/partnership\/contract\.yaml:\d+:\d+ {2}agreements\.meetings\.timezone: /)
    expect(out + err).toContain('Mars/Olympus')
  })
})

describe('meetings from which no day follows', () => {
  const meeting = (rule: object) => smallPartnership({ agreements: { ...SMALL.agreements, meetings: rule } })

  it('for want of a first day are said to be so, with what to do', async () => {
    const { code, out } = await (await meeting({ unit: 'month', every: 1 })).run('schedule')
    expect(code).toBe(0)
    expect(out.replace(/\s+/g, ' ')).toContain('No first meeting is agreed, from which the months would be counted.')
    expect(out).toContain('partner amend agreements')
  })

  it('are counted from the last session, once there is one', async () => {
    const world = await meeting({ unit: 'month', every: 1 })
    await must(enter(world, '2026-04-20'))
    const { sessions } = JSON.parse((await must(world.run('schedule', '--json', '--count', '1'))).out)
    expect(sessions).toEqual([{ local: '2026-05-20' }])
  })

  it.each([
    ['days of a month that are none', { unit: 'days', days: [] }],
    ['years beyond all calendars', { unit: 'week', every: 1_000_000, first: '2026-01-19' }],
  ])('by a rule of %s are refused with their line', async (_, rule) => {
    const { code, out, err } = await (await meeting(rule)).run('schedule')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/contract\.yaml:\d+:\d+ {2}agreements\.meetings: by this rule no session ever comes/)
    expect(err).toContain('partner amend agreements')
  })

  it.each([
    ['weeks in words', { unit: 'fortnight' }],
    ['a day no month has', { unit: 'days', days: [32] }],
    ['no weeks at all', { unit: 'week', every: 0 }],
    ['a first day that is none', { unit: 'week', first: '2026-02-30' }],
  ])('of the wrong kind (%s) never get into a contract', async (_, rule) => {
    const answers = { ...SMALL, agreements: { ...SMALL.agreements, meetings: rule } }
    const world = newWorld({ 'answers.json': JSON.stringify(answers, null, 2) })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(code).toBe(1)
    expect(err).toMatch(/^answers\.json:\d+:\d+ {2}agreements\.meetings\./)
  })
})
