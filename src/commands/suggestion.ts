import { join, relative } from 'node:path'
import type { Context } from '../context.ts'
import { shownPath } from '../store/folder.ts'
import { shellWord } from '../store/shell.ts'

/** Makes the commands of ours in a text ready to be copied. */
export type Ready = (text: string) => string

/** ` --dir FOLDER` for a command that is to be copied, if the folder would not be found without it. */
function dirOption(cwd: string, folder: string): string {
  const near = folder === join(cwd, 'partnership') || !relative(folder, cwd).startsWith('..')
  return near ? '' : ` --dir ${shellWord(shownPath(cwd, folder), 'FOLDER')}`
}

/**
 * The commands that a text of ours names, as they work when they are copied: started as this run was started, and with
 * the folder if they would not find it. Never for what a person wrote, which stays as it is.
 */
export function readyIn({ cwd, program }: Pick<Context, 'cwd' | 'program'>, folder?: string): Ready {
  const dir = folder === undefined ? '' : dirOption(cwd, folder)
  return text =>
    text.replace(NAMED, (_, named: string, name: string, offset: number) => {
      const lineEnd = `${text.slice(offset)}\n`.indexOf('\n')
      const isDone = !IN_A_FOLDER.includes(name) || text.slice(offset, offset + lineEnd).includes(' --dir ')
      return `${program} ${named}${isDone ? '' : dir}`
    })
}

/** Those that look for a folder: all but the one that makes it, and the one that is for shells. */
export const IN_A_FOLDER: readonly string[] =
  'sign checkin status render amend roles history schedule timeout prepare diff verify schema check'.split(' ')

const NAMED = new RegExp(
  `(?<![\\w/.-])partner (([a-z-]+)(?<=\\b(?:${[...IN_A_FOLDER, 'init', 'completion', 'help', '--help'].join('|')})))(?![\\w-])`,
  'g',
)
