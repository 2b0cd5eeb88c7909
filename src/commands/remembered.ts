import type { Context, Output } from '../context.ts'
import { keepCopy, readCopy } from '../store/copies.ts'
import { findPartnership } from '../store/folder.ts'
import { digestOf } from '../store/folder-digest.ts'
import type { Command, Options } from './command.ts'

/** What a reading command printed, and what it looked at beside the folder, the command line and the terminal. */
interface Printed {
  /** Digest of all that it follows from. */
  from: string
  /** Which day it was, in each time zone that was asked about. */
  days: readonly (readonly [timezone: string, day: string])[]
  /** The time zone of this machine, where it was asked for. */
  timezone?: string
  texts: readonly (readonly [to: 'out' | 'err', text: string])[]
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
    const of = folder && digestOf(folder, circumstances(name, options, context, args))
    if (!copies || !folder || !of) return await command.run(options, context, args, commands)
    const old = readCopy<Printed>(copies, folder, name)
    if (old?.from === of && isStillSo(old, context)) {
      for (const [to, text] of old.texts) context[to].write(text)
      return undefined
    }
    const seen: { days: Map<string, string>; timezone?: string } = { days: new Map() }
    const texts: [to: 'out' | 'err', text: string][] = []
    const exit = await command.run(options, watched(context, seen, texts), args, commands)
    if (!exit && digestOf(folder, circumstances(name, options, context, args)) === of)
      await keepCopy(copies, folder, name, { from: of, ...seen, days: [...seen.days], texts } satisfies Printed)
    return exit
  }
}

const circumstances = (name: string, options: Options, { cwd, out, err }: Context, args: readonly string[]): string =>
  JSON.stringify([
    name,
    Object.entries(options).sort(),
    args,
    cwd,
    [out, err].map(({ width, color }) => [width, color]),
  ])

const isStillSo = ({ days, timezone }: Printed, context: Context): boolean =>
  (timezone === undefined || timezone === context.timezone) && days.every(([zone, day]) => context.today(zone) === day)

/** The same world, which notes what is asked of it and what is printed. */
function watched(
  context: Context,
  seen: { days: Map<string, string>; timezone?: string },
  texts: [to: 'out' | 'err', text: string][],
): Context {
  const output = (to: 'out' | 'err'): Output => ({
    ...context[to],
    write(text) {
      texts.push([to, text])
      context[to].write(text)
    },
  })
  return {
    ...context,
    out: output('out'),
    err: output('err'),
    get timezone() {
      seen.timezone = context.timezone
      return context.timezone
    },
    today(zone) {
      const day = context.today(zone)
      seen.days.set(zone, day)
      return day
    },
  }
}
