import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as yaml from 'yaml'
import { parseYaml } from '../../src/store/yaml.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld, SMALL, signedPartnership } from '../support/world.ts'
import { refusal } from './folder-of-files.ts'

const NUMBERS_TO_SOME = [
  ...['010', '-010', '08', '0123.5', '00', '1_000', '1_000.5', '1__0', '0o10', '0O17', '0x1F', '0XFF', '0b101'],
  ...['1:30', '18:30', '190:20:30', '-1:30', '1:30.5', '07:40', '1e3', '1E3', '1.5e3', '1e-3', '-2e+2', '0.5e1'],
  ...['+12', '+1.5', '.5', '-.5', '+.5', '5.', '1.e+3', '-0', '-0.0', '.inf', '-.Inf', '+.INF', '.nan', '.NaN'],
]

describe('a number that programs understand differently is refused', () => {
  it.each(NUMBERS_TO_SOME)('%s, with its line and column', async number => {
    const text = `format: partner/1\nwins:\n  a:\n    - text: Run\n      measure: {target: ${number}}\n`
    const error = await refusal(() => parseYaml('x.yaml', text))
    expect(error.message).toContain('x.yaml:5:25  wins.a[0].measure.target: ')
    expect(error.message).toContain(`${number} is not the same number for every program`)
  })

  it.each(NUMBERS_TO_SOME)('%s as a key', async number => {
    expect((await refusal(() => parseYaml('x.yaml', `a: 1\n${number}: x\n`))).message).toContain('x.yaml:2:1  ')
  })

  it.each(NUMBERS_TO_SOME)('%s is a text if it is in quotes', number => {
    expect(parseYaml('x.yaml', `a: "${number}"\nb: '${number}'\n`).data).toEqual({ a: number, b: number })
  })

  it.each([
    ['+12', 'write 12'],
    ['18:30', 'if it is a time or a text, put it in quotes'],
    ['010', 'write its digits only, or put it in quotes if it is a text'],
  ])('%s says what to do: %s', async (number, remedy) => {
    expect((await refusal(() => parseYaml('x.yaml', `a: ${number}\n`))).message).toContain(remedy)
  })

  it.each(['0.0000001', '1234567890123456789', '100000000000000000000000'])('%s is too long', async number => {
    expect((await refusal(() => parseYaml('x.yaml', `a: ${number}\n`))).message).toContain('is too long for a number')
  })

  it.each([
    ['0.10000000000000000555', 'write 0.1, or put it in quotes'],
    ['33.3333333333333333', 'write 33.333333333333336, or put it in quotes'],
    ['-1.00000000000000001', 'write -1, or put it in quotes'],
  ])('%s has more digits than a number keeps: %s', async (number, remedy) => {
    const error = await refusal(() => parseYaml('x.yaml', `a: ${number}\n`))
    expect(error.message).toContain(`${number} has more digits than a number keeps: ${remedy}`)
  })

  it.each(['1.50', '0.0', '10.00', '-2.50', '0.1', '33.333333333333336'])('%s keeps its digits', number => {
    expect(parseYaml('x.yaml', `a: ${number}\n`).data).toEqual({ a: Number(number) })
  })

  it('by init, and by every command once it is in contract.yaml', async () => {
    const answers = JSON.stringify(SMALL, null, 2).replace(
      '"text": "Three',
      '"measure": {"target": 010}, "text": "Three',
    )
    const world = newWorld({ 'answers.json': answers })
    const { code, err } = await world.run('init', '--from', 'answers.json')
    expect({ code, files: Object.keys(world.files()) }).toEqual({ code: 1, files: ['answers.json'] })
    expect(err).toMatch(/^answers\.json:\d+:\d+ {2}wins\.a\[0\]\.measure\.target: 010 is not the same number/)

    const signed = await signedPartnership()
    signed.edit('partnership/contract.yaml', text => text.replace('every: 2', 'every: 0o2'))
    for (const command of ['status', 'sign', 'amend', 'render', 'check'])
      expect(await signed.run(command)).toMatchObject({ code: 1 })
  })
})

/** What a reader of YAML 1.1 (js-yaml 3) and one of YAML 1.2 make of a value. */
const read = (text: string): unknown[] => [readElsewhere(text), yaml.parse(text, { logLevel: 'silent' })]

it('what is accepted as a number, or as a text that looks like one, is the same to every reader', () => {
  const piece = fc.constantFrom(
    ...['0', '1', '7', '8', '10', '59', '60', '_', '+', '-', '.', ':', 'e', 'E', 'x', 'o', 'b', 'F', 'inf', 'nan', 'a'],
  )
  const looks = fc.array(piece, { minLength: 1, maxLength: 6 }).map(pieces => pieces.join(''))
  let accepted = 0
  fc.assert(
    fc.property(looks, value => {
      const text = `v: ${value}\n`
      let ours: unknown
      try {
        ours = parseYaml('x.yaml', text).data
      } catch {
        return
      }
      accepted += 1
      for (const data of read(text)) expect(data, value).toEqual(ours)
    }),
    { seed: 20260105, numRuns: 20_000, examples: NUMBERS_TO_SOME.map(number => [number]) },
  )
  expect(accepted).toBeGreaterThan(5000)
})

describe('yes, no, on and off', () => {
  it.each(['yes', 'No', 'ON', 'off'])('%s without quotes is refused as a text that is signed', async word => {
    const world = await signedPartnership()
    world.edit('partnership/contract.yaml', text => text.replace('- We say it as it is.', `- ${word}`))
    const { code, err } = await world.run('amend', '--by', 'a', '--why', 'x')
    expect(code).toBe(1)
    expect(err).toContain('principles[0]: is a text to some programs, and true or false to others; put it in quotes')
  })

  it.each(['yes', 'No', 'ON', 'off'])('%s from an answer file is written in quotes', async word => {
    const world = newWorld({
      'answers.yaml': JSON.stringify({ ...SMALL, principles: ['WORD'] }).replace('"WORD"', word),
    })
    await must(world.run('init', '--from', 'answers.yaml'))
    expect(readElsewhere(world.read('partnership/contract.yaml'))).toMatchObject({ principles: [word] })
  })

  it('are what they say if they are one of a few words', async () => {
    const world = await signedPartnership()
    const input = `session: {date: 2026-01-19, present: [a, b]}
practice: [{by: a, kind: skill, text: Interviews, practised: yes}, {by: b, kind: skill, text: Budgets, practised: no}]
`
    await must(world.runWith({ input }, 'checkin', '--from', '-'))
    expect(readElsewhere(world.read('partnership/checkins/2026-01-19-both.yaml'))).toMatchObject({
      practice: [{ practised: 'yes' }, { practised: 'no' }],
    })
  })
})
