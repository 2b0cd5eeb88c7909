import { spawnSync } from 'node:child_process'
import PROGRAMS from './programs.json' with { type: 'json' }

/** A program that tests run besides Node, by its name in programs.json, the one list of them. */
export type Program = keyof typeof PROGRAMS

const known = new Map<Program, boolean>()

/** Whether the program is on this machine. */
export function has(program: Program): boolean {
  const before = known.get(program)
  if (before !== undefined) return before
  const found = spawnSync('sh', ['-c', PROGRAMS[program].found], { stdio: 'ignore' }).status === 0
  known.set(program, found)
  return found
}

/** Why a test is skipped. The summary knows such a reason by its first word. */
export function reason(program: Program): string {
  const { debian, for: purpose } = PROGRAMS[program]
  return `${NEEDS} ${program} (${purpose}; Debian: apt-get install ${debian})`
}

export const NEEDS = 'needs'
