import type { Context } from '../../context.ts'
import { allWins, type Contract } from '../../contract/contract.ts'
import { addDays } from '../../contract/day.ts'
import type { Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { readDay } from '../../interview/saying.ts'
import { nextQuestion, type Script, type Talked, walk } from '../../interview/walk.ts'
import { nextSession, occurrences } from '../../session/cadence.ts'
import { goalsFrom } from '../../session/goals.ts'
import type { SessionTalk } from '../../session/talk/about.ts'
import { GROUPS, type Group, sessionQuestions } from '../../session/talk/index.ts'
import { recordFrom } from '../../session/talk/record.ts'
import { openDraft } from '../../store/drafts.ts'
import type { Options } from '../command.ts'
import { askWho, knownWho } from '../who.ts'
import { type Before, namesOf, type SaidRecord } from './before.ts'

const KEPT = 'partner-draft/1'

interface Kept extends Talked {
  format: string
  date: string
  savedAt: string
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
  return await stoppedInWords(options, async () => {
    const writer = await whoWrites(prompter, options, before)
    const file = openDraft(before.partnership.folder, `checkin-${writer}`, before.partnership.shown)
    const kept = asKept(await file.load(), file.shown)
    const resumed = kept && (await resume(prompter, kept, context, file.setAside))
    const talk = sessionTalk(before, resumed?.date ?? date, writer)
    const script = sessionScript(talk)
    let state: Talked = resumed ?? { draft: {}, trail: [] }
    let saved: Talked | undefined = resumed
    const save = async (next: Talked) => {
      await file.save({ ...next, format: KEPT, date: talk.date, savedAt: context.now().toISOString() })
      saved = next
    }
    for (;;) {
      const walked = await walk(script, state, { prompter, save }).catch(error => {
        if (!(error instanceof Stopped) || !saved) throw error
        throw new StoppedAt(nextQuestion(script, saved)!.label, before.partnership.shown('.draft'))
      })
      if (!walked.left)
        return { data: recordFrom(walked.draft, talk, before.partnership.contract.version), finished: file.remove }
      prompter.tell(['  This is the first question.'])
      state = walked
    }
  })
}

/** Stopped when there was something to keep. */
class StoppedAt extends Stopped {
  constructor(
    readonly question: string,
    readonly drafts: string,
  ) {
    super('')
  }
}

async function stoppedInWords<T>(options: Options, talk: () => Promise<T>): Promise<T> {
  try {
    return await talk()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const kept =
      error instanceof StoppedAt
        ? `Stopped at "${error.question}". What you said is saved in ${error.drafts}`
        : 'Stopped before the first answer. Nothing was written.'
    const as = options.as ? ` --as ${options.as}` : ''
    throw new PartnerError('cancelled', kept, `Go on any time:  partner checkin${as}`)
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

function sessionTalk(before: Before, date: string, writer: Owner | 'both'): SessionTalk {
  const { contract } = before.partnership
  const earlier = before.sessions.filter(session => session.date <= date)
  const { meetings } = contract.agreements
  const planned = nextSession(meetings, earlier, contract.date)
  return {
    names: namesOf(before),
    date,
    today: before.today,
    writer,
    steps: before.steps.filter(step => step.open),
    goals: goalsFrom(contract, before.sessions).filter(goal => !goal.finished),
    next: planned && planned > date ? planned : occurrences(meetings, addDays(date, 1), 1)[0],
    first: !before.sessions.some(session => session.held),
    ideas: { a: milestones(contract, 'a'), b: milestones(contract, 'b') },
    readDay: said => readDay(said, before.today),
  }
}

/** What is on the way to one's own goals and the shared ones. */
const milestones = (contract: Contract, owner: Owner): string[] =>
  allWins(contract)
    .filter(win => win.owner === owner || win.owner === 'big')
    .flatMap(win => win.milestones.map(({ text }) => text))

/** `--as`, else what git knows, else asked once and offered to be remembered. */
async function whoWrites(prompter: Prompter, options: Options, before: Before): Promise<Owner | 'both'> {
  const known = (options.as as Owner | undefined) ?? (await knownWho(before.partnership))
  const question = { id: 'writer', label: 'Who writes this down?', together: 'both' } as const
  return known ?? (await askWho(prompter, before.partnership, namesOf(before), question)) ?? 'both'
}

function asKept(value: unknown, file: string): Kept | undefined {
  if (value === undefined) return undefined
  const kept = value as Partial<Kept>
  if (kept.format === KEPT && typeof kept.date === 'string' && Array.isArray(kept.trail) && kept.draft)
    return kept as Kept
  throw new PartnerError(
    'invalid',
    `The draft ${file} is not one of this program's.`,
    'It is kept as it is. Move it away to begin anew.',
  )
}

async function resume(
  prompter: Prompter,
  kept: Kept,
  context: Context,
  setAside: (now: Date) => Promise<string>,
): Promise<Kept | undefined> {
  const reply = await prompter.ask({
    id: 'resume',
    label: 'Go on?',
    above: [{ kind: 'say', text: `There is an unfinished check-in for ${kept.date}.` }],
    prefill: '',
    choices: [
      { value: 'on', name: 'Go on where it stopped' },
      { value: 'over', name: 'Start over (the old one is kept)' },
    ],
    fallback: 'on',
    footer: ['arrows and Enter choose'],
  })
  if (reply.text !== 'over') return kept
  await setAside(context.now())
  return undefined
}
