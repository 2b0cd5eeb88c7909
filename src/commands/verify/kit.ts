import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Context } from '../../context.ts'
import type { Owner } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { allowedSigner } from '../../signature/ssh.ts'
import { digest } from '../../signature/statement.ts'
import { fillFolder, isFree, type NewFile } from '../../store/new-folder.ts'
import type { Partnership } from '../../store/partnership.ts'
import type { Signatures } from '../../store/signatures.ts'
import { printLines } from '../report.ts'
import { kitReadme, type Said } from './kit-readme.ts'

/** What goes into a kit, and into which folder. */
interface Kit {
  named: string
  folder: string
  found: Signatures
  files: readonly NewFile[]
}

/** The kit that `--kit` asks for. Refuses a folder that can't take it, before anything is said of the signatures. */
export async function kitIn(
  context: Context,
  partnership: Partnership,
  option: unknown,
  found: Signatures,
): Promise<Kit> {
  const named = typeof option === 'string' ? option : 'partner-kit'
  const folder = resolve(context.cwd, named)
  const within = relative(partnership.folder, folder)
  if (within !== '..' && !within.startsWith(`..${sep}`) && !isAbsolute(within))
    throw new PartnerError(
      'usage',
      `${named} is in the partnership's own folder.`,
      'Name another: --kit ../partner-kit',
    )
  const files = kitFiles(partnership, found)
  if (!(await isFree(folder, files, named)))
    throw new PartnerError('usage', `${named} is there already. Nothing was written.`, ANOTHER)
  return { named, folder, found, files }
}

const ANOTHER = 'Name another: --kit FOLDER'

/**
 * Writes what a third person needs to verify the signatures: copies, the keys, and the commands. `bad` says that
 * something differs or could not be verified.
 */
export async function writeKit(context: Context, { named, folder, found, files }: Kit, bad: boolean): Promise<void> {
  if (bad)
    throw new PartnerError('altered', `Nothing was written to ${named}: not all of it could be verified.`, 'See above.')
  if (!found.signatures.length)
    throw new PartnerError('missing', 'Nobody has signed yet, so there is nothing to hand on.', 'First: partner sign')
  await fillFolder(folder, files, { shown: named, another: ANOTHER })
  const line = [
    'Kit',
    `${named}: begin with its README.md. It holds the whole contract, so choose who gets it.`,
  ] as const
  // On stderr, so that the result of --json stays what it is.
  printLines({ ...context, out: context.err }, [line])
}

/** Every file of the kit, the README last: what it tells to check is there before it. */
function kitFiles({ contract }: Partnership, { frozen, signatures }: Signatures): NewFile[] {
  const said = signatures.flatMap(({ name, said }): Said[] => (said ? [{ file: `signatures/${name}`, said }] : []))
  const names = (who: Owner) => plain(contract.partners[who].name ?? '')
  const signers = said.flatMap(({ said: { partner, key } }) =>
    key === undefined ? [] : [`# ${partner} is ${names(partner)}\n${allowedSigner(partner, key)}`],
  )
  const files: NewFile[] = [
    ...frozen.map(({ name, bytes }): [string, Buffer] => [`versions/${name}`, bytes]),
    ...signatures.flatMap(({ name, text, sig }): [string, string][] => [
      [`signatures/${name}`, text],
      ...(sig === undefined ? [] : [[`signatures/${name}.sig`, sig] as [string, string]]),
    ]),
    ['allowed_signers', [...new Set(signers)].join('')],
  ]
  const sums = files.map(([name, content]) => `${digest(Buffer.from(content))}  ${name}\n`).join('')
  return [...files, ['SHA256SUMS', sums], ['README.md', kitReadme(contract.partners, said, frozen)]]
}
