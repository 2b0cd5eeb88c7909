import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PartnerError } from '../errors.ts'
import type { Place } from './partnership.ts'
import { inPlainWords } from './system.ts'
import { claim, removeFile, withTemporary } from './writing.ts'

const TURN = '.turn.tmp'

/** How long it is waited for a turn, how often it is asked for, and when nobody is behind one any more: milliseconds. */
const TIMES = { patience: 20_000, pause: 20, abandoned: 5_000 }

/**
 * Does what must find the folder as it was looked at, while no other act does the same: of two that write, the second
 * sees what the first one wrote. A turn that a killed program left ends by itself. Refuses as a conflict where another
 * act does not come to its end.
 */
export async function inTurn<T>(
  { folder, shown }: Pick<Place, 'folder' | 'shown'>,
  act: () => Promise<T>,
  times = TIMES,
): Promise<T> {
  const file = join(folder, TURN)
  await inPlainWords('write', shown(TURN), () => takeTurn(file, shown(TURN), times))
  try {
    return await act()
  } finally {
    // Where it cannot be taken away, it ends by itself.
    await removeFile(file).catch(() => {})
  }
}

async function takeTurn(file: string, shown: string, { patience, pause, abandoned }: typeof TIMES): Promise<void> {
  for (let waited = 0; waited <= patience; waited += pause) {
    if (await claim(file)) return
    if ((await ageOf(file)) > abandoned) await removeFile(file, shown)
    else await wait(pause)
  }
  throw new PartnerError(
    'conflict',
    `Another partner command has been writing here for ${patience / 1000} seconds. Nothing was written.`,
    `Run it again when that one has ended. If there is none, remove ${shown}`,
  )
}

/** Milliseconds since it was made, by the clock of the disk it is on. */
const ageOf = (file: string): Promise<number> =>
  withTemporary(file, '', { lasting: false }, async now => {
    const made = await lstat(file).catch(() => undefined)
    return made ? (await lstat(now)).mtimeMs - made.mtimeMs : 0
  })
