import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { describe, expect, it } from 'vitest'
import { expected } from '../support/career/career.ts'
import { must, newWorld, SMALL, session, smallPartnership, type World } from '../support/world.ts'

const { meetings } = SMALL.agreements

/** The small pair, meeting by another rule. */
const meeting = async (rule: object): Promise<World> =>
  await smallPartnership({ agreements: { ...SMALL.agreements, meetings: rule } })

const days = async (world: World, ...argv: string[]): Promise<string[]> =>
  JSON.parse((await must(world.run('schedule', '--json', ...argv))).out).sessions.map(({ local }: { local: string }) =>
    local.slice(0, 10),
  )

describe('schedule --json', () => {
  it('has the instants of the career pair, across the change of the clocks', async () => {
    const world = newWorld()
    const contract = fileURLToPath(new URL('../support/career/contract.json', import.meta.url))
    await must(world.run('init', '--from', contract))
    const { out } = await must(world.run('schedule', '--json', '--as-of', '2026-01-05'))
    const { schema, sessions, ...rest } = JSON.parse(out)
    expect({ schema, rest }).toEqual({ schema: 'partner-schedule/1', rest: {} })
    expect(sessions).toHaveLength(12)
    expect(sessions.slice(0, 10)).toEqual(expected.schedule)
  })

  it('has as many sessions as are asked for, from today on', async () => {
    expect(await days(await smallPartnership(), '--count', '2')).toEqual(['2026-04-27', '2026-05-11'])
  })

  it('has no instant of this machine where no time zone is agreed', async () => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text => text.replace(/^ *timezone: .*\n/m, ''))
    const { out } = await world.run('schedule', '--json', '--count', '1')
    expect(JSON.parse(out).sessions).toEqual([{ local: '2026-04-27 18:30' }])
  })
})

describe('a session that was moved', () => {
  it.each<[how: string, said: object, of: object, days: string[]]>([
    [
      'by the check-in before it takes the place of the next by the rule',
      { nextSession: '2026-01-27' },
      {},
      ['2026-01-27', '2026-02-16', '2026-03-02'],
    ],
    [
      'when it did not take place leaves the next by the rule as it is',
      {},
      { present: undefined, held: false, rescheduledTo: '2026-01-27' },
      ['2026-01-27', '2026-02-02', '2026-02-16'],
    ],
  ])('%s', async (_, said, of, expected) => {
    const world = await smallPartnership()
    world.write('session.json', session('2026-01-19', { ...said }, of))
    await must(world.run('checkin', '--from', 'session.json', '--as', 'a'))
    expect(await days(world, '--count', '3', '--as-of', '2026-01-20')).toEqual(expected)
  })
})

describe('the list of sessions', () => {
  it('is the agreement and each day with its time', async () => {
    const { out } = await must((await smallPartnership()).run('schedule', '--count', '2', '--as-of', '2026-12-20'))
    expect(out).toBe(
      [
        'Every second Monday at 18:30 (Europe/Dublin), starting 19 January 2026',
        '',
        'Monday 21 December     18:30',
        'Monday 4 January 2027  18:30',
        '',
      ].join('\n'),
    )
  })

  it("has a partner's own clock where it shows another time or day", async () => {
    const world = await smallPartnership({
      profiles: { a: { timezone: 'Europe/London' }, b: { timezone: 'Asia/Ho_Chi_Minh' } },
    })
    const { out } = await must(world.run('schedule', '--count', '2', '--as-of', '2026-03-16'))
    expect(out).toContain('Europe/Dublin  Ben (Asia/Ho_Chi_Minh)')
    expect(out).toMatch(/^Monday 16 March +18:30 +01:30, 17 Mar$/m)
    expect(out).toMatch(/^Monday 30 March +18:30 +00:30, 31 Mar$/m)
    expect(out).not.toContain('London')
    for (const line of out.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80)
  })

  it('has the days alone where no time is agreed', async () => {
    const { out } = await must((await meeting({ unit: 'days', days: [1, 15] })).run('schedule', '--count', '2'))
    expect(out).toContain('On the 1st and 15th of each month')
    expect(out).toMatch(/^Friday 1 May\nFriday 15 May$/m)
  })
})

describe('where nothing follows from the agreement', () => {
  it.each([
    ['words alone', { text: 'When it suits' }, 'It is agreed in words alone: "When it suits".'],
    ['months without a first day', { unit: 'month' }, 'No first meeting is agreed'],
    ['days that are over', { dates: ['2026-02-01'] }, 'All the days that were agreed are over.'],
  ])('for %s, that is said', async (_, rule, why) => {
    const world = await meeting(rule)
    const { code, out } = await world.run('schedule')
    expect(code).toBe(0)
    expect(out.replace(/\s+/g, ' ')).toContain(why)
    expect(out).toContain('partner amend agreements')
    expect(await days(world)).toEqual([])
  })

  it.each([
    ['no day of the month', { unit: 'days', days: [] }],
    ['a month that never comes again', { ...meetings, weekday: undefined, unit: 'month', every: 200_000 }],
  ])('for a rule with %s, it is refused with its line', async (_, rule) => {
    const { code, out, err } = await (await meeting(rule)).run('schedule')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/contract\.yaml:\d+:\d+ {2}agreements\.meetings: by this rule no session ever comes/)
    expect(err).toContain('partner amend agreements')
  })
})

it.each(['0', '-1', 'many', '1.5', '1000'])('--count %s is wrong use, and says why', async count => {
  const { code, out, err } = await (await smallPartnership()).run('schedule', `--count=${count}`)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('that is not a number from 1 to 999')
})

it.each([
  ['partners/b.yaml', 'format: partner/1\ntimezone: Mars/Olympus\n...\n'],
  ['checkins/2026-02-02-a.yaml', '<<<<<<< ours\n'],
])('damage in %s is named, and the sessions are shown', async (name, text) => {
  const world = await smallPartnership()
  world.write(`partnership/${name}`, text)
  const { code, out, err } = await world.run('schedule')
  expect(code).toBe(1)
  expect(err).toContain(`partnership/${name}:`)
  expect(out).toContain('Monday 27 April')
})
