import type { Contract } from '../../contract/contract.ts'
import type { Day } from '../../contract/day.ts'
import { THRESHOLDS, type Thresholds } from '../../contract/thresholds.ts'
import type { Session } from '../sessions.ts'
import { agreedChanges, openQuestions, reviewAge, signatures } from './agreement.ts'
import { feedbackBalance, voiceBalance } from './balance.ts'
import { givenOf, type Signed } from './given.ts'
import { celebrationGap, goalsWithoutProgress, vagueGoals } from './goals.ts'
import { carriedTwice, keptRate } from './kept-steps.ts'
import { initiation, overdue, sessionsHeld } from './meeting.ts'
import { rolesNotMentioned } from './roles.ts'
import type { Level, Sign, Signal } from './signal.ts'
import { openConcerns, trustPulse } from './trust.ts'

export type { Level, Sign, Signal } from './signal.ts'

/** THE list of indicators. There is no total score. */
export const SIGNALS: readonly Signal[] = [
  keptRate,
  overdue,
  sessionsHeld,
  feedbackBalance,
  voiceBalance,
  goalsWithoutProgress,
  rolesNotMentioned,
  openConcerns,
  trustPulse,
  carriedTwice,
  celebrationGap,
  vagueGoals,
  reviewAge,
  signatures,
  initiation,
  agreedChanges,
  openQuestions,
]

/** A signal with what it says on a day. */
export type Found = Sign & { signal: Signal }

/** Every signal of a partnership as it stands on a day. */
export function signals(
  contract: Contract,
  sessions: readonly Session[],
  standing: Signed,
  asOf: Day,
  thresholds: Thresholds = THRESHOLDS,
): Found[] {
  const given = givenOf(contract, sessions, standing, asOf)
  return SIGNALS.flatMap(signal => signal.compute(given, thresholds).map(sign => ({ ...sign, signal })))
}

/** As programs read them: by key, the level first. */
export const signalsByKey = (found: readonly Sign[]): Record<string, { level: Level }> =>
  Object.fromEntries(found.map(({ key, level, values }) => [key, { level, ...values }]))

/** How many signals there are of each level. */
export const signalCounts = (found: readonly Sign[]): Record<Level, number> => {
  const of = (level: Level) => found.filter(sign => sign.level === level).length
  return { ok: of('ok'), tooFew: of('tooFew'), watch: of('watch'), warn: of('warn') }
}

const WARNINGS = 2
const CHECKINS = 3

/** Two warnings together are a reason to look at the whole contract again, but not before the third check-in. */
export const proposesReview = (found: readonly Sign[], held: number): boolean =>
  held >= CHECKINS && signalCounts(found).warn >= WARNINGS

const ORDER: readonly Level[] = ['warn', 'watch', 'ok', 'tooFew']

/** Those with most to talk about first; what cannot be told yet comes last. */
export const worstFirst = <S extends Sign>(found: readonly S[]): S[] =>
  found.toSorted((one, two) => ORDER.indexOf(one.level) - ORDER.indexOf(two.level))
