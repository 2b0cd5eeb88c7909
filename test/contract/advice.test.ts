import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ADVICE, adviceOn } from '../../src/contract/advice/index.ts'
import { nearlySame } from '../../src/contract/advice/nearly-same.ts'
import type { Known, RecordNote, Where } from '../../src/contract/advice/rule.ts'
import { WORDING, wordingAdvice } from '../../src/contract/advice/wording.ts'
import { allSections, type Contract, contractSchema } from '../../src/contract/contract.ts'
import { displayNames } from '../../src/contract/people.ts'
import { contractV1, contract as contractV2, expected } from '../support/career/career.ts'
import { readElsewhere } from '../support/js-yaml.ts'

/** A contract that nobody has any advice for. */
const GOOD = {
  format: 'partner/1',
  date: '2026-01-05',
  partners: { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } },
  wins: {
    big: [{ id: 'w1', text: 'Both in a job we chose', ...measured(), confirmedBy: ['a', 'b'] }],
    a: [{ id: 'a1', text: 'Three case studies', ...measured() }],
    b: [],
  },
  roles: {
    a: [{ id: 'a.1', primary: 'Run the interviews', secondary: 'Ben listens', agreed: true, wins: ['a1', 'w1'] }],
    b: [{ id: 'b.1', primary: 'Keep the study plan' }],
  },
  principles: ['We say it as it is.'],
  learning: { mindset: { a: ['I treat a no as information.'] } },
  support: {
    a: [
      { text: 'I call.', kind: 'support' },
      { text: 'I ask why.', kind: 'challenge' },
    ],
    b: ['I cook.'],
  },
  agreements: {
    timeOut: 'Tea?',
    coaching: 'Half each.',
    feedback: 'What I saw.',
    conflict: 'Within two days.',
    celebration: 'Dinner.',
    meetings: { text: 'Mondays' },
  },
}

function measured() {
  return { measure: { indicator: 'signed offers', target: 2 }, due: '2026-10-31' }
}

interface Case {
  /** Sections in place of the good ones. */
  change: Readonly<Record<string, unknown>>
  records?: readonly RecordNote[]
  unknownKeys?: Known['unknownKeys']
  /** What it tells, for programs; nothing where it is fine. */
  where: readonly Where[]
}

const contractWith = (change: object): Contract => contractSchema.parse({ ...GOOD, ...change })
const known = (
  contract: Contract,
  records: readonly RecordNote[] = [],
  unknownKeys: Known['unknownKeys'] = [],
): Known => ({
  contract,
  records,
  unknownKeys,
  names: displayNames(contract.partners),
})
const all = (rule: string, contract: Contract, { records, unknownKeys }: Partial<Case> = {}) =>
  adviceOn(known(contract, records, unknownKeys)).flatMap(({ rule: { id }, found }) => (id === rule ? [found] : []))

const rows = (count: number) => Array.from({ length: count }, (_, index) => `I do thing ${index}`)
const roles = (count: number) => rows(count).map((primary, index) => ({ id: `r${index}`, primary, wins: ['a1', 'w1'] }))
const wins = (change: object) => ({ wins: { big: [{ ...GOOD.wins.big[0], ...change }], a: GOOD.wins.a } })
const meets = (meetings: object) => ({ agreements: { ...GOOD.agreements, meetings } })
const principle = (text: string) => ({ principles: [text] })
const objective = (text: string) => ({ learning: { skill: { b: ['I rest.', text] } } })
const isSecond = [{ section: 'learning', list: 'skill.b', index: 1 }]
const relation = (more: object) => ({ accountabilities: { relations: [{ a: 'speed', b: 'care', ...more }] } })
const needs = (need: object, rest: object = {}) => ({
  resources: { needed: [{ id: 'n1', what: 'hours', ...need }], ...rest },
})
const note = (rule: RecordNote['rule']): RecordNote => ({
  rule,
  name: '2026-02-02-a.yaml',
  path: ['goals', 0],
  what: 'x',
  where: {},
})

const CASES: Record<string, Record<string, Case>> = {
  'not-yet-signable': {
    'nothing mandatory is there': {
      change: { principles: [], roles: {} },
      where: [{ missing: 'roles.a or roles.b' }, { missing: 'principles' }],
    },
    'one partner has no win, which is fine': { change: {}, where: [] },
  },
  'empty-agreement': {
    'two of them are empty': {
      change: { agreements: { ...GOOD.agreements, coaching: ' ', celebration: undefined } },
      where: [{ agreement: 'coaching' }, { agreement: 'celebration' }],
    },
    'the time-out is empty, which is told elsewhere': {
      change: { agreements: { ...GOOD.agreements, timeOut: '' } },
      where: [],
    },
  },
  'meetings-without-days': {
    'months have no first day': {
      change: { agreements: { ...GOOD.agreements, meetings: { unit: 'month', every: 1 } } },
      where: [{ unit: 'month' }],
    },
    'the days of the month are none': {
      change: { agreements: { ...GOOD.agreements, meetings: { unit: 'days', days: [] } } },
      where: [{ unit: 'days' }],
    },
    'weeks have none, and are counted from session to session': {
      change: { agreements: { ...GOOD.agreements, meetings: { unit: 'week', every: 2 } } },
      where: [],
    },
  },
  'first-on-another-weekday': {
    'weeks begin on a Monday, and are on Tuesdays': {
      change: meets({ unit: 'week', weekday: 'TU', first: '2026-01-19' }),
      where: [{ weekday: 'TU', first: '2026-01-19' }],
    },
    'months begin on a Monday, and are on Tuesdays': {
      change: meets({ unit: 'month', weekday: 'TU', first: '2026-01-19' }),
      where: [{ weekday: 'TU', first: '2026-01-19' }],
    },
    'both say Monday': { change: meets({ unit: 'week', weekday: 'MO', first: '2026-01-19' }), where: [] },
    'days of the month have no weekday': {
      change: meets({ unit: 'days', days: [1], weekday: 'TU', first: '2026-01-19' }),
      where: [],
    },
    'there is no first one': { change: meets({ unit: 'week', weekday: 'TU' }), where: [] },
  },
  'longer-than-the-form': {
    'there is one row more than on paper': {
      change: {
        roles: { b: roles(6), a: roles(5) },
        learning: { mindset: { a: rows(10) }, skill: { b: rows(9) } },
        support: { a: rows(9), b: rows(10) },
      },
      where: [
        { section: 'roles', list: 'b' },
        { section: 'learning', list: 'mindset.a' },
        { section: 'support', list: 'b' },
      ],
    },
    'all rows are full': { change: { roles: { a: roles(5) }, support: { a: rows(9) } }, where: [] },
  },
  'unmeasured-win': {
    'there is no measure': { change: wins({ measure: undefined }), where: [{ win: 'w1' }] },
    'the measure says only a direction': { change: wins({ measure: { direction: 'up' } }), where: [{ win: 'w1' }] },
    'a target is enough': { change: wins({ measure: { target: 'yes' } }), where: [] },
  },
  'undated-win': {
    'there is no day': { change: wins({ due: undefined }), where: [{ win: 'w1' }] },
    'there is one': { change: {}, where: [] },
  },
  'win-without-role': {
    'no role names it': {
      change: { roles: { a: [{ id: 'a.1', primary: 'x', wins: ['a1'] }] } },
      where: [{ win: 'w1' }],
    },
    "the other partner's role serves it": {
      change: {
        roles: { a: [{ id: 'a.1', primary: 'x', wins: ['w1'] }], b: [{ id: 'b.1', primary: 'y', wins: ['a1'] }] },
      },
      where: [],
    },
  },
  'unconfirmed-win': {
    'one has not confirmed': { change: wins({ confirmedBy: ['a'] }), where: [{ win: 'w1', missing: ['b'] }] },
    'nobody has': { change: wins({ confirmedBy: [] }), where: [{ win: 'w1', missing: ['a', 'b'] }] },
    'own wins need no confirmation': { change: {}, where: [] },
  },
  'overlapping-roles': {
    'both own the same': {
      change: { roles: { a: roles(1), b: [{ id: 'b.9', primary: 'the THING 0, I do…' }] } },
      where: [{ roles: ['r0', 'b.9'] }],
    },
    'one owns two that are alike': {
      change: { roles: { a: [...roles(1), { id: 'a.2', primary: 'I do thing 0' }] } },
      where: [],
    },
  },
  'support-not-agreed': {
    'the supporter said no so far': {
      change: { roles: { b: [{ id: 'b.1', primary: 'x', agreed: false }] } },
      where: [{ role: 'b.1' }],
    },
    'nothing is said about it': { change: { roles: { b: [{ id: 'b.1', primary: 'x' }] } }, where: [] },
  },
  'one-sided-support': {
    'all of one side is support': {
      change: {
        support: {
          a: [
            { text: 'x', kind: 'support' },
            { text: 'y', kind: 'support' },
          ],
        },
      },
      where: [{ owner: 'a', kind: 'support' }],
    },
    'all of one side is a challenge': {
      change: { support: { b: [{ text: 'x', kind: 'challenge' }] } },
      where: [{ owner: 'b', kind: 'challenge' }],
    },
    'some of it carries no kind': { change: { support: { a: [{ text: 'x', kind: 'challenge' }, 'y'] } }, where: [] },
  },
  'negative-wording': {
    'a principle says what you will not do': {
      change: { principles: ['We listen.', 'We are never late.'] },
      where: [{ section: 'principles', list: '', index: 1 }],
    },
    'an objective does': { change: objective('I read it without fear, and not in a hurry'), where: isSecond },
    'it is told as a lack already': { change: objective('I need to stop worrying'), where: [] },
    'the words only look like it': { change: principle('We note it, nevertheless: a nonstop knot.'), where: [] },
    'the contract is in another language': { change: { language: 'fr', ...principle('Not, never') }, where: [] },
  },
  'deficiency-wording': {
    'an objective names a lack': { change: objective('I lack patience'), where: isSecond },
    'it names a practice': { change: objective('I wait for the second answer'), where: [] },
    'the contract is in another language': { change: { language: 'de', ...objective('I lack') }, where: [] },
  },
  affirmation: {
    "an objective is nobody's": { change: objective('Patience'), where: isSecond },
    'a word begins with I': { change: objective('Interviews'), where: isSecond },
    'it is mine': { change: objective('My first draft is bad, and done'), where: [] },
  },
  'competing-accountabilities': {
    'nothing is said about the handling': {
      change: relation({ kind: 'competing', handling: ' ' }),
      where: [{ relation: 0 }],
    },
    'it is handled': { change: relation({ kind: 'competing', handling: 'A board decides.' }), where: [] },
    'they complete each other': { change: relation({ kind: 'complementary' }), where: [] },
    'the section is of another form': { change: { accountabilities: { relations: ['?', null, 3] } }, where: [] },
  },
  'uncovered-resource': {
    'less is given than needed': {
      change: needs(
        { amount: 40 },
        { contributed: { a: [{ need: 'n1', amount: 10 }], b: [{ need: 'n1', amount: 5 }] } },
      ),
      where: [{ need: 'n1', gap: 25 }],
    },
    'the rest has no source': {
      change: needs({ amount: 4 }, { additional: [{ need: 'n1', amount: 4, source: ' ' }] }),
      where: [{ need: 'n1', gap: 4 }],
    },
    'no number was given, and nobody gives': { change: needs({}), where: [{ need: 'n1' }] },
    'a source covers the rest': {
      change: needs(
        { amount: 4 },
        {
          contributed: { a: [{ need: 'n1', amount: 1 }] },
          additional: [{ need: 'n1', amount: 3, source: 'the city' }],
        },
      ),
      where: [],
    },
    'a source without a number covers it': {
      change: needs({ amount: 4 }, { additional: [{ need: 'n1', source: 'the city' }] }),
      where: [],
    },
    'more is given than needed': {
      change: needs({ amount: 4 }, { contributed: { b: [{ need: 'n1', amount: 9 }] } }),
      where: [],
    },
  },
  'records-disagree': {
    'records do': { change: {}, records: [note('records-disagree')], where: [{}] },
    'the note is another one': { change: {}, records: [note('answered-again')], where: [] },
  },
  'answered-again': {
    'a record does': { change: {}, records: [note('answered-again')], where: [{}] },
    'the note is another one': { change: {}, records: [note('records-disagree')], where: [] },
  },
  'not-confirmed': {
    'an owner has yet to confirm': {
      change: {},
      records: [{ rule: 'not-confirmed', name: 'x.yaml', path: ['concerns', 0], what: 'x', where: { id: 'k1' } }],
      where: [{ id: 'k1' }],
    },
    'nothing waits': { change: {}, records: [note('answered-again')], where: [] },
  },
  'before-the-contract': {
    'a record is': { change: {}, records: [note('before-the-contract')], where: [{}] },
    'the note is another one': { change: {}, records: [note('records-disagree')], where: [] },
  },
  'unknown-key': {
    'a file has one': {
      change: {},
      unknownKeys: [{ file: 'partners/a.yaml', path: ['emial'], what: 'is not known' }],
      where: [{ file: 'partners/a.yaml', key: 'emial' }],
    },
    'no file has one': { change: {}, where: [] },
  },
}

describe('the list of rules', () => {
  it('has a test for each, and each has its own id, a reason and a remedy', () => {
    expect(Object.keys(CASES).sort()).toEqual(ADVICE.map(({ id }) => id).sort())
    for (const { id, reason, remedy } of ADVICE) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(reason).toMatch(/^[A-Z].*[.?]$/)
      expect(remedy).toMatch(/^[A-Z]/)
    }
  })

  it('has nothing to say about a good contract', () => {
    expect(adviceOn(known(contractWith({})))).toEqual([])
  })

  it.each(Object.entries(CASES))('%s speaks where it should, and is silent where not', (_, cases) => {
    const counts = Object.values(cases).map(({ where }) => where.length)
    expect(Math.min(...counts)).toBe(0)
    expect(Math.max(...counts)).toBeGreaterThan(0)
  })
})

describe.each(Object.entries(CASES))('%s, when', (rule, cases) => {
  it.each(Object.entries(cases))('%s', (_, { change, records = [], unknownKeys = [], where }) => {
    const contract = contractWith(change)
    const found = all(rule, contract, { records, unknownKeys })
    expect(found.map(each => each.where)).toEqual(where)
    for (const { what } of found) expect(what).not.toMatch(/undefined|NaN|\[object|\.$/)
    const silenced = adviceOn(known(contract, records, unknownKeys), [rule])
    expect(silenced.filter(each => each.rule.id === rule)).toEqual([])
  })
})

describe('two roles overlap', () => {
  it.each([
    ['Run the interviews', 'run interviews'],
    ['Run the interviews', 'An interview: to run!'],
    ['Run the interviews', 'Run interviews with users'],
    ['Organize the weekly meeting', 'Organise the weekly meeting'],
    ['Organizing our weekly meetings', 'organise the weekly meeting.'],
    ['Analyse the results', 'Analyze the result'],
    ['Colour the posters', 'Color the posters'],
    ['Book the conference centre', 'Book the conference center'],
    ['Plan the programme', 'Plan the program'],
    ['Renew the driving licence', 'Renew the driving license'],
    ['Label the travelling boxes', 'Labelling the traveling boxes'],
    ['Keep the catalogue of photos', 'Keep the catalog of photos'],
    ['Send the e-mails to landlords', 'Send emails to the landlords'],
    ['Prepare the check-in', 'Prepare the checkin'],
    ["Update Ana's résumé", 'Update Ana’s resume'],
    ['Write three posts a week', 'Write 3 posts each week'],
    ['WATCH THE BUDGET', 'watch the budgets…'],
    ['Practise the talk', 'Practice the talk'],
    ['Keep the diaries', 'Keep the diary'],
    ['Điểm tin', 'điểm tin!'],
    ['帳簿', '帳簿'],
  ])('"%s" and "%s"', (one, two) => expect(nearlySame(one, two)).toBe(true))

  it.each([
    ['Keep the study plan', 'Keep the walk calendar'],
    ['Run the interviews', 'Run the kitchen'],
    ['Organize the weekly meeting', 'Organize the yearly party'],
    ['Recruit people for the first round', 'Recruit people for the second round'],
    ['Call the landlords of the old house on Monday', 'Call the landlords of the old house on Thursday'],
    ['Write chapters 1 to 3 of the big report', 'Write chapters 4 to 6 of the big report'],
    ['Cook healthy dinners for both in May', 'Cook healthy dinners for both in June'],
    ['Drive the children to school in the morning', 'Drive the children to school in the evening'],
    ['Book the train', 'Book the hotel'],
    ['Thank the donors', 'Find the donors'],
    ['Điểm tin', 'Đọc sách'],
    ['The', 'Of'],
    ['…', '!'],
    ['', ''],
  ])('but not "%s" and "%s"', (one, two) => expect(nearlySame(one, two)).toBe(false))

  const both = (change: object, primary = ['Run three times a week', 'run three times each week']) => {
    const roles = { a: [{ id: 'a.1', primary: primary[0] }], b: [{ id: 'b.1', primary: primary[1] }] }
    const contract = contractWith({ roles, ...change })
    return ADVICE.find(({ id }) => id === 'overlapping-roles')!.find(known(contract)).length
  }
  const goal = (id: string, text: string) => ({ id, text, ...measured(), confirmedBy: ['a', 'b'] })
  const ownRuns = { a: [goal('a1', 'Run a half marathon')], b: [goal('b1', 'Run 5 km without a break')] }

  it('unless each does it for a goal of their own', () => {
    expect(both({ wins: { big: [], ...ownRuns } })).toBe(0)
    expect(both({ wins: { big: [goal('w1', 'A healthier year')], ...ownRuns } })).toBe(0)
    const linked = (a: string[], b: string[]) => ({
      wins: { big: [goal('w1', 'Run the relay together')], a: [goal('a1', 'Sleep')], b: [goal('b1', 'Read')] },
      roles: {
        a: [{ id: 'a.1', primary: 'Train', wins: a }],
        b: [{ id: 'b.1', primary: 'Train', wins: b }],
      },
    })
    expect(both(linked(['a1'], ['b1']))).toBe(0)
    expect(both(linked(['a1'], ['w1']))).toBe(1)
    expect(both(linked(['w1'], ['w1']))).toBe(1)
    const step = (id: string, role: string, win: string) => ({ id, owner: role[0], text: 'x', role, win })
    const wins = linked([], []).wins
    expect(both({ wins, firstSteps: [step('1', 'a.1', 'a1'), step('2', 'b.1', 'b1')] })).toBe(0)
  })

  it('and do if it is for what they share', () => {
    expect(both({ wins: { big: [goal('w1', 'Run the relay together')], a: [goal('a1', 'Sleep')], b: [] } })).toBe(1)
    expect(both({}, ['Organize the weekly meeting', 'Organise the weekly meetings'])).toBe(1)
  })
})

describe('what was signed', () => {
  const of = (id: string, change: object, signed: Known['signed'] & {}) =>
    ADVICE.find(rule => rule.id === id)!.find({ ...known(contractWith(change)), signed })
  const unconfirmed = { wins: { ...GOOD.wins, big: [{ ...GOOD.wins.big[0]!, confirmedBy: [] }] } }

  it.each([
    [['a', 'b'], []],
    [['a'], [['b']]],
    [['b'], [['a']]],
    [[], [['a', 'b']]],
  ] as const)('by %j leaves a shared goal to be confirmed by %j', (signed, missing) => {
    expect(of('unconfirmed-win', unconfirmed, signed).map(({ where }) => where.missing)).toEqual(missing)
  })

  it('is not told to be impossible to sign', () => {
    expect(of('not-yet-signable', { principles: [] }, [])).toHaveLength(1)
    expect(of('not-yet-signable', { principles: [] }, ['a'])).toHaveLength(0)
    expect(of('not-yet-signable', { roles: {} }, ['a', 'b'])).toHaveLength(0)
  })
})

describe('wording', () => {
  it.each(['not', 'never', "don't", 'don’t', 'stop', 'avoid', 'no longer', 'less'])('knows "%s"', word => {
    expect(wordingAdvice('principle', `We ${word} interrupt.`)?.id).toBe('negative-wording')
    expect(wordingAdvice('principle', `We ${word.toUpperCase()} interrupt.`)?.id).toBe('negative-wording')
    expect(wordingAdvice('principle', `We ${word} interrupt.`, 'English')?.id).toBe('negative-wording')
    expect(wordingAdvice('principle', `We ${word} interrupt.`, 'nl')).toBeUndefined()
  })

  it.each(['I need to stop being late', 'I am bad at waiting', "I'm terrible at names", 'I lack patience'])(
    'asks once about "%s"',
    text => {
      expect(wordingAdvice('objective', text)?.id).toBe('deficiency-wording')
      expect(WORDING.filter(rule => rule.about.includes('objective') && rule.test(text))).toHaveLength(1)
    },
  )

  it('has nothing to say about our own examples and starters', () => {
    const folder = fileURLToPath(new URL('../../templates/', import.meta.url))
    const templates = readdirSync(folder).filter(name => name.endsWith('.yaml'))
    expect(templates.length).toBeGreaterThan(2)
    const asked = allSections.flatMap(section =>
      section.questions(
        { _talk: { learning: 'now' } },
        { names: { a: 'Ana', b: 'Ben' }, depth: 'detail', today: '2026-01-05' },
      ),
    )
    const own = asked.map(({ id, example, starters = [] }) => ({ id, texts: [example ?? [], starters].flat() }))
    const content = templates.flatMap(name => {
      const { questions = {} } = readElsewhere(readFileSync(folder + name, 'utf8')) as Record<string, object>
      return Object.entries(questions as Record<string, { example?: string; starters?: string[] }>).map(
        ([id, { example, starters = [] }]) => ({ id, texts: [example ?? [], starters].flat() }),
      )
    })
    const about = (id: string) =>
      id.startsWith('principles.') ? 'principle' : id.startsWith('learning.') ? 'objective' : undefined
    const judged = [...own, ...content].flatMap(({ id, texts }) => {
      const kind = about(id)
      return kind ? texts.map(text => ({ text, rule: wordingAdvice(kind, text)?.id })) : []
    })
    expect(judged.length).toBeGreaterThan(8)
    expect(judged.filter(({ rule }) => rule)).toEqual([])
  })
})

describe('the career pair is told what it should be', () => {
  const wheres = (contract: Contract, rule: string) => all(rule, contract).map(({ where }) => where)
  const advice = expected.advice

  it('about its first version', () => {
    expect(wheres(contractV1, 'unmeasured-win')).toEqual(advice.winsWithoutMeasureV1.map((win: string) => ({ win })))
    expect(wheres(contractV1, 'undated-win')).toEqual(advice.winsWithoutDueV1.map((win: string) => ({ win })))
  })

  it('about its second', () => {
    const from = (rule: string, section: string) => wheres(contractV2, rule).filter(where => where.section === section)
    expect(wheres(contractV2, 'unmeasured-win')).toEqual([])
    expect(wheres(contractV2, 'undated-win')).toEqual([])
    expect(wheres(contractV2, 'win-without-role').map(({ win }) => win)).toEqual(advice.winsWithoutRole)
    expect(wheres(contractV2, 'support-not-agreed').map(({ role }) => role)).toEqual(advice.rolesSupportNotAgreed)
    expect(from('longer-than-the-form', 'roles').map(({ list }) => list)).toEqual(advice.rolesMoreThanFormRows)
    expect(from('longer-than-the-form', 'learning').map(({ list }) => list)).toEqual(advice.learningMoreThanFormRows)
    expect(from('negative-wording', 'principles')).toEqual(advice.principlesNegativeWording)
    expect(from('negative-wording', 'learning').map(({ list, index }) => `${list}[${index}]`)).toEqual(
      advice.learningNegativeWording,
    )
    expect(wheres(contractV2, 'deficiency-wording')).toEqual([])
  })
})
