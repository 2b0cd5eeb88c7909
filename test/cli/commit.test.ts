import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { CTRL_C } from '../support/script.ts'
import { shortTalk } from '../support/talks.ts'
import {
  answering,
  must,
  newWorld,
  SMALL,
  session,
  signedPartnership,
  smallPartnership,
  type World,
} from '../support/world.ts'

const git = (world: World, ...args: string[]): string =>
  execFileSync('git', args, { cwd: world.cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

/** Makes the world a repository of somebody with a name, in which all that is there is committed. */
function withGit(world: World): World {
  git(world, 'init', '-q', '-b', 'main')
  git(world, 'config', 'user.name', 'Ana Reyes')
  git(world, 'config', 'user.email', 'ana@example.org')
  git(world, 'config', 'commit.gpgsign', 'false')
  git(world, 'config', 'core.hooksPath', '.git/hooks')
  world.write('notes.txt', 'ours\n')
  git(world, 'add', '.')
  git(world, 'commit', '-q', '-m', 'before')
  return world
}

const lastCommit = (world: World) => ({
  message: git(world, 'log', '-1', '--format=%B'),
  files: git(world, 'show', '--format=', '--name-only').split('\n').sort(),
})
const dirty = (world: World) => git(world, 'status', '--porcelain', '-uall').split('\n').filter(Boolean)

const ANSWERS = { 'answers.json': JSON.stringify(SMALL) }
const KEY = expect.stringMatching(/^partnership\/signatures\/v1-[0-9a-f]{8}-[ab]\.sign\.json$/)
const FROZEN = expect.stringMatching(/^partnership\/versions\/v1-[0-9a-f]{8}\.yaml$/)

it('what the first one signed is committed, too, where the second one stops', async () => {
  const world = withGit(await smallPartnership())
  const asking = answering({ 'sign.a': 'Ana Reyes', 'sign.b': CTRL_C })
  const { code, out, err } = await world.runWith(asking, 'sign', '--commit')
  expect(code).toBe(130)
  expect(err).toContain('Stopped before Ben had answered. What was signed before is kept.')
  expect(out).toContain('Signed    Ana, version 1')
  expect(lastCommit(world)).toEqual({ message: 'Ana: version 1 signed', files: [KEY, FROZEN] })
  expect(dirty(world)).toEqual([])
})

it('a folder whose name is a pattern for git commits nothing of another one', async () => {
  const world = withGit(newWorld(ANSWERS))
  for (const folder of ['p1', 'p[1]']) await must(world.run('init', folder, '--from', 'answers.json'))
  world.edit('p1/contract.yaml', text => text.replace('Tea?', 'Coffee?'))
  await must(world.run('schema', '--dir', 'p[1]', '--commit'))
  world.write('p1/schema/card.json', '{}')
  await must(world.run('schema', '--dir', 'p[1]', '--commit'))
  expect(lastCommit(world).files.filter(name => name.startsWith('p1/'))).toEqual([])
})

describe('--commit keeps what an act wrote, under words a person would write', () => {
  it.each<[act: string, argv: string[], message: string, files: unknown[]]>([
    ['sign', ['sign', '--as', 'a', '--name', 'Ana Reyes'], 'Ana: version 1 signed', [KEY, FROZEN]],
    [
      'checkin',
      ['checkin', '--from', '-', '--as', 'b'],
      'Session of Ana and Ben, 2026-01-19',
      ['partnership/checkins/2026-01-19-b.yaml'],
    ],
    [
      'checkin',
      ['checkin', '--missed', '--date', '2026-01-19'],
      'Missed session of Ana and Ben, 2026-01-19',
      ['partnership/checkins/2026-01-19-both.yaml'],
    ],
    [
      'prepare',
      ['prepare', '--from', '-', '--as', 'b', '--date', '2026-05-04'],
      'Update of Ben for the session of 2026-05-04',
      ['partnership/updates/2026-05-04-b.yaml'],
    ],
    ['timeout', ['timeout', '--by', 'b'], 'Time-out of Ben, 2026-04-27', ['partnership/timeouts/2026-04-27-b.yaml']],
    [
      'amend',
      ['amend', 'principles', '--from', '-', '--by', 'a'],
      'Contract of Ana and Ben, version 1 changed',
      ['partnership/contract.yaml'],
    ],
    [
      'schema',
      ['schema'],
      'Schemas for editors, for Ana and Ben',
      ['card', 'checkin', 'contract', 'settings', 'timeout', 'update'].map(name => `partnership/schema/${name}.json`),
    ],
  ])('%s', async (act, argv, message, files) => {
    const world = withGit(await smallPartnership())
    const said: Readonly<Record<string, string>> = {
      amend: 'principles: [We say it today.]\n',
      prepare: 'need: Time.\n',
    }
    const input = said[act] ?? session('2026-01-19')
    const { out } = await must(world.runWith({ input }, ...argv, '--commit'))
    expect(lastCommit(world)).toEqual({ message, files })
    expect(out).toContain(`Committed ${git(world, 'rev-parse', '--short', 'HEAD')} ${message}`)
    expect(out).not.toContain('Keep it')
    expect(dirty(world)).toEqual([])
  })

  it('init', async () => {
    const world = withGit(newWorld())
    world.write('answers.json', ANSWERS['answers.json'])
    await must(world.run('init', '--from', 'answers.json', '--commit'))
    expect(lastCommit(world)).toEqual({
      message: 'Contract of Ana and Ben, version 1',
      files: ['.gitattributes', '.gitignore', 'README.md', 'contract.yaml'].map(name => `partnership/${name}`),
    })
    expect(dirty(world)).toEqual(['?? answers.json'])
  })

  it('says the same words in the line that it prints without --commit', async () => {
    const one = withGit(await smallPartnership())
    const two = one.copy()
    const sign = ['sign', '--as', 'a', '--name', "Ana O'Neill"]
    const { out } = await must(one.run(...sign))
    const [, line] = /Keep it +(.*)/.exec(out)!
    execFileSync('sh', ['-c', line!], { cwd: one.cwd, stdio: 'ignore' })
    await must(two.run(...sign, '--commit'))
    expect(lastCommit(one).message).toBe(lastCommit(two).message)
  })
})

describe('what is not of the act stays as it is', () => {
  it('staged, changed, new and half-staged files', async () => {
    const world = withGit(await signedPartnership())
    world.write('staged.txt', 'new\n')
    world.write('notes.txt', 'staged\n')
    git(world, 'add', 'staged.txt', 'notes.txt')
    world.write('notes.txt', 'staged and changed\n')
    world.write('partnership/partners/a.yaml', 'format: partner/1\nemail: ana@example.org\n...\n')
    const before = dirty(world)
    const staged = git(world, 'diff', '--cached')
    await must(world.runWith({ input: session('2026-01-19') }, 'checkin', '--from', '-', '--commit'))
    expect(lastCommit(world).files).toEqual(['partnership/checkins/2026-01-19-both.yaml'])
    expect(dirty(world)).toEqual(before)
    expect(git(world, 'diff', '--cached')).toBe(staged)
  })

  it('in a folder that is named like a pattern, seen from beside it', async () => {
    const world = withGit(newWorld({ ...ANSWERS, 'here/x': '' }))
    await must(world.run('init', '[ab]*', '--from', 'answers.json'))
    world.write('ab/schema/card.json', 'not of the act')
    const cwd = world.path('here')
    await must(world.runWith({ cwd }, 'schema', '--dir', '../[ab]*', '--commit'))
    expect(lastCommit(world).files).toHaveLength(6)
    expect(dirty(world)).toContain('?? ab/schema/card.json')
  })

  it('nothing is pushed', async () => {
    const world = withGit(await smallPartnership())
    git(world, 'init', '-q', '--bare', world.path('.git/shared'))
    git(world, 'remote', 'add', 'origin', world.path('.git/shared'))
    await must(world.run('sign', '--as', 'a', '--name', 'Ana Reyes', '--commit'))
    expect(git(world, 'ls-remote', 'origin')).toBe('')
  })
})

describe('where git does not take it, the files are written and the exit code is 3', () => {
  const sign = ['sign', '--as', 'a', '--name', 'Ana Reyes', '--commit']
  const refused = async (world: World, words: string) => {
    const { code, out, err } = await world.run(...sign)
    expect(err).toContain(`The files are written, but not committed.\n`)
    expect(err).toContain(words)
    expect(code).toBe(3)
    expect(out).toContain('Signed')
    expect(out).not.toContain('Committed')
    expect(world.names('partnership/signatures')).toHaveLength(1)
    return out
  }

  it('outside a repository', async () => {
    const out = await refused(await smallPartnership(), 'The folder is in no git repository. Make it one: git init')
    expect(out).toContain('Keep it')
  })

  it('where a hook says no', async () => {
    const world = withGit(await smallPartnership())
    world.write('.git/hooks/pre-commit', '#!/bin/sh\necho "no \x1b[31mcommits\x1b[0m on Sunday" >&2\nexit 1\n')
    chmodSync(world.path('.git/hooks/pre-commit'), 0o755)
    await refused(world, 'commits\ufffd[0m on Sunday')
    expect(git(world, 'log', '--format=%s')).toBe('before')
  })

  it('where git ignores the folder', async () => {
    const world = withGit(await smallPartnership())
    world.write('.gitignore', 'signatures\n')
    await refused(world, 'ignored')
  })

  it('in the middle of a merge', async () => {
    const world = withGit(await smallPartnership())
    git(world, 'switch', '-q', '-c', 'other')
    git(world, 'commit', '-q', '--allow-empty', '-m', 'there')
    git(world, 'switch', '-q', 'main')
    git(world, 'merge', '-q', '--no-ff', '--no-commit', 'other')
    await refused(world, 'merge')
  })
})

it('without git on the machine everything works, and no git line is printed', async () => {
  const world = newWorld(ANSWERS)
  const partner = (...argv: string[]) => {
    const options = { cwd: world.cwd, env: { PATH: world.path('none') }, encoding: 'utf8', stdio: 'pipe' } as const
    try {
      return { code: 0, out: execFileSync(process.execPath, [inject('program'), ...argv], options), err: '' }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { code: status, out: stdout, err: stderr }
    }
  }
  const made = partner('init', '--from', 'answers.json')
  expect(made).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/Next +\S+\s.*\ssign\b/s) })
  expect(made.out).not.toContain('git')
  const signed = partner('sign', '--as', 'a', '--name', 'Ana Reyes', '--commit')
  expect(signed.err).toBe('The files are written, but not committed.\nThere is no git on this machine.\n')
  expect(signed).toMatchObject({ code: 3, out: expect.stringContaining('Signed') })
  expect(partner('status').code).toBe(0)
})

describe('after a talk in a folder that is in no repository', () => {
  const talk = { ...shortTalk, 'talk.template': 'pair', 'talk.depth': 'short', review: 'write' }
  /** Holds the talk far from every repository. */
  const initIn = async (answers: Readonly<Record<string, string>>, ...argv: string[]) => {
    const cwd = mkdtempSync(join(tmpdir(), 'partner-no-git-'))
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
    const asking = answering({ ...talk, ...answers })
    const ended = await newWorld().runWith({ ...asking, cwd }, 'init', ...argv)
    return { ...ended, folder: join(cwd, 'partnership'), asked: asking.prompter.asked.map(({ id }) => id) }
  }

  it('a repository is offered, and made of that folder alone', async () => {
    const { code, out, folder } = await initIn({ repository: 'yes' })
    expect(code).toBe(0)
    expect(existsSync(join(folder, '.git/HEAD'))).toBe(true)
    expect(existsSync(join(folder, '../.git'))).toBe(false)
    expect(out).toContain(
      "git -C partnership add . && git -C partnership commit -m 'Contract of Ana and Ben, version 1'",
    )
  })

  it.each(['no', '<', CTRL_C])('and not made for %j: the line says how', async answer => {
    const { code, out, folder } = await initIn({ repository: answer })
    expect(code).toBe(0)
    expect(existsSync(join(folder, '.git'))).toBe(false)
    expect(out).toContain('Keep it   git init partnership && git -C partnership add . && git -C partnership commit -m')
  })

  it('--yes makes it without a question', async () => {
    const { code, folder, asked } = await initIn({}, '--yes')
    expect(code).toBe(0)
    expect(asked).not.toContain('repository')
    expect(existsSync(join(folder, '.git/HEAD'))).toBe(true)
  })

  it('the printed line keeps it, as it stands', async () => {
    const { out, folder } = await initIn({ repository: 'no' })
    const env = {
      ...process.env,
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'a@b.c',
    }
    execFileSync('sh', ['-c', /Keep it +(.*)/.exec(out)![1]!], { cwd: join(folder, '..'), env, stdio: 'ignore' })
    const kept = execFileSync('git', ['ls-files'], { cwd: folder, encoding: 'utf8' })
    expect(kept.trim().split('\n')).toEqual(['.gitattributes', '.gitignore', 'README.md', 'contract.yaml'])
  })
})

describe('what is confidential', () => {
  const confidential = (level: string) => ({
    agreements: { ...SMALL.agreements, confidentiality: { level, who: level === 'named' ? ['Mara'] : [] } },
  })
  const shared = async (level: string) => {
    const world = withGit(await smallPartnership(confidential(level)))
    git(world, 'remote', 'add', 'origin', 'https://name:secret@example.org/ours.git')
    return world
  }

  it.each([
    ['nobody', 'Nobody else hears about it.'],
    ['named', 'Only the people we name: Mara.'],
    ['ask', 'We ask each other each time.'],
  ])('for %s is said once a day, where something of it goes to a repository with a remote', async (level, words) => {
    const said = `You agreed: ${words} This repository has a remote, origin: see who can read it before you push.`
    const { copies } = { copies: { folder: join(newWorld().cwd, 'copies'), build: 'tests' } }
    for (const [argv, input] of [
      [['sign', '--as', 'a', '--name', 'Ana Reyes', '--commit']],
      [['sign', '--as', 'a', '--name', 'Ana Reyes']],
      [['checkin', '--from', '-'], session('2026-01-19')],
      [['timeout', '--by', 'b']],
      [['render', '--out', 'page.md']],
      [['init', 'second', '--from', 'second.json']],
    ] as [string[], string?][]) {
      const world = await shared(level)
      world.write('second.json', JSON.stringify({ ...SMALL, ...confidential(level) }))
      const act = async (now: string, ...argv: string[]) => {
        const { err } = await must(world.runWith({ copies, now, input: input ?? '' }, ...argv))
        expect(err).not.toContain('secret')
        return err.replace(/\s+/g, ' ')
      }
      expect(await act('2026-04-27T10:00:00.000Z', ...argv), argv.join(' ')).toContain(said)
      const again = argv[0] === 'init' ? ['schema', '--dir', 'second'] : ['schema']
      expect(await act('2026-04-27T11:00:00.000Z', ...again, '--commit')).not.toContain(said)
      expect(await act('2026-04-28T10:00:00.000Z', ...again)).toContain(said)
      // Nothing of it is in the folder that the two share.
      expect(Object.keys(world.files()).filter(name => name.includes('reminded'))).toEqual([])
    }
  })

  it('is not said where it is no secret, where there is no remote, or where nothing goes there', async () => {
    const [open, lonely, quiet] = [await shared('public'), await shared('nobody'), await shared('nobody')]
    git(lonely, 'remote', 'remove', 'origin')
    const sign = ['sign', '--as', 'a', '--name', 'Ana Reyes']
    expect((await must(open.run(...sign, '--commit'))).err).toBe('')
    expect((await must(lonely.run(...sign, '--commit'))).err).toBe('')
    expect((await must(quiet.run('render'))).err).toBe('')
    expect((await must(quiet.run('render', '--blank', '--out', 'form.md'))).err).toBe('')
  })
})
