import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PartnerError } from '../errors.ts'
import type { Edited } from '../interview/prompter.ts'

/**
 * Lets the person write in their own editor, from `$VISUAL` or `$EDITOR`, and returns what they saved without its
 * final line end; also where the editor did not end well, and why. The text lies in `folder` meanwhile, where only
 * they can read it.
 */
export async function editText(
  text: string,
  { env, folder }: { env: Readonly<Record<string, string | undefined>>; folder: string },
): Promise<Edited> {
  const [command, ...args] = splitCommand(env.VISUAL?.trim() || env.EDITOR || '')
  if (!command) throw new PartnerError('usage', 'No editor is set.', 'Name one, for example: export EDITOR=nano')
  const own = await mkdtemp(join(folder, 'partner-')).catch(error => refuse(`${folder} cannot be written`, error))
  try {
    const file = join(own, 'text.txt')
    await writeFile(file, text ? `${text}\n` : '', { mode: 0o600 })
    const unfinished = await run(command, [...args, file], env)
    const saved = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n').replace(/\n$/, '')
    if (unfinished && saved === text) refuse(unfinished)
    return { text: saved, ...(unfinished && { unfinished: `${unfinished}.` }) }
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

/** Why the editor did not end well, if it did not. */
async function run(command: string, args: string[], env: Readonly<Record<string, string | undefined>>) {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...env } })
  const [code, signal] = await once(child, 'close').catch(error => refuse(`${command} could not be started`, error))
  return code === 0 ? undefined : `${command} ended with ${signal ?? code}`
}

function refuse(why: string, cause?: unknown): never {
  throw new PartnerError('system', `The text is unchanged: ${why}.`, undefined, cause)
}

/** A command as in `code --wait`, with quotes around what holds spaces. No shell sees it. */
function splitCommand(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []
  return words.map(word => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))
}
