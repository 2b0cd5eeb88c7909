import type { Prompter } from './interview/prompter.ts'

/** Where a command prints. `width` is in terminal cells. */
export interface Output {
  write(text: string): void
  readonly width: number
  readonly color: boolean
}

/**
 * All that a command may know of the world. `main` builds the real one, tests build their own: no other file
 * reads the clock, the streams, the environment or the current folder.
 */
export interface Context {
  /** Absolute path of the current folder. */
  readonly cwd: string
  now(): Date
  /** The day it is now in a time zone. */
  today(timezone: string): string
  /** The time zone of this machine, as `Europe/Dublin`. */
  readonly timezone: string
  /** How this run was started, as it can be typed again: `partner`, `npx partner`, `node /path/to/partner.cjs`. */
  readonly program: string
  /** A new contract's id. */
  newId(): string
  /** Results go to `out`, everything else to `err`. */
  readonly out: Output
  readonly err: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds until an ssh-keygen that doesn't answer is given up; its own default if missing. */
  readonly patience?: number | undefined
  /** Makes what asks; missing when there is no terminal to ask on. */
  readonly prompter: (() => Promise<Prompter>) | undefined
  /** Does what a signal to the program ends, in place of the program itself. */
  stoppable<T>(use: (stop: AbortSignal) => Promise<T>): Promise<T>
  /** Where copies of what was read are kept; nowhere when missing. */
  readonly copies?: { folder: string; build: string } | undefined
  /** The folder in which this computer remembers which signatures it has seen; undefined if it can't. */
  readonly memory?: string | undefined
  /** The whole of standard input, for `--from -`. */
  readInput(): Promise<Buffer>
}
