import { allWins } from '../../contract/contract.ts'
import { measureText } from '../../contract/sections/wins/win.ts'
import { shorten } from '../../contract/text.ts'
import { count, defineSignal, NO_SESSION, some, whenFrom } from './signal.ts'

const named = (goal: { text: string }) => `"${shorten(goal.text, 48)}"`

export const goalsWithoutProgress = defineSignal({
  id: 'goalsWithoutProgress',
  words: 'Goals that move',
  why: 'A goal that rests for long may be too big, may wait for something, or may be nobody’s any more.',
  talk: 'Still yours, still realistic?',
  limits: ({ watch, warn }) => `! from ${count(watch, 'session')} without a move on, !! from ${warn} on`,
  compute: ({ goals, held }, limits) => {
    const resting = goals
      .filter(goal => goal.sessionsSinceProgress >= limits.watch)
      .sort((one, two) => two.sessionsSinceProgress - one.sessionsSinceProgress)
    const longest = Math.max(0, ...goals.map(goal => goal.sessionsSinceProgress))
    const says = resting.map((goal, index) => {
      const since = goal.sessionsSinceProgress
      return index === 0 ? `${named(goal)} has not moved for ${count(since, 'session')}` : `${named(goal)} for ${since}`
    })
    return {
      level: goals.length ? whenFrom(longest, limits) : 'ok',
      values: {
        sessionsSinceProgress: Object.fromEntries(goals.map(goal => [goal.id, goal.sessionsSinceProgress])),
        stalled: resting.map(goal => goal.id).sort(),
      },
      says: says.length ? `${some(says)}.` : held.length ? 'Every open goal moved not long ago.' : NO_SESSION,
    }
  },
})

export const celebrationGap = defineSignal({
  id: 'celebrationGap',
  words: 'Wins',
  why: 'What went well is easily passed over when there is work to do.',
  talk: 'What went well that nobody has named yet?',
  limits: ({ watch, warn }) => `! from ${count(watch, 'session')} without a win or a finished goal, !! from ${warn} on`,
  compute: ({ held }, limits) => {
    const since =
      held.length -
      1 -
      held.findLastIndex(({ wins, goals }) => wins.length > 0 || goals.some(({ state }) => state === 'finished'))
    return {
      level: whenFrom(since, limits),
      values: { sessionsSinceWin: since },
      says: !held.length
        ? NO_SESSION
        : since
          ? `No win is written down from the last ${since === 1 ? 'session' : `${since} sessions`}.`
          : 'The last session had a win.',
    }
  },
})

export const vagueGoals = defineSignal({
  id: 'vagueGoals',
  words: 'Goals with a measure and a day',
  why: 'What both of you can see needs no judge.',
  talk: 'How will you both know that it is done, and when?',
  limits: ({ watch, warn }) => `! from ${count(watch, 'goal')} without one on, !! for more than ${warn} of all`,
  compute: ({ contract, goals }, { watch, warn }) => {
    const open = new Set(goals.map(goal => goal.id))
    const vague = allWins(contract)
      .filter(win => open.has(win.id))
      .map(win => ({ ...win, lacks: [measureText(win) ? [] : 'no measure', win.due ? [] : 'no day'].flat() }))
      .filter(({ lacks }) => lacks.length)
    return {
      level: !vague.length || vague.length < watch ? 'ok' : vague.length > warn * goals.length ? 'warn' : 'watch',
      values: { vague: vague.map(goal => goal.id).sort(), openWins: goals.length },
      says: vague.length
        ? `${some(vague.map(named))} ${vague.length === 1 ? `has ${vague[0]!.lacks.join(' and ')}` : 'have no measure or no day'} yet.`
        : 'Every open goal has a measure and a day.',
    }
  },
})
