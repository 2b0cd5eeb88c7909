import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asTyped, EDITED } from '../contract/edited.ts'
import { PartnerError } from '../errors.ts'
import type { Edited } from '../interview/prompter.ts'

/**
 * Lets the person write in their own editor, from `$VISUAL` or `$EDITOR`, and returns what they saved without its
 * final line end; and if the editor did not end well, why. `folder` makes the folder for the text, which stays until
 * `saved` is called, or the text is unchanged.
 */
export async function editText(
  text: string,
  { env, folder }: { env: Readonly<Record<string, string | undefined>>; folder: () => Promise<string> },
): Promise<Edited> {
  const [command, ...args] = splitCommand(env.VISUAL?.trim() || env.EDITOR || '')
  if (!command) throw new PartnerError('usage', 'No editor is set.', 'Name one, for example: export EDITOR=nano')
  const own = await folder().catch(error => refuse('there is no folder to edit it in', error))
  const file = join(own, EDITED)
  const remove = () => rm(own, { recursive: true, force: true })
  let changed = false
  try {
    await writeFile(file, text ? `${text}\n` : '', { mode: 0o600 }).catch(error =>
      refuse(`${file} cannot be written`, error),
    )
    const unfinished = await run(command, [...args, file], env)
    const saved = asTyped(await readFile(file, 'utf8').catch(error => refuse(`${file} cannot be read`, error)))
    changed = saved !== text
    if (unfinished && !changed) refuse(unfinished)
    return { text: saved, ...(unfinished && { unfinished: `${unfinished}.` }), saved: remove }
  } finally {
    if (!changed) await remove()
  }
}

/** A private folder outside of any partnership. */
export const temporaryFolder = (tmpdir: string): Promise<string> => mkdtemp(join(tmpdir, 'partner-'))

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
