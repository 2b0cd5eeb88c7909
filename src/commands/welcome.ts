import type { Context } from '../context.ts'
import { overview } from '../session/overview.ts'
import { findPartnership } from '../store/folder.ts'
import type { Command, Options } from './command.ts'
import { readAll } from './reading.ts'
import { printLines, printProblems } from './report.ts'
import { headLines } from './status.ts'

/** What `partner` alone does: where the partnership is, and the next thing that makes sense. */
export const welcome: Command = { options: [], examples: [], reads: '', writes: '', run }

async function run(options: Options, context: Context): Promise<number | undefined> {
  if (!(await findPartnership(context.cwd, options.dir as string | undefined))) {
    printLines(context, [
      ['Here', 'no partnership yet'],
      ['Begin', 'partner init      (a talk for two; ten minutes, or an hour)'],
      ['More', 'partner --help'],
    ])
    return undefined
  }
  const reading = await readAll(options, context)
  const exit = printProblems(context, reading.problems)
  const found = overview(reading.partnership.contract, reading.sessions, reading.asOf)
  const goals = found.goals.filter(goal => !goal.finished).length
  context.out.write(`${headLines(reading, found).join('\n')}\n`)
  printLines(context, [
    [
      'Open',
      `${goals} ${goals === 1 ? 'goal' : 'goals'}, ${found.steps.length} ${found.steps.length === 1 ? 'step' : 'steps'}`,
    ],
    ['Next', nextStep(reading.standing.state, found.next?.date === undefined || found.next.date <= reading.asOf)],
    ['More', 'partner status, or partner --help'],
  ])
  return exit
}

const nextStep = (state: string, due: boolean): string => {
  if (state === 'draft') return 'fill in what is missing in contract.yaml, then: partner sign'
  if (state === 'open' || state === 'half-signed') return 'partner sign'
  if (state === 'changed') return 'partner verify'
  return due ? 'partner checkin' : 'partner roles'
}
