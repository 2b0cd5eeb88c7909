import { isDeepStrictEqual } from 'node:util'
import { type Contract, missingIn } from '../contract/contract.ts'
import { changedSections } from '../contract/difference/index.ts'
import { type Draft, isMap } from '../contract/draft.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import type { Judged } from './judge.ts'
import type { Frozen, SignatureFile, Signer, Statement } from './statement.ts'

/** Computed from the files each time, never stored. */
export type State = 'draft' | 'open' | 'half-signed' | 'signed' | 'changed'

export interface Standing {
  state: State
  /** Who signed the contract as it stands now. */
  signed: Partial<Record<Owner, Signer>>
  /** Who declined the contract as it stands now, and did not sign it after all. */
  declined: Declined
  /** The frozen file of the contract as it stands now; none while nobody signed it. */
  frozen?: Frozen
  /** The latest version that both signed. */
  inForce?: number
  /** The data of that version. */
  agreed?: Draft
  /** Who signed an earlier version last, and not this one. */
  behind: readonly Behind[]
  /** Of a `changed` contract: the keys that are not as they were signed under this version. */
  apart: readonly string[]
}

export type Declined = Partial<Record<Owner, Statement>>

export interface Behind {
  who: Owner
  /** The latest version they signed. */
  signed: number
  /** The sections that are not as they were then. */
  changed: readonly string[]
}

const versionOf = (frozen: Frozen): unknown => (frozen.data as Draft | undefined)?.version

/** The same text for equal data, in whatever order its keys are. */
const textOf = (data: unknown): string | undefined =>
  JSON.stringify(data, (_, value) => (isMap(value) ? Object.fromEntries(Object.entries(value).sort()) : value))

/** The digests of versions with equal data. They are grouped once for a folder: a partner may push thousands. */
const grouped = new WeakMap<readonly Frozen[], ReadonlyMap<string | undefined, ReadonlySet<string>>>()

function equalTo({ data }: Frozen, all: readonly Frozen[]): ReadonlySet<string> {
  const known = grouped.get(all)
  if (known) return known.get(textOf(data)) ?? new Set()
  const groups = new Map<string | undefined, Set<string>>()
  for (const frozen of all) {
    const text = textOf(frozen.data)
    groups.set(text, (groups.get(text) ?? new Set()).add(frozen.sha256))
  }
  grouped.set(all, groups)
  return groups.get(textOf(data)) ?? new Set()
}

/** Who agreed to the data of a frozen file: other frozen files with equal data count as the same. */
export function signersOf(
  frozen: Frozen,
  all: readonly Frozen[],
  signatures: readonly SignatureFile[],
): Partial<Record<Owner, Signer>> {
  const same = equalTo(frozen, all)
  return Object.fromEntries(
    OWNERS.flatMap(who => {
      const said = signatures
        .map(file => file.said)
        .find(said => said?.action === 'sign' && said.partner === who && same.has(said.sha256))
      return said ? [[who, { who, name: said.name, date: said.date }]] : []
    }),
  )
}

const byBoth = (signed: Partial<Record<Owner, Signer>>) => OWNERS.every(who => signed[who])

/**
 * How a contract stands. `draft`: something mandatory is missing. `changed`: it is not what was signed under its
 * version. Comments and layout are not a change; unknown keys are. Only what counts is looked at.
 */
export function standingOf(
  { version }: Pick<Contract, 'version'>,
  data: Draft,
  { frozen: all, signatures }: Pick<Judged, 'frozen' | 'signatures'>,
): Standing {
  const [latest] = all
    .filter(frozen => byBoth(signersOf(frozen, all, signatures)))
    .sort((one, two) => (Number(versionOf(two)) || 0) - (Number(versionOf(one)) || 0))
  const inForce = latest && (Number(versionOf(latest)) || 0)
  const agreed = latest?.data as Draft | undefined
  const ofVersion = all.filter(frozen => versionOf(frozen) === version)
  const frozen = ofVersion.find(candidate => isDeepStrictEqual(candidate.data, data))
  const signed = frozen ? signersOf(frozen, all, signatures) : {}
  const signedOtherwise = ofVersion.filter(other => Object.keys(signersOf(other, all, signatures)).length > 0)
  const behind = behindOf(version, data, signed, all, signatures)
  // Where two were signed under this number, the contract is told apart from the nearer one.
  const [apart = []] = signedOtherwise
    .map(other => keysApart(other.data as Draft, data))
    .sort((one, two) => one.length - two.length)
  const found = {
    signed,
    declined: frozen ? declinersOf(frozen, all, signatures) : {},
    behind,
    apart: [],
    ...(frozen && { frozen }),
    ...(inForce && { inForce }),
    ...(agreed && { agreed }),
  }
  if (!frozen && signedOtherwise.length) return { state: 'changed', ...found, apart }
  if (byBoth(signed)) return { state: 'signed', ...found }
  if (Object.keys(signed).length) return { state: 'half-signed', ...found }
  return { state: missingIn(data).length ? 'draft' : 'open', ...found }
}

/** The keys under which two contracts of one version differ. */
export function keysApart(one: Draft, two: Draft): string[] {
  const sections = changedSections(one, two)
  return sections.length ? sections : ['changes']
}

function behindOf(
  version: number,
  data: Draft,
  signed: Standing['signed'],
  all: readonly Frozen[],
  signatures: readonly SignatureFile[],
): Behind[] {
  return OWNERS.filter(who => !signed[who]).flatMap(who => {
    const earlier = all
      .filter(frozen => Number(versionOf(frozen)) < version && signersOf(frozen, all, signatures)[who])
      .sort((one, two) => Number(versionOf(one)) - Number(versionOf(two)))
    const last = earlier.at(-1)
    if (!last) return []
    return [{ who, signed: Number(versionOf(last)), changed: changedSections(last.data as Draft, data) }]
  })
}

/** Who declined the data of a frozen file and did not sign it after all: a signature counts more than a decline. */
function declinersOf(frozen: Frozen, all: readonly Frozen[], signatures: readonly SignatureFile[]): Declined {
  const same = equalTo(frozen, all)
  const signed = signersOf(frozen, all, signatures)
  const declined = signatures.flatMap(({ said }) =>
    said?.action === 'decline' && same.has(said.sha256) && !signed[said.partner] ? [said] : [],
  )
  return Object.fromEntries(declined.map(said => [said.partner, said]))
}
