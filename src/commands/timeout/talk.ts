import type { Context } from '../../context.ts'
import { dayText } from '../../contract/day.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { Stopped } from '../../interview/prompter.ts'
import { type Script, type Talked, walkToTheEnd } from '../../interview/walk.ts'
import { timeOutQuestions } from '../../session/talk/time-out.ts'
import { openDraft } from '../../store/drafts.ts'
import { keptTalk } from '../kept-talk.ts'
import type { Before } from './before.ts'

/** A time-out as it was told. */
interface SaidTimeOut {
  by: Owner
  date: string
  note: string
  finished(): Promise<void>
}

interface DatedTalk extends Talked {
  date: string
}

/** Who gave the sign, and what to remember: from the options, else asked where there is a terminal. */
export async function talkAboutTimeOut(
  context: Context,
  before: Before,
  note: string | undefined,
): Promise<SaidTimeOut> {
  const { date, partnership } = before
  const by = before.by ?? before.me
  if (by && (note !== undefined || !context.prompter)) return { by, date, note: note ?? '', finished: async () => {} }
  if (!context.prompter)
    throw new PartnerError(
      'unanswered',
      'partner timeout needs to know who gives the sign, and there is no terminal to ask. Missing: --by',
      'Nothing was written. For example:  partner timeout --by a',
    )
  const prompter = await context.prompter()
  const again = `partner timeout${before.by ? ` --by ${before.by}` : ''}`
  const kept = keptTalk<DatedTalk>(
    context,
    openDraft(partnership.folder, `timeout${before.me ? `-${before.me}` : ''}`, partnership.shown),
    { isWhole: ({ date }) => typeof date === 'string', again },
  )
  try {
    const found = await kept.load()
    const say = `You began to record a time-out of ${found && dayText(found.date)}.`
    const goesOn = found && (await kept.asking(kept.resume(prompter, say))) !== 'over'
    const start = goesOn ? found : { date, draft: {}, trail: [] }
    const script = scriptFor(before, { ...(by && { by }), ...(note !== undefined && { note }) })
    const save = (next: Talked) => kept.save({ ...next, date: start.date })
    const { draft } = await kept.asking(walkToTheEnd(script, start, { prompter, save }), script)
    return {
      by: by ?? OWNERS.find(owner => owner === textAt(draft, 'by'))!,
      date: start.date,
      note: note ?? textAt(draft, 'note'),
      finished: kept.finished,
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError('cancelled', 'Stopped. Nothing was written.', `Go on any time:  ${again}`)
  }
}

/** What is given is not asked. */
function scriptFor({ names, partnership }: Before, given: Draft): Script {
  const { timeOut } = partnership.contract.agreements
  const questions = timeOutQuestions({ names, sign: timeOut, given: Object.keys(given) })
  const by = textAt(given, 'by')
  const progress = by ? `A time-out of ${names[by as Owner]}` : 'A time-out'
  return { questions: () => questions, progress: () => progress }
}
