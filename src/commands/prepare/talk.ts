import type { Context } from '../../context.ts'
import { type Day, nearDay } from '../../contract/day.ts'
import type { Draft } from '../../contract/draft.ts'
import { isMap } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { readDay } from '../../interview/saying.ts'
import { type Script, type Talked, walkToTheEnd } from '../../interview/walk.ts'
import type { SessionTalk } from '../../session/talk/about.ts'
import { agendaFor, plannedFor } from '../../session/talk/agenda.ts'
import { seenOnly } from '../../session/talk/index.ts'
import { ownPart, preparationQuestions, updateFrom } from '../../session/talk/preparation.ts'
import { preparedDraft } from '../../session/talk/prepared.ts'
import { type Update, updateName, updatesFor } from '../../session/update.ts'
import { openDraft } from '../../store/drafts.ts'
import { mustBeReadable, readCards } from '../../store/partnership.ts'
import { readSettings } from '../../store/settings.ts'
import { readUpdates, updateNames } from '../../store/updates.ts'
import { type Before, namesOf } from '../checkin/before.ts'
import type { Options } from '../command.ts'
import { keptTalk } from '../kept-talk.ts'
import { askWho, knownWho } from '../who.ts'
import { refuseEarlier, type SaidUpdate } from './before.ts'

/** A preparation that is talked through: for which session, and what it began with. */
interface PreparedTalk extends Talked {
  date: Day
  /** What this partner had prepared before. */
  update?: Update | undefined
  /** The file as it stood; null where there was none. */
  base: string | null
}

/** One partner's preparation, from its first question, from where it stopped, or over what they prepared before. */
export async function talkAlone(context: Context, options: Options, before: Before, date: Day): Promise<SaidUpdate> {
  if (!context.prompter) {
    const who = options.as ?? (await knownWho(before.partnership))
    throw new PartnerError(
      'unanswered',
      `partner prepare needs answers, and there is no terminal to ask. Missing: ${who ? '' : '--as, '}update`,
      `Nothing was written. Give them in a file:  partner prepare --from update.yaml --as ${who ?? 'a'}`,
    )
  }
  refuseEarlier(date, before.sessions)
  const prompter = await context.prompter()
  const again = `partner prepare${options.as ? ` --as ${options.as}` : ''}`
  try {
    const by = await whoPrepares(prompter, options, before)
    const { folder, shown } = before.partnership
    const kept = keptTalk<PreparedTalk>(context, openDraft(folder, `prepare-${by}`, shown), {
      isWhole: ({ date, base, update }) =>
        typeof date === 'string' && (base === null || typeof base === 'string') && (!update || isMap(update)),
      again,
    })
    const found = await kept.load()
    const now = found && (await textOf(before, updateName(found.date, by)))
    const changed =
      found && now !== found.base ? ' What stands in its file has changed since; going on replaces that.' : ''
    const say = `There is an unfinished update for the session of ${found?.date}.${changed}`
    const goesOn = found && (await kept.asking(kept.resume(prompter, say))) !== 'over'
    const start = goesOn ? { ...found, base: now ?? null } : await begun(before, date, by)
    refuseEarlier(start.date, before.sessions)
    const talk = await agenda(before, start, by)
    const script = preparation(talk, before, by)
    const first: PreparedTalk = goesOn ? start : { ...start, draft: startingWith(start.update, talk) }
    const save = (next: Talked) => kept.save({ ...start, ...next })
    const { draft } = await kept.asking(walkToTheEnd(script, first, { prompter, save }), script)
    const seen = seenOnly(draft, talk.prepared, script.questions(draft))
    return { data: updateFrom(seen, talk), base: start.base, finished: kept.finished }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      'Stopped before the first answer. Nothing was written.',
      `Go on any time:  ${again}`,
    )
  }
}

/** A talk that begins with what this partner prepared for the session already, perhaps before it was moved. */
async function begun({ partnership, sessions }: Before, date: Day, by: Owner): Promise<PreparedTalk> {
  const names = mustBeReadable(await updateNames(partnership))
  const planned = plannedFor(partnership.contract, sessions, date)
  const name = updatesFor(names, sessions, { date, planned })[by]
  const [old] = mustBeReadable(await readUpdates(partnership, name ? [name] : []))
  const base = old?.name === updateName(date, by) ? old.bytes.toString() : null
  return { date, draft: {}, trail: [], update: old?.update, base }
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

function preparation(talk: SessionTalk, { partnership }: Before, by: Owner): Script {
  const { names, date, today } = talk
  const agreed = partnership.contract.agreements.updates[by]?.prepare
  const about = [
    ...(agreed ? [`You agreed to prepare: ${agreed}`] : []),
    `${names[other(by)]} can read this. When you meet, the check-in offers each answer once more.`,
  ]
  return {
    questions: draft => preparationQuestions(draft, talk, about),
    progress: () => `${names[by]} alone, before the session of ${nearDay(date, today)}`,
  }
}

async function agenda(before: Before, { date, update }: PreparedTalk, by: Owner): Promise<SessionTalk> {
  const { partnership, sessions, steps, today } = before
  const updates = update ? [update] : []
  const talk = ownPart(
    agendaFor({
      contract: partnership.contract,
      sessions,
      steps,
      date,
      today,
      writer: by,
      full: false,
      cards: mustBeReadable(await readCards(partnership)),
      ownQuestions: (await readSettings(partnership)).questions,
      readDay: said => readDay(said, today),
      updates,
    }),
    by,
  )
  return { ...talk, prepared: preparedDraft(updates, talk) }
}

/** `--as`, else what git knows, else asked once and offered to be remembered. */
async function whoPrepares(prompter: Prompter, options: Options, before: Before): Promise<Owner> {
  const known = (options.as as Owner | undefined) ?? (await knownWho(before.partnership))
  const question = { id: 'who', label: 'Who prepares?' }
  const who = known ?? (await askWho<never>(prompter, before.partnership, namesOf(before), question))
  if (who) return who
  throw new PartnerError('usage', 'An update is by one of you.', 'Say who: --as a, or --as b')
}
