import type { Context } from '../context.ts'
import { partnerNamed } from '../contract/partner-named.ts'
import { displayNames, OWNERS, type Owner } from '../contract/people.ts'
import { asName, inQuotes } from '../contract/text.ts'
import { PartnerError } from '../errors.ts'
import type { Command, CommandOption, Options } from './command.ts'

type Partners = Parameters<typeof partnerNamed>[1]

/** Whether an option takes one of the partners: `--as <partner>`. */
export const takesPartner = ({ flags }: CommandOption): boolean => flags.endsWith(' <partner>')

const isLetter = (word: unknown): boolean => OWNERS.some(owner => owner === word)

const keyOf = (flag: string): string =>
  flag.replace(/^--/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * The options with a letter, `a` or `b`, for each partner they name. The contract is read only if one is named otherwise.
 * `init` has no contract yet and takes the letters alone.
 */
export async function withPartners(
  { name, command, options }: { name?: string | undefined; command: Command; options: Options },
  context: Context,
): Promise<Options> {
  const named = command.options.filter(takesPartner).flatMap(({ flags }) => {
    const flag = flags.split(' ')[0]!
    const word = options[keyOf(flag)]
    return typeof word === 'string' && !isLetter(word) ? [{ flag, word }] : []
  })
  if (!named.length) return options
  const partners: Partners =
    name === 'init'
      ? {}
      : (
          await (
            await import('../store/partnership.ts')
          ).openPartnership(context.cwd, options.dir as string | undefined)
        ).contract.partners
  return {
    ...options,
    ...Object.fromEntries(named.map(({ flag, word }) => [keyOf(flag), which(flag, word, partners)])),
  }
}

function which(flag: string, word: string, partners: Partners): Owner {
  const found = partnerNamed(word, partners)
  if (found) return found
  const names = displayNames(partners)
  const full = (owner: Owner) => partners[owner]?.name?.trim() || names[owner]
  const known = OWNERS.map(owner => `${flag} ${owner} for ${asName(full(owner))}`).join(', ')
  throw new PartnerError(
    'usage',
    `${flag}: ${word.trim() ? `${inQuotes(word)} does not say which partner you mean.` : 'it does not say which partner you mean.'}`,
    `Use ${known}, or the beginning of one name only.`,
  )
}
