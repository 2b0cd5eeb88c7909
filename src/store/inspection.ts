import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Settings } from '../contract/settings.ts'
import { templateSchema } from '../contract/template.ts'
import { PartnerError, type Problem } from '../errors.ts'
import { type Fault, faultFrom } from './fault.ts'
import { explainMerge } from './merging.ts'
import {
  type Partnership,
  type Place,
  type ReadRecord,
  readCards,
  readPartnership,
  readRecords,
} from './partnership.ts'
import { problemsFrom, readText, refuseNewer } from './reading.ts'
import { readSettings, SETTINGS } from './settings.ts'
import { proved, readSignatures, type Signatures } from './signatures.ts'
import type { Env } from './ssh-keygen.ts'
import { parseYaml } from './yaml.ts'

/** A folder as it was read, as far as it could be, and everything in it that could not. */
export interface Inspection {
  place: Place
  /** Missing where contract.yaml cannot be read. */
  partnership: Partnership | undefined
  settings: Settings | undefined
  records: readonly ReadRecord[]
  signatures: Signatures
  faults: readonly Fault[]
  /** How many files were looked at. */
  files: number
}

/** Reads every file of a partnership that has a meaning. Nothing is left out in silence, and nothing is written. */
export async function inspect(place: Place, env: Env): Promise<Inspection> {
  const problems: Problem[] = []
  const entries = await entriesBelow(place.folder)
  const names = entries.map(({ name }) => name)
  const attempt = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error
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
  await collect(() => readCards(place), {})
  const records = await collect(() => readRecords(place), [])
  const found = await collect(() => readSignatures(partnership ?? unread(place)), { frozen: [], signatures: [] })
  const signatures = { ...found, signatures: await proved(found.signatures, env) }
  if (names.includes(TEMPLATE)) await attempt(() => checkTemplate(place))
  for (const name of names.filter(name => OTHERS.test(name))) await attempt(() => checkOther(place, name))
  for (const name of names.filter(name => LEFTOVER.test(name)))
    problems.push({ path: '', what: 'is half of a write', where: { file: place.shown(name) }, rule: 'leftover' })
  if (partnership?.contract.template === 'own' && !names.includes(TEMPLATE)) problems.push(templateMissing(partnership))

  const text = problems.some(({ rule }) => rule === 'conflict-markers')
    ? await readText(join(place.folder, 'contract.yaml'), 'contract.yaml').catch(() => '')
    : ''
  const contract = place.shown('contract.yaml')
  const shown = names.map(name => place.shown(name))
  const faults = problems
    .map(problem =>
      problem.rule === 'conflict-markers' && problem.where?.file === contract
        ? explainMerge(problem, text, contract)
        : problem,
    )
    .map(problem => faultFrom(problem, shown))
  return {
    place,
    partnership,
    settings,
    records,
    signatures,
    faults,
    files: entries.filter(({ isFolder }) => !isFolder).length,
  }
}

const TEMPLATE = 'template.yaml'
/** What a newer program or a later command keeps here; only its form can be judged. */
const OTHERS = /^(?:(?:updates|timeouts|parts)\/[^/.][^/]*\.yaml|fit\.yaml)$/
const LEFTOVER = /(?:^|\/)\.[^/]+\.[0-9a-f]{12}\.tmp$/

/** What is in the folder but for git's and interrupted talks' part, by its path in it, with `/` on every system. */
async function entriesBelow(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .map(entry => ({
      name: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
      isFolder: entry.isDirectory(),
    }))
    .filter(({ name }) => !/^(?:\.git|\.draft)(?:\/|$)/.test(name))
    .sort((one, two) => (one.name < two.name ? -1 : 1))
}

/** Signatures can be compared without the contract: then only the frozen versions say whose they are. */
const unread = (place: Place) => ({ ...place, bytes: Buffer.alloc(0), data: {} }) as unknown as Partnership

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
