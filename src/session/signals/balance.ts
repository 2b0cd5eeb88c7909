import { OWNERS, type Owner } from '../../contract/people.ts'
import { defineSignal, share, whenBelow } from './signal.ts'

interface Limits {
  watch: number
  warn: number
  atLeast: number
}

const limits = ({ watch, warn, atLeast }: Limits) =>
  `! below ${watch}, !! below ${warn} of all from the quieter side, from ${atLeast} entries on`

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
  talk: 'What did each of you see the other one do that helped?',
  limits: given => `${limits(given)}; !! when there is none`,
  compute: ({ recent, names }, limits) => {
    const by = recent.flatMap(({ feedback }) => feedback.flatMap(({ from, skipped }) => (skipped ? [] : from)))
    const { a, b, level, value } = sides(by, limits)
    return {
      // Before the first session nobody has kept anything back.
      level: by.length || !recent.length ? level : 'warn',
      values: { fromA: a, fromB: b, value },
      says: by.length
        ? `Feedback in the last sessions: ${a} from ${names.a}, ${b} from ${names.b}.`
        : 'No feedback is written down from the last sessions.',
    }
  },
})

export const voiceBalance = defineSignal({
  id: 'voiceBalance',
  words: 'Both heard',
  why: 'Counted is what was written, not who talked; a lasting lean to one side is worth a question.',
  talk: 'Whose things came up less, and is that all right?',
  limits,
  compute: ({ recent, names }, limits) => {
    const by = recent.flatMap(({ wins, obstacles, ideas, question }) => [
      ...[...wins, ...obstacles, ...ideas].map(entry => entry.by),
      ...OWNERS.filter(owner => question?.[owner]?.trim()),
    ])
    const { a, b, level, value } = sides(by, limits)
    return {
      level,
      values: { itemsA: a, itemsB: b, value },
      says: `Wins, obstacles, ideas and answers in the last sessions: ${a} by ${names.a}, ${b} by ${names.b}.`,
    }
  },
})
