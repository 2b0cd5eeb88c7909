import { OWNERS } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { asWord, count, defineSignal, NO_CHECKIN, some } from './signal.ts'

const named = (role: { text: string }) => `"${shorten(role.text, 40)}"`

export const rolesNotMentioned = defineSignal({
  id: 'rolesNotMentioned',
  words: 'Roles that come up',
  why: 'A role that no one speaks of may be done in silence, or not at all.',
  talk: 'Still needed, and still in the right hands?',
  limits: ({ watch }) => `! from ${count(watch, 'check-in')} on in which a role did not come up`,
  compute: ({ roles, names, held }, { watch }) => {
    const silent = roles.filter(role => role.sessionsSinceMention >= watch)
    const says = OWNERS.flatMap(owner => {
      const own = silent.filter(role => role.owner === owner)
      if (!own.length) return []
      const least = Math.min(...own.map(role => role.sessionsSinceMention))
      return own.length === 1
        ? `${names[owner]}'s role ${named(own[0]!)} has not come up for ${count(least, 'check-in')}.`
        : `${asWord(own.length)} of ${names[owner]}'s roles have not come up for ${count(least, 'check-in')} or more: ${some(own.map(named))}.`
    })
    const mentioned = roles.filter(role => role.lastMentioned)
    const never = roles.filter(role => !role.lastMentioned)
    const lately = !held.length
      ? NO_CHECKIN
      : !roles.length
        ? 'The contract has no roles.'
        : !mentioned.length
          ? 'No role has been named yet.'
          : never.length
            ? `${some(never.map(named))} ${never.length === 1 ? 'has' : 'have'} not been named yet.`
            : 'Every role came up in the last few check-ins.'
    return {
      level: silent.length ? 'watch' : mentioned.length ? 'ok' : 'tooFew',
      values: {
        sessionsSinceMention: Object.fromEntries(roles.map(role => [role.id, role.sessionsSinceMention])),
        neglected: silent.map(role => role.id).sort(),
      },
      says: says.join(' ') || lately,
    }
  },
})
