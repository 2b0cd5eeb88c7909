import { Command as Commander, CommanderError, Option } from 'commander'
import { type Command, type CommandOption, GLOBAL, type Options } from './commands/command.ts'
import { COMMANDS, type Entry } from './commands/index.ts'
import { takesPartner } from './commands/partner-option.ts'
import { nearest } from './contract/near.ts'
import { isTooLong, TOO_LONG } from './contract/text.ts'
import { PartnerError } from './errors.ts'
import { commandHelpTail, programHelp } from './help.ts'

export interface Parsed {
  /** Both missing for the bare `partner`. */
  name?: string
  command?: Command
  options: Options
  args: readonly string[]
}

export interface Screen {
  out(text: string): void
  /** Terminal cells, for the width of help. */
  width: number
  /** How this run was started, as it can be typed again. */
  readonly program: string
}

/** What help printed is done: there is nothing to run. */
export const HELPED = 'helped'

/**
 * Reads the command line. Only the command that is named is loaded; its options come from its own file, the rest of
 * help from THE list. Wrong use is a PartnerError of kind `usage`.
 */
export async function parse(argv: readonly string[], version: string, screen: Screen): Promise<Parsed | typeof HELPED> {
  const named = COMMANDS.find(entry => entry.name === firstWord(argv))
  if (argv[0] === 'help' && /^[^-]/.test(argv[1] ?? '') && !helpFor(argv)) unknownCommand(argv[1]!)
  const parsed: { found?: Parsed } = {}
  const program = base(new Commander('partner'), screen)
    .version(version, '-V, --version')
    .helpCommand('help [command]')
    .action((...all: unknown[]) => {
      parsed.found = { options: (all.at(-1) as Commander).opts(), args: [] }
    })
    .argument('[command]')
    .allowExcessArguments(false)
  // The bare program takes no word of its own: one that stands there is a command that does not exist.
  program.registeredArguments[0]!.argParser((word: string) => unknownCommand(word))
  program.helpInformation = () => programHelp(screen)
  addOptions(program, GLOBAL)
  for (const entry of COMMANDS) await addCommand(program, entry, named ?? helpFor(argv), parsed, screen)
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return HELPED
    throw new PartnerError('usage', plainMessage(error.message), `See: partner ${named ? `${named.name} ` : ''}--help`)
  }
  for (const [name, value] of Object.entries(parsed.found?.options ?? {}))
    if ([value].flat().some(text => typeof text === 'string' && isTooLong(text)))
      throw new PartnerError('usage', `What follows --${dashed(name)} ${TOO_LONG}.`)
  // What an unset variable of a shell gives: it would be the current folder.
  if (parsed.found?.options.dir === '') throw new PartnerError('usage', 'The folder of --dir has no name.')
  return parsed.found ?? HELPED
}

/** `confirmedBy` is typed as `confirmed-by`. */
const dashed = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

const firstWord = (argv: readonly string[]): string | undefined => {
  const valued = new Set(GLOBAL.filter(({ flags }) => flags.includes('<')).map(({ flags }) => flags.split(' ')[0]))
  return argv.find((word, index) => !word.startsWith('-') && !valued.has(argv[index - 1]))
}

/** `partner help sign` is about sign, too. */
const helpFor = (argv: readonly string[]): Entry | undefined =>
  argv[0] === 'help' ? COMMANDS.find(({ name }) => name === argv[1]) : undefined

const plainMessage = (message: string): string => {
  const text = message.replace(/^error: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.')
}

function unknownCommand(word: string): never {
  const near = nearest(
    word,
    COMMANDS.map(({ name }) => name),
  )
  throw new PartnerError(
    'usage',
    `There is no command "${word}".`,
    `${near ? `Did you mean: partner ${near}\n` : ''}All commands: partner --help`,
  )
}

function base(command: Commander, screen: Screen): Commander {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: text => screen.out(text),
      // The message comes once, from the PartnerError.
      writeErr: () => {},
      getOutHelpWidth: () => screen.width,
      getErrHelpWidth: () => screen.width,
    })
    .helpOption('-h, --help', 'this help')
}

async function addCommand(
  program: Commander,
  entry: Entry,
  wanted: Entry | undefined,
  parsed: { found?: Parsed },
  screen: Screen,
) {
  const sub = base(program.command(entry.name), screen).description(sentence(entry.summary))
  if (entry !== wanted) return
  const command = await entry.load()
  if (command.arguments) sub.arguments(command.arguments)
  sub.allowExcessArguments(false)
  addOptions(sub, command.options)
  addOptions(sub, GLOBAL)
  sub.addHelpText('after', () => commandHelpTail(command, screen))
  sub.action((...all: unknown[]) => {
    const self = all.at(-1) as Commander
    parsed.found = { name: entry.name, command, options: { ...program.opts(), ...definedIn(self) }, args: self.args }
  })
}

/** A global option may stand before or after the command; the one that was typed counts. */
const definedIn = (command: Commander): Options =>
  Object.fromEntries(Object.entries(command.opts()).filter(([key]) => command.getOptionValueSource(key) !== 'default'))

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/(?<!\?)$/, '.')

function addOptions(command: Commander, options: readonly CommandOption[]): void {
  for (const each of options) {
    const { flags, says, choices } = each
    const option = new Option(flags, takesPartner(each) ? `${says} (a, b or a name)` : says)
    command.addOption(choices ? option.choices([...choices]) : option)
  }
}
