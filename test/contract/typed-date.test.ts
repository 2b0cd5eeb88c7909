import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { build } from 'tsup'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { dueIn, readDate } from '../../src/contract/typed-date/index.ts'
import { ASKED, DATED, DATES, NOT_ONLY_DATES, WHOLE } from '../support/sentences.ts'

/** A Monday. */
const today = '2026-01-05'
const read = (typed: string) => dueIn(typed, { today }) ?? { text: typed, due: '' }

describe('a sentence that ends with a date', () => {
  test.each(DATED)('%j', (typed, text, due) => {
    expect(read(typed)).toEqual({ text, due })
  })
})

describe('a sentence without one is kept whole', () => {
  test.each(WHOLE)('%j', typed => {
    expect(read(typed)).toEqual({ text: typed, due: '' })
  })
})

describe('a sentence whose date could be another is asked about', () => {
  test.each(ASKED)('%j', (typed, ...named) => {
    const { refused } = read(typed) as { refused?: string }
    for (const part of named) expect(refused).toContain(part)
  })
})

describe('an answer to "When?" is a date and nothing else', () => {
  test.each(DATES)('%s', (answer, day) => {
    expect(readDate(answer, { today })).toEqual({ day })
  })

  test.each(NOT_ONLY_DATES)('%j is asked about', (answer, ...named) => {
    const { refused } = readDate(answer, { today }) as { refused?: string }
    for (const part of named) expect(refused).toContain(part)
  })
})

describe('a date that is over, as said on Monday 5 January', () => {
  test.each([
    ['Monday', '2026-01-05'],
    ['Sunday', '2026-01-04'],
    ['Friday', '2026-01-02'],
    ['this Monday', '2026-01-05'],
    ['last Monday', '2025-12-29'],
    ['20 April', '2025-04-20'],
    ['5 January', '2026-01-05'],
    ['6 January', '2025-01-06'],
    ['the 3rd', '2026-01-03'],
    ['the 15th', '2025-12-15'],
    ['29/12', '2025-12-29'],
    ['2025-12-22', '2025-12-22'],
    ['end of November', '2025-11-30'],
  ])('%s', (answer, day) => {
    expect(readDate(answer, { today, past: true })).toEqual({ day })
  })
})

test('a date without a year is the first after another day if that is what it follows', () => {
  expect(readDate('3 January', { today, after: '2025-12-29' })).toEqual({ day: '2026-01-03' })
  expect(readDate('Friday', { today, after: '2025-12-29' })).toEqual({ day: '2026-01-09' })
})

describe('dates count from today where months and years end', () => {
  test.each([
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2026-01-31', 'in two weeks', '2026-02-14'],
    ['2026-01-31', 'in a month', '2026-02-28'],
    ['2028-02-28', 'tomorrow', '2028-02-29'],
    ['2026-02-28', 'tomorrow', '2026-03-01'],
    ['2026-12-29', 'next Monday', '2027-01-04'],
    ['2026-12-31', '1 January', '2027-01-01'],
    ['2026-12-31', '31 December', '2026-12-31'],
    ['2026-08-31', 'by 30 September', '2026-09-30'],
    ['2026-03-29', 'tomorrow', '2026-03-30'],
    ['2026-02-16', '16 February', '2026-02-16'],
    ['2026-01-11', 'next Monday', '2026-01-12'],
    ['2026-01-08', 'last Monday', '2026-01-05'],
  ])('on %s, %s is %s', (from, said, day) => {
    expect(readDate(said, { today: from })).toEqual({ day })
  })
})

test('what is left of a sentence is the sentence itself, or its beginning up to the date', () => {
  const piece = fc.oneof(
    fc.constantFrom(...DATED.map(([typed]) => typed), ...WHOLE, ...ASKED.map(([typed]) => typed)),
    fc.constantFrom('by ', ' on ', 'before', 'until ', '31', ' May', 'Friday', ', ', ' (', ')', '.', '12/10', 'next '),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const sentence = fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(sentence, typed => {
      const dated = read(typed)
      if ('refused' in dated) return
      expect(typed.startsWith(dated.text)).toBe(true)
      const clause = typed.slice(dated.text.length)
      if (clause)
        expect(clause).toMatch(
          /^[\s,;:(–—-]*(?:due\s+)?(?:(?:on or before|up until|by|before|until|till|on|due)\s)[\s\S]+$/i,
        )
      if (clause)
        expect(read(`Call${/^[\s,;:(–—]/.test(clause) ? '' : ' '}${clause}`)).toMatchObject({ due: dated.due })
    }),
    { seed: 20260105, numRuns: 3000 },
  )
})

describe('a long text is read like a short one, by its end', () => {
  it.each(['by Friday ', ' ', ',', ' -', 'due ', '(', '1', 'from 1 ', 'by 1 May until '])('of many %j', piece => {
    const long = `Go ${piece.repeat(100_000)}`
    expect(read(`${long}x, by 31 August`)).toEqual({ text: `${long}x`, due: '2026-08-31' })
    expect(() => [read(`${long}by 31 August`), read(long), readDate(long, { today })]).not.toThrow()
  })
})

describe('the same words mean the same day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'partner-days-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeAll(() =>
    build({
      entry: ['test/support/read-sentences.ts'],
      outDir: folder,
      format: 'cjs',
      noExternal: [/./],
      config: false,
      silent: true,
    }),
  )

  test.each([
    'Pacific/Kiritimati',
    'Pacific/Apia',
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Europe/Dublin',
    'America/St_Johns',
    'America/New_York',
    'Pacific/Pago_Pago',
  ])('on a computer in %s, of a partnership in Dublin', zone => {
    const sentences = [...DATED, ...ASKED].map(([typed]) => typed).concat(WHOLE)
    const dates = [...DATES, ...NOT_ONLY_DATES].map(([typed]) => typed)
    // In Kiritimati it is the sixth by then, in Pago Pago the fourth.
    const input = JSON.stringify({ sentences, dates, now: '2026-01-05T10:30:00Z', timezone: 'Europe/Dublin' })
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'read-sentences.cjs')], {
      input,
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      zone,
      hasDay: true,
      sentences: sentences.map(read),
      dates: dates.map(typed => readDate(typed, { today })),
      past: dates.map(typed => readDate(typed, { today, past: true })),
    })
  })
})
