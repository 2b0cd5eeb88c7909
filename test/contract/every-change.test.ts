import { describe, expect, it } from 'vitest'
import { allSections, type Contract, contractSchema } from '../../src/contract/contract.ts'
import { type Draft, get, set } from '../../src/contract/draft.ts'
import { pageBlocks } from '../../src/contract/page.ts'
import { toMarkdown } from '../../src/render/markdown.ts'
import { leaves } from '../support/leaves.ts'
import { visible } from '../support/visible.ts'

const page = (contract: Contract) => visible(toMarkdown(pageBlocks(contract, { signed: {} }, { blank: false })))

const dotted = (path: string) => path.replace(/\[(\d+)\]/g, '.$1')

/** For files: the page prints what an id refers to. */
const NOT_PRINTED = /(?:^|\.)id$|^format$/

/** Values that the contract has already, the words and numbers in its texts, and some that it has nowhere. */
function othersIn(data: Draft): unknown[] {
  const values = leaves(data).map(({ value }) => value)
  const texts = values.filter(value => typeof value === 'string')
  return [
    ...new Set([
      ...values,
      ...texts.flatMap(text => text.match(/[\p{L}\p{N}]+/gu) ?? []),
      ...texts.flatMap(text => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)),
      ...values.flatMap(value => (typeof value === 'number' ? [value - 1, value + 1] : [])),
      ...[true, false, 'a', 'b', 'both', 'each', 'written', 'formal', 'public', 'week', 'days', 'month', 'MO', 'TH'],
      ...['09:15', 'Asia/Kathmandu', '2026-01-20', '2026-02-27', 'quite other words'],
    ]),
  ]
}

/** Every change of one value, to another of its kind, that leaves a contract as it was on the page. */
function unseen(data: Draft, within = ''): string[] {
  const contract = contractSchema.parse(data)
  const before = page(contract)
  return leaves(contract).flatMap(({ path, value }) => {
    if (value === undefined || NOT_PRINTED.test(path) || !path.startsWith(within)) return []
    const near = within ? get<Draft>(data, dotted(within))! : (get<Draft>(data, path.split(/[.[]/)[0]!) ?? {})
    return othersIn({ near }).flatMap(other => {
      if (typeof other !== typeof value || other === value || !String(other).trim()) return []
      const changed = contractSchema.safeParse(set(contract as unknown as Draft, dotted(path), other))
      return changed.success && page(changed.data) === before ? [`${path}: ${value} -> ${other}`] : []
    })
  })
}

const example: Draft = {
  format: 'partner/1',
  id: 'x',
  date: '2026-01-05',
  ...Object.fromEntries(allSections.map(section => [section.id, section.example])),
}

describe('no value of a contract can change unseen', () => {
  it('in the example', () => expect(unseen(example)).toEqual([]))

  it.each<Draft>([
    { text: 'every other Tuesday, at the gym', first: '2026-01-19', time: '18:30', timezone: 'UTC' },
    { text: 'after each exam', first: '2026-01-19', timezone: 'UTC' },
    { text: 'after each exam', timezone: 'UTC' },
    { text: 'after each exam', every: 2, weekday: 'MO', place: 'the kitchen' },
    { text: 'Mondays', unit: 'week', weekdays: ['MO'], first: '2026-01-19', minutes: 45 },
    { dates: ['2026-01-19'], first: '2026-01-19', timezone: 'UTC' },
    { dates: ['2026-01-19', '2026-02-02'], unit: 'week', every: 2, first: '2026-01-05' },
    { unit: 'week', weekday: 'TU', first: '2026-01-19' },
    { unit: 'month', weekday: 'TU', first: '2026-01-19' },
    { unit: 'month', weekday: 'TU' },
    { unit: 'days', days: [1, 15], weekday: 'MO', first: '2026-01-05', time: '18:30' },
  ])('in the schedule %j', meetings => {
    const data = { ...example, agreements: { meetings } }
    expect(unseen(data, 'agreements.meetings')).toEqual([])
  })

  it.each<[text: string, measure: Draft]>([
    ['Lose 5 of 90 kg', { indicator: 'Lose 5 of 90 kg', target: 5 }],
    ['Run 12 km in 3 hours', { indicator: 'Run 12 km in 3 hours', target: 12 }],
    ['Run 12 km in 3 hours', { indicator: 'Run 12 km in 3 hours', target: 12, baseline: 3, unit: 'km' }],
    ['Two jobs', { indicator: 'signed offers', unit: 'offers', baseline: 0, target: 2, direction: 'up' }],
    ['Two jobs', { indicator: 'signed offers', unit: 'signed' }],
    ['Two jobs', { indicator: 'signed offers', baseline: 2 }],
    ['The exam', { indicator: 'a pass in June', target: 'a pass' }],
    ['The exam', { unit: 'marks', target: 60, baseline: 52 }],
  ])('in the goal "%s", measured by %j', (text, measure) => {
    const goal = { id: 'w1', text, measure, due: '2026-12-08', milestones: [{ id: 'm', text, target: 3 }] }
    const data = { ...example, wins: { big: [goal], a: [], b: [] } }
    expect(unseen(data, 'wins.big[0]')).toEqual([])
    const unmeasured = contractSchema.parse({ ...data, wins: { big: [{ ...goal, measure: undefined }], a: [], b: [] } })
    expect(page(unmeasured)).not.toBe(page(contractSchema.parse(data)))
  })
})
