import { type Command, GLOBAL } from './commands/command.ts'
import { COMMANDS } from './commands/index.ts'
import { readyIn } from './commands/suggestion.ts'
import { wrap } from './terminal/wrap.ts'

export const DESCRIPTION = 'Two people agree in writing how they will hold each other accountable, and then keep to it.'

/** Terms in a column, what they mean in another; a term that is too long gets its meaning on the next line. */
function columns(rows: readonly (readonly [term: string, says: string])[], width: number): string[] {
  const column = Math.min(28, Math.max(...rows.map(([term]) => term.length)))
  const hanging = ' '.repeat(column + 4)
  return rows.flatMap(([term, says]) =>
    term.length > column
      ? [`  ${term}`, ...wrap(says, width, hanging)]
      : wrap(says, width, { first: `  ${term.padEnd(column)}  `, rest: hanging }),
  )
}

/** The screen that help is for, and how this run was started. */
interface Screen {
  width: number
  readonly program: string
}

/** What `partner --help` says: the commands of every day first, then the others. */
export function programHelp({ width, program }: Screen): string {
  const commands = (first: boolean) =>
    COMMANDS.filter(entry => entry.first === first).map(({ name, summary }) => [name, summary] as const)
  return [
    'Usage: partner [command] [options]',
    '',
    ...wrap(DESCRIPTION, width),
    '',
    ...columns(commands(true), width),
    '',
    'More:',
    ...columns([...commands(false), ['help [command]', 'help for a command']], width),
    '',
    'Everywhere:',
    ...columns(
      [
        ...GLOBAL.map(({ flags, says }) => [flags, says] as const),
        ['-h, --help', 'this help'],
        ['-V, --version', 'the version of this program'],
      ],
      width,
    ),
    '',
    `Begin with: ${program} init`,
    '',
  ].join('\n')
}

/** What stands under a command's options. */
export function commandHelpTail({ examples, reads, writes }: Command, { width, program }: Screen): string {
  const ready = readyIn({ cwd: '', program })
  return [
    '',
    'Examples:',
    ...columns(
      examples.map(([line, says]) => [ready(line), says] as const),
      width,
    ),
    '',
    ...wrap(reads, width, { first: 'Reads:  ', rest: '        ' }),
    ...wrap(writes, width, { first: 'Writes: ', rest: '        ' }),
    '',
  ].join('\n')
}
