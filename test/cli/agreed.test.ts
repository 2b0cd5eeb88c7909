import { describe, expect, it } from 'vitest'
import { squash } from '../support/visible.ts'
import { must, newWorld, SMALL, session, signedPartnership, type World } from '../support/world.ts'

type Said = Readonly<Record<string, unknown>>
const enter = (world: World, date: string, said: Said, head: object = {}, ...argv: string[]) =>
  must(world.runWith({ input: session(date, said, head) }, 'checkin', '--from', '-', ...argv))
const status = async (world: World, ...argv: string[]) => squash((await must(world.run('status', ...argv))).out)
const json = async (world: World) => JSON.parse((await must(world.run('status', '--json'))).out)

describe('a goal that a check-in agreed to close', () => {
  const close = { goals: [{ win: 'a1', review: 'close' }] }
  const line = 'Agreed on 19 January 2026, not yet in the contract: close "Three case studies". partner amend wins'
  const wins = (a: object[]) => JSON.stringify({ wins: { ...SMALL.wins, a } })
  const amend = (world: World, a: object[], date: string) =>
    must(world.runWith({ input: wins(a) }, 'amend', '--from', '-', '--by', 'a', '--why', 'So agreed', '--date', date))

  it('stays in status until an amendment changes it', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-01-19', close)
    expect(await status(world)).toContain(line)
    expect((await json(world)).agreedChanges).toEqual({
      level: 'warn',
      open: [{ goal: 'a1', what: 'close', date: '2026-01-19', days: 98 }],
    })
    await amend(world, [...SMALL.wins.a, { text: 'Sleep' }], '2026-02-01')
    expect(await status(world)).toContain(line)
    await amend(world, [{ id: 'a1', text: 'Sleep' }], '2026-02-02')
    expect(await status(world)).not.toContain('not yet in the contract')
    expect((await json(world)).agreedChanges).toEqual({ level: 'ok', open: [] })
  })

  it('is named in the changes of a version that no one signed yet, too', async () => {
    const world = newWorld({ 'answers.json': JSON.stringify(SMALL) })
    await must(world.run('init', '--from', 'answers.json'))
    await enter(world, '2026-01-19', { goals: [{ win: 'a1', review: 'change' }] })
    expect(await status(world)).toContain('change "Three case studies"')
    await amend(world, [{ id: 'a1', text: 'Two case studies' }], '2026-02-02')
    expect(world.read('partnership/contract.yaml')).toMatch(/changes:\n +- version: 1\n[\s\S]*goals:\n +- a1\n/)
    expect(await status(world)).not.toContain('not yet in the contract')
    expect(await world.run('check')).toMatchObject({ code: 0 })
  })

  it('is withdrawn by a later check-in', async () => {
    const world = await signedPartnership()
    await enter(world, '2026-01-19', close)
    await enter(world, '2026-02-02', { goals: [{ win: 'a1', review: 'keep' }] })
    expect(await status(world)).not.toContain('not yet in the contract')
  })
})

describe('a concern that the other partner calls resolved', () => {
  const resolved = { concerns: [{ id: 'k1', status: 'resolved', resolution: 'We talked.' }] }
  const raised = async () => {
    const world = await signedPartnership()
    await enter(world, '2026-01-19', { concerns: [{ id: 'k1', by: 'b', text: 'You are late.' }] })
    return world
  }

  it('waits for its owner in status, check and JSON', async () => {
    const world = await raised()
    const { err } = await enter(world, '2026-02-02', resolved, { present: ['a'] }, '--as', 'a', '--yes')
    expect(squash(err)).toContain('Ben has yet to confirm: "You are late." is resolved')
    expect(await status(world)).toContain(
      'Ben: "You are late." (since 19 Jan; called resolved on 2 Feb, which Ben has not confirmed yet)',
    )
    expect((await json(world)).signals.openConcerns.open.k1).toMatchObject({ awaiting: ['b'] })
    const { out } = await world.run('check')
    expect(out).toContain('Advice: not-confirmed')
    expect(squash(out)).toContain('2026-02-02-a.yaml:')
    expect(squash((await must(world.run('history'))).out)).toContain('Ben has yet to confirm that it is resolved')
    const owner = await enter(world, '2026-02-16', resolved, { present: ['b'] }, '--as', 'b')
    expect(owner.err).not.toContain('confirm')
    expect(await status(world)).not.toContain('You are late.')
    expect((await world.run('check')).out).not.toContain('not-confirmed')
  })

  it.each([
    ['who was there', { present: ['a', 'b'] }, []],
    ['by --confirmed-by', { present: ['a'] }, ['--confirmed-by', 'b']],
  ])('is resolved with its owner, %s', async (_, head, argv) => {
    const world = await raised()
    await enter(world, '2026-02-02', resolved, head, '--as', 'a', ...argv)
    expect(await status(world)).not.toContain('You are late.')
  })

  it('is not resolved by the word of the partner who says so', async () => {
    const world = await raised()
    await enter(world, '2026-02-02', resolved, { present: ['a'] }, '--as', 'a', '--confirmed-by', 'a')
    expect(await status(world)).toContain('You are late.')
  })
})

describe('what one partner says of what is the other’s', () => {
  it.each<[string, Said, string]>([
    ['a step that is let go', { followUp: [{ step: 's2', result: 'dropped' }] }, 'Put the chapters on a calendar'],
    ['a goal that is finished', { goals: [{ win: 'w1', state: 'finished' }] }, 'Both in a job we chose'],
    ['a goal that is to be closed', { goals: [{ win: 'w1', review: 'close' }] }, 'Both in a job we chose'],
  ])('is named by the check-in and by check: %s', async (_, said, text) => {
    const world = await signedPartnership()
    const { err } = await enter(world, '2026-01-19', said, { present: ['a'] }, '--as', 'a')
    expect(squash(err)).toContain(`Ben has yet to confirm: "${text}"`)
    expect((await world.run('check')).out).toContain('Advice: not-confirmed')
    const sure = await signedPartnership()
    const agreed = await enter(sure, '2026-01-19', said, { present: ['a'] }, '--as', 'a', '--confirmed-by', 'b')
    expect(agreed.err).not.toContain('confirm')
    expect((await sure.run('check')).out).not.toContain('not-confirmed')
  })
})

it('two records of one check-in that disagree are named by status', async () => {
  const world = await signedPartnership()
  const end = (result: string) => ({ followUp: [{ step: 's1', result }] })
  await enter(world, '2026-01-19', end('done'), {}, '--as', 'a')
  await enter(world, '2026-01-19', end('missed'), {}, '--as', 'b')
  const { disagreements } = await json(world)
  expect(disagreements).toEqual([
    { date: '2026-01-19', what: expect.stringContaining('step s1'), files: ['2026-01-19-a.yaml', '2026-01-19-b.yaml'] },
  ])
  expect(await status(world)).toContain('disagree (19 January 2026). What counts, and why: partner check')
  expect((await world.run('check')).out).toContain(disagreements[0].what)
})
