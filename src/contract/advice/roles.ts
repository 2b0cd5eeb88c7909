import type { Contract } from '../contract.ts'
import { OWNERS, type Owner, other } from '../people.ts'
import { shorten } from '../text.ts'
import { nearlySameAmong, sharedWords } from './nearly-same.ts'
import type { AdviceRule } from './rule.ts'

/** A role, with whose it is. */
interface Owned {
  role: Contract['roles']['a'][number]
  owner: Owner
}

/**
 * The roles of both that get one and the same thing done, as pairs of indexes. What each partner does for a goal of
 * their own is two things.
 */
function overlapping(contract: Contract): (readonly [a: number, b: number])[] {
  const { roles } = contract
  const isOwn = (owner: Owner, index: number) => servesOwnGoal(contract, { role: roles[owner][index]!, owner })
  const texts = (owner: Owner) => roles[owner].map(({ primary }) => primary)
  return nearlySameAmong(texts('a'), texts('b')).flatMap((found, a) =>
    found.filter(b => !(isOwn('a', a) && isOwn('b', b))).map(b => [a, b] as const),
  )
}

/**
 * Whether a role is for its owner's own goals alone: by its links, or those of its first steps; without any, by the
 * words it has in common with the goals.
 */
function servesOwnGoal({ wins, firstSteps }: Contract, { role, owner }: Owned): boolean {
  const linked = [...role.wins, ...firstSteps.flatMap(step => (step.role === role.id && step.win) || [])]
  if (linked.length) return linked.every(id => wins[owner].some(win => win.id === id))
  const closest = (goals: readonly { text: string }[]) =>
    Math.max(0, ...goals.map(({ text }) => sharedWords(role.primary, text)))
  return wins.big.length ? closest(wins[owner]) > closest(wins.big) : wins[owner].length > 0
}

export const roleRules: readonly AdviceRule[] = [
  {
    id: 'overlapping-roles',
    reason:
      'If two people own one thing, each may leave it to the other. It works better if one owns it and the other supports.',
    remedy: 'Decide who owns it, and make it the support of the other: partner amend roles',
    find: ({ contract, contract: { roles }, names }) =>
      overlapping(contract).map(([index, place]) => {
        const [one, two] = [roles.a[index]!, roles.b[place]!]
        return {
          path: ['roles', 'b', place, 'primary'],
          what: `"${shorten(two.primary)}" of ${names.b} and "${shorten(one.primary)}" of ${names.a} (roles.a[${index}].primary) are nearly the same`,
          where: { roles: [one.id, two.id] },
        }
      }),
  },
  {
    id: 'support-not-agreed',
    reason: 'Support that was asked for and promised is the kind that comes.',
    remedy: 'Ask for it, and write down what is promised: partner amend roles',
    find: ({ contract: { roles }, names }) =>
      OWNERS.flatMap(owner =>
        roles[owner].flatMap((role, index) =>
          role.agreed === false
            ? [
                {
                  path: ['roles', owner, index, 'agreed'],
                  what: `${names[other(owner)]} has not agreed yet to the support of "${shorten(role.primary)}"`,
                  where: { role: role.id },
                },
              ]
            : [],
        ),
      ),
  },
  {
    id: 'one-sided-support',
    reason: 'Some days ask for a hand and some for an honest word. Both are help.',
    remedy: 'Think of one of the other kind: partner amend support',
    find: ({ contract: { support }, names }) =>
      OWNERS.flatMap(owner => {
        const kinds = support[owner].map(item => (typeof item === 'string' ? undefined : item.kind))
        const [kind] = kinds
        // What carries no kind may be of either.
        if (!kind || kinds.some(each => each !== kind)) return []
        const what = `all that ${names[owner]} does for ${names[other(owner)]} is ${kind}`
        return [{ path: ['support', owner], what, where: { owner, kind } }]
      }),
  },
]
