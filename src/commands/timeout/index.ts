import { basename, join } from 'node:path'
import type { Context } from '../../context.ts'
import { FORMAT } from '../../contract/contract.ts'
import type { Day } from '../../contract/day.ts'
import { clean } from '../../contract/text.ts'
import { type Recorder, recordName } from '../../session/sessions.ts'
import type { TimeOut } from '../../session/time-out.ts'
import { createFirstFree, ensureFolder } from '../../store/writing.ts'
import { toYaml } from '../../store/yaml.ts'
import { readTimeOn } from '../check-in-time.ts'
import { COMMIT, type Command, DATE, type Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import type { Line } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { type Before, readBefore } from './before.ts'
import { pauseLines, talkedLines } from './closing.ts'
import { confirmedBy, whichWereTalkedAbout } from './resolving.ts'
import { talkAboutTimeOut } from './talk.ts'

export const timeout: Command = {
  options: [
    { flags: '--by <partner>', says: 'who gives the sign; with --resolve, whose time-out it was' },
    { flags: '--note <text>', says: 'what is good to know about it' },
    { flags: '--resolve', says: 'you have talked about it' },
    {
      flags: '--confirmed-by <partner>',
      says: 'with --resolve: that partner, who asked for the time-out, agrees that you talked',
    },
    DATE,
    COMMIT,
  ],
  examples: [
    ['partner timeout', 'one of you needs a pause'],
    ['partner timeout --by b --note "Too fast"', 'the same, without questions'],
    ['partner timeout --resolve', 'the talk about it took place'],
  ],
  reads: 'contract.yaml, checkins/, timeouts/, partners/, an unfinished talk in .draft/',
  writes: 'one new file in timeouts/; with --resolve one for each time-out you talked about',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const before = await readBefore(options, context)
  const note = options.note === undefined ? undefined : clean(String(options.note)).trim()
  return options.resolve ? await resolve(options, context, before, note) : await pause(options, context, before, note)
}

/** The sign was given. */
async function pause(options: Options, context: Context, before: Before, note: string | undefined) {
  const said = await talkAboutTimeOut(context, before, note)
  const { by, date } = said
  const file = await write(before, date, before.me ?? by, { by, date, note: said.note || undefined })
  await said.finished()
  const message = `Time-out of ${before.names[by]}, ${date}`
  return await close(
    context,
    options,
    before,
    [file],
    message,
    pauseLines(before, readyIn(context, before.partnership.folder)),
  )
}

/** The talk took place: one file for each time-out that it answers, so that none is changed. */
async function resolve(options: Options, context: Context, before: Before, note: string | undefined) {
  const answered = await whichWereTalkedAbout(context, before)
  const files: string[] = []
  const recorder = before.me ?? before.by ?? 'both'
  const confirmed = await confirmedBy(context, options, before, { answered, recorder })
  const day = before.date()
  for (const { by, date } of answered) {
    const timeOut = { by, date, note: note || undefined, resolved: day }
    files.push(await write(before, day, recorder, { ...timeOut, ...(confirmed.includes(by) && { confirmedBy: [by] }) }))
  }
  const whose = [...new Set(answered.map(({ by }) => before.names[by]))].join(' and ')
  const message = `Talk about the time-out of ${whose}, ${day}`
  return await close(
    context,
    options,
    before,
    files,
    message,
    talkedLines(
      before,
      { answered, recorder, confirmed },
      { ready: readyIn(context, before.partnership.folder), timeOn: await readTimeOn(before.partnership) },
    ),
  )
}

/** A new file under the name of the act's day and who recorded it: two clones never write the same one. */
async function write({ partnership }: Before, day: Day, recorder: Recorder, timeOut: TimeOut): Promise<string> {
  const folder = join(partnership.folder, 'timeouts')
  await ensureFolder(folder, { shown: partnership.shown('timeouts') })
  const text = toYaml({ format: FORMAT, ...timeOut }, { schema: '../schema/timeout.json' })
  return await createFirstFree(n => join(folder, recordName(day, recorder, n)), text, {
    shown: partnership.shown('timeouts'),
  })
}

async function close(
  context: Context,
  options: Options,
  { partnership }: Before,
  files: readonly string[],
  message: string,
  lines: readonly Line[],
) {
  const written = files.map(file => partnership.shown('timeouts', basename(file))).join(', ')
  return await closeAct(context, options, [['Written', written], ...lines], {
    folder: partnership.folder,
    written: files,
    message,
    secret: partnership.contract.agreements.confidentiality,
  })
}
