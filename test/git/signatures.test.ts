import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { ENV, fingerprintOf, newKey } from '../support/keys.ts'
import { must, newWorld, smallPartnership, type World } from '../support/world.ts'

const ana = newKey('ana', '-t', 'ed25519')
const ben = newKey('ben', '-t', 'ed25519')
const NAMES = { a: 'Ana Reyes', b: 'Ben Okafor' }

const git = (world: World, ...argv: string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'init.defaultBranch=main', ...argv],
    {
      cwd: world.cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )

function commit(world: World, message: string): void {
  git(world, 'add', '.')
  git(world, 'commit', '-q', '-m', message)
}

/** The partnership in a repository, and a clone of it where git writes CRLF, as on Windows. */
async function twoClones(): Promise<[World, World]> {
  const origin = await smallPartnership()
  git(origin, 'init', '-q')
  commit(origin, 'the contract')
  const clone = newWorld()
  git(clone, 'clone', '-q', '-c', 'core.autocrlf=true', origin.cwd, '.')
  return [origin, clone]
}

const sign = (world: World, who: 'a' | 'b', key: string, now: string, ...more: string[]) =>
  must(world.runWith({ env: ENV, now }, 'sign', '--as', who, '--name', NAMES[who], '--ssh-key', key, ...more))

it('two who sign at the same time, each on their own machine, are merged and verified on both', async () => {
  const [one, two] = await twoClones()
  await sign(one, 'a', ana, '2026-01-05T19:00:00Z')
  await sign(two, 'b', ben, '2026-01-05T19:00:10Z')
  commit(one, 'Ana')
  commit(two, 'Ben')
  git(two, 'pull', '-q', '--no-rebase', '--no-edit')
  git(one, 'pull', '-q', '--no-rebase', '--no-edit', two.cwd, 'main')
  for (const world of [one, two]) {
    const report = JSON.parse((await must(world.runWith({ env: ENV }, 'verify', '--current', '--json'))).out)
    expect(report).toMatchObject({ state: 'signed', inForce: 1, findings: [], unverified: [] })
    // Neither saw the other's key when signing.
    expect(report.versions[0].signatures.map(({ key }: { key: { vouchedFor: boolean } }) => key.vouchedFor)).toEqual([
      false,
      false,
    ])
    expect(world.names('partnership/versions')).toHaveLength(1)
  }
  one.edit('partnership/contract.yaml', text => text.replace('version: 1', 'version: 2'))
  await sign(one, 'a', ana, '2026-02-05T19:00:00Z', '--vouch')
  const said = JSON.parse(
    one.read(`partnership/signatures/${one.names('partnership/signatures').find(name => /^v2.*json$/.test(name))}`),
  )
  expect(said.vouches).toEqual({ b: fingerprintOf(ben) })
})

it('one who signed on two machines is a conflict of git, and what git leaves is found', async () => {
  const [one, two] = await twoClones()
  await sign(one, 'a', ana, '2026-01-05T19:00:00Z')
  await sign(two, 'a', ana, '2026-01-05T19:00:10Z')
  commit(one, 'Ana')
  commit(two, 'Ana, again')
  expect(() => git(two, 'pull', '-q', '--no-rebase', '--no-edit')).toThrow()
  const { code, out } = await two.runWith({ env: ENV }, 'verify', '--json')
  expect(JSON.parse(out).findings).not.toEqual([])
  expect(code).toBe(1)
  git(two, 'checkout', '--theirs', '.')
  expect((await two.runWith({ env: ENV }, 'verify')).code).toBe(0)
})
