import { type Contract, contractSchema } from '../../contract/contract.ts'
import { daysBetween, dayText } from '../../contract/day.ts'
import { changedSections } from '../../contract/difference/index.ts'
import { type Draft, isMap, listAt, textAt } from '../../contract/draft.ts'
import { withIds } from '../../contract/ids.ts'
import { OWNERS, type Owner } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { agreedChanges as agreedChangesOf } from '../agreed-changes.ts'
import { count, defineSignal, some, whenAbove } from './signal.ts'

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
    const age = days ? `is ${count(days, 'day')} old` : 'is of today'
    return {
      level: whenAbove(days / reviewEveryDays, limits),
      values: { days, reviewEveryDays },
      says: `This version of the contract ${age}; ${agreed ? 'you agreed to look again after' : 'it is usual to look again after'} ${count(reviewEveryDays, 'day')}.`,
    }
  },
})

export const signatures = defineSignal({
  id: 'signatures',
  words: 'Signatures',
  why: 'What both of you agreed to is what both of you signed.',
  talk: 'Is there something in it to settle before you both sign?',
  limits: () =>
    "!! if one of you has not signed this version; ! if it changes nothing but its author's own goals in one you both signed",
  compute: ({ contract, standing, names }) => {
    const { version } = contract
    const signed = OWNERS.filter(owner => standing.signed[owner])
    const open = OWNERS.filter(owner => !standing.signed[owner])
    const author = ownGoalsOnly(contract, standing.agreed)
    const others = author
      ? ` It differs from version ${Number(standing.agreed?.version)}, which you both signed, only in the goals of ${names[author]}.`
      : ''
    return {
      level: !open.length ? 'ok' : author ? 'watch' : 'warn',
      values: {
        version,
        signed: Object.fromEntries(signed.map(owner => [owner, standing.signed[owner]!.date])),
      },
      says: open.length
        ? `Version ${version} is still to be signed by ${open.map(owner => names[owner]).join(' and ')}.${others}`
        : `Both of you signed version ${version}.`,
    }
  },
})

/** Who made a version that changes nothing but their own goals in the one that both signed. */
function ownGoalsOnly(contract: Contract, agreed: Draft | undefined): Owner | undefined {
  const author = contract.changes.at(-1)?.by
  const before = agreed && contractSchema.safeParse(withIds(agreed)).data
  if (!author || !before || before.version === contract.version) return undefined
  const without = (one: Contract): Draft => ({ ...one, wins: { ...one.wins, [author]: [] } })
  return changedSections(without(before), without(contract)).length ? undefined : author
}

export const agreedChanges = defineSignal({
  id: 'agreedChanges',
  words: 'Agreed, and not yet in the contract',
  why: 'What you agreed to change is forgotten if the contract goes on saying otherwise.',
  talk: 'Do you still want it?',
  limits: ({ watch, warn }) => `! after more than ${count(watch, 'day')}, !! after more than ${count(warn, 'day')}`,
  compute: ({ contract, sessions, asOf }, limits) => {
    const open = agreedChangesOf(contract, sessions, asOf)
    const oldest = Math.max(0, ...open.map(({ change }) => change.days))
    const told = open.map(({ text, change }) => `${change.what} "${shorten(text, 48)}" (${dayText(change.date)})`)
    return {
      level: whenAbove(oldest, limits),
      values: { open: open.map(({ change }) => change) },
      says: open.length ? `You agreed to ${some(told)}.` : 'The contract has every change that a check-in agreed on.',
    }
  },
})

export const openQuestions = defineSignal({
  id: 'openQuestions',
  words: 'Questions about the other organization',
  why: 'What one side does not know about the other, it will guess.',
  talk: 'Who can find it out?',
  limits: ({ watch }) => `! from ${count(watch, 'question')} without an answer on; only for two organizations`,
  compute: ({ contract, held }, { watch }) => {
    if (!isMap((contract as Draft).organizations)) return []
    const answered = new Set(held.flatMap(({ answers }) => answers.map(({ question }) => question)))
    // This part of a contract has no schema yet.
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
        : 'No question about the other organization is waiting for an answer.',
    }
  },
})
