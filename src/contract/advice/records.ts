import type { AdviceRule, RecordNote } from './rule.ts'

const found =
  (rule: RecordNote['rule']): AdviceRule['find'] =>
  ({ records }) =>
    records
      .filter(note => note.rule === rule)
      .map(({ name, path, what, where }) => ({ record: name, path, what, where }))

/** The rules over the records of the sessions: nothing is lost or wrong, and it may be worth a word. */
export const recordRules: readonly AdviceRule[] = [
  {
    id: 'records-disagree',
    reason: 'Two of you wrote down one session and remember it differently. What counts is said with it.',
    remedy: 'If it matters, agree on one and correct the other file; else leave it',
    find: found('records-disagree'),
  },
  {
    id: 'answered-again',
    reason: 'A step was closed, and a later session tells of it once more. The later one counts.',
    remedy: 'If it is still open, agree on a new step; else leave it',
    find: found('answered-again'),
  },
  {
    id: 'before-the-contract',
    reason: 'A session before the contract may have led to it. It may also be a year that was mistyped.',
    remedy: 'If the day is wrong, correct session.date, and rename the file; else leave it',
    find: found('before-the-contract'),
  },
  {
    id: 'unknown-key',
    reason: 'The program keeps this key and prints it, but does nothing else with it. It may be a slip.',
    remedy: 'If it is misspelled, correct it; if you mean it, turn this suggestion off in settings.yaml',
    find: ({ unknownKeys }) =>
      unknownKeys.map(({ file, path, what }) => ({
        file,
        path,
        what,
        where: { file, ...(path.length && { key: String(path.at(-1)) }) },
      })),
  },
  {
    id: 'not-confirmed',
    reason: 'A partner decides alone about their own steps, goals and concerns. It stays open until they confirm it.',
    remedy: 'Ask them: they confirm it in the next check-in, or by: partner checkin --from FILE --confirmed-by PARTNER',
    find: found('not-confirmed'),
  },
]
