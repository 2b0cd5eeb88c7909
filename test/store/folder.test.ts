import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPartnership, shownPath } from '../../src/store/folder.ts'
import { folderWith } from './folder-of-files.ts'

const OURS = 'format: partner/1\n...\n'
const OTHER = 'openapi: 3.0.0\nnote: "format: partner/1"\n'

describe('findPartnership', () => {
  it.each<[what: string, files: Record<string, string>, cwd: string, found: string | undefined]>([
    ['the folder itself', { 'p/contract.yaml': OURS }, 'p', 'p'],
    ['its folder partnership', { 'partnership/contract.yaml': OURS }, '.', 'partnership'],
    ['the nearer of two', { 'contract.yaml': OURS, 'sub/partnership/contract.yaml': OURS }, 'sub', 'sub/partnership'],
    ['its own contract before its folder', { 'contract.yaml': OURS, 'partnership/contract.yaml': OURS }, '.', '.'],
    [
      'upward from checkins',
      { 'partnership/contract.yaml': OURS, 'partnership/checkins/x': '' },
      'partnership/checkins',
      'partnership',
    ],
    ['upward from a sibling', { 'partnership/contract.yaml': OURS, 'a/b/x': '' }, 'a/b', 'partnership'],
    ['in the git root', { '.git/HEAD': '', 'partnership/contract.yaml': OURS, 'a/x': '' }, 'a', 'partnership'],
    ['below a git file, as in a worktree', { 'r/.git': '', 'r/partnership/contract.yaml': OURS }, 'r', 'r/partnership'],
    ['nothing above the git root', { 'partnership/contract.yaml': OURS, 'r/.git/HEAD': '' }, 'r', undefined],
    ['nothing above a git file', { 'partnership/contract.yaml': OURS, 'r/.git': '' }, 'r', undefined],
    ["nothing in another program's contract.yaml", { '.git/HEAD': '', 'contract.yaml': OTHER }, '.', undefined],
    ['nothing where nothing is', { '.git/HEAD': '', 'a/x': '' }, 'a', undefined],
    ['a damaged contract from within', { 'partnership/contract.yaml': '' }, 'partnership', 'partnership'],
    ['a contract with CRLF and a mark', { 'p/contract.yaml': `\ufeff${OURS.replaceAll('\n', '\r\n')}` }, 'p', 'p'],
    ['a contract of a newer program', { 'p/contract.yaml': 'a: 1\nformat: "partner/9"\n' }, 'p', 'p'],
    [
      'an empty contract by what was signed',
      { '.git/HEAD': '', 'p/contract.yaml': '', 'p/versions/v1-0011aabb.yaml': '' },
      'p',
      'p',
    ],
    [
      'a torn one by a session',
      { '.git/HEAD': '', 'p/contract.yaml': 'x', 'p/checkins/2026-01-19-a.yaml': '' },
      'p',
      'p',
    ],
    ['no folder named contract.yaml', { '.git/HEAD': '', 'partnership/contract.yaml/x': '' }, '.', undefined],
  ])('finds %s', async (_, files, cwd, found) => {
    const folder = await folderWith(files)
    expect(await findPartnership(join(folder, cwd))).toBe(found === undefined ? undefined : join(folder, found))
  })

  it.each<[what: string, files: Record<string, string>, dir: string, found: string | undefined]>([
    ['the folder', { 'p/contract.yaml': OURS }, 'p', 'p'],
    ['the folder around it', { 'p/partnership/contract.yaml': OURS }, 'p', 'p/partnership'],
    ['a folder with a damaged contract', { 'p/contract.yaml': '<<<<<<< HEAD\n' }, 'p', 'p'],
    ['no folder above it', { 'contract.yaml': OURS, 'p/x': '' }, 'p', undefined],
    ['nothing', {}, 'p', undefined],
  ])('takes --dir for %s', async (_, files, dir, found) => {
    const folder = await folderWith(files)
    const expected = found === undefined ? undefined : join(folder, found)
    expect(await findPartnership(folder, dir)).toBe(expected)
    expect(await findPartnership('/', join(folder, dir))).toBe(expected)
  })
})

describe('shownPath', () => {
  it.each([
    ['/home/ana/pair', '/home/ana/pair/partnership/contract.yaml', 'partnership/contract.yaml'],
    ['/home/ana/pair', '/home/ana/pair', '.'],
    ['/home/ana/pair', '/home/ana/contract.yaml', '../contract.yaml'],
    ['/home/ana/pair', '/home/ana/pair/..odd', '..odd'],
    ['/home/ana/pair/a/b/c/d/e/f', '/tmp/x', '/tmp/x'],
    ['/', '/tmp/x', 'tmp/x'],
  ])('from %s, %s is %s', (cwd, file, shown) => {
    expect(shownPath(cwd, file)).toBe(shown)
  })
})
