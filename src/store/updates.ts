import { join } from 'node:path'
import { pathText } from '../contract/issues.ts'
import { PartnerError } from '../errors.ts'
import { UPDATE_NAME, type Update, type UpdateFile, updateNameProblems, updateSchema } from '../session/update.ts'
import { ERROR_RULES } from './fault.ts'
import { filesIn, type Place, type Readable, readEach } from './partnership.ts'
import { readYaml } from './reading.ts'
import type { Source } from './yaml.ts'

/** An update with where each part of it stands, and its bytes. */
export type ReadUpdate = UpdateFile & { source: Source; bytes: Buffer }

/** The names of all updates. */
export const updateNames = (place: Place): Promise<Readable<string[]>> => filesIn(place, 'updates', UPDATE_NAME)

/** The updates of these names. One whose name says otherwise than it does is a problem: nobody knows whose it is. */
export const readUpdates = (place: Place, names: readonly string[]): Promise<Readable<ReadUpdate[]>> =>
  readEach(names, async (name): Promise<ReadUpdate> => {
    const file = join(place.folder, 'updates', name)
    const shown = place.shown('updates', name)
    const { value, source, bytes } = await readYaml<Update>(file, shown, updateSchema, { needsEnd: true })
    const rule = 'name-and-content'
    const problems = updateNameProblems({ name, update: value }).map(({ path, what }) => ({
      path: pathText(path),
      what,
      where: source.place(path),
      rule,
    }))
    if (problems.length) throw new PartnerError('invalid', problems, ERROR_RULES[rule])
    return { name, update: value, source, bytes }
  })

/** Every update, and all in `updates/` that is none. */
export async function readAllUpdates(place: Place): Promise<Readable<ReadUpdate[]>> {
  const names = await updateNames(place)
  const read = await readUpdates(place, names.found)
  return { found: read.found, problems: [...names.problems, ...read.problems] }
}
