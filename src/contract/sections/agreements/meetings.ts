import { dayQuestion, filled, text } from '../../asking.ts'
import { readClock } from '../../clock.ts'
import { dayText, longDay } from '../../day.ts'
import type { Draft } from '../../draft.ts'
import { get, set, textAt } from '../../draft.ts'
import { type Meetings, meetings, RHYTHMS } from '../../meetings.ts'
import { occurrences } from '../../occurrences.ts'
import type { Question } from '../../question.ts'
import { readSchedule } from '../../read-schedule.ts'
import { meetingsText, ruleWords } from '../../schedule-words.ts'
import type { Talk } from '../../section.ts'
import { weekdayFor } from '../../weekdays.ts'

const AT = 'agreements.meetings'
const RULE = ['every', 'unit', 'days', 'weekday', 'weekdays', 'nth', 'day'] as const

/** Three questions make the rule: how often, from which day, at what time. */
export function meetingQuestions(draft: Draft, talk: Talk): Question[] {
  const ownWords = rhythmOf(draft) === 'own'
  return [
    {
      id: `${AT}.rhythm`,
      label: 'How often you meet',
      say: 'How often do you want to meet?',
      why: 'Often enough that a step does not go stale, seldom enough that something has happened.',
      depth: 'short',
      choices: RHYTHMS,
      fallback: 'biweekly',
      read: rhythmOf,
      write: (data, answer) => ({ draft: answer ? withRhythm(data, answer) : data }),
    },
    ...(ownWords || talk.depth === 'detail' ? [inWords(ownWords)] : []),
    firstDay(talk),
    {
      ...text(`${AT}.time`, {
        label: 'Time of the meeting',
        say: 'At what time?',
        why: 'A fixed time is one question less each time.',
        example: '18:30',
        depth: 'short',
      }),
      write: (data, answer) => {
        const time = readClock(answer)
        if (answer && !time) return { refused: `"${answer}" is not a time of day that can be read. Try 18:30.` }
        return { draft: set(data, `${AT}.time`, time) }
      },
    },
  ]
}

/** The pair's own words, and the rule in them if they say one: what was understood is shown, whole. */
function inWords(ownWords: boolean): Question {
  const question = text(`${AT}.text`, {
    label: 'Meetings in words',
    say: 'How do you put it?',
    example: 'Last Friday of the month. Mondays and Thursdays. Or: after each exam.',
    depth: ownWords ? 'short' : 'detail',
    long: true,
  })
  if (!ownWords) return question
  return {
    ...question,
    heard: draft => {
      if (!textAt(draft, `${AT}.text`)) return ''
      const words = scheduleWords(draft)
      return words ? `That is: ${words}.` : 'Saved in your words. No dates follow from them, so there is no calendar.'
    },
    write: (draft, answer) => {
      const { time, ...rule } = readSchedule(answer) ?? {}
      const cleared = RULE.reduce((data, key) => set(data, `${AT}.${key}`, undefined), draft)
      const said = Object.entries({ ...rule, ...(time && { time }), text: answer || undefined })
      return { draft: said.reduce((data, [key, value]) => set(data, `${AT}.${key}`, value), cleared) }
    },
  }
}

/** Which usual rhythm the rule is; `own` if it is only in words; empty if nothing is said. */
function rhythmOf(draft: Draft): string {
  if (get(draft, '_talk.rhythm') === 'own') return 'own'
  const has = (key: string) => get(draft, `${AT}.${key}`) !== undefined
  const isPlain = !has('nth') && !has('day') && (get(draft, `${AT}.weekdays`) as unknown[] | undefined)?.length !== 0
  const several = ((get(draft, `${AT}.weekdays`) as unknown[] | undefined)?.length ?? 0) > 1
  const same =
    isPlain &&
    !several &&
    RHYTHMS.find(
      ({ rule }) =>
        Object.keys(rule).length > 0 &&
        Object.entries(rule).every(
          ([key, value]) => JSON.stringify(get(draft, `${AT}.${key}`)) === JSON.stringify(value),
        ),
    )
  return same ? same.value : filled(draft, AT) ? 'own' : ''
}

function withRhythm(draft: Draft, answer: string): Draft {
  // Keeping a rule that is none of the usual ones keeps all of it.
  if (answer === 'own' && rhythmOf(draft) === 'own') return set(draft, '_talk.rhythm', 'own')
  const chosen = RHYTHMS.find(({ value }) => value === answer)
  const first = textAt(draft, `${AT}.first`)
  // Words that stood in for a rule make room for the rule.
  const worded = get(draft, '_talk.rhythm') === 'own' && answer !== 'own'
  let next = set(
    worded ? set(draft, `${AT}.text`, undefined) : draft,
    '_talk.rhythm',
    answer === 'own' ? 'own' : undefined,
  )
  for (const key of RULE) next = set(next, `${AT}.${key}`, undefined)
  for (const [key, value] of Object.entries(chosen?.rule ?? {})) next = set(next, `${AT}.${key}`, value)
  return first ? withWeekday(next, first) : next
}

/** A weekly rhythm that names no weekday falls on that of its first day. */
const withWeekday = (draft: Draft, first: string): Draft =>
  get(draft, `${AT}.unit`) === 'week' && rhythmOf(draft) !== 'own'
    ? set(set(draft, `${AT}.weekdays`, [weekdayFor(first)]), `${AT}.weekday`, undefined)
    : draft

function firstDay(talk: Talk): Question {
  const question = dayQuestion(`${AT}.first`, talk, {
    label: 'First meeting',
    say: 'When is the first meeting?',
    why: 'The rhythm counts from this day, and the first steps are due on it.',
    example: 'next Monday',
    depth: 'short',
  })
  return {
    ...question,
    heard: draft => {
      const first = textAt(draft, `${AT}.first`)
      const words = scheduleWords(draft)
      const heard = question.heard?.(draft) ?? ''
      return first && words ? `${heard.replace(/\.$/, ':')} ${words}.` : heard
    },
    write: (draft, answer) => {
      const result = question.write(draft, answer)
      if ('refused' in result) return result
      const first = textAt(result.draft, `${AT}.first`)
      return misfit(result.draft, first) ?? { draft: withWeekday(result.draft, first) }
    },
  }
}

/** A first day that the words the pair chose leave out. */
function misfit(draft: Draft, first: string): { refused: string } | undefined {
  const agreed = (get(draft, AT) ?? {}) as Meetings
  const { weekdays, nth, day } = agreed
  if (!first || rhythmOf(draft) !== 'own' || (!weekdays && nth === undefined && day === undefined)) return undefined
  const [next] = occurrences({ ...agreed, dates: undefined }, first, 1)
  if (!next || next === first) return undefined
  return { refused: `You meet ${ruleWords(agreed)}, and ${longDay(first)} is another day. Try ${dayText(next)}.` }
}

/** The schedule so far, as the contract will print it. */
function scheduleWords(draft: Draft): string {
  const { text: _, ...agreed } = (get(draft, AT) ?? {}) as Meetings
  const read = meetings.safeParse(agreed)
  return read.success && agreed.unit ? meetingsText(read.data) : ''
}
