import { describe, expect, it } from 'vitest'
import { nearlySame } from '../../src/contract/advice/nearly-same.ts'
import { WORDING } from '../../src/contract/advice/wording.ts'
import { alike, apart } from '../../src/contract/difference/apart.ts'
import { isNumbers } from '../../src/contract/numbers.ts'
import { partnerNamed } from '../../src/contract/partner-named.ts'
import { readSchedule } from '../../src/contract/read-schedule.ts'
import { countIn, saysHowMuch } from '../../src/contract/sections/wins/amounts.ts'
import { measureText } from '../../src/contract/sections/wins/measure.ts'
import { asName, clean, inQuotes, oneLine, plain, quoted, shorten } from '../../src/contract/text.ts'
import { dueIn, readDate } from '../../src/contract/typed-date/index.ts'
import { toCsv } from '../../src/render/csv.ts'
import { toMarkdown } from '../../src/render/markdown.ts'
import { placesIn } from '../../src/store/excerpt.ts'
import { commitMessage, shellWord } from '../../src/store/shell.ts'
import { parseYaml, toYaml } from '../../src/store/yaml.ts'
import { table, wordsFit } from '../../src/terminal/table.ts'
import { wrap } from '../../src/terminal/wrap.ts'
import { SHAPES } from './shapes.ts'

const TODAY = { today: '2026-01-05' }

/** As long as a text may be, in bytes. */
const LONGEST = 64 * 1024

/** The start of a text, in bytes, without a character that would be cut. */
const upTo = (bytes: number, text: string): string =>
  Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\ufffd$/, '')

/** What is done with a person's text. Where its time grows with the square of the length, it takes minutes. */
const DONE: Readonly<Record<string, (text: string) => unknown>> = {
  'wrapped for a terminal': text => [wrap(text, 76), wrap(text, 20, '    ')],
  'put into a table': text => {
    const content = { columns: [{ title: 'a' }, { title: 'b' }], rows: [['x', plain(text, { multiline: true })]] }
    return [table(content), wordsFit(content)]
  },
  'cleaned, and shown in a message': text => [clean(text), plain(text), quoted(text), oneLine(text), shorten(text)],
  'printed on a page': text =>
    toMarkdown([
      { kind: 'heading', level: 2, text },
      { kind: 'paragraph', text, note: true },
      { kind: 'list', items: [{ text, details: [{ label: text, text }] }] },
      { kind: 'table', columns: ['a'], rows: [[text]] },
    ]),
  'put into a spreadsheet': text => toCsv([[text]]),
  'read as a goal with a date': text => [
    dueIn(text, TODAY),
    readDate(text, TODAY),
    saysHowMuch(text),
    countIn(text),
    measureText({ measure: { indicator: text, unit: text, target: text } }),
  ],
  'read as a schedule': text => readSchedule(text),
  'looked for in another partner’s role': text => nearlySame(text, `${text} x`),
  'written into a command or a commit message': text => [shellWord(text, 'FILE'), commitMessage(text)],
  'compared with a name': text => [partnerNamed(text, { a: { name: text } }), asName(text), inQuotes(text)],
  'compared with another': text => [apart(text, `${text}x`), alike(text, `x${text}`)],
  'looked at for its wording': text => WORDING.map(rule => [rule.test(text), rule.test(`I ${text}`)]),
  'taken for a list of numbers': text => [isNumbers(text), isNumbers(`1${text}`)],
  'written as YAML, and read again': text => {
    const { data } = parseYaml('a.yaml', toYaml({ text: [text] }))
    expect(data).toEqual({ text: [clean(text)] })
  },
  'shown around what is wrong with it': text => placesIn('a.yaml', `text: ${text}`)(text.length),
}

/** Each with a third of the shapes, which take turns; with all of them if the cases are many. */
const TRIED = Object.entries(DONE).map(
  ([what, done], index) =>
    [what, done, Object.keys(SHAPES).filter((_, at) => process.env.FUZZ_CASES || at % 3 === index % 3)] as const,
)

describe.each(TRIED)('a text of 64 KB is %s', (_, done, shapes) => {
  it.each(shapes)('when it is made of %s', shape => {
    const text = upTo(LONGEST - 4, SHAPES[shape]!.repeat(Math.ceil(LONGEST / SHAPES[shape]!.length)))
    const variants = process.env.FUZZ_CASES ? [text, `x${text.slice(1)}`, `${text.slice(1)}x`] : []
    for (const each of [`x${text.slice(2)}x`, ...variants]) done(clean(each))
  })
})

it('a table of 200,000 lines is laid out', () => {
  const text = 'x\n'.repeat(200_000)
  expect(table({ columns: [{ title: 'a' }], rows: [[text]] }).split('\n').length).toBeGreaterThan(200_000)
  expect(wrap(text, 20)).toHaveLength(200_001)
})

it.each(['1 -2 -3 -4 -5', '1 to 2 to 3', '1, , 2 and and 3'])('a list like %j without end is no puzzle', start => {
  expect(isNumbers(`${start}${' -6'.repeat(5_000)}x`)).toBe(false)
})
