import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { missingIn } from '../../contract/contract.ts'
import { get } from '../../contract/draft.ts'
import { bothNames, displayNames, type Owner } from '../../contract/people.ts'
import { DEPTHS, type Depth } from '../../contract/question.ts'
import { dayIn } from '../../contract/timezone.ts'
import { PartnerError } from '../../errors.ts'
import { holdInitTalk, type InitTalk, whereIn } from '../../interview/init-talk.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { openDraft } from '../../store/drafts.ts'
import { shellWord } from '../../store/shell.ts'
import { readTemplate } from '../../store/templates.ts'
import type { SaidContract } from '../answers.ts'
import { type KeptTalk, keptTalk } from '../kept-talk.ts'
import { choose, chooseTemplate, stoppedEarly, tellOpening } from './opening.ts'

interface Place {
  folder: string
  shown(...path: string[]): string
  today: string
  as: Owner | undefined
  template: string | undefined
  /** The kind that was chosen already, on the first screen. */
  chosen: string | undefined
}

/** The guided talk, from the first screen or from where it stopped. Nothing when the pair leaves it for now. */
export async function talkAboutContract(context: Context, place: Place): Promise<SaidContract | undefined> {
  if (!context.prompter) throw noTerminal()
  const prompter = await context.prompter()
  const { folder, as, shown } = place
  const kept = keptTalk<InitTalk>(context, openDraft(folder, as ? `init-${as}` : 'init', shown), {
    isWhole: ({ template, depth }) => typeof template === 'string' && DEPTHS.some(known => known === depth),
    again: again(place),
  })
  await kept.load()
  const said = await stoppedInWords(context, kept, place, async () => {
    const resumed = await resume(context, prompter, kept, place)
    const talk = resumed?.talk ?? (await opening(context, prompter, place))
    const { template, id, text } = await readTemplate(context.cwd, talk.template)
    const draft = await holdInitTalk(
      talk,
      {
        prompter: kept.editing(prompter),
        template,
        today: place.today,
        timezone: context.timezone,
        as,
        save: kept.save,
      },
      resumed?.review,
    )
    return draft && { draft, template: { id, text }, finished: kept.finished }
  })
  if (!said) context.out.write(`  Kept in ${shown('.draft')}. Go on any time: ${again(place)}\n`)
  return said
}

const noTerminal = () =>
  new PartnerError(
    'unanswered',
    [
      { path: '', what: 'partner init needs answers, and there is no terminal to ask.' },
      {
        path: '',
        what: `Missing: ${missingIn({})
          .map(({ path }) => path)
          .join(', ')}`,
      },
    ],
    'Nothing was written. Give them in a file:  partner init --from answers.yaml',
  )

const again = ({ folder, shown, as }: Place): string =>
  `partner init${shown() === 'partnership' ? '' : ` ${shellWord(shown() === '.' ? folder : shown(), 'FOLDER')}`}${as ? ` --as ${as}` : ''}`

/** Ctrl-C, a signal or a closed terminal end the talk, not the answers. */
async function stoppedInWords<T>(
  context: Context,
  kept: KeptTalk<InitTalk>,
  place: Place,
  talk: () => Promise<T>,
): Promise<T> {
  try {
    return await talk()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const last = kept.last()
    if (!last) throw stoppedEarly()
    const { at, answers } = await whereItIs(context, last, place)
    const count = ['What you typed is', 'Your one answer is'][answers] ?? `Your ${answers} answers are`
    throw new PartnerError(
      'cancelled',
      `Stopped at "${at}". ${count} saved in ${place.shown('.draft')}`,
      `Go on any time:  ${again(place)}`,
    )
  }
}

async function whereItIs({ cwd }: Context, talk: InitTalk, { today, as }: Place) {
  const { template } = await readTemplate(cwd, talk.template)
  return whereIn(talk, { template, today, as })
}

async function resume(context: Context, prompter: Prompter, kept: KeptTalk<InitTalk>, place: Place) {
  const talk = kept.last()
  if (!talk) return undefined
  const { at, answers } = await whereItIs(context, talk, place)
  const names = bothNames(displayNames(get(talk.draft, 'partners')))
  const day = dayIn(new Date(talk.savedAt), context.timezone)
  const when = day === place.today ? 'today' : day
  const count = answers === 1 ? 'one answer' : `${answers} answers`
  const said = await kept.resume(prompter, `There is an unfinished contract (${names}, ${count}, ${when}).`, [
    { value: 'on', name: `Go on at "${at}"` },
    { value: 'review', name: 'Review what is there' },
    { value: 'over', name: 'Start over (the old draft is kept)' },
  ])
  return said === 'over' ? undefined : { talk, review: said === 'review' }
}

/** What comes first: what this is, which kind, how long. */
async function opening(context: Context, prompter: Prompter, place: Place): Promise<InitTalk> {
  if (!place.chosen) tellOpening(prompter)
  const template = place.template ?? place.chosen ?? (await chooseTemplate(prompter))
  const { id } = await readTemplate(context.cwd, template)
  const chosen = await choose(prompter, {
    id: 'talk.depth',
    label: 'How much of it today?',
    why: 'The short talk makes a whole contract. Whatever it leaves out can be added at its end, or any other day.',
    choices: [
      { value: 'short', name: 'The short talk: fourteen questions, ten minutes' },
      { value: 'full', name: 'The full talk: every cell of the form, an hour' },
    ],
  })
  if (chosen === '<' && place.template === undefined)
    return await opening(context, prompter, { ...place, chosen: await chooseTemplate(prompter) })
  const depth: Depth = chosen === 'full' ? 'full' : 'short'
  // Gone on with from another folder, it is the same file.
  return { template: id === 'own' ? resolve(context.cwd, template) : template, depth, draft: {}, trail: [] }
}
