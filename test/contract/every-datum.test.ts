import { describe, expect, it, test } from 'vitest'
import { allSections, type Contract, contractSchema } from '../../src/contract/contract.ts'
import { dayText, longDay } from '../../src/contract/day.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { get } from '../../src/contract/draft.ts'
import { withIds } from '../../src/contract/ids.ts'
import { pageBlocks } from '../../src/contract/page.ts'
import { bothNames, displayNames, type Owner } from '../../src/contract/people.ts'
import { toMarkdown } from '../../src/render/markdown.ts'
import { contractV1, contract as contractV2 } from '../support/career/career.ts'
import { leaves } from '../support/leaves.ts'
import { squash, visible } from '../support/visible.ts'

const page = (contract: Contract) => visible(toMarkdown(pageBlocks(contract, { signed: {} }, { blank: false })))

/** What a number, a day or a word from a fixed list may read as on the page. */
const IN_WORDS: readonly [path: RegExp, words: (value: never) => readonly string[]][] = [
  [/^(?:date|.*\.(?:date|due|checkOn|first|dates\[\d+\]))$/, (day: string) => [dayText(day), longDay(day)]],
  [/\.confidence$/, (value: number) => [`${value} of 10`]],
  [/\.agreed$/, (agreed: boolean) => [agreed ? 'has agreed to it' : 'has not agreed to this support yet']],
  [/\.measure\.direction$/, (value: string) => [value === 'up' ? 'more is better' : 'less is better']],
  [/^agreements\.meetings\.unit$/, (unit: string) => [unit === 'days' ? 'of each month' : `Every`]],
  [
    /^agreements\.meetings\.every$/,
    (every: number) => (every === 1 ? ['Every'] : [`${every}nd`, `${every}rd`, `${every}th`, 'second']),
  ],
  [
    /^agreements\.meetings\.weekdays?(?:\[\d+\])?$/,
    (day: string) => [
      (
        {
          MO: 'Monday',
          TU: 'Tuesday',
          WE: 'Wednesday',
          TH: 'Thursday',
          FR: 'Friday',
          SA: 'Saturday',
          SU: 'Sunday',
        } as Record<string, string>
      )[day]!,
    ],
  ],
  [
    /^agreements\.confidentiality\.level$/,
    () => ['Only the people we name', 'We ask each other each time', 'Nobody else', 'no secret'],
  ],
  [/^agreements\.initiator$/, () => ['We take turns', 'Each of us', 'Who starts']],
  [
    /^changes\[\d+\]\.sections\[\d+\]$/,
    (section: string) => [section, section.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()],
  ],
]

/** Ids are for files; what refers to one is printed in the words of the thing itself. */
function wordsFor(data: Draft, path: string, value: unknown): readonly string[] {
  if (/(?:^|\.)id$|^format$/.test(path)) return []
  if (/\.serves$|^firstSteps.*\.(?:win|role)$|\.wins\[\d+\]$/.test(path)) {
    const named = leaves(data).find(leaf => /\.id$/.test(leaf.path) && leaf.value === value)!
    const thing = get<Draft>(data, named.path.replace(/\.id$/, '').replace(/\[(\d+)\]/g, '.$1'))!
    return [String(thing.text ?? thing.primary)]
  }
  if (/\.(?:confirmedBy\[\d+\]|owner|by)$/.test(path)) return namesOf(data, String(value))
  const rule = IN_WORDS.find(([pattern]) => pattern.test(path))
  return rule ? rule[1](value as never) : [String(value)]
}

/** A formal page has the full names. */
function namesOf({ partners }: Draft, who: string): string[] {
  const both = displayNames(partners as never)
  const full = { a: get<string>({ partners }, 'partners.a.name')!, b: get<string>({ partners }, 'partners.b.name')! }
  return [both, full].map(names => (who === 'both' ? bothNames(names) : names[who as Owner]))
}

function missingFrom(contract: Contract): string[] {
  const text = page(contract)
  return leaves(contract).flatMap(({ path, value }) => {
    if (value === undefined) return []
    const words = wordsFor(contract as unknown as Draft, path, value)
    return !words.length || words.some(each => text.includes(squash(each))) ? [] : [`${path}: ${words.join(' or ')}`]
  })
}

const example: Draft = Object.fromEntries(allSections.map(section => [section.id, section.example]))
const whole = (data: Draft) =>
  contractSchema.parse(withIds({ format: 'partner/1', id: 'x', date: '2026-01-05', ...data }))

describe('the page before signing has every datum', () => {
  it.each(allSections.map(({ id }) => id))('of the example of the section %s', section => {
    const found = missingFrom(whole(example))
    expect(found.filter(path => path.startsWith(section))).toEqual([])
  })

  it('of the example as a whole, its template, language and manner included', () => {
    expect(missingFrom(whole({ ...example, template: 'career', language: 'ga', formality: 'formal' }))).toEqual([])
  })

  it('of both versions of the career contract', () => {
    expect(missingFrom(contractV1)).toEqual([])
    expect(missingFrom(contractV2)).toEqual([])
  })

  it('that the example does not have: links, milestones, disagreement, directions, hours, confirmations', () => {
    const found = missingFrom(
      whole({
        ...example,
        wins: {
          big: [
            {
              id: 'w1',
              text: 'Both of us work in a job we chose on purpose, whatever it takes, and we tell our families before the summer',
              measure: { indicator: 'offers', direction: 'up' },
            },
          ],
          a: [
            {
              id: 'a1',
              text: 'Lose weight',
              serves: 'w1',
              difficulty: 'harder than it sounds',
              motivation: 'the stairs',
              measure: { indicator: 'weight', unit: 'kg', baseline: 90, target: 80, direction: 'down' },
              milestones: [{ id: 'm', text: 'Half of it', target: 85, due: '2026-03-31' }],
            },
          ],
          b: [],
        },
        roles: { a: [{ id: 'a.1', primary: 'Cook', wins: ['a1', 'w1'], agreed: false, strength: 'patience' }], b: [] },
        firstSteps: [
          {
            id: 's',
            owner: 'both',
            text: 'Buy scales',
            win: 'a1',
            role: 'a.1',
            checkOn: '2026-01-12',
            due: '2026-01-19',
            partnerPart: 'Ben carries them',
          },
        ],
        agreements: { ...(example.agreements as Draft), updates: { a: { mode: 'written', leadHours: 0 } } },
        changes: [
          { version: 2, date: '2026-03-23', by: 'a', sections: ['firstSteps'], why: 'the move', confirmedBy: ['b'] },
        ],
        version: 2,
        ours: { deep: [{ word: 'kept' }] },
      }),
    )
    expect(found).toEqual([])
  })
})

test('version 2 carries its own date, and signatures have long dates', () => {
  const contract = whole({
    ...example,
    version: 2,
    changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['wins'] }],
  })
  const blocks = pageBlocks(contract, { signed: { a: { name: 'Ana Reyes', date: '2026-03-24' } } }, { blank: false })
  const text = visible(toMarkdown(blocks))
  expect(text).toContain('Date 23 March 2026 (version 2; version 1: 5 January 2026)')
  expect(text).toContain('Version 2 · 23 March 2026')
  expect(text).toContain('Signed: Ana Reyes · Date: 24 March 2026')
  expect(text).not.toMatch(/\d{4}-\d\d-\d\d/)
})

test('a role table says whose words are in which column', () => {
  const text = visible(toMarkdown(pageBlocks(whole(example), { signed: {} }, { blank: false })))
  for (const title of [
    'Primary: Ana',
    'Secondary: Ben adds',
    'Tertiary: Ben can bring in',
    'Primary: Ben',
    'Secondary: Ana adds',
  ])
    expect(text).toContain(title)
  expect(text).not.toContain('this reading is ours')
})
