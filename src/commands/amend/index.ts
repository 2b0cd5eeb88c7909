import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { asNextVersion, asSameVersion } from '../../contract/amendment.ts'
import { contractSchema, missingIn } from '../../contract/contract.ts'
import { same } from '../../contract/difference/pairing.ts'
import { type Draft, get } from '../../contract/draft.ts'
import { bothNames, type Owner } from '../../contract/people.ts'
import { clean, quoted } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import { type Prompter, Stopped } from '../../interview/prompter.ts'
import { editYaml } from '../../store/editing.ts'
import { partHeadings } from '../../store/new-partnership.ts'
import { inTurn } from '../../store/turn.ts'
import { writeFileSafely } from '../../store/writing.ts'
import { parseYaml, type Source } from '../../store/yaml.ts'
import { nameKeys } from '../answers.ts'
import { COMMIT, type Command, DATE, FROM, type Options } from '../command.ts'
import { closeAct } from '../keeping.ts'
import { calendarLines, dayOption, todayFor } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { askWho, knownWho } from '../who.ts'
import { type Amendment, differing, goalsConfirmed, showDifference, wantsIt } from './agree.ts'
import { type Before, mustBeUnsigned, readBefore } from './before.ts'
import { accepted, contractFrom, SECTION_IDS } from './from.ts'
import { openChangeTalk } from './talk.ts'

export const amend: Command = {
  arguments: '[section]',
  options: [
    { ...FROM, says: 'each section that a YAML or JSON file holds replaces that section, - for standard input' },
    { flags: '--review', says: 'look at every section: keep it, or change it' },
    { flags: '--by <partner>', says: 'who makes the change' },
    { flags: '--why <reason>', says: 'why; it stands beside the next version' },
    {
      flags: '--confirmed-by <partner>',
      says: 'that partner wants what is changed of their goals',
    },
    DATE,
    COMMIT,
  ],
  examples: [
    ['partner amend wins', 'talk one section through again'],
    ['partner amend --review', 'all sections, one after the other'],
    ['partner amend --from wins.yaml --by a --why "The exam was moved"', 'from a file, without questions'],
    ['partner amend --by b --why "Said so on Monday"', 'take over what you changed in contract.yaml by hand'],
  ],
  reads: 'contract.yaml, versions/, signatures/, checkins/, an unfinished change in .draft/, the answer file',
  writes: 'contract.yaml: in place while nobody signed this version, else as the next version',
  run,
}

/** What the command line says of a change. */
interface Given {
  section: string | undefined
  by: Owner | undefined
  why: string
  /** Hand edits, or what a file holds; else it is talked about. */
  data: Draft | undefined
  source: Source | undefined
}

async function run(options: Options, context: Context, [section]: readonly string[]): Promise<number | undefined> {
  mustBeOneWish(options, section)
  const before = await readBefore(options, context)
  const { partnership } = before
  const file = options.from === undefined ? undefined : String(options.from)
  const from = file === undefined ? undefined : await contractFrom(context, file, section, before)
  const adopting = before.edited && !section && !options.review
  if (adopting && !from) nameKeys(context, partnership.source, contractSchema)
  const data = from?.data ?? (adopting ? before.now : undefined)
  // What is wrong with it is said before anything is asked.
  if (data) differing(before, accepted(data, from?.source, before))
  const given: Given = {
    section,
    by: (options.by as Owner | undefined) ?? (await knownWho(partnership, context.env)),
    why: clean(String(options.why ?? '')).trim(),
    data,
    source: from?.source,
  }
  const prompter = await context.prompter?.()
  return prompter
    ? await atTerminal(context, options, prompter, given, before)
    : await withoutTerminal(context, options, given, before)
}

async function withoutTerminal(context: Context, options: Options, given: Given, before: Before) {
  const { by, why, data } = given
  const missing = [
    ...(data ? [] : ['--from']),
    ...(by ? [] : ['--by']),
    ...(before.signed && !why ? ['--why'] : []),
  ].join(', ')
  if (missing || !by || !data)
    throw new PartnerError(
      'unanswered',
      `partner amend needs to know more, and there is no terminal to ask. Missing: ${missing}`,
      'Nothing was written. For example:  partner amend --from wins.yaml --by a --why "…"',
    )
  const amendment = differing(before, accepted(data, given.source, before))
  showDifference(context, undefined, before, amendment)
  const confirmedBy = await goalsConfirmed(undefined, options, by, before, amendment)
  return await write(context, options, before, amendment, { by, why, confirmedBy: confirmedBy as Owner | undefined })
}

async function atTerminal(context: Context, options: Options, prompter: Prompter, given: Given, before: Before) {
  const { section, data } = given
  const review = Boolean(options.review)
  try {
    const by = given.by ?? (await whoIsIt(prompter, before, context.env))
    const wish = { who: by, section, review, asksWhy: before.signed && !given.why, given: data }
    const talk = await openChangeTalk(context, prompter, before, wish)
    for (;;) {
      const said = await talk.said()
      const amendment = await differs(before, accepted(said.data, given.source, before), talk.finished)
      showDifference(context, prompter, before, amendment)
      const confirmedBy = await talk.keeping(goalsConfirmed(prompter, options, by, before, amendment))
      const decided =
        confirmedBy === 'back' ? 'back' : options.yes ? 'write' : await talk.keeping(wantsIt(prompter, before))
      if (decided === 'leave') throw talk.left()
      if (decided === 'write' && confirmedBy !== 'back') {
        const why = given.why || said.why
        const ended = await write(context, options, before, amendment, { by, why, confirmedBy })
        await talk.finished()
        return ended
      }
      talk.back()
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    throw new PartnerError('cancelled', 'Stopped. Nothing was written.', 'Any time: partner amend')
  }
}

async function whoIsIt(prompter: Prompter, { partnership, names }: Before, env: Context['env']): Promise<Owner> {
  const who = await askWho(prompter, partnership, env, names, { id: 'amend.by', label: 'Who makes this change?' })
  if (who) return who
  throw new PartnerError('cancelled', 'Nothing was changed.', 'Any time: partner amend')
}

/** A talk that changed nothing is over. */
async function differs(before: Before, data: Draft, finished: () => Promise<void>): Promise<Amendment> {
  try {
    return differing(before, data)
  } catch (error) {
    await finished()
    throw error
  }
}

function mustBeOneWish(options: Options, section: string | undefined): void {
  const wishes = [section && `amend ${section}`, options.from !== undefined && '--from'].filter(Boolean)
  if (options.review && wishes.length)
    throw new PartnerError('usage', `--review looks at all sections; it does not go with ${wishes.join(', ')}.`)
  if (section === undefined || SECTION_IDS.includes(section)) return
  if (section === 'profiles')
    throw new PartnerError(
      'usage',
      'The cards are not part of the contract, and nobody signs them.',
      'Change them where they are: partners/a.yaml and partners/b.yaml',
    )
  throw new PartnerError('usage', `There is no section ${quoted(section)}.`, `One of: ${SECTION_IDS.join(', ')}`)
}

const MEETINGS = 'agreements.meetings'

interface Said {
  by: Owner
  why: string
  confirmedBy: Owner | undefined
}

async function write(context: Context, options: Options, before: Before, { data }: Amendment, said: Said) {
  const { partnership, signed, names } = before
  const { contract, folder, shown, source, bytes } = partnership
  // The day on which it is written: the questions may have been open for long.
  const date = dayOption('--date', options.date, todayFor(context, partnership.contract))
  const about = { ...said, date, was: before.recorded ? before.data : undefined }
  const next = signed ? asNextVersion(before.data, data, about) : asSameVersion(before.earlier, data, about)
  const whole = accepted(next, undefined, before)
  const file = join(folder, 'contract.yaml')
  const words = shown('contract.yaml')
  const text = editYaml(source.text, whole, partHeadings)
  if (!same(parseYaml(words, text, { needsEnd: true }).data, whole)) throw new Error('the edited file reads otherwise')
  const mayStill = signed ? undefined : () => mustBeUnsigned(partnership, context)
  await inTurn(partnership, () => writeFileSafely(file, text, { expected: bytes, shown: words, mayStill }))
  const missing = missingIn(whole)
  const version = Number(whole.version)
  const ready = readyIn(context, folder)
  return await closeAct(
    context,
    options,
    [
      ['Written', `${words}, version ${version}${signed ? '' : ', which nobody has signed yet'}`],
      ...(signed ? [['Kept', `version ${contract.version}, as it was signed`] as const] : []),
      ...(missing.length
        ? [['Missing', `${missing.map(({ words }) => words).join(', ')}: needed before you can sign`] as const]
        : []),
      [
        'Next',
        missing.length ? ready('fill it in: partner amend') : `${ready('partner sign')}   (${bothNames(names)})`,
      ],
      ...(same(get(whole, MEETINGS), get(before.data, MEETINGS))
        ? []
        : calendarLines(get(whole, MEETINGS) ?? {}, ready)),
    ],
    {
      folder,
      written: [file],
      message: `Contract of ${bothNames(names)}, version ${version}${said.why ? `: ${said.why}` : ' changed'}`,
      secret: contract.agreements.confidentiality,
    },
  )
}
