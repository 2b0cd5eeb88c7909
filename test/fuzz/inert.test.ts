import { execFileSync } from 'node:child_process'
import ICAL from 'ical.js'
import MarkdownIt from 'markdown-it'
import { beforeAll, describe, expect, it } from 'vitest'
import { withoutInvisible } from '../../src/contract/invisible.ts'
import { atTerminal } from '../support/person.ts'
import { squash, visible } from '../support/visible.ts'
import { type Ended, must, newWorld, session, type World } from '../support/world.ts'
import { WHOLE } from './folder.ts'

/** What a text may try to be, and what of it a page shows (the same, where nothing is said). */
const HOSTILE: [what: string, text: string, shown?: string][] = [
  [
    'terminal sequences',
    'x\u001b[2J\u001b]0;t\u0007\u001b]8;;https://example.org\u001b\\y\u009b31mz',
    'x[2J]0;t]8;;https://example.org\\y31mz',
  ],
  ['a turned reading order', '\u202edrow\u202c \u2066x\u2069', '\ufffddrow\ufffd \ufffdx\ufffd'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=y>&lt;'],
  ['an HTML comment', '<!-- x --> y'],
  ['a heading', '# Signed by both'],
  ['a table', '| a | b | c'],
  ['a link', '[sign here](https://example.org) <https://example.org>'],
  ['an image', '![x](https://example.org/x.png)'],
  ['emphasis', '**not** _agreed_ ~~x~~ `y`'],
  ['a list', '1. x - y + z'],
  ['a line that ends a block', '--- x ==='],
  ['a code fence', '``` x'],
  ['a formula', '=HYPERLINK("https://example.org","x")'],
  ['another formula', "@SUM(1+1)*cmd|' /C calc'!A0"],
  ['a sum', '+1+cmd'],
  ['shell words', '$(touch owned) `touch owned`; touch owned & \'x\' "y" \\'],
  ['a calendar', 'x;y,z:\\n END:VEVENT'],
  ['annotations', '::error file=x::y%0A::warning::z'],
  ['YAML', '&x *y !z {a: b} # c'],
]

const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const expectInert = ({ out, err }: Ended, argv: readonly string[] = []) => {
  const lines = argv.includes('--csv') || argv.includes('--ics') ? out.replaceAll('\r\n', '\n') : out
  expect(lines, argv.join(' ')).not.toMatch(OBEYED)
  expect(err, argv.join(' ')).not.toMatch(OBEYED)
}

/** Labels are one line; a text with line ends is refused there. */
const oneLine = (text: string) => text.replace(/\r\n?|[\n\u0085\u2028\u2029]/g, ' ')

/** What nobody sees is refused in a name. */
const asName = (text: string) => withoutInvisible(oneLine(text))

/** The same agreement and session with one text wherever somebody may write. */
const contractWith = (text: string) => ({
  ...WHOLE,
  title: oneLine(text),
  purpose: text,
  partners: {
    a: { name: `Ana ${asName(text)}`, display: asName(text), role: oneLine(text) },
    b: {
      name: `B ${asName(text)}`,
      display: `Ben ${asName(text)}`,
      organization: oneLine(text),
      representative: asName(text),
    },
  },
  wins: {
    ...WHOLE.wins,
    big: [
      {
        ...WHOLE.wins.big[0],
        text,
        why: text,
        measure: { indicator: text, unit: oneLine(text), baseline: text, target: text },
      },
    ],
    a: [{ id: 'a1', text, serves: 'w1' }],
    success: { a: text, b: text },
  },
  roles: { a: [{ id: 'a.1', primary: text, secondary: text, tertiary: text, strength: text, wins: ['a1'] }] },
  principles: [text, `No ${text}`],
  support: { a: [text], b: [{ text, kind: 'challenge' }] },
  agreements: {
    ...WHOLE.agreements,
    timeOut: text,
    coaching: text,
    meetings: { ...WHOLE.agreements.meetings, place: text, text },
    confidentiality: { level: 'named', who: [oneLine(text)], text },
    sessionFlow: [text],
    overt: [text],
  },
  firstSteps: [{ id: 's1', owner: 'a', text, due: '2026-01-19', win: 'a1', role: 'a.1', ifThen: text }],
})

const sessionWith = (text: string) =>
  session('2026-02-02', {
    followUp: [{ step: 's1', result: 'missed', note: text, lesson: text, then: 'shrink', newDue: '2026-02-16' }],
    goals: [{ win: 'a1', state: 'onTrack', progressed: true, value: text, note: text }],
    wins: [{ by: 'a', text }],
    obstacles: [{ by: 'b', text, tag: oneLine(text) }],
    topics: [text],
    ideas: [{ by: 'b', text }],
    feedback: [{ from: 'a', to: 'b', kind: 'appreciation', text }],
    question: { asked: text, a: text },
    concerns: [{ id: 'c1', by: 'b', text, status: 'open' }],
    nextSteps: [{ id: 'n1', owner: 'both', text, due: '2026-02-16', role: 'a.1', partnerPart: text }],
    measures: [text],
    timeOut: { by: 'b', note: text },
    meetingFeedback: text,
    notes: text,
  })

const READINGS = [
  ...[[], ['status'], ['status', '--all'], ['status', '--json'], ['roles'], ['history'], ['history', '--wins']],
  ...[['history', '--lessons'], ['history', '--goal', 'a1'], ['history', '--csv'], ['history', '--json'], ['schedule']],
  ...[
    ['schedule', '--json'],
    ['schedule', '--ics'],
    ['render'],
    ['check'],
    ['check', '--json'],
    ['check', '--format', 'github'],
  ],
  ...[['diff'], ['diff', 'v1', 'now'], ['verify'], ['verify', '--json']],
]

/** A pair's folder in which every text is this one, and everything that was printed on the way there. */
async function everywhere(text: string): Promise<{ world: World; said: Ended[] }> {
  const world = newWorld({ 'init.json': JSON.stringify(contractWith(text)) })
  const said = [
    await must(world.run('init', '--from', 'init.json')),
    await must(world.run('sign', '--as', 'a', '--name', `x${text}`)),
    await must(world.run('sign', '--as', 'b', `--name=x${text}`)),
    await must(world.runWith({ input: sessionWith(text) }, 'checkin', '--from', '-')),
    await must(world.run('checkin', '--missed', '--date', '2026-02-16', `--why=${text}`)),
    await must(world.runWith({ input: JSON.stringify({ topics: [text], need: text }) }, ...PREPARE)),
    await must(world.run('timeout', '--by', 'a', `--note=${text}`)),
    await must(world.runWith({ input: JSON.stringify({ principles: [text] }) }, ...AMEND, `--why=${text}`)),
  ]
  return { world, said }
}
const PREPARE = ['prepare', '--as', 'a', '--date', '2026-05-04', '--from', '-']
const AMEND = ['amend', '--by', 'a', '--from', '-']

describe.each(HOSTILE)('%s', (_, text, shown = text) => {
  let world: World
  let said: Ended[]
  beforeAll(async () => {
    ;({ world, said } = await everywhere(text))
  })

  it('is obeyed by no terminal, whatever is printed', async () => {
    for (const ended of said) expectInert(ended)
    for (const argv of READINGS) {
      const ended = await world.run(...argv)
      expect(ended.code, argv.join(' ')).toBe(0)
      expectInert(ended, argv)
      if (argv.includes('--json')) JSON.parse(ended.out)
    }
  })

  it('is a text of the page, and nothing else', async () => {
    const { out } = await world.run('render')
    expect(visible(out)).toContain(squash(shown))
    // With HTML let through, too: it is built as it is with words that nobody would look at twice.
    expect(builtOf(out)).toEqual(builtOf((await everywhereBenign().then(({ run }) => run('render'))).out))
  })

  it('is a text of the calendar, and nothing else', async () => {
    const { out } = await world.run('schedule', '--ics')
    const events = (calendar: string) =>
      new ICAL.Component(ICAL.parse(calendar))
        .getAllSubcomponents()
        .map(({ name, jCal }) => [name, (jCal[1] as [string][]).map(([key]) => key)])
    const benign = await (await everywhereBenign()).run('schedule', '--ics')
    expect(events(out)).toEqual(events(benign.out))
    const [event] = new ICAL.Component(ICAL.parse(out)).getAllSubcomponents('vevent')
    expect(squash(String(event!.getFirstPropertyValue('location')))).toBe(squash(shown))
  })

  it('is a text of the spreadsheet: no cell of it begins as a formula does', async () => {
    const { out } = await world.run('history', '--csv')
    const cells = [...out.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    )
    expect(cells.some(cell => cell.includes(shown.slice(-5).replaceAll('"', '""')))).toBe(true)
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/)
  })

  it('is a text of each line of an annotation', async () => {
    const { out } = await world.run('check', '--format', 'github')
    for (const line of out.trimEnd().split('\n'))
      expect(line).toMatch(/^::(?:warning|error) file=[\w./-]+,line=\d+,col=\d+,title=[\w-]+::/)
  })

  it('is one word of the git line, which a shell runs as it is printed', () => {
    const keep = said.flatMap(({ out }) => /^ +Keep it +(.*)$/m.exec(out)?.[1] ?? [])
    expect(keep.length).toBeGreaterThan(4)
    execFileSync('git', ['init', '-q'], { cwd: world.cwd })
    const who = ['AUTHOR', 'COMMITTER'].flatMap(as => [
      [`GIT_${as}_NAME`, 'x'],
      [`GIT_${as}_EMAIL`, 'x@x'],
    ])
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...Object.fromEntries(who) }
    for (const line of keep)
      execFileSync('sh', ['-c', line.replace(/^git init \S+ && /, '').replace(' commit ', ' commit --allow-empty ')], {
        cwd: world.cwd,
        env,
        stdio: 'pipe',
      })
    expect(world.names('.')).not.toContain('owned')
    expect(world.names('partnership')).not.toContain('owned')
  })
})

const withHtml = new MarkdownIt({ html: true })

/** What a page is built of, without its words. */
const builtOf = (page: string): string[] =>
  withHtml
    .parse(page, {})
    .flatMap(({ type, tag, children }) => [
      `${type} ${tag}`,
      ...(children ?? []).map(child => `${child.type} ${child.tag}`),
    ])
    .filter(type => !type.startsWith('text'))

let benign: World | undefined
async function everywhereBenign(): Promise<World> {
  benign ??= (await everywhere('some words')).world
  return benign
}

it('is shown by a terminal as text where something is asked, and never obeyed', async () => {
  const text = 'Big \u001b]0;owned\u0007\u202edrow\u001b[2J'
  const { world } = await everywhere(text)
  execFileSync('git', ['init', '-q'], { cwd: world.cwd })
  const person = atTerminal(world.cwd, ['checkin', '--as', 'a'], { rows: 40 })
  await person.waitFor(/Big \]0;owned/)
  expect(person.raw()).not.toMatch(/\u202e|\u001b\]|\u001b\[2J/)
  person.key('ctrl-c')
  await person.exit()
  expect(person.raw()).not.toMatch(/\u202e|\u001b\]|\u001b\[2J/)
})
