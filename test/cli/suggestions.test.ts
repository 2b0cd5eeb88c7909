import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { COMMANDS } from '../../src/commands/index.ts'
import { readyIn } from '../../src/commands/suggestion.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import { squash } from '../support/visible.ts'
import { type Ended, must, newWorld, SMALL, session, signedPartnership, smallPartnership } from '../support/world.ts'

const NPX = { program: 'npx partner' }

/** Commands of ours that a reader could not run, because `npx` is missing in front. */
const notAsStarted = (said: string): string[] =>
  [...squash(said).matchAll(/(?<!npx )\bpartner (?:--help|([a-z]+))/g)]
    .filter(([whole, name]) => whole.endsWith('--help') || COMMANDS.some(command => command.name === name))
    .map(([whole]) => whole)

/** Of a refusal that names what was typed, as `partner init needs answers`, what it tells the reader to do. */
const hints = (said: string) => said.replace(/partner [a-z]+(?: --\w+)? needs[^\n]*/g, '')

const ran = async (...argv: string[]): Promise<Ended> => await (await smallPartnership()).runWith(NPX, ...argv)
const stopped = async (...argv: string[]) =>
  await (await signedPartnership()).runWith(
    { ...NPX, prompter: scripted({}, ask => (ask.id === 'writer' ? 'both' : CTRL_C)) },
    ...argv,
  )

describe('a pair that starts the program with npx is told commands that start with npx', () => {
  it.each<[after: string, run: () => Promise<Ended>]>([
    ['no command and no folder', () => newWorld().runWith(NPX)],
    ['no command', () => ran()],
    ['help', () => ran('--help')],
    ['a command without a folder', () => newWorld().runWith(NPX, 'status')],
    ['a wrong command', () => ran('chekin')],
    ['a wrong option', () => ran('status', '--al')],
    ['status', () => ran('status')],
    ['status --all', () => ran('status', '--all')],
    ['check', () => ran('check')],
    ['history', () => ran('history')],
    ['a first signature', () => ran('sign', '--as', 'a', '--name', 'Ana Reyes')],
    ['checkin without a terminal', () => ran('checkin')],
    ['amend without a terminal', () => ran('amend', 'wins')],
    ['timeout', () => ran('timeout', '--by', 'a')],
    ['timeout --resolve with nothing open', () => ran('timeout', '--resolve')],
    ['prepare without a terminal', () => ran('prepare', '--as', 'a')],
    ['verify --kit before anyone signed', () => ran('verify', '--kit', '../kit')],
    ['init where a contract is', () => ran('init', '--from', 'x.yaml')],
    [
      'a new contract',
      () => newWorld({ 'said.json': JSON.stringify(SMALL) }).runWith(NPX, 'init', '--from', 'said.json'),
    ],
    [
      'a check-in from a file',
      async () =>
        await (await smallPartnership()).runWith({ ...NPX, input: session('2026-01-19') }, 'checkin', '--from', '-'),
    ],
    [
      'an amendment from a file',
      async () => {
        const world = await smallPartnership()
        world.write('said.json', JSON.stringify({ principles: ['We say it the same day.'] }))
        return await world.runWith(NPX, 'amend', '--from', 'said.json', '--by', 'a')
      },
    ],
    ['a partnership of another folder', () => newWorld().runWith(NPX, 'status', '--dir', 'x')],
    ['a stopped check-in', () => stopped('checkin')],
    ['a stopped amendment', () => stopped('amend', 'principles', '--by', 'a')],
  ])('after %s', async (_, run) => {
    const { out, err } = await run()
    expect(hints(out + err)).toContain('npx partner ')
    expect(notAsStarted(hints(out + err).replaceAll('Usage: partner', ''))).toEqual([])
  })

  it('after a new contract and after both signatures', async () => {
    const world = await smallPartnership()
    await must(world.runWith(NPX, 'sign', '--as', 'a', '--name', 'Ana Reyes'))
    const { out } = await must(world.runWith(NPX, 'sign', '--as', 'b', '--name', 'Ben Okafor'))
    expect(out).toContain('npx partner checkin')
    expect(out).toContain('npx partner schedule --ics --out meetings.ics')
    expect(notAsStarted(out)).toEqual([])
  })

  it.each(COMMANDS.map(({ name }) => name))('in the examples of %s', async name => {
    const { out } = await newWorld().runWith(NPX, name, '--help')
    expect(out).toContain(`  npx partner ${name}`)
    expect(notAsStarted(out.replaceAll('Usage: partner', ''))).toEqual([])
  })

  it('but what was printed for one of them is not printed for the other', async () => {
    const world = await smallPartnership()
    const printed = async (program: string) => (await world.runWith({ program }, 'status')).out
    expect(await printed('npx partner')).toContain('(npx partner status --all)')
    expect(await printed('partner')).toContain('(partner status --all)')
  })
})

it('what people wrote stays as they wrote it', async () => {
  const world = await smallPartnership()
  world.write('s.json', session('2026-01-19', { nextSteps: [{ owner: 'a', text: 'Say partner sign aloud' }] }))
  const { out } = await world.runWith(NPX, 'checkin', '--from', 's.json', '--as', 'a')
  expect(out).toContain('Say partner sign aloud')
  expect((await world.runWith(NPX, 'status')).out).toContain('Say partner sign aloud')
})

test.each([
  ['partner sign', 'node /x/partner.cjs sign --dir /ours'],
  [
    'first partner amend, then: partner sign',
    'first node /x/partner.cjs amend --dir /ours, then: node /x/partner.cjs sign --dir /ours',
  ],
  ['partner sign --dir there', 'node /x/partner.cjs sign --dir there'],
  ['partner init OTHER-FOLDER', 'node /x/partner.cjs init OTHER-FOLDER'],
  ['partner --help', 'node /x/partner.cjs --help'],
  ['your partner signs', 'your partner signs'],
  ['the partner check-in', 'the partner check-in'],
  ['partners/a.yaml', 'partners/a.yaml'],
])('"%s" is ready to be copied as "%s"', (text, ready) => {
  expect(readyIn({ cwd: '/here', program: 'node /x/partner.cjs' }, '/ours')(text)).toBe(ready)
})

describe('nothing tells people to install a package that is not published', () => {
  const root = resolve(import.meta.dirname, '../..')
  const filesIn = (folder: string, ext: RegExp) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[])
      .filter(name => ext.test(name))
      .map(name => join(folder, name))
  /** npm, pnpm, yarn, bun and npx commands that name the package itself; a packed file of it is fine. */
  const INSTALLS = /(?:npm|pnpm|yarn|bun|npx)\b[^\n`'"]*\spartner-contract(?![\w-]*[*\w.-]*\.tgz|-\*)/
  it.each([
    ...filesIn('src', /\.ts$/),
    ...filesIn('templates', /./).filter(name => /\.\w+$/.test(name)),
    ...filesIn('docs', /\.(md|yaml)$/),
    'README.md',
    'CONTRIBUTING.md',
  ])('%s', file => expect(readFileSync(join(root, file), 'utf8')).not.toMatch(INSTALLS))

  it.each(['npm install --global partner-contract', 'npx partner-contract init', 'npm i -g partner-contract@2'])(
    'and "%s" would be found',
    line => expect(line).toMatch(INSTALLS),
  )

  it('a file of a newer version says where to get that', async () => {
    const world = await smallPartnership()
    world.edit('partnership/contract.yaml', text => text.replace('format: partner/1', 'format: partner/2'))
    const { code, err } = await world.run('status')
    expect(code).toBe(1)
    expect(err).toContain('written by a newer partner (format partner/2)')
    expect(err).toContain(
      'This file needs a newer version of partner. Get it from where you installed this one, then try again.',
    )
  })
})
