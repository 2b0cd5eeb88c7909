import type { Draft } from './draft.ts'
import { get, listAt, set } from './draft.ts'

/** The first of `prefix1`, `prefix2`, … that is not taken. */
export function nextId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  let count = 1
  while (used.has(`${prefix}${count}`)) count += 1
  return `${prefix}${count}`
}

const idsIn = (list: readonly unknown[]): string[] =>
  list.flatMap(entry => {
    const id = typeof entry === 'object' && entry !== null ? (entry as { id?: unknown }).id : undefined
    return typeof id === 'string' ? [id] : []
  })

function withListIds(draft: Draft, path: string, prefix: (entry: Draft) => string, taken: string[]): Draft {
  return listAt<Draft>(draft, path).reduce((data: Draft, entry, index) => {
    if (typeof entry !== 'object' || entry === null || get(entry, 'id') !== undefined) return data
    const id = nextId(prefix(entry), taken)
    taken.push(id)
    return set(data, `${path}.${index}`, { id, ...entry })
  }, draft)
}

const STEP_LETTER: Readonly<Record<string, string>> = { a: 'a', b: 'b' }

/**
 * Gives an id to every win, milestone, role and first step that has none: `w1`, `a1`, `w1m1`, `a.1`, `0-a1`.
 * What has an id keeps it, and nobody reads meaning out of one. `reserved` ids belonged to something that is gone.
 */
export function withIds(draft: Draft, reserved: readonly string[] = []): Draft {
  const lists = ['big', 'a', 'b'] as const
  const wins = [...reserved, ...lists.flatMap(owner => idsIn(listAt(draft, `wins.${owner}`)))]
  let data = lists.reduce(
    (next: Draft, owner) => withListIds(next, `wins.${owner}`, () => (owner === 'big' ? 'w' : owner), wins),
    draft,
  )
  for (const owner of lists) {
    listAt<Draft>(data, `wins.${owner}`).forEach((win, index) => {
      const path = `wins.${owner}.${index}.milestones`
      data = withListIds(data, path, () => `${String(get(win, 'id'))}m`, [...reserved, ...idsIn(listAt(data, path))])
    })
  }
  const roles = [...reserved, ...['a', 'b'].flatMap(owner => idsIn(listAt(data, `roles.${owner}`)))]
  for (const owner of ['a', 'b']) data = withListIds(data, `roles.${owner}`, () => `${owner}.`, roles)
  const steps = [...reserved, ...idsIn(listAt(data, 'firstSteps'))]
  return withListIds(data, 'firstSteps', step => `0-${STEP_LETTER[String(get(step, 'owner'))] ?? 'x'}`, steps)
}
