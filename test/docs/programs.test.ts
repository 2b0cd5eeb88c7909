import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import PROGRAMS from '../support/programs.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'partner-programs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('CONTRIBUTING.md shows each program that tests need, what for, and where Debian has it', () => {
  const rows = Object.entries(PROGRAMS).map(
    ([name, { for: purpose, debian }]) => `| ${name} | ${purpose} | ${debian} |`,
  )
  const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  expect(page).toContain(`| program | for | Debian |\n| --- | --- | --- |\n${rows.join('\n')}\n\n`)
})

describe('where there are only Node and the programs every system has', () => {
  /** Runs three small tests that need zsh, fish and nothing. */
  function tested(env: Record<string, string>) {
    const bin = mkdtempSync(join(folder, 'bin-'))
    symlinkSync(process.execPath, join(bin, 'node'))
    symlinkSync('/bin/sh', join(bin, 'sh'))
    const home = join(bin, 'a home with spaces')
    mkdirSync(home)
    const { status, stdout, stderr } = spawnSync(
      'node',
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/support/needing/vitest.config.ts'],
      { cwd: root, encoding: 'utf8', env: { PATH: bin, HOME: home, NO_COLOR: '1', ...env } },
    )
    return { status, said: stdout + stderr }
  }

  it('a test that needs another one is skipped, and listed with what it needs and why', () => {
    const { status, said } = tested({})
    expect(status, said).toBe(0)
    expect(said).toMatch(/Tests +1 passed \| 3 skipped \(4\)/)
    expect(said).toContain(
      'Skipped 2: each needs zsh (completion in zsh; Debian: apt-get install zsh)\n' +
        '  test/support/needing/needing.ts: what needs zsh > is tried\n' +
        '  test/support/needing/needing.ts: what needs zsh > is tried again\n',
    )
    expect(said).toContain('Skipped 1: each needs fish (completion in fish; Debian: apt-get install fish)\n')
  })

  it('it is a failure in CI', () => {
    const { status, said } = tested({ CI: 'true' })
    expect(status).toBe(1)
    expect(said).toContain('zsh is missing, and in CI nothing may be skipped')
  })
})
