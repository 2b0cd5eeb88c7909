import { dayText } from '../../contract/day.ts'
import { displayNames, type Names, other } from '../../contract/people.ts'
import type { Behind } from '../../signature/state.ts'
import type { Verdict } from '../../signature/verdict.ts'
import type { Partnership } from '../../store/partnership.ts'

type Saying = Verdict['versions'][number]['signatures'][number]

/** The verdict for people: every version with who signed it and how, then all that differs. */
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
      [...(said.length ? said : ['signed by nobody']), `SHA-256 ${sha256}`].join('\n'),
    ] as const
  })
  const { findings, unverified } = report
  const nothing = !report.versions.length && !findings.length
  const verified = complete && !findings.length && !unverified.length
  const now = [
    ...(report.state === 'unreadable'
      ? ['the contract cannot be read; what stands above is so without it']
      : report.state === 'signed' || nothing
        ? []
        : [STATE_WORDS[report.state]]),
    ...report.behind.map(each => behindText(each, names, contract.version)),
  ]
  return [
    ...versions,
    ...findings.map(({ file, what }) => ['Differs', `${shown(file)}: ${what}`] as const),
    ...unverified.map(
      file => ['Not verified', `${shown(file)}: no ssh-keygen here can tell (OpenSSH 8.2 or newer)`] as const,
    ),
    ...(verified
      ? [
          [
            'Verified',
            nothing ? 'nobody has signed yet, so there is nothing to compare' : 'every signed word is as it was',
          ] as const,
        ]
      : []),
    ...(now.length ? [['Now', now.join('\n')] as const] : []),
  ]
}

function sayingLines({ partner, action, name, date, why, key }: Saying, names: Names): string[] {
  const did = action === 'sign' ? 'signed' : 'declined'
  const head = `${did} by ${names[partner]} on ${dayText(date)} (typed: ${name})`
  const reason = why === undefined ? [] : [`Reason: ${why}`]
  if (!key) return [`${head}, by typed name only`, ...reason]
  const partnerToo = names[other(partner)]
  return [
    `${head}, by key ${key.fingerprint}`,
    ...reason,
    ...(key.anotherThanForVersion === undefined
      ? []
      : [`This is another key than for version ${key.anotherThanForVersion}.`]),
    ...(key.verified && !key.vouchedFor
      ? [`Nobody has vouched for this key yet: ${partnerToo} does with the next signature by key.`]
      : []),
  ]
}

/** `Ben signed version 1. Version 2 changed wins and roles since.` */
export function behindText({ who, signed, changed }: Behind, names: Names, version: number): string {
  const sections = changed.map(key => key.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`))
  const list = [sections.slice(0, -1).join(', '), sections.at(-1)].filter(Boolean).join(' and ')
  return `${names[who]} signed version ${signed}.${list ? ` Version ${version} changed ${list} since.` : ''}`
}

/** How a contract stands, in words. */
export const STATE_WORDS = {
  draft: 'a draft: something is missing before it can be signed',
  open: 'nobody has signed it yet',
  'half-signed': 'signed by one of you',
  signed: 'signed by both',
  changed: 'changed since it was signed',
} as const
