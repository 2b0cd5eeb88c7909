import { resolve } from 'node:path'
import type { Context } from '../context.ts'
import type { Draft } from '../contract/draft.ts'
import { pathText } from '../contract/issues.ts'
import { nearest } from '../contract/near.ts'
import { plain } from '../contract/text.ts'
import { PartnerError, type Problem, problemText } from '../errors.ts'
import { decode, readText, refuseNewer } from '../store/reading.ts'
import { parseYaml, type Source, TOLD } from '../store/yaml.ts'

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
    file === '-' ? decode(await context.readInput(), shown) : await readText(resolve(context.cwd, file), shown)
  const source = parseYaml(shown, text, { hint: ANSWERS })
  refuseNewer(source)
  return source
}

/**
 * What a newer program or the pair itself wrote down is kept. It may also be a slip, so that each key at the top that
 * is not known is named, with the one that may be meant.
 */
export function sayUnknown(context: Context, { file, data, place }: Source, known: readonly string[]): void {
  const unknown = Object.keys(data as Draft).filter(key => !known.includes(key))
  for (const key of unknown.slice(0, TOLD)) {
    const near = nearest(key, known)
    const what = `is not known, and is kept as it is.${near ? ` Did you mean ${near}?` : ''}`
    const { excerpt: _, ...where } = place([key])
    context.err.write(`${plain(problemText({ path: pathText([key]), what, where }))}\n`)
  }
  if (unknown.length > TOLD) context.err.write(`${plain(file)}: and ${unknown.length - TOLD} more that are not known\n`)
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
