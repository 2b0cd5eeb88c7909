import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { PartnerError } from '../../errors.ts'
import { Stopped } from '../../interview/prompter.ts'
import { canSign, KINDS_IN_WORDS, type PublicKey, privateKey, publicKey } from '../../signature/ssh.ts'
import { gitConfig } from '../../store/git.ts'
import { readNamed } from '../../store/reading.ts'
import { shellWord } from '../../store/shell.ts'
import { type Machine, mustHaveSshKeygen, type SigningKey } from '../../store/ssh-keygen.ts'

export const machineOf = ({ env, prompter, patience }: Context): Machine => ({
  env,
  terminal: prompter !== undefined,
  patience,
})

/** The key to sign with: the file that is named, else the one git signs with, which at a terminal is only offered. */
export async function chooseKey(context: Context, option: unknown, folder: string, name: string): Promise<SigningKey> {
  await mustHaveSshKeygen(machineOf(context))
  const named = typeof option === 'string' ? option : await keyOfGit(context, folder, name)
  const chosen = await readKey(named, context)
  if (!canSign(chosen.key))
    throw new PartnerError(
      'invalid',
      `${chosen.shown} is a key of the kind ${chosen.key.kind}, which cannot sign here. Nothing was written.`,
      `Take one of these kinds: ${KINDS_IN_WORDS}. A new one:  ssh-keygen -t ed25519`,
    )
  return chosen
}

/** Git names a file or, as `key::ssh-ed25519 …`, the public key itself. */
async function keyOfGit(context: Context, folder: string, name: string): Promise<string> {
  const usesSsh = (await gitConfig(folder, context.env, 'gpg.format')) === 'ssh'
  const known = usesSsh ? await gitConfig(folder, context.env, 'user.signingkey') : undefined
  if (!context.prompter) {
    if (known !== undefined) return known
    throw new PartnerError(
      'unanswered',
      'Which key? git names none to sign with (gpg.format ssh, user.signingkey), and there is no terminal to ask.',
      'Name its file:  --ssh-key ~/.ssh/id_ed25519',
    )
  }
  const prompter = await context.prompter()
  try {
    const reply = await prompter.ask({
      id: 'sign.key',
      label: 'Your key',
      above: [
        { kind: 'say', text: `Which SSH key does ${name} sign with? Name its file, the private or the public half.` },
        ...(known === undefined ? [] : [{ kind: 'note' as const, text: 'Enter takes the one that git signs with.' }]),
      ],
      prefill: '',
      ...(known !== undefined && { fallback: known }),
      footer: ['Ctrl-C stops'],
    })
    const typed = reply.text.trim()
    if (typed && typed !== '<') return typed
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
  throw new PartnerError('cancelled', 'No key, so nobody signed. Nothing was written.', 'Any time: partner sign')
}

async function readKey(named: string, context: Context): Promise<SigningKey> {
  const literal = publicKey(named.replace(/^key::/, ''))
  if (literal) return { key: literal, file: undefined, shown: `the key ${literal.fingerprint}` }
  const home = context.env.HOME ?? homedir()
  const file = resolve(context.cwd, named.replace(/^~(?=\/)/, home))
  const text = (await readNamed(file, named)).toString('latin1')
  const half = privateKey(text)
  const key = half ? (half.key ?? (await keyBeside(file, named))) : publicKey(text)
  if (!key)
    throw new PartnerError(
      'invalid',
      `${named} is no SSH key. Nothing was written.`,
      'Name the file of your key, as ~/.ssh/id_ed25519',
    )
  return { key, file, shown: named }
}

/** A private key in an older format does not show its public half; ssh-keygen then insists on the file beside it. */
async function keyBeside(file: string, named: string): Promise<PublicKey> {
  const text = await readNamed(`${file}.pub`, `${named}.pub`).catch((error: unknown) => {
    if (error instanceof PartnerError && error.kind === 'missing') return undefined
    throw error
  })
  const key = text && publicKey(text.toString('latin1'))
  if (key) return key
  throw new PartnerError(
    'invalid',
    `${named} is in an older format, and its public half is not in ${named}.pub. Nothing was written.`,
    `Make it:  ssh-keygen -y -f ${shellWord(named, 'FILE')} > ${shellWord(`${named}.pub`, 'FILE')}`,
  )
}
