import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ADVICE } from '../../src/contract/advice/index.ts'
import { canonical, type Statement, signatureName } from '../../src/signature/statement.ts'
import type { ERROR_RULES } from '../../src/store/fault.ts'
import { checked, edit, FOLDER, SETTINGS, type Told } from '../support/checked.ts'
import { lineOf, newKey, pathWithout, signedElsewhere } from '../support/keys.ts'
import { must, newWorld, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'contract.yaml'

const checkin = (world: World, who: 'a' | 'b' | 'both', date: string, said: object = {}) =>
  must(world.runWith({ input: session(date, { ...said }, { recordedBy: who }) }, 'checkin', '--from', '-'))
/** Records that the program itself would have refused. */
const writeRecord = (world: World, name: string, said: object) =>
  world.write(`${FOLDER}checkins/${name}`, `${JSON.stringify({ format: 'partner/1', ...said }, null, 1)}\n...\n`)

/** What was signed in one folder, brought to another as git would. */
function bringSigned(from: World, to: World): void {
  for (const folder of ['versions', 'signatures'])
    for (const name of from.names(FOLDER + folder))
      to.write(`${FOLDER}${folder}/${name}`, from.bytes(`${FOLDER}${folder}/${name}`))
}

interface ErrorCase {
  /** How a fine, signed folder with two check-ins comes to it. */
  by(world: World): unknown
  at: string
  path?: string
  what: string
  remedy: string
  env?: Record<string, string | undefined>
}

const YAML_FILES = [
  CONTRACT,
  'checkins/2026-01-19-a.yaml',
  'partners/a.yaml',
  'settings.yaml',
  'template.yaml',
  'updates/2026-02-16-a.yaml',
  'timeouts/2026-02-03-a.yaml',
]
const KEY = newKey('a key', '-t', 'ed25519')

/** Writes a statement anew as its partner could, by a key if there is one. */
function rewrite(world: World, who: 'a' | 'b', changes: Partial<Statement>, key?: string): void {
  const name = world.names(`${FOLDER}signatures`).find(each => each.endsWith(`-${who}.sign.json`))
  const said: Statement = { ...JSON.parse(world.read(`${FOLDER}signatures/${name}`)), ...changes }
  const file = `${FOLDER}signatures/${signatureName(said)}`
  world.write(file, canonical(said))
  if (key) world.write(`${file}.sig`, signedElsewhere(key, canonical(said)))
}

const merge = (text: string) => text.replace('\n', '\n<<<<<<< HEAD\nx: 1\n=======\nx: 2\n>>>>>>> theirs\n')

/** One way, at least, to each kind of error. */
const ERRORS: Record<keyof typeof ERROR_RULES, Record<string, ErrorCase>> = {
  unreadable: {
    ...Object.fromEntries(
      YAML_FILES.map(file => [
        `a key stands twice in ${file}`,
        {
          by: world => edit(world, file, text => text.replace('\n', '\nx: 1\nx: 2\n')),
          at: `${file}:3:1`,
          what: 'the key "x" stands here twice',
          remedy: 'Fix the line, then: partner check',
        } satisfies ErrorCase,
      ]),
    ),
    'a check-in is UTF-16': {
      by: world => world.write(`${FOLDER}checkins/2026-01-19-a.yaml`, Buffer.from('\ufefformat: x', 'utf16le')),
      at: 'checkins/2026-01-19-a.yaml:1:1',
      what: 'is UTF-16, not UTF-8',
      remedy: 'Save it as UTF-8',
    },
    'a check-in is a folder': {
      by: world => {
        world.remove(`${FOLDER}checkins/2026-01-19-a.yaml`)
        mkdirSync(world.path(`${FOLDER}checkins/2026-01-19-a.yaml`))
      },
      at: 'checkins/2026-01-19-a.yaml:1:1',
      what: 'is a folder, not a file',
      remedy: 'Fix',
    },
    'a card is empty': {
      by: world => world.write(`${FOLDER}partners/a.yaml`, ''),
      at: 'partners/a.yaml:1:1',
      what: 'is empty',
      remedy: 'git checkout',
    },
    'a file stands where a folder must be': {
      by: world => {
        world.remove(`${FOLDER}partners`)
        world.write(`${FOLDER}partners`, 'x')
      },
      at: 'partners:1:1',
      what: 'a part of its path is a file, not a folder',
      remedy: 'Fix',
    },
  },
  'conflict-markers': Object.fromEntries(
    YAML_FILES.map(file => [
      `in ${file}`,
      {
        by: world => edit(world, file, merge),
        at: `${file}:2:1`,
        what: 'holds a merge that is not resolved',
        remedy: 'Keep what holds of both sides',
      } satisfies ErrorCase,
    ]),
  ),
  torn: Object.fromEntries(
    YAML_FILES.filter(file => file !== 'template.yaml').map(file => [
      file,
      {
        by: world => edit(world, file, text => text.replace(/\.\.\.\n$/, '')),
        at: `${file}:`,
        what: 'possibly torn: it does not end with `...`',
        remedy: 'if it is whole, add a last line `...`',
      } satisfies ErrorCase,
    ]),
  ),
  'newer-format': Object.fromEntries(
    YAML_FILES.filter(file => file !== 'template.yaml').map(file => [
      file,
      {
        by: world => edit(world, file, text => text.replace('partner/1', 'partner/2')),
        at: `${file}:`,
        what: 'written by a newer partner (format partner/2)',
        remedy: 'This file needs a newer version of partner.',
      } satisfies ErrorCase,
    ]),
  ),
  content: {
    'a day that no calendar has': {
      by: world =>
        edit(world, 'checkins/2026-02-02-b.yaml', text => text.replace('due: "2026-02-16"', 'due: "2026-02-31"')),
      at: 'checkins/2026-02-02-b.yaml:13:10',
      path: 'nextSteps[0].due',
      what: '2026-02-31 is not a day',
      remedy: 'Fix the line, then: partner check',
    },
    'a time-out of nobody': {
      by: world => edit(world, 'timeouts/2026-02-03-a.yaml', text => text.replace('by: a', 'by: us')),
      at: 'timeouts/2026-02-03-a.yaml:3:5',
      path: 'by',
      what: '"us" is none of: a, b',
      remedy: 'Fix the line, then: partner check',
    },
    'a rule that nobody knows': {
      by: world => world.write(`${FOLDER}settings.yaml`, SETTINGS('[{rule: nonsense, why: we like it}]')),
      at: 'settings.yaml:3:16',
      path: 'advice.off[0].rule',
      what: `"nonsense" is none of: ${ADVICE.map(({ id }) => id).join(', ')}`,
      remedy: 'Fix the line',
    },
    'a rule that is off without a reason': {
      by: world => world.write(`${FOLDER}settings.yaml`, SETTINGS('[{rule: undated-win}]')),
      at: 'settings.yaml:3:9',
      path: 'advice.off[0].why',
      what: 'is missing',
      remedy: 'Fix the line',
    },
    'a rule that is off with an empty reason': {
      by: world => world.write(`${FOLDER}settings.yaml`, SETTINGS('[{rule: undated-win, why: " "}]')),
      at: 'settings.yaml:3:34',
      path: 'advice.off[0].why',
      what: 'is empty: say why this rule is off',
      remedy: 'Fix the line',
    },
    'a question of the template without its form': {
      by: world => world.write(`${FOLDER}template.yaml`, 'format: partner-template/1\nname: Ours\nsummary: 3\n...\n'),
      at: 'template.yaml:3:10',
      path: 'summary',
      what: 'must be text, not a number',
      remedy: 'Fix the line',
    },
  },
  'missing-file': {
    "the pair's own template": {
      by: world => {
        world.remove(`${FOLDER}template.yaml`)
        edit(world, CONTRACT, text => text.replace('title:', 'template: own\ntitle:'))
      },
      at: 'contract.yaml:4:11',
      path: 'template',
      what: 'says own, and there is no template.yaml',
      remedy: 'git checkout',
    },
  },
  'unknown-file': Object.fromEntries(
    [
      'checkins/notes.txt',
      'checkins/2026-01-19-c.yaml',
      'versions/v1.yaml',
      'signatures/ana.json',
      'partners/c.yaml',
      'timeouts/notes.txt',
      'timeouts/2026-02-03.yaml',
    ].map(file => [
      file,
      {
        by: world => world.write(FOLDER + file, 'x: 1\n'),
        at: `${file}:1:1`,
        what: 'is not named as the files here are, and is not read',
        remedy: 'move it out of this folder',
      } satisfies ErrorCase,
    ]),
  ),
  'planted-repository': Object.fromEntries(
    (
      [
        ['HEAD', ['objects/x']],
        ['HEAD', ['refs/heads/x']],
        ['checkins/HEAD', ['checkins/commondir']],
        ['notes/of/ours/head', ['notes/of/ours/Objects/x', 'notes/of/ours/REFS/x']],
        ['.git', ['fsmonitor/HEAD']],
        ['schema/.git', []],
      ] as const
    ).map(([file, others]) => [
      [file, ...others].join(', '),
      {
        by: world => {
          for (const name of [file, ...others])
            world.write(FOLDER + name, name === '.git' ? 'gitdir: fsmonitor\n' : 'ref: refs/heads/x\n')
        },
        at: `${file}:1:1`,
        what: 'makes git take the folder it is in for a repository',
        remedy: 'Delete these files',
      } satisfies ErrorCase,
    ]),
  ),
  leftover: Object.fromEntries(
    [
      '.contract.yaml.0123456789ab.tmp',
      'checkins/.2026-01-19-a.yaml.0123456789ab.tmp',
      'versions/.v1-01234567.yaml.ba9876543210.tmp',
    ].map(file => [
      file,
      {
        by: world => world.write(FOLDER + file, 'half'),
        at: `${file}:1:1`,
        what: 'is half of a write',
        remedy: 'delete this one',
      } satisfies ErrorCase,
    ]),
  ),
  'name-and-content': {
    'the day differs': {
      by: world =>
        edit(world, 'checkins/2026-01-19-a.yaml', text => text.replace('date: "2026-01-19"', 'date: "2026-01-20"')),
      at: 'checkins/2026-01-19-a.yaml:4:9',
      path: 'session.date',
      what: 'the name says 2026-01-19, and session.date says 2026-01-20',
      remedy: 'Rename the file, or correct the line',
    },
    'the day of a time-out differs': {
      by: world =>
        edit(world, 'timeouts/2026-02-03-a.yaml', text => text.replace('date: 2026-02-03', 'date: 2026-02-04')),
      at: 'timeouts/2026-02-03-a.yaml:4:7',
      path: 'date',
      what: 'the name says 2026-02-03, and date says 2026-02-04',
      remedy: 'Rename the file, or correct the line',
    },
    'the day of the talk differs': {
      by: world =>
        world.write(
          `${FOLDER}timeouts/2026-02-05-a.yaml`,
          'format: partner/1\nby: a\ndate: 2026-02-03\nresolved: 2026-02-04\n...\n',
        ),
      at: 'timeouts/2026-02-05-a.yaml:4:11',
      path: 'resolved',
      what: 'the name says 2026-02-05, and resolved says 2026-02-04',
      remedy: 'Rename the file, or correct the line',
    },
    'the recorder differs': {
      by: world => edit(world, 'checkins/2026-01-19-a.yaml', text => text.replace('recordedBy: a', 'recordedBy: b')),
      at: 'checkins/2026-01-19-a.yaml:5:15',
      path: 'session.recordedBy',
      what: 'the name says a, and session.recordedBy says b',
      remedy: 'Rename the file, or correct the line',
    },
  },
  'reference-to-nothing': {
    'of the contract': {
      by: world => edit(world, CONTRACT, text => text.replace('win: a1', 'win: a9')),
      at: 'contract.yaml:',
      path: 'firstSteps[0].win',
      what: 'there is no win a9',
      remedy: 'Correct the id',
    },
    ...Object.fromEntries(
      (
        [
          ['a step', { followUp: [{ step: 's9', result: 'done' }] }, 'followUp[0].step', 'there is no step "s9"'],
          ['a goal', { goals: [{ win: 'a9' }] }, 'goals[0].win', 'there is no goal "a9"'],
          ['a role', { rolesDiscussed: ['a.9'] }, 'rolesDiscussed[0]', 'there is no role "a.9"'],
          ['a concern', { concerns: [{ id: 'c9', status: 'resolved' }] }, 'concerns[0].id', 'there is no concern "c9"'],
          [
            'a goal in a step',
            { nextSteps: [{ owner: 'a', text: 'x', win: 'a9' }] },
            'nextSteps[0].win',
            'there is no goal "a9"',
          ],
        ] as const
      ).map(([what, said, path, words]) => [
        `of a record to ${what}`,
        {
          by: world =>
            writeRecord(world, '2026-02-16-a.yaml', { session: { date: '2026-02-16', recordedBy: 'a' }, ...said }),
          at: 'checkins/2026-02-16-a.yaml:',
          path,
          what: words,
          remedy: 'Correct the id',
        } satisfies ErrorCase,
      ]),
    ),
    'of a record to a step that a later one agrees on': {
      by: world =>
        edit(world, 'checkins/2026-01-19-a.yaml', text =>
          text.replace('...\n', 'rolesDiscussed: [a.1]\n...\n').replace('step: s1', 'step: late'),
        ),
      at: 'checkins/2026-01-19-a.yaml:10:11',
      path: 'followUp[0].step',
      what: 'step "late" was agreed on later, on 2026-02-02',
      remedy: 'Correct the id',
    },
  },
  'named-twice': {
    'a goal of the contract': {
      by: world => edit(world, CONTRACT, text => text.replace('- id: a1', '- id: w1')),
      at: 'contract.yaml:',
      path: 'wins.a[0].id',
      what: 'the id w1 is taken by another one above',
      remedy: 'Give one of them another id',
    },
    'a step that an earlier session agreed on': {
      by: world =>
        writeRecord(world, '2026-02-16-a.yaml', {
          session: { date: '2026-02-16', recordedBy: 'a' },
          nextSteps: [{ id: 'late', owner: 'a', text: 'Another one' }],
        }),
      at: 'checkins/2026-02-16-a.yaml:9:10',
      path: 'nextSteps[0].id',
      what: 'the id "late" is taken by another step',
      remedy: 'Give one of them another id',
    },
    'one step in one record': {
      by: world =>
        writeRecord(world, '2026-02-16-a.yaml', {
          session: { date: '2026-02-16', recordedBy: 'a' },
          followUp: [
            { step: 'late', result: 'done' },
            { step: 'late', result: 'missed' },
          ],
        }),
      at: 'checkins/2026-02-16-a.yaml:13:12',
      path: 'followUp[1].step',
      what: '"late" is named twice',
      remedy: 'take it away',
    },
  },
  altered: {
    'a version': {
      by: world => edit(world, `versions/${world.names(`${FOLDER}versions`)[0]}`, text => text.replace('Tea?', 'Tee?')),
      at: 'versions/v1-',
      what: 'its bytes are not those that were signed',
      remedy: 'partner verify',
    },
    'a signature': {
      by: world =>
        edit(world, `signatures/${world.names(`${FOLDER}signatures`)[1]}`, text =>
          text.replace('2026-01-06', '2026-01-07'),
        ),
      at: 'signatures/v1-',
      what: 'is not as it was written',
      remedy: 'git checkout',
    },
  },
  'line-ends': {
    'a version': {
      by: world =>
        edit(world, `versions/${world.names(`${FOLDER}versions`)[0]}`, text => text.replaceAll('\n', '\r\n')),
      at: 'versions/v1-',
      what: 'has Windows line ends (CRLF). Its words are as they were, and it counts',
      remedy: 'git add --renormalize .',
    },
    'a signature': {
      by: world =>
        edit(world, `signatures/${world.names(`${FOLDER}signatures`)[1]}`, text => text.replaceAll('\n', '\r\n')),
      at: 'signatures/v1-',
      what: 'has Windows line ends (CRLF)',
      remedy: '* text=auto eol=lf',
    },
  },
  'other-key': {
    'a key for both partners': {
      by: world => {
        for (const who of ['a', 'b'] as const) rewrite(world, who, { key: lineOf(KEY) }, KEY)
      },
      at: 'signatures/v1-',
      what: 'is by a key that is used for both partners',
      remedy: 'Ask that partner which key is theirs.',
    },
  },
  'typed-name': {
    'after a decline by key': {
      by: world => rewrite(world, 'a', { action: 'decline', why: 'No.', key: lineOf(KEY) }, KEY),
      at: 'signatures/v1-',
      what: 'is signed by typed name only, and partner a signs by key since version 1',
      remedy: 'Ask partner a. If they agree, they remove this file and sign with their key',
    },
  },
  'impossible-date': {
    'after it was recorded': {
      by: world => rewrite(world, 'a', { date: '2099-01-01' }),
      at: 'signatures/v1-',
      what: 'is dated 2099-01-01, and was recorded before that day',
      remedy: 'Ask the partner who signed.',
    },
    'in the future': {
      by: world => rewrite(world, 'a', { recordedAt: '2099-01-01T10:00:00Z' }),
      at: 'signatures/v1-',
      what: 'says it was recorded at 2099-01-01T10:00:00Z, and now it is 2026-04-27',
      remedy: 'Ask the partner who signed.',
    },
  },
  'not-verified': {
    'no ssh-keygen': {
      by: world => rewrite(world, 'a', { key: lineOf(KEY) }, KEY),
      at: 'signatures/v1-',
      what: 'is signed by key and not verified here, so it does not count',
      remedy: 'Install OpenSSH 8.2 or newer',
      env: { PATH: pathWithout('ssh-keygen') },
    },
  },
  'seen-before': {
    'a signature that this computer saw is gone': {
      by: async world => {
        await must(world.run('verify'))
        const [name] = world.names(`${FOLDER}signatures`).filter(each => each.endsWith('-b.sign.json'))
        world.remove(`${FOLDER}signatures/${name}`)
      },
      at: 'signatures:',
      what: 'this computer saw version 1 signed by both',
      remedy: 'Ask your partner',
    },
    'another contract is here': {
      by: async world => {
        await must(world.run('verify'))
        for (const folder of ['signatures', 'versions']) world.remove(FOLDER + folder)
        edit(world, CONTRACT, text => text.replace(/^id: .*/m, 'id: 11111111-7d0a-4c55-9f3e-2d8e6a1b9c04'))
      },
      at: 'signatures:',
      what: 'this computer saw another contract here, with another id, that was signed',
      remedy: 'Ask your partner',
    },
  },
  'not-on-the-page': {
    'a saved version has a comment of a person': {
      by: world =>
        world.write(`${FOLDER}versions/v1-00000000.yaml`, `${world.read(`${FOLDER}contract.yaml`)}# and a car\n`),
      at: 'versions/v1-00000000.yaml:',
      what: 'holds what no page shows: # and a car',
      remedy: 'put it in a text of the contract: partner amend',
    },
  },
  'changed-after-signing': {
    'two sections': {
      by: world => edit(world, CONTRACT, text => text.replace('Tea?', 'Coffee?').replace('We say it', 'We sing it')),
      at: 'contract.yaml:',
      what: 'is not what was signed as version 1: principles, agreements changed',
      remedy: 'make it version 2: partner amend. To go back to what was signed: git checkout contract.yaml',
    },
  },
  'two-versions': {
    'one for each partner': {
      by: async world => {
        const other = world.copy()
        for (const [each, who, words] of [
          [world, 'a', 'Coffee?'],
          [other, 'b', 'Cocoa?'],
        ] as const) {
          edit(each, CONTRACT, text => text.replace('version: 1', 'version: 2').replace('Tea?', words))
          await must(each.run('sign', '--as', who, '--name', 'x'))
        }
        bringSigned(other, world)
      },
      at: 'versions/v2-',
      what: 'agreements differ. This one is signed by',
      remedy: 'make them version 3 with partner amend',
    },
  },
}

/** Signed by both, with a card, settings, a template, an update, a time-out and two check-ins; nothing is wrong with any. */
let usual: Promise<World> | undefined
const prepared = async () => {
  usual ??= prepare()
  return (await usual).copy()
}
async function prepare(): Promise<World> {
  const world = await signedPartnership()
  world.write(`${FOLDER}partners/a.yaml`, '# mine\nformat: partner/1\nabout: I\n...\n')
  world.write(`${FOLDER}settings.yaml`, '# ours\nformat: partner/1\nthresholds: {overdue: {watch: 0.5}}\n...\n')
  world.write(`${FOLDER}template.yaml`, '# ours\nformat: partner-template/1\nname: Ours\nsummary: x\n')
  world.write(
    `${FOLDER}updates/2026-02-16-a.yaml`,
    '# mine\nformat: partner/1\nsession: {date: 2026-02-16, by: a}\n...\n',
  )
  world.write(`${FOLDER}timeouts/2026-02-03-a.yaml`, '# mine\nformat: partner/1\nby: a\ndate: 2026-02-03\n...\n')
  await checkin(world, 'a', '2026-01-19', { followUp: [{ step: 's1', result: 'done' }] })
  await checkin(world, 'b', '2026-02-02', { nextSteps: [{ id: 'late', owner: 'a', text: 'Call', due: '2026-02-16' }] })
  return world
}

it('a folder with a file of every kind is fine', async () => {
  expect(await checked(await prepared())).toMatchObject({ code: 0, errors: [] })
})

describe.each(Object.entries(ERRORS))('the error %s', (rule, cases) => {
  it.each(Object.entries(cases))('%s', async (_, { by, at, path = '', what, remedy, env }) => {
    const world = await prepared()
    await by(world)
    const { code, errors } = await checked(world, env)
    const placed = (told: Told) => `${told.file}:${told.line}:${told.column}`
    const error = errors.find(told => told.rule === rule && placed(told).startsWith(at))
    expect(errors.map(told => `${told.rule} ${placed(told).slice(0, at.length)}`)).toContain(`${rule} ${at}`)
    expect(error!.path).toBe(path)
    expect(error!.what).toContain(what)
    expect(error!.remedy).toContain(remedy)
    expect(code).toBe(1)
    const people = await world.runWith(env ? { env } : {}, 'check')
    expect(people).toMatchObject({ code: 1, err: '' })
    expect(people.out).toContain(`${FOLDER}${error!.file}`)
    expect(people.out).toContain(`(${rule})\n`)
  })
})

describe('an error for people', () => {
  it('is the place, the line it is about, and what to do', async () => {
    const world = await prepared()
    await ERRORS.content['a day that no calendar has']!.by(world)
    const { out } = await world.run('check')
    expect(out).toMatch(
      /^partnership\/checkins\/2026-02-02-b\.yaml:13:10 {2}nextSteps\[0\]\.due: 2026-02-31 is not a day \(content\)\n {3}12 \| .*\n {3}13 \| {5}due: "2026-02-31"\n {6}\| {10}\^{12}\nFix the line, then: partner check\n\n/,
    )
    expect(out).toMatch(/\n1 error, \d+ pieces of advice\.\n$/)
  })

  it('never reaches the terminal as a command', async () => {
    const world = await prepared()
    edit(world, CONTRACT, text => text.replace('win: a1', 'win: "\\e]0;x\\a\\u202e"'))
    world.write(`${FOLDER}checkins/\u001b[31m.txt`, '')
    for (const argv of [[], ['--json'], ['--format', 'github']]) {
      const { code, out } = await world.run('check', ...argv)
      expect(code).toBe(1)
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    }
  })

  it('all are told at once, by file and line, and everything else is still looked at', async () => {
    const world = await prepared()
    edit(world, CONTRACT, merge)
    edit(world, 'checkins/2026-01-19-a.yaml', merge)
    edit(world, 'checkins/2026-02-02-b.yaml', text => text.replace('...\n', ''))
    edit(world, `signatures/${world.names(`${FOLDER}signatures`)[0]}`, text => text.replace('2026-01-05', '2026-01-04'))
    world.write(`${FOLDER}versions/x`, '')
    const { errors } = await checked(world)
    expect(errors.map(({ file }) => file.replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'checkins/2026-01-19-a.yaml',
      'checkins/2026-02-02-b.yaml',
      'contract.yaml',
      'signatures/v1-a.sign.json',
      'versions/x',
    ])
  })
})

describe('what is no error', () => {
  it('a draft: what is missing is advice', async () => {
    const world = newWorld({ 'answers.yaml': 'principles: [We say it as it is.]\n' })
    await must(world.run('init', '--from', 'answers.yaml', '--draft'))
    const { code, errors, advice } = await checked(world)
    expect({ code, errors }).toEqual({ code: 0, errors: [] })
    expect(advice.filter(({ rule }) => rule === 'not-yet-signable').map(({ where }) => where.missing)).toContain(
      'wins.big',
    )
  })

  it('a goal, a role and a step that only a signed older version has', async () => {
    const world = await prepared()
    await checkin(world, 'a', '2026-02-16', {
      goals: [{ win: 'a1', progressed: true }],
      rolesDiscussed: ['a.1'],
      followUp: [{ step: 's2', result: 'done' }],
    })
    edit(world, CONTRACT, text =>
      text
        .replace('version: 1', 'version: 2')
        .replace('- id: a1\n', '- id: a2\n')
        .replace('- id: a.1\n', '- id: a.2\n')
        .replace(/firstSteps:[\s\S]*(?=\.\.\.)/, ''),
    )
    expect((await checked(world)).errors).toEqual([])
    // Nobody signed it under that number, so nobody can look it up.
    for (const folder of ['versions', 'signatures']) world.remove(FOLDER + folder)
    const { errors } = await checked(world)
    expect(errors.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'checkins/2026-01-19-a.yaml followUp[0].step',
      'checkins/2026-02-16-a.yaml goals[0].win',
      'checkins/2026-02-16-a.yaml rolesDiscussed[0]',
      'checkins/2026-02-16-a.yaml followUp[0].step',
      'signatures ',
    ])
  })

  it('two records of one session that disagree: advice says what counts', async () => {
    const world = await prepared()
    for (const [who, result] of [
      ['a', 'done'],
      ['b', 'missed'],
    ] as const)
      await checkin(world, who, '2026-02-16', { followUp: [{ step: 'late', result }] })
    const { code, errors, advice } = await checked(world)
    expect({ code, errors }).toEqual({ code: 0, errors: [] })
    expect(advice.filter(({ rule }) => rule === 'records-disagree')).toEqual([
      expect.objectContaining({
        file: 'checkins/2026-02-16-a.yaml',
        path: 'followUp[0]',
        what: expect.stringMatching(
          /^step late: .*-a\.yaml says done, closed; .*-b\.yaml says not done, closed\. .*-a\.yaml counts/,
        ),
        where: { session: '2026-02-16', files: ['2026-02-16-a.yaml', '2026-02-16-b.yaml'] },
      }),
    ])
  })

  it('a step that two sessions closed: advice says which one counts', async () => {
    const world = await prepared()
    writeRecord(world, '2026-02-16-b.yaml', {
      session: { date: '2026-02-16', recordedBy: 'b' },
      followUp: [{ step: 's1', result: 'done' }],
    })
    const { code, advice } = await checked(world)
    expect(code).toBe(0)
    expect(advice.find(({ rule }) => rule === 'answered-again')).toMatchObject({
      file: 'checkins/2026-02-16-b.yaml',
      path: 'followUp[0].step',
      what: 'step "s1" was closed on 2026-01-19: done',
    })
  })

  it('two saved files of one version that differ in layout alone', async () => {
    const world = await smallPartnership()
    const other = world.copy()
    edit(other, CONTRACT, text => text.replace('timeOut: Tea?', 'timeOut: "Tea?"'))
    for (const [each, who] of [
      [world, 'a'],
      [other, 'b'],
    ] as const)
      await must(each.run('sign', '--as', who, '--name', who))
    bringSigned(other, world)
    expect(world.names(`${FOLDER}versions`)).toHaveLength(2)
    expect(await checked(world)).toMatchObject({ code: 0, errors: [] })
  })

  it('words that were declined, then changed in place, and signed', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--decline', '--as', 'b', '--name', 'Ben', '--why', 'the signal is missing a word'))
    edit(world, CONTRACT, text => text.replace('Tea?', 'Tea, now?'))
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    await must(world.run('sign', '--as', 'b', '--name', 'Ben'))
    expect((await checked(world)).errors).toEqual([])
  })

  it('two contracts under one number, once both signed a later one', async () => {
    const world = await prepared()
    await ERRORS['two-versions']['one for each partner']!.by(world)
    edit(world, CONTRACT, text => text.replace('version: 2', 'version: 3'))
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    expect((await checked(world)).errors.map(({ rule }) => rule)).toEqual(['two-versions'])
    await must(world.run('sign', '--as', 'b', '--name', 'Ben'))
    expect((await checked(world)).errors).toEqual([])
  })
})
