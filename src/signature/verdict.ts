import type { Contract } from '../contract/contract.ts'
import { type Draft, get } from '../contract/draft.ts'
import { pathText } from '../contract/issues.ts'
import type { Finding } from './finding.ts'
import type { Judged } from './judge.ts'
import { isVouchedFor, type KeyUse } from './keys.ts'
import { publicKey } from './ssh.ts'
import { signersOf, standingOf } from './state.ts'
import type { SignatureFile, Statement } from './statement.ts'

export type Verdict = ReturnType<typeof verdict>

/** Each version with its signers, and everything that isn't as it was signed or doesn't prove what it says. */
export function verdict({ contract, data }: { contract: Pick<Contract, 'version'>; data: Draft }, judged: Judged) {
  const { state, inForce, behind, apart } = standingOf(contract, data, judged)
  const findings: Finding[] = [...judged.findings, ...contractFindings(contract, { state, apart }, judged)]
  const versions = judged.frozen.map(file => ({
    file: `versions/${file.name}`,
    version: get<number>((file.data ?? {}) as Draft, 'version'),
    sha256: file.sha256,
    signed: signersOf(file, judged.frozen, judged.signatures),
    signatures: judged.whole.flatMap(each =>
      each.said?.sha256 === file.sha256 ? [sayingOf(each, each.said, judged)] : [],
    ),
  }))
  return {
    state,
    ...(inForce !== undefined && { inForce }),
    versions,
    behind,
    findings,
    unverified: judged.unverified,
    keysChanged: judged.changes,
    seenBefore: judged.seenBefore,
  }
}

/** What is wrong with contract.yaml itself, compared with what was signed. */
export function contractFindings(
  { version }: Pick<Contract, 'version'>,
  { state, apart }: Pick<ReturnType<typeof standingOf>, 'state' | 'apart'>,
  { signatures }: Pick<Judged, 'signatures'>,
): Finding[] {
  if (state === 'changed')
    return [{ file: 'contract.yaml', what: `is not what was signed as version ${version}: ${keysText(apart)} changed` }]
  const latest = Math.max(0, ...signatures.flatMap(({ said }) => (said?.action === 'sign' ? [said.version] : [])))
  if (latest <= version) return []
  return [{ file: 'contract.yaml', what: `is version ${version}, and version ${latest} was signed already` }]
}

/** Top-level keys in words. Anyone can write a key, so one that is not a plain word is in quotes, and on one line. */
export const keysText = (keys: readonly string[]): string => keys.map(key => pathText([key])).join(', ')

/** What one statement says, and what is known of the key it is signed with. */
function sayingOf(file: SignatureFile, said: Statement, { uses, signatures }: Judged) {
  const { partner, action, name, date, recordedAt, why, medium } = said
  const key = said.key === undefined ? undefined : publicKey(said.key)
  const use = uses.find(each => each.file === file.name)
  return {
    file: `signatures/${file.name}`,
    partner,
    action,
    name,
    ...(medium && { medium }),
    date,
    recordedAt,
    counts: signatures.includes(file),
    ...(why !== undefined && { why }),
    ...(key && {
      key: {
        kind: key.kind,
        fingerprint: key.fingerprint,
        verified: file.proof === 'good',
        vouchedFor: use !== undefined && isVouchedFor(uses, use),
        ...vouchesIn(said, use),
      },
    }),
  }
}

/** The key of the other partner that the signer says is theirs. */
const vouchesIn = ({ vouches }: Statement, use: KeyUse | undefined) =>
  use && vouches ? { vouches: { ...vouches } } : {}
