import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { FIX_LINE_ENDS, type Finding } from './finding.ts'
import { canSign, NAMESPACE, publicKey, readSeal } from './ssh.ts'
import { canonical, FROZEN_NAME, type Frozen, frozenName, type SignatureFile, signatureName } from './statement.ts'

/**
 * Whether each file is in itself what it was: every saved version against its name and the digests that were signed,
 * every signature against its only right bytes. What the files say together is for `judge`.
 */
export function verify(contractId: string, frozen: readonly Frozen[], signatures: readonly SignatureFile[]): Finding[] {
  return [
    ...frozen.flatMap(file => [
      ...frozenFindings(file, contractId).map(what => ({ file: `versions/${file.name}`, what })),
      ...(file.crlf ? [lineEnds(`versions/${file.name}`)] : []),
    ]),
    ...signatures.flatMap(file => [
      ...signatureFindings(file, contractId, frozen).map(what => ({ file: `signatures/${file.name}`, what })),
      ...keyFindings(file),
      ...(file.crlf ?? []).map(name => lineEnds(`signatures/${name}`)),
    ]),
  ]
}

/** Said only of a file that is as it was but for this, so that nobody takes it for altered words. */
const lineEnds = (file: string): Finding => ({
  file,
  what: 'has Windows line ends (CRLF). Its words are as they were, and it counts',
  rule: 'line-ends',
  hint: FIX_LINE_ENDS,
})

/** Whether a signature by key is whole but for what only ssh-keygen can tell. */
export const canBeProved = (file: SignatureFile): boolean =>
  file.said?.key !== undefined && file.sig !== undefined && keyFindings(file).length === 0

function frozenFindings(file: Frozen, contractId: string): string[] {
  const [, version, digits] = FROZEN_NAME.exec(file.name) ?? []
  const data = (file.data ?? {}) as Draft
  if (!digits) return ['is not named as a version is (v1-3f2a9c1e.yaml)']
  if (!file.sha256.startsWith(digits))
    return [`its bytes are not those that were signed: their SHA-256 begins ${file.sha256.slice(0, 8)}`]
  return [
    ...(get(data, 'version') === Number(version) ? [] : [`says it is version ${get(data, 'version')}`]),
    ...(get(data, 'id') === contractId ? [] : ['belongs to another contract']),
  ]
}

function signatureFindings(file: SignatureFile, contractId: string, frozen: readonly Frozen[]): string[] {
  const { said } = file
  if (file.name.endsWith('.sig')) return ['stands alone: the statement that it signs is not there']
  if (!said) return ['cannot be read as a signature']
  const version = frozen.find(({ sha256 }) => sha256 === said.sha256)
  const expected = frozenName(said.version, said.sha256)
  const partnerName = version && get(version.data as Draft, `partners.${said.partner}.name`)
  return [
    ...(file.text === canonical(said)
      ? []
      : ['is not as it was written: its bytes differ from what its own fields give']),
    ...(file.name === signatureName(said) ? [] : [`should be named ${signatureName(said)}`]),
    ...(said.contract === contractId ? [] : ['belongs to another contract']),
    ...(version ? [] : [`signs versions/${expected}, and no such bytes are there`]),
    ...(version && get(version.data as Draft, 'version') !== said.version
      ? [`says version ${said.version}, the signed bytes say another`]
      : []),
    ...(version && partnerName !== said.partnerName
      ? [`names the partner ${said.partnerName}, the contract says ${partnerName}`]
      : []),
  ]
}

/** What is wrong with the key a statement names, or with the signature by it. */
function keyFindings({ name, said, sig, proof }: SignatureFile): Finding[] {
  if (!said) return []
  const statement = (what: string) => [{ file: `signatures/${name}`, what }]
  const seal = (what: string) => [{ file: `signatures/${name}.sig`, what }]
  if (said.key === undefined)
    return sig === undefined ? [] : seal('stands beside a statement that was signed by typed name only')
  const key = publicKey(said.key)
  if (key?.line !== said.key || !canSign(key)) return statement('names something else than an SSH key as its key')
  if (sig === undefined)
    return statement(`names the key ${key.fingerprint}, and is not signed with it: ${name}.sig is not there`)
  const found = readSeal(sig)
  if (!found) return seal('is not as ssh-keygen wrote it')
  if (found.namespace !== NAMESPACE) return seal(`is a signature for another purpose: ${found.namespace}`)
  if (found.key.line !== key.line)
    return seal(`is made with another key (${found.key.fingerprint}) than the statement names (${key.fingerprint})`)
  return proof === 'bad' ? seal('is not a signature of this statement by its key') : []
}
