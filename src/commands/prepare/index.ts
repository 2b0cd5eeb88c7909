import { join } from 'node:path'
import type { Context } from '../../context.ts'
import type { Contract } from '../../contract/contract.ts'
import { type Day, nearDay } from '../../contract/day.ts'
import { type Draft, get, isMap } from '../../contract/draft.ts'
import { pathText } from '../../contract/issues.ts'
import { displayNames, OWNERS, type Owner } from '../../contract/people.ts'
import { quoted } from '../../contract/text.ts'
import { nextSession } from '../../session/cadence.ts'
import { alone } from '../../session/record.ts'
import { type Session, sessionsFrom } from '../../session/sessions.ts'
import { stepsFrom } from '../../session/steps.ts'
import { type Update, updateName, updateSchema } from '../../session/update.ts'
import { newUpdateProblems } from '../../session/update-references.ts'
import { editYaml } from '../../store/editing.ts'
import { mustBeReadable, openPartnership, readRecords } from '../../store/partnership.ts'
import { problemsFrom } from '../../store/reading.ts'
import { inTurn } from '../../store/turn.ts'
import { readUpdates, updateNames } from '../../store/updates.ts'
import { ensureFolder, writeFileSafely } from '../../store/writing.ts'
import { type Source, toYaml } from '../../store/yaml.ts'
import { lookAtKeys, readAnswers, refuse, unanswered } from '../answers.ts'
import { readTimeOn } from '../check-in-time.ts'
import type { Before } from '../checkin/before.ts'
import { AS, COMMIT, type Command, FROM, type Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import { dayOption, todayFor } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { judged } from '../talk-through.ts'
import { knownWho } from '../who.ts'
import { refuseEarlier, type SaidUpdate } from './before.ts'
import { talkAlone } from './talk.ts'

export const prepare: Command = {
  options: [
    AS,
    FROM,
    { flags: '--date <day>', says: 'the day of the session (default: the next one agreed, else today)' },
    COMMIT,
  ],
  examples: [
    ['partner prepare --as a', 'your own steps and goals, alone; the check-in offers your answers'],
    ['partner prepare --from update.yaml --as b', 'from a file, in place of what B prepared before'],
    ['partner prepare --date 2026-02-16', 'for the session of another day'],
  ],
  reads: 'contract.yaml, checkins/, updates/, partners/, settings.yaml, the answer file',
  writes: 'updates/DATE-WHO.yaml, one file a session and partner',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  const partnership = await openPartnership(context.cwd, options.dir as string | undefined)
  const { contract, folder, shown } = partnership
  const today = () => todayFor(context, contract)
  const records = mustBeReadable(await readRecords(partnership))
  const { sessions } = sessionsFrom(contract, records)
  const before: Before = { partnership, records, sessions, steps: stepsFrom(contract, sessions), today }
  const next = nextSession(contract.agreements.meetings, sessions, contract.date)
  const dayNow = () => dayOption('--date', options.date, next && next >= today() ? next : today())
  // A day that is not one is refused before anything is asked.
  dayNow()
  const said =
    options.from === undefined
      ? await talkAlone(context, options, before, dayNow)
      : await updateFromFile(context, options, before, dayNow)
  const update = await judged(said, () => accepted(said, contract, sessions))
  const { by, date: day } = update.session
  const name = updateName(day, by)
  const { text, base } = await inPlaceOf(said, before, name)
  await ensureFolder(join(folder, 'updates'), { shown: shown('updates') })
  const file = join(folder, 'updates', name)
  const expected = base === null ? null : Buffer.from(base)
  await inTurn(partnership, () => writeFileSafely(file, text, { shown: shown('updates', name), expected }))
  await said.finished()
  const time = day === next ? (await readTimeOn(partnership))(day) : ''
  const when = `${nearDay(day, today())}${time && `, ${time}`}`
  const lines = [
    ['Written', `${shown('updates', name)}${base === null ? '' : ', in place of what stood there'}`],
    ['For', `the session of ${when}`],
    ['Next', readyIn(context, folder)('partner checkin, when you meet: it offers your answers')],
  ] as const
  return await closeAct(context, options, lines, {
    folder,
    written: [file],
    message: `Update of ${displayNames(contract.partners)[by]} for the session of ${day}`,
    secret: contract.agreements.confidentiality,
  })
}

async function updateFromFile(
  context: Context,
  options: Options,
  { partnership }: Before,
  dayNow: () => Day,
): Promise<SaidUpdate> {
  const source = await readAnswers(context, String(options.from))
  const date = dayNow()
  const { format = 'partner/1', session = {}, ...rest } = source.data as Draft
  const { by: named, date: other } = isMap(session) ? session : {}
  if (options.date !== undefined && other !== undefined && other !== date)
    refuse([
      {
        path: 'session.date',
        what: `says ${quoted(other)}, and --date says ${date}`,
        where: source.place(['session', 'date']),
      },
    ])
  const by = (options.as as Owner | undefined) ?? named ?? (await knownWho(partnership, context.env))
  if (by === undefined) throw unanswered(['--as'], 'Say whose update it is: --as a, or --as b')
  if (named !== undefined && named !== by)
    refuse([{ path: 'session.by', what: `says ${named}, and --as says ${by}`, where: source.place(['session', 'by']) }])
  const data = {
    format,
    session: isMap(session) ? { date, by, ...session } : session,
    ...Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, OWN.includes(key) ? owned(value, by) : value]),
    ),
  }
  // What only the session says is refused in words of its own.
  if (updateSchema.safeParse(data).success) lookAtKeys(context, source, updateSchema)
  const day = get<unknown>(data, 'session.date')
  const owner = OWNERS.find(one => one === by)
  const name = typeof day === 'string' && owner ? updateName(day, owner) : ''
  const { found } = await updateNames(partnership)
  const [old] = mustBeReadable(
    await readUpdates(
      partnership,
      found.filter(one => one === name),
    ),
  )
  return { data, source, base: old ? old.bytes.toString() : null, finished: async () => {} }
}

/** Lists whose entries say whose they are; in an update that need not be written. */
const OWN: readonly string[] = ['wins', 'obstacles', 'ideas']

const owned = (list: unknown, by: unknown): unknown =>
  Array.isArray(list) ? list.map(entry => (isMap(entry) ? { by, ...entry } : entry)) : list

const ANSWERS = [...Object.keys(alone), 'need'] as const

/** Whether it would tell the other anything: an update counts as prepared. */
const saysAnything = (update: Update): boolean =>
  ANSWERS.some(key => {
    const said = update[key]
    return Array.isArray(said) ? said.length > 0 : typeof said === 'string' ? said.trim() !== '' : said !== undefined
  })

/** The update as the schema knows it. Whatever is wrong with it is said at once, and nothing is written. */
function accepted({ data, source }: SaidUpdate, contract: Contract, sessions: readonly Session[]): Update {
  const result = updateSchema.safeParse(data)
  const place: Source['place'] = path => source?.place(path) ?? { file: 'the answers' }
  if (!result.success) refuse(problemsFrom({ data, place }, result.error.issues))
  const update = result.data as Update
  if (source && !saysAnything(update))
    refuse([{ path: '', what: `holds no answer: one of ${ANSWERS.join(', ')}`, where: { file: source.file } }])
  const problems = newUpdateProblems(update, { contract, sessions })
  refuse(problems.map(({ path, what }) => ({ path: pathText(path), what, where: place(path) })))
  refuseEarlier(update.session.date, sessions)
  return update
}

/** The text of the file. A talk changes what was said in it; a file that is given takes its place whole. */
async function inPlaceOf({ data, source, base }: SaidUpdate, { partnership }: Before, name: string) {
  const fresh = { text: toYaml(data, { schema: '../schema/update.json' }), base }
  if (source || base === null) return fresh
  const [old] = mustBeReadable(await readUpdates(partnership, [name]))
  if (!old) return fresh
  const known = Object.keys(updateSchema.shape)
  const own = Object.entries(old.source.data as Draft).filter(([key]) => !known.includes(key))
  return { text: editYaml(old.source.text, { ...data, ...Object.fromEntries(own) }), base }
}
