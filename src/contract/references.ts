import type { Draft } from './draft.ts'
import { get, listAt } from './draft.ts'
import { OWNERS } from './people.ts'
import { WIN_LISTS } from './sections/wins/index.ts'

/** A place in the data and what is wrong there. */
export interface Fault {
  path: readonly (string | number)[]
  what: string
}

interface Mention {
  path: readonly (string | number)[]
  id: string
}

const idsAt = (draft: Draft, ...path: string[]): Mention[] =>
  listAt<Draft>(draft, path.join('.')).flatMap((entry, index) => {
    const id = entry && get(entry, 'id')
    return typeof id === 'string' ? [{ path: [...path, index, 'id'], id }] : []
  })

const twice = (mentions: readonly Mention[]): Fault[] =>
  mentions
    .filter(({ id }, index) => mentions.findIndex(other => other.id === id) < index)
    .map(({ path, id }) => ({ path, what: `the id ${id} is taken by another one above` }))

const nowhere = (mentions: readonly Mention[], known: readonly Mention[], kind: string): Fault[] =>
  mentions
    .filter(({ id }) => !known.some(other => other.id === id))
    .map(({ path, id }) => ({ path, what: `there is no ${kind} ${id}` }))

/** Ids that stand twice in their kind, and references to wins and roles that do not exist. */
export function referenceFaults(draft: Draft): Fault[] {
  const wins = WIN_LISTS.flatMap(list => idsAt(draft, 'wins', list))
  const roles = OWNERS.flatMap(owner => idsAt(draft, 'roles', owner))
  const steps = idsAt(draft, 'firstSteps')
  const mentioned = (key: 'win' | 'role') =>
    listAt<Draft>(draft, 'firstSteps').flatMap((step, index) => one(['firstSteps', index, key], step && get(step, key)))
  const served = OWNERS.flatMap(owner =>
    listAt<Draft>(draft, `wins.${owner}`).flatMap((win, index) =>
      one(['wins', owner, index, 'serves'], win && get(win, 'serves')),
    ),
  )
  const ofRoles = OWNERS.flatMap(owner =>
    listAt<Draft>(draft, `roles.${owner}`).flatMap((role, index) =>
      listAt<string>(role ?? {}, 'wins').flatMap((id, place) => one(['roles', owner, index, 'wins', place], id)),
    ),
  )
  return [
    ...[wins, roles, steps].flatMap(twice),
    ...nowhere([...served, ...ofRoles, ...mentioned('win')], wins, 'win'),
    ...nowhere(mentioned('role'), roles, 'role'),
  ]
}

const one = (path: Mention['path'], id: unknown): Mention[] => (typeof id === 'string' ? [{ path, id }] : [])
