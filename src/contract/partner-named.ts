import { displayNames, OWNERS, type Owner } from './people.ts'

type Named = { name?: string | undefined; display?: string | undefined } | undefined

const lower = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
const withoutAccents = (text: string): string => lower(text).normalize('NFKD').replace(/\p{M}/gu, '')

/**
 * Which partner a word on the command line means: the letter `a` or `b`, else a whole name, else any beginning of a name
 * or display name, in any case. Accents may be left out if that leaves one partner. Undefined if it fits neither, or both.
 */
export function partnerNamed(word: string, partners: { a?: Named; b?: Named }): Owner | undefined {
  const letter = OWNERS.find(owner => owner === lower(word))
  if (letter || !lower(word)) return letter
  const short = displayNames(partners)
  for (const plain of [lower, withoutAccents])
    for (const fits of [
      (name: string) => name === plain(word),
      (name: string) => plain(word) !== '' && name.startsWith(plain(word)),
    ]) {
      const found = OWNERS.filter(owner =>
        [partners[owner]?.name, partners[owner]?.display, short[owner]].some(name => fits(plain(name ?? ''))),
      )
      if (found.length === 1) return found[0]
      if (found.length) return undefined
    }
  return undefined
}
