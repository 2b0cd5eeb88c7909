import { join } from 'node:path'
import type { Context, Output } from '../context.ts'
import { endOfDay } from '../contract/timezone.ts'
import { keepCopy, pruneCopies, readCopy } from '../store/copies.ts'
import { findPartnership, shownPath } from '../store/folder.ts'
import { digestOf, memoryDigest } from '../store/folder-digest.ts'
import { mustHaveNoLinksOut } from '../store/links.ts'
import { sshKeygenIn } from '../store/ssh-keygen-here.ts'
import type { Command } from './command.ts'

/** What a reading command printed, and how long that holds beside the folder, the command line and the terminal. */
interface Printed {
  /** Digest of all that it follows from. */
  of: string
  /** When it was printed, and when the day ends in a time zone that was asked about, in milliseconds. */
  at: number
  until?: number
  /** The time zone of this machine, where it was asked for. */
  timezone?: string
  text: string
}

/**
 * Runs a command that only reads, or prints once more what it printed when the same bytes stood in the folder, on the
 * same day, for the same terminal, by the same build. What could not be read, and whatever ends in another way than
 * well, is found anew each time.
 */
export function remembering(name: string, command: Command): Command['run'] {
  return async (options, context, args, commands) => {
    const { copies } = context
    const folder = copies && (await findPartnership(context.cwd, options.dir as string | undefined))
    if (folder) mustHaveNoLinksOut(folder, (...path) => shownPath(context.cwd, join(folder, ...path)))
    const given = () =>
      JSON.stringify([
        name,
        Object.entries(options).sort(),
        args,
        context.cwd,
        context.program,
        terminalOf(context),
        trustOf(context),
      ])
    const of = folder && digestOf(folder, given())
    if (!copies || !folder || !of) return await command.run(options, context, args, commands)
    const old = readCopy<Printed>(copies, folder, name)
    if (old?.of === of && isStillSo(old, context)) {
      context.out.write(old.text)
      return undefined
    }
    const before = digestOf(folder, '')
    const seen = watched(context)
    const exit = await command.run(options, seen.context, args, commands)
    const printed = seen.printed()
    // Reading may have remembered what it saw, so what comes next follows from that.
    const now = digestOf(folder, given())
    if (!exit && printed && now && digestOf(folder, '') === before)
      await keepCopy(copies, folder, name, { of: now, ...printed })
    return exit
  }
}

/** Copies of what is no longer there do not stay behind, whatever the command was. */
export async function forgetOld({ copies, now }: Context): Promise<void> {
  if (copies) await pruneCopies(copies, now().getTime())
}

/** A signature counts by what this computer has seen, and only if ssh-keygen can verify it. */
const trustOf = ({ memory, env }: Context) => [memoryDigest(memory), sshKeygenIn(env)]

const terminalOf = ({ out: { width, color } }: Context) => [width, color]

function isStillSo({ at, until, timezone }: Printed, context: Context): boolean {
  const now = context.now().getTime()
  return at <= now && (until === undefined || now < until) && (!timezone || timezone === context.timezone)
}

/** The same world, in which is noted what is asked of it and what is printed. What is said on stderr is said each time. */
function watched(context: Context): { context: Context; printed(): Omit<Printed, 'of'> | undefined } {
  const now = context.now()
  const ends: number[] = []
  let text = ''
  let saidMore = false
  let timezone: string | undefined
  const output = (of: Output, note: (text: string) => void): Output => ({
    get width() {
      return of.width
    },
    get color() {
      return of.color
    },
    write(text) {
      note(text)
      of.write(text)
    },
  })
  const seen: Context = {
    ...context,
    now: () => now,
    out: output(context.out, more => {
      text += more
    }),
    err: output(context.err, () => {
      saidMore = true
    }),
    get timezone() {
      timezone = context.timezone
      return timezone
    },
    today(zone) {
      ends.push(endOfDay(now, zone).getTime())
      return context.today(zone)
    },
  }
  const printed = () => ({
    at: now.getTime(),
    ...(ends.length && { until: Math.min(...ends) }),
    ...(timezone && { timezone }),
    text,
  })
  return { context: seen, printed: () => (saidMore ? undefined : printed()) }
}
