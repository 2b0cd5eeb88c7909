import { describe, expect, it } from 'vitest'
import { editYaml } from '../../src/store/editing.ts'
import { parseYaml } from '../../src/store/yaml.ts'
import { readElsewhere } from '../support/js-yaml.ts'

type Data = Record<string, unknown>
const dataOf = (text: string) => parseYaml('x.yaml', text, { needsEnd: true }).data as Data

/** The file with other data in it, read back by us and by another reader. */
function edited(text: string, change: (data: Data) => Data, ...rest: [] | [() => Record<string, string>]): string {
  const wanted = change(dataOf(text))
  const result = editYaml(text, wanted, ...rest)
  expect(dataOf(result)).toEqual(wanted)
  expect(readElsewhere(result)).toEqual(wanted)
  return result
}

const FILE = `# yaml-language-server: $schema=schema/contract.json
# ours since 2026
format: partner/1   # of the file

version:  1  # one

# Part 1: wins
wins:
    a:   # Ana's
        # the first one
        - id: a1   # never changes
          text:   'Three case studies'

          due: "2026-08-31" # the day
          mood: '12:30'
        # the second one
        - {id: a2, text: Talks, note: "#x"}
    b: []

# at the end of the wins

principles:
- We say it.   # always
# on its own line
- "We ask"
- >-
  folded
  text
ours: {x: 1,
       y: [1, 2]} # by hand
# the last word
...
`

const linesOf = (text: string) => text.split('\n')
/** What a change takes away and adds, line by line. */
const changed = (before: string, after: string) => ({
  gone: linesOf(before).filter(line => !linesOf(after).includes(line)),
  added: linesOf(after).filter(line => !linesOf(before).includes(line)),
})

describe('a file that was edited by hand', () => {
  it('is the same bytes when nothing is different', () => {
    expect(edited(FILE, data => data)).toBe(FILE)
  })

  it('keeps every other section byte for byte, and the comment of the value', () => {
    expect(edited(FILE, data => ({ ...data, version: 2 }))).toBe(FILE.replace('version:  1  # one', 'version: 2 # one'))
  })

  it('keeps comments, order and unknown keys inside the section that changed', () => {
    const after = edited(FILE, data => {
      const { a, b } = data.wins as { a: Data[]; b: Data[] }
      return { ...data, wins: { a: [{ ...a[0], due: '2026-09-30' }, a[1]], b } }
    })
    expect(after).toContain(`wins:
  a:
    # Ana's
    # the first one
    - id: a1 # never changes
      text: 'Three case studies'

      due: "2026-09-30" # the day
      mood: '12:30'
    # the second one
    - {id: a2, text: Talks, note: "#x"}
  b: []

# at the end of the wins

principles:
- We say it.   # always`)
    expect(after.split('principles:')[0]!.split('wins:')[0]).toBe(FILE.split('wins:')[0])
    expect(after.split('principles:')[1]).toBe(FILE.split('principles:')[1])
  })

  it('keeps the comments of the entries that stay when others come, go and move', () => {
    const after = edited(FILE, data => ({ ...data, principles: ['New', 'We ask', 'We say it.', 'folded text'] }))
    expect(after).toMatch(/- New\n {2}# on its own line\n {2}- "We ask"\n {2}- We say it\. # always\n/)
    const fewer = edited(FILE, data => ({ ...data, principles: ['We ask'] }))
    expect(fewer).toContain(
      'principles:\n  # on its own line\n  - "We ask"\nours: {x: 1,\n       y: [1, 2]} # by hand\n',
    )
  })

  it('matches entries by their ids, whatever else of them is different', () => {
    const after = edited(FILE, data => {
      const { a, b } = data.wins as { a: Data[]; b: Data[] }
      return { ...data, wins: { a: [{ ...a[1], text: 'Five talks' }, { id: 'a3', text: 'New' }, a[0]], b } }
    })
    expect(after).toMatch(/# the second one\n {4}- \{id: a2, text: Five talks, note: "#x"\}\n {4}- id: a3\n/)
    expect(after).toMatch(/- id: a1 # never changes\n/)
  })

  it('writes what comes into an empty list on lines', () => {
    const after = edited(FILE, data => ({ ...data, wins: { ...(data.wins as Data), b: [{ id: 'b1', text: 'No' }] } }))
    expect(after).toContain('  b:\n    - id: b1\n      text: "No"\n\n# at the end of the wins\n')
  })

  it('puts a new key behind the one that precedes it, and keeps what stands around', () => {
    const { version, ...rest } = dataOf(FILE)
    const after = edited(FILE, ({ format }) => ({ format, purpose: 'Yes', version, ...rest }))
    expect(changed(FILE, after)).toEqual({ gone: [], added: ['purpose: "Yes"'] })
    expect(after).toContain('# of the file\npurpose: "Yes"\n\nversion:')
  })

  it('keeps the comments over a key that goes', () => {
    const after = edited(FILE, ({ principles: _, ...data }) => data)
    expect(after).toContain('# at the end of the wins\n\nours: {x: 1,')
    const last = edited(FILE, ({ ours: _, ...data }) => data)
    expect(last).toContain('  text\n# the last word\n...\n')
  })
})

describe('a heading', () => {
  const headings = (data: Data) =>
    Object.fromEntries(['wins', 'principles'].flatMap(key => (key in data ? [[key, `Part of ${key}`]] : [])))
  const text = `format: partner/1

# Part of wins
wins: {a: []}
# of ours
ours: 1
...
`
  const edit = (from: string, change: (data: Data) => Data) => editYaml(from, change(dataOf(from)), headings)

  it('comes with the key that it is for, and goes with it', () => {
    const more = edit(text, ({ ours, ...data }) => ({ ...data, principles: ['x'], ours }))
    expect(more).toContain('wins: {a: []}\n\n# Part of principles\nprinciples:\n  - x\n# of ours\nours: 1\n')
    expect(edit(more, ({ principles: _, ...data }) => data)).toBe(text)
    const fewer = edit(text, ({ wins: _, ...data }) => data)
    expect(fewer).toBe('format: partner/1\n# of ours\nours: 1\n...\n')
  })
})

it('a text that ends with blank lines takes no line of what follows, whoever wrote it', () => {
  const text = 'a: 1\n\n# of b\nb: 2\n...\n'
  const quoted = edited(text, data => ({ ...data, a: 'x\n\n' }))
  expect(quoted).toBe('a: "x\\n\\n"\n\n# of b\nb: 2\n...\n')
  expect(edited(quoted, data => ({ ...data, a: 1 }))).toBe(text)
  const block = 'a: |+\n  x\n\nb: 2\n...\n'
  expect(
    edited(
      block,
      data => ({ ...data, c: 3 }),
      () => ({ c: 'Of c' }),
    ),
  ).toContain('b: 2\n\n# Of c\nc: 3\n')
  expect(
    edited(
      block,
      ({ a, b }) => ({ a, c: 3, b }),
      () => ({ c: 'Of c' }),
    ),
  ).toContain('x\n\n# Of c\nc: 3\nb: 2\n')
})

describe('files of unusual shape', () => {
  it.each<[what: string, text: string]>([
    ['JSON', '{"format": "partner/1", "wins": {"a": ["x"]}}\n...\n'],
    ['in from the margin', '  format: partner/1\n  wins:\n    a:\n    - x\n...\n'],
    ['with a document start', '---\nformat: partner/1\nwins: {a: [x]}\n...\n'],
    ['with odd keys', '? format\n: partner/1\n"wins":\n  ? a\n  : - x\n"- k\\n": 1\n...\n'],
    ['blank lines that count', 'format: partner/1\nkept: |+\n  a\n\n\nwins: {a: [x]}\nend: |+\n  b\n\n...\n'],
    [
      'with comments in the last column',
      'format: partner/1\nwins: # w\n  a: # a\n    - x # x\n    # end\n  # of\n# it\n...\n',
    ],
    ['on one line', 'wins: {a: [x]}\n...'],
  ])('are edited, too: %s', (_, text) => {
    const after = edited(text, data => ({ ...data, wins: { a: ['x', 'y\nz\n', '- 1'], more: { no: 'No' } }, x: [] }))
    expect(after).toMatch(/\n\.\.\.\n?$/)
  })
})
