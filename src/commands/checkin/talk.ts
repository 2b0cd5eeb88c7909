import type { Context } from '../../context.ts'
import type { Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { readDay } from '../../interview/saying.ts'
import { type Script, type Talked, walkToTheEnd } from '../../interview/walk.ts'
import type { SessionTalk } from '../../session/talk/about.ts'
import { agendaFor, plannedFor } from '../../session/talk/agenda.ts'
import { GROUPS, type Group, seenOnly, sessionQuestions } from '../../session/talk/index.ts'
import { cardsFrom, recordFrom } from '../../session/talk/record.ts'
import { type Update, updatesFor } from '../../session/update.ts'
import { openDraft } from '../../store/drafts.ts'
import { mustBeReadable, readCards } from '../../store/partnership.ts'
import { readSettings } from '../../store/settings.ts'
import { readTimeOuts } from '../../store/time-outs.ts'
import { readUpdates, updateNames } from '../../store/updates.ts'
import type { Options } from '../command.ts'
import { keptTalk } from '../kept-talk.ts'
import { askWho, knownWho } from '../who.ts'
import { type Before, namesOf, type SaidRecord } from './before.ts'

/** A check-in that is talked through, the day it is of, and whether everything is asked. */
interface DatedTalk extends Talked {
  date: string
  full?: boolean
  /** What the partners had prepared for it when it began. */
  updates?: readonly Update[]
}

/** The guided check-in, from its first question or from where it stopped. */
export async function talkAboutSession(
  context: Context,
  options: Options,
  before: Before,
  date: string,
): Promise<SaidRecord> {
  if (!context.prompter) {
    throw new PartnerError(
      'unanswered',
      'partner checkin needs answers, and there is no terminal to ask. Missing: session',
      'Nothing was written. Give them in a file:  partner checkin --from session.yaml',
    )
  }
  const prompter = await context.prompter()
  if (date > before.today)
    throw new PartnerError(
      'invalid',
      `${date} is still to come (today is ${before.today}).`,
      'A session is recorded when it has taken place.',
    )
  const again = `partner checkin${options.full ? ' --full' : ''}${options.as ? ` --as ${options.as}` : ''}`
  try {
    const writer = await whoWrites(prompter, options, before)
    const { folder, shown, contract } = before.partnership
    const kept = keptTalk<DatedTalk>(context, openDraft(folder, `checkin-${writer}`, shown), {
      isWhole: ({ date, updates = [] }) => typeof date === 'string' && Array.isArray(updates),
      again,
    })
    const found = await kept.load()
    const say = `There is an unfinished check-in for ${found?.date}.`
    const goesOn = found && (await kept.asking(kept.resume(prompter, say))) !== 'over'
    const begun: DatedTalk = goesOn ? found : { date, draft: {}, trail: [], updates: await preparedFor(before, date) }
    // What was begun may be gone on with in full, and stays full once it is.
    const kind = { ...begun, full: begun.full || Boolean(options.full) }
    const talk = await agenda(before, kind, writer)
    const start = goesOn ? kind : { ...kind, draft: talk.prepared }
    const script = sessionScript(talk)
    const save = (next: Talked) => kept.save({ ...start, ...next })
    const said = await kept.asking(walkToTheEnd(script, start, { prompter, save }), script)
    const seen = seenOnly(said.draft, talk.prepared, script.questions(said.draft))
    return {
      data: recordFrom(seen, talk, contract.version),
      cards: cardsFrom(said.draft),
      finished: kept.finished,
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError(
      'cancelled',
      'Stopped before the first answer. Nothing was written.',
      `Go on any time:  ${again}`,
    )
  }
}

const sessionScript = (talk: SessionTalk): Script => {
  const groups = new Map<string, Group>()
  return {
    questions: draft =>
      sessionQuestions(draft, talk).map(question => {
        groups.set(question.id, question.group)
        return question
      }),
    progress: ({ id }) => {
      const group = groups.get(id) ?? GROUPS[0]
      return `${GROUPS.indexOf(group) + 1} of ${GROUPS.length} · ${group}`
    },
  }
}

async function agenda(
  before: Before,
  { date, full, updates }: DatedTalk & { full: boolean },
  writer: Owner | 'both',
): Promise<SessionTalk> {
  const { partnership, sessions, steps, today } = before
  return agendaFor({
    contract: partnership.contract,
    sessions,
    steps,
    date,
    today,
    writer,
    full,
    // An act rests on what it reads: a card that cannot be read is said, and nothing is asked.
    cards: mustBeReadable(await readCards(partnership)),
    timeOuts: mustBeReadable(await readTimeOuts(partnership)),
    ownQuestions: (await readSettings(partnership)).questions,
    readDay: said => readDay(said, date),
    ...(updates && { updates }),
  })
}

/** What each partner prepared alone for the session of a day. */
async function preparedFor({ partnership, sessions }: Before, date: string): Promise<Update[]> {
  const names = mustBeReadable(await updateNames(partnership))
  const planned = plannedFor(partnership.contract, sessions, date)
  const found = Object.values(updatesFor(names, sessions, { date, planned }))
  return mustBeReadable(await readUpdates(partnership, found)).map(({ update }) => update)
}

/** `--as`, else what git knows, else asked once and offered to be remembered. */
async function whoWrites(prompter: Prompter, options: Options, before: Before): Promise<Owner | 'both'> {
  const known = (options.as as Owner | undefined) ?? (await knownWho(before.partnership))
  const question = { id: 'writer', label: 'Who writes this down?', together: 'both' } as const
  return known ?? (await askWho(prompter, before.partnership, namesOf(before), question)) ?? 'both'
}
