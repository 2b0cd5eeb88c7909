import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { expected } from '../support/career/career.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { leaves, textsOf } from '../support/leaves.ts'
import { squash, visible } from '../support/visible.ts'
import { must, newWorld, type World } from '../support/world.ts'

const folder = fileURLToPath(new URL('../support/career/', import.meta.url))
const json = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))
const { profiles, ...contract } = json('contract.json')
const signatures = json('signatures.json') as Record<'a' | 'b', { name: string; date: string }>
const records = readdirSync(folder)
  .filter(name => /^\d\d-/.test(name))
  .sort()
  .map(name => {
    const record = json(name)
    return { name, record, file: `${record.session.date}-${record.session.recordedBy ?? 'both'}.yaml` }
  })

let pair: World

/** The pair's whole history, by command line alone. */
async function enter(world: World): Promise<void> {
  await must(world.run('init', '--from', `${folder}contract.json`))
  for (const who of ['a', 'b'] as const) {
    const { name, date } = signatures[who]
    await must(world.run('sign', '--as', who, '--name', name, '--date', date))
  }
  for (const { name } of records) await must(world.run('checkin', '--from', folder + name))
}

beforeAll(async () => {
  pair = newWorld()
  await enter(pair)
})

const inFile = (name: string) => readElsewhere(pair.read(`partnership/${name}`))

describe('the career pair, entered by command line alone', () => {
  it('has the files that it should have, named as agreed, and no others', () => {
    const [version] = pair.names('partnership/versions')
    expect(version).toMatch(/^v1-[0-9a-f]{8}\.yaml$/)
    const signed = version!.replace('.yaml', '')
    expect(Object.keys(pair.files())).toEqual(
      [
        '.gitattributes',
        '.gitignore',
        'README.md',
        ...records.map(({ file }) => `checkins/${file}`),
        'contract.yaml',
        'partners/a.yaml',
        'partners/b.yaml',
        `signatures/${signed}-a.sign.json`,
        `signatures/${signed}-b.sign.json`,
        `versions/${version}`,
      ].map(name => `partnership/${name}`),
    )
  })

  it('has in contract.yaml what was typed, as it was typed, and beside it only an id', () => {
    const { id, ...rest } = inFile('contract.yaml') as Record<string, unknown>
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rest).toEqual(contract)
  })

  it.each(['a', 'b'] as const)("has partner %s's card as it was typed", owner => {
    expect(inFile(`partners/${owner}.yaml`)).toEqual({ format: 'partner/1', ...profiles[owner] })
  })

  it.each(records)('has $name as it was typed, in $file', ({ record, file }) => {
    const { session, ...rest } = record
    expect(inFile(`checkins/${file}`)).toEqual({ ...rest, session: { recordedBy: 'both', ...session } })
  })

  it('writes LF, a schema line first and the end mark last in every YAML file', () => {
    const files = Object.entries(pair.files()).filter(([name]) => name.endsWith('.yaml'))
    expect(files).toHaveLength(records.length + 4)
    for (const [name, text] of files) {
      expect(text, name).not.toContain('\r')
      expect(text, name).toMatch(/^# yaml-language-server: \$schema=(\.\.\/)?schema\/(contract|card|checkin)\.json\n/)
      expect(text, name).toMatch(/\n\.\.\.\n$/)
    }
  })

  it('is signed by both, and verified', async () => {
    const ended = await pair.run('verify')
    expect(ended).toMatchObject({ code: 0, err: '' })
    for (const { name } of Object.values(signatures)) expect(squash(ended.out)).toContain(`typing "${name}"`)
    expect(ended.out).toContain('every signed word is as it was')
  })
})

describe('the page of the career pair', () => {
  it('shows every text of the contract', async () => {
    const page = visible((await pair.run('render')).out)
    const texts = textsOf(contract)
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter(({ value }) => !page.includes(squash(String(value))))).toEqual([])
  })

  it('shows dates in words, and what words of a fixed list stand for', async () => {
    const page = visible((await pair.run('render')).out)
    for (const words of [
      '5 January 2026',
      'signed offers or signed decisions to stay: from 0 to 2 (count), by 31 October 2026',
      'Confirmed by: Shiv and Hân',
      'Only the people we name: Máire (mediator).',
      'We take turns.',
      'Every second Monday at 18:30',
      'Confidence: 6 of 10',
      'Every 90 days',
    ])
      expect(page).toContain(words)
  })
})

describe('the readings of the career pair on 27 April 2026', () => {
  const reading = async (...argv: string[]) => JSON.parse((await must(pair.run(...argv))).out)

  it('say how things stand', async () => {
    const { asOf, state, inForce, goals, steps, next } = await reading('status', '--as-of', expected.asOf, '--json')
    expect({ asOf, state, inForce }).toEqual({ asOf: '2026-04-27', state: 'signed', inForce: 1 })
    expect(steps.map((step: { id: string }) => step.id)).toEqual(expected.facts.openSteps)
    expect(Object.fromEntries(goals.map((goal: Goal) => [goal.id, goal.sessionsSinceProgress]))).toEqual(
      expected.signals.goalsWithoutProgress.sessionsSinceProgress,
    )
    expect(next).toEqual({ date: expected.signals.overdue.nextDue, time: '18:30', daysOverdue: 7 })
  })

  it('say what hangs on each role', async () => {
    const { roles } = await reading('roles', '--as-of', expected.asOf, '--json')
    expect(Object.fromEntries(roles.map((role: Goal) => [role.id, role.sessionsSinceMention]))).toEqual(
      expected.signals.rolesNotMentioned.sessionsSinceMention,
    )
    expect(roles.map((role: Goal) => role.id)).toEqual([
      ...contract.roles.a.map((role: Goal) => role.id),
      ...contract.roles.b.map((role: Goal) => role.id),
    ])
  })

  it('tell people in words when each role came up last, one below the other where it is narrow', async () => {
    const { out } = await pair.run('roles', '--mine', 'a')
    expect(out).toMatch(/last: 6 Apr$/m)
    expect(out).not.toMatch(/\d{4}-\d\d/)
    const narrow = (await pair.runWith({ width: 40 }, 'roles', '--mine', 'a')).out
    expect(narrow).toMatch(/^Own the interview pipeline: recruit,\n(?:.*\n)* {2}last: 6 Apr$/m)
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(40)
  })

  it('leave out what came later, and say so on stderr alone', async () => {
    const ended = await pair.run('status', '--as-of', '2026-03-16', '--json')
    expect(ended.code).toBe(0)
    expect(ended.err).toContain('Left out, as dated after 2026-03-16: 2026-03-23-a.yaml, 2026-04-06-b.yaml')
    expect(JSON.parse(ended.out).goals.find((goal: Goal) => goal.id === 'w2')).toMatchObject({ value: 19 })
  })

  it.each([
    ['status', '--json'],
    ['roles', '--json'],
    ['history', '--json'],
    ['schedule', '--json'],
    ['verify', '--json'],
    ['status'],
    ['roles'],
    ['history'],
    ['schedule'],
    ['render'],
  ])('print the same bytes every time, in every clone, on every day: %s %s', async (...argv) => {
    const words = argv.filter(Boolean)
    const asOf = ['status', 'roles', 'history', 'schedule'].includes(words[0]!) ? ['--as-of', expected.asOf] : []
    const here = await pair.run(...words, ...asOf)
    expect(await pair.run(...words, ...asOf)).toEqual(here)
    expect(
      await pair.copy().runWith({ now: '2027-12-24T23:30:00Z', timezone: 'Asia/Ho_Chi_Minh' }, ...words, ...asOf),
    ).toEqual(here)
    expect(here.out).not.toContain(pair.cwd)
  })

  it('show the goals, the open steps and the next session to people', async () => {
    const { out } = await pair.run('status')
    for (const words of [
      'Shiv and Hân · contract 1, signed by both on 6 January 2026',
      'The check-in agreed for Monday 20 April is 7 days late: meet soon, or partner\n  checkin --missed.',
      '2 interviews',
    ])
      expect(out).toContain(words)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

interface Goal {
  id: string
  sessionsSinceProgress: number
  sessionsSinceMention: number
}

describe('what this version does not know', () => {
  const organizations = {
    a: { mission: 'Clean water <for> *all*' },
    questions: [{ id: 'q1', about: 'b', text: 'Why?' }],
  }
  const resources = { needed: [{ id: 'r1', kind: 'money', what: 'Rent | heating', amount: 100, unit: '€' }] }
  const unity = { asOne: '# One', hoursPerMonth: { a: 8, b: 24 } }
  const enterWithUnknown = async () => {
    const world = newWorld({
      'answers.json': JSON.stringify({
        ...json('contract.json'),
        organizations,
        resources,
        unity,
        partners: { ...contract.partners, a: { ...contract.partners.a, motto: 'No' }, pet: '1e3' },
        wins: { ...contract.wins, big: [{ ...contract.wins.big[0], mood: '12:30' }, contract.wins.big[1]] },
        profiles: { a: { ...profiles.a, shoe: 'Null' } },
      }),
      'session.json': JSON.stringify({
        ...records[0]!.record,
        session: { ...records[0]!.record.session, weather: '#rain' },
        nextSteps: [{ ...records[0]!.record.nextSteps[0], colour: '~' }],
        followUp: [],
        goals: [],
        songs: ['yes'],
      }),
    })
    await must(world.run('init', '--from', 'answers.json'))
    await must(world.run('checkin', '--from', 'session.json'))
    return world
  }

  it('is kept at any level of a contract, a card and a check-in', async () => {
    const world = await enterWithUnknown()
    const read = (name: string) => readElsewhere(world.read(`partnership/${name}`))
    expect(read('contract.yaml')).toMatchObject({
      organizations,
      resources,
      unity,
      partners: { a: { motto: 'No' }, pet: '1e3' },
      wins: { big: [{ mood: '12:30' }, {}] },
    })
    expect(read('partners/a.yaml')).toMatchObject({ shoe: 'Null' })
    expect(read('checkins/2026-01-19-b.yaml')).toMatchObject({
      session: { weather: '#rain' },
      nextSteps: [{ colour: '~' }],
      songs: ['yes'],
    })
  })

  it('is signed, and so it is printed on the page', async () => {
    const world = await enterWithUnknown()
    const page = visible((await world.run('render')).out)
    for (const { value } of leaves({ organizations, resources, unity })) expect(page).toContain(squash(String(value)))
  })

  it('is a change when it changes after signing', async () => {
    const world = await enterWithUnknown()
    await must(world.run('sign', '--as', 'a', '--name', 'Shiv'))
    world.edit('partnership/contract.yaml', text =>
      text.replace('hoursPerMonth:\n    a: 8', 'hoursPerMonth:\n    a: 9'),
    )
    expect(squash((await world.run('verify')).out)).toContain('signed as version 1: unity changed')
  })
})
