import type { Draft } from '../draft.ts'
import { isMap } from '../draft.ts'
import { pathText } from '../issues.ts'
import { WIN_LISTS } from '../sections/wins/index.ts'
import { shorten } from '../text.ts'
import { apart } from './apart.ts'
import type { Difference } from './index.ts'
import { pairsOf, same, under } from './pairing.ts'
import { fieldWords, ownKey, ownWords, type Say } from './words.ts'

/** Where a walk through two contracts is, and how things are called there. */
export interface Place {
  keys: readonly (string | number)[]
  owner?: Difference['owner']
  label: string
  /** The words for the place within what the label names. */
  field: readonly string[]
  /** Within a win, a role, a step: the words for it as a whole. */
  entry?: readonly string[]
  /** Keys that nobody knows are named by their path. */
  known: boolean
  say: readonly [before: Say, after: Say]
}

/** Every difference between two values that stand at one place. */
export function walk(before: unknown, after: unknown, at: Place): Difference[] {
  if (same(before, after)) return []
  const [one, two] = [before ?? emptyLike(after), after ?? emptyLike(before)]
  if (Array.isArray(one) && Array.isArray(two) && one.length + two.length > 0) return listWalk(one, two, at)
  const both = isMap(before) && isMap(after)
  // A rhythm is one fact, kept in several keys.
  const divided =
    pathText(at.keys) !== `${MEETINGS}.${RHYTHM}` && (both || !isOneThing({ ...(one as Draft), ...(two as Draft) }, at))
  if (isMap(one) && isMap(two) && divided) return mapWalk(one, two, at)
  return [difference(before, after, at)]
}

const emptyLike = (value: unknown): unknown => (Array.isArray(value) ? [] : isMap(value) ? {} : undefined)

const isOwner = (key: unknown): key is (typeof WIN_LISTS)[number] => WIN_LISTS.some(list => list === key)

/** A measure comes and goes as one thing. What stands in a section, and in it on each partner's side, does not. */
const isOneThing = (map: Draft, at: Place): boolean => {
  const keys = Object.keys(map)
  const inParts = at.keys.length === 1 || keys.some(key => isOwner(key) || isMap(map[key]))
  return keys.length === 0 || at.entry !== undefined || !inParts
}

function mapWalk(before: Draft, after: Draft, at: Place): Difference[] {
  const [one, two] = pathText(at.keys) === MEETINGS ? [withRhythm(before), withRhythm(after)] : [before, after]
  const own = at.entry && (ownKey(two) ?? ownKey(one))
  // What a section is called, its heading says.
  const inSection = !at.entry && at.keys.filter(key => !isOwner(key)).length === 1
  return Object.keys({ ...one, ...two }).flatMap(key => {
    const next = { ...at, keys: [...at.keys, key] }
    if (!at.entry && isOwner(key)) return walk(under(one, key), under(two, key), { ...next, owner: key })
    const field = key === own ? at.entry! : [...(inSection ? [] : at.field), fieldWords(key)]
    return walk(under(one, key), under(two, key), { ...next, field })
  })
}

const MEETINGS = 'agreements.meetings'
const RHYTHM = 'every'

/** Every second Monday is one fact, in several keys; which day that is may follow from the first date. */
function withRhythm({ every, unit, weekday, weekdays, nth, day, days, first, ...rest }: Draft): Draft {
  const all = { every, unit, weekday, weekdays, nth, day, days, first }
  const rule = Object.entries(all).filter(([, value]) => value !== undefined)
  if (rule.length === 1 && first !== undefined) return { first, ...rest }
  return rule.length ? { [RHYTHM]: Object.fromEntries(rule), ...rest } : rest
}

function listWalk(before: readonly unknown[], after: readonly unknown[], at: Place): Difference[] {
  const pairs = pairsOf(before, after)
  const pairOf = new Map(pairs)
  const stayed = new Set(pairOf.values())
  const found = before.flatMap((entry, index) => {
    const to = pairOf.get(index)
    return to === undefined ? entryWalk(entry, undefined, index, at) : entryWalk(entry, after[to], to, at)
  })
  const added = after.flatMap((entry, index) => (stayed.has(index) ? [] : entryWalk(undefined, entry, index, at)))
  const moved = pairs.some(([, to], index) => to < (pairs[index - 1]?.[1] ?? 0))
  const order = { ...at, field: [...at.field.slice(0, -1), `${at.field.at(-1)} order`] }
  return [...found, ...added, ...(moved ? [difference(before.map(named), after.map(named), order)] : [])]
}

const named = (entry: unknown): unknown => (isMap(entry) ? ownWords(entry) || entry.id || entry : entry)

function entryWalk(before: unknown, after: unknown, index: number, at: Place): Difference[] {
  const entry = after ?? before
  const keys = [...at.keys, index]
  const owner = at.owner ?? (at.entry ? undefined : ownerOf(entry))
  const words = ownWords(entry)
  const label = at.entry ? at.label : words
  const whole = { ...at, keys, owner, label, field: at.entry ? at.field : [] }
  if (!isMap(before) || !isMap(after)) return same(before, after) ? [] : [difference(before, after, whole)]
  const name = words ? `"${shorten(words)}"` : `${index + 1}`
  const within = at.entry || !words ? [...at.field.slice(0, -1), `${at.field.at(-1)} ${name}`] : []
  return mapWalk(before, after, { ...whole, field: within, entry: whole.field })
}

/** A step says itself whose it is. */
function ownerOf(entry: unknown): Difference['owner'] {
  const owner = isMap(entry) ? entry.owner : undefined
  return owner === 'a' || owner === 'b' || owner === 'both' ? owner : undefined
}

function difference(before: unknown, after: unknown, at: Place): Difference {
  const { keys, owner, known } = at
  const key = String(keys.findLast(key => typeof key === 'string'))
  const [was, is] = [at.say[0](key, before), at.say[1](key, after)]
  const what = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  // Where there is nothing to compare, only a person's own long text is cut.
  const one = (said: ReturnType<Say>) => (said.own ? shorten(said.text, 240) : said.text)
  const texts = what === 'changed' ? apart(was.text, is.text) : [one(was), one(is)]
  const said = [was, is].map(({ own }, index) => (own ? `"${texts[index]}"` : texts[index]!))
  const field = known ? at.field.join(': ') : pathText(keys)
  return {
    section: String(keys[0]),
    path: pathText(keys),
    ...(owner !== undefined && { owner }),
    what,
    label: known ? at.label : '',
    ...(field && { field }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    said: { before: said[0]!, after: said[1]! },
  }
}
