import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphemes, plain, shorten } from '../../src/contract/text.ts'

test.each([
  ['\x1b[31mred\x1b[0m', '�[31mred�[0m'],
  ['\x9b2J \x07 \x7f \x00', '�2J � � �'],
  ['abc\u202edef\u2066g\u200fh\u061c', 'abc�def�g\u200fh\u061c'],
  ['half \ud83d of it', 'half � of it'],
  ['a\tb\r\nc\nd\u2028e\rf', 'a b c d e�f'],
  ['👨‍👩‍👧 🇩🇪 1️⃣ 👍🏽 می‌خواهم हिन्दी', '👨‍👩‍👧 🇩🇪 1️⃣ 👍🏽 می‌خواهم हिन्दी'],
])('%j is shown as %s', (text, shown) => {
  expect(plain(text)).toBe(shown)
})

test('lines stay lines where they are wanted', () => {
  expect(plain('a\r\nb\nc\u2029d', { multiline: true })).toBe('a\nb\nc\nd')
})

test('nothing that a terminal obeys is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u)
      expect(plain(plain(text))).toBe(plain(text))
    }),
  )
})

test.each([
  [
    'Publish case study 1 live on Saturday 28 March, 07:30, before',
    50,
    'Publish case study 1 live on Saturday 28 March…',
  ],
  ['Publish case study 1 live – with the pictures', 28, 'Publish case study 1 live…'],
  ['Ask Ben (and his brother) about it', 10, 'Ask Ben…'],
  ['Is it fear? Then say so', 15, 'Is it fear?…'],
  ['Short enough, as it is,', 30, 'Short enough, as it is,'],
  [',,,,,,,,', 4, ',,,…'],
])('%j in %i is cut before what hangs over: %s', (text, length, shown) => {
  expect(shorten(text, length)).toBe(shown)
})

test('a long text is divided where a whole one would be', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const whole = (text: string) => Array.from(segmenter.segment(text), piece => piece.segment)
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '🇩🇪',
      '🇩',
      'e\u0301\u0323',
      '👨‍👩‍👧‍👦',
      '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
      '\r\n',
      '\u200d',
      '\u1112\u1161\u11ab',
      'क्षि',
      'x',
      '\u0301'.repeat(600),
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 300, maxLength: 900, size: 'max' }), pieces => {
      const text = pieces.join('')
      expect(graphemes(text)).toEqual(whole(text))
    }),
    { numRuns: 30 },
  )
})
