import { digest, type Proof, type SignatureFile } from '../signature/statement.ts'
import { canBeProved } from '../signature/verify.ts'
import { type CopiesFolder, keepCopy, readCopy } from './copies.ts'
import { type Env, prove } from './ssh-keygen.ts'
import { sshKeygenIn } from './ssh-keygen-here.ts'

export interface Proving {
  env: Env
  /** Milliseconds until an ssh-keygen that doesn't answer is given up. */
  patience?: number | undefined
  /** Where results are kept by content; missing if each signature is to be verified again. */
  copies?: CopiesFolder | undefined
}

type Known = Exclude<Proof, 'unknown'>

/** The same signatures, after ssh-keygen was asked about those by key. Without ssh-keygen, no earlier answer counts. */
export async function proved(
  partnership: string,
  signatures: readonly SignatureFile[],
  { env, patience, copies }: Proving,
): Promise<SignatureFile[]> {
  if (!signatures.some(canBeProved)) return [...signatures]
  const program = sshKeygenIn(env)
  const old = new Map(copies && program ? readCopy<[string, Known][]>(copies, partnership, 'proofs') : [])
  const known = new Map<string, Known>()
  const asked: SignatureFile[] = []
  for (const file of signatures) {
    const { said, sig, text } = file
    if (!canBeProved(file) || !said?.key || sig === undefined) {
      asked.push(file)
      continue
    }
    const of = contentOf(program, text, sig)
    const proof = program
      ? (old.get(of) ?? (await prove({ text, sig, key: said.key, who: said.partner }, { env, patience })))
      : 'unknown'
    if (proof !== 'unknown') known.set(of, proof)
    asked.push({ ...file, proof })
  }
  if (copies && [...known.keys()].some(of => !old.has(of))) await keepCopy(copies, partnership, 'proofs', [...known])
  return asked
}

const contentOf = (program: string | undefined, text: string, sig: string): string =>
  digest(Buffer.from(JSON.stringify([program, text, sig])))
