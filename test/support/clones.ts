import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Ended } from './world.ts'

/** One partner's computer: a home folder of their own, and in it a clone of what the two share. */
export interface Machine {
  home: string
  /** The root of the clone. */
  root: string
  path(...parts: string[]): string
  write(name: string, content: string, mode?: number): void
  git(...args: string[]): string
  /** Runs the built program in the clone, or in a folder of it. */
  partner(argv: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string }): Ended
}

/** Ana's and Ben's clones of one shared repository, which each push to and pull from. They are gone after the test. */
export function twoClones(): { ana: Machine; ben: Machine; shared: string } {
  const folder = mkdtempSync(join(tmpdir(), 'partner-two-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const shared = join(folder, 'shared.git')
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', shared])
  const ana = machine(folder, 'ana', shared)
  const ben = machine(folder, 'ben', shared)
  return { ana, ben, shared }
}

function machine(folder: string, name: string, shared: string): Machine {
  const home = join(folder, name)
  const root = join(home, 'work')
  mkdirSync(root, { recursive: true })
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', GIT_CONFIG_NOSYSTEM: '1' }
  const path = (...parts: string[]) => join(root, ...parts)
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  writeFileSync(
    join(home, '.gitconfig'),
    `[user]\nname = ${name}\nemail = ${name}@example.org\n[init]\ndefaultBranch = main\n[pull]\nrebase = false\n`,
  )
  git('clone', '-q', shared, '.')
  return {
    home,
    root,
    path,
    git,
    write(file, content, mode) {
      mkdirSync(dirname(path(file)), { recursive: true })
      writeFileSync(path(file), content, { mode })
    },
    partner(argv, { cwd = root, env: more = {}, input = '' } = {}) {
      const ended = spawnSync(process.execPath, [inject('program'), ...argv], {
        cwd,
        env: { ...env, ...more },
        encoding: 'utf8',
        input,
      })
      return { code: ended.status ?? -1, out: ended.stdout, err: ended.stderr }
    },
  }
}

/** Commits all that is there, and pushes it. */
export function push(machine: Machine, message = 'x'): void {
  machine.git('add', '--all', '--force', '.')
  machine.git('commit', '-q', '-m', message)
  machine.git('push', '-q', 'origin', 'HEAD:main')
}

export const pull = ({ git }: Machine) => git('pull', '-q', 'origin', 'main')
