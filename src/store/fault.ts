import type { Place as At, Problem } from '../errors.ts'
import { FIX_LINE_ENDS, SEEN_BEFORE_HINT } from '../signature/finding.ts'
import { FIX_FILE } from './yaml.ts'

/** An error that `check` prints: what kind it is, where it stands and what to do. */
export interface Fault extends Problem {
  rule: ErrorRule
  where: At
  hint: string
}

/** THE list of what is an error, each with what to do where nothing better is known. */
export const ERROR_RULES = {
  unreadable: FIX_FILE,
  'conflict-markers': FIX_FILE,
  torn: FIX_FILE,
  'newer-format':
    'This file needs a newer version of partner. Get it from where you installed this one, then try again.',
  content: FIX_FILE,
  'missing-file': 'If git had the file, git checkout brings it back.',
  'unknown-file': 'Give it the name that the files here have, or move it out of this folder.',
  'planted-repository':
    'Delete these files, and find out how they came here. Until then do not run git in that folder: start it in the root of your repository.',
  leftover: 'Left over from a write that was interrupted. The file it was for is as it was before: delete this one.',
  'name-and-content': 'Rename the file, or correct the line; which of them is right, its recorder knows.',
  'reference-to-nothing': 'Correct the id, or take the line away.',
  'named-twice': 'Give one of them another id, or take it away.',
  altered: 'If git has the file, git checkout brings back what was signed. What is whole: partner verify',
  'line-ends': FIX_LINE_ENDS,
  'other-key': 'Ask that partner which key is theirs. See: partner verify',
  'typed-name': 'Ask that partner. If they agree, they sign with their key.',
  'impossible-date': 'Ask the partner who signed. Until that is clear, it does not count.',
  'not-verified': 'Install OpenSSH 8.2 or newer (Debian and Ubuntu: apt install openssh-client), then run this again.',
  'seen-before': SEEN_BEFORE_HINT,
  'not-on-the-page':
    'No page shows it, so no one agreed to it. To agree on it, put it in a text of the contract: partner amend',
  'changed-after-signing': 'To agree to the change: partner amend',
  'two-versions': 'Agree on one: partner amend',
} as const satisfies Record<string, string>
export type ErrorRule = keyof typeof ERROR_RULES

const isRule = (rule: string | undefined): rule is ErrorRule => rule !== undefined && Object.hasOwn(ERROR_RULES, rule)

/** A problem as reading found it, with a file to every one of them. `files` are the names of all there are. */
export function faultFrom(problem: Problem, files: readonly string[]): Fault {
  const rule = isRule(problem.rule) ? problem.rule : 'unreadable'
  const hint = problem.hint || ERROR_RULES[rule]
  if (problem.where) return { ...problem, rule, hint, where: problem.where }
  const file = files.filter(name => problem.what.includes(name)).sort((one, two) => two.length - one.length)[0]
  if (!file) return { ...problem, rule, hint, where: { file: '.' } }
  return { ...problem, rule, hint, where: { file }, what: problem.what.replace(`${file} `, '') }
}
