import { join } from 'node:path'
import { cardSchema } from '../contract/card.ts'
import { contractSchema } from '../contract/contract.ts'
import { OWNERS } from '../contract/people.ts'
import { type Settings, settingsSchema } from '../contract/settings.ts'
import { templateSchema } from '../contract/template.ts'
import type { KnowsKeys } from '../contract/unknown.ts'
import { PartnerError, type Problem } from '../errors.ts'
import { timeOutSchema } from '../session/time-out.ts'
import { updateSchema } from '../session/update.ts'
import { type Fault, faultFrom } from './fault.ts'
import { type Here, readSigned, type Signed, type Unread } from './judged.ts'
import { listingOf } from './listing.ts'
import {
  type Partnership,
  type Place,
  type ReadRecord,
  readCards,
  readPartnership,
  readWholeRecords,
} from './partnership.ts'
import { problemsFrom, readText, refuseNewer } from './reading.ts'
import { PLANTED, plantedIn } from './repository.ts'
import { readSettings, SETTINGS } from './settings.ts'
import { NoTemporaryFolder } from './ssh-keygen.ts'
import { type ReadTimeOut, readTimeOuts } from './time-outs.ts'
import { type NamedKey, namedKeys } from './unknown-keys.ts'
import { type ReadUpdate, readAllUpdates } from './updates.ts'
import { LEFTOVER } from './writing.ts'
import { parseYaml, type Source } from './yaml.ts'

/** A folder as it was read, as far as it could be, and everything in it that could not. */
export interface Inspection {
  place: Place
  /** Missing where contract.yaml cannot be read. */
  partnership: Partnership | undefined
  settings: Settings | undefined
  records: readonly ReadRecord[]
  timeOuts: readonly ReadTimeOut[]
  updates: readonly ReadUpdate[]
  signatures: Signed | undefined
  faults: readonly Fault[]
  /** The keys that are kept without being known, of all files. */
  unknownKeys: readonly (NamedKey & { file: string })[]
  /** How many files were looked at. */
  files: number
}

/** Reads every file of a partnership that has a meaning. Nothing is left out in silence, and nothing is written. */
export async function inspect(place: Place, here: Here): Promise<Inspection> {
  const { names, files, problems: unlisted } = await listingOf(place)
  const problems: Problem[] = [...unlisted]
  const attempt = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof PartnerError) || error instanceof NoTemporaryFolder) throw error
      problems.push(...error.problems.map(problem => ({ ...problem, hint: problem.hint ?? error.hint })))
      return undefined
    }
  }
  const collect = async <T>(read: () => Promise<{ found: T; problems: readonly Problem[] }>, none: T): Promise<T> => {
    const { found, problems: more } = (await attempt(read)) ?? { found: none, problems: [] }
    problems.push(...more)
    return found
  }

  const partnership = await attempt(() => readPartnership(place))
  const settings = names.includes(SETTINGS) ? await attempt(() => readSettings(place)) : undefined
  const cards = await collect(() => readCards(place), {})
  const records = await collect(() => readWholeRecords(place), [])
  const timeOuts = await collect(() => readTimeOuts(place), [])
  const updates = await collect(() => readAllUpdates(place), [])
  const signatures = await collect<Signed | undefined>(
    () => readSigned(partnership ?? unread(place), here, { again: true }),
    undefined,
  )
  if (names.includes(TEMPLATE)) await attempt(() => checkTemplate(place))
  for (const name of names.filter(name => OTHERS.test(name))) await attempt(() => checkOther(place, name))
  for (const name of names.filter(name => LEFTOVER.test(name)))
    problems.push({ path: '', what: 'is half of a write', where: { file: place.shown(name) }, rule: 'leftover' })
  for (const name of plantedIn(place.folder))
    problems.push({ path: '', what: PLANTED, where: { file: place.shown(name) }, rule: 'planted-repository' })
  if (partnership?.contract.template === 'own' && !names.includes(TEMPLATE)) problems.push(templateMissing(partnership))

  const shown = names.map(name => place.shown(name))
  const faults = problems.map(problem => faultFrom(problem, shown))
  const unknownKeys = [
    ...(partnership ? keysOf(partnership.source, contractSchema) : []),
    ...records.flatMap(({ unknownKeys }) => unknownKeys.map(key => ({ ...key, file: key.where.file }))),
    ...timeOuts.flatMap(({ source }) => keysOf(source, timeOutSchema)),
    ...updates.flatMap(({ source }) => keysOf(source, updateSchema)),
    ...(await keysOfFiles(place, [
      ...OWNERS.filter(owner => cards[owner]).map(owner => [`partners/${owner}.yaml`, cardSchema] as const),
      ...(settings && names.includes(SETTINGS) ? [[SETTINGS, settingsSchema] as const] : []),
    ])),
  ]
  return {
    place,
    partnership,
    settings,
    records,
    timeOuts,
    updates,
    signatures,
    faults: onceEach(faults),
    unknownKeys,
    files,
  }
}

const keysOf = (source: Source, schema: KnowsKeys) =>
  namedKeys(source, schema).map(key => ({ ...key, file: source.file }))

/** The same of files that were read, and accepted, for what is in them alone. */
async function keysOfFiles({ folder, shown }: Place, files: readonly (readonly [name: string, KnowsKeys])[]) {
  const found = []
  for (const [name, schema] of files) {
    const file = shown(...name.split('/'))
    found.push(...keysOf(parseYaml(file, await readText(join(folder, name), file)), schema))
  }
  return found
}

/** A folder that cannot be listed is met by everyone who looks into it. */
const onceEach = (faults: readonly Fault[]): Fault[] => [
  ...new Map(
    faults.map(fault => [JSON.stringify([fault.where.file, fault.where.line, fault.path, fault.what]), fault]),
  ).values(),
]

const TEMPLATE = 'template.yaml'
/** What a newer program or a later command keeps here; only its form can be judged. */
const OTHERS = /^(?:parts\/[^/.][^/]*\.yaml|fit\.yaml)$/

/** Signatures can be compared without the contract: then only the frozen versions say whose they are. */
const unread = (place: Place): Unread => ({ ...place, bytes: Buffer.alloc(0), data: {} })

async function checkTemplate(place: Place): Promise<void> {
  const source = parseYaml(place.shown(TEMPLATE), await readText(join(place.folder, TEMPLATE), place.shown(TEMPLATE)))
  const result = templateSchema.safeParse(source.data)
  if (!result.success) throw new PartnerError('invalid', problemsFrom(source, result.error.issues))
}

async function checkOther(place: Place, name: string): Promise<void> {
  const shown = place.shown(name)
  refuseNewer(parseYaml(shown, await readText(join(place.folder, name), shown), { needsEnd: true }))
}

const templateMissing = ({ source, shown }: Partnership): Problem => ({
  path: 'template',
  what: `says own, and there is no ${shown(TEMPLATE)}`,
  where: source.place(['template']),
  rule: 'missing-file',
})
