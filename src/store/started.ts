import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join, sep } from 'node:path'
import { shownPath } from './folder.ts'
import { isShellSafe, shellWord } from './shell.ts'

/** What the process knows about how it was started. */
export interface Start {
  /** `process.argv[1]`: the file that Node runs. */
  script: string
  /** `process.argv0`: Node, as it was called. */
  node: string
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  platform: string
}

/**
 * How the program was started, as it can be typed again in the same folder: `partner` if a shell finds it, `npx partner`
 * if npm ran it from a package that npm finds again, else Node and the file.
 */
export function programName(start: Start): string {
  if (ranByNpm(start) && npmFindsIt(start.cwd)) return 'npx partner'
  if (isOnPath(start)) return 'partner'
  const { script, node, cwd, platform } = start
  const file = ranByNpm(start) ? realPath(script) : script
  // A path that leads out of this folder would lead elsewhere from the next one.
  const shown = file.startsWith(`${cwd}${sep}`) ? shownPath(cwd, file) : file
  if (![node, shown].every(isShellSafe)) return 'partner'
  // A link of that name can be run by itself; a shell looks for a name without a slash in its path.
  if (basename(file) === 'partner' && platform !== 'win32')
    return shellWord(/\//.test(shown) ? shown : `./${shown}`, 'partner')
  return `${shellWord(node, 'partner')} ${shellWord(shown, 'partner')}`
}

/** `npx partner`, `npm exec partner`, or a script of package.json: npm names the event and runs the package's own link. */
const ranByNpm = ({ env, script, platform }: Start): boolean =>
  env.npm_lifecycle_event !== undefined &&
  (platform === 'win32' ? /[\\/]node_modules[\\/]/.test(script) : basename(dirname(script)) === '.bin')

/** Whether npm would run this program by its name here, and not look for a package of that name elsewhere. */
function npmFindsIt(cwd: string): boolean {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules/.bin/partner'))) return true
    if (existsSync(join(folder, 'package.json'))) return namesPartner(join(folder, 'package.json'))
    if (folder === dirname(folder)) return false
  }
}

function namesPartner(file: string): boolean {
  try {
    return Object.hasOwn((JSON.parse(readFileSync(file, 'utf8')) as { bin?: object }).bin ?? {}, 'partner')
  } catch {
    // npm cannot read it, either.
    return false
  }
}

/** Whether the first `partner` in the search path is this program. npm adds folders to the path that a shell has not. */
function isOnPath({ script, env, platform }: Start): boolean {
  const added = (folder: string) => env.npm_lifecycle_event !== undefined && /[\\/]node_modules[\\/]\.bin$/.test(folder)
  const names = platform === 'win32' ? ['partner.cmd', 'partner.exe', 'partner.ps1'] : ['partner']
  const found = (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .filter(folder => folder && !added(folder))
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(file => existsSync(file))
  // On Windows the file in the path is a script that starts ours.
  return found !== undefined && (platform === 'win32' || realPath(found) === realPath(script))
}

function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}
