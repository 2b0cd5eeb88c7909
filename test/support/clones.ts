import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Ana's and Ben's clones of one shared repository, which each push to and pull from. */
export interface Clones {
  ana: Machine
  ben: Machine
  shared: string
}

/** Where the clones stand that others are copied from, by the answers that the contract in them was made of. */
const made = new Map<string, string>()

/**
 * Two clones, of a repository with a contract if there are answers for one. They are gone after the test. What is the
 * same is made once in a test file, and copied: most of the time would go to git.
 */
export function twoClones(answers?: object): Clones {
  const name = JSON.stringify(answers ?? null)
  if (!made.has(name)) {
    const folder = mkdtempSync(join(tmpdir(), 'partner-made-'))
    made.set(name, folder)
    make(folder, answers)
  }
  const folder = mkdtempSync(join(tmpdir(), 'partner-two-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(made.get(name)!, folder, { recursive: true, verbatimSymlinks: true })
  return clonesIn(folder)
}

const clonesIn = (folder: string): Clones => ({
  ana: machine(folder, 'ana'),
  ben: machine(folder, 'ben'),
  shared: join(folder, 'shared.git'),
})

function make(folder: string, answers: object | undefined): void {
  const { ana, ben, shared } = clonesIn(folder)
  execFileSync('git', ['init', '-q', '--template=', '--bare', '-b', 'main', shared])
  for (const { root, home, path, git } of [ana, ben]) {
    const who = root === ana.root ? 'ana' : 'ben'
    mkdirSync(root, { recursive: true })
    // Nothing here has to outlive a power failure, or to be tidied.
    writeFileSync(
      join(home, '.gitconfig'),
      `[user]\nname = ${who}\nemail = ${who}@example.org\n[init]\ndefaultBranch = main\n[pull]\nrebase = false\n[core]\nfsync = none\n[maintenance]\nauto = false\n`,
    )
    git('clone', '-q', '--template=', shared, '.')
    // So that a copy's remote is the copy.
    const config = path('.git/config')
    writeFileSync(config, readFileSync(config, 'utf8').replace(shared, '../../shared.git'))
  }
  if (!answers) return
  ana.write('answers.json', JSON.stringify(answers))
  const { code, err } = ana.partner(['init', '--from', 'answers.json'])
  if (code !== 0) throw new Error(`init ended with ${code}: ${err}`)
  push(ana)
  pull(ben)
}

function machine(folder: string, name: string): Machine {
  const home = join(folder, name)
  const root = join(home, 'work')
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', GIT_CONFIG_NOSYSTEM: '1' }
  const path = (...parts: string[]) => join(root, ...parts)
  return {
    home,
    root,
    path,
    git: (...args) =>
      execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(),
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
