import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What is to happen to the calls that change something in some folders; see `tracing-writes.cjs`. */
export interface Plan {
  roots: readonly string[]
  /** Ends the process before this call, counted from 1; a call that writes a text has then written half of it. */
  stop?: number
  /** Lets this call fail, and with `lasting` all after it. */
  fail?: number
  code?: string
  lasting?: boolean
  /** Every call fails until this file is there, as on a disk that is full until somebody makes room. */
  until?: string
  /** Calls that this disk cannot do, as FAT has no hard links. */
  without?: readonly string[]
}

interface Tracing {
  /** Begins to trace. `end` comes when the process would have ended: from there on nothing reaches the disk. */
  trace(plan: Plan): { calls: readonly string[]; end: Promise<void> }
  untrace(): void
  isLeftover(file: string): boolean
}

const file = join(import.meta.dirname, 'tracing-writes.cjs')

/** Traces this process. To be called before what is to be traced is loaded. */
export const { trace, untrace, isLeftover } = createRequire(import.meta.url)(file) as Tracing

/** The environment in which a process of its own is traced, and killed where the plan says so. */
export const traced = (plan: Plan & { now?: string; id?: string }): Record<string, string> => ({
  NODE_OPTIONS: `--require=${JSON.stringify(file)}`,
  TRACED_WRITES: JSON.stringify(plan),
})
