import type { RecordNote } from '../contract/advice/rule.ts'
import { allRoles, allWins, type Contract, contractSchema } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { pathText } from '../contract/issues.ts'
import { referenceFaults } from '../contract/references.ts'
import { nameProblems } from '../session/record-file.ts'
import { referenceProblems } from '../session/references.ts'
import { type Session, sessionsFrom } from '../session/sessions.ts'
import type { Frozen } from '../signature/statement.ts'
import { ERROR_RULES, type Fault } from './fault.ts'
import type { Inspection } from './inspection.ts'
import type { Partnership, ReadRecord } from './partnership.ts'

/** References of the contract that lead nowhere, and ids that stand in it twice. */
export const contractFaults = ({ data, source }: Partnership): Fault[] =>
  referenceFaults(data).map(({ path, what }) => {
    const rule = path.at(-1) === 'id' ? 'named-twice' : 'reference-to-nothing'
    return { path: pathText(path), what, rule, where: source.place(path), hint: ERROR_RULES[rule] }
  })

/** Records whose name says otherwise than they do. */
export const nameFaults = (records: readonly ReadRecord[]): Fault[] =>
  records.flatMap(record =>
    nameProblems(record).map(what => {
      const path = what.includes('recordedBy') ? ['session', 'recordedBy'] : ['session', 'date']
      const rule = 'name-and-content'
      return { path: pathText(path), what, rule, where: record.source.place(path), hint: ERROR_RULES[rule] }
    }),
  )

/**
 * Each record held against those before it: what it refers to that is not there is an error; what two records tell
 * differently, and what was closed already, is worth a note.
 */
export function recordFindings({ contract }: Partnership, { records, signatures }: Inspection) {
  const whole = withOlder(contract, signatures.frozen)
  const { sessions } = sessionsFrom(whole, records)
  const faults: Fault[] = []
  const notes: RecordNote[] = []
  for (const file of records) {
    const others = othersFor(file, sessions, records, whole)
    for (const { path, what, kind } of referenceProblems(file.record, { contract: whole, sessions: others })) {
      if (kind === 'closed')
        notes.push({
          rule: 'answered-again',
          name: file.name,
          path,
          what,
          where: { session: file.record.session.date },
        })
      else {
        const rule = kind === 'nothing' ? 'reference-to-nothing' : 'named-twice'
        faults.push({ path: pathText(path), what, rule, where: file.source.place(path), hint: ERROR_RULES[rule] })
      }
    }
  }
  notes.push(...sessions.flatMap(session => disagreementsOf(session, records)))
  return { faults, notes }
}

/** What a record may refer to: all sessions before it, those of its day, and the other records of its own session. */
function othersFor(file: ReadRecord, sessions: readonly Session[], records: readonly ReadRecord[], contract: Contract) {
  const own = sessions.find(session => session.files.includes(file.name))
  const partners = records.filter(({ name }) => name !== file.name && own?.files.includes(name))
  const before = sessions.filter(session => session !== own && session.date <= file.record.session.date)
  return [...before, ...(partners.length ? sessionsFrom(contract, partners).sessions : [])]
}

/** The contract with the wins, roles and first steps of every signed version: older records name older goals. */
function withOlder(contract: Contract, frozen: readonly Frozen[]): Contract {
  const older = frozen.flatMap(({ data }) => contractSchema.safeParse(data).data ?? [])
  const known = new Set([...allWins(contract), ...allRoles(contract), ...contract.firstSteps].map(({ id }) => id))
  const together = <T extends { id: string }>(now: readonly T[], lists: readonly (readonly T[])[]): T[] => [
    ...now,
    ...lists.flat().filter(({ id }) => !known.has(id)),
  ]
  const lists = <K extends 'wins' | 'roles'>(key: K) => older.map(version => version[key])
  return {
    ...contract,
    wins: {
      ...contract.wins,
      big: together(
        contract.wins.big,
        lists('wins').map(({ big }) => big),
      ),
      a: together(
        contract.wins.a,
        lists('wins').map(({ a }) => a),
      ),
      b: together(
        contract.wins.b,
        lists('wins').map(({ b }) => b),
      ),
    },
    roles: {
      ...contract.roles,
      a: together(
        contract.roles.a,
        lists('roles').map(({ a }) => a),
      ),
      b: together(
        contract.roles.b,
        lists('roles').map(({ b }) => b),
      ),
    },
    firstSteps: together(
      contract.firstSteps,
      older.map(({ firstSteps }) => firstSteps),
    ),
  }
}

function disagreementsOf({ date, disagreements }: Session, records: readonly ReadRecord[]): RecordNote[] {
  return disagreements.map(({ what, files }) => {
    const [name = ''] = files
    const record = records.find(record => record.name === name)
    const about = what.slice(0, what.indexOf(':'))
    const path = placeOf(record?.source.data as Draft, about.split(' ').at(-1)!) ?? ['session']
    return { rule: 'records-disagree', name, path, what, where: { session: date, files } }
  })
}

/** Where the thing of an id is told in a record. */
function placeOf(data: Draft, id: string): (string | number)[] | undefined {
  for (const [list, key] of [
    ['followUp', 'step'],
    ['goals', 'win'],
    ['nextSteps', 'id'],
    ['concerns', 'id'],
  ] as const) {
    const entries = (data?.[list] ?? []) as readonly Draft[]
    const index = entries.findIndex(entry => entry?.[key] === id)
    if (index >= 0) return [list, index]
  }
  return undefined
}
