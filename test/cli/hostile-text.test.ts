import { beforeAll, describe, expect, it } from 'vitest'
import { withoutInvisible } from '../../src/contract/invisible.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { leaves } from '../support/leaves.ts'
import { type Ended, must, newWorld, SMALL, session, type World } from '../support/world.ts'

/** What a text may try to do to a terminal, a page or a reader's eyes. */
const HOSTILE: Record<string, string> = {
  'a color': '\u001b[31mred\u001b[0m',
  'a cleared screen': '\u001b[2J\u001b[1;1H',
  'a window title': '\u001b]0;title\u0007',
  'a link': '\u001b]8;;https://example.org\u001b\\here\u001b]8;;\u001b\\',
  'a C1 sequence': '\u009b31mred',
  'a bell, a backspace and a delete': 'a\u0007b\u0008c\u007fd',
  'a carriage return': 'safe\rrm -rf',
  'a bidi override': '\u202edrowssap\u202c',
  'a bidi isolate': '\u2066x\u2069\u200f',
  'a line separator': 'one\u2028two\u2029three\u0085four',
  'a form feed': 'a\u000cb\u000bc',
}
const ALL = Object.values(HOSTILE).join(' ')

/** A terminal obeys none of these, and line feed is the only control character in any output. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const expectInert = ({ out, err }: Ended) => {
  expect(out).not.toMatch(OBEYED)
  expect(err).not.toMatch(OBEYED)
}

const onOneLine = (text: string) => text.replace(/[\n\r\v\f\u0085\u2028\u2029]+/g, ' ')

/** In a name, what nobody sees is refused. */
const called = withoutInvisible

/** Every text of the small contract followed by the hostile one; ids and rules stay. */
const answers = (text: string, name = onOneLine(text)) => ({
  ...SMALL,
  title: `Title ${onOneLine(text)}`,
  language: `en ${onOneLine(text)}`,
  partners: {
    a: { name: `Ana ${called(name)}`, display: `An${called(name)}`, role: `Role ${name}` },
    b: { name: `Ben ${called(name)}`, organization: `Org ${name}`, representative: `Rep ${called(name)}` },
  },
  wins: {
    big: [{ id: 'w1', text: `Big ${text}`, why: text, measure: { indicator: name, unit: name, target: text } }],
    a: [{ id: 'a1', text: `Win ${text}`, serves: 'w1' }],
    success: { a: text },
  },
  roles: { a: [{ id: 'a.1', primary: `Role ${text}`, secondary: text, tertiary: text, strength: text, wins: ['a1'] }] },
  principles: [`Principle ${text}`],
  support: { a: [`Support ${text}`] },
  agreements: { ...SMALL.agreements, timeOut: `Signal ${text}`, overt: [text] },
  firstSteps: [{ id: 's1', owner: 'a', text: `Step ${text}`, due: '2026-01-19', role: 'a.1', ifThen: text }],
  profiles: { a: { about: text } },
  [`our ${text}`]: { [text]: text },
})

const record = (text: string) =>
  session('2026-01-19', {
    wins: [{ by: 'a', text: `Won ${text}` }],
    nextSteps: [{ owner: 'b', text: `Next ${text}`, role: 'a.1' }],
    goals: [{ win: 'a1', value: text, state: 'onTrack', progressed: true }],
    notes: text,
    topics: [text],
  })

/** A partnership in which every text is hostile. */
async function hostileWorld(text: string): Promise<{ world: World; said: Ended[] }> {
  const world = newWorld({ 'answers.json': JSON.stringify(answers(text)) })
  const said = [
    await must(world.run('init', '--from', 'answers.json')),
    await must(world.runWith({ input: record(text) }, 'checkin', '--from', '-')),
    await must(world.run('checkin', '--missed', '--date', '2026-02-02', `--why=${text}`)),
    await must(world.run('timeout', '--by', 'a', `--note=${text}`)),
    await must(world.run('sign', '--as', 'a', '--name', `Ana ${onOneLine(text)}`)),
  ]
  return { world, said }
}

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  let world: World
  let said: Ended[]
  beforeAll(async () => {
    ;({ world, said } = await hostileWorld(text))
  })

  it('is dropped on its way into any file, and nothing else of the text is', () => {
    for (const [name, latin1] of Object.entries(world.files())) {
      if (!name.startsWith('partnership/')) continue
      const content = Buffer.from(latin1, 'latin1').toString('utf8')
      expect(content, name).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/)
      if (!name.endsWith('.yaml')) continue
      for (const { value } of leaves(readElsewhere(content)))
        if (typeof value === 'string')
          expect(value, name).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/)
    }
    const kept = text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
    const { principles } = readElsewhere(world.read('partnership/contract.yaml')) as { principles: string[] }
    expect(principles).toEqual([`Principle ${kept}`])
  })

  it.each<[string, string[]]>([
    ['partner', []],
    ['status', ['status']],
    ['status --json', ['status', '--json']],
    ['roles', ['roles']],
    ['roles --json', ['roles', '--json']],
    ['history', ['history']],
    ['history --json', ['history', '--json']],
    ['schedule', ['schedule']],
    ['render', ['render']],
    ['verify', ['verify']],
    ['verify --json', ['verify', '--json']],
  ])('is inert in %s', async (_, argv) => {
    said.forEach(expectInert)
    const ended = await world.run(...argv)
    expect(ended).toMatchObject({ code: 0, err: '' })
    expectInert(ended)
    // Programs get the text itself, whole.
    if (argv.includes('--json')) JSON.parse(ended.out)
  })
})

describe('in a message, a hostile text is inert', () => {
  it.each<[what: string, run: () => Promise<Ended>]>([
    ['as a word that is no command', () => newWorld().run(`x${ALL}`)],
    ['as an option', () => newWorld().run('status', `--${ALL}`)],
    ['as a choice', () => newWorld().run('sign', '--as', ALL)],
    ['as a day', () => newWorld().run('init', '--date', ALL, '--from', '-')],
    ['as a folder', () => newWorld().run('status', '--dir', ALL)],
    ['as a file', () => newWorld().run('init', '--from', ALL)],
    ['as a template', () => newWorld().runWith({ input: '{}' }, 'init', '--from', '-', '--template', ALL)],
    [
      'as a value that is refused',
      () => newWorld().runWith({ input: JSON.stringify({ ...SMALL, date: ALL }) }, 'init', '--from', '-'),
    ],
    [
      'as a name that is refused',
      () =>
        newWorld().runWith(
          { input: JSON.stringify({ ...SMALL, partners: { a: { name: ALL }, b: { name: 'Ben' } } }) },
          'init',
          '--from',
          '-',
        ),
    ],
    [
      'as a key that is refused',
      () => newWorld().runWith({ input: JSON.stringify({ ...SMALL, purpose: { [ALL]: 1 } }) }, 'init', '--from', '-'),
    ],
    [
      'as a reference to nothing',
      () =>
        newWorld().runWith(
          { input: JSON.stringify({ ...SMALL, roles: { a: [{ primary: 'x', wins: [ALL] }] } }) },
          'init',
          '--from',
          '-',
        ),
    ],
    ['beside what is wrong', () => newWorld().runWith({ input: `title: "${ALL}" x\n` }, 'init', '--from', '-')],
    [
      'in a folder whose name is printed',
      async () => {
        const world = newWorld({ 'a\u001b[31m\u202eb/answers.json': JSON.stringify(SMALL) })
        return await world.runWith(
          { cwd: world.cwd },
          'init',
          'a\u001b[31m\u202eb/p',
          '--from',
          'a\u001b[31m\u202eb/answers.json',
        )
      },
    ],
  ])('%s', async (_, run) => {
    const ended = await run()
    expectInert(ended)
    expect(ended.out + ended.err).not.toBe('')
  })

  it('as a step that a record leaves out, on one line', async () => {
    const { world } = await hostileWorld(ALL)
    const ended = await world.runWith({ input: session('2026-02-09') }, 'checkin', '--from', '-')
    expectInert(ended)
    expect(ended.err.split('\n')[0]).toMatch(
      /^Not in this record, and still open: "Step .*\(s1\), "Next .*\(2026-01-19-both\.1\)$/,
    )
  })

  it('as a name of a file that does not belong there', async () => {
    const { world } = await hostileWorld('x')
    world.write('partnership/checkins/\u001b[31m\u202e.yaml', '')
    const ended = await world.run('status')
    expectInert(ended)
    expect(ended.code).toBe(1)
  })
})

it('a file edited by hand may hold escapes, and they are dropped when it is read', async () => {
  const { world } = await hostileWorld('x')
  world.edit('partnership/contract.yaml', text => text.replace('Big x', '"Big \\u001b[31m\\x9b\\e]0;t\\a \\u202eevil"'))
  for (const argv of [['status'], ['status', '--json'], ['render'], ['roles'], ['verify']])
    expectInert(await world.run(...argv))
  expect(JSON.parse((await world.run('status', '--json')).out).goals[0].text).toBe('Big [31m]0;t \u202eevil')
})
