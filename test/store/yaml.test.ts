import { describe, expect, it } from 'vitest'
import { errorText } from '../../src/errors.ts'
import { parseYaml, toYaml } from '../../src/store/yaml.ts'
import { refusal } from './folder-of-files.ts'

const data = (text: string) => parseYaml('x.yaml', text).data

describe('parseYaml refuses', () => {
  const nested = (open: string, close = '') => `a: ${open.repeat(101)}${close.repeat(101)}\n`
  it.each<[what: string, text: string, place: string, words: string]>([
    ['conflict markers', 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n', '2:1', 'a merge that is not resolved'],
    ['a conflict marker left over', 'a: 1\n=======\nb: 2\n', '2:1', 'a merge that is not resolved'],
    ['the base of a diff3 conflict', 'a: 1\n||||||| 1234\n', '2:1', 'a merge that is not resolved'],
    ['tab indentation', 'a:\n\tb: 2\n', '2:1', 'indented with a tab'],
    ['duplicate keys', 'a: 1\nb:\n  c: 1\n  c: 2\n', '4:3', 'the key "c" stands here twice'],
    ['keys that differ in quotes only', 'a: 1\n"a": 2\n', '2:1', 'the key "a" stands here twice'],
    ['keys that differ in control characters only', 'a: 1\n"a\\u0007": 2\n', '2:1', 'the key "a" stands here twice'],
    ['duplicate keys in JSON', '{"a": 1, "a": 2}', '1:10', 'the key "a" stands here twice'],
    ['anchors', 'a: &x 1\n', '1:7', 'carries an anchor (&x)'],
    ['aliases', 'a: &x 1\nb: *x\n', '2:4', 'is an alias (*x)'],
    ['aliases of nothing', 'a: *x\n', '1:4', 'is an alias (*x)'],
    ['aliases as keys', 'a: &x 1\n*x : 2\n', '2:1', 'a key must be plain text'],
    ['explicit tags', 'a: !!str 1\n', '1:10', 'carries a tag (!)'],
    ['unknown tags', 'a: !js/function x\n', '1:17', 'carries a tag (!)'],
    ['tags on maps', 'a: !!map {b: 1}\n', '1:10', 'carries a tag (!)'],
    ['tags that say nothing', 'a: ! x\n', '1:6', 'carries a tag (!)'],
    ['merge keys', 'a:\n  <<: {b: 1}\n', '2:3', 'is a merge key (<<)'],
    ['several documents', 'a: 1\n---\nb: 2\n', '2:1', 'a second document starts here'],
    ['a document after the end', 'a: 1\n...\nb: 2\n', '3:1', 'a second document starts here'],
    ['directives', '%YAML 1.1\n---\na: no\n', '1:1', 'a line that starts with %'],
    ['__proto__ as a key', 'a:\n  __proto__: {b: 1}\n', '2:3', '__proto__ cannot be a key'],
    ['__proto__ behind a control character', '"__pro\\u0001to__": 1\n', '1:1', '__proto__ cannot be a key'],
    ['deep nesting in brackets', nested('[', ']'), '1:', 'nested more than 100 deep'],
    ['deep nesting in braces', nested('{a: ', '}'), '1:', 'nested more than 100 deep'],
    ['deep nesting in dashes', `a:\n  ${'- '.repeat(20_000)}x\n`, '2:', 'nested more than 100 deep'],
    ['deep nesting in keys', `${'? '.repeat(20_000)}x\n`, '1:', 'nested more than 100 deep'],
    ['brackets that nobody closes', `a: ${'['.repeat(20_000)}`, '1:', 'nested more than 100 deep'],
    ['a list at the top', '- 1\n', '1:1', 'must hold lines of the form `key: value`'],
    ['text at the top', 'just words\n', '1:1', 'must hold lines of the form `key: value`'],
    ['maps as keys', '? [a]\n: 1\n', '1:3', 'a key must be plain text'],
    ['an unclosed quote', 'a: "x\nb: 1\n', '2:', 'a quote is opened and not closed'],
    ['an unclosed bracket', 'a: [1\nb: 2\n', '2:1', 'is not closed'],
    ['a second colon', 'a: b: c\n', '1:4', 'a second `: ` stands in this line'],
    ['a line without a key', 'a: 1\nwords\n', '2:1', 'is not of the form `key: value`'],
    ['broken indentation', 'a:\n  - 1\n b: 2\n', '3:1', 'not indented like its neighbours'],
    ['a plain @', 'a: @x\n', '1:4', 'must be in quotes'],
    ['a lone backslash', 'a: "C:\\q"\n', '1:', 'a backslash in double quotes'],
    ['a number with too many digits', 'a: 12345678901234567890\n', '1:4', 'is too long for a number'],
  ])('%s', async (_, text, place, words) => {
    const error = await refusal(() => parseYaml('dir/x.yaml', text))
    expect(error.kind).toBe('invalid')
    expect(error.message).toContain(`dir/x.yaml:${place}`)
    expect(error.message).toContain(words)
    expect(error.message).toContain('^')
    expect(error.hint).toContain('partner check')
  })

  it.each([
    ['nothing at all', ''],
    ['blank lines', '\n\n'],
    ['a comment', '# later\n'],
    ['an end', '...\n'],
    ['a start', '---\n'],
    ['null', 'null\n'],
  ])('a file with %s as empty', async (_, text) => {
    expect((await refusal(() => parseYaml('x.yaml', text, { needsEnd: true }))).message).toBe('x.yaml  is empty')
  })

  it('names every duplicate, anchor and tag at once', async () => {
    const error = await refusal(() => data('a: &x 1\nb: !t 2\na: 3\n'))
    expect(error.problems.map(problem => problem.where?.line)).toEqual([3, 1, 2])
  })

  it('a merge with a hint about resolving it', async () => {
    expect((await refusal(() => data('<<<<<<< HEAD\na: 1\n'))).hint).toContain('<<<<<<<, ======= and >>>>>>>')
  })
})

describe('the document end', () => {
  it.each(['a: 1\n', 'a: |\n  text\n  ...\n', 'a: 1\n...\n# more\n', 'a: 1\n..', 'a: "...'])(
    'is missed in %j where it is needed',
    async text => {
      const error = await refusal(() => parseYaml('x.yaml', text, { needsEnd: true }))
      expect(error.message).toContain('possibly torn: it does not end with `...`')
      expect(error.hint).toBe('Look at x.yaml: if it is whole, add a last line `...`; else git checkout brings it back')
    },
  )

  it.each(['a: 1\n...\n', 'a: 1\n...', 'a: 1\n...\n\n', 'a: |\n  x\n...\n'])('is seen in %j', text => {
    expect(parseYaml('x.yaml', text, { needsEnd: true }).data).toBeTruthy()
  })

  it('is not needed in answers', () => {
    expect(data('a: 1\n')).toEqual({ a: 1 })
  })
})

describe('what is accepted', () => {
  it.each<[text: string, data: unknown]>([
    [
      'a: No\nb: y\nc: "18:30"\nd: 2026-01-05\ne: v012_3\n',
      { a: 'No', b: 'y', c: '18:30', d: '2026-01-05', e: 'v012_3' },
    ],
    ['No: 1\nNull: 2\n"1e3": 3\n12: 4\n', { No: 1, Null: 2, '1e3': 3, '12': 4 }],
    ['a: -12\nb: 0\nc: 2.50\nd: -0.5\n', { a: -12, b: 0, c: 2.5, d: -0.5 }],
    ['"<<": 1\n"__proto": 2\nconstructor: 3\n', { '<<': 1, __proto: 2, constructor: 3 }],
    ['unknown: {deep: [1, true, null]}\n', { unknown: { deep: [1, true, null] } }],
    ['---\na: 1\n...\n', { a: 1 }],
    ['{"a":\n\t1,\n\t"b": [\n\t\t"x\\ty\\/\\ud83d\\ude00"\n\t]\n}\n', { a: 1, b: ['x\ty/😀'] }],
    ['a: |\n  - - - - x\n    {{{{[[[[\n', { a: '- - - - x\n  {{{{[[[[\n' }],
    ['a: "x\\u0007y\\u0085z\\r\\n"\n', { a: 'xy\nz\n' }],
    ['"k\\u0007": {"\\u0000k": 1}\n', { k: { k: 1 } }],
    ['{}', {}],
  ])('%j', (text, expected) => {
    expect(data(text)).toEqual(expected)
  })

  it('is a text that only looks deeply nested', () => {
    const stairs = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}- x`).join('\n')
    const source = toYaml({ a: stairs, b: '- '.repeat(300) })
    expect(data(source)).toEqual({ a: stairs, b: '- '.repeat(300) })
  })
})

describe('place', () => {
  const text = `format: partner/1
# a comment
nextSteps:
  - id: 2026-02-02-b.1
  - id: 2026-02-02-b.2
    due: 2026-02-31
    then:
      - 'one'
    flow: {x: [1, 22]}
    none:
`
  const { place } = parseYaml('x.yaml', text)
  it.each<[path: (string | number)[], at: [number, number], caret: string]>([
    [['format'], [1, 9], '^^^^^^^^^'],
    [['nextSteps', 1, 'due'], [6, 10], '^^^^^^^^^^'],
    [['nextSteps', 1, 'then'], [7, 5], '^^^^'],
    [['nextSteps', 1, 'then', 0], [8, 9], '^^^^^'],
    [['nextSteps', 1, 'flow', 'x', 1], [9, 19], '^^'],
    [['nextSteps', 1, 'none'], [10, 5], '^^^^'],
    [['nextSteps', 1, 'owner'], [5, 5], '^^^^^^^^^^^^^^^^^^'],
    [['nextSteps', 7, 'owner'], [3, 1], '^^^^^^^^^'],
    [['missing', 'deeper'], [1, 1], '^^^^^^^^^^^^^^^^^'],
  ])('%j', (path, [line, column], caret) => {
    expect(place(path)).toMatchObject({ file: 'x.yaml', line, column })
    expect(place(path).excerpt!.split('\n').at(-1)).toBe(
      `${' '.repeat(String(line).length + 4)}| ${' '.repeat(column - 1)}${caret}`,
    )
  })

  it('finds a key that was cleaned', () => {
    expect(parseYaml('x.yaml', 'a: 1\n"k\\u0007": 2\n').place(['k'])).toMatchObject({ line: 2, column: 12 })
  })
})

describe('an excerpt', () => {
  const excerpt = (text: string, key: string) => parseYaml('x.yaml', text).place([key]).excerpt!

  it('looks as on the screen of errors', () => {
    const filler = Array.from({ length: 11 }, (_, n) => `k${n}: 1\n`).join('')
    const source = parseYaml('x.yaml', `${filler}steps:\n  - id: 2026-02-02-b.2\n    due: 2026-02-31\n`)
    expect(source.place(['steps', 0, 'due']).excerpt).toBe(
      ['   13 |   - id: 2026-02-02-b.2', '   14 |     due: 2026-02-31', '      |          ^^^^^^^^^^'].join('\n'),
    )
  })

  it('shows no control character and no bidirectional override', () => {
    const shown = excerpt('a: "\u001b[31mred\u202e\u009b"\nb: x\u0007\t y\n', 'b')
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
    expect(shown).toContain('a: "�[31mred��"')
  })

  it.each([
    ['at the start', `key: ${'x'.repeat(5000)}`, 5],
    ['in the middle', `{${'x'.repeat(500)}: 1, key: wrong, ${'y'.repeat(500)}: 2}`, 0],
    ['among wide characters', `{${'世'.repeat(60)}: 1, key: wrong, ${'界'.repeat(60)}: 2}`, 0],
  ])('cuts a long line and keeps the caret under the value %s', (_, text) => {
    const [line, caret] = excerpt(text, 'key').split('\n') as [string, string]
    expect(line.length).toBeLessThan(90)
    const cells = [...line].flatMap(character => (/[世界]/.test(character) ? [character, ''] : [character]))
    const under = cells.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1).join('')
    expect(under).toMatch(/^(?:wrong|x+…?)$/)
  })

  it('puts the caret under what follows wide characters', () => {
    const [line, caret] = excerpt('{世界: 1, key: wrong}', 'key').split('\n') as [string, string]
    expect(caret.indexOf('^')).toBe(line.indexOf('wrong') + 2)
  })
})

describe('toYaml', () => {
  it('writes what a person would', () => {
    const text = 'First line.\n  - indented\n\n# no comment\nLast line.\n'
    const pair = {
      format: 'partner/1',
      date: '2026-01-05',
      name: 'Zoë O’Neil',
      no: 'No',
      notes: text,
      tags: [],
      skip: undefined,
    }
    const comments = { name: 'How We Want to Work\nTogether' }
    expect(
      toYaml({ ...pair, more: [{ id: 'w1', target: 2.5, ok: true }] }, { schema: '../schema/x.json', comments }),
    ).toBe(`# yaml-language-server: $schema=../schema/x.json
format: partner/1
date: "2026-01-05"

# How We Want to Work
# Together
name: Zoë O’Neil
"no": "No"
notes: |
  First line.
    - indented

  # no comment
  Last line.
tags: []
more:
  - id: w1
    target: 2.5
    ok: true
...
`)
  })

  it('writes a value that stands in two places twice', () => {
    const place = { city: 'Cork' }
    expect(toYaml({ a: place, b: place })).toBe('a:\n  city: Cork\nb:\n  city: Cork\n...\n')
  })

  it.each(['=', 'a\tb', 'a\ufeff', 'x\uffff'])('quotes %j, on which PyYAML would stumble', text => {
    expect(toYaml({ a: text })).toMatch(/^a: ".*"\n\.\.\.\n$/)
  })

  it('never folds a long line', () => {
    const long = 'word '.repeat(500).trim()
    expect(toYaml({ a: long })).toBe(`a: ${long}\n...\n`)
  })

  it('gives an error text that a person can act on', async () => {
    const error = await refusal(() => data('a: 1\na: 2\n'))
    expect(errorText(error)).toBe(
      'x.yaml:2:1  the key "a" stands here twice\n   1 | a: 1\n   2 | a: 2\n     | ^\nFix the line, then: partner check',
    )
  })
})
