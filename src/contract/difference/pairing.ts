import type { Draft } from '../draft.ts'
import { isMap } from '../draft.ts'
import { alike } from './apart.ts'
import { ownWords } from './words.ts'

/** What stands under a key; nothing where only JavaScript knows that key. */
export const under = (map: Draft, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined)

/** Whether two values are the same data. The order of keys is none, and a key without a value is a missing one. */
export function same(one: unknown, two: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(two))
    return one.length === two.length && one.every((entry, index) => same(entry, two[index]))
  if (!isMap(one) || !isMap(two)) return Object.is(one, two)
  return Object.keys({ ...one, ...two }).every(key => same(under(one, key), under(two, key)))
}

/**
 * Which entry of a list became which: by their ids where all have one, else the same text, else one that begins or
 * ends alike. In the order of the first list.
 */
export function pairsOf(before: readonly unknown[], after: readonly unknown[]): [before: number, after: number][] {
  const ids = [idsOf(before), idsOf(after)] as const
  if (ids[0] && ids[1]) return asPairs(ids[0].map(id => ids[1]!.indexOf(id)))
  const taken = new Set<number>()
  const claim = (fits: (entry: unknown) => boolean): number => {
    const found = after.findIndex((entry, index) => !taken.has(index) && fits(entry))
    taken.add(found)
    return found
  }
  const kept = before.map(entry => claim(other => same(entry, other)))
  return asPairs(
    kept.map((found, index) => {
      const words = ownWords(before[index])
      return found >= 0 ? found : claim(other => alike(words, ownWords(other)))
    }),
  )
}

const asPairs = (found: readonly number[]): [number, number][] =>
  found.flatMap((to, from): [number, number][] => (to < 0 ? [] : [[from, to]]))

/** The ids of a list's entries; nothing where one has none, or two have the same. */
function idsOf(list: readonly unknown[]): readonly unknown[] | undefined {
  const ids = list.map(entry => (isMap(entry) ? entry.id : undefined))
  return ids.every(id => typeof id === 'string') && new Set(ids).size === ids.length ? ids : undefined
}
