import type { Contract } from '../contract.ts'
import type { Names, Owner } from '../people.ts'

/** What advice may look at. */
export interface Known {
  contract: Contract
  names: Names
  /** Who signed the contract as it is now: signing it confirms what is in it. */
  signed?: readonly Owner[]
  /** What the records of the sessions leave to talk about, for the rules over them. */
  records: readonly RecordNote[]
  /** The keys of all files, settings and profiles included, that the program does not know. */
  unknownKeys: readonly UnknownKeyNote[]
}

/** A key that is kept without being known: its file, its path, and a sentence about it without its full stop. */
export interface UnknownKeyNote {
  file: string
  path: Path
  what: string
}

/** Something about a record that is no error, under the rule that tells it. */
export interface RecordNote {
  rule: 'records-disagree' | 'answered-again' | 'before-the-contract' | 'not-confirmed'
  /** The record's name, and the path in it. */
  name: string
  path: Path
  what: string
  where: Where
}

export type Path = readonly (string | number)[]

/** Which win, role or list is meant, for programs. */
export type Where = Readonly<Record<string, string | number | readonly string[]>>

/** One thing that could be better, and where it stands. */
export interface Advised {
  /** Of a record, by its name; of contract.yaml if both are missing. */
  record?: string
  /** Of another file of the folder, by its name. */
  file?: string
  path: Path
  /** A sentence, without its full stop. */
  what: string
  where: Where
}

/** A rule of good contracts. It is advice: it never blocks, and a pair may switch it off with a reason. */
export interface AdviceRule {
  id: string
  /** Why it matters, as a sentence. */
  reason: string
  /** What to do about it. */
  remedy: string
  find(known: Known): readonly Advised[]
}
