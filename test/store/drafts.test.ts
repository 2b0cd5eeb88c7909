import { execFileSync } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDraft } from '../../src/store/drafts.ts'
import { folderWith, refusal } from './folder-of-files.ts'

const talk = { format: 'partner-draft/1', answers: { name: 'Zoë\u2028\n"#1: yes"', none: null } }
const NOW = new Date('2026-01-05T19:04:00.123Z')

describe('a draft', () => {
  it('comes back as it was saved, in another run too', async () => {
    const folder = join(await folderWith(), 'partnership')
    expect(await openDraft(folder, 'init').load()).toBeUndefined()
    await openDraft(folder, 'init').save(talk)
    expect(await openDraft(folder, 'init').load()).toEqual(talk)
    expect(await openDraft(folder, 'init-a').load()).toBeUndefined()
  })

  it('leaves no trace before it is saved and after it is removed', async () => {
    const folder = await folderWith()
    const draft = openDraft(folder, 'checkin-b')
    await draft.load()
    expect(await readdir(folder)).toEqual([])
    await draft.save(talk)
    await draft.remove()
    await draft.remove()
    expect(await readdir(join(folder, '.draft'))).toEqual(['.gitignore'])
    await draft.save(talk)
    expect(await draft.load()).toEqual(talk)
  })

  it('is private, and git does not see it', async () => {
    const folder = join(await folderWith(), 'shared')
    const draft = openDraft(folder, 'init')
    await draft.save(talk)
    await draft.save(talk)
    expect((await stat(folder)).mode & 0o055).toBe(0o055 & ~process.umask())
    expect((await stat(join(folder, '.draft'))).mode & 0o077).toBe(0)
    expect(((await stat(draft.file)).mode & 0o777).toString(8)).toBe('600')
    expect(await readFile(join(folder, '.draft/.gitignore'), 'utf8')).toBe('*\n')
    execFileSync('git', ['init', '-q'], { cwd: folder })
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: folder }).toString()).toBe('')
  })

  it('is set aside under the time, each time anew, and is then gone from its place', async () => {
    const folder = await folderWith()
    const draft = openDraft(folder, 'init')
    await draft.save(talk)
    const kept = [await draft.setAside(NOW)]
    expect(await draft.load()).toBeUndefined()
    await draft.save({ ...talk, answers: {} })
    kept.push(await draft.setAside(NOW))
    expect(kept).toEqual(['', '-2'].map(end => join(folder, '.draft', `init-20260105T190400Z${end}.json`)))
    expect(JSON.parse(await readFile(kept[0]!, 'utf8'))).toEqual(talk)
    expect(((await stat(kept[0]!)).mode & 0o777).toString(8)).toBe('600')
  })

  it.each(['', '{"format": "partner-dr', '[]', 'null', '"text"', '\0\0\0', Buffer.from([0xff, 0x80])])(
    'damaged to %j is named and kept, and can be set aside',
    async damaged => {
      const folder = await folderWith({ '.draft/init.json': damaged })
      const draft = openDraft(folder, 'init')
      const error = await refusal(() => draft.load())
      expect(error.kind).toBe('invalid')
      expect(error.message).toBe(`the draft ${draft.file} is damaged; it is kept as it is`)
      expect(await readFile(draft.file)).toEqual(Buffer.from(damaged))
      expect(await readFile(await draft.setAside(NOW))).toEqual(Buffer.from(damaged))
    },
  )

  it('does not write over what another talk saved meanwhile', async () => {
    const folder = await folderWith()
    const [one, two] = [openDraft(folder, 'init'), openDraft(folder, 'init')]
    await one.load()
    await two.load()
    await one.save(talk)
    expect((await refusal(() => two.save({ answers: {} }))).kind).toBe('conflict')
    await one.save({ ...talk, more: 1 })
    expect(await openDraft(folder, 'init').load()).toEqual({ ...talk, more: 1 })
  })

  it.each([[undefined], [null], ['text'], [[1]]])('cannot be %j', async value => {
    await expect(openDraft(await folderWith(), 'init').save(value)).rejects.toThrow(TypeError)
  })

  it('says why it cannot be saved', async () => {
    const folder = await folderWith()
    await writeFile(join(folder, '.draft'), '')
    const error = await refusal(() => openDraft(folder, 'init').save(talk))
    expect(error).toMatchObject({ kind: 'system', message: expect.stringContaining(join(folder, '.draft')) })
  })
})
