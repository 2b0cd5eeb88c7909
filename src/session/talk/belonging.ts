import { text } from '../../contract/asking.ts'
import { set, textAt } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import type { Question } from '../../contract/question.ts'
import { shorten } from '../../contract/text.ts'
import type { SessionTalk } from './about.ts'

/** No id begins with it. */
const NONE = '-'

/** CHK-04, CHK-08: to which goal of a partner, or of both, something belongs. Nothing where there is none to belong to. */
export function belongsTo(
  { goals }: SessionTalk,
  owner: Owner,
  { path, about, label }: { path: string; about: string; label: string },
): Question[] {
  const own = goals.filter(goal => goal.owner === owner || goal.owner === 'big')
  if (!own.length) return []
  return [
    {
      ...text(path, {
        label: `${label}: goal`,
        about: [shorten(about, 90)],
        say: 'Which goal does it belong to, if any?',
        why: 'What belongs to a goal is found again with it.',
        depth: 'full',
        who: owner,
      }),
      choices: [
        { value: NONE, name: 'none of them' },
        ...own.map(({ id, text }) => ({ value: id, name: shorten(text, 60) })),
      ],
      read: draft => textAt(draft, path) || NONE,
      write: (draft, answer) => ({ draft: set(draft, path, answer === NONE ? undefined : answer || undefined) }),
    },
  ]
}
