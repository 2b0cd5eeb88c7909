import { OWNERS } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import type { HeldSession } from '../sessions.ts'
import { ownersOf } from '../steps.ts'
import { count, defineSignal, share, whenBelow } from './signal.ts'

/** What a result is worth; what was let go or was not due is left out (signals.md). */
const POINTS: Readonly<Record<string, number>> = { done: 1, partly: 0.5, missed: 0, carried: 0 }

export const keptRate = defineSignal({
  id: 'keptRate',
  words: 'Steps kept',
  why: 'Looking at the steps together helps you to do the next one.',
  talk: 'What would make the next steps smaller?',
  limits: ({ watch, warn, atLeast }) =>
    `! below ${watch}, !! below ${warn} of 1 (done counts 1, partly 0.5), from ${atLeast} steps on`,
  compute: ({ held, recent, steps, names }, { atLeast, ...limits }) =>
    OWNERS.map(owner => {
      const own = new Set(steps.filter(step => ownersOf(step.owner).includes(owner)).map(({ id }) => id))
      const resultsIn = (sessions: readonly HeldSession[]) =>
        sessions.flatMap(({ followUp }) =>
          followUp.flatMap(({ step, result }) => (own.has(step) ? (POINTS[result] ?? []) : [])),
        )
      const results = resultsIn(recent)
      const n = results.length
      const points = results.reduce((sum, each) => sum + each, 0)
      const kept = results.filter(Boolean).length
      return {
        key: `keptRate.${owner}`,
        level: n < atLeast ? 'tooFew' : whenBelow(points / n, limits),
        values: { value: share(points, n), n, points },
        says: n
          ? `${names[owner]}: ${kept} of ${n} ${n === 1 ? 'step' : 'steps'} done or partly done.`
          : resultsIn(held).length
            ? `${names[owner]}: no step was followed up in the last ${count(recent.length, 'check-in')}.`
            : `${names[owner]}: no step has been followed up yet.`,
      }
    }),
})

export const carriedTwice = defineSignal({
  id: 'carriedTwice',
  words: 'Steps carried over again',
  why: 'A step that is carried over again and again is often too big, or about something else.',
  talk: 'What gets in the way, and would half of it be enough?',
  limits: ({ watch }) => `! for any open step carried over ${count(watch, 'time')} or more`,
  compute: ({ steps }, { watch }) => {
    const carried = steps
      .map(step => ({ step, times: step.history.filter(({ result }) => result === 'carried').length }))
      .filter(({ times }) => times >= watch)
    const open = carried.filter(({ step }) => step.open)
    const mapOf = (some: typeof carried) => Object.fromEntries(some.map(({ step, times }) => [step.id, times]))
    return {
      level: open.length ? 'watch' : 'ok',
      values: { openSteps: mapOf(open), ever: mapOf(carried) },
      says: open.length
        ? `${open.map(({ step, times }) => `"${shorten(step.text)}" was carried over ${count(times, 'time')}`).join(', ')}.`
        : steps.some(step => step.open)
          ? `No open step was carried over ${count(watch, 'time')} or more.`
          : 'No step is open.',
    }
  },
})
