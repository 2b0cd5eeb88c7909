import { allWins, type Contract } from '../contract/contract.ts'
import { openConcernsOf } from './concerns.ts'
import { type CheckIn, recordSchema } from './record.ts'
import { problemsThere, type ReferenceProblem, referenceProblems, type Told, toldIn } from './references.ts'
import { heldOf, type Session } from './sessions.ts'
import type { Update } from './update.ts'

/** What a new update names that is not there, is closed, or is the other partner's (format.md). */
export function newUpdateProblems(
  update: Update,
  { contract, sessions }: { contract: Contract; sessions: readonly Session[] },
): ReferenceProblem[] {
  const found = referenceProblems(asRecord(update), { contract, sessions })
  return [...found, ...othersThings(update, contract, toldIn(contract, sessions))]
}

/** The same about an update that is there. What it told of may have been closed since. */
export function updateProblems(update: Update, contract: Contract, told: Told): ReferenceProblem[] {
  const later = told.sessions.findIndex(({ date }) => date >= update.session.date)
  const own = later < 0 ? told.sessions.length : later
  const found = problemsThere(asRecord(update), told, { own, others: [] })
  return [...found.filter(({ kind }) => kind !== 'closed'), ...othersThings(update, contract, told)]
}

/** An update as the record of a session at which only its writer was: what it may name is the same. */
const asRecord = ({ session: { date, by }, need, ...said }: Update): CheckIn =>
  recordSchema.parse({ ...said, session: { date, recordedBy: by, present: [by] } })

/** Each prepares what is their own, and what belongs to both. */
function othersThings({ session: { by }, followUp, goals, concerns }: Update, contract: Contract, told: Told) {
  const raisedBy = (id: string | undefined) => (id === undefined ? undefined : raiserOf(told, id))
  const winOwners = new Map(allWins(contract).map(({ id, owner }) => [id, owner]))
  const isOthers = (owner: string | undefined) => owner !== undefined && ![by, 'both', 'big'].includes(owner)
  const problem = (path: ReferenceProblem['path'], what: string): ReferenceProblem[] => [
    { path, kind: 'nothing', what: `${what} is the other partner's, who prepares it` },
  ]
  return [
    ...followUp.flatMap(({ step }, at) =>
      isOthers(told.steps.get(step)?.step.owner) ? problem(['followUp', at, 'step'], `step "${step}"`) : [],
    ),
    ...goals.flatMap(({ win }, at) =>
      isOthers(winOwners.get(win)) ? problem(['goals', at, 'win'], `goal "${win}"`) : [],
    ),
    ...concerns.flatMap(({ id }, at) =>
      isOthers(raisedBy(id)) ? problem(['concerns', at, 'id'], `concern "${id}"`) : [],
    ),
  ]
}

/** Who raised a concern, as far as it was said. */
const raiserOf = ({ sessions }: Told, id: string) =>
  openConcernsOf(heldOf(sessions)).find(concern => concern.id === id)?.by
