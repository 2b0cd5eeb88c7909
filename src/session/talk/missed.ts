import { choice, dayQuestion, text } from '../../contract/asking.ts'
import { type Day, nearDay } from '../../contract/day.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { bothNames, type Names, OWNERS } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { notAfter } from '../acceptance.ts'
import type { Recorder } from '../record-file.ts'
import { refusing } from './days.ts'

/** What the questions about a session that did not take place depend on. */
export interface MissedTalk {
  names: Names
  today: Day
  /** The day that was agreed, unless the pair says another; empty if no agreed day is late. */
  date: Day | ''
  /** What the command line said already; it is not asked. */
  given: Draft
  /** The day the rule gives for the session after one of that day. */
  nextAfter(date: Day): Day | undefined
  /** Why a session of that day cannot have been missed; nothing where it can. */
  wrongDay(date: Day): string | undefined
}

/** Which day, what got in the way, who could not come, when instead: four questions, and none asks who is to blame. */
export function missedQuestions(draft: Draft, talk: MissedTalk): Question[] {
  const { names, today, given } = talk
  const missed = textAt(draft, 'date') || talk.date
  const next = missed ? talk.nextAfter(missed) : undefined
  const asked: Question[] = [
    {
      ...refusing(
        dayQuestion(
          'date',
          { today, past: true },
          {
            label: 'The day',
            say: 'Which day had you agreed on?',
            why: 'It is kept under this day.',
            ...(talk.date && { enter: nearDay(talk.date, today) }),
            depth: 'short',
          },
        ),
        draft => {
          const day = textAt(draft, 'date') || talk.date
          return day ? talk.wrongDay(day) : undefined
        },
      ),
      ...(talk.date ? { fallback: talk.date } : { required: true }),
    },
    text('reason', {
      label: 'In the way',
      say: 'What got in the way?',
      why: 'A session that is missed now and then is life. If the same thing keeps coming, you can see it here and agree on another time.',
      example: 'A fever, and nobody to mind the children.',
      depth: 'short',
      long: true,
    }),
    choice(
      'absent',
      [...OWNERS.map(owner => ({ value: owner, name: names[owner] })), { value: 'a b', name: bothNames(names) }],
      { label: 'Could not come', say: 'Who could not come?', depth: 'short' },
    ),
    refusing(
      dayQuestion(
        'rescheduledTo',
        { today, ...(missed && { after: missed }) },
        {
          label: 'Instead',
          say: 'When do you meet instead?',
          why: 'Another day moves the session this one time; the rule in the contract stays.',
          enter: next ? `as agreed, ${nearDay(next, today)}` : 'skip',
          depth: 'short',
        },
      ),
      draft => {
        const day = textAt(draft, 'rescheduledTo')
        return day !== '' && day <= missed ? notAfter(day, missed) : undefined
      },
    ),
  ]
  return asked.filter(({ id }) => !Object.hasOwn(given, id))
}

/** The record of a session that did not take place, before the schema has looked at it. */
export function missedRecord(
  draft: Draft,
  { date, given }: Pick<MissedTalk, 'date' | 'given'>,
  recordedBy: Recorder,
): Draft {
  const said = { ...draft, ...given }
  const absent = textAt(said, 'absent').split(' ').filter(Boolean)
  const session = {
    date: textAt(said, 'date') || date,
    held: false,
    recordedBy,
    reason: textAt(said, 'reason'),
    absent: absent.length ? absent : '',
    rescheduledTo: textAt(said, 'rescheduledTo'),
  }
  return {
    format: 'partner/1',
    session: Object.fromEntries(Object.entries(session).filter(([, value]) => value !== '')),
  }
}
