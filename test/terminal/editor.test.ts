import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PartnerError } from '../../src/errors.ts'
import { editText } from '../../src/terminal/editor.ts'

const parent = mkdtempSync(join(tmpdir(), 'edit ing-'))
const folder = async () => mkdtempSync(join(parent, 'edit-'))

/** An editor that runs these lines on the file it is given, with a space in its path. */
function editor(lines: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'an editor-')), 'editor.cjs')
  writeFileSync(
    file,
    `const fs = require('node:fs'); const args = process.argv.slice(2); const file = args.at(-1); ${lines}`,
  )
  return `"${process.execPath}" '${file}' --wait`
}

const left = () => readdirSync(parent)

test('gives the text to the editor and takes what was saved', async () => {
  const upper = editor(
    `const old = fs.readFileSync(file, 'utf8'); const mode = (fs.statSync(file).mode & 0o777).toString(8)
     fs.writeFileSync(file, [old.toUpperCase() + mode, args[0], 'é'].join('\\r\\n') + '\\n')`,
  )
  const env = { ...process.env, VISUAL: upper, EDITOR: 'false' }
  const { saved, ...edited } = await editText('two\nlines', { env, folder })
  expect(edited).toEqual({ text: 'TWO\nLINES\n600\n--wait\né' })
  // Until it is saved elsewhere, it stays.
  expect(left()).toHaveLength(1)
  await saved!()
  expect(left()).toEqual([])
})

test.each([
  [{}, 'usage', 'No editor is set.'],
  [{ EDITOR: 'no-such-editor-here' }, 'system', 'The text is unchanged: no-such-editor-here could not be started.'],
  [{ VISUAL: ' ', EDITOR: editor('process.exit(3)') }, 'system', `unchanged: ${process.execPath} ended with 3.`],
  [{ EDITOR: editor(`process.kill(process.pid, 'SIGKILL')`) }, 'system', 'ended with SIGKILL.'],
])('%j is refused', async (env, kind, message) => {
  const error = await editText('text', { env: { PATH: process.env.PATH, ...env }, folder }).catch(error => error)
  expect(error).toBeInstanceOf(PartnerError)
  expect(error.kind).toBe(kind)
  expect(error.message).toContain(message)
  expect(left()).toEqual([])
})

test('what was saved before the editor was ended is not lost', async () => {
  const EDITOR = editor(`fs.writeFileSync(file, 'one\\ntwo\\n'); process.kill(process.pid, 'SIGHUP')`)
  const { saved, ...edited } = await editText('one', { env: { EDITOR }, folder })
  expect(edited).toEqual({ text: 'one\ntwo', unfinished: `${process.execPath} ended with SIGHUP.` })
  await saved!()
  expect(left()).toEqual([])
})

test('a folder that cannot be written is named', async () => {
  const env = { EDITOR: 'true' }
  await expect(editText('', { env, folder: async () => '/no/such/folder' })).rejects.toThrow(
    '/no/such/folder/text.txt cannot be written',
  )
})
