import { dayQuestion } from '../../contract/asking.ts'
import type { Day } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { textAt } from '../../contract/draft.ts'
import type { Question, Written } from '../../contract/question.ts'
import type { From } from '../../contract/typed-date/index.ts'

/** Asks for a date, counted `from` a day. `wrong` says why it can't be meant, if it can't. */
export const dayAsked = (
  path: string,
  words: { label: string; say: string },
  { from, wrong }: { from: From; wrong(day: Day): string | undefined },
): Question =>
  refusing(dayQuestion(path, from, { ...words, depth: 'short' }), draft =>
    textAt(draft, path) ? wrong(textAt(draft, path)) : undefined,
  )

/** The question, with a rule about what was read. */
export const refusing = (question: Question, wrong: (draft: Draft) => string | undefined): Question => ({
  ...question,
  write: (draft, answer): Written<Draft> => {
    const result = question.write(draft, answer)
    const refused = 'draft' in result ? wrong(result.draft) : undefined
    return refused ? { refused } : result
  },
})
