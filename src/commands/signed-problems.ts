import type { Problem } from '../errors.ts'
import { type Finding, NOT_VERIFIED, SEEN_BEFORE, SEEN_BEFORE_HINT } from '../signature/finding.ts'
import type { Signed } from '../store/judged.ts'
import type { Place } from '../store/partnership.ts'

/** What is wrong with signed files, in the words that every command uses. */
export function signedProblems(
  { shown }: Pick<Place, 'shown'>,
  { judged, remembered }: Signed,
  more: readonly Finding[] = [],
): Problem[] {
  const at = (file: string) => ({ file: shown(...file.split('/')) })
  return [
    ...[...judged.findings, ...more].map(({ file, what, hint = 'See: partner verify' }) => ({
      path: '',
      what,
      where: at(file),
      hint,
    })),
    ...judged.unverified.map(file => ({ path: '', what: NOT_VERIFIED, where: at(file) })),
    ...seenProblems({ shown }, { judged, remembered }),
  ]
}

/** What this computer remembers otherwise, or can't remember. */
export const seenProblems = (
  { shown }: Pick<Place, 'shown'>,
  { judged: { seenBefore }, remembered: { trouble } }: Pick<Signed, 'judged' | 'remembered'>,
): Problem[] => [
  ...(seenBefore.length
    ? [
        {
          path: '',
          what: [SEEN_BEFORE, ...seenBefore].join(' '),
          where: { file: shown('signatures') },
          hint: SEEN_BEFORE_HINT,
        },
      ]
    : []),
  ...(trouble
    ? [{ path: '', what: `What this computer has seen before is not known: ${trouble}.`, hint: FORGOTTEN }]
    : []),
]

/** Said if this computer can't write down which keys and versions it has seen. */
export const NOT_REMEMBERED =
  'This computer could not remember what was signed, so it will not notice if it is replaced'

const FORGOTTEN = 'If the signatures are right as they are now: partner verify --trust files'
