import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { squash } from '../support/visible.ts'
import { must, newWorld, session, signedPartnership, type World } from '../support/world.ts'

const git = (world: World, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd: world.cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Two clones of one partnership in which git knows who works there. */
async function twoClones(): Promise<[World, World]> {
  const start = await signedPartnership()
  git(start, 'init', '--quiet', '--initial-branch=main')
  git(start, 'add', '.')
  git(start, 'commit', '--quiet', '-m', 'Start')
  return ['a', 'b'].map(who => {
    const clone = newWorld()
    git(clone, 'clone', '--quiet', start.cwd, '.')
    git(clone, 'config', 'partner.me', who)
    return clone
  }) as [World, World]
}

const said = (date = '2026-01-19') => session(date, { nextSteps: [{ owner: 'a', text: 'Call' }] })

describe('a check-in from a file in two clones', () => {
  it('merges without a conflict, whoever ran it, and is one check-in', async () => {
    const [ana, ben] = await twoClones()
    for (const clone of [ana, ben]) {
      await must(clone.runWith({ input: said() }, 'checkin', '--from', '-'))
      git(clone, 'add', '.')
      git(clone, 'commit', '--quiet', '-m', 'Record')
    }
    git(ana, 'pull', '--quiet', '--no-rebase', '--no-edit', ben.cwd, 'main')
    expect(ana.names('partnership/checkins')).toEqual(['2026-01-19-a.yaml', '2026-01-19-b.yaml'])
    const status = JSON.parse((await must(ana.run('status', '--json'))).out)
    expect(status.steps.filter(({ text }: { text: string }) => text === 'Call')).toHaveLength(1)
    expect(status.disagreements).toEqual([])
    expect(await ana.run('check')).toMatchObject({ code: 0 })
  })

  it.each<[string, string[], object, string]>([
    ['the file says it', ['--as', 'a'], { recordedBy: 'b' }, 'b'],
    ['or says both', [], { recordedBy: 'both' }, 'both'],
    ['else --as', ['--as', 'b'], {}, 'b'],
    ['else git', [], {}, 'a'],
  ])('is named by who recorded it: %s', async (_, argv, head, who) => {
    const [ana] = await twoClones()
    await must(
      ana.runWith(
        { input: session('2026-01-19', {}, head as Record<string, unknown>) },
        'checkin',
        '--from',
        '-',
        ...argv,
      ),
    )
    expect(ana.names('partnership/checkins')).toEqual([`2026-01-19-${who}.yaml`])
    expect(ana.read(`partnership/checkins/2026-01-19-${who}.yaml`)).toContain(`recordedBy: ${who}`)
  })

  it('that is there already is said to be recorded, and nothing is written', async () => {
    const [ana] = await twoClones()
    await must(ana.runWith({ input: said() }, 'checkin', '--from', '-'))
    const before = ana.files()
    const { out } = await must(ana.runWith({ input: said() }, 'checkin', '--from', '-'))
    expect(out).toContain('already recorded in partnership/checkins/2026-01-19-a.yaml')
    expect(out).not.toContain('Written')
    expect(ana.files()).toEqual(before)
  })

  it('a missed one and an update are named by who is known, too', async () => {
    const [ana, ben] = await twoClones()
    await must(ana.run('checkin', '--missed', '--date', '2026-01-19', '--why', 'A fever'))
    await must(ben.runWith({ input: 'topics: [Money]\n' }, 'prepare', '--from', '-', '--date', '2026-05-04'))
    expect(ana.names('partnership/checkins')).toEqual(['2026-01-19-a.yaml'])
    expect(ben.names('partnership/updates')).toEqual(['2026-05-04-b.yaml'])
  })
})

describe('a merge that git left in the contract', () => {
  const COMMANDS = [
    ['check'],
    ['status'],
    ['history'],
    ['roles'],
    ['checkin', '--missed', '--why', 'x'],
    ['sign', '--as', 'a', '--name', 'Ana Reyes'],
  ]

  it('is told with one set of instructions by every command', async () => {
    const [ana] = await twoClones()
    ana.edit('partnership/contract.yaml', text =>
      text.replace(/^version: 1$/m, '<<<<<<< HEAD\nversion: 1\n=======\nversion: 2\n>>>>>>> theirs'),
    )
    for (const argv of COMMANDS) {
      const { code, out, err } = await ana.run(...argv)
      expect(code, argv.join(' ')).toBe(1)
      const said = squash(out + err)
      expect(said, argv.join(' ')).toContain('holds a merge that is not resolved')
      expect(said, argv.join(' ')).toContain('git checkout --ours partnership/contract.yaml keeps what stands here')
      expect(said.match(/delete the lines/g), argv.join(' ')).toHaveLength(1)
    }
  })
})

describe("Ana's git address in Ben's card", () => {
  const CARD = 'format: partner/1\nemail: ana@example.org\n...\n'

  it.each<[act: string, argv: string[], asks: string, input?: string]>([
    ['takes a time-out', ['timeout', '--note', 'Too fast'], '--by'],
    ['changes the contract', ['amend', '--from', '-', '--why', 'shorter'], '--by', '{"principles": ["We say it."]}'],
    ['prepares a session', ['prepare', '--from', '-'], '--as', '{"topics": ["the move"]}'],
    ['declines', ['sign', '--decline', '--why', 'No.'], '--as'],
    ['signs by key', ['sign', '--ssh-key', 'key'], '--as'],
  ])('does not make her Ben when she %s: she is asked who she is', async (_, argv, asks, input = '') => {
    const [ana] = await twoClones()
    git(ana, 'config', '--unset', 'partner.me')
    git(ana, 'config', 'user.email', 'ana@example.org')
    ana.write('partnership/partners/b.yaml', CARD)
    const before = ana.files()
    const { code, err } = await ana.runWith({ input }, ...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(asks)])
    expect(ana.files()).toEqual(before)
  })

  it('does not make her record a session as Ben', async () => {
    const [ana] = await twoClones()
    git(ana, 'config', '--unset', 'partner.me')
    git(ana, 'config', 'user.email', 'ana@example.org')
    ana.write('partnership/partners/b.yaml', CARD)
    await must(ana.runWith({ input: said() }, 'checkin', '--from', '-'))
    expect(ana.names('partnership/checkins')).toEqual(['2026-01-19-both.yaml'])
  })
})
