import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../src/store/turn.ts'
import { folderWith, refusal } from './folder-of-files.ts'

const TURN = '.turn-00112233445566ff.tmp'
const TIMES = { patience: 300, pause: 5, closerLook: 20, abandoned: 5_000 }
const placeIn = (folder: string) => ({ folder, shown: (...path: string[]) => join('partnership', ...path) })
/** A folder in which somebody has a turn since then. */
async function withTurn(made: Date) {
  const place = placeIn(await folderWith({ [TURN]: '' }))
  await utimes(join(place.folder, TURN), made, made)
  return place
}

/** Acts that find out if two of them are at it together. */
function acts() {
  let inside = 0
  let most = 0
  const act = async () => {
    most = Math.max(most, ++inside)
    await wait(3)
    inside -= 1
  }
  return { act, most: () => most }
}

describe('acts in one folder', () => {
  it('come one after the other, each to its end, and leave nothing', async () => {
    const place = placeIn(await folderWith())
    const { act, most } = acts()
    await Promise.all(Array.from({ length: 12 }, () => inTurn(place, act)))
    expect(most()).toBe(1)
    expect(await readdir(place.folder)).toEqual([])
  })

  it('give their turn back where they fail', async () => {
    const place = placeIn(await folderWith())
    await expect(inTurn(place, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(place, async () => 'next')).toBe('next')
  })

  it('wait no longer than is decent, and write nothing then', async () => {
    const place = await withTurn(new Date())
    let ran = false
    const act = async () => {
      ran = true
    }
    expect(await refusal(() => inTurn(place, act, TIMES))).toMatchObject({
      kind: 'conflict',
      hint: `Run it again when that one has ended. If there is none, remove ${join('partnership', TURN)}`,
    })
    expect(ran).toBe(false)
    expect(await readdir(place.folder)).toEqual([TURN])
  })

  it.each([
    ['was killed long ago', new Date(0)],
    ['had another clock', new Date('2099-01-01')],
  ])('take over the turn of one that %s, one by one', async (_, made) => {
    for (let round = 0; round < 10; round++) {
      const place = await withTurn(made)
      const { act, most } = acts()
      await Promise.all(Array.from({ length: 6 }, () => inTurn(place, act, { ...TIMES, patience: 10_000 })))
      expect(most()).toBe(1)
      expect(await readdir(place.folder)).toEqual([])
    }
  })

  it('leave the turn of another alone when theirs was taken over', async () => {
    const place = placeIn(await folderWith())
    await inTurn(place, async () => {
      const [mine = ''] = await readdir(place.folder)
      await rm(join(place.folder, mine))
      await writeFile(join(place.folder, TURN), '')
    })
    expect(await readdir(place.folder)).toEqual([TURN])
  })

  it('say what the system refuses', async () => {
    const place = placeIn(join(await folderWith(), 'gone'))
    expect((await refusal(() => inTurn(place, async () => {}))).message).toBe(
      'cannot write partnership: its folder is not there',
    )
  })
})
