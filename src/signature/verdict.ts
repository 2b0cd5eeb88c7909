import type { Contract } from '../contract/contract.ts'
import { type Draft, get } from '../contract/draft.ts'
import { isVouchedFor, type KeyUse, keyUses, otherKeyBefore } from './keys.ts'
import { publicKey } from './ssh.ts'
import { signersOf, standingOf } from './state.ts'
import type { Frozen, SignatureFile, Statement } from './statement.ts'
import { type Finding, unproved, verify, wholeFiles } from './verify.ts'

export type Verdict = ReturnType<typeof verdict>

/** What the files alone say: each version with its signers, and everything that is not as it was signed. */
export function verdict(
  { contract, data }: { contract: Pick<Contract, 'id' | 'version'>; data: Draft },
  { frozen, signatures }: { frozen: readonly Frozen[]; signatures: readonly SignatureFile[] },
) {
  const { state, inForce, behind, apart } = standingOf(contract, data, { frozen, signatures })
  const findings: Finding[] = verify(contract.id, frozen, signatures)
  if (state === 'changed')
    findings.push({
      file: 'contract.yaml',
      what: `is not what was signed as version ${contract.version}: ${apart.join(', ')} changed`,
    })
  const whole = wholeFiles(contract.id, frozen, signatures)
  const uses = keyUses(whole.signatures)
  const versions = whole.frozen.map(file => ({
    file: `versions/${file.name}`,
    version: get<number>((file.data ?? {}) as Draft, 'version'),
    sha256: file.sha256,
    signed: signersOf(file, whole.frozen, whole.signatures),
    signatures: whole.signatures.flatMap(each =>
      each.said?.sha256 === file.sha256 ? [sayingOf(each, each.said, uses)] : [],
    ),
  }))
  return {
    state,
    ...(inForce !== undefined && { inForce }),
    versions,
    behind,
    findings,
    unverified: unproved(whole.signatures),
  }
}

/** What one statement says, and what is known of the key it is signed with. */
function sayingOf(file: SignatureFile, said: Statement, uses: readonly KeyUse[]) {
  const { partner, action, name, date, recordedAt, why } = said
  const key = said.key === undefined ? undefined : publicKey(said.key)
  const use = uses.find(each => each.file === file.name)
  const before = use && otherKeyBefore(uses, use)
  return {
    file: `signatures/${file.name}`,
    partner,
    action,
    name,
    date,
    recordedAt,
    ...(why !== undefined && { why }),
    ...(key && {
      key: {
        kind: key.kind,
        fingerprint: key.fingerprint,
        verified: use !== undefined,
        vouchedFor: use !== undefined && isVouchedFor(uses, use),
        ...(before !== undefined && { anotherThanForVersion: before }),
      },
    }),
  }
}
