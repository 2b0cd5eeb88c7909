import { text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import type { Question } from '../../contract/question.ts'
import { isPrepared, type SessionTalk } from './about.ts'
import { feedbackQuestions } from './feedback.ts'
import { goalQuestions, reviewQuestions } from './goals.ts'
import { headQuestions, presentIn } from './head.ts'
import { nextSession, nextSteps } from './next-steps.ts'
import { practiceQuestions, rolesQuestion } from './practice.ts'
import { stepQuestions } from './steps.ts'
import { timeOutTalkQuestions } from './time-out.ts'
import { ideaQuestion, measuresQuestion, topicsQuestion } from './topics.ts'
import { asksOpenQuestion, newConcernQuestions, openConcernQuestions, openQuestions, pulseQuestions } from './trust.ts'
import { obstacleQuestions, winQuestions } from './wins-and-obstacles.ts'

/** The five groups that every record has, in the order that never changes (CHK-01). */
export const GROUPS = [
  'The session',
  'Steps and goals',
  'Topics',
  'Feedback and notes',
  'Next steps',
  'Accountability',
] as const
export type Group = (typeof GROUPS)[number]

/**
 * The questions of a check-in, each with the group it belongs to. The full one asks all of them; the usual one has
 * the same order, asks the open question and what was not said yet in turn, what somebody has prepared, and from time
 * to time which roles came up, and how the two meet.
 */
export function sessionQuestions(draft: Draft, talk: SessionTalk): (Question & { group: Group })[] {
  const { full, order } = talk
  const inFull = (questions: () => readonly Question[]) => (full ? questions() : [])
  const readyOrFull = (path: string) => order.filter(owner => full || isPrepared(talk, `${path}.${owner}`))
  const groups: [Group, readonly Question[]][] = [
    ['The session', headQuestions(draft, talk)],
    [
      'Steps and goals',
      [
        ...talk.steps.flatMap((step, index) => stepQuestions(draft, talk, step, index)),
        ...talk.goals.flatMap(goal => goalQuestions(draft, goal, talk)),
        ...reviewQuestions(draft, talk),
        ...order.flatMap(owner => winQuestions(draft, talk, owner)),
        ...readyOrFull('obstacles').flatMap(owner => obstacleQuestions(draft, talk, owner)),
      ],
    ],
    ['Topics', [topicsQuestion, ...readyOrFull('ideas').map(owner => ideaQuestion(talk, owner))]],
    [
      'Feedback and notes',
      [
        ...order.flatMap(owner => feedbackQuestions(draft, talk, owner)),
        ...(asksOpenQuestion(talk) ? openQuestions(talk) : []),
        ...timeOutTalkQuestions(talk),
        ...talk.concerns.flatMap(concern => openConcernQuestions(draft, talk, concern)),
        ...newConcernQuestions(draft, talk),
        ...inFull(() => [
          ...order.flatMap(owner => pulseQuestions(talk, owner)),
          ...order.flatMap(owner => practiceQuestions(draft, talk, owner)),
        ]),
        ...(full || talk.takesStock ? [...(talk.roles.length ? [rolesQuestion(talk)] : []), meetingQuestion] : []),
        ...inFull(() => [notesQuestion]),
      ],
    ],
    ['Next steps', order.flatMap(owner => nextSteps(draft, talk, owner))],
    ['Accountability', [measuresQuestion, nextSession(talk)]],
  ]
  return groups.flatMap(([group, questions]) =>
    once(questions)
      .filter(question => canAnswer(question, draft, talk))
      .map(question => ({ ...question, group })),
  )
}

/** Nobody answers for somebody who was not there, but what they prepared for it is offered. */
const canAnswer = ({ id, who }: Question, draft: Draft, talk: SessionTalk): boolean =>
  who === undefined || presentIn(draft).includes(who) || isPrepared(talk, id)

/** What is needed twice is asked at the first of the two places. */
const once = (questions: readonly Question[]): Question[] =>
  questions.filter(({ id }, index) => questions.findIndex(other => other.id === id) === index)

const meetingQuestion = text('meetingFeedback', {
  label: 'How you meet',
  say: 'What shall we change about how we meet?',
  depth: 'full',
})

const notesQuestion = text('notes', {
  label: 'Notes',
  say: 'What else do you want to keep of today?',
  depth: 'full',
  long: true,
})
