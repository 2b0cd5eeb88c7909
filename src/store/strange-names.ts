import type { Problem } from '../errors.ts'

/** How file-sharing services and editors name the second copy of a file, each with what comes before the mark. */
const COPIES: readonly RegExp[] = [
  /^(.+?)[ _.-]*\([^()]*(?:conflict|konflikt|conflit|conflict[oi])[^()]*\)/iu,
  /^(.+?)[ _.-]*(?:case |sync-|_)?conflict(?:ed)?(?: copy)?[ _.-]/iu,
  /^(.+?)[ _.-]*\(\d+\)(?=\.|$)/u,
  /^(.+?)[ _-]+(?:copy|kopie|copie|copia|cópia|kopia|kopi|копия|副本|コピー)(?:[ _-]*\(?\d*\)?)?(?=\.|$)/iu,
  /^(?:copy|kopie|copie|copia|cópia) (?:of|von|de|di) (.+?)(?=\.|$)/iu,
  /^(\d{4}-\d\d-\d\d-(?:a|b|both)(?:-\d+)?|contract|settings|[ab])-[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*(?=\.|$)/u,
  /^(.+?\w)-(?:DESKTOP|LAPTOP|PC|MACBOOK|SURFACE)(?:-[A-Z0-9]+)*(?:-\d+)?(?=\.|$)/u,
  /^(.+?) \d+(?=\.ya?ml$)/u,
]

/** What an editor or a merge leaves beside a file. */
const BACKUPS = /^(?:#(.+)#|(.+?)(?:~|\.(?:bak|orig|rej|old|save|swp|tmp)))$/iu

/** The file that a name is a copy of, without its ending; undefined if it is no copy. */
function copyOf(name: string): string | undefined {
  for (const pattern of COPIES) {
    const original = pattern.exec(name)?.[1]?.trim()
    if (original) return copyOf(original) ?? original.replace(/\.ya?ml$/i, '')
  }
  return undefined
}

const WHAT = 'is not named as the files here are, and is not read'

/** Why a file is not read that is in a folder of ours under a name of its own. `isOurs` tells the names that are read. */
export function strangeName(name: string, file: string, isOurs: (name: string) => boolean): Problem {
  const problem = (what: string, hint?: string): Problem => ({
    path: '',
    what: `${WHAT}${what}`,
    where: { file },
    rule: 'unknown-file',
    ...(hint && { hint }),
  })
  const ending = /\.(?:yaml|sign\.json|decline\.json|json)$/i.exec(name)?.[0] ?? '.yaml'
  const original = copyOf(name)
  if (original)
    return problem(
      ': it looks like the conflict copy of a file-sharing service',
      `Compare it with ${original}${ending}. If something is only in this copy, bring it over there. Then delete the copy.`,
    )
  const [, marked, plain] = BACKUPS.exec(name) ?? []
  if (marked ?? plain)
    return problem(`: it looks like a backup of ${marked ?? plain}`, 'If nothing in it is needed, delete it.')
  const tidy = [name.toLowerCase(), name.trim(), name.trim().toLowerCase()]
    .flatMap(one => [one, one.replace(/\.yml$/, '.yaml'), one.replace(/\s+/g, '-'), one.replace(/\s+/g, '')])
    .find(one => one !== name && isOurs(one))
  return tidy ? problem('', `Rename it to ${tidy} if that is what it is.`) : problem('')
}

/** Whether a file at the top of the folder is a copy of one of ours: other files there are the pair's own. */
export const isCopyOf = (name: string, ours: readonly string[]): boolean => {
  const original =
    copyOf(name) ??
    BACKUPS.exec(name)
      ?.slice(1)
      .find(Boolean)
      ?.replace(/\.ya?ml$/i, '')
  return original !== undefined && ours.some(one => one.replace(/\.yaml$/, '') === original.toLowerCase())
}
