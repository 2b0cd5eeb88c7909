import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { expected } from '../support/career/career.ts'
import { squash } from '../support/visible.ts'
import { must, newWorld, SMALL, session, smallPartnership, type World } from '../support/world.ts'

const folder = fileURLToPath(new URL('../support/career/', import.meta.url))
let pair: World

beforeAll(async () => {
  pair = newWorld()
  await must(pair.run('init', '--from', `${folder}contract.json`))
  const records = readdirSync(folder).filter(name => /^\d\d-/.test(name))
  for (const name of records.sort()) await must(pair.run('checkin', '--from', folder + name))
})

const read = async (...argv: string[]) => (await must(pair.run('history', ...argv))).out

/** The small pair with these sessions. */
async function met(...sessions: readonly [date: string, said: object, of?: object][]): Promise<World> {
  const world = await smallPartnership()
  for (const [date, said, of] of sessions) {
    world.write('session.json', session(date, { ...said }, of))
    await must(world.run('checkin', '--from', 'session.json', '--as', 'a'))
  }
  world.remove('session.json')
  return world
}

describe('the table of sessions', () => {
  it('has the five columns, in 80 cells, and says which session did not take place', async () => {
    const out = await read()
    expect(out).toMatch(/^Date +Topics +Feedback and +Next steps +Accountability\n +notes +measures\n/)
    for (const line of out.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80)
    expect(out.match(/^\d+ (?:Jan|Feb|Mar|Apr) /gm)?.map(day => day.trim())).toEqual([
      '19 Jan',
      '2 Feb',
      '16 Feb',
      '2 Mar',
      '16 Mar',
      '23 Mar',
      '6 Apr',
    ])
    expect(out).toMatch(/^16 Mar +Did not take +- Without Shiv +Moved to 23 March$/m)
  })

  it('is told one session below the other where columns would be too narrow, and leaves no dash alone', async () => {
    const { out } = await must(pair.runWith({ width: 40 }, 'history', '--since', '2026-03-23'))
    expect(out).toMatch(/^23 Mar\n {2}Topics:\n {4}- Adjustments\n {4}- center-to-center\n {2}Feedback and notes:\n/)
    for (const width of [40, 60, 80]) {
      const shown = (await must(pair.runWith({ width }, 'history'))).out
      expect(shown).not.toMatch(/(^| {2})-( {2}|$)/m)
    }
  })

  it('names the partners, and says where a session was longer or shorter than agreed', async () => {
    const out = await read()
    expect(out).toContain('- Shiv: One')
    expect(out).toContain('- 25 minutes, 45')
    expect(out).not.toContain('45 minutes, 45')
  })

  it('says that it cuts long texts, and where they are whole', async () => {
    expect(await read()).toContain('Long texts are cut here; --full has every word.')
    const whole = await read('--full')
    expect(whole).not.toContain('cut here')
    expect(whole.replace(/\s+/g, ' ')).not.toContain('it… ')
    expect(squash(await read('--csv'))).toContain('it is not time, it is fear. Am I wrong?')
    expect(await read('--since', '2026-03-31')).not.toContain('--csv')
  })

  it('begins on the day that is named', async () => {
    const { sessions, missed } = JSON.parse(await read('--since', '2026-03-16', '--json'))
    expect(sessions.map(({ date }: { date: string }) => date)).toEqual(['2026-03-23', '2026-04-06'])
    expect(missed).toHaveLength(1)
    expect(await read('--since', '2026-03-23')).not.toContain('Did not')
    expect(await read('--since', '2026-04-07')).toBe('Nothing of this is written down from 7 April 2026 on.\n')
  })

  it('is empty in a new partnership, and says what fills it', async () => {
    const { code, out } = await (await smallPartnership()).run('history')
    expect({ code, out }).toEqual({
      code: 0,
      out: 'No session is recorded here yet. After the next one: partner checkin\n',
    })
  })
})

describe('history --partner', () => {
  it('shows what one of them gave, got and took on', async () => {
    const world = await met([
      '2026-01-19',
      {
        feedback: [
          { from: 'a', to: 'b', text: 'You called' },
          { from: 'b', to: 'a', skipped: true },
        ],
        nextSteps: [
          { owner: 'a', text: 'Paint' },
          { owner: 'b', text: 'Swim' },
          { owner: 'both', text: 'Walk' },
        ],
        wins: [{ by: 'b', text: 'I slept' }],
        meetingFeedback: 'Shorter',
      },
    ])
    const { out } = await must(world.run('history', '--partner', 'b'))
    for (const text of ['You called', 'Swim', 'Walk', 'How we meet: Shorter']) expect(squash(out)).toContain(text)
    expect(out).not.toContain('Paint')
    expect((await must(world.run('history', '--wins', '--partner', 'a'))).out).not.toContain('I slept')
    expect(
      JSON.parse((await must(world.run('history', '--partner', 'a', '--json'))).out).sessions[0].nextSteps,
    ).toHaveLength(2)
    expect((await world.run('history', '--partner', 'a', '--goal', 'a1')).code).toBe(2)
  })
})

describe('history --json', () => {
  it('has the rows of the career pair, and the missed session apart', async () => {
    const { schema, sessions, missed, ...rest } = JSON.parse(await read('--as-of', expected.asOf, '--json'))
    expect({ schema, rest }).toEqual({ schema: 'partner-history/1', rest: {} })
    expect(sessions).toEqual(expected.history)
    expect(missed).toMatchObject([{ date: '2026-03-16', absent: ['a'], rescheduledTo: '2026-03-23' }])
  })

  it('is as it was on a day, and says what it leaves out', async () => {
    const { code, out, err } = await pair.run('history', '--as-of', '2026-02-02', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out).sessions).toEqual(expected.history.slice(0, 2))
    expect(err).toContain('Left out, as dated after 2026-02-02: 2026-02-16')
  })
})

describe('history --csv', () => {
  it('has each row on lines that end in CR and LF, under the five titles', async () => {
    const rows = (await read('--csv')).split('\r\n')
    expect(rows).toHaveLength(1 + 7 + 1)
    expect(rows[0]).toBe('\ufeffDate,Topics,Feedback and notes,Next steps,Accountability measures')
    expect(rows[5]).toContain('2026-03-16,Did not take place')
  })

  it('keeps a tab that somebody wrote', async () => {
    const world = await met(['2026-01-19', { notes: 'Rent\t900' }])
    expect((await world.run('history', '--csv')).out).toContain('2026-01-19,,"Rent\t900",,\r\n')
  })

  it('runs nothing in a spreadsheet or a terminal', async () => {
    const world = await met(['2026-01-19', { topics: ['=1+1'], measures: ['@SUM(1)'], notes: '+\u202e1' }])
    const { out } = await world.run('history', '--csv')
    expect(out).toContain("2026-01-19,'=1+1,'+\ufffd1,,'@SUM(1)\r\n")
  })
})

describe('history --goal', () => {
  it('marks the values between the least and the greatest, in plain characters', async () => {
    const lines = (await read('--goal', 'a2')).split('\n')
    const length = (label: string) => lines.find(line => line.startsWith(label))?.match(/\|(\.*)\*$/)?.[1]?.length
    expect(length('at the start')).toBe(0)
    expect(length('2 Feb')).toBeGreaterThan(length('19 Jan')!)
    expect(length('23 Mar')).toBeGreaterThan(length('2 Feb')!)
    expect(length('target')).toBe(39)
  })

  it('lists the values with what was said, under what the goal is', async () => {
    const out = await read('--goal', 'case stud')
    expect(out).toMatch(/^Three UX case studies, published/)
    expect(out).toContain('published case studies, target 3, due 31 August 2026')
    expect(out).toMatch(/^6 Apr +1 +on track, moved on +1 of 3$/m)
    for (const line of out.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80)
  })

  it('plots falling and negative numbers, and lists words that no plot can show', async () => {
    const goal = (value: unknown) => ({ goals: [{ win: 'a1', value }] })
    const world = await met(
      ['2026-01-19', goal(10)],
      ['2026-02-02', goal('half done')],
      ['2026-02-16', goal('-5')],
      ['2026-03-02', goal('2,5')],
    )
    const { out } = await must(world.run('history', '--goal', 'a1'))
    expect(out).toMatch(/^19 Jan +10 +\|\.{39}\*$/m)
    expect(out).toMatch(/^16 Feb +-5 +\|\*$/m)
    expect(out).toMatch(/^2 Mar +2\.5 +\|\.{20}\*$/m)
    expect(out).not.toMatch(/^2 Feb.*\|/m)
    expect(out).toMatch(/^2 Feb +half done/m)
  })

  it('has the list alone where no value is a number', async () => {
    const world = await met(['2026-01-19', { goals: [{ win: 'a1', state: 'onTrack' }] }])
    expect((await must(world.run('history', '--goal', 'a1'))).out).toBe(
      'Three case studies\n\nDate    Value  How it stood  Note\n19 Jan         on track\n',
    )
  })

  it('names no unit where the goal is words', async () => {
    const measure = { indicator: 'allowed', unit: 'yes/no', baseline: 'no', target: 'yes' }
    const world = await smallPartnership({ wins: { ...SMALL.wins, a: [{ id: 'a1', text: 'The flat', measure }] } })
    expect((await must(world.run('history', '--goal', 'a1'))).out).toContain('allowed, target yes\n')
  })

  it('says of a finished goal what its owner has yet to confirm, as status does', async () => {
    const finished = { goals: [{ win: 'a1', state: 'finished' }] }
    const world = await met(
      ['2026-01-19', { goals: [{ win: 'a1', state: 'onTrack' }] }],
      ['2026-02-02', finished, { present: ['b'] }],
    )
    const goal = async () => (await must(world.run('history', '--goal', 'a1'))).out
    expect((await must(world.run('status'))).out).toContain('finished, to be confirmed')
    expect(await goal()).toMatch(/^19 Jan +on track$/m)
    expect(await goal()).toMatch(/^2 Feb +finished, to be confirmed$/m)
    world.write('session.json', session('2026-02-16', finished))
    await must(world.run('checkin', '--from', 'session.json', '--as', 'a'))
    expect(await goal()).toMatch(/^2 Feb +finished$/m)
  })

  it('gives the values to programs', async () => {
    const { goal } = JSON.parse(await read('--goal', 'a1', '--since', '2026-03-23', '--json'))
    expect(goal).toMatchObject({ id: 'a1', measure: { target: 3 } })
    expect(goal.entries.map(({ value }: { value: number }) => value)).toEqual([0, 1])
  })

  it('says which goals there are when none or several are meant', async () => {
    const none = await pair.run('history', '--goal', 'piano')
    expect(none).toMatchObject({ code: 1, out: '' })
    expect(none.err).toContain('There is no goal "piano".\nName one of these:\n')
    const several = await pair.run('history', '--goal', 'a')
    expect(several).toMatchObject({ code: 2, out: '' })
    expect(several.err).toContain('Several goals have the words "a".')
    expect(several.err).toContain('  a1  Three UX case studies')
  })
})

describe('looking back', () => {
  it('at what went well', async () => {
    expect(await read('--wins')).toMatch(/^2 Feb +Hân +72% in the mock question$/m)
    expect(JSON.parse(await read('--wins', '--since', '2026-04-01', '--json')).wins).toHaveLength(2)
  })

  it('at a goal that was reached', async () => {
    const world = await met(['2026-01-19', { goals: [{ win: 'a1', state: 'finished' }] }])
    expect((await world.run('history', '--wins')).out).toMatch(/^19 Jan +Ana +Finished: Three case studies$/m)
  })

  it('at what was learned, and from which step', async () => {
    expect(await read('--lessons')).toMatch(/^2 Feb +Hân +Never plan the 31st\. +One-page offer/m)
    expect(await read('--lessons', '--csv')).toContain('2026-02-02,Hân,Never plan the 31st.,"One-page offer')
  })
})

it.each([
  [['--wins', '--lessons'], '--wins and --lessons do not go together.'],
  [['--json', '--csv'], '--json and --csv do not go together.'],
  [['--since', 'spring'], '--since spring: that is not a day.'],
])('%j is wrong use, and says why', async (argv, why) => {
  const { code, out, err } = await pair.run('history', ...argv)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(why)
})

it('a damaged record is named, and the others are shown', async () => {
  const world = await met(['2026-01-19', { topics: ['Money'] }], ['2026-02-02', {}])
  world.write('partnership/checkins/2026-02-02-a.yaml', '<<<<<<< ours\n')
  const { code, out, err } = await world.run('history')
  expect(code).toBe(1)
  expect(err).toContain('2026-02-02-a.yaml:1')
  expect(out).toMatch(/^19 Jan +Money$/m)
})
