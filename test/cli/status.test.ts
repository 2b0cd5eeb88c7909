import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { expected } from '../support/career/career.ts'
import { squash } from '../support/visible.ts'
import { must, newWorld, SMALL, session, signedPartnership, type World } from '../support/world.ts'

const folder = fileURLToPath(new URL('../support/career/', import.meta.url))
const json = (name: string) => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'))

/** The career pair's whole history, both versions signed, as it came about. */
async function enterAll(world: World): Promise<void> {
  const names = json('signatures.json')
  const [change] = json('amendments.json')
  const sign = (who: 'a' | 'b', date: string) =>
    must(world.run('sign', '--as', who, '--name', names[who].name, '--date', date))
  await must(world.run('init', '--from', `${folder}contract.json`))
  for (const who of ['a', 'b'] as const) await sign(who, names[who].date)
  const records = readdirSync(folder).filter(name => /^\d\d-/.test(name))
  for (const name of records.sort()) {
    if (name.startsWith('06')) {
      const { by, why, date, signed } = change
      await must(
        world.run(
          'amend',
          '--from',
          `${folder}amendment-v2.json`,
          '--by',
          by,
          '--why',
          why,
          '--date',
          date,
          '--confirmed-by',
          'b',
        ),
      )
      for (const who of ['a', 'b'] as const) await sign(who, signed[who])
    }
    await must(world.run('checkin', '--from', folder + name))
  }
}

describe('the status of the career pair on 27 April 2026', () => {
  let pair: World
  beforeAll(async () => {
    pair = newWorld()
    await enterAll(pair)
  })
  const shown = async (...argv: string[]) => squash((await must(pair.run('status', ...argv))).out)

  it('has for programs every level and value that it should have', async () => {
    const found = JSON.parse((await must(pair.run('status', '--as-of', expected.asOf, '--json'))).out)
    expect(Object.keys(found)).toEqual([
      ...['schema', 'asOf', 'state', 'inForce', 'declined', 'keysChanged', 'goals', 'steps', 'next'],
      ...['agreedChanges', 'disagreements', 'signals', 'facts'],
    ])
    expect(found.signals).toEqual(expected.signals)
    expect(found.facts).toEqual(expected.facts)
    expect(found).toMatchObject({ state: 'signed', inForce: 2 })
  })

  it('says in words what is worth talking about, the strongest first', async () => {
    const { out } = await must(pair.run('status'))
    const [, worth = ''] = out.split('  Worth talking about\n')
    expect(worth.match(/^ {2}!!? /gm)).toEqual(['  !! ', '  ! ', '  ! ', '  ! '])
    for (const words of [
      '"By 31 October 2026 both of us work (or have…" has not moved for 6 check-ins',
      'Still yours, still realistic?',
      'Shiv: 4 of 7 steps done or partly done. What would make the next steps smaller?',
      'Two of Shiv\'s roles have not come up for 5 check-ins or more: "',
      'The check-in agreed for Monday 20 April is 7 days late. Meet soon, or record that you missed it: partner checkin --missed.',
      '13 more indicators look fine (partner status --all)',
    ])
      expect(squash(worth)).toContain(words)
    expect(worth).not.toMatch(/%|amend --review/)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('shows every sign with value, threshold and reason when asked', async () => {
    const out = await shown('--all')
    for (const words of [
      'Hân: 8 of 8 steps done or partly done.',
      'Steps kept: ',
      '! below 0.7, !! below 0.5 of 1',
      'Feedback in the last check-ins: 3 from Shiv, 4 from Hân.',
      'Every open goal has a measure and a date.',
      'Feeling safe with each other and learning go together.',
      'a judgment without research behind it',
      'Concerns that no one wrote down do not show.',
    ])
      expect(out).toContain(words)
    expect(out).not.toContain('partner status --all')
  })

  it.each([
    [40, 'status'],
    [60, 'status'],
    [40, 'history'],
    [60, 'history'],
    [40, '--no-color'],
  ])('in %i columns `partner %s` fits, and breaks no word', async (width, command) => {
    const { out } = await must(pair.runWith({ width }, command))
    for (const line of out.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width)
    const words = (text: string) => text.split(/[\s:,-]+/)
    const whole = words((await must(pair.runWith({ width: 2000 }, command))).out)
    expect(words(out).filter(word => !whole.includes(word) && word !== 'target')).toEqual([])
  })

  it('tells goals one below the other where columns would be too narrow', async () => {
    const { out } = await must(pair.runWith({ width: 40 }, 'status'))
    expect(out).toContain(
      '  Shiv: 12 research interviews with\n    real people – not friends\n      now: 5, target: 12, due: 30 Jun,\n',
    )
  })

  it('says after every fourth session what has changed since the first', async () => {
    const words = 'On 19 January 2026: walks together 5, today 19; interviews done 1, today 4.'
    expect(await shown('--as-of', '2026-03-02')).toContain(words)
    expect(await shown('--as-of', '2026-02-16')).not.toContain('On 19 January')
    expect(await shown()).not.toContain('On 19 January')
  })

  it('shows a concern until it is resolved', async () => {
    const words = 'Hân: "I feel I may not challenge you while your mother is sick'
    expect(await shown('--as-of', '2026-03-02')).toContain(words)
    expect(await shown('--as-of', '2026-03-23')).not.toContain(words)
  })
})

describe('a small partnership', () => {
  const checkin = (world: World, date: string, said: object = {}) =>
    must(
      world.runWith({ input: session(date, said as Record<string, unknown>) }, 'checkin', '--from', '-', '--as', 'a'),
    )
  const status = async (world: World, ...argv: string[]) => squash((await must(world.run('status', ...argv))).out)

  it('with two warnings is invited to look at the contract, and told its own sign for hard talks', async () => {
    const world = await signedPartnership()
    const once = await status(world, '--as-of', '2026-01-19')
    expect(once).not.toContain('partner amend --review')
    for (const day of ['2026-01-19', '2026-01-26']) await checkin(world, day)
    expect(await status(world, '--as-of', '2026-03-20')).not.toContain('partner amend --review')
    await checkin(world, '2026-02-02')
    const late = await status(world, '--as-of', '2026-03-20')
    expect(late).toContain('it helps to look at the contract again, both of you: partner amend --review.')
    expect(late).toContain('If it gets hard, your time-out signal is: Tea?')
  })

  it('tells with all signs also what is not agreed yet, and what two warnings propose', async () => {
    const world = await signedPartnership()
    for (const day of ['2026-01-19', '2026-01-26', '2026-02-02']) await checkin(world, day)
    const all = await status(world, '--all', '--as-of', '2026-03-20')
    expect(all).toContain('Nothing is agreed yet about: coaching, feedback, conflict and celebration')
    expect(all).toContain('it helps to look at the contract again')
  })

  it('says that the contract is younger than the day it is asked for', async () => {
    const world = await signedPartnership()
    expect((await world.run('status', '--as-of', '2026-01-04')).err).toContain('version 1 is of 2026-01-05')
    expect((await world.run('status', '--as-of', '2026-01-05')).err).toBe('')
  })

  it('cannot tell who starts the sessions where no record says it', async () => {
    const world = await signedPartnership({ agreements: { ...SMALL.agreements, initiator: 'a' } })
    await checkin(world, '2026-01-19')
    const { signals } = JSON.parse((await world.run('status', '--json')).out)
    expect(signals.initiation.level).toBe('tooFew')
  })

  it('names what stands among the updates and is none', async () => {
    const world = await signedPartnership()
    world.write('partnership/updates/monday.yaml', 'x\n')
    const { code, out, err } = await world.run('status')
    expect([code, err]).toEqual([1, expect.stringContaining('partnership/updates/monday.yaml  is not named as')])
    expect(out).toContain('Open steps')
  })

  it('shows a time-out until the talk took place', async () => {
    const world = await signedPartnership()
    await checkin(world, '2026-01-19', { timeOut: { by: 'b', note: 'Too fast' } })
    const words = 'Ben asked for a time-out on 19 Jan; the talk is still to come: Too fast'
    expect(await status(world)).toContain(words)
    await checkin(world, '2026-02-02', { timeOut: { by: 'b', date: '2026-01-19', resolved: '2026-02-02' } })
    expect(await status(world)).not.toContain('time-out on')
  })

  it('says in words what is due soon, and when a step is looked at half-way', async () => {
    const world = await signedPartnership()
    const step = { owner: 'a', text: 'Two interviews', due: '2026-02-02', checkOn: '2026-01-26' }
    await checkin(world, '2026-01-19', { nextSteps: [step] })
    const on = (day: string) => status(world, '--as-of', day)
    expect(await on('2026-01-23')).toContain('Two interviews 2 Feb, a look half-way: 26 Jan')
    expect(await on('2026-01-25')).toContain('Two interviews 2 Feb, a look half-way: tomorrow')
    expect(await on('2026-01-27')).toContain('Two interviews 2 Feb')
    expect(await on('2026-01-27')).not.toContain('half-way')
    expect(await on('2026-01-31')).toContain('Two interviews the day after tomorrow')
    expect(await on('2026-02-01')).toContain('Two interviews tomorrow')
    expect(await on('2026-02-02')).toContain('Two interviews today')
  })

  it('may have thresholds of its own', async () => {
    const world = await signedPartnership()
    const usual = await status(world, '--as-of', '2026-01-26')
    expect(usual).toContain('7 days late. Meet soon')
    world.write('partnership/settings.yaml', 'format: partner/1\nthresholds: {overdue: {watch: 0.6}}\n...\n')
    expect(await status(world, '--as-of', '2026-01-26')).not.toContain('7 days late. Meet soon')
    expect(await world.run('check')).toMatchObject({ code: 0 })
  })

  it.each([
    ['{late: {watch: 1}}', 'settings.yaml:2:20  thresholds.late: is not known here'],
    ['{overdue: {wach: 1}}', 'settings.yaml:2:30  thresholds.overdue.wach: is not known here'],
    ['{overdue: 3}', 'settings.yaml:2:23  thresholds.overdue: must be'],
  ])('with the thresholds %s is told so by check, and status goes by the usual ones', async (said, words) => {
    const world = await signedPartnership()
    world.write('partnership/settings.yaml', `format: partner/1\nthresholds: ${said}\n...\n`)
    const checked = await world.run('check')
    expect(checked.code).toBe(1)
    expect(checked.out + checked.err).toContain(words)
    const { code, out, err } = await world.run('status', '--as-of', '2026-01-26')
    expect(code).toBe(1)
    expect(err).toContain(words)
    expect(out).toContain('Worth talking about')
  })
})
