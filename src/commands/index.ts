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
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'sign',
    summary: 'agree to this version by typing your name',
    first: true,
    load: async () => (await import('./sign.ts')).sign,
  },
  {
    name: 'checkin',
    summary: 'record a session, open steps first',
    first: true,
    load: async () => (await import('./checkin.ts')).checkin,
  },
  {
    name: 'status',
    summary: 'goals, open steps, the next session',
    first: true,
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'render',
    summary: 'the copy to read, print and sign',
    first: true,
    load: async () => (await import('./render.ts')).render,
  },
  {
    name: 'roles',
    summary: 'who does what, and what is open there',
    first: true,
    load: async () => (await import('./roles.ts')).roles,
  },
  {
    name: 'verify',
    summary: 'were these the words both agreed to?',
    first: false,
    load: async () => (await import('./verify.ts')).verify,
  },
]
