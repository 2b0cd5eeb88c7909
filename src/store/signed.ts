import { isDeepStrictEqual } from 'node:util'
import { type Draft, get } from '../contract/draft.ts'
import { bothNames, displayNames, OWNERS } from '../contract/people.ts'
import { NOT_VERIFIED, SEEN_BEFORE } from '../signature/finding.ts'
import type { Judged } from '../signature/judge.ts'
import { keysApart, signersOf, standingOf } from '../signature/state.ts'
import type { Frozen } from '../signature/statement.ts'
import { contractFindings, keysText } from '../signature/verdict.ts'
import { unshownOf } from './comments.ts'
import { ERROR_RULES, type ErrorRule, type Fault } from './fault.ts'
import type { Inspection } from './inspection.ts'
import { shellWord } from './shell.ts'

/** What is wrong with what was signed: files that don't count, two contracts under one number, words changed afterwards. */
export function signedFaults(inspection: Inspection): Fault[] {
  const { place, signatures } = inspection
  if (!signatures) return []
  const { judged } = signatures
  const where = (file: string) => ({ file: place.shown(...file.split('/')) })
  const fault = (rule: ErrorRule, file: string, what: string, hint: string = ERROR_RULES[rule]): Fault => ({
    path: '',
    what,
    rule,
    where: where(file),
    hint,
  })
  return [
    ...judged.findings.map(({ rule = 'altered', file, what, hint }) => fault(rule, file, what, hint)),
    ...judged.unverified.map(file => fault('not-verified', file, NOT_VERIFIED)),
    ...(judged.seenBefore.length
      ? [fault('seen-before', 'signatures', [SEEN_BEFORE, ...judged.seenBefore].join(' '))]
      : []),
    ...signatures.frozen.flatMap(file =>
      unshownOf(file).map(({ what, where: at }) => {
        const found = fault('not-on-the-page', `versions/${file.name}`, what)
        return { ...found, where: { ...at, ...found.where } }
      }),
    ),
    ...changedAfterSigning(inspection, judged),
    ...twoOfOneVersion(inspection, judged),
  ]
}

const dataOf = (file: Frozen | undefined): Draft => (file?.data ?? {}) as Draft
const versionOf = (file: Frozen): number => Number(get(dataOf(file), 'version')) || 0

function changedAfterSigning({ place, partnership }: Inspection, judged: Judged): Fault[] {
  if (!partnership) return []
  const { contract, data, source } = partnership
  const standing = standingOf(contract, data, judged)
  const toAgree = `To agree to the change, make it version ${contract.version + 1}: partner amend. `
  const back = `git checkout ${shellWord(place.shown('contract.yaml'), 'FILE')}`
  return contractFindings(contract, standing, judged).map(({ what }) => ({
    path: '',
    what,
    rule: 'changed-after-signing',
    where: source.place(standing.state === 'changed' ? standing.apart.slice(0, 1) : ['version']),
    hint:
      standing.state === 'changed' ? `${toAgree}To go back to what was signed: ${back}` : `To bring it back: ${back}`,
  }))
}

/** Each partner signed another contract under the same number. Once both signed a later version, that is settled. */
function twoOfOneVersion({ place, partnership }: Inspection, { frozen, signatures }: Judged): Fault[] {
  const signers = (file: Frozen) => {
    const signed = signersOf(file, frozen, signatures)
    return OWNERS.filter(owner => signed[owner])
  }
  const settled = Math.max(0, ...frozen.filter(file => signers(file).length === OWNERS.length).map(versionOf))
  const names = displayNames(partnership?.contract.partners ?? get(dataOf(frozen[0]), 'partners'))
  const by = (file: Frozen) => {
    const [one, two] = signers(file)
    return `signed by ${two ? bothNames(names) : one ? names[one] : 'nobody'}`
  }
  // What was only declined binds nobody, and may be followed by other words of the same number.
  const agreed = frozen.filter(file => signers(file).length > 0)
  return agreed.flatMap((file, index) => {
    const version = versionOf(file)
    const first = agreed.slice(0, index).find(other => versionOf(other) === version)
    if (!first || isDeepStrictEqual(first.data, file.data) || version < settled) return []
    const keys = keysText(keysApart(dataOf(first), dataOf(file)))
    return [
      {
        path: '',
        what: `is another version ${version} than versions/${first.name}: ${keys} differ. This one is ${by(file)}, the other one ${by(first)}`,
        rule: 'two-versions' as const,
        where: { file: place.shown('versions', file.name) },
        hint: `Both stay as they are. Agree on the words, make them version ${version + 1} with partner amend, and both sign that one: then this is settled.`,
      },
    ]
  })
}
