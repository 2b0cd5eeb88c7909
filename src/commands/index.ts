import type { Command } from './command.ts'

export interface Entry {
  name: string
  summary: string
  /** First-line commands are shown at the top of `--help`. */
  first: boolean
  load(): Promise<Command>
}

/** THE list of commands: help and dispatch are made from it, and calling one loads one. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'init',
    summary: 'talk it through together, and write the contract',
    first: true,
    load: async () => (await import('./init/index.ts')).init,
  },
  {
    name: 'sign',
    summary: 'agree to this version by typing your name',
    first: true,
    load: async () => (await import('./sign/index.ts')).sign,
  },
  {
    name: 'checkin',
    summary: 'record a session, open steps first',
    first: true,
    load: async () => (await import('./checkin/index.ts')).checkin,
  },
  {
    name: 'status',
    summary: 'goals, open steps, the next session',
    first: true,
    load: async () => (await import('./status/index.ts')).status,
  },
  {
    name: 'render',
    summary: 'the copy to read, print and sign',
    first: true,
    load: async () => (await import('./render/index.ts')).render,
  },
  {
    name: 'amend',
    summary: 'change a section: in place, or as the next version',
    first: true,
    load: async () => (await import('./amend/index.ts')).amend,
  },
  {
    name: 'roles',
    summary: 'who does what, and what is open there',
    first: true,
    load: async () => (await import('./roles/index.ts')).roles,
  },
  {
    name: 'history',
    summary: 'one row a session; a goal over time, wins, lessons',
    first: false,
    load: async () => (await import('./history/index.ts')).history,
  },
  {
    name: 'schedule',
    summary: 'the coming sessions, on the clock of each of you',
    first: false,
    load: async () => (await import('./schedule/index.ts')).schedule,
  },
  {
    name: 'timeout',
    summary: 'one of you needs a pause, or you have talked about it',
    first: false,
    load: async () => (await import('./timeout/index.ts')).timeout,
  },
  {
    name: 'prepare',
    summary: 'think a session over alone; the check-in offers your answers',
    first: false,
    load: async () => (await import('./prepare/index.ts')).prepare,
  },
  {
    name: 'diff',
    summary: 'what changed between versions, section by section',
    first: false,
    load: async () => (await import('./diff/index.ts')).diff,
  },
  {
    name: 'verify',
    summary: 'were these the words both agreed to?',
    first: false,
    load: async () => (await import('./verify/index.ts')).verify,
  },
  {
    name: 'schema',
    summary: 'JSON Schema, so that editors complete and check the files',
    first: false,
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'completion',
    summary: 'Tab in your shell',
    first: false,
    load: async () => (await import('./completion/index.ts')).completion,
  },
  {
    name: 'check',
    summary: 'what is wrong in the folder, and what could be better',
    first: false,
    load: async () => (await import('./check/index.ts')).check,
  },
]
