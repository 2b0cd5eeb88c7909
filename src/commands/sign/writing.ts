import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { displayNames, type Owner, other } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { readSeal } from '../../signature/ssh.ts'
import { standingOf } from '../../signature/state.ts'
import {
  canonical,
  digest,
  type Frozen,
  frozenBytes,
  frozenName,
  type SignatureFile,
  type Statement,
  signatureName,
} from '../../signature/statement.ts'
import { readSigned, rememberSigned } from '../../store/judged.ts'
import { mustBeReadable, type Partnership } from '../../store/partnership.ts'
import { readBytes } from '../../store/reading.ts'
import { type SigningKey, signText } from '../../store/ssh-keygen.ts'
import { inTurn } from '../../store/turn.ts'
import { createExclusively, ensureFolder, removeFile, writeFileSafely } from '../../store/writing.ts'
import { NOT_REMEMBERED } from '../signed-problems.ts'
import { mustNotNeedKey } from './before.ts'
import { machineOf } from './key.ts'

/** What one partner says of this version. */
export interface Saying {
  owner: Owner
  name: string
  /** Present if they decline. */
  why?: string
  /** The other partner's key, if the signer says that it is theirs. */
  vouches?: string | undefined
}

export interface Signed extends Saying {
  said: Omit<Statement, 'statement'>
  /** The files that were written, from the partnership's folder. */
  files: readonly string[]
}

export type Standings = Awaited<ReturnType<typeof standing>>

/** Who signed what. ssh-keygen verifies each signature by key again. */
export async function standing(partnership: Partnership, context: Context) {
  const { contract, data } = partnership
  const read = mustBeReadable(await readSigned(partnership, context, { again: true }))
  const { judged, signatures } = read
  return { ...standingOf(contract, data, judged), signatures, judged, read }
}

/**
 * Saves the bytes that were shown, unless they are saved already, and writes the statement, after it was signed by key if
 * that is wished. The statement comes last, so that none is there without the signature it names. All is read back
 * before it counts.
 */
export async function writeSignature(
  context: Context,
  partnership: Partnership,
  { owner, name, why, vouches, date, key }: Saying & { date: string; key?: SigningKey },
): Promise<Signed> {
  const { contract, folder, shown, bytes } = partnership
  const before = await standing(partnership, context)
  const frozen = toFreeze(partnership)
  if (!key) mustNotNeedKey(before, owner, displayNames(contract.partners))
  const said: Signed['said'] = {
    format: 'partner/1',
    contract: contract.id,
    version: contract.version,
    sha256: frozen.sha256,
    partner: owner,
    partnerName: contract.partners[owner].name ?? '',
    name,
    action: why === undefined ? 'sign' : 'decline',
    ...(why !== undefined && { why }),
    date,
    recordedAt: `${context.now().toISOString().slice(0, 19)}Z`,
    ...(key && { key: key.key.line }),
    ...(key && vouches && { vouches: { [other(owner)]: vouches } }),
  }
  const file = signatureName(said)
  const text = canonical(said)
  const sig = key && (await context.stoppable(stop => signText(text, key, { ...machineOf(context), stop })))
  // While a name or a passphrase was typed, somebody may have edited or pulled: nobody signs what they did not see.
  const mayStill = async () => {
    if ((await readBytes(join(folder, 'contract.yaml'), shown('contract.yaml'))).equals(bytes)) return
    throw new PartnerError(
      'conflict',
      `${shown('contract.yaml')} changed while you were at work`,
      `${displayNames(contract.partners)[owner]} did not sign. Read it again, then: partner sign`,
    )
  }
  const files = await inTurn(partnership, async () => {
    await mayStill()
    // And once more below, when all but the statement is there.
    const isSaved = before.read.frozen.some(({ sha256 }) => sha256 === frozen.sha256)
    const version = isSaved ? [] : [await freeze(partnership, frozen)]
    await ensureFolder(join(folder, 'signatures'), { shown: shown('signatures') })
    const proof = sig && (await writeProof(partnership, before.signatures, `${file}.sig`, sig))
    const options = { shown: shown('signatures', file), mayStill }
    try {
      if (!(await createExclusively(join(folder, 'signatures', file), text, options)))
        throw new PartnerError('exists', `${options.shown} is there already.`, 'See who signed: partner verify')
    } catch (error) {
      // Where it cannot be taken away either, the next who signs with this key replaces it.
      if (proof) await removeFile(join(folder, proof)).catch(() => {})
      throw error
    }
    return [...version, ...(proof ? [proof] : []), `signatures/${file}`]
  })
  const after = await standing(partnership, context)
  mustCount(after, [file, `${file}.sig`, frozen.name])
  await rememberOrSay(context, partnership, after)
  return { owner, name, ...(why !== undefined && { why }), said, files }
}

/** This computer knows from now on who signed what, and with which key. */
async function rememberOrSay(context: Context, partnership: Partnership, { read }: Standings): Promise<void> {
  const trouble = await rememberSigned(partnership, read, context)
  if (trouble && read.judged.uses.length) context.err.write(`${NOT_REMEMBERED}: ${trouble}\n`)
}

function toFreeze({ bytes, contract, data }: Partnership): Frozen {
  const content = frozenBytes(bytes)
  const sha256 = digest(content)
  return { name: frozenName(contract.version, sha256), bytes: content, sha256, data }
}

async function freeze({ folder, shown }: Partnership, { name, bytes }: Frozen): Promise<string> {
  await ensureFolder(join(folder, 'versions'), { shown: shown('versions') })
  await createExclusively(join(folder, 'versions', name), bytes, { shown: shown('versions', name) })
  return `versions/${name}`
}

/** Writes a signature by key. One that a stopped run left alone is replaced, if it is by the same key. */
async function writeProof(
  { folder, shown }: Partnership,
  signatures: readonly SignatureFile[],
  name: string,
  sig: string,
): Promise<string> {
  const file = join(folder, 'signatures', name)
  const left = signatures.find(each => each.name === name)
  const options = { shown: shown('signatures', name) }
  if (left && readSeal(left.text)?.key.line === readSeal(sig)?.key.line)
    await writeFileSafely(file, sig, { ...options, expected: Buffer.from(left.text, 'latin1') })
  else if (!(await createExclusively(file, sig, options)))
    throw left
      ? new PartnerError(
          'exists',
          `${options.shown} is there already, and the statement that it signs is not. It is by another key.`,
          'If git has the statement, git checkout brings it back; else remove this file and sign again.',
        )
      : new PartnerError(
          'exists',
          `${options.shown} was made while you were at work.`,
          'See who signed: partner verify',
        )
  return `signatures/${name}`
}

function mustCount({ judged }: Standings, names: readonly string[]): void {
  const [finding] = judged.findings.filter(({ file }) => names.some(name => file.endsWith(`/${name}`)))
  if (finding)
    throw new PartnerError(
      'altered',
      `${finding.file} ${finding.what}`,
      'The signature does not count. Something else wrote to the folder: look at it with git status',
    )
}
