import { dayQuestion, filled, text } from '../../asking.ts'
import { readClock } from '../../clock.ts'
import type { Draft } from '../../draft.ts'
import { get, set, textAt } from '../../draft.ts'
import { RHYTHMS, weekdayFor } from '../../meetings.ts'
import type { Question } from '../../question.ts'
import type { Talk } from '../../section.ts'

/** Three questions make the rule: how often, from which day, at what time. */
export function meetingQuestions(draft: Draft, talk: Talk): Question[] {
  const at = 'agreements.meetings'
  const ownWords = rhythmOf(draft) === 'own'
  return [
    {
      id: `${at}.rhythm`,
      label: 'How often you meet',
      say: 'How often do you want to meet?',
      why: 'Often enough that a step does not go stale, seldom enough that something has happened.',
      depth: 'short',
      choices: RHYTHMS,
      fallback: 'biweekly',
      read: rhythmOf,
      write: (data, answer) => ({ draft: answer ? withRhythm(data, answer) : data }),
    },
    ...(ownWords || talk.depth === 'detail'
      ? [
          text(`${at}.text`, {
            label: 'Meetings in words',
            say: 'How do you put it?',
            example: 'After each exam, and on the first Sunday in Advent.',
            depth: ownWords ? 'short' : 'detail',
            long: true,
          }),
        ]
      : []),
    firstDay(talk),
    {
      ...text(`${at}.time`, {
        label: 'Time of the meeting',
        say: 'At what time?',
        why: 'A fixed time is one question less each time.',
        example: '18:30',
        depth: 'short',
      }),
      write: (data, answer) => {
        const time = readClock(answer)
        if (answer && !time) return { refused: `"${answer}" is not a time of day that can be read. Try 18:30.` }
        return { draft: set(data, `${at}.time`, time) }
      },
    },
  ]
}

/** Which usual rhythm the rule is; `own` where it is only in words; empty where nothing is said. */
function rhythmOf(draft: Draft): string {
  const at = 'agreements.meetings'
  if (get(draft, '_talk.rhythm') === 'own') return 'own'
  const same = RHYTHMS.find(
    ({ rule }) =>
      Object.keys(rule).length > 0 &&
      Object.entries(rule).every(
        ([key, value]) => JSON.stringify(get(draft, `${at}.${key}`)) === JSON.stringify(value),
      ),
  )
  return same?.value ?? (filled(draft, at) ? 'own' : '')
}

function withRhythm(draft: Draft, answer: string): Draft {
  const at = 'agreements.meetings'
  const chosen = RHYTHMS.find(({ value }) => value === answer)
  const first = textAt(draft, `${at}.first`)
  // Words that stood in for a rule make room for the rule.
  const worded = get(draft, '_talk.rhythm') === 'own' && answer !== 'own'
  let next = set(
    worded ? set(draft, `${at}.text`, undefined) : draft,
    '_talk.rhythm',
    answer === 'own' ? 'own' : undefined,
  )
  for (const key of ['every', 'unit', 'days', 'weekday']) next = set(next, `${at}.${key}`, undefined)
  for (const [key, value] of Object.entries(chosen?.rule ?? {})) next = set(next, `${at}.${key}`, value)
  return first ? withWeekday(next, first) : next
}

/** A weekly rhythm falls on the weekday of its first day. */
const withWeekday = (draft: Draft, first: string): Draft =>
  get(draft, 'agreements.meetings.unit') === 'week'
    ? set(draft, 'agreements.meetings.weekday', weekdayFor(first))
    : draft

function firstDay(talk: Talk): Question {
  const question = dayQuestion('agreements.meetings.first', talk, {
    label: 'First meeting',
    say: 'When is the first meeting?',
    why: 'The rhythm counts from this day, and the first steps are due on it.',
    example: 'next Monday',
    depth: 'short',
  })
  return {
    ...question,
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      return 'refused' in result
        ? result
        : { draft: withWeekday(result.draft, textAt(result.draft, 'agreements.meetings.first')) }
    },
  }
}
