import { beforeAll, describe, expect, it } from 'vitest'
import { readFirst } from '../support/calendars.ts'
import { squash } from '../support/visible.ts'
import { must, SMALL, session, smallPartnership, type World } from '../support/world.ts'

const BOTH = '18:30 in Dublin (20:30 in Athens)'

describe('partners in two time zones are told both times', () => {
  let pair: World
  beforeAll(async () => {
    pair = await smallPartnership({ profiles: { a: { timezone: 'Europe/Dublin' }, b: { timezone: 'Europe/Athens' } } })
  })
  const said = async (...argv: string[]) => squash((await must(pair.copy().run(...argv))).out)

  it('by status', async () =>
    expect(await said('status', '--as-of', '2026-01-10')).toContain(`Monday 19 January, ${BOTH}`))
  it('by status on the day', async () =>
    expect(await said('status', '--as-of', '2026-01-19')).toContain(`today ${BOTH}`))
  it('by the bare program', async () => {
    const world = pair.copy()
    expect(squash((await world.runWith({ now: '2026-01-10T10:00:00Z' })).out)).toContain(BOTH)
  })
  it('by sign', async () => {
    const world = pair.copy()
    await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes', '--date', '2026-01-05'))
    const { out } = await must(world.run('sign', '--as', 'b', '--name', 'Ben Okafor', '--date', '2026-01-05'))
    expect(squash(out)).toContain(BOTH)
  })
  it('by checkin', async () => {
    const world = pair.copy()
    world.write('s.json', session('2026-04-13'))
    const { out } = await must(world.run('checkin', '--from', 's.json', '--as', 'a'))
    expect(squash(out)).toContain(`Monday 27 April, ${BOTH}`)
  })
  it('by schedule, in a column each', async () => {
    expect(await said('schedule', '--count', '1')).toContain('Europe/Dublin Ben (Europe/Athens)')
  })
})

describe('a check-in at a time that the clock skips', () => {
  const skipped = async (rule: object) =>
    await smallPartnership({
      agreements: { ...SMALL.agreements, meetings: { time: '02:30', timezone: 'Europe/Berlin', ...rule } },
    })
  const weekly = { unit: 'week', weekdays: ['SU'], first: '2026-03-22' }

  it('is said by schedule', async () => {
    const { out } = await must((await skipped(weekly)).run('schedule', '--as-of', '2026-03-22', '--count', '3'))
    expect(out).toContain('Sunday 29 March: 02:30 does not exist on that day; it is 03:30.')
    expect(out.match(/does not exist/g)).toHaveLength(1)
  })

  it('is said by status if it is the next', async () => {
    const world = await skipped({ unit: 'week', weekdays: ['SU'], first: '2026-03-29' })
    const { out } = await must(world.run('status', '--as-of', '2026-03-25'))
    expect(squash(out)).toContain('02:30 does not exist on that day; it is 03:30')
  })

  it.each([
    ['in a rule', weekly],
    ['as the first of a rule', { unit: 'week', weekdays: ['SU'], first: '2026-03-29' }],
    ['on a fixed date', { dates: ['2026-03-29', '2026-04-05'] }],
  ])('is the same instant in the calendar, %s', async (_, rule) => {
    const world = await skipped(rule)
    const { out } = await must(world.run('schedule', '--ics'))
    const { sessions } = JSON.parse(
      (await must(world.run('schedule', '--json', '--as-of', '2026-03-20', '--count', '2'))).out,
    )
    expect(readFirst(out, '2026-04-01')).toContain('2026-03-29T01:30Z')
    expect(sessions.map(({ utc }: { utc: string }) => utc)).toContain('2026-03-29T01:30Z')
  })
})

describe('keys of a schedule that do not go together are refused with their place', () => {
  it.each([
    ['every: 2\n    unit: week', 'unit: month\n    nth: 2', 'nth', 'needs a weekday'],
    ['weekday: MO', 'weekdays: [TU]', 'first', 'Monday 19 January 2026 is not a date of "every second Tuesday"'],
    ['weekday: MO', 'weekdays: [MO]\n    day: 3', 'day', 'goes with `unit: month`'],
    ['weekday: MO', 'weekdays: []', 'weekdays', 'names no weekday'],
  ])('%j as %j', async (before, after, key, what) => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text =>
      text.replace(before, after).replace(after.includes('nth') ? /\n *weekday: MO/ : /$^/, ''),
    )
    const { code, err } = await world.run('status')
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`contract\\.yaml:\\d+:\\d+ {2}agreements\\.meetings\\.${key}: `))
    expect(err).toContain(what)
  })
})
