import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digest } from '../../src/signature/statement.ts'
import { must, newWorld, SMALL, session, smallPartnership, type World } from '../support/world.ts'

const under = (line: string) => (text: string) => text.replace('format: partner/1', `format: partner/1\n${line}`)
const depth = 5000

/** What can be wrong with any file, whatever it holds: how it comes to be, where that shows, and in which words. */
const DAMAGED: [what: string, damage: (text: string) => string | Uint8Array, at: string, words: string][] = [
  [
    'a merge that nobody resolved',
    under('<<<<<<< HEAD\nx: 1\n=======\nx: 2\n>>>>>>> theirs'),
    ':3:1',
    'holds a merge that is not resolved',
  ],
  ['a tab for indentation', under('x:\n\ty: 1'), ':4:1', 'is indented with a tab; use spaces'],
  ['a key that stands twice', under('format: partner/1'), ':3:1', 'the key "format" stands here twice'],
  ['an anchor', under('x: &y 1'), ':3:7', 'carries an anchor (&y), which is refused'],
  ['an alias', under('x: &y 1\nz: *y'), ':4:4', 'is an alias (*y)'],
  ['a tag', under('x: !!str 1'), ':3:10', 'carries a tag (!), which is refused'],
  ['a merge key', under('<<: {x: 1}'), ':3:1', 'is a merge key (<<), which is refused'],
  ['the key __proto__', under('x: {__proto__: {y: 1}}'), ':3:5', '__proto__ cannot be a key'],
  ['a directive', text => `%YAML 1.1\n---\n${text}`, ':1:1', 'a line that starts with % is refused'],
  ['two documents', text => text.replace('format', 'x: 1\n---\nformat'), ':3:1', 'a second document starts here'],
  ['a bracket that is not closed', under('x: [1, 2'), '', 'a bracket [ or { is not closed'],
  ['a number with too many digits', under('x: 12345678901234567890'), ':3:4', 'is too long for a number'],
  [
    'a nesting without end',
    under(`x: ${'['.repeat(depth)}${']'.repeat(depth)}`),
    ':3:',
    'is nested more than 100 deep',
  ],
  ['nothing at all', () => '', '', 'is empty'],
  ['nothing but a comment', () => '# nothing\n...\n', '', 'is empty'],
  ['a list', () => '- format: partner/1\n...\n', ':1:1', 'must hold lines of the form `key: value`'],
  ['UTF-16', text => Buffer.from(`\ufeff${text}`, 'utf16le'), '', 'is UTF-16, not UTF-8'],
  ['Latin-1', text => Buffer.from(under('x: Zoë')(text), 'latin1'), ':3', 'holds bytes that are not UTF-8'],
  ['NUL bytes', under('x: \0'), ':3', 'holds NUL bytes'],
]

/** What only a file of the folder can have. Answers need neither an end mark nor a format. */
const DAMAGED_FILE: typeof DAMAGED = [
  ...DAMAGED,
  ['no end mark', text => text.replace(/\.\.\.\n$/, ''), ':', 'possibly torn: it does not end with `...`'],
  ['half of its bytes', text => text.slice(0, text.length / 2), ':', 'possibly torn'],
  [
    'a newer format',
    text => text.replace('partner/1', 'partner/2'),
    ':2:9',
    'written by a newer partner (format partner/2)',
  ],
  [
    'no format',
    text => text.replace('format: partner/1', 'form: x'),
    ':2:1',
    'format: is missing: it must be partner/1',
  ],
]

const CONTRACT = 'partnership/contract.yaml'
const RECORD = 'partnership/checkins/2026-01-19-a.yaml'

/** Two check-ins, the first of which can be damaged. */
async function withRecords(): Promise<World> {
  const world = await smallPartnership()
  const first = session('2026-01-19', { followUp: [{ step: 's1', result: 'done' }] }, { recordedBy: 'a' })
  await must(world.runWith({ input: first }, 'checkin', '--from', '-'))
  const second = session('2026-02-02', { nextSteps: [{ owner: 'b', text: 'Call the baker' }] })
  await must(world.runWith({ input: second }, 'checkin', '--from', '-'))
  return world
}

const ACTS = [
  ['sign', '--as', 'a', '--name', 'Ana'],
  ['checkin', '--from', 'next.json'],
]
const READINGS = [['status'], ['roles'], ['status', '--json'], []]

describe('contract.yaml with', () => {
  it.each(DAMAGED_FILE)('%s is named, whatever is asked, and nothing is written', async (_, damage, at, words) => {
    const world = await smallPartnership()
    world.write('next.json', session('2026-02-16'))
    world.write(CONTRACT, damage(world.read(CONTRACT)))
    const before = world.files()
    for (const argv of [...READINGS, ...ACTS, ['verify'], ['render']]) {
      const { code, out, err } = await world.run(...argv)
      expect(err, argv.join(' ')).toContain(CONTRACT + at)
      expect(err).toContain(words)
      // Beside what is wrong there is what to do.
      expect(err.trimEnd().split('\n').length).toBeGreaterThan(1)
      expect({ code, out }).toEqual({ code: 1, out: '' })
    }
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, from: string, to: string, words: string]>([
    ['a wrong type', 'version: 1', 'version: one', ':5:10  version: must be a number, not text'],
    [
      'a day that no calendar has',
      '"2026-01-19"',
      '"2026-02-31"',
      'agreements.meetings.first: 2026-02-31 is not a day',
    ],
    ['a word for a list', 'principles:\n  - We', 'principles: We', 'principles: must be a list, not text'],
    ['a list for a text', 'timeOut: Tea?', 'timeOut: [Tea?]', 'agreements.timeOut: must be text, not a list'],
    ['a text that YAML takes for a number', 'Tea?', '12', 'must be text, not a number; put it in quotes'],
    ['a text that only some programs take for a number', 'Tea?', '1e3', '1e3 is not the same number for every program'],
    ['a word that is not on the list', 'weekday: MO', 'weekday: Monday', '"Monday" is none of: SU, MO'],
    ['an owner nobody is', 'owner: b', 'owner: c', 'firstSteps[1].owner: "c" is none of: a, b, both'],
    ['an id that is none', 'id: w1', 'id: w 1', 'wins.big[0].id: is not an id'],
    ['a key without a value', 'timeOut: Tea?', 'timeOut:', 'agreements.timeOut: is empty'],
  ])('%s is named with its path and place', async (_, from, to, words) => {
    const world = await smallPartnership()
    world.edit(CONTRACT, text => text.replace(from, to))
    const { code, out, err } = await world.run('status')
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:\d+ {2}/)
    expect(err).toContain(words)
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  it.each<[what: string, change: (text: string) => string]>([
    ['a byte order mark', text => `\ufeff${text}`],
    ['CRLF', text => text.replaceAll('\n', '\r\n')],
    ['both', text => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['comments and an odd layout', text => text.replace('version: 1', '# ours\n\nversion:   1   # one')],
    ['sections in another order', text => text.replace(/(principles:\n.*\n)([\s\S]*)(?=\.\.\.)/, '$2$1')],
  ])('%s reads as if it were without', async (_, change) => {
    const world = await smallPartnership()
    const before = await must(world.run('status', '--json'))
    world.edit(CONTRACT, change)
    expect(await world.run('status', '--json')).toEqual(before)
  })

  it('CRLF is signed as LF, so that sha256sum and verify agree on every machine', async () => {
    const world = await smallPartnership()
    const lf = world.read(CONTRACT)
    world.edit(CONTRACT, text => text.replaceAll('\n', '\r\n'))
    await must(world.run('sign', '--as', 'a', '--name', 'Ana'))
    expect(world.names('partnership/versions')).toEqual([`v1-${digest(Buffer.from(lf)).slice(0, 8)}.yaml`])
    expect(world.read(`partnership/versions/${world.names('partnership/versions')[0]}`)).toBe(lf)
    expect((await world.run('verify')).code).toBe(0)
    world.write(CONTRACT, lf)
    await must(world.run('sign', '--as', 'b', '--name', 'Ben'))
    expect((await world.run('verify', '--current')).code).toBe(0)
  })
})

describe('a check-in with', () => {
  it.each(DAMAGED_FILE)('%s is named; the rest is shown, and acts write nothing', async (_, damage, at, words) => {
    const world = await withRecords()
    world.write('next.json', session('2026-02-16'))
    world.write(RECORD, damage(world.read(RECORD)))
    const before = world.files()
    for (const argv of READINGS) {
      const { code, out, err } = await world.run(...argv)
      expect(err, argv.join(' ')).toContain(RECORD + at)
      expect(err).toContain(words)
      expect(err).toMatch(
        /\n(Fix|Keep|If git|Look at|Save it|This file needs|Write).*\nWhat follows is without these\.\n$/,
      )
      expect(code).toBe(1)
      expect(out).not.toBe('')
    }
    // What the damaged one says is not counted, what the other one says is.
    const { out } = await world.run('status')
    expect(out).toContain('Write the guide')
    expect(out).toContain('Call the baker')
    const refused = await world.run('checkin', '--from', 'next.json')
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(RECORD + at) })
    expect(refused.err).toContain('Nothing was written.')
    expect(world.files()).toEqual(before)
  })

  it.each<[what: string, from: string, to: string, words: string]>([
    ['a wrong type', 'result: done', 'result: [done]', 'followUp[0].result'],
    ['a day that no calendar has', '"2026-01-19"', '"2026-02-31"', 'session.date: 2026-02-31 is not a day'],
    ['a person nobody is', '- b', '- c', 'session.present[1]: "c" is none of: a, b'],
    [
      'follow-up of a session that was not held',
      'present:',
      'held: false\n  was:',
      'followUp: is only for a session that took place',
    ],
  ])('%s is named with its path and place', async (_, from, to, words) => {
    const world = await withRecords()
    world.edit(RECORD, text => text.replace(from, to))
    const { code, err } = await world.run('status')
    expect(err).toMatch(/^partnership\/checkins\/2026-01-19-a\.yaml:\d+:\d+ {2}/)
    expect(err).toContain(words)
    expect(code).toBe(1)
  })

  it.each<[what: string, change: (text: string) => string]>([
    ['a byte order mark', text => `\ufeff${text}`],
    ['CRLF', text => text.replaceAll('\n', '\r\n')],
    ['a key nobody knows', text => text.replace('followUp:', 'weather: rain\nfollowUp:')],
  ])('%s reads as if it were without', async (_, change) => {
    const world = await withRecords()
    const before = await must(world.run('status', '--json'))
    world.edit(RECORD, change)
    expect(await world.run('status', '--json')).toEqual(before)
  })

  it.each([
    '2026-1-19-a.yaml',
    '2026-01-19.yaml',
    '2026-01-19-c.yaml',
    '2026-01-19-a.yml',
    'notes.txt',
    '2026-01-19-a-1.yaml',
  ])('the name %s is not overlooked', async name => {
    const world = await withRecords()
    world.write(`partnership/checkins/${name}`, 'x: 1\n')
    const { code, err } = await world.run('status')
    expect(err).toContain(`partnership/checkins/${name}  is not named as the files here are, and is not read`)
    expect(code).toBe(1)
  })
})

describe('what is not a file', () => {
  const inPlace: [what: string, make: (file: string) => void, words: string][] = [
    ['a folder', file => mkdirSync(file, { recursive: true }), 'is a folder, not a file'],
    ['a pipe', file => void execFileSync('mkfifo', [file]), 'is not a regular file'],
  ]

  it.each(inPlace)('is named without waiting for it: %s for a check-in', async (_, make, words) => {
    const world = await withRecords()
    world.remove(RECORD)
    make(world.path(RECORD))
    const { code, err } = await world.run('status')
    expect(err).toContain(`${RECORD} ${words}`)
    expect(code).toBe(1)
  })

  it.each(inPlace)('is no partnership: %s for contract.yaml', async (_, make) => {
    const world = newWorld({ 'partnership/README.md': '' })
    make(world.path(CONTRACT))
    expect(await world.run('status')).toMatchObject({ code: 1, out: '' })
  })

  it.each(inPlace)('is named without waiting for it: %s for an answer file', async (_, make, words) => {
    const world = newWorld()
    make(world.path('answers.yaml'))
    const { code, err } = await world.run('init', '--from', 'answers.yaml')
    expect(err).toContain(`answers.yaml ${words}`)
    expect(code).toBe(1)
    expect(world.names('.')).toEqual(['answers.yaml'])
  })

  it('is refused where a folder must be', async () => {
    const world = await smallPartnership()
    world.write('partnership/checkins', 'a file')
    const { code, err } = await world.run('status')
    expect(err).toContain('cannot read partnership/checkins: a part of its path is a file, not a folder')
    expect(code).toBe(3)
  })
})

describe('answers with', () => {
  const rows = DAMAGED.flatMap(([what, damage, at, words]) => [
    { what, damage, at, words, source: 'answers.yaml', shown: 'answers.yaml' },
    { what, damage, at, words, source: '-', shown: 'standard input' },
  ])

  it.each(rows)('$what in $shown are refused, and nothing is written', async ({ damage, at, words, source, shown }) => {
    const answers = damage(`# answers\nformat: partner/1\ntitle: Ours\n`)
    const world = await smallPartnership()
    if (source !== '-') world.write(source, answers)
    const before = world.files()
    for (const act of [['init', 'other'], ['checkin']]) {
      const { code, out, err } = await world.runWith({ input: answers }, ...act, '--from', source)
      expect(err).toContain(shown + at)
      expect(err).toContain(words)
      expect({ code, out }).toEqual({ code: 1, out: '' })
    }
    expect(world.files()).toEqual(before)
  })

  it('a newer format are refused in words', async () => {
    const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, format: 'partner/2' }) })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(err).toMatch(/^answers\.json:1:\d+ {2}/)
    expect(err).toContain('written by a newer partner (format partner/2)')
    expect(code).toBe(1)
  })

  it('an unknown file are refused by its name', async () => {
    const { code, err } = await newWorld().run('init', '--from', 'none.yaml')
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('there is no none.yaml') })
  })

  it('everything that is wrong are told it at once', async () => {
    const world = newWorld({
      'answers.yaml':
        'wins:\n  big:\n    - {text: 1, due: tomorrow}\n  a: x\nroles: {b: [{secondary: y}]}\nprofiles: {a: {timezone: Dublin}}\n',
    })
    const { code, err } = await world.run('init', '--from', 'answers.yaml')
    expect(err.match(/^answers\.yaml:\d+:\d+ {2}[^:]+/gm)).toEqual([
      'answers.yaml:3:14  wins.big[0].text',
      'answers.yaml:3:22  wins.big[0].due',
      'answers.yaml:4:6  wins.a',
      'answers.yaml:5:13  roles.b[0].primary',
      'answers.yaml:6:26  profiles.a.timezone',
    ])
    expect(code).toBe(1)
  })

  it('references to nothing are refused, each with its path', async () => {
    const answers = {
      ...SMALL,
      wins: { ...SMALL.wins, b: [{ id: 'b1', text: 'x', serves: 'w9' }] },
      roles: { a: [{ id: 'a.1', primary: 'x', wins: ['a1', 'a9'] }], b: [{ id: 'a.1', primary: 'y' }] },
      firstSteps: [{ owner: 'a', text: 'x', win: 'none', role: 'none' }],
    }
    const world = newWorld({ 'answers.yaml': JSON.stringify(answers, null, 1) })
    const { code, err } = await world.run('init', '--from', 'answers.yaml')
    for (const words of [
      'roles.b[0].id: the id a.1 is taken by another one above',
      'wins.b[0].serves: there is no win w9',
      'roles.a[0].wins[1]: there is no win a9',
      'firstSteps[0].win: there is no win none',
      'firstSteps[0].role: there is no role none',
    ])
      expect(err).toContain(words)
    expect(code).toBe(1)
    expect(world.names('.')).toEqual(['answers.yaml'])
  })
})

describe('a folder that cannot be written', () => {
  it.each<[what: string, dir: string, shown: string]>([
    ['a path below a file', 'file/below', 'file/below'],
    ['a file of that name', 'file', 'file'],
    ['a name that is too long', 'x'.repeat(300), 'its name is too long'],
  ])('is said, exit code 3: %s', async (_, dir, words) => {
    const world = newWorld({ file: 'mine', 'answers.json': JSON.stringify(SMALL) })
    const before = world.files()
    const { code, out, err } = await world.run('init', dir, '--from', 'answers.json')
    expect(err).toContain('cannot write')
    expect(err).toContain(words)
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(world.files()).toEqual(before)
  })

  it.each<[file: string, act: string[]]>([
    ['checkins', ['checkin', '--from', '-']],
    ['versions', ['sign', '--as', 'a', '--name', 'Ana']],
    ['signatures', ['sign', '--as', 'a', '--name', 'Ana']],
  ])('is said, exit code 3: a file where %s/ must be', async (file, act) => {
    const world = await smallPartnership()
    world.write(`partnership/${file}`, 'mine')
    const { code, err } = await world.runWith({ input: session('2026-01-19') }, ...act)
    expect(err).toContain(`partnership/${file}`)
    expect(code).toBe(3)
    expect(world.read(`partnership/${file}`)).toBe('mine')
  })

  it('leaves no half of a partnership that a command would take for a whole one', async () => {
    const world = newWorld({ 'answers.json': JSON.stringify({ ...SMALL, profiles: { a: { about: 'x' } } }) })
    world.write('partnership/partners', 'a file')
    expect((await world.run('init', '--from', 'answers.json')).code).toBe(3)
    expect(world.names('partnership')).not.toContain('contract.yaml')
    world.remove('partnership/partners')
    expect((await world.run('init', '--from', 'answers.json')).code).toBe(0)
  })
})

describe('a second init', () => {
  it.each([[[]], [['partnership']], [['--dir', 'partnership']], [['--template', 'civic']]])(
    'is refused with %j, names amend, and changes nothing',
    async more => {
      const world = await smallPartnership()
      world.write('answers.json', JSON.stringify(SMALL))
      const before = world.files()
      const { code, err } = await world.run('init', ...more, '--from', 'answers.json')
      expect(err).toMatch(/contract\.yaml: a contract stands here already\.\n.*partner amend/)
      expect(code).toBe(1)
      expect(world.files()).toEqual(before)
    },
  )

  it('below the first one is refused too, unless the folder is named', async () => {
    const world = await smallPartnership()
    world.write('answers.json', JSON.stringify(SMALL))
    world.write('docs/.keep', '')
    const cwd = world.path('docs')
    expect((await world.runWith({ cwd }, 'init', '--from', '../answers.json')).code).toBe(1)
    expect((await world.runWith({ cwd }, 'init', 'second', '--from', '../answers.json')).code).toBe(0)
  })
})

describe('what is in the folder already', () => {
  it('stays: the README as it is, lines of git files, with those missing added', async () => {
    const world = newWorld({
      'answers.json': JSON.stringify(SMALL),
      'partnership/README.md': 'ours',
      'partnership/.gitignore': '*.pdf',
      'partnership/notes.txt': 'ours',
    })
    await must(world.run('init', '--from', 'answers.json'))
    expect(world.read('partnership/README.md')).toBe('ours')
    expect(world.read('partnership/notes.txt')).toBe('ours')
    expect(world.read('partnership/.gitignore')).toMatch(/^\*\.pdf\n.*\.draft/s)
  })

  it('keeps its bytes where lines are added', async () => {
    const world = newWorld({ 'answers.json': JSON.stringify(SMALL), 'partnership/.gitattributes': '*.doc binary\r\n' })
    await must(world.run('init', '--from', 'answers.json'))
    expect(world.read('partnership/.gitattributes')).toMatch(/^\*\.doc binary\r\n[^\r]+\n$/)
  })

  it('is not written over where it is another template', async () => {
    const own = 'format: partner-template/1\nname: ours\nsummary: ours\n'
    const world = newWorld({
      'answers.json': JSON.stringify(SMALL),
      'ours.yaml': own,
      'partnership/template.yaml': 'an older one',
    })
    const argv = ['init', '--from', 'answers.json', '--template', 'ours.yaml']
    const { code, err } = await world.run(...argv)
    expect(err).toContain('partnership/template.yaml: another template stands here already.')
    expect(code).toBe(1)
    expect(world.read('partnership/template.yaml')).toBe('an older one')
    world.write('partnership/template.yaml', own)
    expect((await world.run(...argv)).code).toBe(0)
  })

  it('is not written over where it cannot be read', async () => {
    const world = newWorld({
      'answers.json': JSON.stringify({ ...SMALL, profiles: { a: { about: 'new' } } }),
      'partnership/partners/a.yaml': 'about: &x old\n',
    })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect(err).toContain('partnership/partners/a.yaml:1:')
    expect(code).toBe(1)
    expect(world.read('partnership/partners/a.yaml')).toBe('about: &x old\n')
    expect(world.names('partnership')).not.toContain('contract.yaml')
  })
})
