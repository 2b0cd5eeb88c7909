import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'partner-package-'))
const prefix = join(folder, 'prefix')
const elsewhere = join(folder, 'some where')
const partner = (...args: string[]) =>
  execFileSync(join(prefix, 'bin/partner'), args, { cwd: elsewhere, encoding: 'utf8' })

beforeAll(() => {
  mkdirSync(elsewhere)
  const quiet = { cwd: folder, stdio: 'pipe' } as const
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, root], quiet)
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz'))!
  execFileSync('npm', ['install', '--global', '--offline', '--prefix', prefix, join(folder, tarball)], quiet)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = () => join(prefix, 'lib/node_modules')
const filesUnder = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
  )

it('installs as one package, without others', () => {
  expect(readdirSync(installed()).filter(name => !name.startsWith('.'))).toEqual(['partner-contract'])
  expect(readdirSync(join(installed(), 'partner-contract'))).not.toContain('node_modules')
})

it('is small', () => {
  const size = filesUnder(installed()).reduce((sum, file) => sum + statSync(file).size, 0)
  expect(size).toBeLessThan(1_000_000)
})

it('runs from any folder, with its templates', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(partner('--version')).toBe(`${version}\n`)
  expect(partner('--help')).toContain(`Begin with: ${join(prefix, 'bin/partner')} init`)
  expect(partner('init', '--from', join(root, 'docs/example/answers.yaml'), '--template', 'career')).toContain(
    'Written',
  )
  expect(readdirSync(join(elsewhere, 'partnership'))).toContain('contract.yaml')
  expect(partner('status', '--as-of', '2026-01-10')).toContain('Ana and Ben')
})

it('carries the licences of what it contains', () => {
  const notices = readFileSync(join(installed(), 'partner-contract/THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const name of ['commander', '@inquirer/core', 'yaml', 'zod', 'chalk', 'dayjs'])
    expect(notices).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, 'm'))
  // An entry without its text would be a name only.
  for (const entry of notices.split(/^-{78}$/m).slice(1))
    expect(entry.trim().split('\n').length, entry.slice(0, 60)).toBeGreaterThan(5)
})
