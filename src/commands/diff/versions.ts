import { isDeepStrictEqual } from 'node:util'
import { contractSchema } from '../../contract/contract.ts'
import type { Draft } from '../../contract/draft.ts'
import { PartnerError } from '../../errors.ts'
import { signersOf } from '../../signature/state.ts'
import { FROZEN_NAME, type Frozen } from '../../signature/statement.ts'
import { verify } from '../../signature/verify.ts'
import type { Signed } from '../../store/judged.ts'
import type { Partnership } from '../../store/partnership.ts'
import type { Signatures } from '../../store/signatures.ts'

/** A version of the agreement, as it was frozen or as contract.yaml has it. */
export interface Version {
  version: number
  /** Its name in the folder. */
  file: string
  data: Draft
}

export const CONTRACT_FILE = 'contract.yaml'

const numberOf = ({ name }: Frozen): number => Number(FROZEN_NAME.exec(name)?.[1])

/** The version somebody asks for: `1`, `v1`, or `now` for contract.yaml as it stands. One that was altered is refused. */
export function versionNamed(word: string, partnership: Partnership, { frozen }: Signatures): Version {
  const now = versionNow(partnership)
  if (word === 'now') return now
  const number = Number(/^v?(\d{1,9})$/.exec(word)?.[1])
  if (Number.isNaN(number))
    throw new PartnerError('usage', `"${word}" is no version.`, 'Say a number, or now: partner diff 1 now')
  const known = numbersOf(frozen)
  if (known.includes(number)) return frozenVersion(number, partnership, frozen)
  // Nobody signed it yet, so nothing of it is frozen.
  if (number === now.version) return now
  const numbers = [...new Set([...known, now.version])].sort((one, two) => one - two)
  throw new PartnerError(
    'missing',
    `There is no version ${number}.`,
    `There ${numbers.length === 1 ? 'is' : 'are'}: ${numbers.join(', ')}, and now (contract.yaml as it stands)`,
  )
}

/**
 * What contract.yaml is compared with unless somebody says otherwise: the latest version that somebody signed, and
 * if contract.yaml is that version, the one before it.
 */
export function versionBefore(partnership: Partnership, found: Signed): Version | undefined {
  const { frozen, signatures } = found.judged
  const isSigned = (number: number) =>
    frozen.some(file => numberOf(file) === number && Object.keys(signersOf(file, frozen, signatures)).length > 0)
  let isLatest = true
  for (const number of numbersOf(found.frozen).reverse()) {
    const version = frozenVersion(number, partnership, found.frozen)
    if (!isSigned(number)) continue
    if (!isLatest || !isDeepStrictEqual(version.data, partnership.data)) return version
    isLatest = false
  }
  return undefined
}

const numbersOf = (frozen: readonly Frozen[]): number[] =>
  [...new Set(frozen.map(numberOf))].sort((one, two) => one - two)

const versionNow = ({ contract, data }: Partnership): Version => ({
  version: contract.version,
  file: CONTRACT_FILE,
  data,
})

/** Reads what was frozen under a number, if it is one thing and still what it was. */
function frozenVersion(number: number, { contract, shown }: Partnership, frozen: readonly Frozen[]): Version {
  const files = frozen.filter(file => numberOf(file) === number)
  const place = (name: string) => ({ path: '', where: { file: shown('versions', name) } })
  const altered = files.flatMap(file =>
    verify(contract.id, [{ ...file, crlf: false }], []).map(({ what }) => ({ ...place(file.name), what })),
  )
  if (altered.length) throw new PartnerError('altered', altered, 'Nothing was compared. See: partner verify')
  const [{ name, data }, ...others] = files as [Frozen, ...Frozen[]]
  if (others.some(other => !isDeepStrictEqual(other.data, data)))
    throw new PartnerError(
      'invalid',
      files.map(file => ({
        ...place(file.name),
        what: `is one of ${files.length} that call themselves version ${number}`,
      })),
      'Nothing was compared, as it is not clear which one is meant. Who signed which: partner verify',
    )
  if (!contractSchema.safeParse(data).success)
    throw new PartnerError('invalid', [{ ...place(name), what: 'is no contract that this program can read' }])
  return { version: number, file: `versions/${name}`, data: data as Draft }
}
