import { isAbsolute, relative, sep } from 'node:path'
import { PartnerError } from '../errors.ts'
import { DRAFTS, FOLDERS } from '../store/kinds.ts'

/** What somebody has written out of a partnership may stand beside its own files, and never among them. */
export function mustBeBeside(folder: string | undefined, file: string, out: string, endings: readonly string[]): void {
  if (!folder || !isOwn(relative(folder, file), endings)) return
  throw new PartnerError(
    'usage',
    `${out} is among the partnership's own files.`,
    `Write it beside them under a name of its own that ends in ${endings[0]}, or elsewhere.`,
  )
}

/** Whether the program itself may keep something under that name in a partnership's folder. */
function isOwn(name: string, endings: readonly string[]): boolean {
  const [first = '', ...below] = name.split(sep)
  if (first === '..' || isAbsolute(name)) return false
  if (below.length) return OWN_FOLDERS.has(first)
  return first === 'README.md' || !endings.some(ending => first.toLowerCase().endsWith(ending))
}

const OWN_FOLDERS = new Set<string>([...FOLDERS, DRAFTS, '.git'])

/** Nothing is written over without being told to. */
export const isThere = (out: string): PartnerError =>
  new PartnerError(
    'exists',
    `${out} is there already. Nothing was written.`,
    'Take another name, or write over it with --yes',
  )
