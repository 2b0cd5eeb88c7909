import { basename, join } from 'node:path'
import type { Context } from '../../context.ts'
import { type Day, isDay } from '../../contract/day.ts'
import { type Draft, isMap } from '../../contract/draft.ts'
import type { Owner } from '../../contract/people.ts'
import { shorten } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import type { Script, Talked } from '../../interview/walk.ts'
import { plannedFor } from '../../session/cadence.ts'
import { sessionsAround } from '../../session/sessions.ts'
import { type Asked, agendas, askedIn, type Given } from '../../session/talk/agenda.ts'
import { asPrepared } from '../../session/talk/as-prepared.ts'
import { dayIn } from '../../session/talk/head.ts'
import { GROUPS, type Group, sessionQuestions } from '../../session/talk/index.ts'
import { preparedLines } from '../../session/talk/prepared.ts'
import { cardsFrom, recordFrom } from '../../session/talk/record.ts'
import { isAnswers, offering, seenOnly } from '../../session/talk/seen.ts'
import { settledMeanwhile } from '../../session/talk/settled.ts'
import { type Update, updateSchema, updatesFor } from '../../session/update.ts'
import { openDraft } from '../../store/drafts.ts'
import { mustBeReadable, readCards } from '../../store/partnership.ts'
import { readSettings } from '../../store/settings.ts'
import { readTimeOuts } from '../../store/time-outs.ts'
import { readUpdates, updateNames } from '../../store/updates.ts'
import { fileWith } from '../../store/writing.ts'
import { parseYaml } from '../../store/yaml.ts'
import type { Options } from '../command.ts'
import { ofItsDay, talkThrough } from '../talk-through.ts'
import { writer as whoWrites } from '../who.ts'
import type { Before, SaidRecord } from './before.ts'

type Agenda = ReturnType<typeof agendas>

/** A check-in that is talked through, the day it is of, and whether everything is asked. */
interface DatedTalk extends Talked {
  date: Day
  full?: boolean
  /** What the partners had prepared for it when it was last begun or gone on with. */
  updates?: readonly Update[]
  /** What it asks in its turn. */
  asked?: Asked
}

const isWhole = ({ date, full = false, updates = [], asked, draft = {} }: Partial<DatedTalk>): boolean =>
  isDay(date) &&
  typeof full === 'boolean' &&
  Array.isArray(updates) &&
  updates.every(update => updateSchema.safeParse(update).success) &&
  (asked === undefined ||
    (isMap(asked) &&
      isDay(asked.date) &&
      typeof asked.openQuestion === 'string' &&
      ['question', 'concern'].includes(asked.turn) &&
      [asked.reviews ?? false, asked.takesStock ?? false].every(due => typeof due === 'boolean') &&
      isAnswers(asked.objectives))) &&
  isAnswers(draft)

/** The guided check-in, from its first question or from where it stopped. */
export async function talkAboutSession(
  context: Context,
  options: Options,
  before: Before,
  dayNow: () => Day,
): Promise<SaidRecord> {
  if (!context.prompter) {
    throw new PartnerError(
      'unanswered',
      'partner checkin needs answers, and there is no terminal to ask. Missing: session',
      'Nothing was written. Give them in a file:  partner checkin --from session.yaml',
    )
  }
  const prompter = await context.prompter()
  const [date, today] = [dayNow(), before.today()]
  if (date > today)
    throw new PartnerError(
      'invalid',
      `${date} is still to come (today is ${today}).`,
      'A session is recorded when it has taken place.',
    )
  const { folder, shown, contract } = before.partnership
  let writer: Owner | 'both' = 'both'
  let agenda!: Agenda
  const held = await talkThrough<DatedTalk>(context, prompter, {
    again: `partner checkin${options.full ? ' --full' : ''}${options.as ? ` --as ${options.as}` : ''}`,
    async file() {
      writer = await whoWrites(prompter, options, before.partnership, context.env, 'checkin')
      return openDraft(folder, `checkin-${writer}`, shown)
    },
    isWhole,
    say({ draft, date }) {
      const day = dayIn(draft) || date
      return `There is an unfinished check-in for ${day}.${ofItsDay(day, options.date)}`
    },
    async begin(found) {
      // The next screen shows this day, and the pair confirm it: the check-in stays of it, also after midnight.
      const begun: DatedTalk = found ?? { date: dayNow(), draft: {}, trail: [] }
      const start = { ...begun, ...(await preparedFor(before, begun, writer)) }
      // What was begun may be gone on with in full, and stays full once it is.
      const full = start.full || Boolean(options.full)
      agenda = agendas(await given(before, { ...start, full }, writer), before.today)
      if (found) prompter.tell(sinceThen(found, start.arrived, agenda, before))
      const { prepared } = agenda(start.draft)
      const { arrived: _, ...talk } = { ...start, full, draft: offering(start.draft, prepared, start.trail) }
      return { start: talk, script: sessionScript(agenda) }
    },
    fileWith: text => fileWith(join(folder, 'checkins'), text),
    beside: draft => ({ asked: askedIn(agenda(draft)) }),
  })
  const { became } = held
  if (became) {
    const data = parseYaml(shown('checkins', basename(became.file)), became.text).data as Draft
    return { ...held, data, cards: cardsFrom(held.draft) }
  }
  const talk = agenda(held.draft)
  const seen = seenOnly(held.draft, sessionQuestions(held.draft, talk))
  return { ...held, data: asPrepared(recordFrom(seen, talk, contract.version), seen, talk), cards: cardsFrom(seen) }
}

const sessionScript = (agenda: Agenda): Script => {
  const groups = new Map<string, Group>()
  return {
    questions: draft =>
      sessionQuestions(draft, agenda(draft)).map(question => {
        groups.set(question.id, question.group)
        return question
      }),
    progress: ({ id }) => {
      const group = groups.get(id) ?? GROUPS[0]
      return `${GROUPS.indexOf(group) + 1} of ${GROUPS.length} · ${group}`
    },
  }
}

async function given(
  { partnership, sessions }: Before,
  { date, full, updates, asked }: DatedTalk & { full: boolean },
  writer: Owner | 'both',
): Promise<Omit<Given, 'today'>> {
  return {
    contract: partnership.contract,
    sessions,
    date,
    writer,
    full,
    // An act rests on what it reads: a card that cannot be read is said, and nothing is asked.
    cards: mustBeReadable(await readCards(partnership)),
    timeOuts: mustBeReadable(await readTimeOuts(partnership)),
    ownQuestions: (await readSettings(partnership)).questions,
    asked,
    ...(updates && { updates }),
  }
}

/** What each partner prepared alone for the session of a day, and what of it came while the talk was kept. */
async function preparedFor(
  { partnership, sessions }: Before,
  { date, updates: known = [] }: DatedTalk,
  writer: Owner | 'both',
): Promise<{ updates: Update[]; arrived: Update[] }> {
  const names = mustBeReadable(await updateNames(partnership))
  const past = sessionsAround({ date, recordedBy: writer }, sessions).before
  const found = Object.values(updatesFor(names, past, { date, planned: plannedFor(partnership.contract, past) }))
  const now = mustBeReadable(await readUpdates(partnership, found)).map(({ update }) => update)
  const isBy = (all: readonly Update[], { session: { by } }: Update) => all.some(({ session }) => session.by === by)
  return {
    updates: [...now, ...known.filter(update => !isBy(now, update))],
    arrived: now.filter(update => !isBy(known, update)),
  }
}

/** What others did while the talk was kept: what they prepared, and what they settled. */
function sinceThen({ draft, trail }: Talked, arrived: readonly Update[], agenda: Agenda, before: Before): string[] {
  const talk = agenda(draft)
  const settled = settledMeanwhile(trail, talk, { contract: before.partnership.contract, sessions: before.sessions })
  return [
    ...(arrived.length ? preparedLines(talk.updates, {}, talk) : []),
    ...settled.map(text => `"${shorten(text, 90)}" was settled in another record; what you said of it is left out.`),
  ].map(line => `  ${line}`)
}
