import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseYaml } from '../../src/store/yaml.ts'
import { must, newWorld, SMALL } from '../support/world.ts'

/** What people type, with the signs that mean something to YAML in brackets. No word of it is a key of a step. */
const word = fc.constantFrom(
  ...['Write', 'two pages', 'then rest', 'Ben', 'tea', '"Tea?"', "it's", "don't", "'quoted'", '18:30', '3', 'one: two'],
  ...['a:b', 'at 9: go', '#3', '# later', '-', '- x', '(a, b)', '100 %', '@home', '*', '&', '!', '|', '>', '?', '{x}'],
  ...['[y]', '…', 'Mẹ', '`x`', '=', '~', 'null', 'yes', '0', ':', '"', "'"],
)
const joint = fc.constantFrom(' ', ', ', ',', ': ', ' # ', '; ', ' - ', ', ')
const typed = fc
  .array(fc.tuple(word, joint), { minLength: 1, maxLength: 5 })
  .map(pieces => pieces.map(([said, next], index) => said + (index < pieces.length - 1 ? next : '')).join(''))
  // YAML does not keep blanks at the ends of a text without quotes, and nobody misses them.
  .map(said => said.trim())

const lineOf = (step: string) =>
  `${JSON.stringify({ ...SMALL, firstSteps: [] })
    .slice(1, -1)
    .replace('"firstSteps":[]', `"firstSteps": [${step}]`)}`
const answers = (step: string) => `{${lineOf(step)}}\n`

/** Where the typed text is in a step, at its end, at its start, and beside a due date. */
const places: readonly ((text: string) => string)[] = [
  text => `{owner: a, text: ${text}, due: 2026-01-19}`,
  text => `{owner: a, text: ${text}}`,
  text => `{text: ${text}, owner: b}`,
]

/** What was typed is in the contract as it was typed, or the program names the place; it is never cut in silence. */
it('a text typed without quotes in brackets is kept whole, or named with its place', async () => {
  const outcomes = { whole: 0, refused: 0, named: 0 }
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom(...places), async (text, place) => {
      const world = newWorld({ 'answers.yaml': answers(place(text)) })
      const { code, err } = await world.run('init', '--from', 'answers.yaml')
      const isNamed = /^answers\.yaml:\d+:\d+ {2}/m.test(err)
      if (code !== 0) {
        expect({ code, isNamed }, err).toEqual({ code: 1, isNamed: true })
        expect(Object.keys(world.files())).toEqual(['answers.yaml'])
        outcomes.refused += 1
        return
      }
      const { firstSteps } = parseYaml('x', world.read('partnership/contract.yaml')).data as {
        firstSteps: { text: string }[]
      }
      const said = firstSteps[0]!.text
      // Text in quotes that YAML reads is the text between them.
      const isWhole = said === text || [`"${said}"`, `'${said.replaceAll("'", "''")}'`].includes(text)
      outcomes[isWhole ? 'whole' : 'named'] += 1
      if (!isWhole) expect(isNamed, `${JSON.stringify(text)} became ${JSON.stringify(said)}\n${err}`).toBe(true)
    }),
    {
      numRuns: 150,
      examples: [
        ['Outline case study 1, two pages', places[0]!],
        ['Write, then rest', places[1]!],
        ['Write: then rest', places[1]!],
        ['Ask Ben, then: rest', places[1]!],
        ['Task #3 done', places[2]!],
        ['"Tea?", she said', places[0]!],
        ["it's 18:30, go", places[1]!],
        ['wait,', places[1]!],
      ],
    },
  )
  expect(outcomes.whole).toBeGreaterThan(5)
  expect(outcomes.refused).toBeGreaterThan(20)
})

it('a text in quotes is kept whole, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom(...places), async (text, place) => {
      const world = newWorld({ 'answers.yaml': answers(place(JSON.stringify(text))) })
      await must(world.run('init', '--from', 'answers.yaml'))
      expect(parseYaml('x', world.read('partnership/contract.yaml')).data).toMatchObject({ firstSteps: [{ text }] })
    }),
    { numRuns: 60 },
  )
})
