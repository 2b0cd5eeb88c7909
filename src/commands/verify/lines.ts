import { dayText } from '../../contract/day.ts'
import { pathText } from '../../contract/issues.ts'
import { displayNames, type Names, OWNERS, type Owner, other } from '../../contract/people.ts'
import { asName, inQuotes, shorten } from '../../contract/text.ts'
import { NOT_VERIFIED, SEEN_BEFORE, SEEN_BEFORE_HINT } from '../../signature/finding.ts'
import type { Behind, Declined } from '../../signature/state.ts'
import type { Verdict } from '../../signature/verdict.ts'
import type { Partnership } from '../../store/partnership.ts'

type Saying = Verdict['versions'][number]['signatures'][number]

/** The verdict for people: every version with who signed it and how, then all that is wrong. */
export function verdictLines(
  { contract, shown }: Partnership,
  report: Omit<Verdict, 'state'> & { state: Verdict['state'] | 'unreadable' },
  complete: boolean,
): (readonly [string, string])[] {
  const names = displayNames(contract.partners)
  const versions = report.versions.map(({ version, sha256, signatures }) => {
    const said = signatures.flatMap(saying => sayingLines(saying, names))
    return [
      `Version ${version}`,
      [...(said.length ? said : ['signed by no one']), `SHA-256 ${sha256}`].join('\n'),
    ] as const
  })
  const { findings, unverified, seenBefore } = report
  const nothing = !report.versions.length && !findings.length
  const verified = complete && !findings.length && !unverified.length && !seenBefore.length
  const now = [
    ...(report.state === 'unreadable'
      ? ['the contract cannot be read; what is above was verified without it']
      : report.state === 'signed' || nothing
        ? []
        : [STATE_WORDS[report.state]]),
    ...report.behind.map(each => behindText(each, names, contract.version)),
  ]
  const found = ({ file, what, hint }: Verdict['findings'][number]) => [`${shown(...file.split('/'))}: ${what}.`, hint]
  return [
    ...versions,
    ...findings.map((each, index) => {
      const isSaidBelow = each.hint === findings[index + 1]?.hint
      return [
        'Found',
        found(isSaidBelow ? { ...each, hint: '' } : each)
          .filter(Boolean)
          .join('\n'),
      ] as const
    }),
    ...unverified.map(file => ['Not verified', `${shown(file)} ${NOT_VERIFIED}`] as const),
    ...(seenBefore.length ? [['Seen before', [SEEN_BEFORE, ...seenBefore, SEEN_BEFORE_HINT].join('\n')] as const] : []),
    ...(verified
      ? [
          [
            'Verified',
            nothing ? 'no one has signed yet, so there is nothing to compare' : 'every signed word is as it was',
          ] as const,
        ]
      : []),
    ...(now.length ? [['Now', now.join('\n')] as const] : []),
  ]
}

function sayingLines({ partner, action, name, date, why, key, medium, counts }: Saying, names: Names): string[] {
  const did = action === 'sign' ? 'signed' : 'declined'
  const on = medium === 'paper' ? 'on paper' : medium === 'page' ? 'in a browser' : ''
  const typed = [`typing ${inQuotes(name)}`, on].filter(Boolean).join(' ')
  const head = `${asName(names[partner])} ${did} on ${dayText(date)}, ${typed}`
  return [
    `${head}, ${key ? `by key ${key.fingerprint}` : 'by typed name only'}${counts ? '' : ' (does not count)'}`,
    ...(why === undefined ? [] : [`Reason: ${inQuotes(why)}`]),
    ...(key?.vouches?.[other(partner)] ? [vouchText(names, partner, key.vouches[other(partner)]!)] : []),
    ...(key?.verified && !key.vouchedFor ? [`Only the key itself says that it is ${asName(names[partner])}'s.`] : []),
  ]
}

/** What vouching is: one partner's word about the other's key. */
export const vouchText = (names: Names, who: Owner, fingerprint: string): string =>
  `${asName(names[who])} says that this is ${asName(names[other(who)])}'s key: ${fingerprint}`

/** `Ben signed version 1. Version 2 changed wins and roles since.` */
export function behindText({ who, signed, changed }: Behind, names: Names, version: number): string {
  const sections = changed.map(key => pathText([key]).replace(/\B[A-Z]/g, letter => ` ${letter.toLowerCase()}`))
  const list = [sections.slice(0, -1).join(', '), sections.at(-1)].filter(Boolean).join(' and ')
  return `${names[who]} signed version ${signed}.${list ? ` Version ${version} changed ${list} since.` : ''}`
}

/** `Ana declined version 1 ("Too much until May")`, for each who did. */
export const declinedTexts = (declined: Declined, names: Names): string[] =>
  OWNERS.flatMap(owner => {
    const said = declined[owner]
    if (!said) return []
    const why = said.why === undefined ? '' : ` (${inQuotes(shorten(said.why, 200))})`
    return [`${names[owner]} declined version ${said.version}${why}`]
  })

/** What comes after a decline, the same in every command. */
export const AFTER_DECLINE = 'talk about what would have to change, then: partner amend, and partner sign'

/** How a contract stands, in words. */
export const STATE_WORDS = {
  draft: 'a draft: something is missing before it can be signed',
  open: 'nobody has signed it yet',
  'half-signed': 'signed by one of you',
  signed: 'signed by both',
  changed: 'changed since it was signed',
} as const
