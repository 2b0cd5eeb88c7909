import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
/** Bytes. */
const ENOUGH = 4 * 1024 ** 3

/**
 * One temporary folder for all tests of a run, which goes when they have ended. It is in memory if the system has a
 * folder there with enough room, in which programs may run: the program waits for the disk at each file it writes, and
 * the tests make it write very many.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(isUsable() ? IN_MEMORY : tmpdir(), 'partner-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

function isUsable(): boolean {
  if (process.env.TMPDIR || !existsSync(IN_MEMORY)) return false
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  if (bavail * bsize < ENOUGH) return false
  const program = join(IN_MEMORY, `partner-${process.pid}.sh`)
  try {
    writeFileSync(program, '#!/bin/sh\nexit 0\n')
    chmodSync(program, 0o700)
    return spawnSync(program).status === 0
  } catch {
    // A folder in which nothing can be written is of no use here.
    return false
  } finally {
    rmSync(program, { force: true })
  }
}
