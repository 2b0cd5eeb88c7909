import { describe, expect, it } from 'vitest'
import { type Answers, CTRL_C, pressEnter, scripted } from '../support/script.ts'
import { answering, must, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const BEFORE = '2026-04-27T22:50:00Z'
const AFTER = '2026-04-28T00:10:00Z'

/** A clock that is before midnight when a command starts, and after it once something was asked. */
function overMidnight(answers: Answers) {
  const asking = { prompter: scripted(answers, ask => (ask.id.endsWith('.result') ? 'notDue' : pressEnter(ask))) }
  const now = () => (asking.prompter.asked.length ? AFTER : BEFORE)
  return { ...asking, now, timezone: 'UTC' }
}

/** The same for what comes from standard input, which someone may type by hand. */
function inputOverMidnight(text: string) {
  let isRead = false
  const input = () => {
    isRead = true
    return text
  }
  return { input, now: () => (isRead ? AFTER : BEFORE), timezone: 'UTC' }
}

const entered = (world: World, date: string, argv: readonly string[]) => must(world.run(...argv, '--date', date))
const metOn = (world: World, date: string, said: object = {}) =>
  must(world.runWith({ input: session(date, { ...said }) }, 'checkin', '--from', '-'))

it('a page that was open over midnight is signed on the day of the signing', async () => {
  const world = await smallPartnership()
  await must(world.runWith(overMidnight({ 'sign.a': 'Ana Reyes' }), 'sign', '--as', 'a'))
  const [name] = world.names('partnership/signatures')
  expect(JSON.parse(world.read(`partnership/signatures/${name}`))).toMatchObject({
    date: '2026-04-28',
    recordedAt: '2026-04-28T00:10:00Z',
  })
})

it('each of two who sign at one terminal has the day of their own signature', async () => {
  const world = await smallPartnership()
  const asking = answering({ 'sign.a': 'Ana Reyes', 'sign.b': 'Ben Okafor' })
  const now = () => (asking.prompter.asked.length > 1 ? AFTER : BEFORE)
  await must(world.runWith({ ...asking, now, timezone: 'UTC' }, 'sign'))
  const dates = world
    .names('partnership/signatures')
    .map(name => JSON.parse(world.read(`partnership/signatures/${name}`)).date)
  expect(dates).toEqual(['2026-04-27', '2026-04-28'])
})

it('a change that was talked about over midnight is of the day on which it was written', async () => {
  const world = await signedPartnership()
  world.edit('partnership/contract.yaml', text => text.replace('Tea?', 'Coffee?'))
  const asking = overMidnight({ 'amend.why': 'We drink coffee', 'amend.sure': 'yes' })
  await must(world.runWith(asking, 'amend', '--by', 'a', '--yes'))
  expect(world.read('partnership/contract.yaml')).toContain('date: "2026-04-28"')
})

describe('over midnight', () => {
  it.each<[what: string, before: (world: World) => Promise<unknown>, argv: string[], answers: Answers, file: string]>([
    [
      'a time-out is of the day on which it is written',
      async () => {},
      ['timeout'],
      { by: 'a' },
      'timeouts/2026-04-28-a',
    ],
    [
      'a time-out that one of them began alone, too',
      async () => {},
      ['timeout', '--by', 'b'],
      { note: 'Too fast' },
      'timeouts/2026-04-28-b',
    ],
    [
      'the talk about a time-out is of the day on which it is written',
      async world => {
        await entered(world, '2026-04-20', ['timeout', '--by', 'a'])
        await entered(world, '2026-04-21', ['timeout', '--by', 'b'])
      },
      ['timeout', '--resolve'],
      { resolve: 'a' },
      'timeouts/2026-04-28-both',
    ],
    [
      'a check-in is of the day that its first screen showed after midnight',
      async () => {},
      ['checkin'],
      { writer: 'a' },
      'checkins/2026-04-28-a',
    ],
    [
      'a check-in stays of the day that its first screen showed before midnight',
      async () => {},
      ['checkin', '--as', 'a'],
      {},
      'checkins/2026-04-27-a',
    ],
    [
      'a check-in can be of the day that has just begun',
      async () => {},
      ['checkin', '--as', 'a'],
      { head: 'change', date: '28 April 2026' },
      'checkins/2026-04-28-a',
    ],
    [
      'a missed check-in is of the day that its first screen proposed after midnight',
      world => metOn(world, '2026-04-27', { nextSession: '2026-04-28' }),
      ['checkin', '--missed'],
      { writer: 'b' },
      'checkins/2026-04-28-b',
    ],
    [
      'a missed check-in can be of the day that has just begun',
      async () => {},
      ['checkin', '--missed'],
      { writer: 'b', date: '28 April 2026' },
      'checkins/2026-04-28-b',
    ],
    [
      'a missed check-in stays of the day that its first screen proposed before midnight',
      world => metOn(world, '2026-04-26'),
      ['checkin', '--missed', '--as', 'a'],
      { reason: 'A fever' },
      'checkins/2026-04-27-a',
    ],
    [
      'an update is for the day that its first screen named after midnight',
      async () => {},
      ['prepare'],
      { who: 'a', need: 'Ten minutes' },
      'updates/2026-04-28-a',
    ],
    [
      'an update stays for the day that its first screen named before midnight',
      async () => {},
      ['prepare', '--as', 'b'],
      { need: 'Ten minutes' },
      'updates/2026-04-27-b',
    ],
  ])('%s', async (_, before, argv, answers, file) => {
    const world = await signedPartnership()
    await before(world)
    const asking = overMidnight(answers)
    const { out } = await must(world.runWith(asking, ...argv))
    expect(asking.prompter.unused()).toEqual([])
    const day = file.match(/\d{4}-\d\d-\d\d/)?.[0]
    expect(world.read(`partnership/${file}.yaml`)).toMatch(new RegExp(`(?:date|resolved): "${day}"`))
    expect(out).toContain(`Written   partnership/${file}.yaml`)
  })

  it('a check-in that stays of the day before names that day on every screen that names one', async () => {
    const world = await signedPartnership()
    const asking = overMidnight({})
    await must(world.runWith(asking, 'checkin', '--as', 'a'))
    const shown = asking.prompter.asked.flatMap(({ above }) => above.map(({ text }) => text)).join('\n')
    expect(shown).toContain('Session of Monday 27 April')
    expect(shown).not.toContain('28 April')
  })

  it('a time-out that goes on is of the day that was named where it was asked', async () => {
    const world = await signedPartnership()
    const stopped = await world.runWith({ ...answering({ by: 'a', note: `${CTRL_C}Too` }), now: BEFORE }, 'timeout')
    expect(stopped.code).toBe(130)
    const again = answering({ resume: 'on', note: 'Too fast' })
    await must(world.runWith({ ...again, now: AFTER }, 'timeout'))
    expect(again.prompter.asked[0]!.above[0]!.text).toContain('27 April 2026')
    expect(world.names('partnership/timeouts')).toEqual(['2026-04-27-a.yaml'])
  })

  it.each([
    [
      'a check-in',
      ['checkin', '--from', '-'],
      { wins: [{ by: 'a', text: 'It works' }] },
      'checkins/2026-04-28-both.yaml',
    ],
    ['an update', ['prepare', '--as', 'a', '--from', '-'], { need: 'Ten minutes' }, 'updates/2026-04-28-a.yaml'],
  ])(
    '%s without a date that is typed into standard input is of the day on which it ends',
    async (_, argv, said, file) => {
      const world = await signedPartnership()
      await must(world.runWith(inputOverMidnight(JSON.stringify(said)), ...argv))
      expect(world.read(`partnership/${file}`)).toContain('date: "2026-04-28"')
    },
  )

  it.each([
    ['checkin', ['checkin', '--from', '-'], { session: { date: '2026-04-29' } }],
    ['checkin --missed', ['checkin', '--from', '-'], { session: { date: '2026-04-29', held: false } }],
  ])('%s still refuses the day after', async (_, argv, said) => {
    const world = await signedPartnership()
    const before = world.files()
    const { code, err } = await world.runWith(inputOverMidnight(JSON.stringify(said)), ...argv)
    expect(code).toBe(1)
    expect(err).toContain('2026-04-29 is still to come (today is 2026-04-28)')
    expect(world.files()).toEqual(before)
  })
})
