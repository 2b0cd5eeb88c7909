import type { Contract } from '../../contract/contract.ts'
import type { Day } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { displayNames, type Names, type Owner } from '../../contract/people.ts'
import type { There } from '../../session/acceptance.ts'
import type { RecordFile, Session } from '../../session/sessions.ts'
import type { StepState } from '../../session/steps.ts'
import type { Partnership } from '../../store/partnership.ts'
import type { Source } from '../../store/yaml.ts'
import type { Became, Held } from '../talk-through.ts'

/** What a new record is held against. */
export interface Before {
  partnership: Partnership
  /** The contracts that were signed: what only they had is said to be of theirs. */
  older?: readonly Contract[]
  records: readonly RecordFile[]
  sessions: readonly Session[]
  steps: readonly StepState[]
  /** The day it is by now: a talk may be open over midnight, so no one keeps the day on which the program started. */
  today(): Day
}

/** A record on its way: its data, and where each part of it stands if it came from a file. */
export interface SaidRecord {
  data: Draft
  source?: Source
  /** What the partners said about how they work, for their own cards. */
  cards?: Readonly<Record<Owner, Draft>>
  finished(): Promise<void>
  /** The file that it became already, before something stopped the program. */
  became?: Became
  /** Of a talk: keeps what is about to be written, so that it is written once. */
  becoming?: Held['becoming']
  /** Of a talk: keeps why it could not be written. */
  refused?: Held['refused']
}

export const namesOf = ({ partnership }: Before): Names => displayNames(partnership.contract.partners)

/** The same, as new records are judged by it. */
export const thereOf = ({ partnership, ...before }: Before): There => ({
  ...before,
  today: before.today(),
  contract: partnership.contract,
  shown: name => partnership.shown('checkins', name),
})
