import { describe, expect, it } from 'vitest'
import { ERROR_KINDS, type ErrorKind } from '../../src/errors.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import {
  answering,
  type Ended,
  must,
  newWorld,
  SMALL,
  session,
  signedPartnership,
  smallPartnership,
} from '../support/world.ts'

interface Refusal {
  /** A command line that ends in it. */
  by(): Promise<Ended>
  what: RegExp
  /** The next thing to do. */
  hint: RegExp
}

/** One way to each kind of refusal; the type asks for all of them. */
const REFUSALS: Record<ErrorKind, Refusal> = {
  invalid: {
    by: async () => {
      const world = await smallPartnership()
      world.edit('partnership/contract.yaml', text => text.replace('version: 1', 'version: one'))
      return await world.run('status')
    },
    what: /^partnership\/contract\.yaml:5:10 {2}version: must be a number, not text\n {3}4 \| .*\n {3}5 \| version: one\n/,
    hint: /Fix the line/,
  },
  altered: {
    by: async () => {
      const world = await signedPartnership()
      world.edit('partnership/contract.yaml', text => text.replace('Tea?', 'Coffee?'))
      return await world.run('sign')
    },
    what: /^partnership\/contract\.yaml is not what was signed as version 1\.\n/,
    hint: /partner amend.*git checkout partnership\/contract\.yaml/,
  },
  missing: {
    by: () => newWorld().run('status'),
    what: /^There is no partnership here, or in a folder above\.\n/,
    hint: /partner init/,
  },
  exists: {
    by: async () => (await smallPartnership()).run('init'),
    what: /^partnership\/contract\.yaml: a contract stands here already\.\n/,
    hint: /partner amend/,
  },
  usage: {
    by: async () => (await smallPartnership()).run('status', '--as-of', 'yesterday'),
    what: /^--as-of yesterday: that is not a day\.\n/,
    hint: /--as-of 2026-02-02/,
  },
  unanswered: {
    by: () => newWorld().run('init'),
    what: /^partner init needs answers, and there is no terminal to ask\.\nMissing: partners\.a\.name, /,
    hint: /partner init --from answers\.yaml/,
  },
  system: {
    by: () =>
      newWorld({ file: 'x', 'answers.json': JSON.stringify(SMALL) }).run(
        'init',
        'file/below',
        '--from',
        'answers.json',
      ),
    what: /^cannot write file\/below: a part of its path is a file, not a folder/,
    hint: /Name a folder|$/,
  },
  conflict: {
    by: async () => {
      const world = newWorld()
      const elsewhere = () => world.write('partnership/.draft/init.json', '{"saved": "by another talk"}')
      const prompter = scripted(
        { 'talk.template': 'pair', 'talk.depth': 'short', 'partners.a.name': 'Ana Reyes' },
        ask => {
          if (ask.id === 'partners.b.name') elsewhere()
          return 'Ben Okafor'
        },
      )
      return await world.runWith({ prompter }, 'init')
    },
    what: /^partnership\/\.draft\/init\.json changed while you were at work\n/,
    hint: /run the command again/,
  },
  cancelled: {
    by: async () => (await smallPartnership()).runWith(answering({ 'sign.a': CTRL_C }), 'sign'),
    what: /^Stopped before Ana had answered\./,
    hint: /Any time: partner sign/,
  },
}

describe('a refusal', () => {
  it.each(Object.keys(ERROR_KINDS) as ErrorKind[])('of kind "%s" says what is wrong and what to do', async kind => {
    const { by, what, hint } = REFUSALS[kind]
    const { code, err } = await by()
    expect(err).toMatch(what)
    expect(err).toMatch(hint)
    expect(code).toBe(ERROR_KINDS[kind])
    // In words: no stack, no name of a class, no code of the system.
    expect(err).not.toMatch(/^\s+at |Error|\bE[A-Z]{4,}\b|undefined|\[object/m)
  })
})

describe('wrong use ends with 2, says what was wrong, and writes nothing', () => {
  it.each<[argv: string[], what: string, hint: string]>([
    [['--nonsense'], "Unknown option '--nonsense'.", 'partner --help'],
    [['status', '--nonsense'], "Unknown option '--nonsense'.", 'partner status --help'],
    [['status', '--jsn'], "Unknown option '--jsn'\n(Did you mean --json?).", 'partner status --help'],
    [['sing'], 'There is no command "sing".', 'Did you mean: partner sign'],
    [['chekin'], 'There is no command "chekin".', 'Did you mean: partner checkin'],
    [['statuses'], 'There is no command "statuses".', 'Did you mean: partner status'],
    [['zzz'], 'There is no command "zzz".', 'All commands: partner --help'],
    [['status', 'now'], "Too many arguments for 'status'. Expected 0 arguments but got 1.", 'partner status --help'],
    [['init', 'one', 'two'], 'Too many arguments', 'partner init --help'],
    [['sign', '--as', 'c'], '"c" does not say which partner you mean.', '--as b for Ben Okafor'],
    [['checkin', '--confirmed-by', 'us'], '"us" does not say which partner you mean.', '--confirmed-by b for Ben'],
    [['sign', '--name'], "Option '--name <name>' argument missing.", 'partner sign --help'],
    [['--dir'], "Option '--dir <folder>' argument missing.", 'partner --help'],
    [['status', '--dir', ''], 'The folder of --dir has no name.', ''],
    [['init', ''], 'The folder has no name.', 'Name it: partner init ../ana-and-ben'],
    [
      ['sign', '--as', 'b', '--decline', '--why', 'the dates'],
      'Missing: --name',
      'partner sign --as b --name "…" --decline --why "the dates"',
    ],
    [['sign', '--date', '2026-02-31'], '--date 2026-02-31: that is not a day.', 'Write it as --date 2026-02-02'],
    [['checkin', '--date', '1 May'], '--date 1 May: that is not a day.', 'Write it as --date 2026-02-02'],
    [['roles', '--as-of', ''], '--as-of : that is not a day.', 'Write it as --as-of 2026-02-02'],
    [['render', '--for', 'both'], '"both" does not say which partner you mean.', '--for b for Ben Okafor'],
  ])('partner %j', async (argv, what, hint) => {
    const world = await smallPartnership()
    const before = world.files()
    const { code, out, err } = await world.run(...argv)
    expect(err).toContain(what)
    expect(err).toContain(hint)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(world.files()).toEqual(before)
  })

  it('names a sign at a day in the option alone, however it is written', async () => {
    const { err } = await (await smallPartnership()).run('status', '--as-of', '\u001b[31m\u202e')
    expect(err).not.toMatch(/[\u001b\u202e]/)
  })
})

const draft = async () => {
  const world = newWorld({ 'answers.yaml': 'principles: [We say it as it is.]\n' })
  await must(world.run('init', '--from', 'answers.yaml', '--draft'))
  return world
}

describe('where nothing is wrong yet, the exit code is 0', () => {
  it.each<[string, () => Promise<Ended>]>([
    ['partner alone, where no partnership is', () => newWorld().run()],
    ['partner alone, in a partnership', async () => (await smallPartnership()).run()],
    ['status before the first session', async () => (await smallPartnership()).run('status')],
    ['roles of somebody who has none', async () => (await smallPartnership()).run('roles', '--mine', 'b')],
    ['verify before anybody signed', async () => (await smallPartnership()).run('verify')],
    ['render of a draft', async () => (await draft()).run('render')],
    ['status of a draft', async () => (await draft()).run('status')],
  ])('%s', async (_, ending) => {
    expect(await ending()).toMatchObject({ code: 0, err: '' })
  })
})

describe('a partnership is found', () => {
  it.each<[where: string, cwd: string]>([
    ['in the folder partnership/ below', '.'],
    ['in the current folder', 'partnership'],
    ['in a folder above', 'partnership/checkins'],
    ['beside the current folder', 'docs/deep'],
  ])('%s', async (_, cwd) => {
    const world = await smallPartnership()
    world.write('partnership/checkins/.keep', '')
    world.write('docs/deep/.keep', '')
    expect(await world.runWith({ cwd: world.path(cwd) }, 'status')).toMatchObject({ code: 0, err: '' })
  })

  it('where --dir says, before or after the command', async () => {
    const world = await smallPartnership()
    const cwd = newWorld().cwd
    const dir = world.path('partnership')
    expect((await world.runWith({ cwd }, 'status', '--dir', dir)).code).toBe(0)
    expect((await world.runWith({ cwd }, '--dir', dir, 'status')).code).toBe(0)
    const elsewhere = await world.runWith({ cwd }, 'status', '--dir', 'nowhere')
    expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining('There is no partnership in nowhere.') })
  })

  it('but not beyond the root of the git repository', async () => {
    const world = await smallPartnership()
    world.write('repository/.git/HEAD', '')
    expect((await world.runWith({ cwd: world.path('repository') }, 'status')).code).toBe(1)
  })

  it("but not in another program's contract.yaml", async () => {
    const world = newWorld({ 'contract.yaml': 'name: something else\n' })
    expect((await world.run('status')).code).toBe(1)
  })
})

it('a record of a session can be entered from the folder of an earlier one', async () => {
  const world = await smallPartnership()
  const ended = await world.runWith(
    { cwd: world.path('partnership'), input: session('2026-01-19') },
    'checkin',
    '--from',
    '-',
  )
  expect(ended.code).toBe(0)
  expect(world.names('partnership/checkins')).toEqual(['2026-01-19-both.yaml'])
})
