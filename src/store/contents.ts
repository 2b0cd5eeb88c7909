import type { RecordNote } from '../contract/advice/rule.ts'
import { allRoles, allWins, type Contract } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { pathText } from '../contract/issues.ts'
import { displayNames } from '../contract/people.ts'
import { referenceFaults } from '../contract/references.ts'
import { shorten } from '../contract/text.ts'
import { type Awaiting, awaitingIn } from '../session/awaiting.ts'
import { nameProblems } from '../session/record-file.ts'
import { problemsThere, type Told, toldIn } from '../session/references.ts'
import { heldOf, type Session, sessionsFrom } from '../session/sessions.ts'
import { timeOutNameProblems } from '../session/time-outs.ts'
import { updateProblems } from '../session/update-references.ts'
import type { Frozen } from '../signature/statement.ts'
import { ERROR_RULES, type Fault } from './fault.ts'
import type { Inspection } from './inspection.ts'
import { signedContracts } from './older-versions.ts'
import type { Partnership, ReadRecord } from './partnership.ts'
import type { ReadUpdate } from './updates.ts'
import type { Source } from './yaml.ts'

/** References of the contract that lead nowhere, and ids that stand in it twice. */
export const contractFaults = ({ data, source }: Partnership): Fault[] =>
  referenceFaults(data).map(({ path, what }) => {
    const rule = path.at(-1) === 'id' ? 'named-twice' : 'reference-to-nothing'
    return { path: pathText(path), what, rule, where: source.place(path), hint: ERROR_RULES[rule] }
  })

/** Records and time-outs whose name says otherwise than they do. */
export const nameFaults = ({ records, timeOuts }: Pick<Inspection, 'records' | 'timeOuts'>): Fault[] => [
  ...records.flatMap(record =>
    nameProblems(record).map(what => {
      const path = what.includes('recordedBy') ? ['session', 'recordedBy'] : ['session', 'date']
      return nameFault(record.place, path, what)
    }),
  ),
  ...timeOuts.flatMap(file =>
    timeOutNameProblems(file).map(({ path, what }) => nameFault(file.source.place, path, what)),
  ),
]

function nameFault(place: Source['place'], path: readonly string[], what: string): Fault {
  const rule = 'name-and-content'
  return { path: pathText(path), what, rule, where: place(path), hint: ERROR_RULES[rule] }
}

/**
 * Each record held against those before it: what it refers to that is not there is an error; what two records tell
 * differently, what was closed already, and what is older than the contract, is worth a note.
 */
export function recordFindings(
  { contract }: Pick<Partnership, 'contract'>,
  { records, updates, signatures }: Pick<Inspection, 'records' | 'updates' | 'signatures'>,
) {
  const whole = withOlder(contract, signatures?.frozen ?? [])
  const { sessions } = sessionsFrom(whole, records)
  const told = toldIn(whole, sessions)
  const byName = new Map(records.map(record => [record.name, record]))
  const place = new Map(sessions.flatMap(({ files }, index) => files.map(name => [name, index] as const)))
  const faults: Fault[] = []
  const notes: RecordNote[] = []
  for (const file of records) {
    const own = place.get(file.name)!
    const partners = sessions[own]!.files.flatMap(name => (name === file.name ? [] : byName.get(name)!))
    const others = heldOf(sessionsFrom(whole, partners).sessions)
    for (const { path, what, kind } of problemsThere(file.record, told, { own, others })) {
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
        faults.push({ path: pathText(path), what, rule, where: file.place(path), hint: ERROR_RULES[rule] })
      }
    }
  }
  notes.push(
    ...sessions.flatMap(session => disagreementsOf(session, byName)),
    ...records.flatMap(file => beforeContract(file, contract)),
    ...awaitingIn(whole, sessions).flatMap(one => notConfirmed(one, contract, byName)),
  )
  return { faults: [...faults, ...updateFaults(updates, whole, told)], notes }
}

/** What an update names that is not there, or is the other partner's. */
const updateFaults = (updates: readonly ReadUpdate[], contract: Contract, told: Told): Fault[] =>
  updates.flatMap(({ update, source }) =>
    updateProblems(update, contract, told).map(({ path, what, kind }) => {
      const rule = kind === 'nothing' ? 'reference-to-nothing' : 'named-twice'
      return { path: pathText(path), what, rule, where: source.place(path), hint: ERROR_RULES[rule] }
    }),
  )

/** The contract with the wins, roles and first steps of every signed version: older records name older goals. */
function withOlder(contract: Contract, frozen: readonly Frozen[]): Contract {
  const older = signedContracts(frozen)
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

/** What led to a contract may be written down, too; more often it is a year that was mistyped. */
function beforeContract({ name, record }: ReadRecord, contract: Contract): RecordNote[] {
  const { date } = record.session
  if (date >= contract.date) return []
  const what = `the session is of ${date}, and the contract of ${contract.date}`
  return [{ rule: 'before-the-contract', name, path: ['session', 'date'], what, where: { session: date } }]
}

/** What an owner has yet to confirm, at the line that says it. */
function notConfirmed(
  { list, key, id, text, what, by, session }: Awaiting,
  { partners }: Contract,
  records: ReadonlyMap<string, ReadRecord>,
): RecordNote[] {
  const names = displayNames(partners)
  const entriesOf = (name: string) =>
    ((records.get(name)?.record as Draft | undefined)?.[list] ?? []) as readonly Draft[]
  const name = session.files.find(file => entriesOf(file).some(entry => entry?.[key] === id)) ?? session.files[0]!
  const index = entriesOf(name).findIndex(entry => entry?.[key] === id)
  const path = index < 0 ? [list] : [list, index]
  const who = by.map(owner => names[owner]).join(' and ')
  return [
    {
      rule: 'not-confirmed',
      name,
      path,
      what: `${who} ${by.length === 1 ? 'has' : 'have'} yet to confirm that "${shorten(text)}" ${what}`,
      where: { session: session.date, id, by },
    },
  ]
}

function disagreementsOf({ date, disagreements }: Session, records: ReadonlyMap<string, ReadRecord>): RecordNote[] {
  return disagreements.map(({ what, files }) => {
    const [name = ''] = files
    const record = records.get(name)
    const about = what.slice(0, what.indexOf(':'))
    const path = placeOf((record?.record ?? {}) as Draft, about.split(' ').at(-1)!) ?? ['session']
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
