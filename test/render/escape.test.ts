import { describe, expect, it } from 'vitest'
import { cell, clean, heading, inline, paragraphs } from '../../src/render/escape.ts'

const paragraph = (text: string) => paragraphs(text).join('\n\n')

describe('what is harmless stays as it was typed', () => {
  it.each([
    'A&E, R&D; Q&A',
    'p < .05, x > 20, <3',
    'a - b – c, -5 kg, +1, 2 * 3 = 6',
    'snake_case_name, C#, #1 goal, 100%',
    'yes | no',
    'costs $50 (or $60), ~5 hours',
    '12:30:45, Ana: tea',
    '1.5 km, 10 a.m., 2026. Then (a) and (b)!',
    'https://x.org/a_b/~ana?c=d&e=f#g, ana@x.org',
    'It is "so", isn’t it? … 👩‍👧 日本語 e\u0301',
  ])('%s', text => {
    expect(paragraph(text)).toBe(text)
  })
})

describe('what would mean something gets a backslash', () => {
  it.each([
    ['*a* _b_ `c` ~~d~~', '\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~'],
    ['[x](y) ![x](y) [^1]', '\\[x](y) !\\[x](y) \\[^1]'],
    ['<b> </b> <!-- <?x <1@x.org>', '\\<b> \\</b> \\<!-- \\<?x \\<1@x.org>'],
    ['&amp; &#60; &#x3c;', '\\&amp; \\&#60; \\&#x3c;'],
    ['\\* \\', '\\\\\\* \\\\'],
    ['C:\\Users\\ana', 'C:\\\\Users\\\\ana'],
    ['\\input{/etc/passwd} \\begin{x}', '\\\\input{/etc/passwd} \\\\begin{x}'],
    ['$\\write18{x}$ \\(y\\)', '\\$\\\\write18{x}\\$ \\\\(y\\\\)'],
    ['$x$ :tea: :+1:', '\\$x\\$ \\:tea: \\:+1:'],
  ])('anywhere: %s', (text, escaped) => {
    expect(paragraph(text)).toBe(escaped)
    expect(inline(text)).toBe(escaped)
  })

  it.each([
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['> a', '\\> a'],
    ['1. a', '1\\. a'],
    ['12) a', '12\\) a'],
    ['===', '\\==='],
    ['---', '\\---'],
    ['|---|', '\\|---|'],
    [':-: | :-:', '\\:-: | :-:'],
  ])('where a line starts: %s', (text, escaped) => {
    expect(paragraph(text)).toBe(escaped)
    expect(paragraph(`a\n${text}`)).toBe(`a \\\n${escaped}`)
    expect(inline(text)).toBe(text)
  })

  it('at the end of a heading', () => {
    expect(heading('a ##')).toBe('a \\##')
    expect(heading('C#')).toBe('C#')
  })

  it('pipes in a cell', () => {
    expect(cell('a | b \\|')).toBe('a \\| b \\\\\\|')
  })

  it('an address that cannot stay whole is no link', () => {
    expect(inline('https://x.org/*a* www.x.org/_')).toBe('https\\://x.org/\\*a\\* www\\.x.org/\\_')
  })
})

it('ends of lines are hard breaks, blank lines make paragraphs, in cells both are spaces', () => {
  const text = '\n  one  \r\n\ttwo\r\u00a0\n\n    three\u2028four\n'
  expect(paragraphs(text)).toEqual(['one \\\ntwo', 'three \\\nfour'])
  expect(cell(text)).toBe('one two three four')
  expect(paragraphs(' \n\t\n')).toEqual([])
})

it('control characters, direction overrides and half characters become U+FFFD', () => {
  const bad = '\u0000\u0007\u001b\u000b\u007f\u0085\u009b\u202a\u202e\u2066\u2069\ud83c'
  expect(clean(`${bad}a\u200f\u200d`)).toBe(`${'\ufffd'.repeat(bad.length)}a\u200f\u200d`)
  expect(paragraph('\u001b[31mred')).toBe('\ufffd\\[31mred')
})
