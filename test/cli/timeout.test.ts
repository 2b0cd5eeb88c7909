import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { checked } from '../support/checked.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { CTRL_C } from '../support/script.ts'
import { squash } from '../support/visible.ts'
import { answering, must, session, signedPartnership, TODAY, type World } from '../support/world.ts'

const FOLDER = 'partnership/timeouts'
const inFile = (world: World, name: string) => readElsewhere(world.read(`${FOLDER}/${name}`))
const timeout = (world: World, ...argv: string[]) => must(world.run('timeout', ...argv))
const status = async (world: World, ...argv: string[]) => squash((await must(world.run('status', ...argv))).out)

/** As a clone of the repository in which git knows who works there. */
function asOwner(world: World, who: 'a' | 'b'): World {
  const clone = world.copy()
  for (const args of [
    ['init', '--quiet'],
    ['config', 'partner.me', who],
  ])
    execFileSync('git', args, { cwd: clone.path('partnership'), stdio: 'ignore' })
  return clone
}

describe('partner timeout', () => {
  it('records who gave the sign, when and with which note, in a file of its own', async () => {
    const world = await signedPartnership()
    const { out, err } = await timeout(world, '--by', 'b', '--note', 'Too fast')
    expect(world.names(FOLDER)).toEqual([`${TODAY}-b.yaml`])
    expect(inFile(world, `${TODAY}-b.yaml`)).toEqual({ format: 'partner/1', by: 'b', date: TODAY, note: 'Too fast' })
    expect(world.read(`${FOLDER}/${TODAY}-b.yaml`)).toMatch(
      /^# yaml-language-server: .*timeout\.json\n[\s\S]*\n\.\.\.\n$/,
    )
    expect(err).toBe('')
    expect(out.split('\n')).toEqual([
      `  Written   ${FOLDER}/${TODAY}-b.yaml`,
      '  Agreed    Tea?',
      '  Next      take the pause. When you have talked about it: partner timeout',
      '            --resolve',
      `  Keep it   git add partnership && git commit -m 'Time-out of Ben, ${TODAY}'`,
      '',
    ])
    expect(await checked(world)).toMatchObject({ code: 0, errors: [] })
  })

  it('never writes over another one', async () => {
    const world = await signedPartnership()
    for (const note of ['one', 'two']) await timeout(world, '--by', 'a', '--note', note)
    expect(world.names(FOLDER)).toEqual([`${TODAY}-a-2.yaml`, `${TODAY}-a.yaml`])
    expect(inFile(world, `${TODAY}-a-2.yaml`)).toMatchObject({ note: 'two' })
  })

  it('is named by who recorded it, where git knows, whoever gave the sign', async () => {
    const world = asOwner(await signedPartnership(), 'a')
    await timeout(world, '--by', 'b', '--date', '2026-04-20')
    await timeout(world)
    expect(world.names(FOLDER)).toEqual(['2026-04-20-a.yaml', `${TODAY}-a.yaml`])
    expect(inFile(world, '2026-04-20-a.yaml')).toMatchObject({ by: 'b', date: '2026-04-20' })
    expect(inFile(world, `${TODAY}-a.yaml`)).toMatchObject({ by: 'a' })
  })

  it('asks at a terminal who needs it and what to remember, and says which sign was agreed', async () => {
    const world = await signedPartnership()
    const answers = answering({ by: 'b', note: '' })
    await must(world.runWith(answers, 'timeout'))
    expect(inFile(world, `${TODAY}-b.yaml`)).toEqual({ format: 'partner/1', by: 'b', date: TODAY })
    expect(answers.prompter.asked.map(({ id }) => id)).toEqual(['by', 'note'])
    expect(answers.prompter.asked[0]!.above.map(({ text }) => text)).toContain('You agreed on a sign: Tea?')
    expect(world.names('partnership/.draft')).toEqual(['.gitignore'])
  })

  it('asks nothing that is known', async () => {
    const world = await signedPartnership()
    await must(world.runWith(answering({ note: 'Too fast' }), 'timeout', '--by', 'a'))
    await must(world.runWith(answering({}), 'timeout', '--by', 'a', '--note', ''))
    expect(inFile(world, `${TODAY}-a.yaml`)).toMatchObject({ note: 'Too fast' })
    expect(inFile(world, `${TODAY}-a-2.yaml`)).not.toHaveProperty('note')
  })

  it('goes on where it was stopped, with what stood in the line, and for the day it was begun', async () => {
    const world = await signedPartnership()
    const stopped = await world.runWith(answering({ by: 'b', note: `${CTRL_C}Too` }), 'timeout')
    expect(stopped).toMatchObject({ code: 130, out: '' })
    expect(stopped.err).toContain('Stopped at "To remember". What you said is saved')
    expect(world.names(FOLDER)).toEqual([])
    expect((await world.run()).out).toContain('Go on: partner timeout')
    const again = { ...answering({ resume: 'on', note: 'Too fast' }), now: '2026-04-29T10:00:00Z' }
    await must(world.runWith(again, 'timeout'))
    expect(again.prompter.asked.at(-1)!.prefill).toBe('Too')
    expect(inFile(world, `${TODAY}-b.yaml`)).toMatchObject({ by: 'b', date: TODAY, note: 'Too fast' })
  })

  it('that one of them began to tell is never told as the other’s', async () => {
    const world = await signedPartnership()
    await world.runWith(answering({ note: `${CTRL_C}Mine` }), 'timeout', '--by', 'a')
    const theirs = answering({ note: 'Ours' })
    await must(world.runWith(theirs, 'timeout', '--by', 'b', '--date', '2026-04-20'))
    expect(theirs.prompter.asked.map(({ id }) => id)).toEqual(['note'])
    expect(inFile(world, '2026-04-20-b.yaml')).toMatchObject({ by: 'b', note: 'Ours' })
    const again = answering({ resume: 'on', note: '' })
    await must(world.runWith(again, 'timeout', '--by', 'a', '--date', '2026-04-20'))
    expect(again.prompter.asked[0]!.above[0]!.text).toBe(
      'You began to record a time-out of 27 April 2026. Going on is about 2026-04-27; for 2026-04-20, start over.',
    )
    expect(world.names(FOLDER)).toEqual(['2026-04-20-b.yaml', `${TODAY}-a.yaml`])
  })

  it('without a terminal says that --by is missing', async () => {
    const world = await signedPartnership()
    const { code, err } = await world.run('timeout', '--note', 'Too fast')
    expect(code).toBe(2)
    expect(err).toContain('Missing: --by')
    expect(world.names(FOLDER)).toEqual([])
  })

  it('is refused for a day that is still to come', async () => {
    const world = await signedPartnership()
    const { code, err } = await world.run('timeout', '--by', 'a', '--date', '2026-04-28')
    expect({ code, files: world.names(FOLDER) }).toEqual({ code: 1, files: [] })
    expect(err).toContain('Tuesday 28 April 2026 is still to come')
  })

  it.each([['contract.yaml'], ['checkins/2026-01-19-a.yaml'], ['timeouts/2026-01-19-a.yaml']])(
    'writes nothing while %s cannot be read',
    async name => {
      const world = await signedPartnership()
      world.write(`partnership/${name}`, 'format: partner/1\n<<<<<<< ours\n...\n')
      const before = world.files()
      for (const argv of [['--by', 'a'], ['--resolve']]) {
        const { code, err } = await world.run('timeout', ...argv)
        expect(code).toBe(1)
        expect(err).toContain(`partnership/${name}:2:1`)
      }
      expect(world.files()).toEqual(before)
    },
  )
})

describe('partner timeout --resolve', () => {
  it('answers the one that is open with a file of its own, and changes none', async () => {
    const world = await signedPartnership()
    await timeout(world, '--by', 'b', '--date', '2026-01-20', '--note', 'Too fast')
    const told = world.read(`${FOLDER}/2026-01-20-b.yaml`)
    expect(await status(world)).toContain('Ben asked for a time-out on 20 Jan; the talk is still to come: Too fast')
    const { out } = await timeout(world, '--resolve', '--note', 'Slower from now on')
    expect(inFile(world, `${TODAY}-both.yaml`)).toEqual({
      format: 'partner/1',
      by: 'b',
      date: '2026-01-20',
      note: 'Slower from now on',
      resolved: TODAY,
    })
    expect(world.read(`${FOLDER}/2026-01-20-b.yaml`)).toBe(told)
    expect(squash(out)).toContain('Talked about the time-out of Ben, Tuesday 20 January')
    expect(out).toContain(`'Talk about the time-out of Ben, ${TODAY}'`)
    expect(await status(world)).not.toContain('time-out on')
    expect(await checked(world)).toMatchObject({ code: 0, errors: [] })
  })

  it('answers one that was told in a check-in', async () => {
    const world = await signedPartnership()
    const said = { input: session('2026-01-19', { timeOut: { by: 'b' } }) }
    await must(world.runWith(said, 'checkin', '--from', '-'))
    await timeout(world, '--resolve', '--date', '2026-01-20')
    expect(await status(world)).not.toContain('time-out on')
    expect(await status(world, '--as-of', '2026-01-19')).toContain('Ben asked for a time-out on 19 Jan')
  })

  it('is refused where none is open', async () => {
    const world = await signedPartnership()
    const { code, err } = await world.run('timeout', '--resolve')
    expect({ code, files: world.names(FOLDER) }).toEqual({ code: 1, files: [] })
    expect(err).toContain('No time-out is open')
    expect(err).toContain('Nothing was written.')
    await timeout(world, '--by', 'b')
    const others = await world.run('timeout', '--resolve', '--by', 'a')
    expect(others.code).toBe(1)
    expect(others.err).toContain('No time-out of Ana is open.')
    expect(others.err).toContain('Open: Ben, Monday 27 April')
    const early = await world.run('timeout', '--resolve', '--date', '2026-04-26')
    expect(early.code).toBe(1)
    expect(early.err).toContain('On Sunday 26 April 2026 there was none yet.')
  })

  describe('with some of each open', () => {
    const withThree = async () => {
      const world = await signedPartnership()
      await timeout(world, '--by', 'a', '--date', '2026-02-03')
      for (const date of ['2026-01-20', '2026-02-10']) await timeout(world, '--by', 'b', '--date', date)
      return world
    }
    const open = async (world: World) => (await status(world)).match(/\w+ asked for a time-out on \d+ \w+/g) ?? []

    it('answers all of the one who is named, and says which are left', async () => {
      const world = await withThree()
      const { out } = await timeout(world, '--resolve', '--by', 'b')
      expect(world.names(FOLDER).filter(name => name.startsWith(TODAY))).toEqual([
        `${TODAY}-b-2.yaml`,
        `${TODAY}-b.yaml`,
      ])
      expect(squash(out)).toContain('To come the talk about the time-out of Ana, Tuesday 3 February')
      expect(await open(world)).toEqual(['Ana asked for a time-out on 3 Feb'])
    })

    it('asks at a terminal', async () => {
      const world = await withThree()
      const answers = answering({ resolve: 'both' })
      await must(world.runWith(answers, 'timeout', '--resolve'))
      expect(answers.prompter.asked[0]!.choices!.map(({ name }) => name)).toEqual([
        'Ana, Tuesday 3 February',
        'Ben, Tuesday 20 January; Ben, Tuesday 10 February',
        'Ana and Ben: all of them',
      ])
      expect(await open(world)).toEqual([])
    })

    it('names them where there is no terminal', async () => {
      const world = await withThree()
      const { code, err } = await world.run('timeout', '--resolve')
      expect(code).toBe(2)
      expect(squash(err)).toContain('Ben, Tuesday 20 January; Ana, Tuesday 3 February; Ben, Tuesday 10 February')
      expect(err).toContain('Missing: --by')
    })
  })
})

describe('time-outs in two clones', () => {
  it('merge, and are answered in either', async () => {
    const world = await signedPartnership()
    const [ana, ben] = [asOwner(world, 'a'), asOwner(world, 'b')]
    for (const clone of [ana, ben]) await timeout(clone, '--by', 'b', '--date', '2026-04-20', '--note', 'Too fast')
    const bring = (from: World, to: World) => {
      for (const name of from.names(FOLDER)) to.write(`${FOLDER}/${name}`, from.read(`${FOLDER}/${name}`))
    }
    bring(ben, ana)
    expect(ana.names(FOLDER)).toEqual(['2026-04-20-a.yaml', '2026-04-20-b.yaml'])
    expect((await status(ana)).match(/asked for a time-out/g)).toHaveLength(1)
    await timeout(ana, '--resolve', '--confirmed-by', 'b')
    bring(ana, ben)
    expect(ben.names(FOLDER)).toContain(`${TODAY}-a.yaml`)
    expect(await status(ben)).not.toContain('time-out on')
  })

  it('are not answered by the one who did not ask', async () => {
    const world = await signedPartnership()
    const [ana, ben] = [asOwner(world, 'a'), asOwner(world, 'b')]
    await timeout(ana, '--by', 'b', '--date', '2026-04-20')
    const { out } = await timeout(ana, '--resolve', '--yes')
    expect(squash(out)).toContain('until Ben confirms it: in the next check-in, or --confirmed-by b')
    expect(await status(ana)).toContain('Ana wrote that you talked on 27 Apr, and Ben has not confirmed it yet')
    ben.write(`${FOLDER}/2026-04-20-a.yaml`, ana.read(`${FOLDER}/2026-04-20-a.yaml`))
    await timeout(ben, '--resolve')
    expect(await status(ben)).not.toContain('time-out on')
  })

  it('are answered by their owner, asked by name, and not by --yes', async () => {
    const world = await signedPartnership()
    const ana = asOwner(world, 'a')
    await timeout(ana, '--by', 'b', '--date', '2026-04-20')
    const refused = await ana.runWith(answering({ 'resolve.b': 'no' }), 'timeout', '--resolve', '--yes')
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('The time-out stays open.') })
    expect(ana.names(FOLDER)).toEqual(['2026-04-20-a.yaml'])
    await must(ana.runWith(answering({ 'resolve.b': 'yes' }), 'timeout', '--resolve'))
    expect(inFile(ana, `${TODAY}-a.yaml`)).toMatchObject({ by: 'b', resolved: TODAY, confirmedBy: ['b'] })
    expect(await status(ana)).not.toContain('time-out on')
  })
})

describe('status', () => {
  it('leaves out what is dated later, and says so', async () => {
    const world = await signedPartnership()
    await timeout(world, '--by', 'a', '--date', '2026-02-03')
    const { out, err } = await must(world.run('status', '--as-of', '2026-02-02'))
    expect(out).not.toContain('time-out on')
    expect(err).toBe('Left out, as dated after 2026-02-02: timeouts/2026-02-03-a.yaml\n')
  })

  it('names a file that cannot be read, and shows the rest', async () => {
    const world = await signedPartnership()
    world.write(`${FOLDER}/2026-02-03-a.yaml`, 'format: partner/1\nby: c\n...\n')
    const { code, out, err } = await world.run('status')
    expect(code).toBe(1)
    expect(err).toContain(`${FOLDER}/2026-02-03-a.yaml:2:5  by: `)
    expect(out).toContain('Open steps')
  })

  it('quotes once what the pair agreed on for conflicts, where a concern stays open', async () => {
    const agreements = {
      timeOut: 'Tea?',
      meetings: { unit: 'week', weekday: 'MO' },
      conflict: 'We say so within two days.',
    }
    const world = await signedPartnership({ agreements })
    expect(await status(world)).not.toContain('You agreed')
    const concerns = [
      { by: 'b', text: 'Late' },
      { by: 'a', text: 'Tired' },
    ]
    await must(world.runWith({ input: session('2026-01-19', { concerns }) }, 'checkin', '--from', '-'))
    const shown = await status(world)
    expect(shown.match(/You agreed/g)).toHaveLength(1)
    expect(shown).toContain('"Tired" (since 19 Jan) You agreed: We say so within two days.')
  })
})
