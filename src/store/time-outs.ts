import { join } from 'node:path'
import { RECORD_NAME } from '../session/record-file.ts'
import { type TimeOut, timeOutSchema } from '../session/time-out.ts'
import type { TimeOutFile } from '../session/time-outs.ts'
import { filesIn, type Place, type Readable, readEach } from './partnership.ts'
import { readYaml } from './reading.ts'
import type { Source } from './yaml.ts'

/** A time-out's file with where each part of it stands. */
export type ReadTimeOut = TimeOutFile & { source: Source }

/** Every time-out that was recorded outside a session, and the talks about them. */
export async function readTimeOuts(place: Place): Promise<Readable<ReadTimeOut[]>> {
  const names = await filesIn(place, 'timeouts', RECORD_NAME)
  const read = await readEach(names.found, async (name): Promise<ReadTimeOut> => {
    const file = join(place.folder, 'timeouts', name)
    const { value, source } = await readYaml<TimeOut>(file, place.shown('timeouts', name), timeOutSchema, {
      needsEnd: true,
    })
    return { name, timeOut: value, source }
  })
  return { found: read.found, problems: [...names.problems, ...read.problems] }
}
