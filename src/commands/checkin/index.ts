import { basename, join } from 'node:path'
import type { Context } from '../../context.ts'
import { type Day, dayText } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { isMap, textAt } from '../../contract/draft.ts'
import { pathText } from '../../contract/issues.ts'
import { displayNames, OWNERS, type Owner } from '../../contract/people.ts'
import { plain, shorten } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { objectionsTo, sameRecord } from '../../session/acceptance.ts'
import { awaitingIn } from '../../session/awaiting.ts'
import { withConfirmation, withNewIds } from '../../session/new-record.ts'
import { type AnyRecord, anyRecordSchema, isMissed, keysOfRecord } from '../../session/record.ts'
import { RECORD_NAME, type RecordFile } from '../../session/record-file.ts'
import { unansweredSteps } from '../../session/references.ts'
import { type Recorder, recordName, sessionsFrom } from '../../session/sessions.ts'
import { stepsFrom } from '../../session/steps.ts'
import { type CardEdit, cardEdit } from '../../store/cards.ts'
import { signedContracts } from '../../store/older-versions.ts'
import {
  filesIn,
  mustBeReadable,
  type Partnership,
  type Place,
  placeOf,
  readPartnership,
  readRecords,
} from '../../store/partnership.ts'
import { problemsFrom, readBytes } from '../../store/reading.ts'
import { inTurn } from '../../store/turn.ts'
import { createFirstFree, ensureFolder } from '../../store/writing.ts'
import { type Source, toYaml } from '../../store/yaml.ts'
import { lookAtKeys, readAnswers, refuse } from '../answers.ts'
import { readTimeOn } from '../check-in-time.ts'
import { AS, COMMIT, type Command, DATE, FROM, type Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import { readStanding } from '../reading.ts'
import { dayOption, todayFor } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { type Became, judged } from '../talk-through.ts'
import { STATE_WORDS } from '../verify/lines.ts'
import { knownWho } from '../who.ts'
import { type Before, type SaidRecord, thereOf } from './before.ts'
import { closingLines, sessionMessage } from './closing.ts'
import { isAboutMissed, MISSED_OPTIONS } from './missed-options.ts'

export const checkin: Command = {
  options: [
    { flags: '--full', says: 'ask everything: also obstacles, ideas, how safe it felt, what was not said yet' },
    FROM,
    AS,
    DATE,
    {
      flags: '--confirmed-by <partner>',
      says: 'that partner agrees to what the record says about their goals and steps',
    },
    ...MISSED_OPTIONS,
    COMMIT,
  ],
  examples: [
    ['partner checkin', 'after a session, together or one of you'],
    ['partner checkin --full', 'with time for everything'],
    ['partner checkin --from session.yaml --as b', 'from a file, written by B'],
    ['partner checkin --missed', 'when the session did not take place'],
    ['partner checkin --missed --absent a --why "A fever" --moved-to 2026-02-09', 'the same, without questions'],
  ],
  reads: 'contract.yaml, checkins/, updates/, partners/, settings.yaml, the answer file',
  writes: 'one new file in checkins/; in partners/ what a session asked about a card for the first time',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  if (options.full && options.from !== undefined)
    throw new PartnerError('usage', '--full is for the talk; with --from nothing is asked.')
  const place = await placeOf(context.cwd, options.dir as string | undefined)
  const before = await readBefore(context, place)
  const dayNow = () => dayOption('--date', options.date, before.today())
  // A day that is not one is refused before anything is asked.
  dayNow()
  const said = isAboutMissed(options)
    ? await (await import('./missed.ts')).missedSession(context, options, before)
    : options.from === undefined
      ? await (await import('./talk.ts')).talkAboutSession(context, options, before, dayNow)
      : await recordFromFile(context, options, before, dayNow)
  const { now, file, record, written, isRecorded } = await inTurn(place, async () => {
    // While it was said, somebody may have recorded a session, or changed the contract: it is held against all that is there.
    const now = (await isAsRead(before)) ? before : await readBefore(context, place)
    const done: WrittenDown = said.became
      ? await keptOnly(context, said, said.became, now)
      : await writeDown(context, options, said, now)
    return { now, ...done }
  })
  const { partnership, standing, problems } = now
  const { contract } = partnership
  const { state } = standing
  const ready = readyIn(context, partnership.folder)
  // A check-in is accepted in every state of the contract; where it is not signed, that is said.
  if (problems.length)
    context.err.write(`What was signed is damaged, or cannot be read. Next: ${ready('partner verify')}\n`)
  else if (state !== 'signed')
    context.err.write(
      `The contract: ${STATE_WORDS[state]}. Next: ${ready(state === 'changed' ? 'partner verify' : 'partner sign')}\n`,
    )
  if (record.session.date < contract.date)
    context.err.write(
      `This session is before the day of the contract, ${dayText(contract.date)}. If the year is mistyped, correct it in the file and in its name.\n`,
    )
  const lines = closingLines(
    now,
    { file: partnership.shown('checkins', basename(file)), record, isRecorded },
    { ready, timeOn: await readTimeOn(partnership) },
  )
  return await closeAct(context, options, lines, {
    folder: partnership.folder,
    written,
    message: sessionMessage(now, record),
    secret: contract.agreements.confidentiality,
  })
}

/** All that may refuse is read before anything is asked or written. */
async function readBefore(context: Context, place: Place) {
  const partnership = await readPartnership(place)
  const { contract } = partnership
  const records = mustBeReadable(await readRecords(partnership, context.copies, { keepsFrom: 4 }))
  const { sessions } = sessionsFrom(contract, records)
  const { standing, frozen, problems } = await readStanding(partnership, context)
  const older = signedContracts(frozen)
  const today = () => todayFor(context, contract)
  return { partnership, standing, problems, older, records, sessions, steps: stepsFrom(contract, sessions), today }
}

/** Whether no record came, or went, since all was read, and the contract is the same. */
async function isAsRead({ partnership, records }: Before): Promise<boolean> {
  const { folder, shown, bytes } = partnership
  const names = await filesIn(partnership, 'checkins', RECORD_NAME)
  const isSame = names.found.join() === records.map(({ name }) => name).join()
  return isSame && (await readBytes(join(folder, 'contract.yaml'), shown('contract.yaml'))).equals(bytes)
}

/** A record that is there, and all that was written. */
interface WrittenDown {
  file: string
  record: AnyRecord
  written: readonly string[]
  /** It was there already, word for word, and nothing was written. */
  isRecorded?: boolean
}

/** Writes what was said, where nothing speaks against it. */
async function writeDown(context: Context, options: Options, said: SaidRecord, before: Before): Promise<WrittenDown> {
  const { partnership, records, sessions, steps } = before
  const folder = join(partnership.folder, 'checkins')
  const past = { contract: partnership.contract, sessions, steps }
  const recorder = (textAt(said.data, 'session.recordedBy') || 'both') as Recorder
  const given = await judged(said, () => wellFormed(said.data, said.source))
  // The same file once more: perhaps nobody saw that it was recorded.
  const recorded = said.source && !isMissed(given) && !options.confirmedBy && sameRecord(given, records)
  if (recorded) {
    const file = join(folder, recorded.name)
    return { file, record: recorded.record, written: [file], isRecorded: true }
  }
  const confirmed = withConfirmation(said.data, options.confirmedBy as Owner | undefined, past)
  const whole = withNewIds(confirmed, given, recorder, past)
  // With the ids: what is in the file must be readable to the last id.
  const record = await judged(said, () => accepted(whole, said.source, before))
  const cards = await cardEdits(partnership, said.cards)
  await ensureFolder(folder, { shown: partnership.shown('checkins') })
  const nameOf = (n: number) => join(folder, recordName(record.session.date, recorder, n))
  const text = toYaml(whole, { schema: '../schema/checkin.json' })
  await said.becoming?.(text)
  const file = await createFirstFree(nameOf, text, { shown: partnership.shown('checkins') })
  // What was said for the cards stands in the draft alone until they are written.
  const kept = await keepInCards(context, cards)
  await said.finished()
  const left = isMissed(record) ? [] : unansweredSteps(record, steps, partnership.contract)
  const named = left.map(step => `"${shorten(step.text, 200)}" (${step.id})`).join(', ')
  if (left.length) context.err.write(`Not in this record, and still open: ${plain(named)}\n`)
  if (!isMissed(record)) sayUnconfirmed(context, before, { name: basename(file), record })
  return { file, record, written: [file, ...kept] }
}

/** What this record says that only the partner who is not here can decide: it is open until they confirm it. */
function sayUnconfirmed(context: Context, { partnership, records }: Before, file: RecordFile): void {
  const { contract } = partnership
  const names = displayNames(contract.partners)
  const { sessions } = sessionsFrom(contract, [...records, file])
  for (const { text, what, by, session } of awaitingIn(contract, sessions))
    if (session.files.includes(file.name)) {
      const who = by.map(owner => names[owner]).join(' and ')
      const has = by.length === 1 ? 'has' : 'have'
      context.err.write(`${plain(`${who} ${has} yet to confirm: "${shorten(text, 200)}" ${what}.`)}\n`)
    }
}

/** The record was written before the program was stopped: what is left is to say so, and what goes into the cards. */
async function keptOnly(
  context: Context,
  said: SaidRecord,
  { file }: Became,
  { partnership }: Before,
): Promise<WrittenDown> {
  const kept = await keepInCards(context, await cardEdits(partnership, said.cards))
  await said.finished()
  return { file, record: anyRecordSchema.parse(said.data), written: [file, ...kept] }
}

/** What was asked because a card did not say it yet. A card that cannot be read refuses before anything is written. */
async function cardEdits(partnership: Partnership, cards: SaidRecord['cards']): Promise<CardEdit[]> {
  const edits: CardEdit[] = []
  for (const owner of OWNERS) {
    const edit = await cardEdit(partnership, owner, cards?.[owner] ?? {})
    if (edit) edits.push(edit)
  }
  return edits
}

/** Puts it there. The record is written, so that what cannot be kept beside it is said, and ends nothing. */
async function keepInCards(context: Context, cards: readonly CardEdit[]): Promise<string[]> {
  const files: string[] = []
  for (const { file, shown, said, write } of cards) {
    try {
      await write()
      files.push(file)
    } catch (error) {
      if (!(error instanceof PartnerError)) throw error
      const words = Object.entries(said).map(([key, text]) => `${key}: ${text}`)
      context.err.write(
        `${plain(error.message, { multiline: true })}\nNot in ${plain(shown)} yet: ${plain(words.join(', '))}\n`,
      )
    }
  }
  return files
}

async function recordFromFile(
  context: Context,
  options: Options,
  { partnership }: Before,
  dayNow: () => Day,
): Promise<SaidRecord> {
  const source = await readAnswers(context, String(options.from))
  const { format = 'partner/1', session = {}, ...rest } = source.data as Draft
  lookAtKeys(context, source, keysOfRecord(source.data))
  if (Object.keys(source.data as Draft).every(key => key === 'format'))
    refuse([{ path: '', what: 'says nothing of a session', where: source.place([]) }])
  if (!isMap(session)) return { data: { format, session, ...rest }, source, finished: async () => {} }
  // The one who is known to be here writes it down: two clones must never make the same file.
  const recordedBy = session.recordedBy ?? options.as ?? (await knownWho(partnership, context.env)) ?? 'both'
  const data = { format, session: { date: dayNow(), recordedBy, ...session }, ...rest }
  return { data, source, finished: async () => {} }
}

const placeIn =
  (source: Source | undefined): Source['place'] =>
  path =>
    source?.place(path) ?? { file: 'the answers' }

/** The record as the schema knows it. Whatever is wrong with it is said at once, and nothing is written. */
function wellFormed(data: Draft, source: Source | undefined): AnyRecord {
  const result = anyRecordSchema.safeParse(data)
  if (!result.success) refuse(problemsFrom({ data, place: placeIn(source) }, result.error.issues))
  return result.data as AnyRecord
}

/** The same, where nothing that is there speaks against it. */
function accepted(data: Draft, source: Source | undefined, before: Before): AnyRecord {
  const record = wellFormed(data, source)
  const found = objectionsTo(record, thereOf(before))
  refuse(found.map(({ path, what }) => ({ path: pathText(path), what, where: placeIn(source)(path) })))
  return record
}
