import { readdir } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Context } from '../../context.ts'
import type { Owner } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { allowedSigner } from '../../signature/ssh.ts'
import { digest } from '../../signature/statement.ts'
import type { Partnership } from '../../store/partnership.ts'
import { readBytes } from '../../store/reading.ts'
import type { Signatures } from '../../store/signatures.ts'
import { codeOf } from '../../store/system.ts'
import { createExclusively, ensureFolder, LEFTOVER } from '../../store/writing.ts'
import { printLines } from '../report.ts'
import { kitReadme, type Said } from './kit-readme.ts'

interface Verified {
  found: Signatures
  /** Whether something differs or could not be verified. */
  bad: boolean
}

/** Writes what a third person needs to verify the signatures: copies, the keys, and the commands. */
export async function writeKit(
  context: Context,
  partnership: Partnership,
  option: unknown,
  { found, bad }: Verified,
): Promise<void> {
  const named = typeof option === 'string' ? option : 'partner-kit'
  const folder = resolve(context.cwd, named)
  if (bad)
    throw new PartnerError('altered', `Nothing was written to ${named}: not all of it could be verified.`, 'See above.')
  if (!found.signatures.length)
    throw new PartnerError('missing', 'Nobody has signed yet, so there is nothing to hand on.', 'First: partner sign')
  const files = kitFiles(partnership, found)
  await mustBeFree(folder, named, { partnership, files })
  for (const [name, content] of files) {
    await ensureFolder(join(folder, name, '..'), { shown: named })
    await createExclusively(join(folder, name), content, { shown: join(named, name) })
  }
  const line = [
    'Kit',
    `${named}: begin with its README.md. It holds the whole contract, so choose who gets it.`,
  ] as const
  // On stderr, so that the result of --json stays what it is.
  printLines({ ...context, out: context.err }, [line])
}

type Files = readonly (readonly [name: string, content: Buffer | string])[]

/** There must be nothing, or what a run that was stopped left of this very kit: that one is finished. */
async function mustBeFree(
  folder: string,
  named: string,
  { partnership, files }: { partnership: Partnership; files: Files },
): Promise<void> {
  const within = relative(partnership.folder, folder)
  if (within !== '..' && !within.startsWith(`..${sep}`) && !isAbsolute(within))
    throw new PartnerError(
      'usage',
      `${named} is in the partnership's own folder.`,
      'Name another: --kit ../partner-kit',
    )
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    if (codeOf(error) === 'ENOTDIR') return undefined
    throw error
  })
  const kit = new Map(files)
  const isOurs = async (file: string) => {
    const name = relative(folder, file).replaceAll(sep, '/')
    const content = name === LAST ? undefined : kit.get(name)
    return LEFTOVER.test(name) || (content !== undefined && (await readBytes(file, name)).equals(Buffer.from(content)))
  }
  const isLeft = entries?.map(entry => entry.isDirectory() || isOurs(join(entry.parentPath, entry.name)))
  if (!isLeft || (await Promise.all(isLeft)).includes(false))
    throw new PartnerError('exists', `${named} is there already. Nothing was written.`, 'Name another: --kit FOLDER')
}

/** What tells how to check the rest is written when the rest is there. */
const LAST = 'README.md'

/** Every file of the kit, in the order in which they are written. */
function kitFiles(
  { contract }: Partnership,
  { frozen, signatures }: Signatures,
): [name: string, content: Buffer | string][] {
  const said = signatures.flatMap(({ name, said }): Said[] => (said ? [{ file: `signatures/${name}`, said }] : []))
  const names = (who: Owner) => plain(contract.partners[who].name ?? '')
  const signers = said.flatMap(({ said: { partner, key } }) =>
    key === undefined ? [] : [`# ${partner} is ${names(partner)}\n${allowedSigner(partner, key)}`],
  )
  const files: [name: string, content: Buffer | string][] = [
    ...frozen.map(({ name, bytes }): [string, Buffer] => [`versions/${name}`, bytes]),
    ...signatures.flatMap(({ name, text, sig }): [string, string][] => [
      [`signatures/${name}`, text],
      ...(sig === undefined ? [] : [[`signatures/${name}.sig`, sig] as [string, string]]),
    ]),
    ['allowed_signers', [...new Set(signers)].join('')],
  ]
  const sums = files.map(([name, content]) => `${digest(Buffer.from(content))}  ${name}\n`).join('')
  return [...files, ['SHA256SUMS', sums], [LAST, kitReadme(contract.partners, said, frozen)]]
}
