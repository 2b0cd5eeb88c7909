import { text } from '../../contract/asking.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { alone } from '../record.ts'
import { ownersOf } from '../steps.ts'
import { isPrepared, type SessionTalk } from './about.ts'
import { asPrepared } from './as-prepared.ts'
import { goalQuestions } from './goals.ts'
import { recordFrom } from './record.ts'
import { stepQuestions } from './steps.ts'
import { ideaQuestion, wishedTopics } from './topics.ts'
import { concernQuestion, openConcernQuestions, openQuestions } from './trust.ts'
import { obstacleQuestions, winQuestion } from './wins-and-obstacles.ts'

/** The agenda of a session as one partner prepares it: what is their own, and what belongs to both. */
export function ownPart(talk: SessionTalk, by: Owner): SessionTalk {
  return {
    ...talk,
    order: [by],
    steps: talk.steps.filter(({ owner }) => ownersOf(owner).includes(by)),
    goals: talk.goals.filter(({ owner }) => owner === by || owner === 'big'),
    concerns: talk.concerns.filter(concern => concern.by === by || concern.by === undefined),
    // Cards are filled in where both are there.
    unknown: { feedback: [], whenIMiss: [] },
  }
}

/** What happens with a step now is agreed on in the session. */
const SAID_ALONE = /\.(?:result|lesson)$/

/**
 * The questions of a preparation, by the builders of the check-in: also its open question or what was not said yet,
 * whichever has its turn, so that it can be thought over (PRE-02). `about` stands above the first.
 */
export function preparationQuestions(draft: Draft, talk: SessionTalk, about: readonly string[]): Question[] {
  const [by] = talk.order as [Owner]
  const asksFor = (turn: SessionTalk['turn'], path: string) => talk.turn === turn || isPrepared(talk, path)
  const [first, ...rest] = [
    ...talk.steps.flatMap((step, index) =>
      stepQuestions(draft, talk, step, index).filter(({ id }) => SAID_ALONE.test(id)),
    ),
    ...talk.goals.flatMap(goal => goalQuestions(draft, goal, talk)),
    winQuestion(talk, by),
    ...obstacleQuestions(draft, talk, by),
    wishedTopics,
    ideaQuestion(talk, by),
    ...(asksFor('question', 'question') ? openQuestions(talk) : []),
    ...talk.concerns.flatMap(concern => openConcernQuestions(draft, talk, concern)),
    ...(asksFor('concern', `concern.${by}`) ? [concernQuestion(talk, by)] : []),
    needQuestion(talk, by),
  ]
  return [{ ...first!, about: [...about, ...(first!.about ?? [])] }, ...rest]
}

const needQuestion = ({ names }: SessionTalk, by: Owner): Question =>
  text('need', {
    label: `What ${names[by]} needs`,
    say: `${names[by]}, what do you need from ${names[other(by)]} when you meet?`,
    why: 'It stands above the first question of the check-in, so that it is not forgotten.',
    example: 'Only listen, ten minutes.',
    depth: 'short',
    who: by,
  })

/** A preparation's answers as the update of format.md, before the schema has looked at it. */
export function updateFrom(draft: Draft, talk: SessionTalk): Draft {
  const [by] = talk.order
  const said = asPrepared(recordFrom(draft, talk, 1), draft, talk)
  // What one left out alone, both are asked together.
  const isLeftOut = (key: string) => said[key] === undefined || (key === 'question' && !textAt(said, `question.${by}`))
  const lists = Object.keys(alone).flatMap(key => (isLeftOut(key) ? [] : [[key, said[key]]]))
  const need = textAt(draft, 'need')
  return { format: 'partner/1', session: { date: talk.date, by }, ...Object.fromEntries(lists), ...(need && { need }) }
}
