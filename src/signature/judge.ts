import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { OWNERS, type Owner } from '../contract/people.ts'
import { dayIn, isTimezone } from '../contract/timezone.ts'
import type { Finding } from './finding.ts'
import { judgeKeys, type KeyChange, type KeyUse, type KeyView, keyChanges, keyUses } from './keys.ts'
import { NOTHING_SEEN, sameStatement, seenInForce, seenKeys } from './memory.ts'
import { publicKey } from './ssh.ts'
import type { Frozen, SignatureFile, Statement } from './statement.ts'
import { verify } from './verify.ts'

/** What a verdict rests on besides the files. */
export interface View extends KeyView {
  /** The time now. Without it, no date is in the future. */
  now?: Date | undefined
  /**
   * Signatures that ssh-keygen couldn't be asked about count as signed. Only for an act that must not overwrite what
   * may be signed.
   */
  unverifiedCounts?: boolean
}

/** The verdict about all signed files, the same one for every command. */
export interface Judged {
  /** Saved versions that are as they were. */
  frozen: readonly Frozen[]
  /** Statements that count. */
  signatures: readonly SignatureFile[]
  /** Statements that are as they were written, counted or not. */
  whole: readonly SignatureFile[]
  findings: readonly Finding[]
  /** Signatures by key that couldn't be verified here, by their names in the folder. None of them counts. */
  unverified: readonly string[]
  /** Uses of keys that count, in the order of versions. */
  uses: readonly KeyUse[]
  changes: readonly KeyChange[]
  /** From which version on a partner signs by key, so that a typed name no longer speaks for them. */
  byKey: ByKey
  /** What this computer saw before and doesn't see any more, one sentence each. */
  seenBefore: readonly string[]
}

/** Judges what was signed. Pure: `proof` of each signature says what ssh-keygen found. */
export function judge(
  contractId: string,
  { frozen, signatures }: { frozen: readonly Frozen[]; signatures: readonly SignatureFile[] },
  view: View = {},
): Judged {
  const altered = verify(contractId, frozen, signatures)
  const isBad = (found: readonly Finding[], name: string) =>
    found.some(({ file, rule }) => rule !== 'line-ends' && (file === name || file === `${name}.sig`))
  const whole = signatures.filter(({ name, said }) => said && !isBad(altered, `signatures/${name}`))
  const wholeVersions = frozen.filter(({ name }) => !isBad(altered, `versions/${name}`))
  const dates = whole.flatMap(file => dateFindings(file, wholeVersions, view))
  const dated = whole.filter(({ name }) => !isBad(dates, `signatures/${name}`))
  const mayCount = (file: SignatureFile) =>
    file.said?.key === undefined || file.proof === 'good' || Boolean(view.unverifiedCounts)
  const unverified = whole.filter(({ said, proof }) => said?.key !== undefined && proof !== 'good')
  const uses = keyUses(
    dated.filter(file => file.said?.key !== undefined && mayCount(file)),
    view.memory,
  )
  const keys = judgeKeys(uses, view)
  const byKey = signersByKey(keys.accepted, unverified, view)
  const typed = dated.flatMap(file => typedFinding(file, byKey, dated))
  const later = [...dates, ...keys.findings, ...typed]
  return {
    frozen: wholeVersions,
    signatures: dated.filter(file => mayCount(file) && !isBad(later, `signatures/${file.name}`)),
    whole,
    findings: [...altered, ...later],
    unverified: unverified.map(({ name }) => `signatures/${name}`),
    uses: keys.accepted,
    changes: keyChanges(uses),
    byKey,
    seenBefore: goneSince(signatures, keys.findings, view),
  }
}

type ByKey = Partial<Record<Owner, number>>

/**
 * Keys that count, that this computer saw, or that couldn't be verified: a typed name must not get past one of them
 * only because ssh-keygen is missing. A key given for this run says that the partner signs by key.
 */
function signersByKey(accepted: readonly KeyUse[], unverified: readonly SignatureFile[], view: View): ByKey {
  const { memory = NOTHING_SEEN, given = [] } = view
  const first = OWNERS.map(who => {
    const versions = [
      ...accepted.filter(use => use.who === who).map(({ version }) => version),
      ...unverified.flatMap(({ said }) => (said?.partner === who ? [said.version] : [])),
      ...seenKeys(memory, who).map(({ version }) => version),
    ]
    const isGiven = given.some(({ partner }) => partner === who)
    return [who, versions.length ? Math.min(...versions) : isGiven ? 1 : undefined] as const
  })
  return Object.fromEntries(first.filter(([, version]) => version !== undefined))
}

function typedFinding({ name, said }: SignatureFile, byKey: ByKey, all: readonly SignatureFile[]): Finding[] {
  if (!said || said.key !== undefined) return []
  const since = byKey[said.partner]
  if (since === undefined || said.version < since) return []
  // Who declined by name and then signed the same words by key has signed them.
  const signedSince = all.some(
    ({ said: other }) =>
      other?.partner === said.partner && other.sha256 === said.sha256 && other.action === 'sign' && other.key,
  )
  if (said.action === 'decline' && signedSince) return []
  const did = said.action === 'sign' ? 'is signed' : 'declines'
  return [
    {
      file: `signatures/${name}`,
      what: `${did} by typed name only, and partner ${said.partner} signs by key since version ${since}: a typed name no longer speaks for them`,
      rule: 'typed-name',
      hint: `Ask partner ${said.partner}. If they agree, they remove this file and sign with their key: partner sign --as ${said.partner} --ssh-key`,
    },
  ]
}

const A_DAY = 24 * 60 * 60 * 1000
/** If the contract has no time zone: where a day begins first. */
const FIRST_ZONE = 'Pacific/Kiritimati'

/** Dates that can't be: after they were recorded, or recorded in the future. Clocks may differ by a day. */
function dateFindings({ name, said }: SignatureFile, frozen: readonly Frozen[], { now }: View): Finding[] {
  if (!said) return []
  const { date, recordedAt } = said
  const finding = (what: string): Finding[] => [{ file: `signatures/${name}`, what, rule: 'impossible-date' }]
  const at = new Date(recordedAt)
  if (Number.isNaN(at.getTime())) return finding(`says it was recorded at ${recordedAt}, which is not a time`)
  if (now && at.getTime() > now.getTime() + A_DAY)
    return finding(`says it was recorded at ${recordedAt}, and now it is ${now.toISOString().slice(0, 10)}`)
  const latest = dayIn(at, zoneOf(said, frozen))
  return date > latest ? finding(`is dated ${date}, and was recorded before that day, at ${recordedAt}`) : []
}

function zoneOf({ sha256 }: Statement, frozen: readonly Frozen[]): string {
  const data = (frozen.find(file => file.sha256 === sha256)?.data ?? {}) as Draft
  const zones = ['agreements.meetings.timezone', 'agreements.schedule.timezone'].map(path => get(data, path))
  return (zones.find(zone => typeof zone === 'string' && isTimezone(zone)) as string | undefined) ?? FIRST_ZONE
}

/** Statements that this computer saw and that are gone, and keys that are others now. */
function goneSince(signatures: readonly SignatureFile[], changed: readonly Finding[], view: View): string[] {
  const { memory = NOTHING_SEEN } = view
  const here = signatures.flatMap(({ said }) => {
    const key = said?.key === undefined ? undefined : publicKey(said.key)?.fingerprint
    return said ? [{ ...said, key: key as string }] : []
  })
  const gone = memory.statements.filter(seen => !here.some(said => sameStatement(said, seen)))
  const inForce = seenInForce(memory)
  const sawBoth =
    inForce && gone.some(({ version, sha256 }) => version === inForce.version && sha256 === inForce.sha256)
  const on = (at: string) => `On ${at.slice(0, 10)}, this computer saw`
  const isChanged = (partner: Owner) =>
    changed.some(({ file }) => new RegExp(`-${partner}\\.(?:sign|decline)\\.json$`).test(file))
  return [
    ...(memory.another ? [`${on(memory.another)} another contract here, with another id, that was signed.`] : []),
    ...(sawBoth ? [`${on(inForce.at)} version ${inForce.version} signed by both (SHA-256 ${inForce.sha256}).`] : []),
    ...gone.map(({ partner, action, version, sha256, key, at }) => {
      const did = action === 'sign' ? 'sign' : 'decline'
      return `${on(at)} partner ${partner} ${did} version ${version} ${key ? `by key ${key}` : 'by typed name'} (SHA-256 ${sha256}).`
    }),
    ...OWNERS.filter(isChanged).flatMap(partner =>
      seenKeys(memory, partner)
        .slice(-1)
        .map(({ key, at }) => `${on(at)} partner ${partner} sign with the key ${key}.`),
    ),
  ]
}
