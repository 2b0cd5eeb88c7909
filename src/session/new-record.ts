import type { Contract } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { listAt, set } from '../contract/draft.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { openConcernsOf } from './concerns.ts'
import { type AnyRecord, isMissed } from './record.ts'
import { heldOf, type Recorder, type Session } from './sessions.ts'
import { leavesOpen, type StepState, withStepIds } from './steps.ts'

type FollowUp = Parameters<typeof leavesOpen>[0]

/** What was there before a new record. */
export interface Past {
  contract: Contract
  sessions: readonly Session[]
  steps: readonly StepState[]
}

/** Ids for new steps and concerns that have none; the rest stays as it was said. */
export function withNewIds(data: Draft, record: AnyRecord, recorder: Recorder, { steps, sessions }: Past): Draft {
  if (isMissed(record)) return data
  const concerns = heldOf(sessions).flatMap(session => [
    ...session.concerns.map(({ id }) => id),
    ...session.otherIds.concerns.keys(),
  ])
  const taken = [...steps.flatMap(({ id, otherIds }) => [id, ...otherIds]), ...concerns]
  const identified = withStepIds(record, recorder, new Set(taken))
  const filled = (key: 'nextSteps' | 'concerns', next: Draft) =>
    listAt<Draft>(next, key).reduce(
      (all: Draft, entry, index) => set(all, `${key}.${index}`, { id: identified[key][index]!.id, ...entry }),
      next,
    )
  return filled('concerns', filled('nextSteps', data))
}

/** `--confirmed-by`: that partner agrees to what closes or changes what is theirs. */
export function withConfirmation(data: Draft, who: Owner | undefined, { steps, contract, sessions }: Past): Draft {
  if (!who) return data
  const owns = (owner: string | undefined) => owner === who || owner === 'both' || owner === 'big'
  const mark = (all: Draft, path: string) =>
    set(all, `${path}.confirmedBy`, [...new Set([...listAt(all, `${path}.confirmedBy`), who])])
  const endings = listAt<Draft>(data, 'followUp').flatMap((entry, index) => {
    const ends = !leavesOpen(entry as FollowUp) || entry.then === 'redefine'
    return ends && owns(steps.find(({ id, otherIds }) => [id, ...otherIds].includes(String(entry.step)))?.owner)
      ? [`followUp.${index}`]
      : []
  })
  const finished = listAt<Draft>(data, 'goals').flatMap((entry, index) => {
    const owner = OWNERS.find(one => contract.wins[one].some(win => win.id === entry.win)) ?? 'big'
    return (entry.state === 'finished' || ['change', 'close'].includes(String(entry.review))) && owns(owner)
      ? [`goals.${index}`]
      : []
  })
  const raised = openConcernsOf(heldOf(sessions))
  const resolved = listAt<Draft>(data, 'concerns').flatMap((entry, index) => {
    const by = raised.find(({ id }) => id === entry.id)?.by ?? entry.by
    return entry.status === 'resolved' && by === who ? [`concerns.${index}`] : []
  })
  return [...endings, ...finished, ...resolved].reduce(mark, data)
}
