import { expect, it } from 'vitest'
import { contractSchema } from '../../src/contract/contract.ts'
import { isSameName } from '../../src/contract/people.ts'

const MAYA = "Maya O'Brien"

it.each([
  ['a space of no width', "Maya O'B\u200brien"],
  ['a soft hyphen', "Maya O'Bri\u00aden"],
  ['a joiner', "Maya O'B\u200drien"],
  ['a mark of direction', "Maya\u200e O'Brien"],
  ['a mark of the byte order', "\ufeffMaya O'Brien"],
  ['a filler of Korean', "Maya O'Brien\u3164"],
  ['a filler of half width', "Maya O'Brien\uffa0"],
  ['an empty Braille cell', "Maya O'Brien\u2800"],
  ['a variant of a letter', "Maya\ufe0f O'Brien"],
  ['a tag', "Maya O'Brien\u{e0041}"],
])('a name is the same with %s in it, which no name may have', (_, name) => {
  expect(isSameName(MAYA, name)).toBe(true)
  const { error } = contractSchema.safeParse({
    format: 'partner/1',
    date: '2026-01-05',
    partners: { a: { name: 'Ben' }, b: { name: 'Maya', display: 'May', representative: name } },
  })
  expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
    expect.stringMatching(
      /^partners\.b\.representative: has a character in it that nobody sees \(U\+[0-9A-F]{4,5}\); type the name again without it$/,
    ),
  ])
})

it('a name is the same if an invisible character keeps an accent from its letter', () => {
  expect(isSameName('Jose\u034f\u0301', 'José')).toBe(true)
  expect(isSameName('Jose', 'José')).toBe(false)
})

it.each([
  ['Persian', 'علی\u200cرضا', 'علیرضا'],
  ['Malayalam', 'രമേശന\u0d4d\u200d', 'രമേശന\u0d4d'],
  ['Sinhala', 'ශ\u0dca\u200dරී', 'ශ\u0dcaරී'],
  ['Japanese', '葛\u{e0100}城', '葛城'],
  ['emoji', 'Ana 👩\u200d🚀', 'Ana 👩🚀'],
])('a name may have what its writing needs (%s), and is not another name for it', (_, name, without) => {
  const named = (a: string, b: string) =>
    contractSchema.safeParse({ format: 'partner/1', date: '2026-01-05', partners: { a: { name: a }, b: { name: b } } })
  expect(named(name, 'Ben').success).toBe(true)
  expect(named(name, without).error?.issues[0]?.message).toContain('is what the first partner is called, too')
})
