import { existsSync } from 'node:fs'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../src/store/turn.ts'
import { folderWith, refusal } from './folder-of-files.ts'

const placeIn = (folder: string) => ({ folder, shown: (...path: string[]) => join('partnership', ...path) })
const TIMES = { patience: 200, pause: 5, abandoned: 5_000 }

describe('acts in one folder', () => {
  it('come one after the other, each to its end, and leave nothing', async () => {
    const place = placeIn(await folderWith())
    const told: string[] = []
    const act = (name: string) => async () => {
      told.push(`${name} begins`)
      await wait(15)
      told.push(`${name} ends`)
      return name
    }
    const names = ['one', 'two', 'three', 'four']
    expect(await Promise.all(names.map(name => inTurn(place, act(name))))).toEqual(names)
    expect(told).toHaveLength(8)
    for (let n = 0; n < told.length; n += 2) expect(told[n + 1]).toBe(told[n]!.replace('begins', 'ends'))
    expect(await readdir(place.folder)).toEqual([])
  })

  it('give their turn back where they fail', async () => {
    const place = placeIn(await folderWith())
    await expect(inTurn(place, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(place, async () => 'next')).toBe('next')
  })

  it('wait no longer than is decent, and write nothing then', async () => {
    const place = placeIn(await folderWith({ '.turn.tmp': '' }))
    let ran = false
    const act = async () => {
      ran = true
    }
    expect(await refusal(() => inTurn(place, act, TIMES))).toMatchObject({
      kind: 'conflict',
      hint: `Run it again when that one has ended. If there is none, remove ${join('partnership', '.turn.tmp')}`,
    })
    expect(ran).toBe(false)
    expect(await readdir(place.folder)).toEqual(['.turn.tmp'])
  })

  it('take over the turn of one that was killed long ago', async () => {
    const place = placeIn(await folderWith())
    const turn = join(place.folder, '.turn.tmp')
    await writeFile(turn, '')
    await utimes(turn, 0, 0)
    expect(await inTurn(place, async () => existsSync(turn), TIMES)).toBe(true)
    expect(await readdir(place.folder)).toEqual([])
  })

  it('say what the system refuses', async () => {
    const place = placeIn(join(await folderWith(), 'gone'))
    expect((await refusal(() => inTurn(place, async () => {}))).message).toBe(
      `cannot write ${join('partnership', '.turn.tmp')}: its folder is not there`,
    )
  })
})
