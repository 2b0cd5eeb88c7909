import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { PartnerError } from '../../src/errors.ts'

/** A temporary folder with these files, gone after the test. */
export async function folderWith(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** The refusal that the act ends in; anything else fails the test. */
export async function refusal(act: () => unknown): Promise<PartnerError> {
  try {
    await act()
  } catch (error) {
    if (error instanceof PartnerError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
