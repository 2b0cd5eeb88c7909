import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsup'
import type { Ask } from '../../src/interview/prompter.ts'
import { openTerminal } from '../support/terminal.ts'

/** Builds the program that asks, next to the packages it needs. */
export async function buildFixture(): Promise<string> {
  const outDir = join(import.meta.dirname, `../../node_modules/.cache/terminal-fixture-${process.env.VITEST_POOL_ID}`)
  const entry = { fixture: join(import.meta.dirname, 'fixture.ts') }
  await build({ config: false, entry, outDir, format: 'esm', skipNodeModulesBundle: true, silent: true })
  return join(outDir, 'fixture.js')
}

export interface Outcome {
  replies: string[]
  stopped?: string
  typed?: string
}

/** Asks in a pseudo-terminal. */
export function openQuestions(program: string, asks: Partial<Ask>[], options: Parameters<typeof openTerminal>[2] = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'asking-')), 'outcome.json')
  const terminal = openTerminal(process.execPath, [program, JSON.stringify(asks), file], options)
  const outcome = async (): Promise<Outcome> => {
    await terminal.exit()
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  return { ...terminal, outcome }
}
