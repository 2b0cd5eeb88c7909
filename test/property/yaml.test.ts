import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as yaml from 'yaml'
import { parseYaml, toYaml } from '../../src/store/yaml.ts'

// js-yaml 3 is the reader of YAML 1.1 that many tools still carry; it has no types.
const jsYaml = createRequire(import.meta.url)('js-yaml') as { safeLoad(text: string): unknown }

const readers: [name: string, read: (text: string) => unknown][] = [
  ['YAML 1.2', text => yaml.parse(text, { logLevel: 'error' })],
  ['YAML 1.1', text => yaml.parse(text, { version: '1.1', logLevel: 'error' })],
  ['js-yaml 3', text => jsYaml.safeLoad(text)],
]

/** What careless writers write so that some reader sees something else than text, or breaks. */
const nasty = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\n\n\n',
    ' \n',
    '\n ',
    '~',
    '=',
    '<<',
    '-',
    '?',
    ':',
    '- ',
    '...',
    '---',
    '#',
    '|',
    '>',
    '%',
  ],
  ...['No', 'no', 'NO', 'y', 'Y', 'n', 'Yes', 'on', 'Off', 'true', 'False', 'null', 'Null', 'NULL', 'nil', 'None'],
  ...[
    '0',
    '-0',
    '+1',
    '012',
    '08',
    '0o14',
    '0x1F',
    '0b101',
    '1e3',
    '1E-3',
    '.5',
    '5.',
    '1_000',
    '1_000.5',
    '+.5',
    '1.e+3',
  ],
  ...[
    '.inf',
    '-.Inf',
    '.NaN',
    '18:30',
    '190:20:30',
    '1:2.5',
    '-1:30',
    '2026-01-05',
    '2026-1-5',
    '2026-01-05T10:00:00Z',
  ],
  ...[
    '2026-01-05 10:00:00.5 +01:00',
    '# x',
    'a # x',
    'a #x',
    '- x',
    'a: b',
    'a:b',
    'a:',
    ': a',
    '? x',
    '@',
    '@x',
    '`x`',
  ],
  ...[
    '%x',
    '!x',
    '!!str x',
    '&x',
    '*x',
    '[x',
    ']',
    '{x',
    '}',
    'a, b',
    'a]',
    ',x',
    "'x'",
    '"x"',
    "'",
    '"',
    'x"y',
    'C:\\new',
  ],
  ...[
    ' lead',
    'trail ',
    '\tlead',
    'trail\t',
    'a\tb',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    '\ta\nb',
    'a\n b',
    'a\n\tb',
    'a \nb\t\nc',
  ],
  ...[
    'a\n---\nb',
    'a\n...\nb',
    '---\na',
    '...\na',
    '# x\ny',
    'a\n# x',
    'a: b\nc: d',
    '- a\n- b',
    'a\n\n\nb\n\n',
    'a\n  \nb',
    'a\n\t',
  ],
  ...[
    'e\u0301',
    '\u00e9',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '\ufeff',
    '\ufeffa',
    'a\ufeff',
    'a\n\ufeffb',
    '\ufffe',
    '\uffff',
    'a\uffff\nb',
    '\u00a0',
    '\u00a0a',
  ],
  ...[
    '\u200b',
    '\u202eabc',
    '\u2028',
    'a\u2029b',
    '\u0085',
    'a\u0085b\nc',
    '\r',
    'a\r\nb',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u009b',
  ],
  ...[
    'שלום',
    '日本語\n中文',
    'x'.repeat(300),
    `${'long words '.repeat(30)}\nand more`,
    `\tlead\n \n\n${'x'.repeat(40)}`,
    'constructor',
    'toString',
    '1',
    '10',
  ],
]

const piece = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
const text = fc.oneof(
  { weight: 3, arbitrary: piece },
  { weight: 1, arbitrary: fc.array(piece, { minLength: 2, maxLength: 4 }).map(pieces => pieces.join('\n')) },
  { weight: 1, arbitrary: fc.tuple(piece, piece).map(pieces => pieces.join('')) },
)
// The one key that is refused. To some readers a number's exponent is text, and -0 is 0.
const key = text.filter(name => name !== '__proto__')
const number = fc
  .oneof(fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  .filter(n => !/e/.test(String(n)) && !Object.is(n, -0))
const { map } = fc.letrec<{ value: unknown; map: Record<string, unknown> }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))

function expectTheSameOf(data: unknown) {
  const written = toYaml(data, { schema: 'schema/x.json' })
  for (const [name, read] of readers) expect(read(written), name).toEqual(data)
  expect(written.startsWith('# yaml-language-server: $schema=schema/x.json\n')).toBe(true)
  expect(written.endsWith('\n...\n')).toBe(true)
  expect(written).not.toMatch(/\r|[\u2028\u2029\u0085\ufeff]/)
  return written
}

it.each(nasty)('every reader reads %j as it was, as value and as key, in maps and in lists', word => {
  expectTheSameOf({
    value: word,
    [word]: word,
    list: [word, [word], { [word]: word, after: 1 }],
    after: { [word]: [word] },
  })
})

it('every reader reads any data as it was', () => {
  fc.assert(
    fc.property(map, data => void expectTheSameOf(data)),
    { numRuns: 600 },
  )
})

it('parseYaml reads clean data as it was', () => {
  const clean = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]*$/
  const values = fc.dictionary(
    key.filter(k => clean.test(k)),
    text.filter(t => clean.test(t)),
    { noNullPrototype: true },
  )
  const check = (data: unknown) => expect(parseYaml('x.yaml', toYaml(data), { needsEnd: true }).data).toEqual(data)
  fc.assert(
    fc.property(values, data => void check(data)),
    { numRuns: 300 },
  )
})

it('parseYaml reads any text or refuses it in words', () => {
  const lines = fc.array(fc.oneof(piece, fc.constantFrom('a: ', '  b: ', '- ', 'c: "', '{', '['), text), {
    maxLength: 8,
  })
  const check = (source: string) => {
    try {
      const { place } = parseYaml('x.yaml', source)
      expect(place(['a', 0, 'b']).line).toBeGreaterThan(0)
    } catch (error) {
      expect(error).toMatchObject({ name: 'PartnerError', kind: 'invalid' })
    }
  }
  fc.assert(
    fc.property(
      lines.map(parts => parts.join('\n')),
      check,
    ),
    { numRuns: 600 },
  )
})
