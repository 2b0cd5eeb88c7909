import type { Context } from '../context.ts'
import { plain } from '../contract/text.ts'
import { overview } from '../session/overview.ts'
import type { Standing } from '../signature/state.ts'
import { draftsIn, unfinishedTalk } from '../store/drafts.ts'
import { findPartnership, mustNotBeLostHere, shownPath } from '../store/folder.ts'
import { shellWord } from '../store/shell.ts'
import { readTimeOn } from './check-in-time.ts'
import type { Command, Options } from './command.ts'
import { readAll } from './reading.ts'
import { type Line, printLines, printProblems } from './report.ts'
import { headLines } from './status/lines.ts'
import { readyIn } from './suggestion.ts'
import { AFTER_DECLINE } from './verify/lines.ts'

/** What `partner` alone does: where the partnership is, and the next thing that makes sense. */
export const welcome: Command = { options: [], examples: [], reads: '', writes: '', run }

async function run(options: Options, context: Context): Promise<number | undefined> {
  if (!(await findPartnership(context.cwd, options.dir as string | undefined))) {
    mustNotBeLostHere(context.cwd, options.dir as string | undefined)
    const ready = readyIn(context)
    const talk = await unfinishedTalk(context.cwd, options.dir as string | undefined, context.env)
    printLines(context, [
      ['Here', talk === undefined ? 'no partnership yet' : 'a talk that is not finished yet'],
      talk === undefined
        ? ['Begin', `${ready('partner init')}${begun(options.dir)}      (a talk for two; ten minutes, or an hour)`]
        : ['Go on', `${ready('partner init')}${talk}`],
      ['More', ready('partner --help')],
    ])
    return undefined
  }
  const reading = await readAll(options, context)
  const { folder } = reading.partnership
  const exit = printProblems(context, folder, reading.problems)
  const found = overview(reading.partnership.contract, reading.sessions, reading.asOf)
  const goals = found.goals.filter(goal => !goal.finished).length
  const unfinished = await unfinishedActs(context, folder)
  const next = exit
    ? 'partner check'
    : nextStep(reading.standing, found.next?.date === undefined || found.next.date <= reading.asOf)
  const ready = readyIn(context, folder)
  const page = { width: context.out.width, ready, timeOn: await readTimeOn(reading.partnership) }
  context.out.write(`${headLines(reading, found, page).join('\n')}\n`)
  printLines(
    context,
    [
      [
        'Open',
        `${goals} ${goals === 1 ? 'goal' : 'goals'}, ${found.steps.length} ${found.steps.length === 1 ? 'step' : 'steps'}`,
      ] as const,
      // What was begun is the next step, but for what is broken.
      ...unfinished,
      ...(unfinished.length && !exit ? [] : [['Next', next] as const]),
      ['More', 'partner status, or partner --help'] as const,
    ].map(([label, text]): Line => [label, ready(text)]),
  )
  return exit
}

/** The folder that was named, as `init` takes it. */
const begun = (dir: unknown): string => (typeof dir === 'string' ? ` ${shellWord(dir, 'FOLDER')}` : '')

/** What was begun and is not written yet. That a session was missed is told in a talk of its own. */
async function unfinishedActs(context: Context, folder: string): Promise<Line[]> {
  const { own, tracked } = await draftsIn(folder, context.env)
  for (const { file } of tracked)
    context.err.write(
      `${plain(shownPath(context.cwd, file))} is in git, so it may not be your own words. It is not offered.\n`,
    )
  return [...new Set(own.map(({ act }) => act))]
    .filter(act => act !== 'init')
    .map(act => [
      'Unfinished',
      `what you began to say is kept. Go on: partner ${act === 'missed' ? 'checkin --missed' : act}`,
    ])
}

const nextStep = ({ state, declined }: Standing, due: boolean): string => {
  if (state === 'draft') return 'partner amend, to fill in what is missing'
  if (Object.keys(declined).length) return AFTER_DECLINE
  if (state === 'open' || state === 'half-signed') return 'partner sign'
  if (state === 'changed') return 'partner verify'
  return due ? 'partner checkin' : 'partner roles'
}
