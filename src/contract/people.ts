import { withoutInvisible } from './invisible.ts'

/** The two partners. A partnership has exactly two; records name them by these letters. */
export const OWNERS = ['a', 'b'] as const
export type Owner = (typeof OWNERS)[number]

export const other = (owner: Owner): Owner => (owner === 'a' ? 'b' : 'a')

/** What the partners are called in prompts, tables and pages. */
export type Names = Readonly<Record<Owner, string>>

type Named = { name?: string | undefined; display?: string | undefined } | undefined

/**
 * The names to use everywhere: the display name, else the first word of the full name, else "Partner A".
 * Two people whose short names are equal keep their full names.
 */
export function displayNames(partners: { a?: Named; b?: Named } | undefined): Names {
  const full = (owner: Owner) => partners?.[owner]?.name?.trim() || `Partner ${owner.toUpperCase()}`
  const short = (owner: Owner) => {
    const partner = partners?.[owner]
    return partner?.display?.trim() || (partner?.name?.trim() ? full(owner).split(/\s+/)[0]! : full(owner))
  }
  if (!isSameName(short('a'), short('b'))) return { a: short('a'), b: short('b') }
  if (!isSameName(full('a'), full('b'))) return { a: full('a'), b: full('b') }
  return { a: `${full('a')} (A)`, b: `${full('b')} (B)` }
}

/**
 * Whether two names are one to a reader: letter case, spaces, the way in which accents are encoded and characters that
 * nobody sees do not matter.
 */
export const isSameName = (one: string, two: string): boolean => folded(one) === folded(two)

/** Invisible characters go first, since one of them may keep an accent from its letter. */
const folded = (name: string): string =>
  withoutInvisible(withoutInvisible(name).normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim()

/** `Ana and Ben` */
export const bothNames = (names: Names): string => `${names.a} and ${names.b}`
