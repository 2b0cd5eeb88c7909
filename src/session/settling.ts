import { oneLine } from '../contract/text.ts'
import type { Recorder } from './record-file.ts'

/** What one record says about a thing. */
export interface Said<T> {
  file: string
  recorder: Recorder
  entry: T
}

/** Something that two records of one session tell differently. */
export interface Disagreement {
  /** With the names of the files, as `check` says it. */
  what: string
  files: readonly string[]
}

/** What counts where records disagree about a thing. */
export interface Rule<T> {
  /** The points on which they may disagree, in words, each at its place; undefined where nothing is said about it. */
  points: (entry: T) => readonly (string | undefined)[]
  /** Whose record counts before all others. */
  owner?: Recorder | undefined
  /** Else the higher counts, else the earlier record. */
  openness?: (entry: T) => number
}

/** Groups what the records say by the thing they say it about. Two things in one record are never the same thing. */
export function gather<R, T>(
  records: readonly { name: string; recorder: Recorder; record: R }[],
  list: (record: R) => readonly T[],
  ...same: readonly ((one: T, two: T) => boolean)[]
): Said<T>[][] {
  const groups: Said<T>[][] = []
  for (const { name, recorder, record } of records) {
    for (const entry of list(record)) {
      const free = groups.filter(group => group.every(said => said.file !== name))
      const found = same
        .map(alike => free.find(group => group.some(said => alike(said.entry, entry))))
        .find(group => group !== undefined)
      if (found) found.push({ file: name, recorder, entry })
      else groups.push([{ file: name, recorder, entry }])
    }
  }
  return groups
}

/** What counts of all that was said about one thing: the one entry, completed by those that agree with it. */
export function settle<T extends object>(
  about: string,
  said: readonly Said<T>[],
  { points, owner, openness = () => 0 }: Rule<T>,
  disagreements: Disagreement[],
): { entry: T; agreeing: readonly Said<T>[] } {
  const owned = owner === 'both' ? undefined : said.find(({ recorder }) => recorder === owner)
  const counts = owned ?? said.toSorted((one, two) => openness(two.entry) - openness(one.entry))[0]!
  const agreeing = said.filter(({ entry }) => !conflict(points(entry), points(counts.entry)))
  if (agreeing.length < said.length) {
    const words = said.map(({ file, entry }) => `${file} says ${points(entry).filter(Boolean).join(', ')}`)
    const what = `${about}: ${words.join('; ')}. ${counts.file} counts, ${owned ? "as the owner's record" : 'as the one that leaves more open'}`
    disagreements.push({ what, files: said.map(({ file }) => file) })
  }
  return { entry: Object.assign({}, ...agreeing.toReversed().map(({ entry }) => entry), counts.entry), agreeing }
}

const conflict = (one: readonly unknown[], two: readonly unknown[]) =>
  one.some((point, index) => point !== undefined && two[index] !== undefined && point !== two[index])

/** Adds a disagreement where the records give different answers, in words. */
export function compare(
  about: string,
  answers: readonly { file: string; answer: string | undefined }[],
  counts: string,
  disagreements: Disagreement[],
): void {
  const given = answers.filter(({ answer }) => answer !== undefined)
  if (new Set(given.map(({ answer }) => answer)).size < 2) return
  const words = given.map(({ file, answer }) => `${file} says ${answer}`)
  disagreements.push({ what: `${about}: ${words.join('; ')}. ${counts}`, files: given.map(({ file }) => file) })
}

/** Lists of several records as one. What a record before has said already, by these fields, counts once. */
export function together<T extends object>(lists: readonly (readonly T[])[], ...fields: readonly string[]): T[] {
  const words = (value: unknown) => oneLine(String(value ?? ''))
  const key = (entry: T) => JSON.stringify(fields.map(field => words((entry as Record<string, unknown>)[field])))
  const all: T[] = []
  for (const list of lists) {
    const known = new Set(all.map(key))
    for (const entry of list.filter(one => !known.has(key(one)))) all.push(entry)
  }
  return all
}
