import { list, text } from '../../contract/asking.ts'
import type { Draft } from '../../contract/draft.ts'
import { OWNERS } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import type { Talk } from '../../contract/section.ts'
import type { SessionTalk } from './about.ts'
import { headQuestions } from './head.ts'
import { nextSession, nextStep, several } from './looking-ahead.ts'
import { feedbackQuestions, goalQuestions, stepQuestions, winQuestion } from './looking-back.ts'

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

/** Topics and measures people often name; own words do as well. */
export const TOPICS = ['Goal progress', 'Challenges', 'Achievements', 'Adjustments', 'Future goals'] as const
export const MEASURES = [
  'Set mini-milestones',
  'Schedule a follow-up',
  'Share success stories',
  'Use motivation techniques',
  'Update accountability tools',
  'Report by message',
  'Show evidence',
  'Work side by side',
] as const

/** The questions of the default check-in, each with the group it belongs to. */
export function sessionQuestions(draft: Draft, talk: SessionTalk): (Question & { group: Group })[] {
  const groups: [Group, Question[]][] = [
    ['The session', headQuestions(draft, talk)],
    [
      'Steps and goals',
      [
        ...talk.steps.flatMap((step, index) => stepQuestions(draft, talk, step, index)),
        ...talk.goals.flatMap(goal => goalQuestions(draft, goal, talk)),
        ...OWNERS.map(owner => winQuestion(talk, owner)),
      ],
    ],
    [
      'Topics',
      [
        several('topics', TOPICS, {
          label: 'Topics',
          say: 'What did you talk about? Numbers, or your own words, with commas.',
        }),
      ],
    ],
    [
      'Feedback and notes',
      [
        ...OWNERS.flatMap(owner => feedbackQuestions(draft, talk, owner)),
        text('notes', { label: 'Notes', say: 'Anything else to keep from today?', depth: 'short', long: true }),
      ],
    ],
    [
      'Next steps',
      OWNERS.flatMap(owner =>
        list(draft, asList(talk), `next.${owner}`, (path, index) => [nextStep(talk, path, index, owner)]),
      ),
    ],
    [
      'Accountability',
      [
        several('measures', MEASURES, {
          label: 'To keep on track',
          say: 'What will help you both to do it? Numbers, or your own words.',
          why: 'One agreed way to see that it happens is worth more than good intentions.',
        }),
        nextSession(talk),
      ],
    ],
  ]
  return groups.flatMap(([group, questions]) => questions.map(question => ({ ...question, group })))
}

/** Lists of a check-in take as many entries as the pair has. */
const asList = ({ names, today, readDay }: SessionTalk): Talk => ({ names, today, readDay, depth: 'full' })
