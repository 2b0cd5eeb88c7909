import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '../../src/contract/day.ts'
import { occurrences } from '../../src/contract/occurrences.ts'
import { WEEKDAYS } from '../../src/contract/weekdays.ts'
import { nextStepsOf, nextStepsOfSeveral } from '../../src/session/counting.ts'
import { mergeHeld, mergeSeveral } from '../../src/session/merging.ts'
import { type CheckIn, RESULTS } from '../../src/session/record.ts'
import { type RecordFile, recordName, sessionsFrom } from '../../src/session/sessions.ts'
import { leavesOpen, stepsFrom, withStepIds } from '../../src/session/steps.ts'
import { contract, record } from '../session/builders.ts'

const owner = fc.constantFrom('a', 'b')
const day = fc.integer({ min: 0, max: 900 }).map(days => addDays('2026-01-01', days))
const recordDay = fc.integer({ min: 0, max: 3 }).map(days => addDays('2026-02-01', days))
const stepId = fc.constantFrom('ana', 'ben', 'walk', 's1', 's2', 'nowhere')
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const text = fc.constantFrom('Call', 'Call ', 'Write', 'Rest')

const said = fc.record({
  followUp: fc.array(
    fc.record({
      step: stepId,
      result: fc.constantFrom(...RESULTS.map(({ value }) => value)),
      newDue: some(recordDay),
      confirmedBy: fc.array(owner),
    }),
  ),
  goals: fc.array(
    fc.record({
      win: fc.constantFrom('w1', 'a1', 'b1'),
      state: some(fc.constantFrom('onTrack', 'finished')),
      value: some(fc.nat(3)),
      confirmedBy: fc.array(owner),
    }),
  ),
  wins: fc.array(fc.record({ by: owner, text })),
  concerns: fc.array(fc.record({ id: some(fc.constantFrom('k1', 'k2')), by: owner, text })),
  nextSteps: fc.array(
    fc.record({ id: some(fc.constantFrom('s1', 's2', 'constructor')), owner: fc.constantFrom('a', 'b', 'both'), text }),
  ),
  nextSession: some(recordDay),
})
const file = fc.record({
  date: recordDay,
  who: fc.constantFrom('a' as const, 'b' as const, 'both' as const),
  number: fc.integer({ min: 1, max: 2 }),
  said,
  session: fc.record({
    start: some(fc.constantFrom('09:00', '18:30')),
    id: some(fc.constantFrom('x', 'y')),
    present: fc.array(owner),
  }),
})
const files = fc
  .uniqueArray(file, { selector: ({ date, who, number }) => recordName(date, who, number), maxLength: 8 })
  .map(all =>
    all.map(
      ({ date, who, number, said, session }): RecordFile => ({
        name: recordName(date, who, number),
        record: record(date, said, session),
      }),
    ),
  )

it('reads the same sessions in whatever order the files come', () => {
  fc.assert(
    fc.property(
      files.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const { sessions } = sessionsFrom(contract, all)
        expect(sessionsFrom(contract, shuffled).sessions).toEqual(sessions)
        expect(sessions.flatMap(session => session.files).sort()).toEqual(all.map(({ name }) => name).sort())
      },
    ),
  )
})

it('reads a session that one record tells of as it reads those of several', () => {
  const both = (entry: fc.Arbitrary<unknown>) => fc.record({ a: some(entry), b: some(entry) })
  const more = fc.record({
    topics: fc.array(text),
    measures: fc.array(text),
    rolesDiscussed: fc.array(fc.constantFrom('a.1', 'b.1')),
    ideas: fc.array(fc.record({ by: owner, text })),
    question: some(fc.record({ asked: text, a: some(text), b: some(text) })),
    pulse: both(fc.record({ safety: some(fc.integer({ min: 1, max: 5 })) })),
    timeOut: some(fc.record({ by: owner })),
    notes: some(text),
    meetingFeedback: some(text),
    somebodyElse: some(fc.nat()),
  })
  const ids = (from: readonly string[]) => new Map(from.map(one => [one, `${one}-counts`]))
  fc.assert(
    fc.property(file, more, fc.subarray(['s1', 'ana', 'k1', 'k2']), ({ date, who, said, session }, more, known) => {
      const told = withStepIds(
        record(date, { ...said, ...more }, { ...session, guests: ['Eva', 'Eva'] }) as CheckIn,
        who,
        new Set(),
      )
      const other = { steps: ids(known), concerns: ids(known), stepOwners: new Map(), winOwners: new Map() }
      const one = [{ name: recordName(date, who), recorder: who, record: told }]
      expect(mergeHeld(one, [], other)).toEqual(mergeSeveral(one, [], other))
      expect(nextStepsOf(one, [])).toEqual(nextStepsOfSeveral(one, []))
    }),
  )
})

it('leaves no step out, and each open or closed', () => {
  fc.assert(
    fc.property(files, all => {
      const { sessions } = sessionsFrom(contract, all)
      const steps = stepsFrom(contract, sessions)
      const known = steps.flatMap(step => [step.id, ...step.otherIds])
      expect(new Set(steps.map(step => step.id)).size).toBe(steps.length)
      for (const session of sessions)
        for (const step of session.held ? session.nextSteps : []) expect(known).toContain(step.id)
      for (const { open, awaiting, history } of steps) {
        if (!history.length) expect(open).toBe(true)
        if (awaiting.length) expect([open, leavesOpen(history.at(-1)!)]).toEqual([true, false])
        if (history.at(-1)?.result === 'done') expect(open).toBe(awaiting.length > 0)
      }
    }),
  )
})

it('meets on ever later days, and on the days that were agreed', () => {
  const every = fc.integer({ min: 1, max: 5 })
  const weekday = some(fc.constantFrom(...WEEKDAYS))
  const rule = fc.oneof(
    fc.record({ unit: fc.constant('week' as const), every, weekday, first: day }),
    fc.record({ unit: fc.constant('month' as const), every, weekday, first: day }),
    fc.record({
      unit: fc.constant('days' as const),
      days: fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1 }),
      first: some(day),
    }),
  )
  fc.assert(
    fc.property(rule, day, (meetings, from) => {
      const days = occurrences(meetings, from, 20)
      expect(days).toHaveLength(20)
      expect(days.toSorted()).toEqual(days)
      expect(new Set(days).size).toBe(20)
      expect(days[0]! >= from && days[0]! >= (meetings.first ?? from)).toBe(true)
      for (const [index, met] of days.entries()) {
        if ('weekday' in meetings && meetings.weekday) expect(weekdayOf(met)).toBe(WEEKDAYS.indexOf(meetings.weekday))
        else if (meetings.unit === 'week') expect(weekdayOf(met)).toBe(weekdayOf(meetings.first))
        else {
          const wanted = meetings.unit === 'days' ? meetings.days : [Number(meetings.first.slice(8))]
          const isLast = addDays(met, 1).endsWith('-01')
          expect(wanted.some(day => day === Number(met.slice(8)) || (isLast && day > Number(met.slice(8))))).toBe(true)
        }
        if (meetings.unit === 'week' && index) expect(daysBetween(days[index - 1]!, met)).toBe(7 * meetings.every)
      }
      // Where one begins to count does not change the days.
      expect(occurrences(meetings, addDays(days[0]!, 1), 19)).toEqual(days.slice(1))
    }),
  )
})
