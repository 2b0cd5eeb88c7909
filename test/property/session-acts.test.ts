import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/contract/day.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { displayNames } from '../../src/contract/people.ts'
import { facts } from '../../src/session/facts.ts'
import { goalsFrom, rolesFrom } from '../../src/session/goals.ts'
import { goalStories, lessonsOf, successesOf } from '../../src/session/history.ts'
import { withNewIds } from '../../src/session/new-record.ts'
import { overview } from '../../src/session/overview.ts'
import { type AnyRecord, anyRecordSchema, isMissed, RESULTS } from '../../src/session/record.ts'
import { referenceProblems } from '../../src/session/references.ts'
import {
  heldOf,
  type Recorder,
  type RecordFile,
  recorderOf,
  recordName,
  sessionsFrom,
} from '../../src/session/sessions.ts'
import { signals } from '../../src/session/signals/index.ts'
import { leavesOpen, stepsFrom } from '../../src/session/steps.ts'
import { recordFindings } from '../../src/store/contents.ts'
import { contract } from '../session/builders.ts'

const owner = fc.constantFrom('a' as const, 'b' as const)
const day = fc.integer({ min: 0, max: 4 }).map(days => addDays('2026-02-01', days))
const some = <T>(value: fc.Arbitrary<T>, freq = 1) => fc.option(value, { nil: undefined, freq })

const PLAIN = { start: fc.constant(undefined), id: fc.constant(undefined), present: fc.constant(['a', 'b']) }
const WITH_ALL = {
  start: some(fc.constantFrom('09:00', '18:30')),
  id: some(fc.constantFrom('x', 'y')),
  present: fc.constantFrom(['a', 'b'], ['a'], ['b'], []),
}

/** What somebody does: which of the steps there are is meant, is found out when it is done. */
const act = (recorder: fc.Arbitrary<Recorder>, of: typeof WITH_ALL | typeof PLAIN) =>
  fc.record({
    date: day,
    recorder,
    held: fc.constantFrom(true, true, true, true, false),
    session: fc.record(of),
    answers: fc.array(
      fc.record({
        step: fc.nat(20),
        result: fc.constantFrom(...RESULTS.map(({ value }) => value)),
        newDue: some(day),
        confirmedBy: fc.constantFrom<('a' | 'b')[]>([], [], ['a'], ['b']),
        then: some(fc.constantFrom('resume', 'redefine', 'drop')),
        lesson: some(fc.constant('Less')),
      }),
      { maxLength: 4 },
    ),
    nextSteps: fc.array(
      fc.record({
        owner: fc.constantFrom('a', 'b', 'both'),
        text: fc.constantFrom('Call', 'Write', 'Rest'),
        win: some(fc.constantFrom('w1', 'a1', 'b1')),
        role: some(fc.constantFrom('a.1', 'b.1')),
      }),
      { maxLength: 3 },
    ),
    goals: fc.array(
      fc.record({
        win: fc.constantFrom('w1', 'a1', 'b1'),
        state: some(fc.constantFrom('onTrack', 'finished', 'stalled')),
        progressed: some(fc.boolean()),
        value: some(fc.nat(3)),
      }),
      { maxLength: 2 },
    ),
    concerns: fc.array(fc.record({ by: owner, text: fc.constantFrom('Late', 'Tired') }), { maxLength: 1 }),
    nextSession: some(day),
  })
type Act = ReturnType<typeof act> extends fc.Arbitrary<infer T> ? T : never
const anybody = fc.constantFrom<Recorder[]>('a', 'b', 'both')
const acts = (recorder: fc.Arbitrary<Recorder>, of: typeof WITH_ALL | typeof PLAIN, maxLength: number) =>
  fc.array(act(recorder, of), { maxLength })

const parsed = (data: Draft) => anyRecordSchema.safeParse(data).data as AnyRecord

/** The record of an act, as a check-in accepts it; what it refuses is left out of it, as a person would. */
function checkIn(files: readonly RecordFile[], { date, recorder, held, session, answers, ...said }: Act): RecordFile {
  const { sessions } = sessionsFrom(contract, files)
  const steps = stepsFrom(contract, sessions)
  const ids = steps.flatMap(step => [step.id, ...step.otherIds])
  // Nobody writes down one session twice.
  const isTold = files.some(file => recorderOf(file) === recorder && file.record.session.id === session.id)
  const common = { date, recordedBy: recorder, id: isTold ? undefined : session.id }
  const followUp = answers.map(({ step, ...answer }) => ({ step: ids[step % ids.length], ...answer }))
  const data: Draft = held
    ? { format: 'partner/1', session: { ...session, ...common }, followUp, ...said }
    : { format: 'partner/1', session: { ...common, held: false } }
  const problems = referenceProblems(parsed(data), { contract, sessions })
  expect(problems.filter(({ path }) => path[0] !== 'followUp')).toEqual([])
  const refused = new Set(problems.map(({ path }) => path[1]))
  const accepted: Draft = held ? { ...data, followUp: followUp.filter((_, index) => !refused.has(index)) } : data
  expect(referenceProblems(parsed(accepted), { contract, sessions })).toEqual([])
  const whole = withNewIds(accepted, parsed(accepted), recorder, { contract, sessions, steps })
  expect(referenceProblems(parsed(whole), { contract, sessions })).toEqual([])
  const names = files.map(({ name }) => name)
  const number = [1, 2, 3, 4, 5, 6, 7, 8, 9].find(number => !names.includes(recordName(date, recorder, number)))
  return { name: recordName(date, recorder, number), record: parsed(whole) }
}

const folderAfter = (acts: readonly Act[], before: readonly RecordFile[] = []): readonly RecordFile[] =>
  acts.reduce((files, act) => files.concat(checkIn(files, act)), before)

/** What `check` says about these records. */
function findings(files: readonly RecordFile[]) {
  const records = files.map(file => ({ ...file, place: () => ({ file: '' }), unknownKeys: [] }))
  const { faults, notes } = recordFindings({ contract }, { records, updates: [], signatures: undefined })
  return { faults, again: notes.filter(({ rule }) => rule === 'answered-again') }
}

/** No step and no answer is left out of what is read, and each step is open, or its last answer closed it. */
function nothingVanished(files: readonly RecordFile[]) {
  const { sessions } = sessionsFrom(contract, files)
  const steps = stepsFrom(contract, sessions)
  const ids = steps.flatMap(step => [step.id, ...step.otherIds]).sort()
  const records = files.flatMap(({ record }) => (isMissed(record) ? [] : record))
  const told = records.flatMap(({ nextSteps }) => nextSteps.map(({ id }) => id!))
  expect(ids).toEqual([...contract.firstSteps.map(({ id }) => id), ...told].sort())
  const answers = heldOf(sessions).flatMap(({ followUp }) => followUp)
  expect(steps.flatMap(({ history }) => history)).toHaveLength(answers.length)
  for (const { id, otherIds, open, awaiting, history } of steps) {
    const last = history.at(-1)
    expect(open).toBe(!last || leavesOpen(last) || awaiting.length > 0)
    const answered = sessions.filter(
      session => session.held && session.followUp.some(({ step }) => [id, ...otherIds].includes(step)),
    )
    expect(answered.map(({ date }) => date)).toEqual(history.map(({ date }) => date))
  }
}

/** Each answer about a step that was closed is named by `check`, and nothing is called wrong. */
function closingsAreNamed(files: readonly RecordFile[]) {
  const { faults, again } = findings(files)
  expect(faults).toEqual([])
  const { sessions } = sessionsFrom(contract, files)
  const after = sessions.map((_, index) => stepsFrom(contract, sessions.slice(0, index + 1)))
  for (const { id, otherIds, history } of stepsFrom(contract, sessions)) {
    const closed = after.flatMap(
      steps => steps.find(step => step.id === id && !step.open && step.history.length) ?? [],
    )[0]
    if (!closed || closed.history.length === history.length) continue
    const named = again.map(({ what }) => what.split('"')[1])
    expect(named.some(one => [id, ...otherIds].includes(one!))).toBe(true)
  }
}

describe('check-ins one after another, of whatever day and whoever writes them', () => {
  it('leave each step open, or closed by exactly one session, and check finds nothing wrong', () => {
    fc.assert(
      fc.property(acts(anybody, PLAIN, 8), acts => {
        const files = folderAfter(acts)
        nothingVanished(files)
        expect(findings(files)).toEqual({ faults: [], again: [] })
      }),
      { numRuns: 300 },
    )
  })

  it('lose no step where a record moves a session, or tells who else was there', () => {
    fc.assert(
      fc.property(acts(anybody, WITH_ALL, 8), acts => {
        const files = folderAfter(acts)
        nothingVanished(files)
        closingsAreNamed(files)
      }),
      { numRuns: 300 },
    )
  })
})

/** All that any command shows of a folder. */
function readings(files: readonly RecordFile[]) {
  const { sessions, later } = sessionsFrom(contract, files)
  const asOf = '2026-03-01'
  return {
    sessions,
    later,
    steps: stepsFrom(contract, sessions),
    goals: goalsFrom(contract, sessions),
    roles: rolesFrom(contract, sessions),
    overview: overview(contract, sessions, asOf),
    signals: signals(contract, sessions, { signed: {} }, asOf).map(({ signal, ...sign }) => sign),
    facts: facts(contract, sessions, asOf),
    successes: successesOf(contract, sessions),
    lessons: lessonsOf(contract, sessions),
    stories: goalStories(contract, sessions, 'w1'),
    names: displayNames(contract.partners),
  }
}

describe('two clones, each with check-ins of its own', () => {
  const clones = fc
    .record({
      before: acts(anybody, WITH_ALL, 4),
      a: acts(fc.constant('a'), WITH_ALL, 4),
      b: acts(fc.constant('b'), WITH_ALL, 4),
    })
    .map(({ before, a, b }) => {
      const common = folderAfter(before)
      const merged = new Map([...folderAfter(a, common), ...folderAfter(b, common)].map(file => [file.name, file]))
      return [...merged.values()]
    })

  it('read the same after a merge, whichever is merged into which', () => {
    fc.assert(
      fc.property(
        clones.chain(files => fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))),
        ([files, shuffled]) => {
          expect(readings(shuffled)).toEqual(readings(files))
        },
      ),
    )
  })

  it('lose no step, and check names each that both of them closed', () => {
    fc.assert(
      fc.property(clones, files => {
        nothingVanished(files)
        closingsAreNamed(files)
      }),
    )
  })
})
