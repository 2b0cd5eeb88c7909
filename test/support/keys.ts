import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needs } from './needs.ts'
import { has } from './programs.ts'

export const NAMESPACE = 'contract@partner-cli'
export const ENV = { PATH: process.env.PATH, HOME: '/nowhere' }

const folder = mkdtempSync(join(tmpdir(), 'partner-keys-'))

/** Where a key of this name is, once it is made. */
export const keyFile = (name: string): string => join(folder, name)

/** A new key, made by ssh-keygen: the file of its private half. */
export function newKey(name: string, ...options: string[]): string {
  const file = keyFile(name)
  needs('ssh-keygen')
  // Outside of a test its absence only skips the tests to come.
  if (!has('ssh-keygen')) return file
  // Another test file may have made one of this name.
  for (const part of [file, `${file}.pub`]) rmSync(part, { force: true })
  const passphrase = options.includes('-N') ? [] : ['-N', '']
  execFileSync('ssh-keygen', ['-q', '-C', 'a comment', '-f', file, ...passphrase, ...options])
  return file
}

/** A folder with copies of these files, and nothing else. */
export function apart(name: string, ...files: string[]): string {
  const to = join(folder, name)
  mkdirSync(to)
  for (const file of files) copyFileSync(file, join(to, file.slice(folder.length + 1)))
  return to
}

/** Kind and base64, as statements name a key. */
export const lineOf = (file: string): string => readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')

export const fingerprintOf = (file: string): string =>
  execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' }).split(' ')[1]!

/** A signature by ssh-keygen, made without our program. */
export const signedElsewhere = (file: string, text: string, namespace = NAMESPACE): string =>
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', file], {
    input: text,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  })

/** The passphrase of every key that has one. */
export const PASSPHRASE = 'secret'

/** An agent that holds these keys, for as long as `use` lasts. */
export async function withAgent<T>(keys: readonly string[], use: (env: typeof ENV) => Promise<T>): Promise<T> {
  needs('ssh-agent')
  const said = execFileSync('ssh-agent', ['-s'], { encoding: 'utf8' })
  const [, socket] = /SSH_AUTH_SOCK=([^;]+)/.exec(said)!
  const [, pid] = /SSH_AGENT_PID=(\d+)/.exec(said)!
  const env = { ...ENV, SSH_AUTH_SOCK: socket! }
  try {
    const askpass = join(folder, 'askpass')
    writeFileSync(askpass, `#!/bin/sh\necho ${PASSPHRASE}\n`, { mode: 0o755 })
    const asking = { ...env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: 'none' }
    const { status, stderr } = spawnSync('ssh-add', ['-q', ...keys], { env: asking })
    if (status !== 0) throw new Error(String(stderr))
    return await use(env)
  } finally {
    process.kill(Number(pid))
  }
}

/** A PATH on which every program of this machine is found but these. */
export function pathWithout(...programs: string[]): string {
  const bin = mkdtempSync(join(folder, 'bin-'))
  for (const program of ['git', 'sh', 'ssh-keygen'].filter(each => !programs.includes(each))) {
    const found = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim()
    if (found) symlinkSync(found, join(bin, program))
  }
  return bin
}
