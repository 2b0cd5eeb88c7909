import { type Draft, get, listAt, textAt } from '../draft.ts'
import { OWNERS } from '../people.ts'
import { shorten } from '../text.ts'
import type { AdviceRule } from './rule.ts'

/** The map entries of a list, each with its place. These parts of a contract are read as they are found. */
const entries = (draft: Draft, path: string) =>
  listAt(draft, path).flatMap((entry, index) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? [{ entry: entry as Draft, index }] : [],
  )

const amountOf = (entry: Draft): number | undefined => {
  const amount = get(entry, 'amount')
  return typeof amount === 'number' ? amount : undefined
}

/** What is left of a need after these entries; one without a number covers what it names. */
const left = (need: number | undefined, given: readonly Draft[]): number =>
  given.some(entry => need === undefined || amountOf(entry) === undefined)
    ? 0
    : (need ?? 1) - given.reduce((sum, entry) => sum + (amountOf(entry) ?? 0), 0)

/** The rules for partnerships of two organizations. */
export const organizationRules: readonly AdviceRule[] = [
  {
    id: 'competing-accountabilities',
    reason: 'Where the two of you answer to people who want different things, a plan made early keeps it small.',
    remedy: 'Say how you handle it: a line `handling: …` under the pair',
    find: ({ contract }) =>
      entries(contract, 'accountabilities.relations').flatMap(({ entry, index }) =>
        get(entry, 'kind') === 'competing' && !textAt(entry, 'handling').trim()
          ? [
              {
                path: ['accountabilities', 'relations', index],
                what: `"${shorten(textAt(entry, 'a'))}" and "${shorten(textAt(entry, 'b'))}" compete, and nothing is said about how you handle it`,
                where: { relation: index },
              },
            ]
          : [],
      ),
  },
  {
    id: 'uncovered-resource',
    reason: 'A need that nobody meets is found out when it is due, unless it is seen before.',
    remedy: 'Add what either side can give, or a source for the rest under `resources.additional`',
    find: ({ contract }) =>
      entries(contract, 'resources.needed').flatMap(({ entry, index }) => {
        const meets = (given: { entry: Draft }) => get(given.entry, 'need') === get(entry, 'id')
        const contributed = OWNERS.flatMap(owner => entries(contract, `resources.contributed.${owner}`)).filter(meets)
        const sourced = entries(contract, 'resources.additional').filter(
          given => meets(given) && textAt(given.entry, 'source').trim(),
        )
        const need = amountOf(entry)
        const gap = left(
          need,
          [...contributed, ...sourced].map(({ entry }) => entry),
        )
        if (gap <= 0) return []
        const much = need === undefined ? '' : `${[gap, textAt(entry, 'unit')].filter(Boolean).join(' ')} of `
        return [
          {
            path: ['resources', 'needed', index],
            what: `${much}"${shorten(textAt(entry, 'what') || textAt(entry, 'id'))}" ${need === undefined ? 'comes' : 'come'} from nobody yet`,
            where: { need: textAt(entry, 'id'), ...(need !== undefined && { gap }) },
          },
        ]
      }),
  },
]
