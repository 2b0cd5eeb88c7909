import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createExclusively, writeFileSafely } from '../../src/store/writing.ts'
import { folderWith, refusal } from './folder-of-files.ts'

// Disks that we cannot plug into a test: the one call that fails on them is replaced, all others are real.
vi.mock('node:fs/promises', { spy: true })
afterEach(() => vi.resetAllMocks())
// Test files share what they load: here it is loaded anew with the mock, and for the next file without it.
vi.hoisted(() => vi.resetModules())
afterAll(() => {
  vi.doUnmock('node:fs/promises')
  vi.resetModules()
})

const failing = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })

describe('on a disk without hard links', () => {
  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])('(%s) a file is still made once', async code => {
    vi.mocked(fs.link).mockRejectedValue(failing(code, 'link'))
    const folder = await folderWith()
    const won = await Promise.all(['one', 'two'].map(text => createExclusively(join(folder, 'x.yaml'), text)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await fs.readFile(join(folder, 'x.yaml'), 'utf8')).toBe(won[0] ? 'one' : 'two')
    expect(await fs.readdir(folder)).toEqual(['x.yaml'])
  })
})

describe('a disk that', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EACCES', 'no permission'],
    ['EIO', 'the disk reports an error'],
    ['EWHAT', 'the system says EWHAT'],
  ])('answers %s leaves the old file and no other', async (code, words) => {
    const folder = await folderWith({ 'x.yaml': 'old' })
    vi.mocked(fs.rename).mockRejectedValue(failing(code, 'rename'))
    const error = await refusal(() => writeFileSafely(join(folder, 'x.yaml'), 'new', { shown: 'x.yaml' }))
    expect(error).toMatchObject({ kind: 'system', message: `cannot write x.yaml: ${words}` })
    expect(await fs.readdir(folder)).toEqual(['x.yaml'])
    expect(await fs.readFile(join(folder, 'x.yaml'), 'utf8')).toBe('old')
  })

  it('will not let a file be written is asked before the file is replaced', async () => {
    vi.mocked(fs.access).mockRejectedValue(failing('EACCES', 'access'))
    const file = join(await folderWith({ 'x.yaml': 'old' }), 'x.yaml')
    expect((await refusal(() => writeFileSafely(file, 'new'))).message).toContain('no permission')
    expect(await fs.readFile(file, 'utf8')).toBe('old')
  })

  it('loses power finds the whole text under the name, since it was synced before it was named', async () => {
    const file = join(await folderWith({ other: '' }), 'x.yaml')
    const handle = await fs.open(join(file, '../other'))
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'sync')
    await handle.close()
    for (const [write, name] of [
      [createExclusively, fs.link],
      [writeFileSafely, fs.rename],
    ] as const) {
      sync.mockClear()
      await write(file, 'text')
      const [text, folder] = sync.mock.invocationCallOrder
      const named = vi.mocked<(from: string, to: string) => Promise<void>>(name).mock.invocationCallOrder[0]!
      expect(text).toBeLessThan(named)
      expect(folder).toBeGreaterThan(named)
    }
  })

  it('shows a fault of the program as what it is', async () => {
    vi.mocked(fs.rename).mockRejectedValue(new TypeError('a bug'))
    const folder = await folderWith()
    await expect(writeFileSafely(join(folder, 'x.yaml'), 'new')).rejects.toThrow(TypeError)
  })
})
