import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import { plain } from '../contract/text.ts'
import { errorText, type Lay, type PartnerError } from '../errors.ts'
import { findPartnership } from '../store/folder.ts'
import { cells, wrap } from '../terminal/wrap.ts'
import type { Options } from './command.ts'
import { type Ready, readyIn } from './suggestion.ts'

/** A command line as it was understood. */
interface Understood {
  name?: string
  options: Options
  args: readonly string[]
}

/** Where a refusal is read: what was asked for, if that is known, and the cells of the terminal, if it is one. */
interface Refused {
  parsed?: Understood | undefined
  context?: Context | undefined
  program: string
  terminal: number | undefined
}

/** A refusal as a person reads it: its sentences in the width of the terminal, its commands ready to be copied. */
export async function refusalText(
  error: PartnerError,
  { parsed, context, program, terminal }: Refused,
): Promise<string> {
  const ready = parsed && context ? await readyFor(parsed, context) : readyIn({ cwd: '', program })
  const lay: Lay = (text, of) => {
    const said = plain(of === 'hint' ? ready(text) : text, { multiline: true })
    return terminal
      ? said
          .split('\n')
          .flatMap(line => laidOut(line, terminal, program))
          .join('\n')
      : said
  }
  return plain(errorText(error, lay), { multiline: true })
}

/** Commands name a folder if the command line named one, and be it the one in which a contract is to be made. */
async function readyFor({ name, options, args }: Understood, context: Context): Promise<Ready> {
  const named = options.dir ?? (name === 'init' ? args[0] : undefined)
  if (typeof named !== 'string') return readyIn(context)
  return readyIn(context, (await findPartnership(context.cwd, named)) ?? resolve(context.cwd, named))
}

/** A line that ends with a command, ours or another's. */
function endsWithCommand(line: string, program: string): RegExpExecArray | null {
  const ours = program.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^(.*:) +((?:${ours}|git|export|ssh-keygen) (?:(?!\\. [A-Z]).)*)$`).exec(line)
}

/** One line in the width of a terminal. A command at its end stays whole, so that it can be copied. */
function laidOut(line: string, width: number, program: string): string[] {
  if (cells(line) <= width) return [line]
  const [, words = line, command] = endsWithCommand(line, program) ?? []
  const indent = /^ */.exec(words)![0]
  return [...wrap(words.slice(indent.length), width, indent), ...(command === undefined ? [] : [`  ${command}`])]
}
