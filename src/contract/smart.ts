import { filled } from './asking.ts'
import type { Draft } from './draft.ts'
import { listAt } from './draft.ts'

/** The five letters people test a goal with (WIN-04), and where each one stands in a win. */
const LETTERS: readonly { name: string; met(win: Draft, draft: Draft): boolean; ask: string }[] = [
  { name: 'specific', met: win => filled(win, 'text'), ask: 'what exactly is it?' },
  { name: 'measurable', met: win => filled(win, 'measure'), ask: 'how will you both know?' },
  { name: 'achievable', met: win => filled(win, 'confidence'), ask: 'how sure are you that you can?' },
  {
    name: 'relevant',
    met: (win, draft) => filled(win, 'serves') || filled(win, 'why') || filled(draft, 'purpose'),
    ask: 'what is it for?',
  },
  { name: 'time-bound', met: win => filled(win, 'due'), ask: 'by when?' },
]

/** Which letters a win has and which it lacks, with the question that would fill each gap. */
export function smart(win: Draft, draft: Draft): { letters: string; gaps: readonly string[] } {
  const missing = LETTERS.filter(({ met }) => !met(win, draft))
  return {
    letters: LETTERS.map(letter => (missing.includes(letter) ? '-' : letter.name.charAt(0).toUpperCase())).join(' '),
    gaps: missing.map(({ name, ask }) => `${name}: ${ask}`),
  }
}

/** Every win of a draft with its letters, for the review. */
export const smartLines = (
  draft: Draft,
  lists: readonly string[],
): readonly { text: string; letters: string; gaps: readonly string[] }[] =>
  lists.flatMap(list =>
    listAt<Draft>(draft, `wins.${list}`).map(win => ({ text: String(win.text ?? ''), ...smart(win, draft) })),
  )
