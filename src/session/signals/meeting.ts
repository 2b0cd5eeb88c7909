import { daysBetween, nearDay } from '../../contract/day.ts'
import { cadenceDays, nextSession } from '../cadence.ts'
import { count, defineSignal, ofLast, share, whenAbove, whenBelow } from './signal.ts'

export const overdue = defineSignal({
  id: 'overdue',
  words: 'The next session',
  why: 'Partnerships seldom end with a word; they stop to meet.',
  talk: 'Which day suits you both now?',
  limits: ({ watch, warn }) =>
    `! when late by more than ${watch} of the usual time between your sessions, !! by more than ${warn} of it`,
  compute: ({ contract, sessions, asOf }, { watch, warn }) => {
    const { meetings } = contract.agreements
    const due = nextSession(meetings, sessions, contract.date)
    const cadence = cadenceDays(meetings)
    const daysOverdue = due ? Math.max(0, daysBetween(due, asOf)) : 0
    const grace = cadence === undefined ? undefined : Math.ceil(cadence * watch)
    return {
      level:
        due === undefined || cadence === undefined || grace === undefined
          ? 'tooFew'
          : whenAbove(daysOverdue, { watch: grace, warn: cadence * warn }),
      values: { nextDue: due ?? null, daysOverdue, cadenceDays: cadence ?? null, graceDays: grace ?? null },
      says: !due
        ? 'No next session is agreed.'
        : daysOverdue
          ? `The session agreed for ${nearDay(due, asOf)} is ${count(daysOverdue, 'day')} late.`
          : `The next session is agreed for ${nearDay(due, asOf)}.`,
    }
  },
})

const LOOKED_AT = 8

export const sessionsHeld = defineSignal({
  id: 'sessionsHeld',
  words: 'Sessions that took place',
  why: 'A rhythm that fits your weeks is easier to keep than a good one that does not.',
  talk: 'Does the rhythm still fit your weeks?',
  limits: ({ watch, warn, warnMissed }) =>
    `! below ${watch}, !! below ${warn} of the last ${LOOKED_AT}, or when the last ${warnMissed} were missed`,
  compute: ({ sessions }, { warnMissed, ...limits }) => {
    const last = sessions.slice(-LOOKED_AT)
    const held = last.filter(session => session.held).length
    const missed = last.length - 1 - last.findLastIndex(session => session.held)
    return {
      level: !last.length
        ? 'tooFew'
        : missed >= Math.max(1, warnMissed)
          ? 'warn'
          : whenBelow(held / last.length, limits),
      values: { held, recorded: last.length, value: share(held, last.length) },
      says: last.length ? `${ofLast(held, last.length, 'session')} took place.` : 'No session is recorded yet.',
    }
  },
})

const OTHERWISE: Readonly<Record<string, string>> = {
  each: 'Each of you starts for your own goals.',
  alternate: 'You take turns in starting.',
}

export const initiation = defineSignal({
  id: 'initiation',
  words: 'Who starts the sessions',
  why: 'Who calls for the sessions was agreed, so that it does not fall to one of you unseen.',
  talk: 'Is what you agreed on about starting still what you want?',
  limits: ({ watch }) => `! when more than ${watch} of the last sessions were started by another than agreed`,
  compute: ({ contract, recent, names }, { watch }) => {
    const agreed = contract.agreements.initiator
    const named = agreed === 'a' || agreed === 'b' ? agreed : undefined
    const others = recent.filter(({ session: { initiatedBy } }) => named && initiatedBy && initiatedBy !== named).length
    const isKnown = recent.some(({ session: { initiatedBy } }) => initiatedBy)
    const told = isKnown
      ? `; ${ofLast(others, recent.length, 'session')} began otherwise`
      : ', and no record says who did'
    return {
      level: recent.length && others / recent.length > watch ? 'watch' : named && !isKnown ? 'tooFew' : 'ok',
      values: { agreed: agreed ?? null, initiatedByOther: others, of: recent.length },
      says: named
        ? `You agreed that ${names[named]} starts${recent.length ? told : ''}.`
        : (OTHERWISE[agreed ?? ''] ?? 'Nothing is agreed about who starts.'),
    }
  },
})
