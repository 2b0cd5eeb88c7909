import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Contract, contractSchema } from '../../src/contract/contract.ts'
import { openConcernsOf } from '../../src/session/concerns.ts'
import { heldOf, sessionsFrom } from '../../src/session/sessions.ts'
import { type Found, signals, worstFirst } from '../../src/session/signals/index.ts'
import { file, missed, contract as small } from './builders.ts'

const AS_OF = '2026-06-01'

/** A goal, a role or an agreement may be there or not; check-ins say much or nothing. */
const contracts = fc
  .record({
    big: fc.boolean(),
    a: fc.boolean(),
    b: fc.boolean(),
    measured: fc.boolean(),
    roles: fc.boolean(),
    first: fc.boolean(),
    initiator: fc.constantFrom(undefined, 'a', 'b', 'each', 'alternate'),
    organizations: fc.boolean(),
    unit: fc.constantFrom(undefined, 'week'),
  })
  .map(({ big, a, b, measured, roles, first, initiator, organizations, unit }): Contract => {
    const more = measured ? { measure: { indicator: 'pages', target: 3 }, due: '2026-12-01' } : {}
    const goals = (there: boolean, list: readonly object[]) => (there ? list.map(goal => ({ ...goal, ...more })) : [])
    return contractSchema.parse({
      ...small,
      wins: { big: goals(big, small.wins.big), a: goals(a, small.wins.a), b: goals(b, small.wins.b) },
      roles: roles ? small.roles : {},
      firstSteps: first ? small.firstSteps : [],
      agreements: { initiator, meetings: unit ? { unit, every: 1, weekday: 'MO', first: '2026-01-12' } : {} },
      ...(organizations && { organizations: { questions: [{ id: 'q1', text: 'Who pays?' }] } }),
    })
  })

const maybe = <T>(value: T) => fc.option(fc.constant(value), { nil: undefined })
const records = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 20 }),
      held: fc.integer({ min: 0, max: 4 }),
      goals: maybe([{ win: 'a1', progressed: true, value: 2 }]),
      wins: maybe([{ by: 'a', text: 'Good' }]),
      feedback: maybe([{ from: 'a', to: 'b', text: 'Thanks' }]),
      rolesDiscussed: maybe(['a.1']),
      concerns: maybe([{ by: 'b', text: 'Late' }]),
      followUp: maybe([{ step: 'ana', result: 'carried' }]),
      initiatedBy: fc.constantFrom(undefined, 'a', 'b'),
    }),
    { maxLength: 7 },
  )
  .map(list => {
    let day = Date.UTC(2026, 0, 12)
    return list.map(({ days, held, initiatedBy, ...said }) => {
      day += days * 24 * 60 * 60 * 1000
      const date = new Date(day).toISOString().slice(0, 10)
      const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value))
      return held ? file(date, 'a', given, initiatedBy ? { initiatedBy } : {}) : missed(date, 'b')
    })
  })
  .map(files => [...new Map(files.map(one => [one.name, one])).values()])

/** What a sentence claims, held against what was written; a sentence that is not here fails the test. */
const CLAIMS: readonly (readonly [RegExp, (facts: Facts) => boolean])[] = [
  [
    /^Partner [AB]: \d+ of \d+ steps? done or partly done\.$/,
    ({ held }) => held.some(({ followUp }) => followUp.length),
  ],
  [/^The (next )?check-in (is )?agreed for /, () => true],
  [/^\d+ of (the last )?\d+ check-ins? took place\.$/, ({ held }) => held.length > 0],
  [/^Feedback in the last check-ins/, ({ held }) => held.some(({ feedback }) => feedback.length)],
  [/^What went well, obstacles/, ({ held }) => held.length > 0],
  [/^Every open goal moved in the last few check-ins/, ({ goals, moved }) => goals.every(id => moved.has(id))],
  [/ not moved yet\.$/, ({ goals, moved }) => goals.some(id => !moved.has(id))],
  [/^Every role came up in the last few/, ({ roles, named }) => roles.length > 0 && roles.every(id => named.has(id))],
  [/ not been named yet\.$/, ({ roles, named }) => roles.some(id => !named.has(id))],
  [/^No concern is open\.$/, ({ held }) => openConcernsOf(held).length === 0],
  [/^(One concern is|\d+ concerns are) open/, ({ held }) => openConcernsOf(held).length > 0],
  [/^No open step was carried over 2 times/, ({ held }) => held.filter(({ followUp }) => followUp.length).length < 2],
  [/^No step is open\.$/, ({ contract }) => contract.firstSteps.length === 0],
  [/^In the last check-in something went well\.$/, ({ held }) => (held.at(-1)?.wins.length ?? 0) > 0],
  [/^What went well was written down last on/, ({ held }) => held.some(({ wins }) => wins.length > 0)],
  [/^No check-in says yet what went well\.$/, ({ held }) => held.length > 0 && held.every(({ wins }) => !wins.length)],
  [
    /^Every open goal has a measure and a date\.$/,
    ({ contract, goals }) => goals.length > 0 && /pages/.test(JSON.stringify(contract.wins)),
  ],
  [/^This version of the contract is /, () => true],
  [/^Both of you signed version 1\.$/, () => true],
  [/^You agreed /, ({ contract }) => contract.agreements.initiator !== undefined],
  [/^The contract has every change that a check-in agreed on\.$/, () => true],
]

interface Facts {
  contract: Contract
  held: ReturnType<typeof heldOf>
  goals: string[]
  moved: ReadonlySet<string>
  roles: string[]
  named: ReadonlySet<string>
}

function factsOf(contract: Contract, held: Facts['held']): Facts {
  const steps = new Map(contract.firstSteps.map(step => [step.id, step.role]))
  return {
    contract,
    held,
    goals: (['big', 'a', 'b'] as const).flatMap(list => contract.wins[list].map(({ id }) => id)),
    moved: new Set(held.flatMap(({ goals }) => goals.flatMap(({ win, progressed }) => (progressed ? win : [])))),
    roles: (['a', 'b'] as const).flatMap(list => contract.roles[list].map(({ id }) => id)),
    named: new Set(
      held.flatMap(({ rolesDiscussed, followUp }) => [
        ...rolesDiscussed,
        ...followUp.flatMap(({ step }) => steps.get(step) ?? []),
      ]),
    ),
  }
}

const found = (contract: Contract, files: Parameters<typeof sessionsFrom>[1]) => {
  const { sessions } = sessionsFrom(contract, files, { asOf: AS_OF })
  const signed = { a: { date: '2026-01-05' }, b: { date: '2026-01-05' } }
  return { signs: signals(contract, sessions, { signed }, AS_OF), held: heldOf(sessions) }
}

it('what looks fine is so, after any few check-ins or none', () => {
  fc.assert(
    fc.property(contracts, records, (contract, files) => {
      const { signs, held } = found(contract, files)
      const facts = factsOf(contract, held)
      for (const { key, says } of signs.filter(({ level }) => level === 'ok')) {
        const claim = CLAIMS.find(([words]) => words.test(says))
        expect(claim, `${key}: ${says}`).toBeDefined()
        expect(claim![1](facts), `${key}: ${says}`).toBe(true)
      }
    }),
    { seed: 9, numRuns: 400 },
  )
})

it('nothing looks fine that was never looked at', () => {
  const empty = contractSchema.parse({ format: 'partner/1', date: '2026-05-31' })
  const { signs } = found(empty, [])
  expect(signs.filter(({ level }) => level === 'ok').map(({ key }) => key)).toEqual([
    'openConcerns',
    'carriedTwice',
    'reviewAge',
    'signatures',
    'agreedChanges',
  ])
})

it('the strongest comes first, and what cannot be told comes last', () => {
  fc.assert(
    fc.property(contracts, records, (contract, files) => {
      const order = worstFirst(found(contract, files).signs).map(({ level }) => 'warn watch ok tooFew'.indexOf(level))
      expect(order).toEqual(order.toSorted((one, two) => one - two))
    }),
    { seed: 9, numRuns: 100 },
  )
})

it('balances are for two with goals of their own, and questions for two organizations', () => {
  fc.assert(
    fc.property(contracts, records, (contract, files) => {
      const keys = new Set(found(contract, files).signs.map(({ key }: Found) => key))
      const both = contract.wins.a.length > 0 && contract.wins.b.length > 0
      expect([keys.has('feedbackBalance'), keys.has('voiceBalance')]).toEqual([both, both])
      expect(keys.has('openQuestions')).toBe('organizations' in contract)
    }),
    { seed: 9, numRuns: 100 },
  )
})
