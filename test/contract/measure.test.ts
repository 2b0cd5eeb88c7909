import { expect, it } from 'vitest'
import { measureText } from '../../src/contract/sections/wins/measure.ts'
import { type Win, winItem } from '../../src/contract/sections/wins/win.ts'

it.each<[measure: Parameters<typeof measureText>[0]['measure'], words: string]>([
  [undefined, ''],
  [{}, ''],
  [{ indicator: 'paying members', target: 20 }, 'paying members: 20'],
  [{ indicator: 'paying members', baseline: 4, target: 20 }, 'paying members: from 4 to 20'],
  [{ indicator: '20 paying members', target: 20 }, '20 paying members (target 20)'],
  [{ indicator: '20 paying members', baseline: 4, target: 20 }, '20 paying members (from 4 to 20)'],
  [{ indicator: '3 case studies online', baseline: 0, target: 3 }, '3 case studies online (from 0 to 3)'],
  [{ indicator: 'Mark 60 or better', target: 60 }, 'Mark 60 or better (target 60)'],
  [{ indicator: 'Mark 60 or better', baseline: 52, target: 60 }, 'Mark 60 or better (from 52 to 60)'],
  [{ indicator: 'exam mark', target: 60 }, 'exam mark: 60'],
  [{ indicator: 'exam mark', target: 'a pass' }, 'exam mark: a pass'],
  [{ indicator: 'exam mark', baseline: 'a fail', target: 'a pass' }, 'exam mark: from a fail to a pass'],
  [{ indicator: 'a pass in June', target: 'a pass' }, 'a pass in June (target a pass)'],
  [{ indicator: 'signed offers', unit: 'offers', baseline: 0, target: 2 }, 'signed offers: from 0 to 2 offers'],
  [
    { indicator: 'interviews done', unit: 'interviews', baseline: 1, target: 12 },
    'interviews done: from 1 to 12 interviews',
  ],
  [{ indicator: 'applications a week', target: 5 }, 'applications a week: 5'],
  [{ indicator: 'paying members', unit: 'member', target: 20 }, 'paying members: 20 member'],
  [{ indicator: 'Books read', unit: 'k', target: 5 }, 'Books read: 5 k'],
  [{ indicator: 'debts to Ana', unit: 't', target: 9 }, 'debts to Ana: 9 t'],
  [{ indicator: 'weight', unit: 'kg', baseline: 131, target: 120 }, 'weight: from 131 down to 120 kg'],
  [{ indicator: 'resting heart rate', unit: 'bpm', target: 60 }, 'resting heart rate: 60 bpm'],
  [{ indicator: 'cigarettes a day', baseline: 10, target: 0 }, 'cigarettes a day: from 10 down to 0'],
  [{ indicator: 'status', target: 3 }, 'status: 3'],
  [{ indicator: 'signed offers', target: 1 }, 'signed offers: 1'],
  [{ indicator: 'number of members', target: 20 }, 'number of members: 20'],
  [
    { indicator: 'We both have signed, and told our teams.', target: 2 },
    'We both have signed, and told our teams. (target 2)',
  ],
  [{ indicator: 'Every week counts.', baseline: 1, target: 4 }, 'Every week counts. (from 1 to 4)'],
  [{ indicator: 'Run 5 km in 40 minutes' }, 'Run 5 km in 40 minutes'],
  [{ indicator: 'Run 5 km', target: 40, unit: 'minutes' }, 'Run 5 km (target 40 minutes)'],
  [{ indicator: 'savings', unit: 'EUR', baseline: 200, target: 1200.5 }, 'savings: from 200 to 1200.5 EUR'],
  [{ indicator: 'pages 120', target: 12 }, 'pages 120 (target 12)'],
  [{ indicator: 'members', baseline: 4 }, 'members: starting at 4'],
  [{ indicator: 'reading', unit: 'pages' }, 'reading (counted in pages)'],
  [{ unit: 'pages', target: 300 }, '300 pages'],
  [{ unit: 'pages', baseline: 20, target: 300 }, 'from 20 to 300 pages'],
  [{ unit: 'pages' }, 'counted in pages'],
  [
    { indicator: 'leave approved', unit: 'yes/no', baseline: 'no', target: 'yes' },
    'leave approved: from no to yes (yes/no)',
  ],
  [{ indicator: 'walks', unit: 'count', target: 40 }, 'walks: 40 (count)'],
  [{ target: 'a finished draft' }, 'a finished draft'],
  [{ target: 0 }, '0'],
  [{ indicator: 'the day', target: '2026-01-05' }, 'the day: 2026-01-05'],
  [{ indicator: 'C++ (a|b) [x]', target: 'C++ (a|b' }, 'C++ (a|b) [x] (target C++ (a|b)'],
  [{ indicator: 'オファー', target: 2 }, 'オファー: 2'],
])('%j reads "%s"', (measure, words) => {
  expect(measureText({ measure })).toBe(words)
})

it.each(['rm -rf', '-', '(a', '[', '\\', 'a|b', '^$', '.*', '{2,1}', '\n', '😀', ''])(
  'a target of %j is text',
  target => {
    expect(measureText({ measure: { indicator: 'exam mark', target } })).toContain('exam mark')
    const said = `a ${target} b`
    expect(measureText({ measure: { indicator: said, target } })).toBe(target ? `${said} (target ${target})` : said)
  },
)

it.each<[text: string, measure: Win['measure'], done: string | undefined]>([
  ['Lose 12 kg', { target: 2 }, '2'],
  ['Maybe we move', { indicator: 'May' }, 'May'],
  ['Lose 5 of 90 kg', { indicator: 'Lose 5 of 90 kg', target: 5 }, 'Lose 5 of 90 kg (target 5)'],
  ['Run more', {}, undefined],
  ['We may move', { indicator: 'may' }, 'may'],
  ['Read 12 novels, by 1 May', { indicator: 'Read 12 novels', target: 12 }, 'Read 12 novels (target 12)'],
])('of the goal "%s", measured by %j, the page says "done when %s"', (text, measure, done) => {
  const goal = { id: 'a1', text, measure, milestones: [], confirmedBy: [] }
  const { details = [] } = winItem(goal, [], { a: 'Ana', b: 'Ben' })
  expect(details.find(({ label }) => label === 'Done when')?.text).toBe(done)
})
