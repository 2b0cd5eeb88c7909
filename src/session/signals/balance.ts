import { OWNERS, type Owner } from '../../contract/people.ts'
import type { Given } from './given.ts'
import { count, defineSignal, NO_CHECKIN, share, whenBelow } from './signal.ts'

interface Limits {
  watch: number
  warn: number
  atLeast: number
}

const limits = ({ watch, warn, atLeast }: Limits) =>
  `! below ${watch}, !! below ${warn} of all from the quieter side, from ${atLeast} entries on`

/** Both balances compare two people who are both at work on goals of their own. */
const bothHaveGoals = ({ contract }: Given) => OWNERS.every(owner => contract.wins[owner].length > 0)

/** How much of all comes from the side of which there is less. */
function sides(by: readonly Owner[], { atLeast, ...limits }: Limits) {
  const [a, b] = OWNERS.map(owner => by.filter(one => one === owner).length) as [number, number]
  const smaller = Math.min(a, b)
  const level = by.length < atLeast ? ('tooFew' as const) : whenBelow(smaller / by.length, limits)
  return { a, b, level, value: share(smaller, by.length) }
}

export const feedbackBalance = defineSignal({
  id: 'feedbackBalance',
  words: 'Feedback both ways',
  why: 'Feedback that goes one way only makes one of you the teacher.',
  talk: 'What did each of you see the other do that helped?',
  limits: given => `${limits(given)}; !! if there is none, from ${count(given.warnFrom, 'check-in')} on`,
  compute: (given, limits) => {
    if (!bothHaveGoals(given)) return []
    const { recent, held, names } = given
    const by = recent.flatMap(({ feedback }) => feedback.flatMap(({ from, skipped }) => (skipped ? [] : from)))
    const { a, b, level, value } = sides(by, limits)
    return {
      // In the first check-ins no one has kept anything back.
      level: by.length || held.length < limits.warnFrom ? level : 'warn',
      values: { fromA: a, fromB: b, value },
      says: by.length
        ? `Feedback in the last check-ins: ${a} from ${names.a}, ${b} from ${names.b}.`
        : held.length
          ? 'The last check-ins have no feedback.'
          : NO_CHECKIN,
    }
  },
})

export const voiceBalance = defineSignal({
  id: 'voiceBalance',
  words: 'Both heard',
  why: 'This counts what was written, not who talked. If it leans to one side for long, it is worth a question.',
  talk: 'Whose things came up less, and is that all right?',
  limits,
  compute: (given, limits) => {
    if (!bothHaveGoals(given)) return []
    const { recent, names } = given
    const by = recent.flatMap(({ wins, obstacles, ideas, question }) => [
      ...[...wins, ...obstacles, ...ideas].map(entry => entry.by),
      ...OWNERS.filter(owner => question?.[owner]?.trim()),
    ])
    const { a, b, level, value } = sides(by, limits)
    return {
      level,
      values: { itemsA: a, itemsB: b, value },
      says: recent.length
        ? `What went well, obstacles, ideas and answers in the last check-ins: ${a} by ${names.a}, ${b} by ${names.b}.`
        : NO_CHECKIN,
    }
  },
})
