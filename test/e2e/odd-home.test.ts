import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { describe, expect, inject, it } from 'vitest'
import { must, signedPartnership, type World } from '../support/world.ts'

/** Folders in which nothing can be made, or that are none; each was, or could be, taken for a place for copies. */
const ODD: Readonly<Record<string, (world: World) => string>> = {
  '/proc': () => '/proc',
  '/proc/self': () => '/proc/self',
  '/sys': () => '/sys',
  '/dev/null': () => '/dev/null',
  'a folder that is missing': () => '/nowhere/at/all',
  'a folder that may not be written to': world => {
    mkdirSync(world.path('locked'))
    chmodSync(world.path('locked'), 0o500)
    return world.path('locked')
  },
  'a relative path': () => 'home',
  'an empty text': () => '',
  'a file': world => world.path('partnership/contract.yaml'),
  'a folder with spaces and a quote': world => world.path("our 'home'"),
}

describe.each(['HOME', 'XDG_CACHE_HOME'])('where %s is', variable => {
  it.each(Object.entries(ODD))('%s, status answers as ever and leaves nothing here', async (_, of) => {
    const world = await signedPartnership()
    const usual = (await must(world.run('status', '--as-of', '2026-04-27'))).out
    const value = of(world)
    const before = world.names('.')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [inject('program'), 'status', '--as-of', '2026-04-27'],
      { cwd: world.cwd, encoding: 'utf8', env: { PATH: process.env.PATH, [variable]: value }, timeout: 120_000 },
    )
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: usual, stderr: '' })
    expect(world.names('.').filter(name => name !== "our 'home'")).toEqual(before)
  })
})
