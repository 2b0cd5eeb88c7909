import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { contractIn, draftIn, filesIn } from '../support/folder.ts'
import { asksOf, atTerminal, begin, newFolder } from '../support/person.ts'
import { shortTalk } from '../support/talks.ts'
import { traced } from '../support/tracing.ts'
import { signedPartnership, smallPartnership } from '../support/world.ts'

const asks = await asksOf('short', shortTalk)
const FULL = 'Your answers are kept in this window.'

/** The short talk in a folder on a disk that refuses, and how to mend that and break it again. */
async function onDisk(code: string, isBroken = true) {
  const cwd = newFolder()
  const until = join(cwd, '..', 'there-is-room')
  const disk = { mend: () => writeFileSync(until, ''), fill: () => rmSync(until) }
  if (!isBroken) disk.mend()
  const person = atTerminal(cwd, ['init'], {
    env: traced({ roots: [join(cwd, 'partnership')], until, code }),
    rows: 40,
  })
  await begin(person, 'The short talk')
  const answer = async (from: number, to: number) => {
    for (const ask of asks.slice(from, to)) await person.answer(ask, shortTalk[ask.id]!)
  }
  return { cwd, person, answer, ...disk }
}

test('a full disk is said at once, and Enter saves when there is room again', async () => {
  const { cwd, person, answer, mend, fill } = await onDisk('ENOSPC', false)
  await answer(0, 3)
  await person.asked(asks[3]!.label)
  fill()
  await answer(3, 4)
  await person.asked('Save again?')
  expect(person.screen()).toContain('cannot write partnership/.draft/init.json: the disk is full.')
  expect(person.screen()).toContain(FULL)
  expect(draftIn(cwd).trail).toHaveLength(3)
  person.key('enter')
  await person.waitFor(/Save again\?[\s\S]*Save again\?[\s\S]*Ctrl-C stops/)
  mend()
  person.key('enter')
  await person.waitFor('All your answers are saved.')
  await person.asked(asks[4]!.label)
  expect(draftIn(cwd).trail).toHaveLength(4)
  await answer(4, asks.length)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  expect(await person.exit()).toEqual({ code: 0, signal: 0 })
  expect(contractIn(cwd)).toMatchObject({ partners: { a: { name: 'Ana Reyes' } } })
})

test('in a folder that cannot be written the talk goes on, and all is saved as soon as it can be', async () => {
  const { cwd, person, answer, mend } = await onDisk('EROFS')
  await answer(0, 1)
  await person.asked('Save again?')
  expect(person.screen()).toContain('the disk is read-only.')
  await person.choose('Go on')
  await answer(1, 3)
  await person.asked(asks[3]!.label)
  expect(person.screen()).toContain('Still not saved')
  expect(filesIn(cwd)).toEqual([])
  mend()
  await answer(3, 4)
  await person.waitFor('All your answers are saved.')
  await person.asked(asks[4]!.label)
  expect(draftIn(cwd).trail).toEqual(asks.slice(0, 4).map(({ id }) => id))
  person.key('ctrl-c')
  expect(await person.exit()).toEqual({ code: 130, signal: 0 })
  expect(person.screen()).toContain('Your 4 answers are saved')
})

test('whoever leaves then is told what is not saved', async () => {
  const { cwd, person, answer, fill } = await onDisk('EACCES', false)
  await answer(0, 2)
  await person.asked(asks[2]!.label)
  fill()
  await answer(2, 3)
  await person.asked('Save again?')
  await person.choose('Go on')
  await answer(3, 4)
  await person.asked(asks[4]!.label)
  person.type('half a thou')
  await person.waitFor('› half a thou')
  person.key('ctrl-c')
  expect(await person.exit()).toEqual({ code: 130, signal: 0 })
  const shown = person.screen().replace(/\s+/g, ' ')
  expect(shown).toContain(
    'Stopped, and not all of it is saved: cannot write partnership/.draft/init.json: no permission',
  )
  for (const [ask, text] of [
    [asks[2]!, shortTalk[asks[2]!.id]!],
    [asks[3]!, shortTalk[asks[3]!.id]!],
    [asks[4]!, 'half a thou'],
  ] as const)
    expect(shown).toContain(`${ask.label}: ${text}`)
  expect(shown).not.toContain(`${asks[1]!.label}: `)
  expect(draftIn(cwd).trail).toHaveLength(2)
})

test('at the end it is asked once more, and the answers stand on the screen before the next step', async () => {
  const { cwd, person, answer, fill } = await onDisk('ENOSPC', false)
  await answer(0, asks.length - 1)
  await person.asked(asks.at(-1)!.label)
  fill()
  await answer(asks.length - 1, asks.length)
  await person.asked('Save again?')
  await person.choose('Go on')
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  await person.asked('Save again?')
  await person.choose('Go on')
  expect(await person.exit()).toEqual({ code: 3, signal: 0 })
  expect(person.all()).toContain(`${asks.at(-1)!.label}: ${shortTalk[asks.at(-1)!.id]}`)
  expect(existsSync(join(cwd, 'partnership/contract.yaml'))).toBe(false)
  expect(draftIn(cwd).trail).toHaveLength(asks.length - 1)
})

test('Ctrl-C instead of an answer to it, in a talk about a session', async () => {
  const world = await smallPartnership()
  mkdirSync(world.path('.git'))
  const until = world.path('.git/there-is-room')
  const env = traced({ roots: [world.path('partnership')], until, code: 'ENOSPC' })
  const person = atTerminal(world.cwd, ['checkin', '--missed', '--as', 'a'], { env })
  await person.asked('The day')
  person.key('enter')
  await person.asked('Save again?')
  person.key('ctrl-c')
  expect(await person.exit()).toEqual({ code: 130, signal: 0 })
  expect(person.screen()).toContain('Stopped, and not all of it is saved')
  expect(world.names('partnership')).not.toContain('.draft')
})

test.skipIf(!existsSync('/dev/full')).each([['--version'], ['--help'], ['status'], ['render']])(
  'what cannot be printed is said, and ends with 3: partner %s',
  async command => {
    const world = await signedPartnership()
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [inject('program'), command], {
      cwd: world.cwd,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    })
    closeSync(full)
    expect({ status, stderr }).toEqual({ status: 3, stderr: 'cannot write the output: the disk is full\n' })
  },
)
