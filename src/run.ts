import { COMMANDS } from './commands/index.ts'
import type { Context } from './context.ts'
import { EXIT, PartnerError } from './errors.ts'
import type { Parsed } from './program.ts'

/** What one run of the program is started with. */
export interface World {
  out(text: string): void
  err(text: string): void
  /** Terminal cells, for the width of help. */
  width: number
  /** Terminal cells, for refusals; nothing where they go into a file. */
  terminal?: number | undefined
  /** Made when the command line is read, since it may say `--no-color`. */
  context(noColor: boolean): Promise<Context>
  /** As `Context.program`; help and refusals need it before a context is made. */
  readonly program: string
}

const HELP = ['--help', '-h', 'help']

/** Runs what a command line says, and tells with which exit code it ended. A refusal is printed here, and nowhere else. */
export async function run(argv: readonly string[], version: string, world: World): Promise<number> {
  let parsed: Parsed | undefined
  let context: Context | undefined
  try {
    if (argv.length === 1 && HELP.includes(argv[0]!)) {
      // Asked first of all, and answered without a parser.
      world.out((await import('./help.ts')).programHelp(world))
      return EXIT.done
    }
    const { HELPED, parse } = await import('./program.ts')
    const found = await parse(argv, version, world)
    if (found === HELPED) return EXIT.done
    parsed = found
    const { args } = parsed
    context = await world.context(parsed.options.color === false)
    const command = parsed.command ?? (await import('./commands/welcome.ts')).welcome
    const { withPartners } = await import('./commands/partner-option.ts')
    const options = await withPartners({ ...parsed, command }, context)
    const { remembering } = await import('./commands/remembered.ts')
    const run = command.onlyReads?.(options) && parsed.name ? remembering(parsed.name, command) : command.run
    return (await run(options, context, args, COMMANDS)) ?? EXIT.done
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    const { refusalText } = await import('./commands/refusal.ts')
    world.err(`${await refusalText(error, { parsed, context, program: world.program, terminal: world.terminal })}\n`)
    return error.exitCode
  } finally {
    if (context?.copies) await (await import('./commands/remembered.ts')).forgetOld(context)
  }
}
