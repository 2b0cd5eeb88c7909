import { describe, expect, it } from 'vitest'
import { toCsv } from '../../src/render/csv.ts'

describe('a table for a spreadsheet', () => {
  it('has its rows on lines that end in CR and LF, the last one too', () => {
    expect(
      toCsv([
        ['Date', 'Win'],
        ['2026-01-19', ''],
      ]),
    ).toBe('\ufeffDate,Win\r\n2026-01-19,\r\n')
  })

  it.each([
    ['a comma', 'one, two', '"one, two"'],
    ['a quote', 'she said "no"', '"she said ""no"""'],
    ['a line end', 'one\ntwo', '"one\ntwo"'],
    ['a tab', 'one\ttwo', '"one\ttwo"'],
    ['another line end', 'one\r\ntwo', '"one\r\ntwo"'],
    ['a semicolon', 'one; two', '"one; two"'],
    ['nothing special', "Hân's 72% – 🎨, #1".replace(',', ''), "Hân's 72% – 🎨 #1"],
  ])('keeps a text with %s', (_, text, cell) => {
    expect(toCsv([[text, 'next']])).toBe(`\ufeff${cell},next\r\n`)
  })
})

describe('what a spreadsheet would run', () => {
  const STARTS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', ' =', '\n=', '\u00a0+', '\ufeff@', '  \t-']

  it.each(STARTS.map(start => [JSON.stringify(start), `${start}SUM(1)`]))('is text after %s', (_, text) => {
    expect(toCsv([[text]]).replace(/^\ufeff"?/, '')).toMatch(/^'/)
    expect(
      toCsv([['before', text]])
        .slice('\ufeffbefore,'.length)
        .replace(/^"/, ''),
    ).toMatch(/^'/)
  })

  it('is text with quotes and commas in it, too', () => {
    expect(toCsv([['=HYPERLINK("http://x","y")']])).toBe(`\ufeff"'=HYPERLINK(""http://x"",""y"")"\r\n`)
  })

  it('is not what has such a sign further on', () => {
    expect(toCsv([['1+1=2', 'a@b', "'tis"]])).toBe("\ufeff1+1=2,a@b,'tis\r\n")
  })

  it.each(
    [';', '\t', '\n', '\r\n', '\v', '\u2028'].flatMap(between =>
      ['=', '+', '-', '@', ' =', '"=', '＝', '\u200b@', '""-'].map(start => [between, start]),
    ),
  )('is text after %j, where a spreadsheet may split the cell, too: %j', (between, start) => {
    const [row = ''] = toCsv([['before', `a${between}${start}SUM(1)`]]).split(/\r\n$/)
    const parts = row.split(/[;\t\r\n\v\f\u2028]/).slice(1)
    expect(parts.at(-1)).toMatch(/^'/)
  })

  it('is text on the second line, too, if the cell starts with a line end', () => {
    expect(toCsv([['\n=SUM(1)']])).toBe(`\ufeff"'\n'=SUM(1)"\r\n`)
  })
})
