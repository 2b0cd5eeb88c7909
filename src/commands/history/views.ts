import { dayText } from '../../contract/day.ts'
import type { Names } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import type { Awaiting } from '../../session/awaiting.ts'
import { numberIn, TO_CONFIRM } from '../../session/goals.ts'
import type { GoalStory, Lesson, Success } from '../../session/history.ts'
import { nameOf, STATES } from '../../session/record.ts'
import type { HeldSession, MissedSession, Session } from '../../session/sessions.ts'
import { wrap } from '../../terminal/wrap.ts'
import { plot } from './plot.ts'
import type { Row, View } from './table.ts'

const said = (texts: readonly (string | false | undefined)[]): string[] =>
  texts.filter(text => typeof text === 'string')

/** One row a session, in the five columns of the form's follow-up. */
export function sessionsView(
  sessions: readonly Session[],
  names: Names,
  { agreedMinutes, awaiting }: { agreedMinutes: number | undefined; awaiting: readonly Awaiting[] },
): View {
  return {
    titles: ['Date', 'Topics', 'Feedback and notes', 'Next steps', 'Accountability measures'],
    rows: sessions.map(session =>
      session.held
        ? heldCells(session, names, {
            agreed: agreedMinutes,
            awaiting: awaiting.filter(
              one => one.session.date === session.date && one.session.files[0] === session.files[0],
            ),
          })
        : missedCells(session, names),
    ),
    empty: 'No session is recorded here yet. After the next one: partner checkin',
  }
}

function heldCells(
  session: HeldSession,
  names: Names,
  { agreed, awaiting }: { agreed: number | undefined; awaiting: readonly Awaiting[] },
): Row {
  const { date, topics, feedback, notes, meetingFeedback, nextSteps, measures } = session
  const { minutes } = session.session
  return [
    date,
    topics,
    said([
      ...feedback.map(({ from, to, text }) => text && `${names[from]} to ${names[to]}: ${text}`),
      notes,
      meetingFeedback && `How we meet: ${meetingFeedback}`,
      ...awaiting.map(
        ({ text, what, by }) =>
          `"${text}": ${by.map(owner => names[owner]).join(' and ')} ${by.length === 1 ? 'has' : 'have'} yet to confirm that it ${what}`,
      ),
      agreed !== undefined && minutes !== undefined && minutes !== agreed && `${minutes} minutes, ${agreed} agreed`,
    ]),
    nextSteps.map(({ owner, text }) => `${whose(owner, names)}: ${text}`),
    measures,
  ]
}

function missedCells({ date, session }: MissedSession, names: Names): Row {
  const { reason, absent, rescheduledTo } = session
  return [
    date,
    'Did not take place',
    said([absent.length > 0 && `Without ${absent.map(owner => names[owner]).join(' and ')}`, reason]),
    rescheduledTo ? `Moved to ${dayText(rescheduledTo)}` : '',
    '',
  ]
}

const whose = (owner: Success['by'] | undefined, names: Names) =>
  owner === 'both' ? 'Both' : owner ? names[owner] : ''

export const winsView = (successes: readonly Success[], names: Names): View => ({
  titles: ['Date', 'Who', 'Win', 'Goal'],
  rows: successes.map(({ date, by, text, goal, finished }) => [
    date,
    whose(by, names),
    finished ? `Finished: ${text}` : text,
    finished ? '' : (goal ?? ''),
  ]),
  empty: 'No win is written down here yet. The check-in asks for them.',
})

export const lessonsView = (lessons: readonly Lesson[], names: Names): View => ({
  titles: ['Date', 'Who', 'Learned', 'From the step'],
  rows: lessons.map(({ date, owner, step, lesson }) => [date, whose(owner, names), lesson, step]),
  empty: 'No lesson is written down here yet. The check-in asks for one where a step went otherwise.',
})

/** A goal's values: as a plot, and under it as a list. Where it is not settled, an owner has yet to confirm its end. */
export const goalView = (story: GoalStory, isSettled: boolean): View => ({
  titles: ['Date', 'Value', 'How it stood', 'Note'],
  rows: story.entries.map(({ date, value, state, progressed, note }, index) => [
    date,
    value === undefined ? '' : String(value),
    [isSettled || index < ending(story) ? nameOf(STATES, state) : state && TO_CONFIRM, progressed && 'moved on']
      .filter(Boolean)
      .join(', '),
    note ?? '',
  ]),
  empty: 'No session has said anything about this goal yet.',
  above: (asOf, width) => {
    const { measure, due } = story
    // A unit is of numbers; words say what they are.
    const unit = numberIn(measure?.target) !== undefined && measure?.unit !== 'count' ? measure?.unit : undefined
    const aim = [
      measure?.indicator,
      measure?.target !== undefined && ['target', measure.target, unit].filter(Boolean).join(' '),
      due && `due ${dayText(due)}`,
    ]
      .filter(Boolean)
      .join(', ')
    const head = [story.text, aim].filter(Boolean).flatMap(line => wrap(plain(line), width))
    const drawn = plot(story, asOf, width)
    return [...head, '', ...(drawn ? [...drawn.split('\n'), ''] : [])]
  },
})

/** From which entry on all that was said is that it is finished. */
const ending = ({ entries }: GoalStory): number =>
  entries.findLastIndex(({ state }) => state && state !== 'finished') + 1
