import { execFileSync } from 'node:child_process'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { accept, decode, readText, readYaml } from '../../src/store/reading.ts'
import { parseYaml } from '../../src/store/yaml.ts'
import { folderWith, refusal } from './folder-of-files.ts'

describe('decode', () => {
  it.each<[what: string, bytes: Buffer, text: string]>([
    ['drops the byte order mark', Buffer.from('\ufeffa: 1\n'), 'a: 1\n'],
    ['keeps that mark inside a text', Buffer.from('a: \ufeff1\n'), 'a: \ufeff1\n'],
    ['makes CRLF LF', Buffer.from('a: 1\r\nb: 2\r\n'), 'a: 1\nb: 2\n'],
    ['keeps NFD and emoji as typed', Buffer.from('e\u0301 👩‍👩‍👧'), 'e\u0301 👩‍👩‍👧'],
    ['reads nothing as nothing', Buffer.from(''), ''],
  ])('%s', (_, bytes, text) => {
    expect(decode(bytes, 'x.yaml')).toBe(text)
  })

  it.each<[what: string, bytes: Buffer, words: string]>([
    ['UTF-16 with a byte order mark', Buffer.from('\ufeffa: 1', 'utf16le'), 'x.yaml is UTF-16, not UTF-8'],
    ['UTF-16 with its mark, big end first', Buffer.from('\ufeffa', 'utf16le').swap16(), 'x.yaml is UTF-16, not UTF-8'],
    ['UTF-16 without a mark', Buffer.from('a: 1', 'utf16le'), 'x.yaml is UTF-16, not UTF-8'],
    ['UTF-16 without a mark, big end first', Buffer.from('a: 1', 'utf16le').swap16(), 'x.yaml is UTF-16, not UTF-8'],
    ['the zeros a crash leaves', Buffer.from('a: 1\n\0\0\0\0'), 'x.yaml:2  holds NUL bytes: it is damaged'],
    ['Latin-1', Buffer.from('a: 1\nb: Zoë\n', 'latin1'), 'x.yaml:2  holds bytes that are not UTF-8'],
    ['a text cut within a character', Buffer.from('a: 1\n\nb: ë').subarray(0, -1), 'x.yaml:3  holds bytes'],
  ])('refuses %s', async (_, bytes, words) => {
    const error = await refusal(() => decode(bytes, 'x.yaml'))
    expect(error.kind).toBe('invalid')
    expect(error.message).toContain(words)
    expect(error.hint).toBeTruthy()
  })
})

describe('readText', () => {
  it('reads a file', async () => {
    const folder = await folderWith({ 'x.yaml': 'a: 1\r\n' })
    expect(await readText(join(folder, 'x.yaml'), 'x.yaml')).toBe('a: 1\n')
  })

  it.each<[what: string, file: string, kind: string, words: string]>([
    ['a missing file', 'none.yaml', 'missing', 'there is no SHOWN'],
    ['a folder', 'sub', 'invalid', 'SHOWN is a folder, not a file'],
    ['a path through a file', 'x.yaml/y.yaml', 'system', 'cannot read SHOWN: a part of its path is a file'],
    ['a name that is too long', 'x'.repeat(300), 'system', 'cannot read SHOWN: its name is too long'],
    ['a pipe, without waiting for it', 'pipe', 'invalid', 'SHOWN is not a regular file'],
    ['a device', '/dev/zero', 'invalid', 'SHOWN is not a regular file'],
    ['a huge file', 'huge', 'invalid', 'SHOWN is larger than 4 MB'],
  ])('refuses %s by name', async (_, file, kind, words) => {
    const folder = await folderWith({ 'x.yaml': 'a: 1\n', 'sub/y.yaml': '', huge: '' })
    await truncate(join(folder, 'huge'), 5 * 1024 * 1024)
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const error = await refusal(() => readText(file.startsWith('/') ? file : join(folder, file), 'SHOWN'))
    expect(error).toMatchObject({ kind, message: expect.stringContaining(words) })
  })
})

const schema = z.looseObject({
  text: z.optional(z.string()),
  full: z.optional(z.string().check(z.minLength(1))),
  short: z.optional(z.string().check(z.maxLength(3))),
  level: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  share: z.optional(z.number().check(z.positive())),
  steps: z.optional(z.array(z.looseObject({ id: z.string(), due: z.optional(z.iso.date()) })).check(z.minLength(1))),
  owner: z.optional(z.enum(['a', 'b', 'both'])),
  held: z.optional(z.literal(false)),
  agreed: z.optional(z.boolean()),
  mail: z.optional(z.email()),
  at: z.optional(z.iso.datetime()),
  id: z.optional(z.string().check(z.regex(/^\w+$/, 'is no id'))),
  name: z.optional(z.string().check(z.regex(/^\w+$/))),
  zone: z.optional(z.string().check(z.refine(zone => zone.includes('/'), 'is not a time zone'))),
  amount: z.optional(z.union([z.number(), z.string()])),
  support: z.optional(
    z.array(z.union([z.string(), z.looseObject({ text: z.string(), kind: z.enum(['support', 'challenge']) })])),
  ),
  rule: z.optional(
    z.discriminatedUnion('unit', [
      z.looseObject({ unit: z.literal('week'), every: z.int() }),
      z.looseObject({ unit: z.literal('days'), days: z.array(z.int()) }),
    ]),
  ),
  strict: z.optional(z.strictObject({ a: z.optional(z.string()) })),
  named: z.optional(z.record(z.string().check(z.regex(/^[ab]$/)), z.number())),
})

describe('what is wrong with a value', () => {
  it.each<[yaml: string, problem: string]>([
    ['text: 13', '2:7  text: must be text, not a number; put it in quotes'],
    ['text: true', '2:7  text: must be text, not true or false; put it in quotes'],
    ['text: [x]', '2:7  text: must be text, not a list'],
    ['text:', '2:1  text: is empty: fill it in, or take the line away'],
    ['full: ""', '2:7  full: is empty'],
    ['short: long', '2:8  short: must have at most 3 characters'],
    ['level: 0', '2:8  level: must be 1 or more, not 0'],
    ['level: 9', '2:8  level: must be 5 or less, not 9'],
    ['level: 1.5', '2:8  level: must be a whole number, not 1.5'],
    ['level: high', '2:8  level: must be a number, not text'],
    ['share: 0', '2:8  share: must be more than 0, not 0'],
    ['steps: []', '2:8  steps: needs at least one entry'],
    ['steps: {a: 1}', '2:8  steps: must be a list, not a map'],
    ['steps:\n  - x', '3:5  steps[0]: must be a map (lines of the form `key: value`), not text'],
    ['steps:\n  - id: s1\n  - due: 2026-02-01', '4:5  steps[1].id: is missing'],
    ['steps:\n  - id: s1\n    due: 2026-02-31', '4:10  steps[0].due: 2026-02-31 is not a day'],
    ['steps:\n  - {id: s1, due: 1 May}', '3:19  steps[0].due: 1 May is not a day (YYYY-MM-DD)'],
    ['owner: c', '2:8  owner: "c" is none of: a, b, both'],
    ['owner: 1', '2:8  owner: 1 is none of: a, b, both'],
    ['owner:', '2:1  owner: is empty'],
    ['held: true', '2:7  held: must be false, not true'],
    ['agreed: No', '2:9  agreed: must be true or false, not text'],
    ['mail: nowhere', '2:7  mail: "nowhere" is not an e-mail address'],
    ['at: today', '2:5  at: "today" is not a time in UTC'],
    ['id: a b', '2:5  id: is no id'],
    ['name: a b', '2:7  name: "a b" is not of the right form'],
    ['zone: Dublin', '2:7  zone: is not a time zone'],
    ['amount: [1]', '2:9  amount: must be a number or text, not a list'],
    ['support:\n  - text: x\n    kind: help', '4:11  support[0].kind: "help" is none of: support, challenge'],
    ['support:\n  - kind: support', '3:5  support[0].text: is missing'],
    ['support: [1]', '2:11  support[0]: must be text or a map (lines of the form `key: value`), not a number'],
    ['rule: {unit: year}', '2:14  rule.unit: "year" is none of: week, days'],
    ['rule: {unit: week}', '2:7  rule.every: is missing'],
    ['strict: {a: x, c: 1}', '2:19  strict.c: is not known here'],
    ['named: {c d: 1}', '2:14  named["c d"]: is not allowed as a key here'],
  ])('%j', async (yaml, problem) => {
    const error = await refusal(() => accept(parseYaml('x.yaml', `format: partner/1\n${yaml}\n`), schema))
    expect(error.problems).toHaveLength(1)
    expect(error.message).toContain(`x.yaml:${problem}`)
    expect(error).toMatchObject({ kind: 'invalid', hint: 'Fix the line, then: partner check' })
  })

  it('is named for every value at once, in the order of the file', async () => {
    const source = parseYaml('x.yaml', 'format: partner/1\nowner: c\nlevel: 9\ntext: 1\n')
    const { problems } = await refusal(() => accept(source, schema))
    expect(problems.map(problem => problem.path)).toEqual(['owner', 'level', 'text'])
  })

  it('is told without steering the terminal, however long it is', async () => {
    const source = parseYaml('x.yaml', `format: partner/1\nowner: "\u202e${'x'.repeat(5000)}"\n`)
    const { message } = await refusal(() => accept(source, schema))
    expect(message).not.toContain('\u202e')
    expect(message.length).toBeLessThan(400)
  })
})

describe('the format of a file', () => {
  const read = (text: string, formatOptional = false) => accept(parseYaml('x.yaml', text), schema, { formatOptional })

  it.each([
    ['owner: a\n', 'x.yaml:1:1  format: is missing: it must be partner/1'],
    ['format: other/1\n', 'x.yaml:1:9  format: must be partner/1'],
    ['format: 1\n', 'x.yaml:1:9  format: must be partner/1'],
    ['format: partner/0\n', 'x.yaml:1:9  format: must be partner/1'],
    ['format: partner/1.5\n', 'x.yaml:1:9  format: must be partner/1'],
    ['format: [partner/2]\n', 'x.yaml:1:9  format: must be partner/1'],
  ])('%j is refused', async (text, words) => {
    expect((await refusal(() => read(text))).message).toContain(words)
  })

  it('of a newer program is refused before anything else is looked at', async () => {
    const error = await refusal(() => read('format: partner/2\nowner: c\n'))
    expect(error.problems).toHaveLength(1)
    expect(error.message).toContain('written by a newer partner (format partner/2)')
  })

  it('may be left out of answers, but not be odd', async () => {
    expect(read('owner: a\n', true)).toEqual({ owner: 'a' })
    expect((await refusal(() => read('format: x\n', true))).message).toContain('must be partner/1')
  })
})

describe('readYaml', () => {
  it('gives the value, the places, the bytes as they are, and keeps unknown keys', async () => {
    const text = '\ufeffformat: partner/1\r\nlevel: 3\r\nextra: {Null: 1}\r\n...\r\n'
    const file = join(await folderWith({ 'x.yaml': text }), 'x.yaml')
    const { value, source, bytes } = await readYaml(file, 'x.yaml', schema, { needsEnd: true })
    expect(value).toEqual({ format: 'partner/1', level: 3, extra: { Null: 1 } })
    expect(source.data).toEqual(value)
    expect(source.place(['level'])).toMatchObject({ file: 'x.yaml', line: 2, column: 8 })
    expect(bytes.toString()).toBe(text)
  })

  it('names a torn file', async () => {
    const file = join(await folderWith({ 'x.yaml': 'format: partner/1\nle' }), 'x.yaml')
    expect((await refusal(() => readYaml(file, 'x.yaml', schema, { needsEnd: true }))).message).toContain(
      'possibly torn',
    )
  })
})
