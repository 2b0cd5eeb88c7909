import { join } from 'node:path'
import { allSections } from '../contract/contract.ts'
import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { OWNERS } from '../contract/people.ts'
import { PARTS } from '../contract/section.ts'
import { PartnerError } from '../errors.ts'
import { cardEdit } from './cards.ts'
import { mustBeFree, notFree } from './folder.ts'
import { mustHaveNoLinksOut } from './links.ts'
import { decode, readBytes, readText } from './reading.ts'
import { folderFiles } from './templates.ts'
import { inTurn } from './turn.ts'
import { createExclusively, ensureFolder, writeFileSafely } from './writing.ts'
import { toYaml } from './yaml.ts'

export interface NewPartnership {
  /** The contract as `assemble` made it. */
  contract: Draft
  profiles?: Draft | undefined
  /** The pair's own template, copied in. */
  ownTemplate?: string | undefined
}

/** The form's parts as comments over the first section of each. */
export function partHeadings(contract: Draft): Record<string, string> {
  const first = PARTS.map(
    (title, index) =>
      [allSections.find(section => section.part === index + 1 && section.id in contract)?.id, title] as const,
  )
  return Object.fromEntries(first.flatMap(([id, title], index) => (id ? [[id, `Part ${index + 1}: ${title}`]] : [])))
}

/** The contract as a file. */
export const contractText = (contract: Draft): string =>
  toYaml(contract, { schema: 'schema/contract.json', comments: partHeadings(contract) })

/**
 * Writes a new partnership's folder: what belongs to it first, contract.yaml last, since a folder with a contract
 * is a partnership. Refuses where a contract stands already. `shown` names a file for messages. Resolves to the files
 * that it wrote.
 */
export async function writeNewPartnership(
  folder: string,
  { contract, profiles, ownTemplate }: NewPartnership,
  shown: (...path: string[]) => string,
): Promise<string[]> {
  mustBeFree(folder, shown)
  mustHaveNoLinksOut(folder, shown)
  await ensureFolder(folder, { shown: shown() })
  // Another init may be at work in the same folder: neither is to end with a card of the other's.
  return await inTurn({ folder, shown }, async () => {
    mustBeFree(folder, shown)
    const written: string[] = []
    for (const { name, text } of await folderFiles())
      if (await addLines(join(folder, name), name, text, shown(name))) written.push(join(folder, name))
    const template = join(folder, 'template.yaml')
    if (ownTemplate !== undefined && (await keepTemplate(template, ownTemplate, shown('template.yaml'))))
      written.push(template)
    for (const owner of OWNERS) {
      const card = await cardEdit({ folder, shown }, owner, get<Draft>(profiles ?? {}, owner) ?? {})
      await card?.write()
      if (card) written.push(card.file)
    }
    const file = join(folder, 'contract.yaml')
    if (!(await createExclusively(file, contractText(contract), { shown: shown('contract.yaml') })))
      throw notFree(shown)
    return [...written, file]
  })
}

/** The pair's template may stand in the folder already; another one of that name is not written over. Whether it wrote. */
async function keepTemplate(file: string, text: string, shown: string): Promise<boolean> {
  if (await createExclusively(file, text, { shown })) return true
  if ((await readText(file, shown)) === text) return false
  throw new PartnerError(
    'exists',
    `${shown}: another template stands here already.`,
    'Move it away, or take it: --template FILE',
  )
}

/** Makes the file, or adds the lines it lacks; a README of the pair's own is left as it is. Whether it wrote. */
async function addLines(file: string, name: string, text: string, shown: string): Promise<boolean> {
  if (await createExclusively(file, text, { shown })) return true
  if (name === 'README.md') return false
  const expected = await readBytes(file, shown)
  const old = decode(expected, shown)
  const lines = new Set(old.split('\n'))
  const missing = text.split('\n').filter(line => line && !lines.has(line))
  const added = `${old === '' || old.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`
  if (missing.length) await writeFileSafely(file, Buffer.concat([expected, Buffer.from(added)]), { shown, expected })
  return missing.length > 0
}
