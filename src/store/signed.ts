import { isDeepStrictEqual } from 'node:util'
import { type Draft, get } from '../contract/draft.ts'
import { bothNames, displayNames, OWNERS } from '../contract/people.ts'
import { keysApart, signersOf, standingOf } from '../signature/state.ts'
import type { Frozen } from '../signature/statement.ts'
import { verify, wholeFiles } from '../signature/verify.ts'
import { ERROR_RULES, type Fault } from './fault.ts'
import type { Inspection } from './inspection.ts'
import { shellWord } from './shell.ts'

/** What is wrong with what was signed: altered files, two contracts under one number, words changed afterwards. */
export function signedFaults(inspection: Inspection): Fault[] {
  const { place, partnership, signatures } = inspection
  const id = partnership?.contract.id ?? String(get(dataOf(signatures.frozen[0]), 'id') ?? '')
  const altered = verify(id, signatures.frozen, signatures.signatures).map(({ file, what }): Fault => {
    const where = { file: place.shown(...file.split('/')) }
    return { path: '', what, rule: 'altered', where, hint: ERROR_RULES.altered }
  })
  const whole = wholeFiles(id, signatures.frozen, signatures.signatures)
  return [...altered, ...changedAfterSigning(inspection, whole), ...twoOfOneVersion(inspection, whole)]
}

type Whole = ReturnType<typeof wholeFiles>

const dataOf = (file: Frozen | undefined): Draft => (file?.data ?? {}) as Draft
const versionOf = (file: Frozen): number => Number(get(dataOf(file), 'version')) || 0

function changedAfterSigning({ place, partnership }: Inspection, whole: Whole): Fault[] {
  if (!partnership) return []
  const { contract, data, source } = partnership
  const { state, apart } = standingOf(contract, data, whole)
  if (state !== 'changed') return []
  return [
    {
      path: '',
      what: `is not what was signed as version ${contract.version}: ${apart.join(', ')} changed`,
      rule: 'changed-after-signing',
      where: source.place(apart.slice(0, 1)),
      hint: `To agree to the change, make it version ${contract.version + 1}: partner amend. To go back to what was signed: git checkout ${shellWord(place.shown('contract.yaml'), 'FILE')}`,
    },
  ]
}

/** Each partner signed another contract under the same number. Once both signed a later version, that is settled. */
function twoOfOneVersion({ place, partnership }: Inspection, { frozen, signatures }: Whole): Fault[] {
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
    const keys = keysApart(dataOf(first), dataOf(file)).join(', ')
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
