import { daysBetween } from '../../contract/day.ts'
import { type Draft, listAt, textAt } from '../../contract/draft.ts'
import { OWNERS } from '../../contract/people.ts'
import { count, defineSignal, whenAbove } from './signal.ts'

const USUAL_INTERVAL = 90

export const reviewAge = defineSignal({
  id: 'reviewAge',
  words: 'Last look at the contract',
  why: 'What you agreed on was right for that day; lives move on.',
  talk: 'Which line of the contract would you write differently today?',
  limits: ({ watch, warn }) =>
    `! after more than ${watch}, !! after more than ${warn} times the interval you agreed on`,
  compute: ({ contract, asOf }, limits) => {
    const changed = contract.changes.map(({ date }) => date).filter(date => date <= asOf)
    const days = Math.max(0, daysBetween([contract.date, ...changed].sort().at(-1)!, asOf))
    const agreed = contract.agreements.reviewEveryDays
    const reviewEveryDays = agreed ?? USUAL_INTERVAL
    return {
      level: whenAbove(days / reviewEveryDays, limits),
      values: { days, reviewEveryDays },
      says: `The contract is as it was ${days ? `${count(days, 'day')} ago` : 'today'}; ${agreed ? 'you agreed to look again after' : 'a new look is usual after'} ${count(reviewEveryDays, 'day')}.`,
    }
  },
})

export const signatures = defineSignal({
  id: 'signatures',
  words: 'Signatures',
  why: 'What both of you agreed to is what both of you signed.',
  talk: 'Is there something in it to settle before you both sign?',
  limits: () => '!! when one of you has not signed this version',
  compute: ({ contract: { version }, standing, names }) => {
    const signed = OWNERS.filter(owner => standing.signed[owner])
    const open = OWNERS.filter(owner => !standing.signed[owner])
    return {
      level: open.length ? 'warn' : 'ok',
      values: {
        version,
        signed: Object.fromEntries(signed.map(owner => [owner, standing.signed[owner]!.date])),
      },
      says: open.length
        ? `Version ${version} is still to be signed by ${open.map(owner => names[owner]).join(' and ')}.`
        : `Both of you signed version ${version}.`,
    }
  },
})

export const openQuestions = defineSignal({
  id: 'openQuestions',
  words: 'Questions about the other organization',
  why: 'What one side does not know of the other it will guess.',
  talk: 'Who can find it out?',
  limits: ({ watch }) => `! from ${count(watch, 'question')} without an answer on`,
  compute: ({ contract, held }, { watch }) => {
    const answered = new Set(held.flatMap(({ answers }) => answers.map(({ question }) => question)))
    // This part of a contract is read as it is found.
    const open = listAt<unknown>(contract as Draft, 'organizations.questions').flatMap(entry => {
      if (typeof entry !== 'object' || entry === null) return []
      const [id, text, answer] = ['id', 'text', 'answer'].map(key => textAt(entry as Draft, key).trim())
      return answer || !(id || text) || answered.has(id ?? '') ? [] : (id || text)!
    })
    return {
      level: open.length && open.length >= watch ? 'watch' : 'ok',
      values: { open },
      says: open.length
        ? `${count(open.length, 'question about the other organization waits', 'questions about the other organization wait').replace(/^o/, 'O')} for an answer.`
        : 'No question about the other organization waits for an answer.',
    }
  },
})
