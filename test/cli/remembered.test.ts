import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { digest } from '../../src/signature/statement.ts'
import { pruneCopies } from '../../src/store/copies.ts'
import { must, newWorld, session, signedPartnership, type World } from '../support/world.ts'

let world: World
let copies: { folder: string; build: string }
beforeEach(async () => {
  world = await signedPartnership()
  copies = { folder: join(newWorld().cwd, 'copies'), build: 'one' }
  await must(checkIn('2026-01-19'))
})

const read = (...argv: string[]) => world.runWith({ copies }, ...argv)
const anew = (...argv: string[]) => world.runWith({ copies: 'none' }, ...argv)
const checkIn = (date: string) =>
  world.runWith(
    { copies, input: session(date, { wins: [{ by: 'a', text: `A win of ${date}` }] }) },
    'checkin',
    '--from',
    '-',
  )
const copyOf = (what: string) =>
  join(copies.folder, readdirSync(copies.folder).find(name => name.endsWith(`-${what}.json`))!)

/** Changes what a copy holds, as if it had been kept so. */
function rewrite(what: string, change: (body: string) => string): void {
  const [head = '', body = ''] = readFileSync(copyOf(what), 'utf8').split('\n')
  const other = change(body)
  if (other === body) throw new Error('nothing was changed')
  const sum = Buffer.from(digest(Buffer.from(other)), 'hex').toString('base64url')
  writeFileSync(copyOf(what), `${head.replace(/\S+$/, sum)}\n${other}`)
}

describe.each([['status'], ['status', '--json'], ['roles'], ['history'], ['render']])('%s %s', (...argv) => {
  it('prints once more what it printed, and that is what it would find anew', async () => {
    const command = argv.filter(Boolean)
    const first = await read(...command)
    expect(await read(...command)).toEqual(first)
    expect(await anew(...command)).toEqual(first)
    expect(first.code).toBe(0)
  })
})

describe('what was printed', () => {
  it('is taken from the copy, which is for its owner alone', async () => {
    await read('status')
    rewrite('status', body => body.replace('Ana and Ben', 'Ana and Bob'))
    expect((await read('status')).out).toContain('Ana and Bob')
    expect(statSync(copyOf('status')).mode & 0o777).toBe(0o600)
    expect(statSync(copies.folder).mode & 0o777).toBe(0o700)
  })

  it.each<[what: string, change: () => unknown]>([
    ['a record is added', () => checkIn('2026-02-02')],
    [
      'a letter of a record is another',
      () => world.edit('partnership/checkins/2026-01-19-both.yaml', text => text.replace('A win', 'A wim')),
    ],
    ['a record goes', () => world.remove('partnership/checkins/2026-01-19-both.yaml')],
    [
      'a record is renamed',
      () => {
        world.write(
          'partnership/checkins/2026-01-19-both-2.yaml',
          world.read('partnership/checkins/2026-01-19-both.yaml'),
        )
        world.remove('partnership/checkins/2026-01-19-both.yaml')
      },
    ],
    [
      'settings are made',
      () => world.write('partnership/settings.yaml', 'format: partner/1\nthresholds: {overdue: {warn: 9}}\n...\n'),
    ],
    [
      'the contract is edited',
      () => world.edit('partnership/contract.yaml', text => text.replace('Three case', 'Four case')),
    ],
    ['a time-out is kept', () => world.run('timeout', '--by', 'a', '--date', '2026-04-20')],
    ['a signature goes', () => world.remove('partnership/signatures')],
  ])('is found anew where %s', async (_, change) => {
    await read('status')
    rewrite('status', body => body.replace('Ana and Ben', 'Ana and Bob'))
    await change()
    const now = await read('status')
    expect(now.out).toContain('Ana and Ben')
    expect(now).toEqual(await anew('status'))
  })

  it.each<[what: string, again: () => Promise<{ out: string }>]>([
    ['before it was kept, by the clock', () => world.runWith({ copies, now: '2026-04-27T09:00:00.000Z' }, 'status')],
    ['on another day', () => world.runWith({ copies, now: '2026-04-28T10:00:00.000Z' }, 'status')],
    ['on a wider terminal', () => world.runWith({ copies, width: 100 }, 'status')],
    ['with another option', () => read('status', '--all')],
    ['of another day', () => read('status', '--as-of', '2026-03-01')],
    ['from another folder', () => world.runWith({ copies, cwd: world.path('partnership') }, 'status')],
    ['by another build', () => world.runWith({ copies: { ...copies, build: 'two' } }, 'status')],
  ])('is found anew %s', async (_, again) => {
    await read('status')
    rewrite('status', body => body.replace('Ana and Ben', 'Ana and Bob'))
    expect((await again()).out).toContain('Ana and Ben')
  })

  it('holds until the day ends where the two meet', async () => {
    await read('status')
    rewrite('status', body => body.replace('Ana and Ben', 'Ana and Bob'))
    const at = async (now: string) => (await world.runWith({ copies, now }, 'status')).out
    expect(await at('2026-04-27T22:59:59.000Z')).toContain('Ana and Bob')
    expect(await at('2026-04-27T23:00:00.000Z')).toContain('Ana and Ben')
  })

  it.each<[what: string, damage: (text: string) => string]>([
    ['cut short', text => text.slice(0, -20)],
    ['empty', () => ''],
    ['not what it says it is', text => text.replace('Ana and Ben', 'Ana and Bob')],
    ['something else', () => 'partner-copies/1 one x\n[]'],
  ])('is found anew where the copy is %s', async (_, damage) => {
    const first = await read('status')
    writeFileSync(copyOf('status'), damage(readFileSync(copyOf('status'), 'utf8')))
    expect(await read('status')).toEqual(first)
  })

  it('is not kept where something could not be read, nor where a file was written', async () => {
    world.write('partnership/checkins/2026-02-02-a.yaml', 'format: partner/1\n')
    const first = await read('status')
    expect(first.code).toBe(1)
    expect(await read('status')).toEqual(first)
    await must(read('render', '--out', 'page.md'))
    expect(readdirSync(copies.folder).filter(name => /status|render/.test(name))).toEqual([])
  })

  it('is found anew where no folder for copies can be made', async () => {
    writeFileSync(copies.folder, 'a file')
    expect(await read('status')).toEqual(await anew('status'))
  })
})

describe('records that were parsed', () => {
  it('are not parsed again, and a check-in does not mind where they come from', async () => {
    await read('history')
    await must(checkIn('2026-02-02'))
    const kept = readFileSync(copyOf('checkins'), 'utf8')
    expect(kept).toContain('A win of 2026-01-19')
    rmSync(copies.folder, { recursive: true })
    const without = await read('history', '--wins')
    expect(await read('history', '--wins')).toEqual(without)
    expect(without.out).toContain('A win of 2026-02-02')
  })

  it('are kept by a check-in, too, once it had to parse several', async () => {
    const kept = () => readdirSync(copies.folder).filter(name => name.endsWith('-checkins.json')).length
    rmSync(copies.folder, { recursive: true, force: true })
    for (const date of ['2026-02-02', '2026-02-16', '2026-03-02']) {
      await must(checkIn(date))
      expect(existsSync(copies.folder) && kept()).toBeFalsy()
    }
    await must(checkIn('2026-03-16'))
    expect(kept()).toBe(1)
  })

  it('are forgotten when their file is gone', async () => {
    await must(checkIn('2026-02-02'))
    await read('history')
    world.remove('partnership/checkins/2026-01-19-both.yaml')
    await read('history')
    expect(readFileSync(copyOf('checkins'), 'utf8')).not.toContain('A win of 2026-01-19')
  })
})

describe('copies do not stay behind', () => {
  const texts = () => readdirSync(copies.folder).map(name => readFileSync(join(copies.folder, name), 'utf8'))
  const kept = () => texts().some(text => text.includes('A win of 2026-01-19'))
  const cleanUp = (now?: string) => newWorld().runWith({ copies, ...(now && { now }) }, 'status')

  beforeEach(async () => {
    await read('history', '--wins')
    expect(kept()).toBe(true)
  })

  it.each<[what: string, change: () => unknown]>([
    ['deleted', () => world.remove('partnership')],
    ['moved', () => renameSync(world.path('partnership'), world.path('elsewhere'))],
    ['without its contract', () => world.remove('partnership/contract.yaml')],
    [
      'another one in its place',
      () => {
        renameSync(world.path('partnership'), world.path('old'))
        cpSync(world.path('old'), world.path('partnership'), { recursive: true })
      },
    ],
  ])('once the partnership is %s and any command runs', async (_, change) => {
    change()
    await cleanUp()
    expect(kept()).toBe(false)
    expect(texts()).toEqual([])
  })

  it('after 30 days in which they were not written again', async () => {
    await cleanUp()
    expect(kept()).toBe(true)
    await cleanUp(new Date(Date.now() + 31 * 24 * 60 * 60 * 1000).toISOString())
    expect(texts()).toEqual([])
  })

  it('when all together are too much: the oldest go first', async () => {
    await pruneCopies(copies, Date.now(), { age: 1e12, size: 0 })
    expect(texts()).toEqual([])
  })
})
