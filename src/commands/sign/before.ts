import type { Context } from '../../context.ts'
import { missingIn } from '../../contract/contract.ts'
import { dayText } from '../../contract/day.ts'
import { type Names, OWNERS, type Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { NOT_VERIFIED } from '../../signature/finding.ts'
import type { Partnership } from '../../store/partnership.ts'
import { shellWord } from '../../store/shell.ts'
import type { Options } from '../command.ts'
import type { Standings } from './writing.ts'

/** What is signed is whole, says which contract it is, and is not something else than was signed as this version. */
export function mustBeSignable({ data, contract, shown }: Partnership, state: string, context: Context): void {
  const missing = missingIn(data)
  if (missing.length) {
    const words = missing.map(({ words }) => words).join(', ')
    throw new PartnerError(
      'invalid',
      `${shown('contract.yaml')} is a draft: it cannot be signed before it has ${words}.`,
      'Add it with partner amend, then: partner sign',
    )
  }
  for (const owner of OWNERS)
    if (/[\n\r\u0085\u2028\u2029]/.test(contract.partners[owner].name ?? ''))
      throw new PartnerError(
        'invalid',
        `${shown('contract.yaml')}: partners.${owner}.name has a line end in it, and a signature names each partner on one line.`,
        'Write the name on one line, then: partner sign',
      )
  if (!contract.id)
    throw new PartnerError(
      'invalid',
      `${shown('contract.yaml')} has no id, so a signature could not say which contract it is of.`,
      `Add a line to it:  id: ${context.newId()}`,
    )
  if (state === 'changed')
    throw new PartnerError(
      'altered',
      `${shown('contract.yaml')} is not what was signed as version ${contract.version}.`,
      `To agree to the change, make it version ${contract.version + 1}: partner amend. To go back to what was signed: git checkout ${shellWord(shown('contract.yaml'), 'FILE')}`,
    )
}

/**
 * Nobody adds a name to files of this version that are not what the other one signed. A signature by key that stands
 * alone is what a stopped run leaves, since the statement is written last: a partner who signs by key may finish it.
 */
export function mustBeWhole(
  { contract, shown }: Partnership,
  before: Standings,
  context: Context,
  byKey: Owner | undefined,
): void {
  const ofVersion = (file: string) => file.includes(`/v${contract.version}-`)
  const unfinished = before.signatures
    .filter(({ name }) => name.endsWith('.sig') && name.includes(`-${byKey}.`))
    .map(({ name }) => `signatures/${name}`)
  const altered = before.judged.findings.filter(
    ({ file, rule }) => ofVersion(file) && rule !== 'line-ends' && !unfinished.includes(file),
  )
  if (altered.length)
    throw new PartnerError(
      'altered',
      altered.map(({ file, what, hint }) => ({ path: '', what, where: { file: shown(...file.split('/')) }, hint })),
      'Nothing was written. If git has these files, git checkout brings them back. What is whole: partner verify',
    )
  for (const file of before.judged.unverified.filter(ofVersion)) context.err.write(`${shown(file)} ${NOT_VERIFIED}\n`)
}

/** After a signature by key, a typed name no longer speaks for that partner: anyone could type it. */
export function mustNotNeedKey({ judged }: Pick<Standings, 'judged'>, who: Owner, names: Names): void {
  const since = judged.byKey[who]
  if (since === undefined) return
  throw new PartnerError(
    'invalid',
    `${names[who]} has signed by key since version ${since}, so a typed name no longer speaks for ${names[who]}. Nothing was written.`,
    `Sign with the key: partner sign --as ${who} --ssh-key`,
  )
}

/** A version is signed once by each, and what was signed stays. */
export function mustBeNew(
  before: Standings,
  names: Names,
  version: number,
  who: Owner | undefined,
  options: Options,
): void {
  const already = who
    ? (before.signed[who] ?? (options.decline ? before.declined[who] : undefined))
    : OWNERS.every(owner => before.signed[owner])
      ? before.signed.a
      : undefined
  if (!already) return
  const did = who && !before.signed[who] ? 'declined' : 'signed'
  throw new PartnerError(
    'exists',
    `${who ? names[who] : 'Each of you'} has ${did} version ${version} already, on ${dayText(already.date)}.`,
    options.decline && did === 'signed'
      ? 'Nothing was written. A signature stays; what should change is a new version: partner amend'
      : options.sshKey !== undefined
        ? 'Nothing was written. A version is signed once by each of you; the next one can be signed by key.'
        : 'Nothing was written. What was signed: partner verify',
  )
}
