import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { build } from 'tsup'
import type { TestProject } from 'vitest/node'
import config from '../../tsup.config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The program as it would be installed, built from the sources at the start of this run. */
    program: string
  }
}

const root = join(import.meta.dirname, '../..')

/** Builds the program once for all test files, in a folder of this run, so that no other build is in the way. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'program-'))
  for (const part of ['bin', 'templates', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  // Sources that cannot be built are no reason not to test what can be: only the tests that start the program fail.
  const options = { ...config, config: false, metafile: false, onSuccess: undefined, silent: true } as const
  await build({ ...options, outDir: join(folder, 'dist') }).catch(() => {})
  // People have the program in their search path, and it suggests commands in the way it can be started.
  mkdirSync(join(folder, 'path'))
  symlinkSync(join(folder, 'bin/partner.cjs'), join(folder, 'path/partner'))
  process.env.PATH = `${join(folder, 'path')}${delimiter}${process.env.PATH}`
  provide('program', join(folder, 'bin/partner.cjs'))
  return () => rmSync(folder, { recursive: true, force: true })
}
