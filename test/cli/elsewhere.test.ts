import { beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/commands/index.ts'
import { IN_A_FOLDER } from '../../src/commands/suggestion.ts'
import { CTRL_C, scripted } from '../support/script.ts'
import { squash } from '../support/visible.ts'
import { type Ended, must, newWorld, session, smallPartnership, type World } from '../support/world.ts'

/** Two folders side by side: the partnership's, and the one that is current. */
let pair: World
beforeAll(async () => {
  const small = await smallPartnership()
  pair = newWorld()
  for (const [name, content] of Object.entries(small.files()))
    pair.write(name.replace('partnership/', 'ours/'), Buffer.from(content, 'latin1'))
  pair.write('here/notes.txt', 'Something else.\n')
  await must(from(pair, 'sign', '--as', 'a', '--name', 'Ana Reyes', '--date', '2026-01-05'))
})

const from = (world: World, ...argv: string[]) =>
  world.runWith({ cwd: world.path('here') }, argv[0]!, '--dir', '../ours', ...argv.slice(1))

/** Somebody who stops at the first question of a talk, or after these answers. */
const stopping = (world: World, ...argv: string[]) => {
  const prompter = scripted({}, ask => (ask.id === 'writer' ? 'both' : CTRL_C))
  return world.runWith({ cwd: world.path('here'), prompter }, argv[0]!, '--dir', '../ours', ...argv.slice(1))
}

const signed = async (world: World) => {
  await must(from(world, 'sign', '--as', 'b', '--name', 'Ben Okafor', '--date', '2026-01-06'))
  return world
}
const withoutSignatures = (world: World) => {
  world.remove('ours/signatures')
  return world
}
const altered = (world: World) => {
  const [name] = world.names('ours/versions')
  world.edit(`ours/versions/${name}`, text => text.replace('Tea?', 'Coffee?'))
  return world
}
const talked = async (world: World) => {
  await must(from(world, 'timeout', '--by', 'a', '--date', '2026-04-20'))
  return await from(world, 'timeout', '--resolve')
}
const prepared = (world: World) =>
  world.runWith(
    { cwd: world.path('here'), input: '{"topics": ["Rent"]}' },
    ...(['prepare', '--dir', '../ours', '--as', 'a', '--from', '-'] as const),
  )
const CHANGED = { goals: [{ win: 'a1', review: 'change' }] }
const met = async (world: World, said: Record<string, unknown> = {}) =>
  await world.runWith(
    { cwd: world.path('here'), input: session('2026-01-19', said) },
    ...(['checkin', '--dir', '../ours', '--from', '-', '--as', 'a'] as const),
  )

describe('a command that is to be copied finds the folder that was named', () => {
  const bothSign = (world: World) => from(world, 'sign', '--as', 'b', '--name', 'Ben', '--date', '2026-01-06')
  const again = (world: World) => from(world, 'sign', '--as', 'a', '--name', 'Ana')

  it.each<[command: string, after: string, run: (world: World) => Promise<Ended>]>([
    ['sign --dir ../ours --as a', 'a signature', world => bothSign(withoutSignatures(world))],
    ['verify --dir ../ours', 'a second signature of the same', again],
    ['checkin --dir ../ours', 'both signatures', bothSign],
    ['schedule --dir ../ours --ics --out meetings.ics', 'both signatures', bothSign],
    ['sign --dir ../ours', 'a signature that was stopped', world => stopping(world, 'sign')],
    ['checkin --dir ../ours --as a', 'a stopped check-in', world => stopping(world, 'checkin', '--as', 'a')],
    ['checkin --dir ../ours --missed', 'a stopped missed session', world => stopping(world, 'checkin', '--missed')],
    ['prepare --dir ../ours --as a', 'a stopped update', world => stopping(world, 'prepare', '--as', 'a')],
    ['checkin --dir ../ours', 'an update', world => prepared(world)],
    ['timeout --dir ../ours', 'a stopped time-out', world => stopping(world, 'timeout')],
    ['timeout --dir ../ours', 'no time-out to talk about', world => from(world, 'timeout', '--resolve')],
    ['timeout --dir ../ours --resolve', 'a time-out', world => from(world, 'timeout', '--by', 'a')],
    ['status --dir ../ours', 'the talk about a time-out', talked],
    ['amend --dir ../ours', 'a stopped change', world => stopping(world, 'amend', 'principles', '--by', 'a')],
    ['sign --dir ../ours', 'a check-in before both signed', world => met(world)],
    ['amend --dir ../ours wins', 'a goal to be changed', world => met(world, CHANGED)],
    ['checkin --dir ../ours --from session.yaml', 'a check-in without a terminal', world => from(world, 'checkin')],
    ['checkin --dir ../ours', 'an empty history', world => from(world, 'history')],
    ['status --dir ../ours --all', 'the status', world => from(world, 'status')],
    ['amend --dir ../ours wins', 'advice', world => from(world, 'check')],
    ['verify --dir ../ours', 'something that was altered', world => from(altered(world), 'status')],
  ])('partner %s, after %s', async (command, _, run) => {
    const { out, err } = await run(pair.copy())
    const said = squash(`${out}${err}`)
    expect(said).toContain(`partner ${command}`)
    expect(commandsWithout(said)).toEqual([])
  })

  it('and so do those of the bare program', async () => {
    const bare = async (world: World) =>
      squash((await world.runWith({ cwd: world.path('here') }, '--dir', '../ours')).out)
    expect(await bare(pair)).toMatch(/Next partner sign --dir ..\/ours More partner status --dir ..\/ours/)
    expect(await bare(await signed(pair.copy()))).toContain('Next partner checkin --dir ../ours')
  })
})
/** Commands of ours that would look for the partnership where it is not. */
const commandsWithout = (said: string): string[] =>
  [...said.matchAll(/partner ([a-z]+)(?! needs)(?:[^.;:(]|\.(?=\S))*/g)]
    .filter(([whole, name]) => IN_A_FOLDER.includes(name!) && !whole.includes('--dir'))
    .map(([whole]) => whole)

it('every command is known to look for a folder, but init, which makes it, and completion', () => {
  const others = COMMANDS.map(({ name }) => name).filter(name => !IN_A_FOLDER.includes(name))
  expect(others).toEqual(['init', 'completion'])
})

it('a folder without a partnership is named to init', async () => {
  const { err } = await from(newWorld({ 'here/x': '', 'ours/x': '' }), 'status')
  expect(err).toBe('There is no partnership in ../ours.\nBegin one with: partner init ../ours\n')
})

it('a contract that stands where another was to be made is changed there', async () => {
  const { err } = await pair.runWith({ cwd: pair.path('here') }, 'init', '../ours', '--from', 'x.yaml')
  expect(err).toContain('To change it: partner amend --dir ../ours.')
})

it('in its own folder, no command needs to say where that is', async () => {
  const world = await smallPartnership()
  expect((await world.run('--dir', 'partnership')).out).not.toContain('--dir')
})
