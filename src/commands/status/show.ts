import type { Context } from '../../context.ts'
import { displayNames } from '../../contract/people.ts'
import { withThresholds } from '../../contract/thresholds.ts'
import { PartnerError, type Problem } from '../../errors.ts'
import { agreedChanges } from '../../session/agreed-changes.ts'
import { openConcernsOf } from '../../session/concerns.ts'
import { facts } from '../../session/facts.ts'
import { overview } from '../../session/overview.ts'
import { heldOf } from '../../session/sessions.ts'
import { signals, signalsByKey } from '../../session/signals/index.ts'
import { laterTimeOuts, openTimeOuts } from '../../session/time-outs.ts'
import type { Place } from '../../store/partnership.ts'
import { readSettings } from '../../store/settings.ts'
import { readTimeOuts } from '../../store/time-outs.ts'
import { updateNames } from '../../store/updates.ts'
import { makeStyle } from '../../terminal/style.ts'
import { wrap } from '../../terminal/wrap.ts'
import { readTimeOn } from '../check-in-time.ts'
import type { Options } from '../command.ts'
import { type Reading, readAll, sayLeftOut } from '../reading.ts'
import { printJson, printProblems } from '../report.ts'
import { type Ready, readyIn } from '../suggestion.ts'
import { AFTER_DECLINE } from '../verify/lines.ts'
import { goalLines, headLines, stepLines } from './lines.ts'
import { agreedLines, changedLines, disagreementLines, disagreementsIn, openLines } from './open.ts'
import { preparedLines } from './prepared.ts'
import { allSigns, worthTalking } from './signs.ts'

/** What it prints. */
export async function showStatus(options: Options, context: Context): Promise<number | undefined> {
  const reading = await readAll(options, context)
  const { partnership, sessions, standing, asOf } = reading
  const { thresholds, problems } = await readThresholds(partnership)
  const timeOuts = await readTimeOuts(partnership)
  sayLeftOut(
    context,
    asOf,
    laterTimeOuts(timeOuts.found, asOf).map(({ name }) => ({ name: `timeouts/${name}` })),
  )
  const updates = await updateNames(partnership)
  const exit = printProblems(context, partnership.folder, [
    ...reading.problems,
    ...timeOuts.problems,
    ...updates.problems,
    ...problems,
  ])
  const { contract } = partnership
  const found = overview(contract, sessions, asOf)
  // For programs, what the files say; what this computer alone has seen changes the exit code.
  const signs = signals(contract, sessions, options.json ? reading.byFiles : standing, asOf, thresholds)
  const changes = agreedChanges(contract, sessions, asOf)
  const levelOf = (key: string) => signs.find(sign => sign.key === key)?.level ?? 'ok'
  if (options.json) {
    const { goals, steps, next } = found
    const { byFiles } = reading
    printJson(context, {
      schema: 'partner-status/1',
      asOf,
      state: byFiles.state,
      inForce: byFiles.inForce ?? null,
      declined: Object.values(byFiles.declined).map(({ partner, date, why }) => ({ partner, date, why: why ?? null })),
      keysChanged: byFiles.keysChanged,
      goals,
      steps,
      next: next ?? null,
      agreedChanges: { level: levelOf('agreedChanges'), open: changes.map(({ change }) => change) },
      disagreements: disagreementsIn(sessions),
      signals: signalsByKey(signs),
      facts: facts(contract, sessions, asOf),
    })
    return exit
  }
  const names = displayNames(contract.partners)
  const { width } = context.out
  const style = makeStyle(context.out.color)
  const page = { style, width, ready: readyIn(context, partnership.folder) }
  const between = {
    timeOuts: openTimeOuts(sessions, timeOuts.found, asOf),
    concerns: openConcernsOf(heldOf(sessions)),
    agreed: contract.agreements.conflict,
  }
  const parts = [
    [
      ...headLines(reading, found, { ...page, timeOn: await readTimeOn(partnership) }),
      ...declineLines(standing, page),
      ...preparedLines(contract, sessions, found, { names: updates.found, width }),
    ],
    goalLines(found, names, width),
    stepLines(found, names, width),
    changedLines(found, width),
    openLines(between, names, asOf, width),
    options.all
      ? allSigns(signs, { thresholds, agreements: contract.agreements, held: found.sessions.held }, page)
      : worthTalking(
          signs,
          { timeOut: contract.agreements.timeOut, held: found.sessions.held, isNew: isNew(standing, sessions) },
          page,
        ),
    agreedLines(changes, page),
    disagreementLines(sessions, page),
  ].filter(lines => lines.length)
  // The first line of each part is its heading; color only repeats that.
  const lines = parts.flatMap(([heading = '', ...rest], index) => [
    ...(index ? [''] : []),
    style.strong(heading),
    ...rest,
  ])
  context.out.write(`${lines.join('\n')}\n`)
  return exit
}

/** What comes after a decline. */
const declineLines = ({ declined }: Reading['standing'], { width, ready }: { width: number; ready: Ready }) =>
  Object.keys(declined).length ? wrap(`Next: ${ready(AFTER_DECLINE)}`, width, '  ') : []

/** Before the first check-in of a contract that was never signed by both, and is as whoever signed it left it. */
const isNew = ({ state, inForce }: Reading['standing'], sessions: Reading['sessions']): boolean =>
  !sessions.length && inForce === undefined && state !== 'changed'

/** The pair's thresholds; where settings.yaml cannot be read, which is said, the usual ones. */
async function readThresholds(place: Place) {
  try {
    return { thresholds: withThresholds((await readSettings(place)).thresholds), problems: [] }
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    const problems: Problem[] = error.problems.map(problem => ({ ...problem, hint: problem.hint ?? error.hint }))
    return { thresholds: withThresholds(), problems }
  }
}
