import * as z from 'zod/mini'
import { list, text } from '../asking.ts'
import type { Draft } from '../draft.ts'
import { listAt, set, textAt } from '../draft.ts'
import { listPerPartner, open, words } from '../field.ts'
import { FORM_ROWS } from '../form-rows.ts'
import { OWNERS } from '../people.ts'
import type { Question } from '../question.ts'
import { defineSection } from '../section.ts'
import { wordingHint } from './principles.ts'
import { ownersFrom, ownTitle } from './roles.ts'

/** The three kinds of learning objective on the form. */
export const LEARNING_KINDS = ['mindset', 'behavior', 'skill'] as const

const KIND_WORDS = {
  mindset: {
    asks: 'which way of thinking do you want to make your own?',
    example: 'I am at ease with what is still open.',
  },
  behavior: {
    asks: 'what do you want to do differently, so that others notice?',
    example: 'I ask for help while there is still time.',
  },
  skill: { asks: 'what do you want to be able to do?', example: 'I run an interview with a guide.' },
} as const

/** Learning may wait: the pair says now, later, or not at all, before nine rows of it are asked. */
const GATE = '_talk.learning'
const anyLearning = (draft: Draft) =>
  LEARNING_KINDS.some(kind => OWNERS.some(owner => listAt(draft, `learning.${kind}.${owner}`).length > 0))
const gate = (draft: Draft) => textAt(draft, GATE) || (anyLearning(draft) ? 'now' : '')

export const learning = defineSection({
  id: 'learning',
  part: 3,
  title: 'Learning',
  why: 'Most big wins ask for something that neither of you can do yet.',
  schema: z.prefault(
    open({ mindset: listPerPartner(words), behavior: listPerPartner(words), skill: listPerPartner(words) }),
    {},
  ),
  example: {
    mindset: { a: ['I treat a no as information.'], b: ['I see rest as part of the plan.'] },
    behavior: { a: ['I publish at eighty percent.'], b: ['I ask for help while there is still time.'] },
    skill: { a: ['I run an interview with a guide.'], b: ['I build a forecast in an hour.', 'I hold a first call.'] },
  },
  questions: (draft, talk) => [
    learningGate,
    ...(gate(draft) === 'now'
      ? LEARNING_KINDS.flatMap(kind =>
          OWNERS.flatMap(owner =>
            list(draft, talk, `learning.${kind}.${owner}`, (path, index) => [
              text(path, {
                label: `${talk.names[owner]}'s ${kind} ${index + 1}`,
                say: `${talk.names[owner]}, ${KIND_WORDS[kind].asks}`,
                why: 'Beginning with "I", and as if it were so already, it is something to practise.',
                example: KIND_WORDS[kind].example,
                starters: [KIND_WORDS[kind].example],
                depth: 'full',
                who: owner,
              }),
              ...wordingHint('objective', path, textAt(draft, path), textAt(draft, 'language')),
            ]),
          ),
        )
      : []),
  ],
  blocks: (data, page) =>
    LEARNING_KINDS.flatMap(kind => {
      const order = ownersFrom(page)
      const count = Math.max(...order.map(owner => data[kind][owner].length))
      return [
        { kind: 'heading', level: 3, text: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} Objectives` },
        {
          kind: 'table',
          columns: order.map(owner => ownTitle('Objectives', owner, page)),
          rows: Array.from({ length: count }, (_, row) => order.map(owner => data[kind][owner][row] ?? '')),
          formRows: FORM_ROWS.learning,
        },
      ]
    }),
  summary: draft => {
    const kinds = LEARNING_KINDS.map(
      kind => `${kind} ${OWNERS.map(owner => listAt(draft, `learning.${kind}.${owner}`).length).join(' and ')}`,
    )
    return anyLearning(draft) ? kinds.join(' · ') : gate(draft) === 'later' ? 'later' : ''
  },
})

const learningGate: Question = {
  id: 'learning',
  label: 'Learning',
  say: 'Do you want to write down what each of you will learn? There are three kinds: mindset, behavior, skill.',
  why: 'Most big wins ask for something that neither of you can do yet. It can wait for a later talk.',
  depth: 'full',
  choices: [
    { value: 'now', name: 'Now' },
    { value: 'later', name: 'Later' },
    { value: 'out', name: 'Leave it out' },
  ],
  fallback: 'now',
  read: gate,
  write: (draft, answer) => ({ draft: set(draft, GATE, answer || undefined) }),
}
