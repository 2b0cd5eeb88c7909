import type { Context } from '../../context.ts'
import { longDay, nearDay } from '../../contract/day.ts'
import { bothNames, OWNERS, type Owner } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import { Stopped } from '../../interview/prompter.ts'
import { saysYes } from '../../interview/yes-or-no.ts'
import type { Recorder } from '../../session/record-file.ts'
import { ownersOf } from '../../session/steps.ts'
import type { OpenTimeOut } from '../../session/time-outs.ts'
import type { Options } from '../command.ts'
import type { Before } from './before.ts'

/** The time-outs that a talk answers: those of `--by`, the only ones that are open, or those that are picked. */
export async function whichWereTalkedAbout(context: Context, before: Before): Promise<readonly OpenTimeOut[]> {
  const { open, by, names } = before
  const day = before.date()
  if (!open.length)
    throw refusal(
      'No time-out is open: after each one that was recorded you have talked.',
      'A new one: partner timeout',
    )
  const theirs = open.filter(one => !by || one.by === by)
  if (!theirs.length) throw refusal(`No time-out of ${names[by!]} is open.`, `Open: ${listOf(open, before)}`)
  const ready = theirs.filter(one => one.date <= day)
  if (!ready.length)
    throw refusal(`On ${longDay(day)} there was none yet. Open: ${listOf(theirs, before)}`, 'Name another day: --date')
  if (new Set(ready.map(one => one.by)).size === 1) return ready
  if (!context.prompter)
    throw new PartnerError(
      'unanswered',
      `Which one did you talk about? There is no terminal to ask. Open: ${listOf(ready, before)}. Missing: --by`,
      'Nothing was written. For example:  partner timeout --resolve --by a',
    )
  const picked = await asked(context.prompter, before, ready)
  return ready.filter(one => picked === 'both' || one.by === picked)
}

const refusal = (what: string, hint: string) => new PartnerError('missing', what, `Nothing was written. ${hint}`)

/** `Ana, Monday 19 January; Ben, Monday 2 February` */
const listOf = (open: readonly OpenTimeOut[], { names, today }: Before): string =>
  open.map(({ by, date }) => `${names[by]}, ${nearDay(date, today())}`).join('; ')

async function asked(makePrompter: NonNullable<Context['prompter']>, before: Before, open: readonly OpenTimeOut[]) {
  const prompter = await makePrompter()
  const { text } = await stoppable(
    prompter.ask({
      id: 'resolve',
      label: 'Talked about',
      above: [{ kind: 'say', text: 'Which time-out did you talk about?' }],
      prefill: '',
      choices: [
        ...OWNERS.map(owner => ({
          value: owner,
          name: listOf(
            open.filter(({ by }) => by === owner),
            before,
          ),
        })),
        { value: 'both', name: `${bothNames(before.names)}: all of them` },
      ],
      footer: ['Ctrl-C stops'],
    }),
  )
  return text
}

/** Who asked for these time-outs and is not the one who records that you talked. */
export const toConfirm = (answered: readonly OpenTimeOut[], recorder: Recorder): Owner[] =>
  OWNERS.filter(owner => answered.some(({ by }) => by === owner) && !ownersOf(recorder).includes(owner))

/** Who confirms that you talked: the partner who asked decides, by `--confirmed-by` or asked by name; `--yes` does not. */
export async function confirmedBy(
  { prompter: makePrompter }: Context,
  options: Options,
  { names, open }: Before,
  { answered, recorder }: { answered: readonly OpenTimeOut[]; recorder: Recorder },
): Promise<Owner[]> {
  const confirmed: Owner[] = []
  for (const owner of toConfirm(answered, recorder)) {
    if (options.confirmedBy === owner) confirmed.push(owner)
    else if (makePrompter) {
      const prompter = await makePrompter()
      const about = open.filter(({ by }) => by === owner).flatMap(({ notes }) => notes)
      const hasTalked = await stoppable(
        saysYes(prompter, {
          id: `resolve.${owner}`,
          label: `${names[owner]}, have you talked about it?`,
          above: [
            ...about.map(text => ({ kind: 'about', text }) as const),
            { kind: 'note', text: `Only ${names[owner]} can answer this.` },
          ],
          no: 'not yet',
          usual: 'none',
        }),
      )
      if (!hasTalked) throw refusal('The time-out stays open.', 'When you have talked: partner timeout --resolve')
      confirmed.push(owner)
    }
  }
  return confirmed
}

async function stoppable<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError('cancelled', 'Stopped. Nothing was written.', 'Go on any time:  partner timeout --resolve')
  }
}
