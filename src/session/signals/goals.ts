import { allWins } from '../../contract/contract.ts'
import { dayText } from '../../contract/day.ts'
import { measureText } from '../../contract/sections/wins/measure.ts'
import { shorten } from '../../contract/text.ts'
import { isReached } from '../goals.ts'
import type { HeldSession } from '../sessions.ts'
import { count, defineSignal, NO_CHECKIN, some, whenFrom } from './signal.ts'

const named = (goal: { text: string }) => `"${shorten(goal.text, 48)}"`

export const goalsWithoutProgress = defineSignal({
  id: 'goalsWithoutProgress',
  words: 'Goals that move',
  why: 'A goal that rests for long may be too big, may wait for something, or may no longer be anyone’s.',
  talk: 'Still yours, still realistic?',
  limits: ({ watch, warn }) =>
    `! from ${count(watch, 'check-in')} without progress on, !! from ${warn} on; a goal at its target may rest`,
  compute: ({ goals, held }, limits) => {
    const moving = goals.filter(goal => !isReached(goal))
    const resting = moving
      .filter(goal => goal.sessionsSinceProgress >= limits.watch)
      .sort((one, two) => two.sessionsSinceProgress - one.sessionsSinceProgress)
    const longest = Math.max(0, ...moving.map(goal => goal.sessionsSinceProgress))
    const stalled = resting.map((goal, index) => {
      const since = goal.sessionsSinceProgress
      return index === 0
        ? `${named(goal)} has not moved for ${count(since, 'check-in')}`
        : `${named(goal)} for ${since}`
    })
    const still = moving.filter(goal => !goal.lastMoved)
    const tooFew = !held.length || !goals.length || (moving.length > 0 && still.length === moving.length)
    return {
      level: stalled.length ? whenFrom(longest, limits) : tooFew ? 'tooFew' : 'ok',
      values: {
        sessionsSinceProgress: Object.fromEntries(goals.map(goal => [goal.id, goal.sessionsSinceProgress])),
        stalled: resting.map(goal => goal.id).sort(),
      },
      says: stalled.length
        ? `${some(stalled)}.`
        : !held.length
          ? NO_CHECKIN
          : !goals.length
            ? 'No goal is open.'
            : still.length
              ? `${some(still.map(named))} ${still.length === 1 ? 'has' : 'have'} not moved yet.`
              : moving.length
                ? `Every open goal ${moving.length < goals.length ? 'moved in the last few check-ins or is at its target' : 'moved in the last few check-ins'}.`
                : 'Every open goal is at its target.',
    }
  },
})

export const celebrationGap = defineSignal({
  id: 'celebrationGap',
  words: 'What went well',
  why: 'What went well is easily passed over if there is work to do.',
  talk: 'What went well that no one has named yet?',
  limits: ({ watch, warn }) =>
    `! from ${count(watch, 'check-in')} in which nothing went well and no goal was finished, !! from ${warn} on`,
  compute: ({ held, since }, limits) => {
    const isGood = ({ wins, goals }: HeldSession) => wins.length > 0 || goals.some(({ state }) => state === 'finished')
    const gap = since(held, isGood)
    const last = held.findLast(isGood)
    return {
      level: held.length ? whenFrom(gap, limits) : 'tooFew',
      values: { sessionsSinceWin: gap },
      says: !held.length
        ? NO_CHECKIN
        : last === held.at(-1)
          ? 'In the last check-in something went well.'
          : last
            ? `What went well was written down last on ${dayText(last.date)}.`
            : 'No check-in says yet what went well.',
    }
  },
})

export const vagueGoals = defineSignal({
  id: 'vagueGoals',
  words: 'Goals with a measure and a date',
  why: 'If you can both see it, no one has to judge. A date makes it easy to ask about.',
  talk: 'How will you both know that it is done, and when?',
  limits: ({ watch, warn }) => `! from ${count(watch, 'goal')} without one on, !! for more than ${warn} of all`,
  compute: ({ contract, goals }, { watch, warn }) => {
    const open = new Set(goals.map(goal => goal.id))
    const vague = allWins(contract)
      .filter(win => open.has(win.id))
      .map(win => ({ ...win, lacks: [measureText(win) ? [] : 'no measure', win.due ? [] : 'no date'].flat() }))
      .filter(({ lacks }) => lacks.length)
    if (!open.size) return { level: 'tooFew', values: { vague: [], openWins: 0 }, says: 'No goal is open.' }
    return {
      level: !vague.length || vague.length < watch ? 'ok' : vague.length > warn * goals.length ? 'warn' : 'watch',
      values: { vague: vague.map(goal => goal.id).sort(), openWins: goals.length },
      says: vague.length
        ? `${some(vague.map(named))} ${vague.length === 1 ? `has ${vague[0]!.lacks.join(' and ')}` : 'have no measure or no date'} yet.`
        : 'Every open goal has a measure and a date.',
    }
  },
})
