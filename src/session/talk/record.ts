import type { Draft } from '../../contract/draft.ts'
import { get, listAt, textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner, other } from '../../contract/people.ts'
import type { OpenConcern } from '../concerns.ts'
import { PRACTISED } from '../record.ts'
import { CARD_PARTS, keyOf, type SessionTalk } from './about.ts'
import { goalValue, KEEPS_ALL } from './goals.ts'
import { presentIn } from './head.ts'
import { timeOutPath } from './time-out.ts'
import { asksOpenQuestion } from './trust.ts'

const without = (data: Record<string, unknown>): Draft =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== ''))

/** A check-in's answers as the record of format.md, before the schema has looked at it. */
export function recordFrom(draft: Draft, talk: SessionTalk, contractVersion: number): Draft {
  const smaller = talk.steps.flatMap(step => {
    const text = textAt(draft, `steps.${keyOf(step.id)}.smaller`)
    return text ? [without({ owner: step.owner, text, due: dueFor(draft, talk), win: step.win, role: step.role })] : []
  })
  const planned = OWNERS.flatMap(owner =>
    listAt<Draft>(draft, `next.${owner}`).map(step =>
      without({ owner, ...step, due: step.due ?? dueFor(draft, talk) }),
    ),
  )
  return without({
    format: 'partner/1',
    session: without({
      date: talk.date,
      planned: talk.planned === talk.date ? undefined : talk.planned,
      start: textAt(draft, 'start'),
      minutes: get(draft, 'minutes'),
      medium: textAt(draft, 'medium'),
      present: presentIn(draft),
      initiatedBy: textAt(draft, 'initiatedBy'),
      recordedBy: talk.writer,
    }),
    contractVersion,
    followUp: filled(talk.steps.map(step => followUp(draft, talk, step.id))),
    goals: filled(talk.goals.map(goal => goalEntry(draft, goal))),
    wins: filled(
      OWNERS.map(
        by =>
          textAt(draft, `wins.${by}`) &&
          without({ by, text: textAt(draft, `wins.${by}`), win: textAt(draft, `winGoals.${by}`) }),
      ),
    ),
    obstacles: filled(
      OWNERS.map(by => textAt(draft, `obstacles.${by}.text`) && { by, ...get<Draft>(draft, `obstacles.${by}`) }),
    ),
    topics: filled(listAt(draft, 'topics')),
    ideas: filled(OWNERS.map(by => textAt(draft, `ideas.${by}`) && { by, text: textAt(draft, `ideas.${by}`) })),
    // Whoever was not there has left nothing out on purpose.
    feedback: filled(presentIn(draft).map(from => feedbackEntry(draft, from))),
    question: asksOpenQuestion(talk) ? answered(draft, talk.openQuestion) : undefined,
    concerns: filled([...talk.concerns.map(concern => concernEntry(draft, talk, concern)), ...newConcerns(draft)]),
    pulse: whole(Object.fromEntries(OWNERS.map(owner => [owner, pulseEntry(draft, owner)]))),
    practice: filled(OWNERS.map(by => practiceEntry(draft, talk, by))),
    rolesDiscussed: filled(listAt(draft, 'roles')),
    nextSteps: filled([...smaller, ...planned]),
    measures: filled(listAt(draft, 'measures')),
    timeOut: timeOutEntry(draft, talk),
    meetingFeedback: textAt(draft, 'meetingFeedback'),
    notes: textAt(draft, 'notes'),
    nextSession: textAt(draft, 'nextSession') || talk.next,
  })
}

const filled = <T>(entries: readonly T[]): T[] | undefined => {
  const whole = entries.filter(Boolean)
  return whole.length ? whole : undefined
}

const whole = (data: Draft): Draft | undefined => {
  const kept = without(data)
  return Object.keys(kept).length ? kept : undefined
}

const dueFor = (draft: Draft, talk: SessionTalk) => textAt(draft, 'nextSession') || talk.next

/** What a person picked, in the words of the format: "Decided since" in the requirements has the table. */
function followUp(draft: Draft, talk: SessionTalk, step: string): Draft | undefined {
  const at = `steps.${keyOf(step)}`
  const result = textAt(draft, `${at}.result`)
  if (!result) return undefined
  const lesson = textAt(draft, `${at}.lesson`)
  const newDue = textAt(draft, `${at}.newDue`) || dueFor(draft, talk)
  const picked: Readonly<Record<string, Record<string, unknown>>> = {
    again: result === 'partly' ? { result, then: 'resume', newDue } : { result: 'carried', newDue },
    enough: { result },
    smaller: { result, then: 'shrink' },
    redefine: { result, then: 'redefine' },
    drop: { result: 'dropped', then: 'drop' },
  }
  const then = result === 'missed' || result === 'partly' ? picked[textAt(draft, `${at}.then`)] : { result }
  return without({ step, ...(then ?? { result }), lesson })
}

function goalEntry(draft: Draft, goal: SessionTalk['goals'][number]): Draft | undefined {
  const at = `goals.${keyOf(goal.id)}`
  const move = textAt(draft, `${at}.move`)
  if (!move) return undefined
  const said = textAt(draft, `${at}.value`)
  const value = said === '' ? goal.value : goalValue(said)
  const state =
    move === 'moved' || move === 'unchanged' ? (move === 'unchanged' ? (goal.state ?? 'onTrack') : 'onTrack') : move
  const progressed = move === 'moved' || move === 'finished'
  const keeps = move !== 'finished' && textAt(draft, 'goalsReview') === KEEPS_ALL ? 'keep' : ''
  return without({ win: goal.id, state, progressed, value, review: textAt(draft, `${at}.review`) || keeps })
}

function feedbackEntry(draft: Draft, from: Owner): Draft {
  const text = textAt(draft, `feedback.${from}.text`)
  const kind = textAt(draft, `feedback.${from}.kind`) || 'appreciation'
  return text ? { from, to: other(from), kind, text } : { from, to: other(from), skipped: true }
}

/** Also where nobody answered: what was asked has had its turn (CHK-11). */
const answered = (draft: Draft, asked: string): Draft => ({
  asked,
  ...without(Object.fromEntries(OWNERS.map(owner => [owner, textAt(draft, `question.${owner}`)]))),
})

/** That the talk after a time-out took place; which one it was is said by its day. */
function timeOutEntry(draft: Draft, { timeOuts, date }: SessionTalk): Draft | undefined {
  const [open] = timeOuts
  if (!open || textAt(draft, timeOutPath(open)) !== 'yes') return undefined
  return { by: open.by, date: open.date, resolved: date, confirmedBy: [open.by] }
}

/** An older concern is named again by its id (format.md). */
function concernEntry(draft: Draft, talk: SessionTalk, { id, by }: OpenConcern): Draft | undefined {
  const at = `concerns.${keyOf(id)}`
  const status = textAt(draft, `${at}.status`)
  if (!status) return undefined
  // The question was for the partner who raised it, unless they are not here and prepared no such answer.
  const answered = by && (presentIn(draft).includes(by) || get(talk.prepared, `${at}.status`) === status)
  const confirmedBy = status === 'resolved' && answered ? [by] : undefined
  return without({ id, status, resolution: textAt(draft, `${at}.resolution`), confirmedBy })
}

const newConcerns = (draft: Draft): Draft[] =>
  [
    ...OWNERS.map(by => ({ by, text: textAt(draft, `concern.${by}`) })),
    { by: textAt(draft, 'concern.by'), text: textAt(draft, 'concern.said') },
  ].flatMap(({ by, text }) => (text ? [{ by, text, status: 'open' }] : []))

const pulseEntry = (draft: Draft, owner: Owner): Draft | undefined =>
  whole(
    Object.fromEntries(
      (['safety', 'energy'] as const).map(key => [key, Number(textAt(draft, `pulse.${owner}.${key}`)) || undefined]),
    ),
  )

function practiceEntry(draft: Draft, { objectives }: SessionTalk, by: Owner): Draft | undefined {
  const practised = textAt(draft, `practice.${by}.practised`)
  if (!PRACTISED.some(({ value }) => value === practised) || !objectives[by]) return undefined
  return without({ by, ...objectives[by], practised, example: textAt(draft, `practice.${by}.example`) })
}

/** What the partners said about how they work, for their own cards. */
export const cardsFrom = (draft: Draft): Record<Owner, Draft> => {
  const said = (owner: Owner) =>
    without(Object.fromEntries(CARD_PARTS.map(part => [part, textAt(draft, `card.${owner}.${part}`)])))
  return { a: said('a'), b: said('b') }
}
