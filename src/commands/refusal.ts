import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import { plain } from '../contract/text.ts'
import { errorText, type Lay, type PartnerError } from '../errors.ts'
import { findPartnership } from '../store/folder.ts'
import { cells, wrap } from '../terminal/wrap.ts'
import type { Options } from './command.ts'
import { dirOption, withDir } from './report.ts'

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
  terminal: number | undefined
}

/** A refusal as a person reads it: its sentences in the width of the terminal, its commands ready to be copied. */
export async function refusalText(error: PartnerError, { parsed, context, terminal }: Refused): Promise<string> {
  const dir = parsed && context ? await dirNamed(parsed, context) : ''
  const lay: Lay = (text, of) => {
    const said = plain(of === 'hint' ? withDir(text, dir) : text, { multiline: true })
    return terminal
      ? said
          .split('\n')
          .flatMap(line => laidOut(line, terminal))
          .join('\n')
      : said
  }
  return plain(errorText(error, lay), { multiline: true })
}

/** ` --dir FOLDER` where a folder was named, be it the one in which a contract is to be begun. */
async function dirNamed({ name, options, args }: Understood, context: Context): Promise<string> {
  const named = options.dir ?? (name === 'init' ? args[0] : undefined)
  if (typeof named !== 'string') return ''
  return dirOption(context, (await findPartnership(context.cwd, named)) ?? resolve(context.cwd, named))
}

const COMMAND = /^(.*:) +((?:partner|git|export|ssh-keygen) (?:(?!\. [A-Z]).)*)$/

/** One line in the width of a terminal. A command at its end stays whole, so that it can be copied. */
function laidOut(line: string, width: number): string[] {
  if (cells(line) <= width) return [line]
  const [, words = line, command] = COMMAND.exec(line) ?? []
  const indent = /^ */.exec(words)![0]
  return [...wrap(words.slice(indent.length), width, indent), ...(command === undefined ? [] : [`  ${command}`])]
}
