import { renameSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { squash } from '../support/visible.ts'
import { must, newWorld, SMALL, type World } from '../support/world.ts'

const ANOTHER = '11111111-7d0a-4c55-9f3e-2d8e6a1b9c04'
const FOUND = 'this computer saw another contract here, with another id, that was signed'

/** A repository, as git makes it, with a contract that both signed in `partnership/`. */
let world: World
beforeEach(async () => {
  world = newWorld({ 'answers.json': JSON.stringify(SMALL), '.git/HEAD': 'ref: refs/heads/main\n' })
  for (const name of ['objects', 'refs']) world.write(`.git/${name}/x`, '')
  await must(world.run('init', '--from', 'answers.json'))
  await bothSign(world, 'partnership')
})

async function bothSign(at: World, folder: string, memory?: 'none'): Promise<void> {
  for (const [who, name] of [
    ['a', 'Ana Reyes'],
    ['b', 'Ben Okafor'],
  ] as const)
    await must(at.runWith({ ...(memory && { memory }) }, 'sign', '--dir', folder, '--as', who, '--name', name))
}

/** Puts a contract with another id in a folder, signed on another computer. */
async function another(folder: string): Promise<void> {
  world.write(`${folder}/contract.yaml`, world.read('partnership/contract.yaml').replace(/^id: .*$/m, `id: ${ANOTHER}`))
  if (folder === 'partnership') for (const name of ['versions', 'signatures']) world.remove(`${folder}/${name}`)
  await bothSign(world, folder, 'none')
}

const says = async (command: string, ...more: string[]) => {
  const { code, out, err } = await world.run(command, ...more)
  return { code, all: squash(out + err) }
}

describe('another contract', () => {
  it.each(['verify', 'status', 'check'])(
    'in the place of one that was signed is said by %s, each time',
    async command => {
      await another('partnership')
      for (const time of [1, 2]) {
        const { code, all } = await says(command)
        expect([time, all]).toEqual([time, expect.stringContaining(FOUND)])
        expect(all).toContain('partner verify --trust files')
        expect(all).not.toContain('every signed word is as it was')
        expect(code).toBe(1)
      }
    },
  )

  it('is what was agreed if it is accepted, and then the first one is the other', async () => {
    const first = world.copy()
    await another('partnership')
    await must(world.run('verify', '--trust', 'files'))
    for (const command of ['verify', 'status', 'check']) await must(world.run(command))
    for (const name of ['versions', 'signatures']) world.remove(`partnership/${name}`)
    for (const [name, text] of Object.entries(first.files()))
      if (name.startsWith('partnership/')) world.write(name, Buffer.from(text, 'latin1'))
    expect(await says('verify')).toMatchObject({ code: 1, all: expect.stringContaining(FOUND) })
  })

  it('is not accepted because one of you signs it', async () => {
    await another('partnership')
    for (const name of ['versions', 'signatures']) world.remove(`partnership/${name}`)
    await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes'))
    expect(await says('verify')).toMatchObject({ code: 1, all: expect.stringContaining(FOUND) })
  })

  it('in the folder above, where it is found first, is said', async () => {
    await another('.')
    expect(await says('verify')).toMatchObject({ code: 1, all: expect.stringContaining(FOUND) })
    await must(world.run('verify', '--dir', 'partnership'))
  })

  it('is said if the folder of the first one has another name or is gone', async () => {
    await another('ours')
    renameSync(world.path('partnership'), world.path('old'))
    expect(await says('verify', '--dir', 'ours')).toMatchObject({ code: 1, all: expect.stringContaining(FOUND) })
  })

  it('that cannot be read is not taken for one that nobody signed', async () => {
    world.write('partnership/contract.yaml', 'format: partner/1\nid: {\n')
    for (const name of ['versions', 'signatures']) world.remove(`partnership/${name}`)
    expect(await says('check')).toMatchObject({ code: 1, all: expect.stringContaining('You have seen something else') })
  })
})

describe('nothing is said of', () => {
  it('a contract that was begun anew on this computer', async () => {
    // Each run of the tests makes the same id, so the first contract gets another.
    const other = newWorld({ 'answers.json': JSON.stringify(SMALL) })
    const init = () => must(other.run('init', '--from', 'answers.json'))
    await init()
    other.edit('partnership/contract.yaml', text => text.replace(/^id: .*$/m, `id: ${ANOTHER}`))
    await bothSign(other, 'partnership')
    other.remove('partnership')
    await init()
    for (const command of ['verify', 'status', 'check']) await must(other.run(command))
    await bothSign(other, 'partnership')
    for (const command of ['verify', 'status', 'check']) await must(other.run(command))
  })

  it('a second partnership in a folder of its own', async () => {
    await another('second')
    for (const folder of ['second', 'partnership', 'second'])
      for (const command of ['verify', 'status', 'check']) await must(world.run(command, '--dir', folder))
  })

  it('a folder that was moved, or is on a computer again', async () => {
    renameSync(world.path('partnership'), world.path('ours'))
    await must(world.run('verify', '--dir', 'ours'))
    await must(world.copy().runWith({ memory: `${world.cwd}-memory` }, 'verify', '--dir', 'ours'))
  })

  it('the first one after another was looked at in another clone', async () => {
    const clone = world.copy()
    const memory = `${world.cwd}-memory`
    clone.edit('partnership/contract.yaml', text => text.replace(/^id: .*$/m, `id: ${ANOTHER}`))
    for (const name of ['versions', 'signatures']) clone.remove(`partnership/${name}`)
    await bothSign(clone, 'partnership', 'none')
    await must(clone.runWith({ memory }, 'verify'))
    for (const command of ['verify', 'status', 'check']) await must(world.run(command))
  })
})
