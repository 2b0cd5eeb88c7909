import { OWNERS, other } from '../people.ts'
import { shorten } from '../text.ts'
import type { AdviceRule } from './rule.ts'

const SMALL_WORDS = new Set('a an and for i in my of on our the to we with your'.split(' '))

/** The words of a text that carry it, whatever their case, form and order. */
const carrying = (text: string): ReadonlySet<string> => {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const kept = words.filter(word => !SMALL_WORDS.has(word))
  return new Set((kept.length ? kept : words).map(word => word.replace(/(?<=..)s$/, '')))
}

/** Whether two texts say the same, give or take a word in three. */
export function nearlySame(one: string, two: string): boolean {
  const [first, second] = [carrying(one), carrying(two)]
  const shared = [...first].filter(word => second.has(word)).length
  return shared > 0 && shared / (first.size + second.size - shared) >= 2 / 3
}

export const roleRules: readonly AdviceRule[] = [
  {
    id: 'overlapping-roles',
    reason: 'What two people own, each may leave to the other. One owns it, the other one supports.',
    remedy: 'Decide who owns it, and make it the support of the other: partner amend roles',
    find: ({ contract: { roles }, names }) =>
      roles.a.flatMap((one, index) =>
        roles.b.flatMap((two, place) =>
          nearlySame(one.primary, two.primary)
            ? [
                {
                  path: ['roles', 'b', place, 'primary'],
                  what: `"${shorten(two.primary)}" of ${names.b} and "${shorten(one.primary)}" of ${names.a} (roles.a[${index}].primary) are nearly the same`,
                  where: { roles: [one.id, two.id] },
                },
              ]
            : [],
        ),
      ),
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
