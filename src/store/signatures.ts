import { join } from 'node:path'
import { withIds } from '../contract/ids.ts'
import { PartnerError } from '../errors.ts'
import {
  digest,
  FROZEN_NAME,
  type Frozen,
  SIGNATURE_FILES,
  type SignatureFile,
  statementSchema,
} from '../signature/statement.ts'
import { canBeProved } from '../signature/verify.ts'
import { filesIn, type Partnership, type Place, type Readable, readEach, readPartnership } from './partnership.ts'
import { decode, readBytes } from './reading.ts'
import { type Env, prove } from './ssh-keygen.ts'
import { parseYaml } from './yaml.ts'

export interface Signatures {
  frozen: Frozen[]
  signatures: SignatureFile[]
}

/**
 * Every frozen version and signature. A version whose bytes are no contract any more keeps its digest, so that
 * `verify` can say so; a signature that is no statement keeps its text.
 */
export async function readSignatures(partnership: Partnership): Promise<Readable<Signatures>> {
  // Somebody may sign right now, and the statement comes last: whoever sees it finds what it signs.
  const files = await filesIn(partnership, 'signatures', SIGNATURE_FILES)
  const signatures = await readEach(statementsOf(files.found), name =>
    readSignature(partnership, name, files.found.includes(`${name}.sig`)),
  )
  const versions = await filesIn(partnership, 'versions', FROZEN_NAME)
  const frozen = await readEach(versions.found, name => readFrozen(partnership, name))
  return {
    found: { frozen: frozen.found, signatures: signatures.found },
    problems: [versions, files, frozen, signatures].flatMap(({ problems }) => problems),
  }
}

/** The version that was frozen last, as far as one can be read: what was signed can be verified without contract.yaml. */
export async function lastFrozen(place: Place): Promise<Partnership | undefined> {
  const { found } = await filesIn(place, 'versions', FROZEN_NAME)
  const numberOf = (name: string) => Number(FROZEN_NAME.exec(name)?.[1])
  const latestFirst = found.toSorted((one, two) => numberOf(two) - numberOf(one))
  const { found: read } = await readEach(latestFirst, name => readPartnership(place, ['versions', name]))
  return read[0]
}

/** The same signatures, after ssh-keygen was asked about those by key. */
export async function proved(signatures: readonly SignatureFile[], env: Env): Promise<SignatureFile[]> {
  const asked: SignatureFile[] = []
  for (const file of signatures) {
    const { said, sig, text } = file
    if (!said?.key || sig === undefined || !canBeProved(file)) asked.push(file)
    else asked.push({ ...file, proof: await prove({ text, sig, key: said.key, who: said.partner }, { env }) })
  }
  return asked
}

/** The statements, and each signature by key that has none beside it. */
const statementsOf = (names: readonly string[]): string[] =>
  names.filter(name => !name.endsWith('.sig') || !names.includes(name.slice(0, -'.sig'.length)))

async function readFrozen(partnership: Partnership, name: string): Promise<Frozen> {
  const bytes = await readBytes(join(partnership.folder, 'versions', name), partnership.shown('versions', name))
  // The contract as it stands is usually what was frozen last, and it is read already.
  if (bytes.equals(partnership.bytes)) return { name, bytes, sha256: digest(bytes), data: partnership.data }
  let data: unknown
  try {
    data = withIds(parseYaml(name, decode(bytes, name)).data as never)
  } catch (error) {
    // Altered beyond reading: the digest says so, and says it about every byte.
    if (!(error instanceof PartnerError)) throw error
  }
  return { name, bytes, sha256: digest(bytes), data }
}

async function readSignature(partnership: Partnership, name: string, byKey: boolean): Promise<SignatureFile> {
  const read = (file: string) =>
    readBytes(join(partnership.folder, 'signatures', file), partnership.shown('signatures', file))
  const bytes = await read(name)
  const text = bytes.toString('utf8')
  const whole = Buffer.from(text).equals(bytes)
  const said = whole ? statementSchema.safeParse(parseJson(text)) : undefined
  return {
    name,
    text: whole ? text : bytes.toString('latin1'),
    ...(said?.success && { said: said.data }),
    ...(byKey && { sig: (await read(`${name}.sig`)).toString('latin1') }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
