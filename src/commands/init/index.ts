import { join, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { profiles } from '../../contract/card.ts'
import {
  assemble,
  type Circumstances,
  type Contract,
  contractSchema,
  missingIn,
  TEMPLATES,
} from '../../contract/contract.ts'
import type { Draft } from '../../contract/draft.ts'
import { get } from '../../contract/draft.ts'
import { withIds } from '../../contract/ids.ts'
import { pathText, plainIssues } from '../../contract/issues.ts'
import { bothNames, displayNames, type Owner } from '../../contract/people.ts'
import { referenceFaults } from '../../contract/references.ts'
import { PartnerError } from '../../errors.ts'
import { findPartnership, shownPath } from '../../store/folder.ts'
import { mustBeFree, writeNewPartnership } from '../../store/new-partnership.ts'
import { problemsFrom } from '../../store/reading.ts'
import { readTemplate } from '../../store/templates.ts'
import { readAnswers, refuse, type SaidContract, unanswered } from '../answers.ts'
import { AS, COMMIT, type Command, DATE, FROM, type Options } from '../command.ts'
import { closeAct, warnOfRemotes } from '../keeping.ts'
import { dayOption, dirOption, type Line } from '../report.ts'
import { offerRepository } from './repository.ts'
import { talkAboutContract } from './talk.ts'

export const init: Command = {
  arguments: '[dir]',
  options: [
    FROM,
    { flags: '--template <template>', says: `${TEMPLATES.join(', ')}, or a file of your own (default: pair)` },
    { flags: '--draft', says: 'accept answers in which something is missing' },
    AS,
    DATE,
    COMMIT,
  ],
  examples: [
    ['partner init', 'talk it through, here'],
    ['partner init ../ana-and-ben --template career', 'in another folder, in the words of a kind'],
    ['partner init --from answers.yaml', 'from a file'],
  ],
  reads: 'an unfinished talk in .draft/, a template, the answer file',
  writes: 'contract.yaml, partners/, README.md, .gitattributes, .gitignore; until then only .draft/',
  run,
}

async function run(options: Options, context: Context, [dir]: readonly string[]): Promise<number | undefined> {
  const folder = await targetFolder(context, dir ?? (options.dir as string | undefined))
  const shown = (...path: string[]) => shownPath(context.cwd, join(folder, ...path))
  mustBeFree(folder, shown)
  const today = dayOption('--date', options.date, context.today(context.timezone))
  const at = {
    folder,
    shown,
    today,
    as: options.as as Owner | undefined,
    template: options.template as string | undefined,
  }
  const said =
    options.from === undefined ? await talkAboutContract(context, at) : await answersFrom(context, options, at)
  if (!said) return undefined
  const { draft, template, finished } = said
  const circumstances: Circumstances = { id: context.newId(), today, timezone: context.timezone, template: template.id }
  const dated = options.date === undefined ? draft : { ...draft, date: today }
  const contract = assemble(dated, circumstances)
  const { partners, version, agreements } = mustBeWhole(contract)
  const written = await writeNewPartnership(
    folder,
    {
      contract,
      profiles: get<Draft>(draft, 'profiles'),
      ownTemplate: template.id === 'own' ? template.text : undefined,
    },
    shown,
  )
  await finished()
  if (options.from === undefined) await offerRepository(context, options, folder, shown('contract.yaml'))
  const missing = missingIn(contract)
  const cd = dirOption(context, folder)
  const lines: Line[] = [
    ['Written', `${shown('contract.yaml')}, version ${version}`],
    ...(missing.length
      ? [['Missing', `${missing.map(({ words }) => words).join(', ')}: needed before you can sign`] as const]
      : []),
    [
      'Next',
      missing.length ? `fill it in: partner amend${cd}` : `partner sign${cd}   (or look first: partner render${cd})`,
    ],
  ]
  const message = `Contract of ${bothNames(displayNames(partners))}, version ${version}`
  const secret = agreements.confidentiality
  const exit = await closeAct(context, options, lines, { folder, written, message, secret })
  if (!options.commit) await warnOfRemotes(context, folder, secret)
  return exit
}

/** The folder to begin in. Where a partnership is found already, `init` says so instead of nesting another one. */
async function targetFolder(context: Context, dir: string | undefined): Promise<string> {
  if (dir !== undefined) return resolve(context.cwd, dir)
  return (await findPartnership(context.cwd)) ?? resolve(context.cwd, 'partnership')
}

async function answersFrom(
  context: Context,
  options: Options,
  { template }: { template: string | undefined },
): Promise<SaidContract> {
  const file = String(options.from)
  const source = await readAnswers(context, file)
  const draft = source.data as Draft
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
      `Add them to ${file}, or accept it as a draft with --draft`,
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
