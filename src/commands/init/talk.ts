import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { missingIn, TEMPLATES } from '../../contract/contract.ts'
import { dayIn } from '../../contract/day.ts'
import { get } from '../../contract/draft.ts'
import { bothNames, displayNames, type Owner } from '../../contract/people.ts'
import { type Choice, DEPTHS, type Depth } from '../../contract/question.ts'
import type { Template } from '../../contract/template.ts'
import { PartnerError } from '../../errors.ts'
import { holdInitTalk, type InitTalk, whereIn } from '../../interview/init-talk.ts'
import { type AboveLine, type Prompter, Stopped } from '../../interview/prompter.ts'
import { openDraft } from '../../store/drafts.ts'
import { readTemplate } from '../../store/templates.ts'
import type { SaidContract } from '../answers.ts'
import { type KeptTalk, keptTalk } from '../kept-talk.ts'
import { shellWord } from '../report.ts'

interface Place {
  folder: string
  shown(...path: string[]): string
  today: string
  as: Owner | undefined
  template: string | undefined
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
      { prompter, template, today: place.today, timezone: context.timezone, as, save: kept.save },
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
  `partner init${shown() === 'partnership' ? '' : ` ${shellWord(shown() === '.' ? folder : shown())}`}${as ? ` --as ${as}` : ''}`

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
    if (!last) throw new PartnerError('cancelled', 'Stopped before the first answer. Nothing was written.')
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
  const said = await kept.resume(prompter, `There is an unfinished contract (${names}, ${answers} answers, ${when}).`, [
    { value: 'on', name: `Go on at "${at}"` },
    { value: 'review', name: 'Review what is there' },
    { value: 'over', name: 'Start over (the old draft is kept)' },
  ])
  return said === 'over' ? undefined : { talk, review: said === 'review' }
}

const OPENING = [
  'An accountability partner is somebody who knows what you set out to do, asks about it, and tells you the truth, kindly. This is the talk in which two people agree how they will be that for each other.',
  '',
  'Hold it together, at one table or in one call: it is a talk, not a form for one of you. Take turns at the keyboard. Leave out what you like; you can stop at any time and go on later. At the end you see everything once more before it is written.',
  '',
]

/** The first screen: what this is, which kind, how long. */
async function opening(context: Context, prompter: Prompter, place: Place): Promise<InitTalk> {
  prompter.tell(['', ...OPENING.map(line => line && `  ${line}`)])
  const template = place.template ?? (await chooseTemplate(context, prompter))
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
  if (chosen === '<' && place.template === undefined) return await opening(context, prompter, place)
  const depth: Depth = chosen === 'full' ? 'full' : 'short'
  // Gone on with from another folder, it is the same file.
  return { template: id === 'own' ? resolve(context.cwd, template) : template, depth, draft: {}, trail: [] }
}

async function chooseTemplate(context: Context, prompter: Prompter): Promise<string> {
  const templates: { value: string; summary: Template['summary'] }[] = []
  for (const value of TEMPLATES)
    templates.push({ value, summary: (await readTemplate(context.cwd, value)).template.summary })
  for (;;) {
    const chosen = await choose(prompter, {
      id: 'talk.template',
      label: 'Which kind of contract?',
      why: 'It changes the order and the words of the questions. The contract has the same parts in each.',
      choices: templates.map(({ value, summary }) => ({ value, name: `${value.padEnd(8)}${summary}` })),
    })
    if (chosen !== '<') return chosen
    prompter.tell(['  This is the first question.'])
  }
}

/** One of the choices, or `<`; `?` explains and asks again. */
async function choose(
  prompter: Prompter,
  asked: { id: string; label: string; why: string; choices: readonly Choice[] },
) {
  const { why, ...rest } = asked
  const footer = ['arrows and Enter choose', '< back', '? why we ask', 'Ctrl-C stops']
  for (let above: readonly AboveLine[] = []; ; above = [{ kind: 'note', text: why }]) {
    const { text } = await prompter.ask({ ...rest, above, prefill: '', footer })
    if (text === '<' || rest.choices.some(({ value }) => value === text)) return text
  }
}
