import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Column, table, wordsFit } from '../../src/terminal/table.ts'
import { cells } from '../../src/terminal/wrap.ts'
import { anyText, nastyTexts } from './texts.ts'

test('looks like the status screen', () => {
  const columns: Column[] = [
    { title: 'Goals' },
    { title: 'now', align: 'right' },
    { title: 'of', align: 'right' },
    { title: 'due' },
    { title: 'last moved' },
  ]
  const rows = [
    [
      'Both in a job we chose on purpose, whatever that will turn out to mean for each of us',
      '1',
      '2',
      '31 Oct',
      '6 sessions ago',
    ],
    ['Ana   Three case studies published', '1', '3', '31 Aug', 'last session'],
  ]
  expect(table({ columns, rows, width: 76 })).toMatchInlineSnapshot(`
    "Goals                                        now  of  due     last moved
    Both in a job we chose on purpose, whatever    1   2  31 Oct  6 sessions ago
    that will turn out to mean for each of us
    Ana   Three case studies published             1   3  31 Aug  last session"
  `)
})

test('where it is narrow, a column with only a title is left out, and words stay whole', () => {
  const columns: Column[] = [{ title: 'Goals' }, { title: '' }, { title: 'due' }, { title: 'last moved' }]
  const rows = [
    ['', 'Both in a job we chose on purpose', '31 Oct', ''],
    ['Ana', 'Three case studies', '31 Aug', ''],
  ]
  expect(table({ columns, rows, width: 32 })).toMatchInlineSnapshot(`
    "Goals                     due
           Both in a job we   31 Oct
           chose on purpose
    Ana    Three case         31 Aug
           studies"
  `)
  expect(table({ columns, rows, width: 70 }).split('\n')[0]).toContain('last moved')
})

test('tells whether a word must be broken', () => {
  const columns = [{ title: 'Accountability measures' }, { title: 'Topics' }]
  const rows = [['Say it', 'Money']]
  expect([21, 22].map(width => wordsFit({ columns, rows, width }))).toEqual([false, true])
})

test('without titles there is no head', () => {
  expect(table({ columns: [{ title: '' }, { title: '' }], rows: [['a', 'b']] })).toBe('a  b')
})

test('fixed widths are kept while there is room for them', () => {
  const columns = [{ title: 'a', width: 6 }, { title: 'b' }]
  expect(table({ columns, rows: [['x', 'y']], width: 20 })).toBe('a       b\nx       y')
  expect(table({ columns, rows: [['one two', 'three four']], width: 7 }).split('\n')[1]).toBe('on  thr')
})

test('nothing in a cell is obeyed or cut off', () => {
  const shown = table({ columns: [{ title: 'a' }], rows: [['x\x1b[31my'], [nastyTexts.join(' ')]], width: 20 })
  expect(shown).not.toContain('\x1b')
  expect(shown.replaceAll(/\s/g, '')).toBe(`ax�[31my${nastyTexts.join('').replaceAll(' ', '')}`)
})

test('nasty texts stand in their columns', () => {
  const rows = nastyTexts.map(text => [text, '|'])
  const lines = table({ columns: [{ title: '', width: 24 }, { title: '' }], rows }).split('\n')
  const marked = lines.filter(line => line.endsWith('|'))
  expect(marked).toHaveLength(rows.length)
  for (const line of marked) expect(cells(line)).toBe(24 + 2 + 1)
})

test('a syllable of several signs takes the cells of one', () => {
  const han = '한'.normalize('NFD')
  expect(cells(han)).toBe(2)
  expect(table({ columns: [{ title: '' }, { title: '' }], rows: [[han, '|']], width: 20 })).toBe(`${han}  |`)
})

test.each([
  ['a bracket beside a syllable of several signs', ['〉', '가'.normalize('NFD')]],
  ['Chinese, a bracket and Korean', ['我们每个星期一都说真话', '\u232a', '가'.normalize('NFD')]],
  ['vowels of Korean without a consonant', ['\u1161\u1161', '\u232a', '\u232a', '\ud7b0']],
  ['brackets on both sides', ['\u2329', '\u1112\u1161\u11ab', '\u232a', '가']],
])('a row is as wide as its cells: %s', (_, row) => {
  expect(cells(row.join(' '))).toBe(row.reduce((sum, text) => sum + cells(text), row.length - 1))
  const columns = [...row.map(title => ({ title })), { title: '|', width: 1 }]
  for (const line of table({ columns, rows: [[...row, '|']], width: 20 }).split('\n'))
    expect(cells(line)).toBeLessThanOrEqual(20)
})

test('every table fits, with its last column in line', () => {
  const column = fc.record({ title: anyText, align: fc.constantFrom('left' as const, 'right' as const) })
  const shape = fc.integer({ min: 1, max: 4 }).chain(count =>
    fc.record({
      columns: fc.array(column, { minLength: count, maxLength: count }),
      rows: fc.array(fc.array(anyText, { minLength: count, maxLength: count }), { maxLength: 5 }),
      width: fc.integer({ min: 20, max: 100 }),
    }),
  )
  fc.assert(
    fc.property(shape, ({ columns, rows, width }) => {
      const wall = { title: '|', width: 1 }
      const lines = table({ columns: [...columns, wall], rows: rows.map(row => [...row, '|']), width }).split('\n')
      for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(width)
      const walls = lines.filter(line => line.endsWith('  |')).map(cells)
      expect(new Set(walls).size).toBeLessThanOrEqual(1)
    }),
  )
})
