import { describe, expect, it } from 'vitest'
import { squash } from '../support/visible.ts'
import { must, session, signedPartnership } from '../support/world.ts'

const RECORD = '2026-01-19-a'
const started = async () => {
  const world = await signedPartnership()
  await must(world.runWith({ input: session('2026-01-19') }, 'checkin', '--from', '-', '--as', 'a'))
  return world
}

describe('a conflict copy of a file-sharing service', () => {
  it.each([
    `${RECORD} (1).yaml`,
    `${RECORD}(2).yaml`,
    `${RECORD} (conflicted copy 2026-02-03 101500).yaml`,
    `${RECORD} (Ana's conflicted copy 2026-02-03).yaml`,
    `${RECORD} (Ben’s case conflict).yaml`,
    `${RECORD}.sync-conflict-20260203-101500-ABCDEFG.yaml`,
    `${RECORD}_conflict-20260203-101500.yaml`,
    `${RECORD} - Copy.yaml`,
    `${RECORD} - Copy (2).yaml`,
    `${RECORD} copy.yaml`,
    `${RECORD} - Kopie.yaml`,
    `${RECORD} – Kopie.yaml`.replace('–', '-'),
    `${RECORD} - copie.yaml`,
    `Copy of ${RECORD}.yaml`,
    `${RECORD}-DESKTOP-AB12CD.yaml`,
    `${RECORD}-LAPTOP-X1.yaml`,
    `${RECORD}-ANAS-MACBOOK.yaml`,
    `${RECORD} 2.yaml`,
  ])('is named as one, with what to do: %s', async name => {
    const world = await started()
    world.write(`partnership/checkins/${name}`, world.read(`partnership/checkins/${RECORD}.yaml`))
    for (const argv of [['check'], ['status'], ['checkin', '--missed', '--why', 'x']]) {
      const { code, out, err } = await world.run(...argv)
      expect(code).toBe(1)
      const said = squash(out + err)
      expect(said).toContain('it looks like the conflict copy of a file-sharing service')
      expect(said).toContain(`Compare it with ${RECORD}.yaml.`)
    }
  })

  it.each([
    ['contract (1).yaml', 'contract.yaml'],
    ['contract-DESKTOP-AB12CD.yaml', 'contract.yaml'],
    ['settings - Copy.yaml', 'settings.yaml'],
    ["partners/a (Ana's conflicted copy 2026-01-01).yaml", 'a.yaml'],
    ['updates/2026-02-02-a (1).yaml', '2026-02-02-a.yaml'],
    ['timeouts/2026-02-02-a.sync-conflict-20260203-101500-ABCDEFG.yaml', '2026-02-02-a.yaml'],
    ['versions/v1-3f2a9c1e (1).yaml', 'v1-3f2a9c1e.yaml'],
    ['signatures/v1-3f2a9c1e-a.sign (1).json', 'v1-3f2a9c1e-a.sign.json'],
  ])('is named in every folder: %s', async (name, original) => {
    const world = await started()
    world.write(`partnership/${name}`, 'format: partner/1\n...\n')
    const { code, out } = await world.run('check')
    expect(code).toBe(1)
    expect(squash(out)).toContain(`Compare it with ${original}.`)
  })
})

describe('what else is in a folder of ours under another name', () => {
  it.each([
    ['checkins/2026-01-19-A.yaml', 'Rename it to 2026-01-19-a.yaml'],
    ['checkins/2026-01-19-b.YAML', 'Rename it to 2026-01-19-b.yaml'],
    ['checkins/2026-01-19-b.yml', 'Rename it to 2026-01-19-b.yaml'],
    ['checkins/2026-01-19 b.yaml', 'Rename it to 2026-01-19-b.yaml'],
    ['partners/B.yaml', 'Rename it to b.yaml'],
    ['checkins/2026-01-19-a.yaml~', 'it looks like a backup of 2026-01-19-a.yaml'],
    ['checkins/2026-01-19-a.yaml.orig', 'it looks like a backup of 2026-01-19-a.yaml'],
    ['updates/2026-02-02-a.yaml.bak', 'it looks like a backup of 2026-02-02-a.yaml'],
    ['timeouts/notes.txt', 'is not named as the files here are, and is not read'],
    ['checkins/monday.yaml', 'Give it the name that the files here have'],
    ['Contract.yaml.txt', undefined],
    ['notes.md', undefined],
  ])('%s', async (name, words) => {
    const world = await started()
    world.write(`partnership/${name}`, 'x: 1\n')
    const { code, out } = await world.run('check')
    expect(code).toBe(words ? 1 : 0)
    if (words) expect(squash(out)).toContain(words)
  })
})

it.each(['..', '.', 'A1', 'a b', 'a/b', '-a', '_a', 'ä', 'a'.repeat(33), ''])('an id as %j is refused', async id => {
  const world = await signedPartnership()
  const input = session('2026-01-19', { nextSteps: [{ id, owner: 'a', text: 'x' }] })
  const { code, err } = await world.runWith({ input }, 'checkin', '--from', '-')
  expect(code).toBe(1)
  expect(err).toContain('is not an id')
})

it.each(['a', '0', 'a..b', '2026-02-02-both.12', 'a'.repeat(32)])('an id as %j is fine', async id => {
  const world = await signedPartnership()
  const input = session('2026-01-19', { nextSteps: [{ id, owner: 'a', text: 'x' }] })
  await must(world.runWith({ input }, 'checkin', '--from', '-'))
  expect(JSON.parse((await world.run('status', '--json')).out).steps.map((step: { id: string }) => step.id)).toContain(
    id,
  )
})
