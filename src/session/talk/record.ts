import type { Draft } from '../../contract/draft.ts'
import { get, listAt, textAt } from '../../contract/draft.ts'
import { OWNERS, other } from '../../contract/people.ts'
import { keyOf, type SessionTalk } from './about.ts'

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
      without({ owner, text: step.text, due: step.due ?? dueFor(draft, talk) }),
    ),
  )
  return without({
    format: 'partner/1',
    session: without({
      date: textAt(draft, 'date') || talk.date,
      minutes: get(draft, 'minutes'),
      medium: textAt(draft, 'medium'),
      present: (textAt(draft, 'present') || 'a b').split(' '),
      initiatedBy: textAt(draft, 'initiatedBy'),
      recordedBy: talk.writer,
    }),
    contractVersion,
    followUp: filled(talk.steps.map(step => followUp(draft, talk, step.id))),
    goals: filled(talk.goals.map(goal => goalEntry(draft, goal))),
    wins: filled(OWNERS.map(by => textAt(draft, `wins.${by}`) && { by, text: textAt(draft, `wins.${by}`) })),
    topics: filled(listAt(draft, 'topics')),
    feedback: OWNERS.map(from => feedbackEntry(draft, from)),
    notes: textAt(draft, 'notes'),
    nextSteps: filled([...smaller, ...planned]),
    measures: filled(listAt(draft, 'measures')),
    nextSession: textAt(draft, 'nextSession') || talk.next,
  })
}

const filled = <T>(entries: readonly T[]): T[] | undefined => {
  const whole = entries.filter(Boolean)
  return whole.length ? whole : undefined
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
  const number = Number(said.replace(',', '.'))
  const value = said === '' ? goal.value : Number.isFinite(number) ? number : said
  const state =
    move === 'moved' || move === 'unchanged' ? (move === 'unchanged' ? (goal.state ?? 'onTrack') : 'onTrack') : move
  return without({ win: goal.id, state, progressed: move === 'moved' || move === 'finished', value })
}

function feedbackEntry(draft: Draft, from: 'a' | 'b'): Draft {
  const text = textAt(draft, `feedback.${from}.text`)
  const kind = textAt(draft, `feedback.${from}.kind`) || 'appreciation'
  return text ? { from, to: other(from), kind, text } : { from, to: other(from), skipped: true }
}
