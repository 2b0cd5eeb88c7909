import { contractSchema } from './contract.ts'
import { changedSections } from './difference/index.ts'
import { same } from './difference/pairing.ts'
import { ownWords } from './difference/words.ts'
import type { Draft } from './draft.ts'
import { isMap, listAt, set } from './draft.ts'
import type { Owner } from './people.ts'
import { WIN_LISTS } from './sections/wins/index.ts'

/** What is said about a change beside the change itself. */
export interface About {
  date: string
  by: Owner
  why?: string | undefined
  /** The partner whose goals are changed by the other, and who wants it so. */
  confirmedBy?: Owner | undefined
  /** The contract as it was, if check-ins have been recorded under it: what they agreed to change may be made now. */
  was?: Draft | undefined
}

/** The contract as its next version, with what changed since `before`. */
export function asNextVersion(before: Draft, wanted: Draft, { date, by, why, confirmedBy }: About): Draft {
  const version = Number(before.version) + 1
  const sections = changedSections(before, wanted)
  const goals = changedGoalIds(before, wanted)
  const change = {
    version,
    date,
    by,
    sections,
    ...(goals.length && { goals }),
    why,
    ...(confirmedBy && { confirmedBy: [confirmedBy] }),
  }
  return inFileOrder({ ...wanted, version, changes: [...listAt(wanted, 'changes'), change] })
}

/** The contract changed in place; what `changes` says of its version, held against the version `earlier`, goes along. */
export function asSameVersion(
  earlier: Draft | undefined,
  wanted: Draft,
  { date, by, why, confirmedBy, was }: About,
): Draft {
  const changes = listAt<Draft>(wanted, 'changes').map(change => {
    if (!earlier || change.version !== wanted.version) return change
    const confirmed = [...new Set([...listAt(change, 'confirmedBy'), ...(confirmedBy ? [confirmedBy] : [])])]
    if (!listAt(change, 'sections').length) return change
    const goals = changedGoalIds(earlier, wanted)
    return {
      ...change,
      sections: changedSections(earlier, wanted),
      ...(goals.length && { goals }),
      ...(why && { why }),
      ...(confirmed.length && { confirmedBy: confirmed }),
    }
  })
  // What a check-in agreed to change is made on this day, whenever the version was begun.
  const goals = was ? changedGoalIds(was, wanted) : []
  const isSaid = changes.some(change => change.date === date && goals.every(id => listAt(change, 'goals').includes(id)))
  if (goals.length && !isSaid) changes.push({ version: wanted.version, date, by, goals })
  return inFileOrder(changes.length ? { ...wanted, changes } : wanted)
}

/** A key that is new in a file stands where `init` would have put it. */
function inFileOrder(data: Draft): Draft {
  const known = Object.keys(contractSchema.shape).filter(key => data[key] !== undefined)
  return { ...Object.fromEntries(known.map(key => [key, data[key]])), ...data }
}

/** The goals of a partner that are new, gone, or not as they were, in their newest words. */
export function changedGoals(before: Draft, after: Draft, owner: Owner): string[] {
  const [old, now] = [before, after].map(data => listAt<Draft>(data, `wins.${owner}`)) as [Draft[], Draft[]]
  const without = (goals: Draft[], others: Draft[]) =>
    goals.filter(goal => !others.some(other => other.id === goal.id && same(other, goal)))
  const changed = without(now, old)
  const gone = old.filter(goal => !now.some(({ id }) => id === goal.id))
  return [...changed, ...gone].map(ownWords)
}

/** The ids of the goals that are new, gone, or not as they were. */
export function changedGoalIds(before: Draft, after: Draft): string[] {
  const [old, now] = [before, after].map(data => WIN_LISTS.flatMap(list => listAt<Draft>(data, `wins.${list}`))) as [
    Draft[],
    Draft[],
  ]
  const idsOf = (goals: readonly Draft[], others: readonly Draft[]) =>
    goals
      .filter(goal => !others.some(other => other.id === goal.id && same(other, goal)))
      .flatMap(({ id }) => (typeof id === 'string' ? id : []))
  return [...new Set([...idsOf(now, old), ...idsOf(old, now)])]
}

const LISTS = [...WIN_LISTS.map(owner => `wins.${owner}`), 'roles.a', 'roles.b', 'firstSteps']

/** What comes back without its id and in the same words is the same: a goal keeps its history. */
export function withOldIds(before: Draft, after: Draft): Draft {
  const data = LISTS.reduce((next, path) => identified(next, path, listAt(before, path)), after)
  const oldWins = WIN_LISTS.flatMap(owner => listAt<Draft>(before, `wins.${owner}`))
  const wins = WIN_LISTS.flatMap(owner =>
    listAt(data, `wins.${owner}`).map((win, index) => ({ win, path: `wins.${owner}.${index}.milestones` })),
  )
  return wins.reduce((next, { win, path }) => {
    const old = isMap(win) && oldWins.find(({ id }) => id === win.id)
    return old ? identified(next, path, listAt(old, 'milestones')) : next
  }, data)
}

function identified(data: Draft, path: string, old: readonly unknown[]): Draft {
  const entries = listAt(data, path)
  const taken = new Set(entries.map(entry => isMap(entry) && entry.id))
  return entries.reduce((next: Draft, entry, index) => {
    if (!isMap(entry) || entry.id !== undefined || !ownWords(entry)) return next
    const found = old.find(each => isMap(each) && !taken.has(each.id) && ownWords(each) === ownWords(entry)) as
      | Draft
      | undefined
    if (!found) return next
    taken.add(found.id)
    return set(next, `${path}.${index}`, { id: found.id, ...entry })
  }, data)
}

const NAMING = new Set(['id', 'win', 'role', 'step'])

/** Every id that data has or mentions: what is new takes none of them, even where its owner is gone. */
export function idsIn(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(idsIn)
  if (!isMap(data)) return []
  return Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'string' ? (NAMING.has(key) ? [value] : []) : idsIn(value),
  )
}
