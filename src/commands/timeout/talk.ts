import type { Context } from '../../context.ts'
import { type Day, dayText, isDay } from '../../contract/day.ts'
import { type Draft, textAt } from '../../contract/draft.ts'
import { OWNERS, type Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import type { Script, Talked } from '../../interview/walk.ts'
import { isAnswers } from '../../session/talk/seen.ts'
import { timeOutQuestions } from '../../session/talk/time-out.ts'
import { openDraft } from '../../store/drafts.ts'
import { ofItsDay, talkThrough } from '../talk-through.ts'
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
  const { partnership } = before
  const by = before.by ?? before.me
  if (by && (note !== undefined || !context.prompter))
    return { by, date: before.date(), note: note ?? '', finished: async () => {} }
  if (!context.prompter)
    throw new PartnerError(
      'unanswered',
      'partner timeout needs to know who gives the sign, and there is no terminal to ask. Missing: --by',
      'Nothing was written. For example:  partner timeout --by a',
    )
  /** The day of a talk that is gone on with: it was named where that was asked. */
  let told: Day | undefined
  const { draft, finished } = await talkThrough<DatedTalk>(context, await context.prompter(), {
    again: `partner timeout${before.by ? ` --by ${before.by}` : ''}`,
    // Whose it is stands in the name: what one of them began to say is never the other's.
    file: async () => openDraft(partnership.folder, `timeout${by ? `-${by}` : ''}`, partnership.shown),
    isWhole: ({ date, draft }) => isDay(date) && isAnswers(draft),
    say: found => `You began to record a time-out of ${dayText(found.date)}.${ofItsDay(found.date, before.given)}`,
    async begin(found) {
      told = found?.date
      const start: DatedTalk = found ?? { date: before.date(), draft: {}, trail: [] }
      return { start, script: scriptFor(before, { ...(by && { by }), ...(note !== undefined && { note }) }) }
    },
  })
  return {
    by: by ?? OWNERS.find(owner => owner === textAt(draft, 'by'))!,
    date: told ?? before.date(),
    note: note ?? textAt(draft, 'note'),
    finished,
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
