import { filled } from './asking.ts'
import type { Draft } from './draft.ts'
import { listAt } from './draft.ts'

/** The five letters people test a goal with (WIN-04), and when a win has each. */
const LETTERS: readonly { letter: string; met(win: Draft, draft: Draft): boolean }[] = [
  { letter: 'S', met: win => filled(win, 'text') },
  { letter: 'M', met: win => filled(win, 'measure') },
  { letter: 'A', met: win => filled(win, 'confidence') },
  { letter: 'R', met: (win, draft) => filled(win, 'serves') || filled(win, 'why') || filled(draft, 'purpose') },
  { letter: 'T', met: win => filled(win, 'due') },
]

/** Every win of a draft with the letters it has (specific, measurable, achievable, relevant, time-bound) and lacks. */
export const smartLines = (draft: Draft, lists: readonly string[]): readonly { text: string; letters: string }[] =>
  lists.flatMap(list =>
    listAt<Draft>(draft, `wins.${list}`).map(win => ({
      text: String(win.text ?? ''),
      letters: LETTERS.map(({ letter, met }) => (met(win, draft) ? letter : '-')).join(' '),
    })),
  )
