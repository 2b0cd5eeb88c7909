import { type Dirent, existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PartnerError } from '../errors.ts'
import { readNamed } from './reading.ts'
import { codeOf, inPlainWords } from './system.ts'
import { createExclusively, ensureFolder, LEFTOVER, removeFile, writeFileSafely } from './writing.ts'

/** A file to be made, by its name in the folder, with slashes. */
export type NewFile = [name: string, content: Buffer | string]

/**
 * Makes a folder of these files, in their order; the last says that all are there. What a run that was stopped left of
 * the very same is finished; where anything else stands, nothing is written.
 */
export async function fillFolder(
  folder: string,
  files: readonly NewFile[],
  { shown, another }: { shown: string; another: string },
): Promise<void> {
  const halves = await leftIn(folder, files, shown)
  if (!halves) throw new PartnerError('exists', `${shown} is there already. Nothing was written.`, another)
  for (const name of halves) await removeFile(join(folder, name), join(shown, name))
  for (const [name, content] of files) {
    await ensureFolder(join(folder, dirname(name)), { shown })
    await put(join(folder, name), content, join(shown, name))
  }
}

/** Whether `fillFolder` would find the folder free, or find what a stopped run left of these files. */
export const isFree = async (folder: string, files: readonly NewFile[], shown: string): Promise<boolean> =>
  (await leftIn(folder, files, shown)) !== undefined

/** The halves of writes that a stopped run left; undefined where something stands there that is not of these files. */
async function leftIn(folder: string, files: readonly NewFile[], shown: string): Promise<string[] | undefined> {
  if (existsSync(folder) && !statSync(folder).isDirectory()) return undefined
  const last = files.at(-1)![0]
  const contents = new Map(files)
  const folders = [...new Set(['.', ...files.map(([name]) => dirname(name))])]
  const halves: string[] = []
  for (const part of folders) {
    for (const entry of await entriesOf(join(folder, part), shown)) {
      const name = part === '.' ? entry.name : `${part}/${entry.name}`
      if (entry.isDirectory() && folders.includes(name)) continue
      const content = contents.get(name)
      if (entry.isFile() && LEFTOVER.test(name)) halves.push(name)
      else if (!entry.isFile() || content === undefined) return undefined
      else {
        const bytes = await readNamed(join(folder, name), join(shown, name))
        // Without hard links a name is claimed with an empty file.
        if (bytes.length && (name === last || !bytes.equals(Buffer.from(content)))) return undefined
      }
    }
  }
  return halves
}

const entriesOf = (folder: string, shown: string): Promise<Dirent[]> =>
  inPlainWords('read', shown, () =>
    readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return []
      throw error
    }),
  )

async function put(file: string, content: Buffer | string, shown: string): Promise<void> {
  if (await createExclusively(file, content, { shown })) return
  const there = await readNamed(file, shown)
  if (there.equals(Buffer.from(content))) return
  if (there.length) throw new PartnerError('conflict', `${shown} was made by somebody else while you were at work`)
  await writeFileSafely(file, content, { shown, expected: there })
}
