import type { Contract } from '../../contract/contract.ts'
import { inQuotes } from '../../contract/text.ts'

export const ONE_LINE = 'A name is one line, without line ends.'

/**
 * Why a typed name may be a slip, in words; undefined if it is the name of the person who signs. For an organization
 * that is its representative, with or without the title after the comma.
 */
export function otherName(
  { name = '', organization, representative }: Contract['partners']['a'],
  display: string,
  typed: string,
): string | undefined {
  const says = inQuotes(typed)
  const person = representative ?? name
  const isOrganization = [organization, representative && name].some(known => known && sameName(known, typed))
  if (isOrganization && !(representative && sameName(withoutTitle(representative), typed)))
    return `${says} is an organization, and a person signs for it${representative ? `: ${inQuotes(representative)}` : ''}.`
  const accepted = representative ? [representative, withoutTitle(representative)] : [name]
  if (accepted.some(known => sameName(known, typed))) return undefined
  const isShort = [display, ...person.split(/\s+/)].some(part => sameName(part, typed))
  return isShort
    ? `${says} is only a short form of ${inQuotes(person)}, the name in the contract.`
    : `${says} is not ${inQuotes(person)}, the name in the contract.`
}

const withoutTitle = (representative: string): string => representative.split(',')[0]!.trim()

const sameName = (one: string, two: string): boolean =>
  one
    .normalize('NFC')
    .localeCompare(two.normalize('NFC'), undefined, { sensitivity: 'base', ignorePunctuation: true }) === 0
