import { daysBetween } from '../../contract/day.ts'
import { OWNERS } from '../../contract/people.ts'
import { openConcernsOf } from '../concerns.ts'
import { count, defineSignal, type Level } from './signal.ts'

export const openConcerns = defineSignal({
  id: 'openConcerns',
  words: 'Open concerns',
  why: 'A concern that someone dared to write down comes back until they call it resolved.',
  talk: 'What would it take to close it?',
  limits: ({ watch, warn, warnDays, warnOpen }) =>
    `! from ${count(watch, 'check-in')} after it was raised, !! from ${warn} check-ins or more than ${warnDays} days, or if ${warnOpen} are open`,
  compute: ({ held, asOf, after, names }, { watch, warn, warnDays, warnOpen }) => {
    const open = openConcernsOf(held).map(({ id, since, awaiting }) => ({
      id,
      sessions: after(held, since),
      days: daysBetween(since.date, asOf),
      awaiting: awaiting?.by ?? [],
    }))
    const worst = open.some(({ sessions, days }) => sessions >= warn || days > warnDays) || open.length >= warnOpen
    const level: Level = open.length && worst ? 'warn' : open.some(({ sessions }) => sessions >= watch) ? 'watch' : 'ok'
    const waiting = OWNERS.filter(owner => open.some(({ awaiting }) => awaiting.includes(owner))).map(
      owner => names[owner],
    )
    const oldest = Math.max(0, ...open.map(({ sessions }) => sessions))
    return {
      level,
      values: {
        open: Object.fromEntries(
          open.map(({ id, sessions, days, awaiting }) => [
            id,
            { sessions, days, ...(awaiting.length && { awaiting }) },
          ]),
        ),
      },
      says: open.length
        ? `${count(open.length, 'concern is', 'concerns are').replace(/^o/, 'O')} open${oldest ? `, the oldest for ${count(oldest, 'check-in')}` : ''}.${waiting.length ? ` ${waiting.join(' and ')} ${waiting.length === 1 ? 'has' : 'have'} yet to confirm what was called resolved.` : ''}`
        : 'No concern is open.',
    }
  },
})

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

export const trustPulse = defineSignal({
  id: 'trustPulse',
  words: 'Feeling safe to speak',
  why: 'Feeling safe with each other and learning go together.',
  talk: 'What have we not said yet?',
  limits: ({ watch, warn, atLeast }) =>
    `! if it fell by ${watch} or more, !! if one of the last two is ${warn} or less, from ${atLeast} answers on`,
  compute: ({ held, names }, { watch, warn, atLeast }) => {
    const found = OWNERS.map(owner => {
      const values = held.flatMap(({ pulse }) => pulse[owner]?.safety ?? [])
      const enough = values.length >= Math.max(2, atLeast)
      const drop = enough ? mean(values.slice(0, 2)) - mean(values.slice(-2)) : null
      const low = values.slice(-2).some(value => value <= warn)
      const level: Level = drop === null ? 'tooFew' : low ? 'warn' : drop >= watch ? 'watch' : 'ok'
      return { owner, values, level, drop }
    })
    const levels = found.map(({ level }) => level)
    const level = (['warn', 'watch', 'tooFew'] as const).find(one => levels.includes(one)) ?? 'ok'
    return {
      level,
      values: {
        byPartner: Object.fromEntries(
          found.map(({ owner, values, level, drop }) => [owner, { level, last: values.at(-1) ?? null, drop }]),
        ),
      },
      says: `${found
        .map(({ owner, values }) =>
          values.length
            ? `${names[owner]} started at ${values[0]} of 5 and said ${values.at(-1)} last`
            : `${names[owner]} has not said yet`,
        )
        .join('; ')}.`,
    }
  },
})
