import { describe, expect, it } from 'vitest'
import { updateName, updatesFor } from '../../src/session/update.ts'
import { file, missed, read } from './builders.ts'

const on = (...days: string[]) => days.map(day => updateName(day, 'a'))

describe('the update of a session', () => {
  const sessions = read(file('2026-02-02', 'both'), missed('2026-02-16', 'both'))

  it.each<[what: string, names: string[], at: { date: string; planned?: string }, found: string | undefined]>([
    [
      'is the one of its day',
      on('2026-02-14', '2026-02-18', '2026-03-02'),
      { date: '2026-02-18' },
      '2026-02-18-a.yaml',
    ],
    ['is the one of the day it was moved from', on('2026-02-16'), { date: '2026-02-18' }, '2026-02-16-a.yaml'],
    [
      'is the last one, where it was moved twice',
      on('2026-02-16', '2026-02-17'),
      { date: '2026-02-18' },
      '2026-02-17-a.yaml',
    ],
    [
      'is the one of the day that was agreed, where it was brought forward',
      on('2026-02-18'),
      { date: '2026-02-17', planned: '2026-02-18' },
      '2026-02-18-a.yaml',
    ],
    ['is not one of the session before', on('2026-01-19', '2026-02-02'), { date: '2026-02-18' }, undefined],
    ['is not one of a later session', on('2026-03-02'), { date: '2026-02-18', planned: '2026-02-18' }, undefined],
    [
      'is not asked for again, where that session took place already',
      on('2026-02-02'),
      { date: '2026-02-02' },
      undefined,
    ],
  ])('%s', (_, names, { date, planned }, found) => {
    expect(updatesFor(names, sessions, { date, planned }).a).toBe(found)
  })

  it('is one of each partner', () => {
    const names = ['2026-02-16-a.yaml', '2026-02-18-b.yaml']
    expect(updatesFor(names, sessions, { date: '2026-02-18', planned: undefined })).toEqual({
      a: names[0],
      b: names[1],
    })
  })
})
