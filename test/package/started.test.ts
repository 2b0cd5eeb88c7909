import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

/** A clone as it is after `npm ci`, a project of someone else, and a folder that has nothing to do with either. */
const root = realpathSync(mkdtempSync(join(tmpdir(), 'partner-started-')))
const clone = join(root, 'clone')
const elsewhere = join(root, 'else where')
const links = join(root, 'links')
const script = join(clone, 'bin/partner.cjs')
const env = {
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  HOME: root,
  npm_config_cache: join(root, 'cache'),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
}

beforeAll(() => {
  cpSync(dirname(dirname(inject('program'))), clone, { recursive: true })
  const { name, version, bin } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'))
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ name, version, bin }))
  for (const folder of [elsewhere, links, join(clone, 'sub')]) mkdirSync(folder)
  symlinkSync(script, join(links, 'partner'))
  expect(run('npm', ['install', '--silent'], clone).status).toBe(0)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const run = (program: string, args: readonly string[], cwd: string, path = '') =>
  spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...env, PATH: `${path}${env.PATH}` } })

/** What is printed as the first command when there is no partnership. */
const begin = (program: string, args: readonly string[], cwd: string, path = '') => {
  const { stderr } = run(program, [...args, 'status'], cwd, path)
  return /^Begin one with: (.*?) init /m.exec(stderr)?.[1] ?? stderr
}

it.each([
  ['npx in the clone', 'npx', ['partner'], clone, '', 'npx partner'],
  ['npx in a folder of the clone', 'npx', ['partner'], join(clone, 'sub'), '', 'npx partner'],
  ['npm exec in the clone', 'npm', ['exec', '--', 'partner'], clone, '', 'npx partner'],
  ['npx by the path of the clone', 'npx', [clone], elsewhere, '', `node ${script}`],
  ['Node and an absolute path', 'node', [script], elsewhere, '', `node ${script}`],
  ['Node and a path in this folder', 'node', ['bin/partner.cjs'], clone, '', 'node bin/partner.cjs'],
  ['a link in the search path', 'partner', [], elsewhere, `${links}${delimiter}`, 'partner'],
  ['a link by its own path', join(links, 'partner'), [], elsewhere, '', join(links, 'partner')],
  ['a link in this folder', './partner', [], links, '', './partner'],
] as const)('started with %s, it suggests commands that start in the same way', (_, program, args, cwd, path, as) => {
  expect(begin(program, args, cwd, path)).toBe(as)
})

it('another program of that name in the search path is not suggested', () => {
  const others = join(root, 'others')
  mkdirSync(others)
  writeFileSync(join(others, 'partner'), '#!/bin/sh\necho another\n', { mode: 0o755 })
  expect(begin('node', [script], elsewhere, `${others}${delimiter}`)).toBe(`node ${script}`)
})

it('what is suggested runs when it is copied', () => {
  const as = begin('npx', [clone], elsewhere)
  const copied = spawnSync('sh', ['-c', `${as} --version`], { cwd: elsewhere, env, encoding: 'utf8' })
  const { version } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'))
  expect(copied.stdout).toBe(`${version}\n`)
})
