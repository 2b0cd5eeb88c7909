import type { Context } from '../../context.ts'
import { type Contract, contractSchema } from '../../contract/contract.ts'
import { dayText } from '../../contract/day.ts'
import { type Difference, differenceLines, differences, sectionTitle } from '../../contract/difference/index.ts'
import { displayNames } from '../../contract/people.ts'
import { plain } from '../../contract/text.ts'
import { readSigned } from '../../store/judged.ts'
import { openPartnership } from '../../store/partnership.ts'
import { makeStyle } from '../../terminal/style.ts'
import { wrap } from '../../terminal/wrap.ts'
import { type Command, JSON_OPTION, type Options } from '../command.ts'
import { printJson, printProblems } from '../report.ts'
import { signedProblems } from '../signed-problems.ts'
import { CONTRACT_FILE, type Version, versionBefore, versionNamed } from './versions.ts'

export const diff: Command = {
  arguments: '[v1] [v2]',
  options: [JSON_OPTION],
  examples: [
    ['partner diff', 'what changed since the last version that somebody signed'],
    ['partner diff 1 2', 'between two versions'],
    ['partner diff 1 now --json', 'from version 1 to contract.yaml as it stands, for a program'],
  ],
  reads: 'contract.yaml, versions/, signatures/',
  writes: 'nothing',
  run,
}

async function run(options: Options, context: Context, [v1, v2]: readonly string[]): Promise<number | undefined> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { found, problems } = await readSigned(partnership, context)
  const to = versionNamed(v2 ?? 'now', partnership, found)
  const from = v1 === undefined ? versionBefore(partnership, found) : versionNamed(v1, partnership, found)
  const exit = printProblems(context, partnership.folder, [
    ...problems,
    // Which version is compared without being named depends on who signed.
    ...(v1 === undefined ? signedProblems(partnership, found) : []),
  ])
  const compared = from && compare(from, to)
  if (options.json) {
    const { changes = [], differences: all = [] } = compared ?? {}
    const named = (version: Version | undefined) => version && { version: version.version, file: version.file }
    printJson(context, {
      schema: 'partner-diff/1',
      from: named(from) ?? null,
      to: named(to),
      changes,
      differences: all,
    })
  } else context.out.write(`${(compared ? story(compared, context) : [NOTHING_YET]).join('\n')}\n`)
  return exit
}

const NOTHING_YET = 'There is nothing to compare yet: no other version was signed before this one.'

interface Comparison {
  from: Version
  to: Version
  contract: Contract
  /** Who made the later version out of the earlier one, and why. */
  changes: Contract['changes']
  differences: Difference[]
}

function compare(from: Version, to: Version): Comparison {
  const contract = contractSchema.parse(to.data)
  const changes = contract.changes.filter(({ version }) => version > from.version && version <= to.version)
  return { from, to, contract, changes, differences: differences(from.data, to.data) }
}

/** The two versions, who changed what and why, and the differences under their sections' headings. */
function story({ from, to, contract, changes, differences: all }: Comparison, { out }: Context): string[] {
  const names = displayNames(contract.partners)
  const { strong } = makeStyle(out.color)
  const indented = (text: string) => wrap(plain(text), out.width, { first: '  ', rest: '    ' })
  const reasons = changes.flatMap(({ version, date, by, why }) =>
    indented(
      [`Version ${version}, ${dayText(date)}`, by && names[by]].filter(Boolean).join(', ') + (why ? `: ${why}` : ''),
    ),
  )
  const titles = [...new Set(all.map(({ section }) => sectionTitle(section)))]
  const parts = titles.flatMap(title => {
    const own = all.filter(({ section }) => sectionTitle(section) === title)
    return ['', strong(title), ...differenceLines(own, names).flatMap(indented)]
  })
  const head = wrap(`From ${called(from)} to ${called(to)}`, out.width)
  return [...head, ...reasons, ...(parts.length ? parts : ['', 'No difference.'])]
}

const called = ({ version, file }: Version): string =>
  file === CONTRACT_FILE ? `contract.yaml as it stands (version ${version})` : `version ${version}`
