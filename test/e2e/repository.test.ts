import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { asksOf, atTerminal, begin } from '../support/person.ts'
import { shortTalk } from '../support/talks.ts'

test.each([
  ['y', true],
  ['n', false],
])('a folder in no repository is made one at a key: %s', async (key, made) => {
  const cwd = mkdtempSync(join(tmpdir(), 'partner-e2e-no-git-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  for (const ask of await asksOf('short', shortTalk)) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  await person.asked('Keep its history with git?')
  expect(person.screen()).toContain('partnership/contract.yaml is written.')
  person.pick(key)
  expect(await person.exit()).toMatchObject({ code: 0 })
  expect(existsSync(join(cwd, 'partnership/.git/HEAD'))).toBe(made)
  expect(person.screen()).toContain(made ? 'git -C partnership add .' : 'git init partnership')
})
