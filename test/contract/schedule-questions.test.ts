import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/contract/draft.ts'
import { get } from '../../src/contract/draft.ts'
import type { Talk } from '../../src/contract/section.ts'
import { meetingQuestions } from '../../src/contract/sections/agreements/meetings.ts'

const talk = { names: { a: 'Ana', b: 'Ben' }, depth: 'short', today: '2026-01-05' } as Talk

/** Answers the questions about the schedule in turn, and says what was heard, or why an answer was refused. */
function said(...answers: [id: string, answer: string][]) {
  let draft: Draft = {}
  const heard = answers.map(([id, answer]) => {
    const question = () => meetingQuestions(draft, talk).find(each => each.id === `agreements.meetings.${id}`)!
    const result = question().write(draft, answer)
    if ('refused' in result) return result.refused
    draft = result.draft
    return question().heard?.(draft) ?? ''
  })
  return { heard: heard.at(-1), agreed: get(draft, 'agreements.meetings') }
}
const own = ['rhythm', 'own'] as [string, string]

describe('a schedule that is typed is shown as it was understood', () => {
  it.each([
    ['last Friday of the month', 'That is: On the last Friday of each month.'],
    ['first Monday at 18:30', 'That is: On the first Monday of each month at 18:30.'],
    ['Mondays and Thursdays', 'That is: Every Monday and Thursday.'],
    ['1st and 15th', 'That is: On the 1st and 15th of each month.'],
    ['every two weeks', 'That is: Every second week, counted from the last check-in.'],
  ])('%s', (words, heard) => expect(said(own, ['text', words]).heard).toBe(heard))

  it('and nothing is taken from words that say more', () => {
    const { heard, agreed } = said(own, ['text', 'Mondays, but never in August'])
    expect(heard).toBe('Saved in your words. No dates follow from them, so there is no calendar.')
    expect(agreed).toEqual({ text: 'Mondays, but never in August' })
  })

  it('and other words take away what the earlier ones meant', () => {
    expect(said(own, ['text', 'last Friday'], ['text', 'When it suits']).agreed).toEqual({ text: 'When it suits' })
  })
})

describe('the first date', () => {
  it.each([
    [
      [own, ['text', 'last Friday']],
      '2026-01-23',
      'You meet on the last Friday of each month, and Friday 23 January 2026 is another day. Try 30 January 2026.',
    ],
    [
      [own, ['text', 'Mondays and Thursdays']],
      '2026-01-20',
      'You meet every Monday and Thursday, and Tuesday 20 January 2026 is another day. Try 22 January 2026.',
    ],
    [
      [own, ['text', 'last Friday']],
      '2026-01-30',
      'That is Friday 30 January 2026: On the last Friday of each month, starting 30 January 2026.',
    ],
    [
      [['rhythm', 'monthly']],
      '2026-01-19',
      'That is Monday 19 January 2026: On the 19th of each month, starting 19 January 2026.',
    ],
    [
      [['rhythm', 'biweekly']],
      '2026-01-19',
      'That is Monday 19 January 2026: Every second Monday, starting 19 January 2026.',
    ],
  ] as [[string, string][], string, string][])('after %j, %s', (before, first, heard) => {
    expect(said(...before, ['first', first]).heard).toBe(heard)
  })

  it('of every two weeks gives the weekday', () => {
    expect(said(['rhythm', 'biweekly'], ['first', '2026-01-19']).agreed).toMatchObject({ weekdays: ['MO'], every: 2 })
  })
})
