import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { canonical, FROZEN_NAME, type Frozen, frozenName, type SignatureFile, signatureName } from './statement.ts'

/** One file that is not what it was, or does not belong to this contract. */
export interface Finding {
  file: string
  what: string
}

/**
 * Were these the words that both agreed to? Recomputed from the files alone: every frozen version against its name
 * and the digests that were signed, every signature against its only right bytes. Against somebody who writes both
 * anew only an SSH signature helps.
 */
export function verify(contractId: string, frozen: readonly Frozen[], signatures: readonly SignatureFile[]): Finding[] {
  return [
    ...frozen.flatMap(file => frozenFindings(file, contractId).map(what => ({ file: `versions/${file.name}`, what }))),
    ...signatures.flatMap(file =>
      signatureFindings(file, contractId, frozen).map(what => ({ file: `signatures/${file.name}`, what })),
    ),
  ]
}

/** The files that are as they were written. What was altered counts for nothing. */
export function wholeFiles(contractId: string, frozen: readonly Frozen[], signatures: readonly SignatureFile[]) {
  const altered = new Set(verify(contractId, frozen, signatures).map(({ file }) => file))
  return {
    frozen: frozen.filter(({ name }) => !altered.has(`versions/${name}`)),
    signatures: signatures.filter(({ name }) => !altered.has(`signatures/${name}`)),
  }
}

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
