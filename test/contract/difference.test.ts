import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike, apart } from '../../src/contract/difference/apart.ts'
import { changedSections, differenceLines, differences } from '../../src/contract/difference/index.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { get, set } from '../../src/contract/draft.ts'
import { displayNames } from '../../src/contract/people.ts'
import { leaves } from '../support/leaves.ts'
import { SMALL } from '../support/world.ts'

const small: Draft = structuredClone(SMALL)
const career: Draft = JSON.parse(
  readFileSync(new URL('../support/career/contract.json', import.meta.url), 'utf8'),
  // Partners' cards are files of their own.
  (key, value) => (key === 'profiles' ? undefined : value),
)

/** What a person reads of the way from one contract to another. */
const told = (before: Draft, after: Draft): string[] =>
  differenceLines(differences(before, after), displayNames(get(after, 'partners')))

/** The contract with other values at some paths; `undefined` takes away. */
const changed = (draft: Draft, values: Readonly<Record<string, unknown>>): Draft =>
  Object.entries(values).reduce((data, [path, value]) => set(data, path, value), draft)

/** What is told when some values of the small contract are others. */
const toldOf = (values: Readonly<Record<string, unknown>>) => told(small, changed(small, values))

describe('the difference between two contracts', () => {
  it('is none where only version, changes and the order of keys are others', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, entry]) => [key, turned(entry)]),
            )
          : value
    const after = { ...(turned(career) as Draft), version: 7, changes: [{ version: 7, date: '2026-05-01' }] }
    expect(differences(career, after)).toEqual([])
    expect(changedSections(career, after)).toEqual([])
  })

  it('stands in the order of the form: the head, the sections, then keys that nobody knows', () => {
    const after = changed(small, {
      ours: 1,
      firstSteps: undefined,
      purpose: 'Company',
      'wins.a.0.due': '2026-06-30',
      'partners.b.display': 'Benny',
      title: 'Our contract',
    })
    expect(changedSections(small, after)).toEqual(['title', 'partners', 'wins', 'purpose', 'firstSteps', 'ours'])
    expect([...new Set(differences(small, after).map(({ section }) => section))]).toEqual(changedSections(small, after))
  })

  it.each<[what: string, values: Record<string, unknown>, lines: string[]]>([
    ['the words of a win', { 'wins.a.0.text': 'Four studies' }, ['Ana · "Three case studies" is now "Four studies"']],
    ['a day that is new', { 'wins.a.0.due': '2026-06-30' }, ['Ana · "Three case studies": due added: 30 June 2026']],
    [
      'a measure that is new',
      { 'wins.a.0.measure': { indicator: 'studies online', unit: 'studies', baseline: 0, target: 3 } },
      ['Ana · "Three case studies": measure added: studies online, from 0 to 3 studies'],
    ],
    [
      'a win that is new',
      { 'wins.b': [{ id: 'b1', text: 'Pass the exam', due: '2026-06-10', serves: 'w1', confidence: 7 }] },
      ['Ben · win added: "Pass the exam"; due 10 June 2026; serves "Both in a job we chose"; confidence 7'],
    ],
    [
      'a win that the pair shares',
      { 'wins.big.0.confirmedBy': ['a', 'b'] },
      [
        'Together · "Both in a job we chose": who stands behind it added: Ana',
        'Together · "Both in a job we chose": who stands behind it added: Ben',
      ],
    ],
    [
      'a role',
      { 'roles.a.0.secondary': 'Ben listens', 'roles.a.0.agreed': true, 'roles.a.0.wins': ['a1'] },
      [
        'Ana · "Run the interviews": secondary accountability added: "Ben listens"',
        'Ana · "Run the interviews": support agreed added: yes',
        'Ana · "Run the interviews": win added: "Three case studies"',
      ],
    ],
    [
      'a principle reworded',
      { 'principles.0': 'We say it kindly.' },
      ['"We say it as it is." is now "We say it kindly."'],
    ],
    [
      'a principle for another',
      { 'principles.0': 'Tea first.' },
      ['principle removed: "We say it as it is."', 'principle added: "Tea first."'],
    ],
    [
      'learning',
      { 'learning.skill.b': ['I hold a first call.'] },
      ['Ben · skill objective added: "I hold a first call."'],
    ],
    ['support', { 'support.a': ['I cook.'] }, ['Ana · promise added: "I cook."']],
    [
      'the rhythm of the meetings',
      { 'agreements.meetings.every': 1, 'agreements.meetings.weekday': 'TU' },
      [
        'meetings: rhythm Every second Monday, starting 19 January 2026 -> Every Tuesday, starting 20 January 2026, counted from 19 January 2026',
      ],
    ],
    [
      'the first meeting',
      { 'agreements.meetings.first': '2026-01-26', 'agreements.meetings.minutes': 45 },
      [
        'meetings: rhythm Every second Monday, starting 19 January 2026 -> Every second Monday, starting 26 January 2026',
        'meetings: minutes added: 45',
      ],
    ],
    ['the time-out signal', { 'agreements.timeOut': 'Coffee?' }, ['time-out signal "Tea?" is now "Coffee?"']],
    [
      'agreements from a fixed list',
      { 'agreements.initiator': 'alternate', 'agreements.confidentiality.level': 'nobody' },
      ['who starts added: We take turns', 'confidentiality added: level Nobody else hears about it'],
    ],
    ['an update', { 'agreements.updates.b.leadHours': 24 }, ['Ben · updates added: hours before 24']],
    [
      'whose a step is',
      { 'firstSteps.0.owner': 'both' },
      ['Together · "Write the guide": whose it is Ana -> Ana and Ben'],
    ],
    ['a name', { 'partners.a.display': 'Annie' }, ['Annie · short name added: "Annie"']],
    ['the date', { date: '2026-02-01' }, ['date 5 January 2026 -> 1 February 2026']],
    [
      'what nobody knows',
      { ours: { songs: [{ by: 'a' }], constructor: 'x' } },
      ['ours.songs[0] added: {"by":"a"}', 'ours.constructor added: "x"'],
    ],
  ])('says %s in words', (_, values, lines) => {
    expect(toldOf(values)).toEqual(lines)
  })

  it('names an entry by its id: others around it, and another place, make it no other entry', () => {
    const steps = get<Draft[]>(small, 'firstSteps')!
    const [one, two] = steps as [Draft, Draft]
    const more = { id: 's3', owner: 'b', text: 'Call Mara' }
    expect(toldOf({ firstSteps: [more, one, { ...two, due: '2026-01-12' }] })).toEqual([
      'Ben · "Put the chapters on a calendar": due 19 January 2026 -> 12 January 2026',
      'Ben · first step added: "Call Mara"',
    ])
    expect(toldOf({ firstSteps: [two, one] })).toEqual([
      'first step order "Write the guide", "Put the chapters on a calendar" is now "Put the chapters on a calendar", "Write the guide"',
    ])
  })

  it('follows a milestone within its win', () => {
    const milestone = { id: 'm1', text: 'One is online', due: '2026-03-15' }
    const before = changed(small, { 'wins.a.0.milestones': [milestone] })
    const about = 'Ana · "Three case studies": milestone'
    expect(told(small, before)).toEqual([`${about} added: "One is online"; due 15 March 2026`])
    expect(told(before, changed(before, { 'wins.a.0.milestones.0.due': '2026-04-30' }))).toEqual([
      `${about} "One is online": due 15 March 2026 -> 30 April 2026`,
    ])
    expect(told(before, changed(before, { 'wins.a.0.milestones.0.text': 'Two are online' }))).toEqual([
      `${about} "One is online" is now "Two are online"`,
    ])
  })

  it('says that lines of text were put in another order, once', () => {
    const before = changed(small, { principles: ['One.', 'Two, three.', 'Four.'] })
    expect(told(before, changed(before, { principles: ['Four.', 'One.', 'Two, three.'] }))).toEqual([
      'principle order "One.", "Two, three.", "Four." is now "Four.", "One.", "Two, three."',
    ])
    expect(told(before, changed(before, { principles: ['One.', 'Four.'] }))).toEqual([
      'principle removed: "Two, three."',
    ])
  })

  it('gives programs the path, the owner and both values as they stand in the files', () => {
    expect(differences(small, changed(small, { 'firstSteps.1.due': '2026-01-12' }))).toEqual([
      {
        section: 'firstSteps',
        path: 'firstSteps[1].due',
        owner: 'b',
        what: 'changed',
        label: 'Put the chapters on a calendar',
        field: 'due',
        before: '2026-01-19',
        after: '2026-01-12',
        said: { before: '19 January 2026', after: '12 January 2026' },
      },
    ])
  })
})

/** Every value that a person said; what refers to something and what finds it again is another matter. */
const values = leaves(career).filter(({ path }) => !/(^|\.)(id|version|format)$/.test(path))
const pathIn = (path: string) => path.replaceAll(/\[(\d+)\]/g, '.$1')
const another = (value: unknown): unknown =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : anotherText(String(value))
const anotherText = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? '2031-01-01' : `${text}, and more`)

describe('every value of the career pair', () => {
  it('tells of itself alone when it is another, and shows both', () => {
    expect(values.length).toBeGreaterThan(200)
    for (const { path, value } of values) {
      const found = differences(career, changed(career, { [pathIn(path)]: another(value) }))
      expect(found, path).toHaveLength(1)
      const [{ section, said }] = found as [(typeof found)[0]]
      expect(path.startsWith(section), path).toBe(true)
      expect(said.before, path).not.toBe(said.after)
      const [line] = differenceLines(found, { a: 'Shiv', b: 'Hân' })
      for (const words of Object.values(said)) expect(line, path).toContain(words)
    }
  })

  it('tells of itself alone when it goes or comes', () => {
    for (const { path } of values) {
      const without = changed(career, { [pathIn(path)]: undefined })
      expect(differences(career, without), path).toHaveLength(1)
      expect(differences(without, career), path).toHaveLength(1)
    }
  })
})

it('whatever stands under a key that nobody knows: there are differences where the data differ, and only there', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(value, value, (one, two) => {
      const [before, after]: [Draft, Draft] = [
        { ...small, ours: one },
        { ...small, ours: two },
      ]
      expect(differences(before, before)).toEqual([])
      expect(differences(before, after).length > 0).toBe(!isDeepStrictEqual(one, two))
      for (const line of told(before, after)) expect(line).not.toMatch(/undefined|\[object|\n/)
    }),
  )
})

describe('a text that is long', () => {
  const start = 'word '.repeat(60)
  const [one, two] = [`${start}Monday${' and so on'.repeat(40)}`, `${start}Tuesday${' and so on'.repeat(40)}`]

  it('is cut so that what differs can be seen', () => {
    const [before, after] = apart(one, two)
    expect(before).toMatch(/^…(word )+Monday( and so on)+/)
    expect(after).toMatch(/^…(word )+Tuesday( and so on)+/)
    for (const said of [before, after]) expect(said.length).toBeLessThanOrEqual(122)
  })

  it('is never cut to look like another that it does not look like', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', 'word', '日本語', '👩‍👩‍👧‍👦', 'e\u0301', '\u00e9', '\n'), {
      maxLength: 60,
    })
    const look = (parts: readonly string[]) => parts.join('').replace(/\s+/g, ' ').trim().normalize('NFC')
    fc.assert(
      fc.property(text, text, text, text, (lead, first, second, tail) => {
        const pair = [first, second].map(middle => [...lead, ...lead, ...lead, ...middle, ...tail, ...tail])
        const [before, after] = apart(pair[0]!.join(''), pair[1]!.join(''))
        expect(before === after).toBe(look(pair[0]!) === look(pair[1]!))
      }),
    )
  })

  it('says so where only line breaks or marks without width differ', () => {
    for (const text of ['We say it\nas it is.', 'We say it as it\u200b is.', 'We say  it as it is. '])
      expect(toldOf({ 'principles.0': text })).toEqual([
        'principle "We say it as it is." looks the same, and is spaced or spelled in another way',
      ])
  })

  it('says so where the same letters are written in two ways', () => {
    const [one, two] = ['Caf\u00e9 first.', 'Cafe\u0301 first.'].map(text => changed(small, { purpose: text }))
    expect(told(one!, two!)).toEqual([
      'purpose "Caf\u00e9 first." looks the same, and is spaced or spelled in another way',
    ])
  })

  it('stands on one line, whatever is in it', () => {
    expect(toldOf({ purpose: 'One.\n\nTwo.' })).toEqual(['purpose added: "One. Two."'])
    expect(toldOf({ 'wins.a.0.text': 'A\nB' })).toEqual(['Ana · "Three case studies" is now "A B"'])
  })
})

it('a text is a rewording of another where half of it is kept at its ends', () => {
  expect(alike('We ask before we assume.', 'We ask, before we assume.')).toBe(true)
  expect(alike('I rest on Sunday.', 'I publish at 80%.')).toBe(false)
  expect(alike('', '')).toBe(false)
})
