import { PartnerError } from '../errors.ts'

/** What the system's refusals mean, and what a person can do about them. */
const REFUSALS: Readonly<Record<string, readonly [words: string, remedy?: string]>> = {
  EACCES: ['no permission', 'Look at who owns it and at its permissions, then run the command again.'],
  EPERM: ['the system does not allow it', 'Look at who owns it and at its permissions, then run the command again.'],
  EROFS: ['the disk is read-only', 'Use a folder on a disk that can be written.'],
  ENOSPC: ['the disk is full', 'Free some space, then run the command again.'],
  EDQUOT: ['your share of the disk is used up', 'Free some space, then run the command again.'],
  EFBIG: ['it would be too large for this disk'],
  ENOENT: ['its folder is not there'],
  ENOTDIR: ['a part of its path is a file, not a folder'],
  EISDIR: ['it is a folder'],
  EEXIST: ['something of that name is in the way'],
  ENAMETOOLONG: ['its name is too long'],
  ELOOP: ['its symbolic links lead in a circle'],
  EIO: ['the disk reports an error', 'Copy the folder to another disk before you go on.'],
  EBUSY: ['another program is using it', 'Close that program, then run the command again.'],
  EMFILE: ['too many files are open', 'Run the command again.'],
  ENFILE: ['too many files are open', 'Run the command again.'],
  ESTALE: ['the network drive has lost it', 'Connect the drive again, then run the command again.'],
}

/** The code of an error of the system; undefined for any other error. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined

/** Why the system refused, in words. */
export const inWords = (error: unknown): string =>
  REFUSALS[codeOf(error) ?? '']?.[0] ?? `the system says ${codeOf(error)}`

/** What could not be done with a file; `keep` is to make what was written last through a power failure. */
const CANNOT = {
  read: (shown: string) => `cannot read ${shown}`,
  write: (shown: string) => `cannot write ${shown}`,
  keep: (shown: string) => `${shown} is written, but it may not last`,
}

/** Runs an act on a file; what the system refuses is thrown as a PartnerError in plain words. */
export async function inPlainWords<T>(act: keyof typeof CANNOT, shown: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    if (act === 'read' && code === 'ENOENT') throw new PartnerError('missing', `there is no ${shown}`, undefined, error)
    throw new PartnerError('system', `${CANNOT[act](shown)}: ${inWords(error)}`, REFUSALS[code]?.[1], error)
  }
}
