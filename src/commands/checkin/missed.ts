import type { Context } from '../../context.ts'
import { type Day, dayText, isDay, longDay } from '../../contract/day.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { OWNERS } from '../../contract/people.ts'
import { clean } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import type { Prompter } from '../../interview/prompter.ts'
import type { Talked } from '../../interview/walk.ts'
import { notAfter, toldOtherwise } from '../../session/acceptance.ts'
import { dayAfter, nextSession } from '../../session/cadence.ts'
import type { Recorder } from '../../session/sessions.ts'
import { type MissedTalk, missedQuestions, missedRecord } from '../../session/talk/missed.ts'
import { isAnswers } from '../../session/talk/seen.ts'
import { openDraft } from '../../store/drafts.ts'
import type { Options } from '../command.ts'
import { dayOption } from '../report.ts'
import { type Held, judged, talkThrough } from '../talk-through.ts'
import { whoIsHere, writer as whoWrites } from '../who.ts'
import { type Before, namesOf, type SaidRecord, thereOf } from './before.ts'

/** What is said of a session that did not take place: by the options, and at a terminal by a short talk. */
export async function missedSession(context: Context, options: Options, before: Before): Promise<SaidRecord> {
  const dayNow = () => (options.date === undefined ? lateDay(before) : dayOption('--date', options.date, ''))
  const date = dayNow()
  if (date && date > before.today()) throw new PartnerError('invalid', toCome(date, before), NOTHING)
  const talk: Talk = {
    names: namesOf(before),
    dayNow,
    given: givenBy(options, before),
    nextAfter: day => dayAfter(before.partnership.contract.agreements.meetings, day),
  }
  if (!context.prompter) {
    mustSaySomething(options)
    if (!date) throw noDayIsLate()
  }
  const stillAsked = missedQuestions({}, { ...talk, today: before.today(), date, wrongDay: () => undefined }).length > 0
  const said =
    context.prompter && stillAsked
      ? await talkedThrough(context, await context.prompter(), options, before, talk)
      : await asGiven(context, options, before, talk)
  const data = missedRecord(said.draft, said.talk, said.writer)
  await judged(said, () => mustFitIn(before, data, said.writer))
  return { ...said, data }
}

/** Which day is meant can't be guessed, and there is nobody to ask. */
const noDayIsLate = () =>
  new PartnerError(
    'unanswered',
    'Every agreed day up to today has its record, so partner checkin --missed needs to know the day. Missing: --date',
    `${NOTHING} For example:  partner checkin --missed --date 2026-10-31 --why "A fever"`,
  )

/** A record in which nothing stands but a guessed day would tell nobody anything. */
function mustSaySomething({ date, why, absent, movedTo }: Options): void {
  if ([date, why, absent, movedTo].some(given => given !== undefined)) return
  throw new PartnerError(
    'unanswered',
    'partner checkin --missed needs to know more, and there is no terminal to ask. Missing: --why, or --date',
    `${NOTHING} For example:  partner checkin --missed --why "A fever"`,
  )
}

/** All but what depends on who writes it down, and when. */
interface Talk extends Omit<MissedTalk, 'wrongDay' | 'today' | 'date'> {
  dayNow(): Day | ''
}

/** The agreed day that has come and has no record, the one that `status` calls late; empty if there is none. */
function lateDay({ partnership: { contract }, sessions, today }: Before): Day | '' {
  const agreed = nextSession(contract.agreements.meetings, sessions, contract.date)
  return agreed && agreed <= today() ? agreed : ''
}

/** The options as answers, by the ids of the questions they stand for. */
function givenBy(options: Options, { today }: Before): Draft {
  const absent = options.absent as readonly string[] | undefined
  const who = absent && OWNERS.filter(owner => absent.includes(owner) || absent.includes('both')).join(' ')
  return {
    ...(options.date !== undefined && { date: String(options.date) }),
    ...(options.why !== undefined && { reason: clean(String(options.why)).trim() }),
    ...(who && { absent: who }),
    ...(options.movedTo !== undefined && { rescheduledTo: dayOption('--moved-to', options.movedTo, today()) }),
  }
}

/** All that is needed was given, or there is nobody to ask. */
const asGiven = async ({ env }: Context, options: Options, before: Before, talk: Talk): Promise<SaidMissed> => ({
  draft: {},
  talk: { ...talk, date: talk.dayNow() },
  writer: (await whoIsHere(options, before.partnership, env)) ?? 'both',
  finished: async () => {},
})

/** What was said, what about, and by whom. */
interface SaidMissed extends Partial<Held> {
  draft: Draft
  talk: Pick<MissedTalk, 'date' | 'given'>
  writer: Recorder
  finished(): Promise<void>
}

interface DatedTalk extends Talked {
  date: Day | ''
}

async function talkedThrough(
  context: Context,
  prompter: Prompter,
  options: Options,
  before: Before,
  talk: Talk,
): Promise<SaidMissed> {
  const { folder, shown } = before.partnership
  let writer: Recorder = 'both'
  let date = talk.dayNow()
  const held = await talkThrough<DatedTalk>(context, prompter, {
    again: `partner checkin --missed${options.as ? ` --as ${options.as}` : ''}`,
    async file() {
      writer = await whoWrites(prompter, options, before.partnership, context.env, 'missed')
      return openDraft(folder, `missed-${writer}`, shown)
    },
    isWhole: ({ date, draft }) => (date === '' || isDay(date)) && isAnswers(draft),
    say: ({ date, draft }) => {
      const day = textAt(draft, 'date') || date
      return `You began to record that ${day ? `the session of ${dayText(day)}` : 'a session'} did not take place.`
    },
    async begin(found) {
      // The first screen proposes this day, and what is said is about it, also after midnight.
      const start: DatedTalk = found ?? { date: talk.dayNow(), draft: {}, trail: [] }
      date = textAt(talk.given, 'date') || start.date
      const dated = { ...talk, date, wrongDay: (day: Day) => wrongDay(before, day, writer) }
      const script = {
        questions: (draft: Draft) => missedQuestions({ ...draft, ...talk.given }, { ...dated, today: before.today() }),
        progress: () => 'A session that did not take place',
      }
      return { start, script }
    },
  })
  return { ...held, talk: { ...talk, date }, writer }
}

function mustFitIn(before: Before, data: Draft, recorder: Recorder): void {
  const date = textAt(data, 'session.date')
  const moved = textAt(data, 'session.rescheduledTo')
  const wrong = wrongDay(before, date, recorder)
  if (wrong) throw new PartnerError('invalid', wrong, `${NOTHING} If another day is meant: --date`)
  if (moved && moved <= date) throw new PartnerError('invalid', notAfter(moved, date), NOTHING)
}

/** Why the session of a day cannot have been missed. */
const wrongDay = (before: Before, date: Day, recorder: Recorder): string | undefined =>
  date > before.today() ? toCome(date, before) : toldOtherwise({ date, isMissed: true, recorder }, thereOf(before))

const toCome = (date: Day, { today }: Before): string => `${longDay(date)} is still to come (today is ${today()}).`

const NOTHING = 'Nothing was written.'
