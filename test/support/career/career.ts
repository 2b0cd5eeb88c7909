import { readdirSync, readFileSync } from 'node:fs'
import { type Contract, contractSchema } from '../../../src/contract/contract.ts'
import { anyRecordSchema } from '../../../src/session/record.ts'
import { type RecordFile, recordName } from '../../../src/session/sessions.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** What the readings of the career pair's folder must be on 27 April 2026. */
export const expected = read('expected.json')

/** The career pair's agreement as it was first signed. */
export const contractV1: Contract = contractSchema.parse(read('contract.json'))

/** And as they changed it in March. */
export const contract: Contract = contractSchema.parse({
  ...read('contract.json'),
  ...read('amendment-v2.json'),
  version: 2,
  changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['wins'] }],
})

/** Their six check-ins and the session that they missed. */
export const records: RecordFile[] = readdirSync(new URL('.', import.meta.url))
  .filter(name => /^\d\d-/.test(name))
  .map(name => {
    const record = anyRecordSchema.parse(read(name))
    return { name: recordName(record.session.date, record.session.recordedBy ?? 'both'), record }
  })
