/** What is wrong with a signed file, by its id in `check`. */
export type FindingRule = 'altered' | 'line-ends' | 'other-key' | 'typed-name' | 'impossible-date' | 'not-verified'

/** What every command says of a signature by key if no ssh-keygen can verify it. */
export const NOT_VERIFIED =
  'is signed by key and not verified here, so it does not count: no ssh-keygen on this computer can (OpenSSH 8.2 or newer)'

/** What every command says if this computer saw other signatures than it sees now. */
export const SEEN_BEFORE = 'You have seen something else before.'
export const SEEN_BEFORE_HINT =
  'Ask your partner, and look at git log to see who changed it. If it is right as it is now: partner verify --trust files'

/** Tried with real git: nothing that isn't committed is lost, and the files end with LF in git and on the disk. */
export const FIX_LINE_ENDS = [
  'Git or an editor did that. Add the line  * text=auto eol=lf  to the end of .gitattributes beside contract.yaml, then run there:',
  '  git add .',
  '  git add --renormalize .',
  "  git commit -m 'Keep line ends'",
  '  git rm -r -q --cached .',
  '  git checkout HEAD -- .',
].join('\n')

/** One file that isn't what it was, doesn't belong to this contract, or doesn't prove what it says. */
export interface Finding {
  /** In the partnership's folder, with slashes. */
  file: string
  what: string
  /** `altered` if missing. */
  rule?: FindingRule
  hint?: string
}
