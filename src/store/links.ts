import { readdirSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { PartnerError, type Problem } from '../errors.ts'
import { codeOf } from './system.ts'

/** What a command may read or write in a partnership's folder; whatever else stands there is the pair's own. */
const FILES = new Set(['contract.yaml', 'settings.yaml', 'template.yaml', 'fit.yaml'])
const FOLDERS = ['partners', 'versions', 'signatures', 'checkins', 'updates', 'timeouts', 'parts', 'schema', '.draft']

/**
 * Refuses links that lead out of the folder. What one partner pushes must not be able to show files of the other
 * one's machine, in an excerpt or in a log, and no act may write through such a link to another place. A link to
 * the folder itself is its owner's own, and so is one that stays inside it.
 */
export function mustHaveNoLinksOut(folder: string, shown: (...path: string[]) => string): void {
  const links = [
    ...linksIn(folder).filter(name => FILES.has(name) || FOLDERS.includes(name)),
    ...FOLDERS.flatMap(name => linksIn(join(folder, name)).map(entry => join(name, entry))),
  ]
  const out = links.filter(name => !staysIn(folder, name))
  if (!out.length) return
  const problems = out.map(
    (name): Problem => ({ path: '', what: 'is a link that leads out of the folder', where: { file: shown(name) } }),
  )
  throw new PartnerError(
    'invalid',
    problems,
    'Nothing was read or written through it. Put the file itself in its place.',
  )
}

function linksIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.filter(entry => entry.isSymbolicLink()).map(({ name }) => name)
  } catch (error) {
    // Whatever is in the way is told by whoever reads there.
    if (codeOf(error) === undefined) throw error
    return []
  }
}

function staysIn(folder: string, name: string): boolean {
  try {
    return realpathSync(join(folder, name)).startsWith(realpathSync(folder) + sep)
  } catch (error) {
    // A link to nothing: the next one to write there would make it somewhere else.
    if (codeOf(error) === undefined) throw error
    return false
  }
}
