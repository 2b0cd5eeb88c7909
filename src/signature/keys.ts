import { OWNERS, type Owner, other } from '../contract/people.ts'
import type { Finding } from './finding.ts'
import { type Memory, NOTHING_SEEN, seenKeys, type Trust } from './memory.ts'
import { publicKey } from './ssh.ts'
import type { SignatureFile, Statement } from './statement.ts'

/** A signature by key: who used which key for which version, and what they said about the other's key. */
export interface KeyUse {
  file: string
  who: Owner
  version: number
  action: Statement['action']
  fingerprint: string
  /** The other partner's key, as the signer says. */
  vouches?: string
  /** This computer saw this key used by this partner before. */
  seen: boolean
}

/** A partner signed a version with another key than the version before. */
export interface KeyChange {
  partner: Owner
  version: number
  from: string
  to: string
}

/** What the keys are judged by, besides the files themselves. */
export interface KeyView {
  /** What this computer has seen and accepted. */
  memory?: Memory | undefined
  /** Keys that are accepted in this run. If nothing was seen of a partner, no other key of theirs is accepted. */
  given?: readonly Trust[] | undefined
}

/** Signatures by key in the order of their versions, those that were seen before first. Dates are only claims. */
export function keyUses(signatures: readonly SignatureFile[], memory: Memory = NOTHING_SEEN): KeyUse[] {
  const uses = signatures.flatMap(({ name, said }): KeyUse[] => {
    const fingerprint = said?.key !== undefined && publicKey(said.key)?.fingerprint
    if (!said || !fingerprint) return []
    const { partner: who, version, action } = said
    const vouches = said.vouches?.[other(who)]
    const seen = seenKeys(memory, who).some(({ key }) => key === fingerprint)
    return [{ file: name, who, version, action, fingerprint, seen, ...(vouches !== undefined && { vouches }) }]
  })
  return uses.sort(
    (one, two) =>
      one.version - two.version || Number(two.seen) - Number(one.seen) || one.file.localeCompare(two.file, 'en'),
  )
}

/** The uses of keys that count, and what is wrong with the others. */
export function judgeKeys(uses: readonly KeyUse[], view: KeyView): { accepted: KeyUse[]; findings: Finding[] } {
  const borrowed = uses.flatMap(use => borrowedFinding(use, uses, view))
  const own = uses.filter(({ file }) => !borrowed.some(finding => finding.file === `signatures/${file}`))
  const judged = OWNERS.map(who => continuity(own, who, view))
  return {
    accepted: uses.filter(use => judged.some(({ accepted }) => accepted.includes(use))),
    findings: [...borrowed, ...judged.flatMap(({ findings }) => findings)],
  }
}

/** The key with which a partner signed last. */
export const knownKey = (uses: readonly KeyUse[], who: Owner): string | undefined =>
  uses.findLast(use => use.who === who)?.fingerprint

/** Who a key belongs to, as far as the accepted uses and the memory say. */
export function ownerOfKey(uses: readonly KeyUse[], fingerprint: string, view: KeyView): Owner | undefined {
  const known = knownOwner(fingerprint, view)
  return known ?? uses.find(use => use.fingerprint === fingerprint)?.who
}

/** Whether the other partner has said, by key, that this key is this partner's. */
export const isVouchedFor = (uses: readonly KeyUse[], { who, fingerprint }: KeyUse): boolean =>
  uses.some(use => use.who === other(who) && use.vouches === fingerprint)

/** Every change from one key to another, whether it was accepted or not. */
export const keyChanges = (uses: readonly KeyUse[]): KeyChange[] =>
  OWNERS.flatMap(partner => {
    const own = uses.filter(({ who }) => who === partner)
    return own.slice(1).flatMap(({ version, fingerprint: to }, index) => {
      const from = own[index]!.fingerprint
      return from === to ? [] : [{ partner, version, from, to }]
    })
  })

/** The one partner who was seen with this key, or for whom it was accepted. */
function knownOwner(fingerprint: string, { memory = NOTHING_SEEN, given = [] }: KeyView): Owner | undefined {
  const trusted = [...given, ...memory.trusted].filter(({ key }) => key === fingerprint)
  const known = OWNERS.filter(
    who =>
      trusted.some(({ partner }) => partner === who) || seenKeys(memory, who).some(({ key }) => key === fingerprint),
  )
  return known.length === 1 ? known[0] : undefined
}

/**
 * Two partners don't share a key. The later statement is the wrong one: the one that isn't of the known owner, else
 * the higher version, else that of the partner who has another key. If nothing tells, neither counts.
 */
function borrowedFinding(use: KeyUse, uses: readonly KeyUse[], view: KeyView): Finding[] {
  const owner = knownOwner(use.fingerprint, view) ?? firstOwner(use.fingerprint, uses)
  if (owner === use.who) return []
  const first = uses.find(({ who, fingerprint }) => who !== use.who && fingerprint === use.fingerprint)
  const what = owner
    ? `is by the key of partner ${owner}${first ? `, who signed version ${first.version} with it` : ''} (${use.fingerprint})`
    : `is by a key that is used for both partners (${use.fingerprint}), so it is not clear who signed`
  return [{ file: `signatures/${use.file}`, what, rule: 'other-key' }]
}

function firstOwner(fingerprint: string, uses: readonly KeyUse[]): Owner | undefined {
  const lowest = (who: Owner) =>
    Math.min(...uses.filter(use => use.who === who && use.fingerprint === fingerprint).map(({ version }) => version))
  const [a, b] = [lowest('a'), lowest('b')]
  if (a !== b) return a < b ? 'a' : 'b'
  const withOther = OWNERS.filter(who => uses.some(use => use.who === who && use.fingerprint !== fingerprint))
  return withOther.length === 1 ? other(withOther[0]!) : undefined
}

/** A partner's key stays the same from version to version, unless a change was accepted. */
function continuity(uses: readonly KeyUse[], who: Owner, { memory = NOTHING_SEEN, given = [] }: KeyView) {
  const seen = seenKeys(memory, who)
  const isFor = ({ partner }: Trust) => partner === who
  const now = given.filter(isFor).map(({ key }) => key)
  const trusted = [...now, ...memory.trusted.filter(isFor).map(({ key }) => key)]
  const accepted: KeyUse[] = []
  const findings: Finding[] = []
  let last: { key: string; version: number } | undefined
  for (const use of uses.filter(each => each.who === who)) {
    const known = seen.findLast(({ version }) => version <= use.version) ?? seen[0]
    const expected = known && !(last && last.version > known.version) ? known.key : last?.key
    const isFirst = expected === undefined && !now.length
    if (isFirst || use.fingerprint === expected || trusted.includes(use.fingerprint)) {
      accepted.push(use)
      last = { key: use.fingerprint, version: use.version }
      continue
    }
    const before = expected ?? now[0]
    findings.push({
      file: `signatures/${use.file}`,
      what: `is by a different key than before: ${use.fingerprint}, and before it was ${before}`,
      rule: 'other-key',
      hint: `Ask partner ${who} if this is a new key of theirs, not in writing here. If it is: partner verify --trust ${who}=${use.fingerprint}`,
    })
  }
  return { accepted, findings }
}
