import { allSections, contractSchema } from '../contract.ts'
import type { Draft } from '../draft.ts'
import type { Names } from '../people.ts'
import type { WinOwner } from '../sections/wins/win.ts'
import { oneLine, shorten } from '../text.ts'
import { same, under } from './pairing.ts'
import { walk } from './walk.ts'
import { fieldWords, sayer, sayPlainly } from './words.ts'

/** One thing that is not as it was. */
export interface Difference {
  /** The key in contract.yaml that it stands under. */
  section: string
  /** Where it stands, as `wins.a[2].due`; where it stood, if it was removed. */
  path: string
  /** Whose it is; `big` and `both` are the pair's. */
  owner?: WinOwner | 'both' | undefined
  what: 'added' | 'removed' | 'changed'
  /** The win, the role, the principle in its own words; empty where the thing has none. */
  label: string
  /** What of it: `due`, `time-out signal`. Missing where it is the thing as a whole, or its own words. */
  field?: string
  before?: unknown
  after?: unknown
  /** Both values as people say them, long texts cut where they part. */
  said: { before: string; after: string }
}

/** Each version has its own, so they tell nothing. */
const APART_FROM = ['version', 'changes']

const SECTION_KEYS = allSections.map(({ id }) => id)
const HEADER_KEYS = Object.keys(contractSchema.shape).filter(key => !SECTION_KEYS.includes(key))

/** The keys under which two contracts differ: what stands above the sections, the sections, then unknown keys. */
export function changedSections(before: Draft, after: Draft): string[] {
  const keys = new Set([...HEADER_KEYS, ...SECTION_KEYS, ...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter(key => !APART_FROM.includes(key) && !same(under(before, key), under(after, key)))
}

/** What differs between two contracts as data: comments, layout and the order of keys are no difference. */
export function differences(before: Draft, after: Draft): Difference[] {
  const inWords = [sayer(before), sayer(after)] as const
  return changedSections(before, after).flatMap(section => {
    const known = SECTION_KEYS.includes(section) || HEADER_KEYS.includes(section)
    return walk(under(before, section), under(after, section), {
      keys: [section],
      label: '',
      field: [fieldWords(section)],
      known,
      say: known ? inWords : [sayPlainly, sayPlainly],
    })
  })
}

/** The heading for what differs under a key. */
export const sectionTitle = (key: string): string =>
  allSections.find(({ id }) => id === key)?.title ??
  (HEADER_KEYS.includes(key) ? 'The contract as a whole' : 'Also in the file')

/** `Ana · "Three case studies": due 30 June 2026 -> 30 September 2026`, one line a difference. */
export const differenceLines = (found: readonly Difference[], names: Names): string[] =>
  found.map(each => {
    const { owner, label, field } = each
    const whose = owner === undefined ? '' : owner === 'a' || owner === 'b' ? names[owner] : 'Together'
    const about = [label && field !== undefined ? `"${shorten(label)}":` : '', happened(each)].filter(Boolean).join(' ')
    return oneLine([whose, about].filter(Boolean).join(' · '))
  })

function happened({ path, what, field, said: { before, after } }: Difference): string {
  // The thing itself is named by the list that it stands in: `wins.a[2]` is a win.
  const kind = field ?? fieldWords(path.match(/([^.[\]]+?)(?:\.(?:a|b|big))?\[\d+\]$/)?.[1] ?? path)
  if (what === 'added') return `${kind} added: ${after}`
  if (what === 'removed') return `${kind} removed: ${before}`
  if (before === after) return `${kind} ${after} looks the same, and is spaced or spelled in another way`
  const joined = `${before}${after}`.includes('"') ? `${before} is now ${after}` : `${before} -> ${after}`
  return field === undefined ? joined : `${field} ${joined}`
}
