import { OWNERS } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { asWord, count, defineSignal, NO_SESSION, some } from './signal.ts'

const named = (role: { text: string }) => `"${shorten(role.text, 40)}"`

export const rolesNotMentioned = defineSignal({
  id: 'rolesNotMentioned',
  words: 'Roles that come up',
  why: 'A role that nobody speaks of may be done in silence, or by nobody.',
  talk: 'Still needed, and still in the right hands?',
  limits: ({ watch }) => `! from ${count(watch, 'session')} on in which a role did not come up`,
  compute: ({ roles, names, held }, { watch }) => {
    const silent = roles.filter(role => role.sessionsSinceMention >= watch)
    const says = OWNERS.flatMap(owner => {
      const own = silent.filter(role => role.owner === owner)
      if (!own.length) return []
      const least = Math.min(...own.map(role => role.sessionsSinceMention))
      return own.length === 1
        ? `${names[owner]}'s role ${named(own[0]!)} has not come up for ${count(least, 'session')}.`
        : `${asWord(own.length)} of ${names[owner]}'s roles have not come up for ${count(least, 'session')} or more: ${some(own.map(named))}.`
    })
    return {
      level: silent.length ? 'watch' : 'ok',
      values: {
        sessionsSinceMention: Object.fromEntries(roles.map(role => [role.id, role.sessionsSinceMention])),
        neglected: silent.map(role => role.id).sort(),
      },
      says: says.join(' ') || (held.length ? 'Every role came up not long ago.' : NO_SESSION),
    }
  },
})
