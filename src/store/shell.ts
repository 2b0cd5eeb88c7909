/**
 * Letters and digits of any script. Not the few that Windows turns into quotes, bars and backslashes when a program
 * takes its arguments in an older character set, nor marks that it turns into such signs.
 */
const LETTER = '(?![\\u01c0-\\u01c3\\u02b0-\\u02ff\\u0300-\\u036f])[\\p{L}\\p{M}\\p{Nd}]'
const BARE = new RegExp(`^(?:${LETTER}|[._/])(?:${LETTER}|[._/@+-])*$`, 'u')
const QUOTED = new RegExp(`^(?:${LETTER}|[._/])(?:${LETTER}|[ ._/,:@+-])*$`, 'u')

/** Whether bash, zsh, fish, PowerShell and cmd all take a path for nothing but a path. */
export const isShellSafe = (path: string): boolean => QUOTED.test(path.normalize('NFC'))

/**
 * A path for a command that is to be copied, safe in every shell: they differ in what they do with quotes, so a path
 * with other signs than these is not printed in a command. `otherwise` says what belongs there.
 */
export const shellWord = (path: string, otherwise: 'FILE' | 'FOLDER' | 'partner'): string =>
  BARE.test(path.normalize('NFC')) ? path : isShellSafe(path) ? `'${path}'` : otherwise

/** A commit message of letters, digits, spaces and `.,:_-`, which no shell understands as anything else. */
export const commitMessage = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replace(new RegExp(`(?!${LETTER}|[ .,:_-]).`, 'gsu'), ' ')
    .replace(/ +(?=[.,:]|$)/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/^[^\p{L}\p{Nd}]+/u, '')
