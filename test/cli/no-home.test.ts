import { expect, it } from 'vitest'
import { copiesFolder } from '../../src/store/copies-folder.ts'
import { memoryFolder } from '../../src/store/memory-folder.ts'
import { ENV, newKey } from '../support/keys.ts'
import { must, signedPartnership, smallPartnership } from '../support/world.ts'

const ana = newKey('ana', '-t', 'ed25519')

/** What names a home, or a folder for programs' files in it, that is not there. */
const nowhere: Record<string, (home: string) => Record<string, string>> = {
  HOME: home => ({ HOME: home }),
  'XDG_CACHE_HOME and XDG_CONFIG_HOME': home => ({
    HOME: home,
    XDG_CACHE_HOME: `${home}/cache`,
    XDG_CONFIG_HOME: `${home}/config`,
  }),
}

const foldersFor = (env: Record<string, string>, platform: string) => ({
  env: { ...ENV, ...env },
  copies: copiesFolder(env, platform, 'tests') ?? ('none' as const),
  memory: memoryFolder(env, platform) ?? 'none',
})

const cases = Object.keys(nowhere).flatMap(what => ['linux', 'darwin'].map(platform => [what, platform] as const))

it.each(cases)('a home that is not there is not made, and nothing is kept (%s, %s)', async (what, platform) => {
  const world = await signedPartnership()
  const before = world.files()
  const here = foldersFor(nowhere[what]!(world.path('no-home')), platform)
  for (const argv of [['status'], ['status'], ['check'], ['verify'], ['history']]) await world.runWith(here, ...argv)
  expect(world.files()).toEqual(before)
  expect(world.names('.')).not.toContain('no-home')
})

it.each(cases)('a signature by key is made without a home, and it is said (%s, %s)', async (what, platform) => {
  const world = await smallPartnership()
  const here = foldersFor(nowhere[what]!(world.path('no-home')), platform)
  const { err } = await must(world.runWith(here, 'sign', '--as', 'a', '--name', 'Ana Reyes', '--ssh-key', ana))
  expect(err).toContain('there is no home folder')
  expect(world.names('.')).not.toContain('no-home')
})

it('a home that is there is used', async () => {
  const world = await signedPartnership()
  world.write('home/.profile', '')
  await must(world.runWith(foldersFor({ HOME: world.path('home') }, 'linux'), 'status'))
  expect(world.names('home/.cache')).toEqual(['partner'])
})
