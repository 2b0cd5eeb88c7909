import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { ENV, fingerprintOf, newKey, pathWithout } from '../support/keys.ts'
import { must, newWorld, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const ana = newKey('ana', '-t', 'ed25519')
const ben = newKey('ben', '-t', 'rsa', '-b', '2048')
const next = newKey('next', '-t', 'ed25519')

const run = (world: World, ...argv: string[]) => world.runWith({ env: ENV }, ...argv)

/** Two versions; Ana changed her key, Ben declined the second one first. */
let made: Promise<World> | undefined
const handedOn = () => {
  made ??= handOn()
  return made
}
async function handOn(): Promise<World> {
  const world = await smallPartnership({
    partners: { a: { name: "Ana `$(rm -rf x)` O'Neill # x" }, b: { name: 'Ben *Okafor*' } },
  })
  await must(run(world, 'sign', '--as', 'a', '--name', 'Ana', '--ssh-key', ana))
  await must(run(world, 'sign', '--as', 'b', '--name', 'Ben', '--ssh-key', ben))
  world.edit('partnership/contract.yaml', text => text.replace('version: 1', 'version: 2').replace('Tea?', 'Coffee?'))
  await must(run(world, 'sign', '--as', 'b', '--name', 'Ben', '--decline', '--why', 'Too much.', '--ssh-key', ben))
  await must(run(world, 'sign', '--as', 'b', '--name', 'Ben', '--ssh-key', ben))
  await must(run(world, 'verify', '--trust', `a=${fingerprintOf(next)}`))
  await must(run(world, 'sign', '--as', 'a', '--name', 'Ana', '--ssh-key', next))
  const { err } = await must(run(world, 'verify', '--kit', 'kit'))
  expect(err).toContain('begin with its README.md')
  const kit = newWorld()
  for (const [name, text] of Object.entries(world.files()))
    if (name.startsWith('kit/')) kit.write(name.slice(4), Buffer.from(text, 'latin1'))
  return kit
}

/** Types what the kit's README says, in a folder that has nothing else, without this program. */
function typed(kit: World) {
  const blocks = [...kit.read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines]) => lines!)
  const commands = blocks.join('').trim().split('\n')
  const ended = commands.map(line =>
    spawnSync('sh', ['-c', line], { cwd: kit.cwd, env: { PATH: ENV.PATH }, encoding: 'utf8' }),
  )
  return {
    commands,
    failed: commands.filter((_, at) => ended[at]!.status !== 0),
    out: ended.map(({ stdout }) => stdout).join(''),
  }
}

describe('the kit', () => {
  it('has copies, keys, digests and the commands, all of which succeed as they stand', async () => {
    const kit = await handedOn()
    expect(Object.keys(kit.files()).map(name => name.replace(/[0-9a-f]{8}/, 'X'))).toEqual([
      'README.md',
      'SHA256SUMS',
      'allowed_signers',
      ...['v1-X-a.sign', 'v1-X-b.sign'].flatMap(name => [`signatures/${name}.json`, `signatures/${name}.json.sig`]),
      'signatures/v2-X-a.sign.json',
      'signatures/v2-X-a.sign.json.sig',
      'signatures/v2-X-b.decline.json',
      'signatures/v2-X-b.decline.json.sig',
      'signatures/v2-X-b.sign.json',
      'signatures/v2-X-b.sign.json.sig',
      'versions/v1-X.yaml',
      'versions/v2-X.yaml',
    ])
    const { commands, failed, out } = typed(kit)
    expect(commands).toHaveLength(1 + 5 + 5)
    expect(failed).toEqual([])
    expect(out.match(/^Good "contract@partner-cli" signature for [ab] with/gm)).toHaveLength(5)
    for (const key of [ana, ben, next]) expect(kit.read('README.md')).toContain(fingerprintOf(key))
  })

  it('has one line a key, for our signatures alone', async () => {
    const lines = (await handedOn())
      .read('allowed_signers')
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
    expect(lines.map(line => line.split(' ').slice(0, 3))).toEqual([
      ['a', 'namespaces="contract@partner-cli"', 'ssh-ed25519'],
      ['b', 'namespaces="contract@partner-cli"', 'ssh-rsa'],
      ['a', 'namespaces="contract@partner-cli"', 'ssh-ed25519'],
    ])
  })

  it('fails when one byte of any file but the README is another', async () => {
    const kit = (await handedOn()).copy()
    for (const name of Object.keys(kit.files()).filter(name => name !== 'README.md')) {
      const bytes = kit.bytes(name)
      const copy = Buffer.from(bytes)
      copy[Math.floor(copy.length / 2)]! ^= 1
      kit.write(name, copy)
      expect(typed(kit).failed.length, name).toBeGreaterThan(0)
      kit.write(name, bytes)
    }
    expect(typed(kit).failed).toEqual([])
  })

  it('fails for a statement and its digest rewritten together', async () => {
    const kit = (await handedOn()).copy()
    const [file] = Object.keys(kit.files()).filter(name => name.endsWith('-a.sign.json'))
    kit.edit(file!, text => text.replace('"name": "Ana"', '"name": "Eve"'))
    const sums = spawnSync('sh', ['-c', 'sha256sum versions/* signatures/* allowed_signers > SHA256SUMS'], {
      cwd: kit.cwd,
    })
    expect(sums.status).toBe(0)
    expect(typed(kit).failed).toEqual([
      expect.stringContaining(`ssh-keygen -Y verify -f allowed_signers -I a -n contract@partner-cli -s ${file}.sig`),
    ])
  })

  it('of typed names says that they are all there is', async () => {
    const world = await signedPartnership()
    await must(run(world, 'verify', '--kit'))
    expect(world.read('partner-kit/README.md')).toContain('Nobody signed with a key')
    expect(world.read('partner-kit/allowed_signers')).toBe('')
  })
})

describe('no kit is written', () => {
  it.each<[what: string, prepare: (world: World) => void, argv: string[], code: number, words: string]>([
    [
      'where something was altered',
      world =>
        world.edit(`partnership/signatures/${world.names('partnership/signatures')[0]}`, text =>
          text.replace('2026-01-05', '2026-01-04'),
        ),
      ['kit'],
      1,
      'not all of it could be verified',
    ],
    ['over what is there', world => world.write('kit/x', ''), ['kit'], 2, 'kit is there already'],
    ['over a README', world => world.write('kit/README.md', 'x'), ['kit'], 2, 'kit is there already'],
    ['over what somebody changed', world => world.write('kit/SHA256SUMS', 'x'), ['kit'], 2, 'kit is there already'],
    [
      'over a folder named as a file of it',
      world => world.write('kit/SHA256SUMS/x', ''),
      ['kit'],
      2,
      'kit is there already',
    ],
    ['over another folder', world => world.write('kit/versions/more/x', ''), ['kit'], 2, 'kit is there already'],
    ['over a file', world => world.write('kit', ''), ['kit'], 2, 'kit is there already'],
    ["into the partnership's own folder", () => {}, ['partnership/kit'], 2, "is in the partnership's own folder"],
  ])('%s', async (_, prepare, argv, code, words) => {
    const world = await signedPartnership()
    prepare(world)
    const before = world.files()
    const ended = await run(world, 'verify', '--kit', ...argv)
    expect(ended.err).toContain(words)
    expect(ended.code).toBe(code)
    if (code === 2) expect(ended.out).toBe('')
    expect(world.files()).toEqual(before)
  })

  it('where nobody signed', async () => {
    const world = await smallPartnership()
    const { code, err } = await run(world, 'verify', '--kit')
    expect(err).toContain('Nobody has signed yet')
    expect(code).toBe(1)
  })

  it('where a signature by key could not be verified', async () => {
    const world = await smallPartnership()
    await must(run(world, 'sign', '--as', 'a', '--name', 'Ana', '--ssh-key', ana))
    const { code, err } = await world.runWith({ env: { PATH: pathWithout('ssh-keygen') } }, 'verify', '--kit')
    expect(err).toContain('not all of it could be verified')
    expect(code).toBe(1)
    expect(world.names('partner-kit')).toEqual([])
  })
})
