import { allWins, type Contract } from '../../contract/contract.ts'
import { heldOf, type Session } from '../sessions.ts'
import { stepsFrom } from '../steps.ts'
import { keyOf, type SessionTalk } from './about.ts'

/** The texts of what was answered in a talk and is not asked in it any more, since other records settled it. */
export function settledMeanwhile(
  trail: readonly string[],
  talk: Pick<SessionTalk, 'steps' | 'goals' | 'concerns'>,
  { contract, sessions }: { contract: Contract; sessions: readonly Session[] },
): string[] {
  const known = {
    steps: stepsFrom(contract, sessions),
    goals: allWins(contract),
    concerns: heldOf(sessions).flatMap(({ concerns }) => concerns.map(({ id, text = id }) => ({ id, text }))),
  }
  const texts = trail.flatMap(path => {
    const [kind, key = ''] = path.split('.')
    if (kind !== 'steps' && kind !== 'goals' && kind !== 'concerns') return []
    const has = ({ id }: { id: string }) => keyOf(id) === key
    return talk[kind].some(has) ? [] : (known[kind].find(has)?.text ?? key)
  })
  return [...new Set(texts)]
}
