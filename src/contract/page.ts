import type { Block } from './block.ts'
import { allSections, type Contract, contractSchema } from './contract.ts'
import { dayText } from './day.ts'
import { displayNames, type Names, OWNERS, type Owner } from './people.ts'
import { PARTS, type Page } from './section.ts'

/** What the page says about who signed which bytes; nothing while nobody did. */
export interface Seal {
  /** SHA-256 of the version's bytes, in hex. */
  sha256?: string | undefined
  signed: Partial<Record<Owner, { name: string; date: string }>>
}

/**
 * The signable copy: the form's five parts in its order, then what the form does not have as "Also agreed", then
 * the signatures. A blank page has only what the paper has.
 */
export function pageBlocks(
  contract: Contract,
  seal: Seal,
  options: { viewpoint?: Owner | undefined; blank: boolean },
): Block[] {
  const page: Page = {
    names: contract.formality === 'formal' ? fullNames(contract) : displayNames(contract.partners),
    blank: options.blank,
    ...(options.viewpoint && { viewpoint: options.viewpoint }),
  }
  const partBlocks = (part: number) =>
    allSections
      .filter(section => section.part === part)
      .flatMap(section => section.blocks(contract[section.id] as never, page))
  const unknown = page.blank ? [] : unknownBlocks(contract)
  const also = page.blank
    ? []
    : allSections.flatMap(section => section.alsoAgreed?.(contract[section.id] as never, page) ?? [])
  return [
    { kind: 'heading', level: 1, text: contract.title },
    ...partBlocks(0),
    { kind: 'item', label: 'Date', text: page.blank ? '' : dayText(contract.date), lines: 1 },
    ...PARTS.flatMap((title, index): Block[] => [{ kind: 'heading', level: 2, text: title }, ...partBlocks(index + 1)]),
    ...(also.length + unknown.length
      ? [{ kind: 'heading', level: 2, text: 'Also Agreed' } as const, ...also, ...unknown]
      : []),
    { kind: 'heading', level: 2, text: 'Signatures' },
    ...OWNERS.map((owner): Block => {
      const signed = seal.signed[owner]
      const name = page.blank
        ? ''
        : (contract.partners[owner].representative ?? contract.partners[owner].name ?? page.names[owner])
      return { kind: 'signature', name, ...(signed && { signed }) }
    }),
    ...(page.blank ? [] : [{ kind: 'footer', lines: footer(contract, seal) } as const]),
  ]
}

/** A formal page calls people by their full names. */
function fullNames({ partners }: Contract): Names {
  const short = displayNames(partners)
  return { a: partners.a.name ?? short.a, b: partners.b.name ?? short.b }
}

function footer(contract: Contract, { sha256 }: Seal): string[] {
  const confidentiality = contract.agreements.confidentiality?.level
  return [
    [`Version ${contract.version}`, dayText(contract.date), sha256 && `SHA-256 ${sha256}`].filter(Boolean).join(' · '),
    ...(confidentiality && confidentiality !== 'public' ? ['Confidential: see "Confidentiality" above.'] : []),
  ]
}

const KNOWN = new Set(Object.keys(contractSchema.shape))

/** What the file holds beyond the sections we know is signed with the rest, so it is printed with the rest. */
function unknownBlocks(contract: Contract): Block[] {
  return Object.entries(contract)
    .filter(([key]) => !KNOWN.has(key))
    .flatMap(([key, value]): Block[] => {
      const items = leaves(value, '')
      return items.length
        ? [
            { kind: 'heading', level: 3, text: titled(key) },
            { kind: 'list', items: items.map(text => ({ text })) },
          ]
        : []
    })
}

/** `hoursPerMonth` reads "Hours per month". */
const titled = (key: string): string => {
  const words = key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function leaves(value: unknown, path: string): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, `${path} ${index + 1}`))
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, entry]) => leaves(entry, `${path} ${titled(key).toLowerCase()}`))
  return [path.trim() ? `${path.trim()}: ${value}` : String(value)]
}
