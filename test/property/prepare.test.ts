import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { get } from '../../src/contract/draft.ts'
import type { Owner } from '../../src/contract/people.ts'
import { walk } from '../../src/interview/walk.ts'
import type { SessionTalk } from '../../src/session/talk/about.ts'
import { agendaFor } from '../../src/session/talk/agenda.ts'
import { asPrepared } from '../../src/session/talk/as-prepared.ts'
import { sessionQuestions } from '../../src/session/talk/index.ts'
import { ownPart, preparationQuestions, updateFrom } from '../../src/session/talk/preparation.ts'
import { recordFrom } from '../../src/session/talk/record.ts'
import { seenOnly } from '../../src/session/talk/seen.ts'
import { asksOpenQuestion } from '../../src/session/talk/trust.ts'
import { type Update, updateSchema } from '../../src/session/update.ts'
import { file, read, contract as small } from '../session/builders.ts'
import { pressEnter, scripted } from '../support/script.ts'

const DAY = '2026-02-16'
const meetings = { unit: 'week', every: 2, first: '2026-01-19' } as const
const contract = { ...small, agreements: { ...small.agreements, meetings } }

/** The session of that day, after `count` others, with what was prepared for it. */
function agenda(updates: readonly Update[], count: number): SessionTalk {
  const days = ['2026-01-19', '2026-02-02'].slice(0, count)
  const concerns = [{ id: 'k1', by: 'a', text: 'Late' }]
  const sessions = read(...days.map(day => file(day, 'both', day === days[0] ? { concerns } : {})))
  return agendaFor({
    contract,
    sessions,
    date: DAY,
    today: DAY,
    writer: 'both',
    full: false,
    cards: {},
    ownQuestions: [],
    updates,
  })
}

const words = fc
  .string({ minLength: 1, maxLength: 12 })
  .map(said => said.trim())
  .filter(said => said !== '' && !['<', '?', '=', '!'].includes(said))
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const atMostOne = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 1 })
/** A key that the program does not know, which goes along. */
const mood = some(words)
const value = some(fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant('nearly')))

const followUp = (steps: readonly string[]) =>
  fc.tuple(
    ...steps.map(step =>
      atMostOne(
        fc.record({
          step: fc.constant(step),
          result: fc.constantFrom('done', 'partly', 'missed', 'notDue'),
          lesson: some(words),
          mood,
        }),
      ),
    ),
  )
const goals = (wins: readonly string[]) =>
  fc.tuple(
    ...wins.map(win =>
      atMostOne(
        fc.oneof(
          fc.record({ win: fc.constant(win), state: fc.constant('onTrack'), progressed: fc.constant(true), value }),
          fc.record({ win: fc.constant(win), state: fc.constant('onTrack'), progressed: fc.constant(false) }),
          fc.record({
            win: fc.constant(win),
            state: fc.constantFrom('atRisk', 'stalled'),
            progressed: fc.boolean(),
            value,
            mood,
          }),
          fc.record({ win: fc.constant(win), state: fc.constant('finished'), progressed: fc.constant(true), value }),
        ),
      ),
    ),
  )

/** What a partner may have prepared. What belongs to both is Ana's to tell here: two may differ about it. */
const said = (by: Owner, count: number) => {
  const own = <T extends object>(more: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.array(fc.record({ by: fc.constant(by), ...more, mood }), { maxLength: 3 })
  const concern = { text: words, status: fc.constant('open') }
  return fc
    .record({
      followUp: followUp(by === 'a' ? ['ana', 'walk'] : ['ben']).map(all => all.flat()),
      goals: goals(by === 'a' ? ['w1', 'a1'] : ['b1']).map(all => all.flat()),
      wins: own({ text: words, win: some(fc.constant('w1')) }),
      obstacles: own({ text: words, tag: some(words.filter(said => !/^\d+$/.test(said))), help: some(words) }),
      topics: fc.uniqueArray(words, { maxLength: 3 }),
      ideas: own({ text: words }),
      question: some(words.map(answer => ({ asked: agenda([], count).openQuestion, [by]: answer }))),
      concerns: own(concern),
      need: some(words),
    })
    .map(lists =>
      updateSchema.parse({ format: 'partner/1', session: { date: DAY, by }, ...JSON.parse(JSON.stringify(lists)) }),
    )
}

const both = fc
  .integer({ min: 0, max: 2 })
  .chain(count => fc.tuple(fc.constant(count), said('a', count), said('b', count)))

/** What two updates say together, as one record would; a list of nothing is left out, and what was asked is not. */
function together(one: Update, two: Update, talk: SessionTalk): Draft {
  const lists = ['followUp', 'goals', 'wins', 'obstacles', 'ideas', 'concerns'] as const
  const question = asksOpenQuestion(talk) ? { asked: talk.openQuestion, ...one.question, ...two.question } : undefined
  const all: Draft = {
    ...Object.fromEntries(lists.map(key => [key, [...one[key], ...two[key]]])),
    topics: [...new Set([...one.topics, ...two.topics])],
    question,
  }
  return Object.fromEntries(
    Object.entries(all).filter(([, said]) => !(said === undefined || (said as []).length === 0)),
  )
}

const KEYS = ['followUp', 'goals', 'wins', 'obstacles', 'topics', 'ideas', 'question', 'concerns'] as const
/** The same lists of a record, in whatever order its agenda has them. */
const listsOf = (record: Draft): Draft =>
  Object.fromEntries(
    KEYS.flatMap(key => {
      const list = record[key]
      if (list === undefined) return []
      return [
        [key, Array.isArray(list) && key !== 'topics' ? list.map(entry => JSON.stringify(sorted(entry))).sort() : list],
      ]
    }),
  )
const sorted = (entry: Draft) =>
  Object.fromEntries(Object.entries(entry).toSorted(([one], [two]) => (one < two ? -1 : 1)))

it('a check-in that is prefilled records what was prepared, and nothing else', () => {
  fc.assert(
    fc.property(both, ([count, one, two]) => {
      const talk = agenda([one, two], count)
      expect(listsOf(asPrepared(recordFrom(talk.prepared, talk, 1), talk.prepared, talk))).toEqual(
        listsOf(together(one, two, talk)),
      )
    }),
  )
})

it('whoever presses Enter throughout sees each prepared answer in its line, and keeps it', async () => {
  await fc.assert(
    fc.asyncProperty(both, fc.boolean(), async ([count, one, two], full) => {
      const talk = { ...agenda([one, two], count), full }
      const prompter = scripted({}, ask => (ask.id.endsWith('.result') ? (ask.fallback ?? 'done') : pressEnter(ask)))
      const script = { questions: (draft: Draft) => sessionQuestions(draft, talk), progress: () => '' }
      const { draft } = await walk(script, { draft: talk.prepared, trail: [] }, { prompter, save: async () => {} })
      expect(seenOnly(draft, script.questions(draft))).toEqual(draft)
      for (const { id, prefill, fallback } of prompter.asked) {
        const prepared = get(talk.prepared, id)
        if (prepared !== undefined && id !== 'topics' && !id.endsWith('.tag'))
          expect(prefill || fallback, id).toBe(prepared)
      }
      const record = listsOf(asPrepared(recordFrom(draft, talk, 1), draft, talk))
      const wanted = listsOf(together(one, two, talk))
      for (const key of ['wins', 'obstacles', 'topics', 'ideas', 'question'] as const)
        expect(record[key], key).toEqual(wanted[key])
    }),
    { numRuns: 40 },
  )
})

it('a preparation that begins with an earlier one and changes nothing is that one again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2 }).chain(count => fc.tuple(fc.constant(count), said('a', count))),
      async ([count, update]) => {
        const talk = ownPart(agenda([update], count), 'a')
        const script = { questions: (draft: Draft) => preparationQuestions(draft, talk, []), progress: () => '' }
        const start = { ...talk.prepared, ...(update.need && { need: update.need }) }
        const answered = new Set([...update.followUp.map(({ step }) => step), ...update.goals.map(({ win }) => win)])
        const prompter = scripted({}, ask => (ask.id.endsWith('.result') ? (ask.fallback ?? 'done') : pressEnter(ask)))
        const { draft } = await walk(script, { draft: start, trail: [] }, { prompter, save: async () => {} })
        const again = updateSchema.parse(updateFrom(draft, talk))
        // What has to be answered, or has a usual answer, is said now.
        const before = {
          ...again,
          followUp: again.followUp.filter(({ step }) => answered.has(step)),
          goals: again.goals.filter(({ win }) => answered.has(win)),
          concerns: again.concerns.filter(({ id }) => id === undefined),
        }
        expect(before).toEqual(update)
      },
    ),
    { numRuns: 40 },
  )
})
