import type { Block } from './block.ts'
import { allRoles, allSections, allWins, type Contract, contractSchema } from './contract.ts'
import { dayText } from './day.ts'
import { displayNames, type Names, OWNERS, type Owner } from './people.ts'
import { PARTS, type Page } from './section.ts'
import { inQuotes } from './text.ts'
import { unknownIn } from './unknown.ts'

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
    goals: new Map(allWins(contract).map(({ id, text }) => [id, text])),
    roles: new Map(allRoles(contract).map(({ id, primary }) => [id, primary])),
    ...(options.viewpoint && { viewpoint: options.viewpoint }),
  }
  const partBlocks = (part: number) =>
    allSections
      .filter(section => section.part === part)
      .flatMap(section => section.blocks(contract[section.id] as never, page))
  const further = page.blank ? [] : [...changeBlocks(contract, page), ...unknownBlocks(contract)]
  const also = page.blank
    ? []
    : allSections.flatMap(section => section.alsoAgreed?.(contract[section.id] as never, page) ?? [])
  return [
    { kind: 'heading', level: 1, text: contract.title },
    ...partBlocks(0),
    { kind: 'item', label: 'Date', text: page.blank ? '' : dateText(contract), lines: 1 },
    ...PARTS.flatMap((title, index): Block[] => [{ kind: 'heading', level: 2, text: title }, ...partBlocks(index + 1)]),
    ...(also.length + further.length
      ? [{ kind: 'heading', level: 2, text: 'Also Agreed' } as const, ...also, ...further]
      : []),
    { kind: 'heading', level: 2, text: 'Signatures' },
    ...OWNERS.map((owner): Block => {
      const signed = seal.signed[owner]
      const name = page.blank
        ? ''
        : (contract.partners[owner].representative ?? contract.partners[owner].name ?? page.names[owner])
      return { kind: 'signature', name, ...(signed && { signed: signedAs(contract.partners[owner], signed) }) }
    }),
    ...(page.blank ? [] : [{ kind: 'footer', lines: footer(contract, seal) } as const]),
  ]
}

/** A typed name that the contract does not have is in quotes, so that nothing in it passes for a part of the page. */
function signedAs(partner: Contract['partners'][Owner], { name, date }: { name: string; date: string }) {
  const known = [partner.name, partner.display, partner.representative]
  return { name: known.includes(name) ? name : inQuotes(name), date: dayText(date) }
}

/** The day of this version: that of its change, else the day on which the contract was made. */
const versionDate = ({ version, date, changes }: Contract): string =>
  changes.findLast(change => change.version === version)?.date ?? date

function dateText(contract: Contract): string {
  const [made, now] = [dayText(contract.date), dayText(versionDate(contract))]
  return made === now ? made : `${now} (version ${contract.version}; version 1: ${made})`
}

/** A formal page calls people by their full names. */
function fullNames({ partners }: Contract): Names {
  const short = displayNames(partners)
  return { a: partners.a.name ?? short.a, b: partners.b.name ?? short.b }
}

function footer(contract: Contract, { sha256 }: Seal): string[] {
  const confidentiality = contract.agreements.confidentiality?.level
  return [
    [
      `Version ${contract.version}`,
      dayText(versionDate(contract)),
      `Template: ${contract.template}`,
      `Language: ${contract.language}`,
      contract.formality,
      sha256 && `SHA-256 ${sha256}`,
    ]
      .filter(Boolean)
      .join(' · '),
    ...(confidentiality && confidentiality !== 'public' ? ['Confidential: see "Confidentiality" above.'] : []),
  ]
}

/** What the file holds beyond what we know is signed with the rest, so it is printed with the rest. */
function unknownBlocks(contract: Contract): Block[] {
  const found = unknownIn(contractSchema, contract)
  const groups = [...new Set(found.map(({ path }) => path[0]!))]
  return groups.flatMap((key): Block[] => [
    { kind: 'heading', level: 3, text: titled(key) },
    {
      kind: 'list',
      items: found
        .filter(({ path }) => path[0] === key)
        .map(({ path: [, ...rest], value }) => ({
          text: rest.length ? `${rest.map(inWords).join(' ')}: ${value}` : value,
        })),
    },
  ])
}

/** `hoursPerMonth` reads "hours per month". */
const inWords = (key: string): string =>
  key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)

const titled = (key: string): string => `${key.charAt(0).toUpperCase()}${inWords(key.slice(1))}`

/** Earlier versions, with who changed what and why. */
function changeBlocks({ changes }: Contract, { names, goals: known }: Page): Block[] {
  if (!changes.length) return []
  const items = changes.map(({ version, date, by, sections, goals, why, confirmedBy = [] }) => ({
    text: [
      `Version ${version}`,
      dayText(date),
      by && names[by],
      sections.length ? sections.map(inWords).join(', ') : goals?.length && 'goals',
    ]
      .filter(Boolean)
      .join(' · '),
    details: [
      ['Why', why],
      ...(goals ?? []).map(goal => ['Goal', known.get(goal) ?? goal]),
      ['Confirmed by', confirmedBy.map(owner => names[owner]).join(' and ')],
    ].flatMap(([label, text]) => (label && text ? [{ label, text }] : [])),
  }))
  return [
    { kind: 'heading', level: 3, text: 'Changes' },
    { kind: 'list', items },
  ]
}
