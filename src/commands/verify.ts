import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../context.ts'
import { dayText } from '../contract/day.ts'
import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { displayNames, OWNERS } from '../contract/people.ts'
import { EXIT } from '../errors.ts'
import { signersOf, standingOf } from '../signature/state.ts'
import { type Finding, verify as verifyFiles, wholeFiles } from '../signature/verify.ts'
import { openPartnership, type Partnership } from '../store/partnership.ts'
import { readSignatures, type Signatures } from '../store/signatures.ts'
import { type Command, JSON_OPTION, type Options } from './command.ts'
import { printJson, printLines, printProblems } from './report.ts'

export const verify: Command = {
  options: [JSON_OPTION, { flags: '--current', says: 'also ask whether both signed the contract as it stands' }],
  examples: [
    ['partner verify', 'exit code 0 when nothing was altered, 1 when something was'],
    ['partner verify --current --json', 'for a program'],
  ],
  reads: 'contract.yaml, versions/, signatures/',
  writes: 'nothing',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { found, problems } = await readSignatures(partnership)
  const report = verdict(partnership, found)
  const unread = printProblems(context, problems)
  if (options.json) printJson(context, { schema: 'partner-verify/1', ...report })
  else printLines(context, words(partnership, report, unread === undefined))
  const current = !options.current || report.state === 'signed'
  return report.findings.length || unread || !current ? EXIT.no : undefined
}

/** What the files alone say: each version with its signers, and everything that is not as it was signed. */
function verdict({ contract, data }: Partnership, { frozen, signatures }: Signatures) {
  const { state, inForce } = standingOf(contract, data, { frozen, signatures })
  const findings: Finding[] = verifyFiles(contract.id, frozen, signatures)
  const signed = frozen.find(({ data: of }) => get((of ?? {}) as Draft, 'version') === contract.version)
  if (state === 'changed') {
    const sections = changedKeys(data, (signed?.data ?? {}) as Draft)
    findings.push({
      file: 'contract.yaml',
      what: `is not what was signed as version ${contract.version}: ${sections.join(', ')} changed`,
    })
  }
  const whole = wholeFiles(contract.id, frozen, signatures)
  const versions = whole.frozen.map(file => ({
    file: `versions/${file.name}`,
    version: get((file.data ?? {}) as Draft, 'version'),
    sha256: file.sha256,
    signed: signersOf(file, whole.frozen, whole.signatures),
  }))
  return { state, ...(inForce !== undefined && { inForce }), versions, findings }
}

const changedKeys = (now: Draft, then: Draft): string[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])].filter(key => !isDeepStrictEqual(now[key], then[key]))

function words(
  { contract, shown }: Partnership,
  report: ReturnType<typeof verdict>,
  complete: boolean,
): (readonly [string, string])[] {
  const names = displayNames(contract.partners)
  const versions = report.versions.map(({ version, sha256, signed }) => {
    const who = OWNERS.flatMap(owner => {
      const signer = signed[owner]
      return signer ? [`${names[owner]} on ${dayText(signer.date)} (typed: ${signer.name})`] : []
    })
    return [
      `Version ${version}`,
      `${who.length ? `signed by ${who.join(' and by ')}` : 'signed by nobody'}\nSHA-256 ${sha256}`,
    ] as const
  })
  const nothing = !report.versions.length && !report.findings.length
  return [
    ...versions,
    ...report.findings.map(({ file, what }) => ['Differs', `${shown(file)} ${what}`] as const),
    ...(nothing && complete ? [['Verified', 'nobody has signed yet, so there is nothing to compare'] as const] : []),
    ...(!nothing && complete && !report.findings.length
      ? [['Verified', 'every signed word is as it was'] as const]
      : []),
    ...(report.state === 'signed' || nothing ? [] : [['Now', STATE_WORDS[report.state]] as const]),
  ]
}

/** How a contract stands, in words. */
export const STATE_WORDS = {
  draft: 'a draft: something is missing before it can be signed',
  open: 'nobody has signed it yet',
  'half-signed': 'signed by one of you',
  signed: 'signed by both',
  changed: 'changed since it was signed',
} as const
