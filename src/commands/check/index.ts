import { setFlagsFromString } from 'node:v8'
import type { Context } from '../../context.ts'
import { adviceOn } from '../../contract/advice/index.ts'
import type { Advised } from '../../contract/advice/rule.ts'
import { displayNames, OWNERS } from '../../contract/people.ts'
import { EXIT, PartnerError, type Place } from '../../errors.ts'
import { standingOf } from '../../signature/state.ts'
import { contractFaults, nameFaults, recordFindings } from '../../store/contents.ts'
import type { Fault } from '../../store/fault.ts'
import { type Inspection, inspect } from '../../store/inspection.ts'
import { placeOf } from '../../store/partnership.ts'
import { signedFaults } from '../../store/signed.ts'
import { type Command, JSON_OPTION, type Options } from '../command.ts'
import { printJson } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import type { Advice, Checked } from './report.ts'
import { asGithub, asJson, asText } from './report.ts'

export const check: Command = {
  options: [
    JSON_OPTION,
    { flags: '--format <format>', says: 'github: as annotations of a pull request', choices: ['github'] },
    { flags: '--strict', says: 'exit code 1 for advice, too' },
  ],
  examples: [
    ['partner check', 'exit code 1 where something is wrong, 0 where there is only advice'],
    ['partner check --strict --format github', 'in a GitHub Actions job'],
  ],
  reads: 'the whole folder; settings.yaml may switch advice off, with a reason',
  writes: 'nothing',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  if (options.json && options.format)
    throw new PartnerError('usage', '--json and --format github are two ways to print one thing.', 'Take one of them.')
  // It keeps all records at once: room is made for new ones before more memory is taken.
  setFlagsFromString('--heap-growing-percent=20')
  const place = await placeOf(context.cwd, options.dir as string | undefined)
  // For programs a file is named by its place in the folder, so that two clones print the same bytes.
  const named = options.json ? await placeOf(place.folder, '.') : place
  const checked = judge(await inspect(named, context))
  if (options.json) printJson(context, asJson(checked))
  else
    context.out.write(
      options.format ? asGithub(checked) : asText(checked, context.out.width, readyIn(context, place.folder)),
    )
  return checked.errors.length || (options.strict && checked.advice.length) ? EXIT.no : undefined
}

const NONE = { frozen: [], signatures: [] }

/** Everything that is wrong, by file and line, and all advice that is not switched off. */
function judge(inspection: Inspection): Checked {
  const { place, partnership, records, settings, faults, files } = inspection
  const found = partnership && recordFindings(partnership, inspection)
  const errors = [
    ...faults,
    ...(partnership ? contractFaults(partnership) : []),
    ...nameFaults(inspection),
    ...(found?.faults ?? []),
    ...signedFaults(inspection),
  ]
  const standing =
    partnership && standingOf(partnership.contract, partnership.data, inspection.signatures?.judged ?? NONE)
  const signed = OWNERS.filter(owner => standing?.signed[owner])
  const off = settings?.advice.off ?? []
  const byName = new Map(records.map(record => [record.name, record]))
  const keys = new Map<Advised['path'], Place>(inspection.unknownKeys.map(({ path, where }) => [path, where]))
  const advice = partnership
    ? adviceOn(
        {
          contract: partnership.contract,
          names: displayNames(partnership.contract.partners),
          signed,
          records: found?.notes ?? [],
          unknownKeys: inspection.unknownKeys,
        },
        off.map(({ rule }) => rule),
      )
    : []
  return {
    errors: errors.toSorted(byPlace),
    advice: advice.map(({ rule, found }): Advice => {
      const record = found.record === undefined ? undefined : byName.get(found.record)
      return { rule, found, at: keys.get(found.path) ?? (record?.place ?? partnership!.source.place)(found.path) }
    }),
    off,
    ...(signed.length && { signedVersion: partnership?.contract.version }),
    files,
    settings: place.shown('settings.yaml'),
  }
}

const byPlace = (one: Fault, two: Fault): number =>
  one.where.file === two.where.file
    ? (one.where.line ?? 1) - (two.where.line ?? 1) || (one.where.column ?? 1) - (two.where.column ?? 1)
    : one.where.file < two.where.file
      ? -1
      : 1
