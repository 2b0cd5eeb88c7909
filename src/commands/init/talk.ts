import type { Context } from '../../context.ts'
import { missingIn, TEMPLATES } from '../../contract/contract.ts'
import { dayIn } from '../../contract/day.ts'
import { get } from '../../contract/draft.ts'
import { bothNames, displayNames, type Owner } from '../../contract/people.ts'
import { DEPTHS, type Depth } from '../../contract/question.ts'
import type { Template } from '../../contract/template.ts'
import { PartnerError } from '../../errors.ts'
import { holdInitTalk, type InitTalk, whereIn } from '../../interview/init-talk.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { type DraftFile, openDraft } from '../../store/drafts.ts'
import { readTemplate } from '../../store/templates.ts'
import type { SaidContract } from '../answers.ts'
import { shellWord } from '../report.ts'

interface Place {
  folder: string
  shown(...path: string[]): string
  today: string
  as: Owner | undefined
  template: string | undefined
}

/** A kept talk, as it stands in the draft file. */
type Kept = InitTalk & { format: string; savedAt: string }

const KEPT = 'partner-draft/1'

/** The guided talk, from the first screen or from where it stopped. Nothing when the pair leaves it for now. */
export async function talkAboutContract(context: Context, place: Place): Promise<SaidContract | undefined> {
  if (!context.prompter) throw noTerminal()
  const prompter = await context.prompter()
  const file = draftOf(place)
  const kept = asTalk(await file.load(), file)
  const said = await stoppedInWords(context, place, async () => {
    const resumed = kept && (await resume(context, prompter, kept, file, place))
    const talk = resumed?.talk ?? (await opening(context, prompter, place))
    const { template, id, text } = await readTemplate(context.cwd, talk.template)
    const save = (next: InitTalk) => file.save({ format: KEPT, savedAt: context.now().toISOString(), ...next })
    const draft = await holdInitTalk(
      talk,
      { prompter, template, today: place.today, timezone: context.timezone, as: place.as, save },
      resumed?.review,
    )
    return draft && { draft, template: { id, text }, finished: file.remove }
  })
  if (!said) context.out.write(`  Kept in ${place.shown('.draft')}. Go on any time: ${again(place)}\n`)
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

const draftOf = ({ folder, as, shown }: Place): DraftFile => openDraft(folder, as ? `init-${as}` : 'init', shown)

function asTalk(value: unknown, file: DraftFile): Kept | undefined {
  if (value === undefined) return undefined
  const kept = value as Partial<Kept>
  const whole = kept.format === KEPT && typeof kept.template === 'string' && DEPTHS.some(depth => depth === kept.depth)
  if (whole && Array.isArray(kept.trail) && typeof kept.draft === 'object' && kept.draft) return kept as Kept
  throw new PartnerError(
    'invalid',
    `The draft ${file.shown} is not one of this program's.`,
    'It is kept as it is. Move it away to begin anew.',
  )
}

const again = ({ folder, shown, as }: Place): string =>
  `partner init${shown() === 'partnership' ? '' : ` ${shellWord(shown() === '.' ? folder : shown())}`}${as ? ` --as ${as}` : ''}`

/** Ctrl-C, a signal or a closed terminal end the talk, not the answers. */
async function stoppedInWords<T>(context: Context, place: Place, talk: () => Promise<T>): Promise<T> {
  try {
    return await talk()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const file = draftOf(place)
    const kept = asTalk(await file.load(), file)
    if (!kept) throw new PartnerError('cancelled', 'Stopped before the first answer. Nothing was written.')
    const { template } = await readTemplate(context.cwd, kept.template)
    const { at, answers } = whereIn(kept, { template, today: place.today, as: place.as })
    const count = ['What you typed is', 'Your one answer is'][answers] ?? `Your ${answers} answers are`
    throw new PartnerError(
      'cancelled',
      `Stopped at "${at}". ${count} saved in ${place.shown('.draft')}`,
      `Go on any time:  ${again(place)}`,
    )
  }
}

async function resume(context: Context, prompter: Prompter, kept: Kept, file: DraftFile, place: Place) {
  const { template } = await readTemplate(context.cwd, kept.template)
  const { at, answers } = whereIn(kept, { template, today: place.today, as: place.as })
  const names = bothNames(displayNames(get(kept.draft, 'partners')))
  const when = dayIn(new Date(kept.savedAt), context.timezone) === place.today ? 'today' : kept.savedAt.slice(0, 10)
  const reply = await prompter.ask({
    id: 'resume',
    label: 'Go on?',
    above: [{ kind: 'say', text: `There is an unfinished contract (${names}, ${answers} answers, ${when}).` }],
    prefill: '',
    choices: [
      { value: 'on', name: `Go on at "${at}"` },
      { value: 'review', name: 'Review what is there' },
      { value: 'over', name: 'Start over (the old draft is kept)' },
    ],
    fallback: 'on',
    footer: ['arrows and Enter choose'],
  })
  if (reply.text !== 'over') return { talk: kept as InitTalk, review: reply.text === 'review' }
  await file.setAside(context.now())
  return undefined
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
  await readTemplate(context.cwd, template)
  const reply = await prompter.ask({
    id: 'talk.depth',
    label: 'How much of it today?',
    above: [],
    prefill: '',
    choices: [
      { value: 'short', name: 'The short talk: fourteen questions, ten minutes' },
      { value: 'full', name: 'The full talk: every cell of the form, an hour' },
    ],
    footer: ['arrows and Enter choose', 'Ctrl-C stops'],
  })
  const depth: Depth = reply.text === 'full' ? 'full' : 'short'
  return { template, depth, draft: {}, trail: [] }
}

async function chooseTemplate(context: Context, prompter: Prompter): Promise<string> {
  const templates: { value: string; summary: Template['summary'] }[] = []
  for (const value of TEMPLATES)
    templates.push({ value, summary: (await readTemplate(context.cwd, value)).template.summary })
  const reply = await prompter.ask({
    id: 'talk.template',
    label: 'Which kind of contract?',
    above: [],
    prefill: '',
    choices: templates.map(({ value, summary }) => ({ value, name: `${value.padEnd(8)}${summary}` })),
    footer: ['arrows and Enter choose', 'Ctrl-C stops'],
  })
  return templates.some(({ value }) => value === reply.text) ? reply.text : 'pair'
}
