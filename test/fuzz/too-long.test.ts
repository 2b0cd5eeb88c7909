import { describe, expect, it } from 'vitest'
import { answering, must, session, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const LONG = 'a'.repeat(64 * 1024 + 1)
/** As many bytes, and a third of the characters. */
const WIDE = '我'.repeat(22_000)
const FITS = 'a'.repeat(64 * 1024 - 1)

const IN_FILES: Readonly<Record<string, (world: World, text: string) => [file: string, ...argv: string[]]>> = {
  'a goal in the contract': (world, text) => {
    world.edit('partnership/contract.yaml', before => before.replace('Three case studies', text))
    return ['partnership/contract.yaml', 'roles']
  },
  'a key that nobody knows': (world, text) => {
    world.edit('partnership/contract.yaml', before => before.replace('principles:', `ours: ${text}\nprinciples:`))
    return ['partnership/contract.yaml', 'check']
  },
  'notes of a check-in': (world, text) => {
    const head = 'format: partner/1\nsession: {date: "2026-02-02", present: [a, b], recordedBy: a}\n'
    world.write('partnership/checkins/2026-02-02-a.yaml', `${head}notes: |\n  ${text}\n...\n`)
    return ['partnership/checkins/2026-02-02-a.yaml', 'history']
  },
  'a note in an answer file': (world, text) => {
    world.write('answers.json', session('2026-02-02', { notes: text }, { recordedBy: 'a' }))
    return ['answers.json', 'checkin', '--from', 'answers.json']
  },
}

describe.each(Object.entries(IN_FILES))('%s', (_, put) => {
  it.each([
    ['ASCII', LONG],
    ['Chinese', WIDE],
  ])('is refused by its place if it is longer than 64 KB: %s', async (__, text) => {
    const world = await signedPartnership()
    const [file, ...argv] = put(world, text)
    const before = world.files()
    const { code, out, err } = await world.run(...argv)
    expect(code).toBe(1)
    expect(out + err).toMatch(new RegExp(`${file}:\\d+:\\d+`))
    expect(out + err).toContain('is longer than 64 KB')
    expect((out + err).length).toBeLessThan(5_000)
    expect(world.files()).toEqual(before)
  })

  it('is taken if it is not', async () => {
    const world = await signedPartnership()
    const [, ...argv] = put(world, FITS)
    const { out, err } = await world.run(...argv)
    expect(out + err).not.toContain('64 KB')
  })
})

it.each([
  ['timeout --note', ['timeout', '--by', 'a', `--note=${LONG}`]],
  ['amend --why', ['amend', '--by', 'a', `--why=${LONG}`, '--from', 'said.json']],
  ['checkin --missed --why', ['checkin', '--missed', `--why=${LONG}`, '--as', 'b']],
  ['sign --decline --why', ['sign', '--as', 'a', '--name', 'Ana Reyes', '--decline', `--why=${LONG}`]],
  ['checkin --confirmed-by', ['checkin', '--from', 'said.json', `--confirmed-by=${LONG}`]],
  ['verify --trust', ['verify', `--trust=${LONG}`]],
  ['sign --name', ['sign', '--as', 'a', `--name=${LONG}`]],
])('after %s it is refused, and nothing is written', async (name, argv) => {
  const world = await (name.startsWith('sign') ? smallPartnership() : signedPartnership())
  world.write('said.json', '{"purpose": "Work we chose."}')
  const before = world.files()
  const { code, out, err } = await world.run(...argv)
  expect([1, 2], out.slice(0, 400)).toContain(code)
  expect(err).toContain('is longer than 64 KB')
  if (name.includes('-by')) expect(err).toContain('What follows --confirmed-by')
  expect(world.files()).toEqual(before)
})

it('typed, it is refused, and what is typed instead is kept', async () => {
  const world = await signedPartnership()
  const answers = answering({ by: 'a', note: [LONG, 'Too fast'] as never })
  await must(world.runWith(answers, 'timeout', '--date', '2026-04-27'))
  expect(world.read('partnership/timeouts/2026-04-27-a.yaml')).toContain('Too fast')
})
