import type { Context } from '../context.ts'
import type { Entry } from './index.ts'

/** Options as commander hands them over, by their long names in camel case. */
export type Options = Readonly<Record<string, unknown>>

export interface CommandOption {
  /** As commander writes them: `--from <file>`. */
  flags: string
  says: string
  choices?: readonly string[]
}

/** A command: what it takes, what it says of itself, and what it does. */
export interface Command {
  /** Positional arguments as commander writes them: `[dir]`, `[v1] [v2]`. */
  arguments?: string
  /** Options beyond the global ones. */
  options: readonly CommandOption[]
  /** Each a command line and what it does. */
  examples: readonly (readonly [line: string, says: string])[]
  /** Whether it only reads, so that where nothing changed, what it printed may be printed once more. */
  onlyReads?(options: Options): boolean
  reads: string
  writes: string
  /** Does the work. Resolves to the exit code where that is not simply "done". `commands` is THE list. */
  run(
    options: Options,
    context: Context,
    args: readonly string[],
    commands: readonly Entry[],
  ): Promise<number | undefined>
}

export const AS: CommandOption = { flags: '--as <partner>', says: 'who is at the keyboard' }
export const DATE: CommandOption = { flags: '--date <day>', says: 'the day it happened (default: today)' }
export const AS_OF: CommandOption = { flags: '--as-of <day>', says: 'as things stood on that day (default: today)' }
export const FROM: CommandOption = {
  flags: '--from <file>',
  says: 'take the answers from a YAML or JSON file, - for standard input',
}
/** Of acts: what they wrote goes into git, and nothing else does. */
export const COMMIT: CommandOption = { flags: '--commit', says: 'commit the files it wrote, and nothing else' }
export const JSON_OPTION: CommandOption = { flags: '--json', says: 'for programs' }

/** Options that every command takes. */
export const GLOBAL: readonly CommandOption[] = [
  { flags: '--dir <folder>', says: "the partnership's folder (default: found from here upward)" },
  { flags: '--yes', says: 'answer yes to what would still be asked' },
  { flags: '--no-color', says: 'no color' },
]
