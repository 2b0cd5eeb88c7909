import { randomBytes, randomInt } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PartnerError } from '../errors.ts'
import type { Place } from './partnership.ts'
import { codeOf, inPlainWords } from './system.ts'
import { claim, removeFile } from './writing.ts'

/** Milliseconds: how long it is waited, how often it is looked, and when nobody is behind a turn any more. */
const TIMES = { patience: 20_000, pause: 20, closerLook: 1_000, abandoned: 5_000 }

/**
 * Does what must find the folder as it was looked at, while no other act does the same: of two that write, the second
 * sees what the first one wrote. A turn that a killed program left ends by itself. Refuses as a conflict where another
 * act does not come to its end. Turns are not taken within turns.
 */
export async function inTurn<T>(place: Pick<Place, 'folder' | 'shown'>, act: () => Promise<T>, times = TIMES) {
  const mine = await inPlainWords('write', place.shown(), () => takeTurn(place, times))
  try {
    return await act()
  } finally {
    // Where it cannot be taken away, it ends by itself.
    await removeFile(mine).catch(() => {})
  }
}

/** Waits for a turn, and resolves to the file that stands for it. */
async function takeTurn({ folder, shown }: Pick<Place, 'folder' | 'shown'>, times: typeof TIMES): Promise<string> {
  const start = performance.now()
  // At once, since a killed program may have left a turn long ago; then only now and then, for such a look is in the way.
  let looked = Number.NEGATIVE_INFINITY
  for (;;) {
    const there = await turnsIn(folder)
    const since = performance.now() - looked
    if (!there.length || since > times.closerLook) {
      looked = performance.now()
      const mine = await tryTurn(folder, times.abandoned)
      if (mine) return mine
    }
    if (performance.now() - start > times.patience)
      throw new PartnerError(
        'conflict',
        `Another partner command has been writing here for ${times.patience / 1000} seconds. Nothing was written.`,
        `Run it again when that one has ended. If there is none, remove ${shown(there[0] ?? '')}`,
      )
    await wait(randomInt(times.pause, 2 * times.pause))
  }
}

/**
 * Makes a file of its own, and has the turn if no other stands there then: of two at once at least one sees the other.
 * No name is used twice, so that taking away a turn that was left never takes the one that came after it.
 */
async function tryTurn(folder: string, abandoned: number): Promise<string | undefined> {
  const name = `.turn-${randomBytes(8).toString('hex')}.tmp`
  const mine = join(folder, name)
  await claim(mine)
  const now = await madeAt(mine)
  let isFree = true
  for (const other of (await turnsIn(folder)).filter(each => each !== name)) {
    const made = await madeAt(join(folder, other))
    // By the clock of the disk, and one that was set back makes what was look like what is to come.
    if (made === undefined || Math.abs(now! - made) > abandoned) await removeFile(join(folder, other))
    else isFree = false
  }
  if (isFree) return mine
  await removeFile(mine)
  return undefined
}

const turnsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter(name => /^\.turn-[0-9a-f]{16}\.tmp$/.test(name))

const madeAt = (file: string): Promise<number | undefined> =>
  lstat(file).then(
    ({ mtimeMs }) => mtimeMs,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    },
  )
