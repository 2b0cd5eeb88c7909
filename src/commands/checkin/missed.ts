import type { Context } from '../../context.ts'
import { addDays, type Day, dayText, longDay } from '../../contract/day.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner } from '../../contract/people.ts'
import { clean } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { readDay } from '../../interview/saying.ts'
import { type Script, type Talked, walkToTheEnd } from '../../interview/walk.ts'
import { nextSession, occurrences } from '../../session/cadence.ts'
import { isMissed } from '../../session/record.ts'
import { type Recorder, type RecordFile, recorderOf } from '../../session/sessions.ts'
import { type MissedTalk, missedQuestions, missedRecord, notAfter } from '../../session/talk/missed.ts'
import { openDraft } from '../../store/drafts.ts'
import type { CommandOption, Options } from '../command.ts'
import { keptTalk } from '../kept-talk.ts'
import { dayOption } from '../report.ts'
import { askWho, knownWho } from '../who.ts'
import { type Before, namesOf, type SaidRecord } from './before.ts'

/** Of a session that did not take place (CHK-21). */
export const MISSED_OPTIONS: readonly CommandOption[] = [
  { flags: '--missed', says: 'the session did not take place' },
  { flags: '--why <text>', says: 'with --missed: what got in the way' },
  {
    flags: '--absent <partner...>',
    says: 'with --missed: who could not come',
    choices: [...OWNERS, 'both'],
  },
  { flags: '--moved-to <day>', says: 'with --missed: when you meet instead (default: as agreed)' },
]

const ONLY_MISSED = { why: '--why', absent: '--absent', movedTo: '--moved-to' } as const
const NEVER_MISSED = { from: '--from', full: '--full', confirmedBy: '--confirmed-by' } as const

/** Whether it is about a session that did not take place; options that say both are wrong use. */
export function isAboutMissed(options: Options): boolean {
  const given = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([key, flag]) => (options[key] === undefined ? [] : flag))
  if (options.missed) {
    const [flag] = given(NEVER_MISSED)
    if (flag)
      throw new PartnerError(
        'usage',
        `${flag} is for a session that took place, --missed for one that did not.`,
        'Take one of them. A file may say it, too: session: {held: false}',
      )
    return true
  }
  const [flag] = given(ONLY_MISSED)
  if (flag) throw new PartnerError('usage', `${flag} is for a session that did not take place.`, 'Say so with --missed')
  return false
}

/** A session cannot have taken place and not: what each record says of it counts, too. */
interface BeforeMissed extends Before {
  records: readonly RecordFile[]
}

/** What is said of a session that did not take place: by the options, and at a terminal by a short talk. */
export async function missedSession(context: Context, options: Options, before: BeforeMissed): Promise<SaidRecord> {
  const date = dayOption('--date', options.date, agreedDay(before))
  if (date > before.today) throw new PartnerError('invalid', toCome(date, before), NOTHING)
  const talk: Talk = {
    names: namesOf(before),
    today: before.today,
    date,
    given: givenBy(options, before),
    nextAfter: day => nextAfter(before, day),
    readDay,
  }
  const stillAsked = missedQuestions({}, { ...talk, wrongDay: () => undefined }).length > 0
  const said =
    context.prompter && stillAsked
      ? await talkedThrough(context, await context.prompter(), options, before, talk)
      : await asGiven(options, before, talk)
  const data = missedRecord(said.draft, said.talk, said.writer)
  mustFitIn(before, data, said.writer)
  return { data, finished: said.finished }
}

/** All but what depends on who writes it down. */
type Talk = Omit<MissedTalk, 'wrongDay'>

/** The session that was agreed, if its day has come; else today's. */
function agreedDay({ partnership: { contract }, sessions, today }: BeforeMissed): Day {
  const agreed = nextSession(contract.agreements.meetings, sessions, contract.date)
  return agreed && agreed <= today ? agreed : today
}

function nextAfter({ partnership: { contract } }: BeforeMissed, date: Day): Day | undefined {
  const { meetings } = contract.agreements
  return occurrences({ ...meetings, first: meetings.first ?? date }, addDays(date, 1), 1)[0]
}

/** The options as answers, by the ids of the questions they stand for. */
function givenBy(options: Options, { today }: BeforeMissed): Draft {
  const absent = options.absent as readonly string[] | undefined
  const who = absent && OWNERS.filter(owner => absent.includes(owner) || absent.includes('both')).join(' ')
  return {
    ...(options.date !== undefined && { date: String(options.date) }),
    ...(options.why !== undefined && { reason: clean(String(options.why)).trim() }),
    ...(who && { absent: who }),
    ...(options.movedTo !== undefined && { rescheduledTo: dayOption('--moved-to', options.movedTo, today) }),
  }
}

const whoIsHere = async (options: Options, { partnership }: BeforeMissed): Promise<Owner | undefined> =>
  (options.as as Owner | undefined) ?? (await knownWho(partnership))

/** All that is needed was given, or there is nobody to ask. */
const asGiven = async (options: Options, before: BeforeMissed, talk: Talk): Promise<SaidMissed> => ({
  draft: {},
  talk,
  writer: (await whoIsHere(options, before)) ?? 'both',
  finished: async () => {},
})

/** What was said, what about, and by whom. */
interface SaidMissed {
  draft: Draft
  talk: Talk
  writer: Recorder
  finished(): Promise<void>
}

interface DatedTalk extends Talked {
  date: Day
}

async function talkedThrough(
  context: Context,
  prompter: Prompter,
  options: Options,
  before: BeforeMissed,
  talk: Talk,
): Promise<SaidMissed> {
  const again = `partner checkin --missed${options.as ? ` --as ${options.as}` : ''}`
  const { folder, shown } = before.partnership
  try {
    const question = { id: 'writer', label: 'Who writes this down?', together: 'both' } as const
    const writer: Recorder =
      (await whoIsHere(options, before)) ?? (await askWho(prompter, before.partnership, talk.names, question)) ?? 'both'
    const kept = keptTalk<DatedTalk>(context, openDraft(folder, `missed-${writer}`, shown), {
      isWhole: ({ date }) => typeof date === 'string',
      again,
    })
    const found = await kept.load()
    const say = `You began to record that the session of ${found && dayText(found.date)} did not take place.`
    const goesOn = found && (await kept.asking(kept.resume(prompter, say))) !== 'over'
    const start: DatedTalk = goesOn ? found : { date: talk.date, draft: {}, trail: [] }
    const dated: MissedTalk = {
      ...talk,
      date: textAt(talk.given, 'date') || start.date,
      wrongDay: day => wrongDay(before, day, writer),
    }
    const script: Script = {
      questions: draft => missedQuestions({ ...draft, ...talk.given }, dated),
      progress: () => 'A session that did not take place',
    }
    const save = (next: Talked) => kept.save({ ...next, date: start.date })
    const { draft } = await kept.asking(walkToTheEnd(script, start, { prompter, save }), script)
    return { draft, talk: dated, writer, finished: kept.finished }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      'Stopped before the first answer. Nothing was written.',
      `Go on any time:  ${again}`,
    )
  }
}

function mustFitIn(before: BeforeMissed, data: Draft, recorder: Recorder): void {
  const date = textAt(data, 'session.date')
  const moved = textAt(data, 'session.rescheduledTo')
  const wrong = wrongDay(before, date, recorder)
  if (wrong) throw new PartnerError('invalid', wrong, `${NOTHING} If another day is meant: --date`)
  if (moved && moved <= date) throw new PartnerError('invalid', notAfter(moved, date), NOTHING)
}

/** A session cannot have taken place and not; and what is told once is not told again as another session. */
function wrongDay(before: BeforeMissed, date: Day, recorder: Recorder): string | undefined {
  const { records, partnership, today } = before
  if (date > today) return toCome(date, before)
  const speaksFor = (file: RecordFile) => recorder === 'both' || [recorder, 'both'].includes(recorderOf(file))
  const told = records.find(file => file.record.session.date === date && speaksFor(file))
  if (!told) return undefined
  const file = partnership.shown('checkins', told.name)
  return isMissed(told.record)
    ? `That the session of ${longDay(date)} did not take place is recorded already. To add to it, edit ${file}`
    : `The session of ${longDay(date)} took place, says ${file}`
}

const toCome = (date: Day, { today }: BeforeMissed): string => `${longDay(date)} is still to come (today is ${today}).`

const NOTHING = 'Nothing was written.'
