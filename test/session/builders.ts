import { type Contract, contractSchema } from '../../src/contract/contract.ts'
import { type AnyRecord, anyRecordSchema } from '../../src/session/record.ts'
import { type RecordFile, recordName, sessionsFrom } from '../../src/session/sessions.ts'
import { stepsFrom } from '../../src/session/steps.ts'

/** A small agreement: a step of Ana's, one of Ben's, one of both; a win and a role of each, one shared win. */
export const contract: Contract = contractSchema.parse({
  format: 'partner/1',
  date: '2026-01-05',
  wins: {
    big: [{ id: 'w1', text: 'Together' }],
    a: [{ id: 'a1', text: "Ana's" }],
    b: [{ id: 'b1', text: "Ben's" }],
  },
  roles: { a: [{ id: 'a.1', primary: 'Interviews' }], b: [{ id: 'b.1', primary: 'Plan' }] },
  firstSteps: [
    { id: 'ana', owner: 'a', text: 'Write', due: '2026-01-19', win: 'a1', role: 'a.1' },
    { id: 'ben', owner: 'b', text: 'Read', due: '2026-01-19', win: 'b1', role: 'b.1' },
    { id: 'walk', owner: 'both', text: 'Walk', due: '2026-01-19', win: 'w1' },
  ],
})

type Said = Record<string, unknown>

/** A record as somebody could have written it; both are present unless `session` says otherwise. */
export const record = (date: string, said: Said = {}, session: Said = {}): AnyRecord =>
  anyRecordSchema.parse({ format: 'partner/1', session: { date, present: ['a', 'b'], ...session }, ...said })

/** A check-in in its file. */
export const file = (
  date: string,
  who: 'a' | 'b' | 'both',
  said: Said = {},
  session: Said = {},
  number = 1,
): RecordFile => ({
  name: recordName(date, who, number),
  record: record(date, said, session),
})

/** A session that did not take place, in its file. */
export const missed = (date: string, who: 'a' | 'b' | 'both', session: Said = {}): RecordFile => ({
  name: recordName(date, who),
  record: anyRecordSchema.parse({ format: 'partner/1', session: { date, held: false, ...session } }),
})

export const read = (...files: RecordFile[]) => sessionsFrom(contract, files).sessions

/** The step of that id after these records. */
export const stepAfter = (id: string, ...files: RecordFile[]) =>
  stepsFrom(contract, read(...files)).find(step => step.id === id)!
