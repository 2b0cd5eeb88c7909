import { beforeAll, describe, expect, it } from 'vitest'
import { records as careerRecords, contractV1, expected } from '../support/career/career.ts'
import { checked, edit, FOLDER, SETTINGS } from '../support/checked.ts'
import { must, newWorld, SMALL, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'contract.yaml'

/** Nothing wrong, and nothing to advise. */
const FINE = {
  wins: {
    big: [{ id: 'w1', text: 'Both in a job', measure: { target: 2 }, due: '2026-10-31', confirmedBy: ['a', 'b'] }],
    a: [{ id: 'a1', text: 'Case studies', measure: { target: 3 }, due: '2026-08-31' }],
  },
  roles: { a: [{ id: 'a.1', primary: 'Run the interviews', wins: ['w1', 'a1'] }] },
  agreements: { ...SMALL.agreements, coaching: 'x', feedback: 'x', conflict: 'x', celebration: 'x' },
}
describe('a fine folder', () => {
  it('is told in one plain line, exit code 0, in every format', async () => {
    const world = await signedPartnership(FINE)
    for (const argv of [[], ['--strict'], ['--format', 'github']])
      expect(await world.run('check', ...argv)).toEqual({
        code: 0,
        out: '7 files: nothing wrong, and nothing to advise.\n',
        err: '',
      })
    expect(await checked(world)).toEqual({ code: 0, schema: 'partner-check/1', errors: [], advice: [], off: [] })
  })

  it('stays as it is: nothing is written', async () => {
    const world = await signedPartnership()
    const before = world.files()
    await world.run('check')
    expect(world.files()).toEqual(before)
  })
})

describe('the career pair', () => {
  let pair: World
  beforeAll(async () => {
    pair = newWorld({ 'contract.json': JSON.stringify(contractV1) })
    await must(pair.run('init', '--from', 'contract.json'))
    for (const { record } of careerRecords)
      await must(pair.runWith({ input: JSON.stringify(record) }, 'checkin', '--from', '-'))
  })

  it('has no errors and the advice that it should have, each with its place', async () => {
    const { code, errors, advice } = await checked(pair)
    expect({ code, errors }).toEqual({ code: 0, errors: [] })
    const wheres = (rule: string) => advice.filter(given => given.rule === rule).map(({ where }) => where)
    expect(wheres('unmeasured-win')).toEqual([{ win: expected.advice.winsWithoutMeasureV1[0] }])
    expect(wheres('undated-win')).toEqual([{ win: expected.advice.winsWithoutDueV1[0] }])
    expect(wheres('win-without-role')).toEqual([{ win: expected.advice.winsWithoutRole[0] }])
    expect(wheres('support-not-agreed')).toEqual([{ role: expected.advice.rolesSupportNotAgreed[0] }])
    expect(advice.find(({ rule }) => rule === 'negative-wording')?.path).toBe(
      `learning.${expected.advice.learningNegativeWording[0]}`,
    )
    const lines = pair.read(FOLDER + CONTRACT).split('\n')
    const at = (rule: string) => {
      const { file, line, column } = advice.find(given => given.rule === rule)!
      return [file, lines[line - 1]!.slice(column - 1)]
    }
    expect(at('unmeasured-win')).toEqual([CONTRACT, 'id: a3'])
    expect(at('win-without-role')).toEqual([CONTRACT, 'id: w1'])
    expect(at('support-not-agreed')).toEqual([CONTRACT, 'false'])
    expect(at('longer-than-the-form')).toEqual([CONTRACT, 'a:'])
    expect(at('negative-wording')).toEqual([CONTRACT, expect.stringContaining('what it is *not*')])
  })

  it('fails with --strict alone', async () => {
    expect((await pair.run('check')).code).toBe(0)
    expect((await pair.run('check', '--strict')).code).toBe(1)
    expect((await pair.run('check', '--strict', '--json')).code).toBe(1)
  })

  it.each([[['--json']], [['--format', 'github']], [[]]])(
    'prints the same bytes in every clone, every day: %j',
    async argv => {
      const here = await pair.run('check', ...argv)
      const there = pair.copy()
      expect(await there.runWith({ now: '2031-12-24T23:30:00Z', timezone: 'Asia/Tokyo' }, 'check', ...argv)).toEqual(
        here,
      )
      expect(here.out).not.toContain(pair.cwd)
    },
  )

  it('names files by their place in the folder for programs, and from here for people', async () => {
    const inside = { cwd: pair.path('partnership') }
    expect((await pair.runWith(inside, 'check', '--json')).out).toBe((await pair.run('check', '--json')).out)
    expect((await pair.run('check')).out).toContain('  partnership/contract.yaml:')
    expect((await pair.runWith(inside, 'check')).out).toContain('  contract.yaml:')
  })

  it('reads each rule once, with its reason and what to do', async () => {
    const { out } = await pair.run('check')
    expect(out.match(/^Advice: unmeasured-win$/gm)).toHaveLength(1)
    expect(out).toMatch(
      /^ {2}partnership\/contract\.yaml:\d+:\d+ {2}wins\.a\[2\]: "Get braver about applying" has no measure$/m,
    )
    expect(out).toContain('how will you both know it is done?\n  Add a measure: partner amend wins\n')
    expect(out).toMatch(/\nNothing wrong, \d+ pieces of advice\.\n$/)
  })
})

describe('advice that is switched off', () => {
  const off = '[{rule: undated-win, why: no days}, {rule: win-without-role, why: we share all}]'

  it('is not given, and how many rules are off is said', async () => {
    const world = await smallPartnership()
    const rules = async () => new Set((await checked(world)).advice.map(({ rule }) => rule))
    const before = await rules()
    world.write(`${FOLDER}settings.yaml`, SETTINGS(off))
    const after = await rules()
    expect([...before].filter(rule => !after.has(rule))).toEqual(['undated-win', 'win-without-role'])
    expect((await world.run('check')).out).toContain('2 rules of advice off (partnership/settings.yaml).\n')
  })

  it('does not fail with --strict, and a fine folder says it in its line', async () => {
    const world = await smallPartnership({
      ...FINE,
      wins: { big: FINE.wins.big, a: [{ ...FINE.wins.a[0], due: undefined }] },
    })
    expect((await world.run('check', '--strict')).code).toBe(1)
    world.write(`${FOLDER}settings.yaml`, SETTINGS('[{rule: undated-win, why: no days}]'))
    expect(await world.run('check', '--strict')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d files: nothing wrong, and nothing to advise; 1 rule of advice off \(.*\)\.\n$/),
    })
  })

  it('leaves what a newer program keeps in settings.yaml alone', async () => {
    const world = await smallPartnership()
    world.write(`${FOLDER}settings.yaml`, 'format: partner/1\nsongs: {x: 1}\nquestions: [Who?]\n...\n')
    expect((await checked(world)).errors).toEqual([])
  })
})

describe('--format github', () => {
  it('is a line for each, with what GitHub would take for syntax escaped', async () => {
    const world = await smallPartnership({ principles: ["We don't waste 50% of it: a, b"] })
    edit(world, CONTRACT, text => text.replace('win: a1', 'win: a9'))
    world.write(`${FOLDER}checkins/a,b:c%.txt`, '')
    const { code, out } = await world.run('check', '--format', 'github')
    expect(code).toBe(1)
    const lines = out.trimEnd().split('\n')
    expect(lines[0]).toBe(
      '::error file=partnership/checkins/a%2Cb%3Ac%25.txt,line=1,col=1,title=unknown-file::is not named as the files here are, and is not read%0AGive it the name that the files here have, or move it out of this folder.',
    )
    expect(lines[1]).toMatch(
      /^::error file=partnership\/contract\.yaml,line=\d+,col=\d+,title=reference-to-nothing::firstSteps\[0\]\.win: there is no win a9%0ACorrect/,
    )
    expect(out).toMatch(
      /^::warning file=partnership\/contract\.yaml,line=\d+,col=\d+,title=negative-wording::principles\[0\]: "We don't waste 50%25 of it: a, b" says what you won't do%0ABoth/m,
    )
    for (const line of lines) expect(line).toMatch(/^::(error|warning) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::/)
  })

  it('does not go together with --json', async () => {
    const { code, err } = await (await smallPartnership()).run('check', '--json', '--format', 'github')
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('Take one of them.') })
  })
})

it('where no partnership is, that is said as everywhere', async () => {
  expect(await newWorld().run('check')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('partner init'),
  })
})
