import type { Context } from '../../context.ts'
import { answersSchema } from '../../contract/answers.ts'
import { TEMPLATES } from '../../contract/built-in-templates.ts'
import { profiles } from '../../contract/card.ts'
import {
  assemble,
  type Circumstances,
  type Contract,
  contractSchema,
  filledIn,
  missingIn,
} from '../../contract/contract.ts'
import type { Draft } from '../../contract/draft.ts'
import { get } from '../../contract/draft.ts'
import { withIds } from '../../contract/ids.ts'
import { pathText, plainIssues } from '../../contract/issues.ts'
import { bothNames, displayNames, type Owner } from '../../contract/people.ts'
import { referenceFaults } from '../../contract/references.ts'
import { PartnerError } from '../../errors.ts'
import { defaultsWords } from '../../interview/review.ts'
import { writeNewPartnership } from '../../store/new-partnership.ts'
import { rememberPlace } from '../../store/places.ts'
import { problemsFrom } from '../../store/reading.ts'
import { readTemplate } from '../../store/templates.ts'
import { lookAtKeys, readAnswers, refuse, type SaidContract, unanswered } from '../answers.ts'
import type { Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import { dayOption, type Line } from '../report.ts'
import { type Ready, readyIn } from '../suggestion.ts'
import type { NewPlace } from './index.ts'
import { offerRepository } from './repository.ts'
import { talkAboutContract } from './talk.ts'

/** Talks about a contract or takes it from a file, and writes it. `chosen` is the kind that was picked on the first screen. */
export async function makeContract(
  context: Context,
  options: Options,
  { folder, shown, chosen }: NewPlace,
): Promise<number | undefined> {
  const today = dayOption('--date', options.date, context.today(context.timezone))
  const at = {
    folder,
    shown,
    today,
    as: options.as as Owner | undefined,
    template: options.template as string | undefined,
    chosen,
  }
  const said =
    options.from === undefined ? await talkAboutContract(context, at) : await answersFrom(context, options, at)
  if (!said) return undefined
  const { draft, template, finished } = said
  // The day on which it is written: the questions may have been open over midnight.
  const written = dayOption('--date', options.date, context.today(context.timezone))
  const talk = options.from === undefined
  const circumstances: Circumstances = {
    id: context.newId(),
    today: written,
    timezone: context.timezone,
    template: template.id,
    talk,
  }
  const dated = options.date === undefined ? draft : { ...draft, date: written }
  const contract = assemble(dated, circumstances)
  const { partners, version, agreements } = mustBeWhole(contract)
  const files = await writeNewPartnership(
    folder,
    {
      contract,
      profiles: get<Draft>(draft, 'profiles'),
      ownTemplate: template.id === 'own' ? template.text : undefined,
    },
    shown,
  )
  // Who begins anew here knows that it is another contract. If that can't be remembered, it is asked later.
  await rememberPlace(context.memory, folder, circumstances.id, `${context.now().toISOString().slice(0, 19)}Z`)
  await finished()
  if (options.from === undefined) await offerRepository(context, options, folder, shown('contract.yaml'))
  const missing = missingIn(contract)
  const ready = readyIn(context, folder)
  const lines: Line[] = [
    ['Written', `${shown('contract.yaml')}, version ${version}`],
    ...addedLines(talk, dated, contract, ready),
    ...(missing.length
      ? [['Missing', `${missing.map(({ words }) => words).join(', ')}: needed before you can sign`] as const]
      : []),
    ['Next', ready(missing.length ? 'fill it in: partner amend' : 'partner sign   (or look first: partner render)')],
  ]
  const message = `Contract of ${bothNames(displayNames(partners))}, version ${version}`
  const secret = agreements.confidentiality
  return await closeAct(context, options, lines, { folder, written: files, message, secret })
}

/** What is in the contract that nobody typed, so that it is not signed unseen. */
function addedLines(talk: boolean, said: Draft, contract: Draft, ready: Ready): Line[] {
  const defaults = defaultsWords(said)
  if (talk)
    return defaults.length
      ? [['Defaults', `${defaults.join(' · ')}. ${ready('To change them: partner amend agreements')}`]]
      : []
  const filled = filledIn(said, contract)
  return [
    ...(filled.length ? [['Filled in', filled.join(', ')] as const] : []),
    ...(defaults.length
      ? [
          [
            'Left out',
            `${defaults.join(' · ')}. ${ready('If you want that, add it: partner amend agreements')}`,
          ] as const,
        ]
      : []),
  ]
}

async function answersFrom(
  context: Context,
  options: Options,
  { template }: { template: string | undefined },
): Promise<SaidContract> {
  const file = String(options.from)
  const source = await readAnswers(context, file)
  const draft = source.data as Draft
  lookAtKeys(context, source, answersSchema)
  // Anything else that stands there is the schema's to refuse, with its place.
  const given = TEMPLATES.find(known => known === get(draft, 'template'))
  if (template === undefined && get(draft, 'template') === 'own')
    throw unanswered(['--template'], `${file} says template: own, so name its file: --template template.yaml`)
  const chosen = await readTemplate(context.cwd, template ?? given ?? 'pair')
  const withTemplate = template === undefined ? draft : { ...draft, template: chosen.id }
  const complete = withIds({ format: 'partner/1', date: '2000-01-01', ...withTemplate })
  const result = contractSchema.safeParse(complete)
  const cards = profiles.schema.safeParse(draft.profiles)
  const problems = [
    ...problemsFrom(source, result.success ? [] : result.error.issues),
    ...problemsFrom(
      source,
      cards.success ? [] : cards.error.issues.map(issue => ({ ...issue, path: ['profiles', ...issue.path] })),
    ),
    ...referenceFaults(complete).map(({ path, what }) => ({ path: pathText(path), what, where: source.place(path) })),
  ]
  refuse(problems)
  const missing = missingIn(draft)
  if (missing.length && !options.draft)
    throw unanswered(
      missing.map(({ path }) => path),
      `Add them to ${source.file === file ? file : 'the answers'}, or accept it as a draft with --draft`,
    )
  return { draft: withTemplate, template: chosen, finished: async () => {} }
}

function mustBeWhole(contract: Draft): Contract {
  const result = contractSchema.safeParse(contract)
  if (result.success) return result.data
  const problems = plainIssues(contract, result.error.issues).map(({ path, what }) => ({ path: pathText(path), what }))
  throw new PartnerError(
    'invalid',
    problems,
    'Nothing was written; the answers are kept. Go back to the question and change it.',
  )
}
