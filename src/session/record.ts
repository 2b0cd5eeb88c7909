import * as z from 'zod/mini'
import {
  amount,
  clock,
  day,
  id,
  ids,
  label,
  labels,
  open,
  owner,
  ownerOrBoth,
  owners,
  perPartner,
  positive,
  words,
  wordsList,
} from '../contract/field.ts'
import type { Choice } from '../contract/question.ts'
import { step } from '../contract/sections/first-steps.ts'
import { timeOut } from './time-out.ts'

/** What became of a step, from the most closed to the most open (CHK-05, CHK-07). */
export const RESULTS = [
  { value: 'done', name: 'done' },
  { value: 'dropped', name: 'let go' },
  { value: 'partly', name: 'partly done' },
  { value: 'missed', name: 'not done' },
  { value: 'carried', name: 'carried on' },
  { value: 'notDue', name: 'not due yet' },
] as const satisfies readonly Choice[]

/** What follows from a step that was not done. */
export const THENS = [
  { value: 'resume', name: 'try again' },
  { value: 'shrink', name: 'make it smaller' },
  { value: 'redefine', name: 'change the goal' },
  { value: 'drop', name: 'let it go' },
] as const satisfies readonly Choice[]

/** How a goal stands, from the most closed to the most open (CHK-14). */
export const STATES = [
  { value: 'finished', name: 'finished' },
  { value: 'onTrack', name: 'on track' },
  { value: 'atRisk', name: 'at risk' },
  { value: 'stalled', name: 'stalled' },
] as const satisfies readonly Choice[]

/** Whether a goal is still the right one (CHK-15). */
export const KEPT = [
  { value: 'keep', name: 'keep it' },
  { value: 'change', name: 'change it' },
  { value: 'close', name: 'close it' },
] as const satisfies readonly Choice[]

export const FEEDBACK_KINDS = [
  { value: 'appreciation', name: 'appreciation' },
  { value: 'suggestion', name: 'suggestion' },
  { value: 'challenge', name: 'challenge' },
] as const satisfies readonly Choice[]

export const CONCERN_STATES = [
  { value: 'open', name: 'open' },
  { value: 'resolved', name: 'resolved' },
] as const satisfies readonly Choice[]

export const PRACTISED = [
  { value: 'yes', name: 'yes' },
  { value: 'some', name: 'a little' },
  { value: 'no', name: 'not yet' },
] as const satisfies readonly Choice[]

/** The word people read for a value of one of the lists above. */
export const nameOf = (choices: readonly Choice[], value: string | undefined): string =>
  choices.find(choice => choice.value === value)?.name ?? value ?? ''

const oneOf = <const T extends readonly Choice[]>(choices: T) =>
  z.enum(choices.map(choice => choice.value) as T[number]['value'][])
const list = <T extends z.ZodMiniType>(entry: T) => z._default(z.array(entry), [])
const level = z.int().check(z.minimum(1), z.maximum(5))

const followUp = open({
  step: id,
  result: oneOf(RESULTS),
  note: z.optional(words),
  lesson: z.optional(words),
  then: z.optional(oneOf(THENS)),
  newDue: z.optional(day),
  confirmedBy: list(owner),
})

const goal = open({
  win: id,
  state: z.optional(oneOf(STATES)),
  progressed: z.optional(z.boolean()),
  value: z.optional(amount),
  note: z.optional(words),
  review: z.optional(oneOf(KEPT)),
  confirmedBy: list(owner),
})

const feedback = open({
  from: owner,
  to: owner,
  kind: z.optional(oneOf(FEEDBACK_KINDS)),
  text: z.optional(words),
  skipped: z.optional(z.literal(true)),
}).check(z.refine(said => Boolean(said.text || said.skipped), 'needs a text, or skipped: true'))

const concernFields = {
  id: z.optional(id),
  by: z.optional(owner),
  text: z.optional(words),
  status: z._default(oneOf(CONCERN_STATES), 'open'),
  resolution: z.optional(words),
}
const isSaid = z.refine<{ id?: string | undefined; text?: string | undefined }>(
  said => Boolean(said.id || said.text),
  'needs a text, or the id of an older one',
)
const concern = open({ ...concernFields, confirmedBy: list(owner) }).check(isSaid)

/** Both kinds of record say these about their session. */
const sessionFields = {
  date: day,
  planned: z.optional(day),
  recordedBy: z.optional(ownerOrBoth),
  id: z.optional(id),
}

const held = {
  contractVersion: z.optional(positive),
  followUp: list(followUp),
  goals: list(goal),
  wins: list(open({ by: owner, text: words, win: z.optional(id) })),
  obstacles: list(open({ by: owner, text: words, tag: z.optional(label), help: z.optional(words) })),
  topics: wordsList,
  ideas: list(open({ by: owner, text: words })),
  feedback: list(feedback),
  question: z.optional(open({ asked: words, a: z.optional(words), b: z.optional(words) })),
  concerns: list(concern),
  answers: list(open({ question: id, text: words })),
  pulse: perPartner(open({ safety: z.optional(level), energy: z.optional(level) })),
  practice: list(
    open({
      by: owner,
      kind: z.enum(['mindset', 'behavior', 'skill']),
      text: words,
      practised: oneOf(PRACTISED),
      example: z.optional(words),
    }),
  ),
  rolesDiscussed: ids,
  nextSteps: list(z.extend(step, { id: z.optional(id) })),
  measures: wordsList,
  timeOut: z.optional(timeOut),
  meetingFeedback: z.optional(words),
  notes: z.optional(words),
  nextSession: z.optional(day),
}

const format = z.literal('partner/1')

/** What only a session brings forth, by key. */
export const HELD_KEYS: readonly string[] = Object.keys(held)

/** The parts of a record that one partner can say alone, before the session. What follows from them is said together. */
export const alone = {
  followUp: list(
    z.extend(z.pick(followUp, { step: true, lesson: true }), {
      result: z.enum(['done', 'partly', 'missed', 'notDue'] satisfies (typeof RESULTS)[number]['value'][]),
    }),
  ),
  goals: list(z.pick(goal, { win: true, state: true, progressed: true, value: true })),
  wins: held.wins,
  obstacles: held.obstacles,
  topics: held.topics,
  ideas: held.ideas,
  question: held.question,
  concerns: list(open(concernFields).check(isSaid)),
}

/** The record of a session that took place: the five groups of CHK-01, follow-up and pulse. */
export const recordSchema = open({
  format,
  session: open({
    ...sessionFields,
    held: z.optional(z.literal(true, 'must be true or false')),
    start: z.optional(clock),
    minutes: z.optional(positive),
    medium: z.optional(words),
    present: z._default(owners, []),
    guests: labels,
    initiatedBy: z.optional(owner),
  }),
  ...held,
})
export type CheckIn = z.output<typeof recordSchema>

/** The record of a session that did not take place (CHK-21): it has nothing that only a session could bring forth. */
export const missedSchema = open({
  format,
  session: open({
    ...sessionFields,
    held: z.literal(false),
    reason: z.optional(words),
    absent: z._default(owners, []),
    rescheduledTo: z.optional(day),
  }),
}).check(context => {
  for (const key of Object.keys(context.value).filter(key => HELD_KEYS.includes(key)))
    context.issues.push({
      code: 'custom',
      path: [key],
      message: 'is only for a session that took place, and session.held is false',
      input: context.value,
    })
})
export type Missed = z.output<typeof missedSchema>
export type AnyRecord = CheckIn | Missed

/** Whether the record is of a session that did not take place. */
export const isMissed = (record: AnyRecord): record is Missed => record.session.held === false

const saysMissed = (data: unknown): boolean =>
  (data as { session?: { held?: unknown } | null } | null)?.session?.held === false

/** The keys of a missed session, and those that are refused there with a reason of their own. */
const missedKeys = open({
  ...recordSchema.shape,
  session: open({ ...recordSchema.shape.session.shape, ...missedSchema.shape.session.shape }),
})

/** The schema that says which keys a record may have. */
export const keysOfRecord = (data: unknown): z.ZodMiniType => (saysMissed(data) ? missedKeys : recordSchema)

/** Either kind, told apart by `session.held`, so that what is wrong is said about the kind that was meant. */
export const anyRecordSchema = z.pipe(
  z.unknown(),
  z.transform((data, context): AnyRecord => {
    const { success, data: record, error } = (saysMissed(data) ? missedSchema : recordSchema).safeParse(data)
    if (success) return record
    context.issues.push(...(error.issues as typeof context.issues))
    return z.NEVER
  }),
)
