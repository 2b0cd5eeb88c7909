import * as z from 'zod/mini'

/**
 * THE table of what the indicators are measured by. Each number is a judgment of ours, without research behind
 * it (signals.md); a pair may set others in settings.yaml.
 */
export const THRESHOLDS = {
  keptRate: { watch: 0.7, warn: 0.5, atLeast: 3 },
  /** In shares of the usual time between two sessions. */
  overdue: { watch: 0.25, warn: 1 },
  sessionsHeld: { watch: 0.8, warn: 0.6, warnMissed: 2 },
  /** `warnFrom`: the check-in from which on no feedback at all is a warning. */
  feedbackBalance: { watch: 0.3, warn: 0.15, atLeast: 3, warnFrom: 3 },
  voiceBalance: { watch: 0.35, warn: 0.2, atLeast: 4 },
  goalsWithoutProgress: { watch: 3, warn: 5 },
  rolesNotMentioned: { watch: 4 },
  openConcerns: { watch: 1, warn: 3, warnDays: 45, warnOpen: 3 },
  /** `watch` is a drop, `warn` a value on the scale from 1 to 5. */
  trustPulse: { watch: 1, warn: 2, atLeast: 3 },
  carriedTwice: { watch: 2 },
  celebrationGap: { watch: 2, warn: 4 },
  /** `watch` is a number of goals, `warn` a share of the open ones. */
  vagueGoals: { watch: 1, warn: 0.5 },
  /** In agreed intervals. */
  reviewAge: { watch: 1, warn: 2 },
  signatures: {},
  initiation: { watch: 0.5 },
  /** In days. */
  agreedChanges: { watch: 14, warn: 45 },
  openQuestions: { watch: 1 },
} as const

export type SignalId = keyof typeof THRESHOLDS
export type Thresholds = { [I in SignalId]: Readonly<Record<keyof (typeof THRESHOLDS)[I], number>> }

type Fields<I extends SignalId> = Record<keyof (typeof THRESHOLDS)[I], z.ZodMiniOptional<z.ZodMiniNumber>>

/** Those that are a share, from 0 to 1: above it, a sign would speak always or never. */
const SHARES: Readonly<Partial<Record<SignalId, readonly string[]>>> = {
  keptRate: ['watch', 'warn'],
  sessionsHeld: ['watch', 'warn'],
  feedbackBalance: ['watch', 'warn'],
  voiceBalance: ['watch', 'warn'],
  vagueGoals: ['warn'],
  initiation: ['watch'],
}

const limit = z.optional(z.number().check(z.minimum(0)))
const share = z.optional(z.number().check(z.minimum(0), z.maximum(1)))
const fieldsOf = (id: string, of: object) =>
  Object.fromEntries(Object.keys(of).map(key => [key, SHARES[id as SignalId]?.includes(key) ? share : limit]))

/** What settings.yaml may say of them. Closed: a misspelt threshold would change nothing, and nobody would know. */
export const thresholdsSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(THRESHOLDS).map(([id, of]) => [id, z.optional(z.strictObject(fieldsOf(id, of)))]),
  ) as {
    [I in SignalId]: z.ZodMiniOptional<z.ZodMiniObject<Fields<I>, z.core.$strict>>
  },
)

/** The table with what a pair set for itself. */
export const withThresholds = (set: z.output<typeof thresholdsSchema> = {}): Thresholds =>
  Object.fromEntries(
    Object.entries(THRESHOLDS).map(([id, of]) => [id, { ...of, ...set[id as SignalId] }]),
  ) as Thresholds
