import { daysBetween, nearDay } from '../../contract/day.ts'
import { cadenceDays, nextSession } from '../cadence.ts'
import { count, defineSignal, ofLast, share, whenAbove, whenBelow } from './signal.ts'

export const overdue = defineSignal({
  id: 'overdue',
  words: 'The next check-in',
  why: "Most partnerships don't end with a decision. People just stop meeting.",
  talk: 'Which day suits you both now?',
  limits: ({ watch, warn }) =>
    `! if late by more than ${watch} of the usual time between your check-ins, !! by more than ${warn} of it`,
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
      ...(daysOverdue && { wayOut: 'Meet soon, or record that you missed it: partner checkin --missed.' }),
      values: { nextDue: due ?? null, daysOverdue, cadenceDays: cadence ?? null, graceDays: grace ?? null },
      says: !due
        ? 'No next check-in is agreed.'
        : daysOverdue
          ? `The check-in agreed for ${nearDay(due, asOf)} is ${count(daysOverdue, 'day')} late.`
          : `The next check-in is agreed for ${nearDay(due, asOf)}.`,
    }
  },
})

const LOOKED_AT = 8

export const sessionsHeld = defineSignal({
  id: 'sessionsHeld',
  words: 'Check-ins that took place',
  why: 'A rhythm that fits your weeks is easier to keep than a good one that does not.',
  talk: 'Does the rhythm still fit your weeks?',
  limits: ({ watch, warn, warnMissed }) =>
    `! below ${watch}, !! below ${warn} of the last ${LOOKED_AT}, or if the last ${warnMissed} were missed`,
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
      says: last.length ? `${ofLast(held, last.length, 'check-in')} took place.` : 'No check-in is recorded yet.',
    }
  },
})

const OTHERWISE: Readonly<Record<string, string>> = {
  each: 'You agreed that each of you starts check-ins about your own goals.',
  alternate: 'You agreed to take turns in starting.',
}

export const initiation = defineSignal({
  id: 'initiation',
  words: 'Who starts the check-ins',
  why: 'You agreed who starts the check-ins, so that it does not fall to one of you unnoticed.',
  talk: 'Is what you agreed on about starting still what you want?',
  limits: ({ watch }) => `! if more than ${watch} of the last check-ins were started by another than agreed`,
  compute: ({ contract, recent, names }, { watch }) => {
    const agreed = contract.agreements.initiator
    const named = agreed === 'a' || agreed === 'b' ? agreed : undefined
    const others = recent.filter(({ session: { initiatedBy } }) => named && initiatedBy && initiatedBy !== named).length
    const isKnown = recent.some(({ session: { initiatedBy } }) => initiatedBy)
    const told = isKnown
      ? `; ${ofLast(others, recent.length, 'check-in')} started otherwise`
      : ', and no record says who did'
    return {
      level:
        recent.length && others / recent.length > watch ? 'watch' : !agreed || (named && !isKnown) ? 'tooFew' : 'ok',
      values: { agreed: agreed ?? null, initiatedByOther: others, of: recent.length },
      says: named
        ? `You agreed that ${names[named]} starts${recent.length ? told : ''}.`
        : (OTHERWISE[agreed ?? ''] ?? 'Nothing is agreed about who starts.'),
    }
  },
})
