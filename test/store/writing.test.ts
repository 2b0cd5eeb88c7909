import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createExclusively, createFirstFree, ensureFolder, writeFileSafely } from '../../src/store/writing.ts'
import { folderWith, refusal } from './folder-of-files.ts'

const textOf = (file: string) => readFile(file, 'utf8')
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8)

describe('writeFileSafely', () => {
  it.each([
    ['makes a new file', {}],
    ['replaces a file', { 'x.yaml': 'a much longer text than before' }],
  ])('%s and leaves nothing else behind', async (_, files) => {
    const folder = await folderWith(files)
    await writeFileSafely(join(folder, 'x.yaml'), 'new\n')
    expect(await textOf(join(folder, 'x.yaml'))).toBe('new\n')
    expect(await readdir(folder)).toEqual(['x.yaml'])
  })

  it.each<[what: string, before: Record<string, string>, expected: Buffer | null, words: string]>([
    ['changed', { 'x.yaml': 'other' }, Buffer.from('old'), 'x.yaml changed while you were at work'],
    ['grew', { 'x.yaml': 'old and more' }, Buffer.from('old'), 'x.yaml changed while you were at work'],
    ['went away', {}, Buffer.from('old'), 'x.yaml was removed while you were at work'],
    ['came up', { 'x.yaml': '' }, null, 'x.yaml was made by somebody else while you were at work'],
  ])('leaves a file alone that %s since it was read', async (_, before, expected, words) => {
    const folder = await folderWith(before)
    const error = await refusal(() => writeFileSafely(join(folder, 'x.yaml'), 'new', { expected, shown: 'x.yaml' }))
    expect(error).toMatchObject({ kind: 'conflict', exitCode: 3, message: words })
    expect(error.hint).toContain('run the command again')
    expect(await readdir(folder)).toEqual(Object.keys(before))
    for (const [name, text] of Object.entries(before)) expect(await textOf(join(folder, name))).toBe(text)
  })

  it.each<[before: Record<string, string>, expected: Buffer | null]>([
    [{ 'x.yaml': 'old' }, Buffer.from('old')],
    [{}, null],
  ])('writes where %j is what was expected', async (before, expected) => {
    const folder = await folderWith(before)
    await writeFileSafely(join(folder, 'x.yaml'), 'new', { expected })
    expect(await textOf(join(folder, 'x.yaml'))).toBe('new')
  })

  it('keeps the permissions of a file', async () => {
    const file = join(await folderWith({ 'x.yaml': 'old' }), 'x.yaml')
    await chmod(file, 0o666)
    await writeFileSafely(file, 'new')
    expect(await modeOf(file)).toBe('666')
    await writeFileSafely(file, 'new', { mode: 0o600 })
    expect(await modeOf(file)).toBe('600')
  })

  it.each([
    ['x.yaml/y.yaml', 'cannot write SHOWN: a part of its path is a file, not a folder'],
    ['none/y.yaml', 'cannot write SHOWN: its folder is not there'],
    ['sub', 'cannot write SHOWN: it is not a regular file'],
    ['/proc/self/partner', 'cannot write SHOWN: '],
  ])('says why it cannot write %s', async (name, words) => {
    const folder = await folderWith({ 'x.yaml': '', 'sub/z.yaml': '' })
    const file = name.startsWith('/') ? name : join(folder, name)
    const error = await refusal(() => writeFileSafely(file, 'new', { shown: 'SHOWN' }))
    expect(error).toMatchObject({ kind: 'system', exitCode: 3, message: expect.stringContaining(words) })
    expect((await readdir(folder)).sort()).toEqual(['sub', 'x.yaml'])
  })
})

describe('createExclusively', () => {
  it('makes a file, once', async () => {
    const folder = await folderWith()
    const file = join(folder, 'x.yaml')
    expect(await createExclusively(file, 'first')).toBe(true)
    expect(await createExclusively(file, 'second')).toBe(false)
    expect(await textOf(file)).toBe('first')
    expect(await readdir(folder)).toEqual(['x.yaml'])
  })

  it('lets one of many win', async () => {
    const folder = await folderWith()
    const tries = Array.from({ length: 20 }, (_, n) => createExclusively(join(folder, 'x.yaml'), `writer ${n}`))
    const won = await Promise.all(tries)
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await textOf(join(folder, 'x.yaml'))).toBe(`writer ${won.indexOf(true)}`)
    expect(await readdir(folder)).toEqual(['x.yaml'])
  })

  it.each(['a folder', 'a link to nothing'])('takes %s for a taken name', async what => {
    const folder = await folderWith()
    const file = join(folder, 'x.yaml')
    await (what === 'a folder' ? mkdir(file) : symlink(join(folder, 'elsewhere'), file))
    expect(await createExclusively(file, 'new')).toBe(false)
    expect(await readdir(folder)).toEqual(['x.yaml'])
  })

  it('says why it cannot', async () => {
    const folder = await folderWith({ 'x.yaml': '' })
    const error = await refusal(() => createExclusively(join(folder, 'x.yaml/y.yaml'), ''))
    expect(error.message).toBe(`cannot write ${folder}/x.yaml/y.yaml: a part of its path is a file, not a folder`)
  })
})

describe('createFirstFree', () => {
  it('gives everybody a name of their own', async () => {
    const folder = await folderWith({ '2026-02-02-b.yaml': 'there before' })
    const nameOf = (n: number) => join(folder, `2026-02-02-b${n > 1 ? `-${n}` : ''}.yaml`)
    const names = await Promise.all(['one', 'two', 'three'].map(text => createFirstFree(nameOf, text)))
    expect(names.sort()).toEqual([2, 3, 4].map(nameOf))
    expect(await textOf(nameOf(1))).toBe('there before')
    expect((await Promise.all(names.map(textOf))).sort()).toEqual(['one', 'three', 'two'])
  })
})

describe('ensureFolder', () => {
  it('makes a folder and those around it, and is content with what is there', async () => {
    const folder = join(await folderWith(), 'a/b/c')
    await ensureFolder(folder)
    await ensureFolder(folder)
    expect((await stat(folder)).isDirectory()).toBe(true)
  })

  it.each([
    ['x.yaml', 'something of that name is in the way'],
    ['x.yaml/sub', 'a part of its path is a file, not a folder'],
  ])('says what is in the way of %s', async (name, words) => {
    const folder = await folderWith({ 'x.yaml': '' })
    const error = await refusal(() => ensureFolder(join(folder, name)))
    expect(error.message).toBe(`cannot write ${join(folder, name)}: ${words}`)
  })
})
