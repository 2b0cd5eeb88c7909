import { join } from 'node:path'
import { withIds } from '../contract/ids.ts'
import { PartnerError } from '../errors.ts'
import { readSeal } from '../signature/ssh.ts'
import {
  canonical,
  digest,
  FROZEN_NAME,
  type Frozen,
  frozenBytes,
  SIGNATURE_FILES,
  type SignatureFile,
  statementSchema,
} from '../signature/statement.ts'
import { filesIn, type Partnership, type Place, type Readable, readEach, readPartnership } from './partnership.ts'
import { decode, readBytes } from './reading.ts'
import { parseYaml } from './yaml.ts'

/** What reading needs to know of a partnership: where it is, and contract.yaml as far as it could be read. */
type SignedPlace = Pick<Partnership, 'folder' | 'shown' | 'bytes' | 'data'>

export interface Signatures {
  frozen: Frozen[]
  signatures: SignatureFile[]
}

/**
 * Every frozen version and signature. A version whose bytes are no contract any more keeps its digest, so that
 * `verify` can say so; a signature that is no statement keeps its text.
 */
export async function readSignatures(partnership: SignedPlace): Promise<Readable<Signatures>> {
  // Somebody may sign right now, and the statement comes last: if a reader sees it, what it signs is there, too.
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

/** The statements, and each signature by key that has none beside it. */
const statementsOf = (names: readonly string[]): string[] =>
  names.filter(name => !name.endsWith('.sig') || !names.includes(name.slice(0, -'.sig'.length)))

async function readFrozen(partnership: SignedPlace, name: string): Promise<Frozen> {
  const found = await readBytes(join(partnership.folder, 'versions', name), partnership.shown('versions', name))
  const bytes = withLineFeeds(found, lf => digest(lf).startsWith(FROZEN_NAME.exec(name)?.[2] ?? '-'))
  const read = { name, bytes, sha256: digest(bytes), ...(bytes !== found && { crlf: true }) }
  // contract.yaml usually has the bytes of the last saved version, and it is read already.
  if (bytes.equals(partnership.bytes)) return { ...read, data: partnership.data }
  let data: unknown
  try {
    data = withIds(parseYaml(name, decode(bytes, name)).data as never)
  } catch (error) {
    // Altered beyond reading: the digest says so, and says it about every byte.
    if (!(error instanceof PartnerError)) throw error
  }
  return { ...read, data }
}

async function readSignature(partnership: SignedPlace, name: string, byKey: boolean): Promise<SignatureFile> {
  const read = (file: string) =>
    readBytes(join(partnership.folder, 'signatures', file), partnership.shown('signatures', file))
  const found = await read(name)
  const bytes = name.endsWith('.sig') ? found : withLineFeeds(found, lf => isCanonical(lf.toString('utf8')))
  const text = bytes.toString('utf8')
  const whole = Buffer.from(text).equals(bytes)
  const said = whole ? statementSchema.safeParse(parseJson(text)) : undefined
  const foundSig = byKey ? await read(`${name}.sig`) : undefined
  const sig = foundSig && withLineFeeds(foundSig, lf => readSeal(lf.toString('latin1')) !== undefined)
  const crlf = [bytes !== found && name, sig !== foundSig && `${name}.sig`].filter(each => each !== false)
  return {
    name,
    text: whole ? text : bytes.toString('latin1'),
    ...(said?.success && { said: said.data }),
    ...(sig && { sig: sig.toString('latin1') }),
    ...(crlf.length && { crlf }),
  }
}

/** Bytes with LF as line ends, if that makes them what was signed; else as they are. */
function withLineFeeds(bytes: Buffer, isAsSigned: (lf: Buffer) => boolean): Buffer {
  const lf = frozenBytes(bytes)
  return lf !== bytes && isAsSigned(lf) ? lf : bytes
}

function isCanonical(text: string): boolean {
  const said = statementSchema.safeParse(parseJson(text))
  return said.success && canonical(said.data) === text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
