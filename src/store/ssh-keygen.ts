import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PartnerError } from '../errors.ts'
import { allowedSigner, NAMESPACE, type PublicKey, readSeal } from '../signature/ssh.ts'
import type { Proof } from '../signature/statement.ts'
import { codeOf, inWords } from './system.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** Nothing can be verified, which says nothing about what was signed. */
export class NoTemporaryFolder extends PartnerError {
  constructor(why: string, cause: unknown) {
    super(
      'system',
      `Signatures by key can't be verified without the folder for temporary files: ${why}`,
      'Set TMPDIR to a folder that exists and has room, then run this again.',
      cause,
    )
  }
}

/** Where ssh-keygen runs. */
export interface Machine {
  env: Env
  /** Whether somebody is there whom it can ask for a passphrase or a PIN. */
  terminal: boolean
  /** When it is no longer wanted. */
  stop?: AbortSignal
  /** Milliseconds until an ssh-keygen that asks no one anything is given up. */
  patience?: number | undefined
}

/** A key to sign with. */
export interface SigningKey {
  key: PublicKey
  /** Its private half, or its public half, whose private half is then beside it, in the agent or on a device. */
  file: string | undefined
  /** How messages name it. */
  shown: string
}

const INSTALL = 'Install OpenSSH 8.2 or newer (Debian and Ubuntu: apt install openssh-client), then run this again.'

const PATIENCE = 30_000

const givenUp = ({ patience = PATIENCE }: Pick<Machine, 'patience'>): AbortSignal => AbortSignal.timeout(patience)

/** Signatures by key need an ssh-keygen that can make them. */
export async function mustHaveSshKeygen(machine: Machine): Promise<void> {
  const { code } = await run(['-Y', 'sign'], '', { ...machine, stop: givenUp(machine) })
  if (code === null) throw new PartnerError('system', 'ssh-keygen on this computer does not answer.', INSTALL)
}

/** Signs a text, and has the signature verified before anybody sees it. Nothing goes through files of its own. */
export async function signText(text: string, by: SigningKey, machine: Machine): Promise<string> {
  const signWith = (file: string) => run(['-Y', 'sign', '-n', NAMESPACE, '-f', file], text, machine)
  const { code, out, err } = by.file ? await signWith(by.file) : await withPublicFile(by.key, signWith)
  if (code === null || (code !== 0 && machine.stop?.aborted))
    throw new PartnerError('cancelled', 'ssh-keygen was stopped. Nothing was written.', 'Any time: partner sign')
  if (code !== 0) throw refusal(err, by, machine)
  if (readSeal(out)?.key.line !== by.key.line)
    throw new PartnerError(
      'invalid',
      `ssh-keygen signed with another key than the one in ${by.shown}. Nothing was written.`,
      'Look at the public key beside it: is it of the same pair?',
    )
  const proof = await prove({ text, sig: out, key: by.key.line, who: 'self' }, machine)
  if (proof === 'good') return out
  throw new PartnerError(
    'altered',
    'ssh-keygen did not verify its own signature. Nothing was written.',
    'Try it with another key, or with a newer OpenSSH.',
  )
}

/**
 * Asks ssh-keygen whether a signature is over this text, by this key, and made as a signature of ours. Only its own
 * words for yes and for no count: one that crashes, hangs or says something else has not answered.
 */
export async function prove(
  { text, sig, key, who }: { text: string; sig: string; key: string; who: string },
  { env, patience }: Pick<Machine, 'env' | 'patience'>,
): Promise<Proof> {
  return await inTemporary(async folder => {
    const signers = join(folder, 'allowed_signers')
    const file = join(folder, 'statement.sig')
    await writeFile(signers, allowedSigner(who, key))
    await writeFile(file, sig, 'latin1')
    const args = ['-Y', 'verify', '-n', NAMESPACE, '-I', who, '-f', signers, '-s', file]
    const machine: Machine = { env, terminal: false, stop: givenUp({ patience }) }
    try {
      return answerOf(await run(args, text, machine), `Good "${NAMESPACE}" signature for ${who} with `)
    } catch (error) {
      if (error instanceof PartnerError && error.kind === 'system') return 'unknown'
      throw error
    }
  })
}

function answerOf({ code, out, err }: Ended, yes: string): Proof {
  if (code === 0) return out.startsWith(yes) ? 'good' : 'unknown'
  // It said yes, and then did not end well.
  if (code === null || out.startsWith(yes) || /unsupported|not supported|unknown key type/i.test(err)) return 'unknown'
  return /signature/i.test(err + out) ? 'bad' : 'unknown'
}

/** ssh-keygen takes a key by its file alone, also one that the agent holds. */
const withPublicFile = <T>({ line }: PublicKey, use: (file: string) => Promise<T>): Promise<T> =>
  inTemporary(async folder => {
    const file = join(folder, 'key.pub')
    await writeFile(file, `${line}\n`)
    return await use(file)
  })

/** Both halves of what ssh-keygen reads must be files, so without a folder for them nothing can be verified. */
async function inTemporary<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const around = tmpdir()
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(around, 'partner-ssh-'))
    return await use(folder)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    throw new NoTemporaryFolder(`${around}: ${inWords(error)}`, error)
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

interface Ended {
  /** None where it was stopped. */
  code: number | null
  out: string
  err: string
}

async function run(args: readonly string[], input: string, { env, terminal, stop }: Machine): Promise<Ended> {
  const { SSH_ASKPASS, ...quiet } = env
  // Loaded where it runs: most readings of signatures need no process.
  const { spawn } = await import('node:child_process')
  return await new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', args, {
      // Where nobody is there to ask, it is cut off from every terminal: it would wait for ever at one.
      detached: !terminal,
      env: terminal ? { ...env } : { ...quiet, SSH_ASKPASS_REQUIRE: 'never' },
      stdio: 'pipe',
    })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('latin1').on('data', text => {
      said.out += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      said.err += text
    })
    // It may end before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    const release = endingWith(child, stop)
    child.on('error', (error: NodeJS.ErrnoException) => {
      release()
      reject(missing(error))
    })
    child.on('close', code => {
      release()
      if (/(unknown|illegal|invalid) option|unsupported operation/i.test(said.err)) reject(tooOld())
      else resolve({ code, ...said })
    })
  })
}

const AGAIN = 50

/**
 * Ends a process when the signal comes, and says how to leave that be. It is told more than once: ssh-keygen forgets a
 * Ctrl-C that comes after it showed its question and before it reads, and would wait for ever.
 */
function endingWith(child: ChildProcess, stop: AbortSignal | undefined): () => void {
  let again: NodeJS.Timeout | undefined
  const end = () => {
    // What it started to ask in its place may live on, and keep these open.
    child.once('exit', () => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    })
    child.kill()
    again = setInterval(() => child.kill(), AGAIN)
  }
  if (stop?.aborted) end()
  else stop?.addEventListener('abort', end)
  return () => {
    clearInterval(again)
    stop?.removeEventListener('abort', end)
  }
}

const missing = (error: NodeJS.ErrnoException) =>
  error.code === 'ENOENT'
    ? new PartnerError('system', 'There is no ssh-keygen on this machine.', INSTALL, error)
    : new PartnerError('system', `ssh-keygen does not run: the system says ${error.code}`, INSTALL, error)

const tooOld = () => new PartnerError('system', 'The ssh-keygen of this machine is too old to sign.', INSTALL)

/** Why ssh-keygen would not sign, in words that help. */
function refusal(err: string, { file, shown }: SigningKey, { terminal }: Machine): PartnerError {
  // Without a terminal it takes the passphrase to be an empty one.
  if (/incorrect passphrase/i.test(err) && !terminal)
    return new PartnerError(
      'unanswered',
      `${shown} is protected by a passphrase, and there is no terminal to ask for it. Nothing was written.`,
      'Load the key into the agent first, with ssh-add.',
    )
  if (/incorrect passphrase/i.test(err))
    return new PartnerError('invalid', `That is not the passphrase of ${shown}. Nothing was written.`, 'Try it again.')
  if (file === undefined || /No private key found for public key/i.test(err))
    return new PartnerError(
      'invalid',
      `The private half of ${shown} is neither beside it nor in the agent. Nothing was written.`,
      'Name the private key, load it with ssh-add, or plug in the device it is on.',
    )
  const lines = err.split('\n').map(line => line.trim())
  const words = lines.filter(line => line && !line.startsWith('@') && !line.startsWith('Signing data')).join(' ')
  return new PartnerError(
    'invalid',
    `ssh-keygen would not sign with ${shown}. Nothing was written.`,
    `It says: ${words}`,
  )
}
