import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

// The programs that a test starts remember what they have seen in a folder of that test alone: most partnerships of the
// tests have the same id, and the user's own memory is not theirs to write.
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'partner-memory-'))
  process.env.XDG_CONFIG_HOME = folder
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))
