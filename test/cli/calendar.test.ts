import { describe, expect, it } from 'vitest'
import { readFirst, readSecond, startOn } from '../support/calendars.ts'
import { CTRL_C } from '../support/script.ts'
import { answering, must, SMALL, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const { meetings } = SMALL.agreements
const on = (...days: string[]) => days.map(day => startOn({ ...meetings }, day))

const meeting = async (rule: object): Promise<World> =>
  await smallPartnership({ agreements: { ...SMALL.agreements, meetings: rule } })

const calendar = async (world: World): Promise<string> => (await must(world.run('schedule', '--ics'))).out
const sequenceOf = (text: string): number => Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1])
const unfolded = (text: string): string => text.replaceAll('\r\n ', '')

/** The pair met on 19 January, put the next session off by a day, and missed the one after it. */
async function pairWithChanges(): Promise<World> {
  const world = await smallPartnership()
  world.write('one.json', session('2026-01-19', { nextSession: '2026-02-03' }))
  await must(world.run('checkin', '--from', 'one.json', '--as', 'a'))
  world.write('two.json', session('2026-02-03'))
  await must(world.run('checkin', '--from', 'two.json', '--as', 'b'))
  world.write('three.json', session('2026-02-16', {}, { present: undefined, held: false }))
  await must(world.run('checkin', '--from', 'three.json', '--as', 'a'))
  return world
}

describe('schedule --ics', () => {
  const days = on('2026-01-19', '2026-02-03', '2026-03-02', '2026-03-16', '2026-03-30', '2026-04-13')

  it('has the rule, moved sessions where they were moved to, and missed ones not', async () => {
    const text = await calendar(await pairWithChanges())
    expect(readFirst(text, '2026-04-20')).toEqual(days)
    expect(text).toContain('RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')
  })

  it('has them for a second reader, too', async () => {
    const [read] = readSecond([await calendar(await pairWithChanges())], '2026-04-20')
    expect(read!.sessions.map(({ byFile }) => byFile).sort()).toEqual(days)
  })

  it('has both as guests where their cards have addresses, and says where one is none', async () => {
    const world = await smallPartnership({ profiles: { a: { email: 'ana@example.org' }, b: { email: 'ask me' } } })
    const { out, err } = await must(world.run('schedule', '--ics'))
    expect(unfolded(out)).toMatch(/^ATTENDEE;.*:mailto:ana@example\.org$/m)
    expect(out.match(/^ATTENDEE/gm)).toHaveLength(1)
    expect(err).toContain('partnership/partners/b.yaml  email: "ask me" is no e-mail address')
  })

  it('is on the days alone where no time is agreed', async () => {
    const text = await calendar(await meeting({ unit: 'week', first: '2026-01-19' }))
    expect(text).toContain('DTSTART;VALUE=DATE:20260119')
    expect(text).not.toContain('VTIMEZONE')
  })

  it('never asks while the calendar itself is what is printed', async () => {
    const { code } = await (await smallPartnership()).runWith(answering({}), 'schedule', '--ics')
    expect(code).toBe(0)
  })
})

describe('the number by which calendars know the newer one', () => {
  it('rises with every record and version', async () => {
    const world = await signedPartnership()
    const numbers = [sequenceOf(await calendar(world))]
    world.write('session.json', session('2026-01-19'))
    await must(world.run('checkin', '--from', 'session.json', '--as', 'a'))
    numbers.push(sequenceOf(await calendar(world)))
    world.write(
      'weekly.json',
      JSON.stringify({ agreements: { ...SMALL.agreements, meetings: { ...meetings, every: 1 } } }),
    )
    await must(world.run('amend', '--from', 'weekly.json', '--by', 'a', '--why', 'More often'))
    numbers.push(sequenceOf(await calendar(world)))
    expect(numbers).toEqual([1, 2, 3])
  })

  it('rises in a file of before when anything else changed, and stays when nothing did', async () => {
    const world = await smallPartnership()
    const write = async () => (await must(world.run('schedule', '--ics', '--out', 'ours.ics'))).out
    expect(await write()).toContain('Written   ours.ics')
    const before = world.read('ours.ics')
    expect(await write()).toContain('nothing has changed')
    expect(world.read('ours.ics')).toBe(before)
    world.edit('partnership/contract.yaml', text => text.replace('18:30', '19:00'))
    await write()
    expect(sequenceOf(world.read('ours.ics'))).toBe(sequenceOf(before) + 1)
  })
})

it('fixed days that are agreed no more are cancelled in the file, so that calendars take them out', async () => {
  const world = await meeting({ dates: ['2026-05-04', '2026-06-08'], time: '18:30', timezone: 'Europe/Dublin' })
  await must(world.run('schedule', '--ics', '--out', 'ours.ics'))
  world.edit('partnership/contract.yaml', text => text.replace('2026-06-08', '2026-06-09'))
  await must(world.run('schedule', '--ics', '--out', 'ours.ics'))
  const text = world.read('ours.ics')
  expect(readFirst(text, '2027-01-01')).toEqual(on('2026-05-04', '2026-06-09'))
  expect(text).toMatch(/UID:.*-2026-06-08\r\n(?:(?!END:VEVENT).*\r\n)*STATUS:CANCELLED/)
})

describe('--out', () => {
  it('leaves a file that is something else as it is, unless it is told to write over it', async () => {
    const world = await smallPartnership()
    world.write('ours.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')
    const { code, err } = await world.run('schedule', '--ics', '--out', 'ours.ics')
    expect(code).toBe(1)
    expect(err).toContain('ours.ics is there already')
    await must(world.run('schedule', '--ics', '--out', 'ours.ics', '--yes'))
    expect(world.read('ours.ics')).toContain('RRULE')
  })

  it.each(['partnership/contract.yaml', 'partnership/checkins/x.ics', 'partnership/notes'])(
    '%s is among the own files of the partnership',
    async out => {
      const world = await smallPartnership()
      const before = world.files()
      const { code, err } = await world.run('schedule', '--ics', '--out', out, '--yes')
      expect(code).toBe(2)
      expect(err).toContain('ends in .ics')
      expect(world.files()).toEqual(before)
    },
  )

  it('asks each for a missing address once, and keeps it in their card', async () => {
    const world = await smallPartnership({ profiles: { a: { timezone: 'Europe/Dublin' } } })
    const said = answering({ 'a.email': ['nowhere', 'ana@example.org'], 'b.email': '' })
    const { out } = await must(world.runWith(said, 'schedule', '--ics', '--out', 'ours.ics'))
    expect(said.prompter.asked.map(({ id }) => id)).toEqual(['a.email', 'a.email', 'b.email'])
    expect(world.read('partnership/partners/a.yaml')).toMatch(/timezone: Europe\/Dublin\nemail: ana@example\.org/)
    expect(world.names('partnership/partners')).toEqual(['a.yaml'])
    expect(unfolded(world.read('ours.ics'))).toContain('mailto:ana@example.org')
    expect(out).toContain('Kept      in partnership/partners')
  })

  it('keeps an address that was said before somebody stopped', async () => {
    const world = await smallPartnership()
    const said = answering({ 'a.email': 'ana@example.org', 'b.email': CTRL_C })
    const { code, err } = await world.runWith(said, 'schedule', '--ics', '--out', 'ours.ics')
    expect(code).toBe(130)
    expect(err).toContain('No calendar was written. What you said is kept')
    expect(world.read('partnership/partners/a.yaml')).toContain('email: ana@example.org')
    expect(world.names('.')).not.toContain('ours.ics')
  })
})

describe('what cannot be a calendar is refused', () => {
  it.each<[string, object, string]>([
    ['weeks without a first day', { unit: 'week', every: 2 }, 'no first meeting is agreed'],
    ['months without a first day', { unit: 'month' }, 'no first meeting is agreed'],
    ['a rule that never meets a day', { unit: 'days', days: [] }, 'by this rule no session ever comes'],
    ['words alone', { text: 'When it suits' }, 'no rhythm and no days are agreed'],
  ])('%s: with file, line and remedy', async (_, rule, why) => {
    const world = await meeting(rule)
    const { code, out, err } = await world.run('schedule', '--ics', '--out', 'ours.ics')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.replace(/\s+/g, ' ')).toContain(why)
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:\d+ {2}agreements\.meetings: /)
    expect(err).toContain('partner amend agreements')
    expect(world.names('.')).not.toContain('ours.ics')
  })

  it.each([
    [
      'contract.yaml',
      /timezone: .*/,
      'timezone: Mars/Olympus',
      /contract\.yaml:\d+:\d+ {2}agreements\.meetings\.timezone: /,
    ],
    ['contract.yaml', /^id: .*\n/m, '', /contract\.yaml:\d+:\d+ {2}id: is missing/],
  ])('%s with %s as %j', async (name, part, instead, expected) => {
    const world = await smallPartnership()
    world.edit(`partnership/${name}`, text => text.replace(part, instead))
    const { code, out, err } = await world.run('schedule', '--ics')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(expected)
  })

  it('while a check-in cannot be read, which might have moved a session', async () => {
    const world = await smallPartnership()
    world.write('partnership/checkins/2026-02-02-a.yaml', '<<<<<<< ours\n')
    const { code, out, err } = await world.run('schedule', '--ics')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('partnership/checkins/2026-02-02-a.yaml:1')
  })

  it.each([
    ['--ics', '--json'],
    ['--ics', '--count', '3'],
    ['--out', 'ours.ics'],
  ])('%s %s is wrong use', async (...argv) => {
    expect((await (await smallPartnership()).run('schedule', ...argv)).code).toBe(2)
  })
})

describe('the calendar is offered', () => {
  const OFFER = 'Calendar  partner schedule --ics --out meetings.ics'

  it('when both have signed, and not before', async () => {
    const world = await smallPartnership()
    const first = await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes'))
    const second = await must(world.run('sign', '--as', 'b', '--name', 'Ben Okafor'))
    expect(first.out).not.toContain('Calendar')
    expect(second.out).toContain(OFFER)
  })

  it('when the meetings are changed, and not with another change', async () => {
    const world = await signedPartnership()
    const amend = async (said: object) => {
      world.write('said.json', JSON.stringify(said))
      return (await must(world.run('amend', '--from', 'said.json', '--by', 'a', '--why', 'Better'))).out
    }
    expect(await amend({ principles: ['We laugh.'] })).not.toContain('Calendar')
    expect(await amend({ agreements: { ...SMALL.agreements, meetings: { ...meetings, time: '19:00' } } })).toContain(
      OFFER,
    )
    expect(await amend({ agreements: { ...SMALL.agreements, meetings: { text: 'Often' } } })).not.toContain('Calendar')
  })
})
