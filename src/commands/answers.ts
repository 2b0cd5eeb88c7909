import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import type { Draft } from '../contract/draft.ts'
import { pathText } from '../contract/issues.ts'
import { plain } from '../contract/text.ts'
import type { KnowsKeys } from '../contract/unknown.ts'
import { PartnerError, type Place, type Problem, problemText } from '../errors.ts'
import { type Cut, cutsIn } from '../store/cut-texts.ts'
import { decode, readNamed, refuseNewer } from '../store/reading.ts'
import { told } from '../store/told.ts'
import { keyProblems, namedKeys } from '../store/unknown-keys.ts'
import { parseYaml, type Source } from '../store/yaml.ts'

/** A talk or an answer file, as it goes into the contract. */
export interface SaidContract {
  draft: Draft
  template: { id: string; text: string }
  /** Called when the contract is written. */
  finished(): Promise<void>
}

/** An answer file or standard input, YAML or JSON. */
export async function readAnswers(context: Context, file: string): Promise<Source> {
  const shown = file === '-' ? 'standard input' : file
  const text =
    file === '-'
      ? decode(await context.readInput(), shown)
      : decode(await readNamed(resolve(context.cwd, file), shown), shown)
  const source = parseYaml(shown, text, { hint: ANSWERS })
  refuseNewer(source)
  return source
}

/**
 * Looks at the keys and texts that a schema has no rule for. An unknown key that says nothing and a text that YAML has
 * cut are refused; any other unknown key is kept, and named, since it may be a slip.
 */
export function lookAtKeys(context: Context, source: Source, schema: KnowsKeys): void {
  const cuts = cutsIn(source)
  refuse([
    ...keyProblems(source, schema),
    ...toldCuts(
      source,
      cuts.filter(({ certain }) => certain),
    ),
  ])
  nameKeys(context, source, schema)
  name(context, toldCuts(source, cuts))
}

const toldCuts = ({ file }: Source, cuts: readonly Cut[]) =>
  told(
    cuts,
    ({ what, where }) => ({ path: '', what, where }),
    what => ({ path: '', what, where: { file } }),
    'perhaps cut',
  )

/** Names the keys that the schema does not know, one line each. */
export const nameKeys = (context: Context, source: Source, schema: KnowsKeys): void =>
  name(
    context,
    namedKeys(source, schema).map(key => ({ ...key, path: pathText(key.path) })),
  )

function name({ err }: Context, problems: readonly (Problem & { where: Place })[]): void {
  for (const { path, what, where } of problems) {
    const { excerpt: _, ...place } = where
    err.write(`${plain(problemText({ path, what, where: place }))}\n`)
  }
}

const ANSWERS = 'Nothing was written. Fix it, then run the same command again.'

/** Says all that is wrong with what was given, at once; nothing where nothing is. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length) throw new PartnerError('invalid', problems, ANSWERS)
}

/** Names every missing key, so that one more try is enough. */
export function unanswered(paths: readonly string[], hint: string): PartnerError {
  return new PartnerError('unanswered', `Missing: ${paths.join(', ')}`, `Nothing was written. ${hint}`)
}
