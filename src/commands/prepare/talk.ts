import type { Context } from '../../context.ts'
import { type Day, isDay, nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import type { Prompter } from '../../interview/prompter.ts'
import type { Script, Talked } from '../../interview/walk.ts'
import { plannedFor } from '../../session/cadence.ts'
import { sessionsAround } from '../../session/sessions.ts'
import type { SessionTalk } from '../../session/talk/about.ts'
import { agendaFor } from '../../session/talk/agenda.ts'
import { ownPart, preparationQuestions, updateFrom } from '../../session/talk/preparation.ts'
import { preparedDraft } from '../../session/talk/prepared.ts'
import { isAnswers, seenOnly } from '../../session/talk/seen.ts'
import { type Update, updateName, updateSchema, updatesFor } from '../../session/update.ts'
import { openDraft } from '../../store/drafts.ts'
import { mustBeReadable, readCards } from '../../store/partnership.ts'
import { readSettings } from '../../store/settings.ts'
import { readUpdates, updateNames } from '../../store/updates.ts'
import type { Before } from '../checkin/before.ts'
import type { Options } from '../command.ts'
import { ofItsDay, talkThrough } from '../talk-through.ts'
import { knownWho, speaker } from '../who.ts'
import { isRecorded, refuseEarlier, type SaidUpdate } from './before.ts'

/** A preparation that is talked through: for which session, and what it began with. */
interface PreparedTalk extends Talked {
  date: Day
  /** What this partner had prepared before. */
  update?: Update | undefined
  /** The file as it stood; null where there was none. */
  base: string | null
}

/** One partner's preparation, from its first question, from where it stopped, or over what they prepared before. */
export async function talkAlone(
  context: Context,
  options: Options,
  before: Before,
  dayNow: () => Day,
): Promise<SaidUpdate> {
  if (!context.prompter) {
    const who = options.as ?? (await knownWho(before.partnership, context.env))
    throw new PartnerError(
      'unanswered',
      `partner prepare needs answers, and there is no terminal to ask. Missing: ${who ? '' : 'who you are (--as), '}a file with your answers (--from)`,
      `Nothing was written. Give them in a file:  partner prepare --from update.yaml --as ${who ?? 'a'}`,
    )
  }
  refuseEarlier(dayNow(), before.sessions)
  const prompter = await context.prompter()
  const { folder, shown } = before.partnership
  let by: Owner = 'a'
  // The screens name this day, and the update stays for it, also after midnight.
  let day = dayNow()
  let talk!: SessionTalk
  let base: string | null = null
  const held = await talkThrough<PreparedTalk>(context, prompter, {
    again: `partner prepare${options.as ? ` --as ${options.as}` : ''}`,
    async file() {
      by = await whoPrepares(prompter, options, before, context.env)
      return openDraft(folder, `prepare-${by}`, shown)
    },
    isWhole: ({ date, base, update, draft }) =>
      isDay(date) &&
      (base === null || typeof base === 'string') &&
      (!update || updateSchema.safeParse(update).success) &&
      isAnswers(draft),
    async say(found) {
      day = dayNow()
      const said = `There is an unfinished update for the session of ${found.date}`
      if (isRecorded(found.date, before.sessions)) return `${said}, which is recorded by now. Going on is for ${day}.`
      const changed = (await textOf(before, updateName(found.date, by))) !== found.base
      return `${said}.${changed ? ' What stands in its file has changed since; going on replaces that.' : ''}${ofItsDay(found.date, options.date)}`
    },
    async begin(found) {
      if (!found) day = dayNow()
      const start = found ? await goneOnWith(before, found, day, by) : await begun(before, day, by)
      base = start.base
      talk = await agenda(before, start, by)
      const draft = found ? found.draft : startingWith(start.update, talk)
      return { start: { ...start, draft }, script: preparation(talk, before, by) }
    },
  })
  const seen = seenOnly(held.draft, preparationQuestions(held.draft, talk, []))
  return { ...held, data: updateFrom(seen, talk), base }
}

/** What was begun, over what stands in its file by now; where its session is recorded, for the one to come. */
async function goneOnWith(before: Before, found: PreparedTalk, next: Day, by: Owner): Promise<PreparedTalk> {
  const date = isRecorded(found.date, before.sessions) ? next : found.date
  return { ...found, date, base: await textOf(before, updateName(date, by)) }
}

/** A talk that begins with what this partner prepared for the session already, perhaps before it was moved. */
async function begun(before: Before, date: Day, by: Owner): Promise<PreparedTalk> {
  const { partnership, sessions } = before
  const names = mustBeReadable(await updateNames(partnership))
  const past = sessionsAround({ date, recordedBy: by }, sessions).before
  const name = updatesFor(names, past, { date, planned: plannedFor(partnership.contract, past) })[by]
  const [old] = mustBeReadable(await readUpdates(partnership, name ? [name] : []))
  return { date, draft: {}, trail: [], update: old?.update, base: await textOf(before, updateName(date, by)) }
}

/** The file of an update as it stands; null where there is none. */
async function textOf({ partnership }: Before, name: string): Promise<string | null> {
  const { found } = await updateNames(partnership)
  const [old] = mustBeReadable(await readUpdates(partnership, found.includes(name) ? [name] : []))
  return old ? old.bytes.toString() : null
}

const startingWith = (update: Update | undefined, talk: SessionTalk): Draft => ({
  ...talk.prepared,
  ...(update?.need && { need: update.need }),
})

function preparation(talk: SessionTalk, { partnership, today }: Before, by: Owner): Script {
  const { names, date } = talk
  const agreed = partnership.contract.agreements.updates[by]?.prepare
  const about = [
    ...(agreed ? [`You agreed to prepare: ${agreed}`] : []),
    `${names[other(by)]} can read this. When you meet, the check-in offers each answer once more.`,
  ]
  return {
    questions: draft => preparationQuestions(draft, talk, about),
    progress: () => `${names[by]} alone, before the session of ${nearDay(date, today())}`,
  }
}

async function agenda(before: Before, { date, update }: PreparedTalk, by: Owner): Promise<SessionTalk> {
  const { partnership, sessions, today } = before
  const updates = update ? [update] : []
  const talk = ownPart(
    agendaFor({
      contract: partnership.contract,
      sessions,
      date,
      today: today(),
      writer: by,
      full: false,
      cards: mustBeReadable(await readCards(partnership)),
      ownQuestions: (await readSettings(partnership)).questions,
      updates,
    }),
    by,
  )
  return { ...talk, prepared: preparedDraft(updates, talk) }
}

async function whoPrepares(prompter: Prompter, options: Options, before: Before, env: Context['env']): Promise<Owner> {
  const who = await speaker<never>(prompter, options, before.partnership, env, { id: 'who', label: 'Who prepares?' })
  if (who) return who
  throw new PartnerError('usage', 'An update is by one of you.', 'Say who: --as a, or --as b')
}
