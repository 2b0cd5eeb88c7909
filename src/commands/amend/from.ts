import type { Context } from '../../context.ts'
import { withOldIds } from '../../contract/amendment.ts'
import { allSections, contractSchema } from '../../contract/contract.ts'
import { same } from '../../contract/difference/pairing.ts'
import type { Draft } from '../../contract/draft.ts'
import { withIds } from '../../contract/ids.ts'
import { pathText } from '../../contract/issues.ts'
import { referenceFaults } from '../../contract/references.ts'
import type { Problem } from '../../errors.ts'
import { problemsFrom } from '../../store/reading.ts'
import type { Source } from '../../store/yaml.ts'
import { lookAtKeys, readAnswers, refuse } from '../answers.ts'
import type { Before } from './before.ts'

export const SECTION_IDS = allSections.map(({ id }) => id)

/** The contract with each section that a file holds in place of its own. */
export async function contractFrom(
  context: Context,
  file: string,
  section: string | undefined,
  before: Before,
): Promise<{ data: Draft; source: Source }> {
  const source = await readAnswers(context, file)
  const given = source.data as Draft
  const data = before.now
  const isSection = (key: string) => SECTION_IDS.includes(key)
  const strange = Object.keys(given).flatMap((key): Problem[] => {
    const what = isSection(key) ? notAskedFor(key, section) : notASection(key, given[key], data)
    return what ? [{ path: key, what, where: source.place([key]) }] : []
  })
  if (section && given[section] === undefined)
    strange.push({ path: section, what: 'is missing, and it is what you want to change', where: source.place([]) })
  refuse(strange)
  lookAtKeys(context, source, contractSchema)
  const sections = Object.fromEntries(Object.entries(given).filter(([key]) => isSection(key)))
  return { data: withOldIds(data, { ...data, ...sections }), source }
}

/** A whole contract.yaml may be given: what stands above the sections must only be as it is. */
function notASection(key: string, value: unknown, data: Draft): string | undefined {
  if (key === 'profiles')
    return `is not part of the contract: each card is a file of its own, partners/a.yaml and b.yaml`
  if (key === 'format' || same(value, data[key])) return undefined
  return `is no section that can be changed: ${SECTION_IDS.join(', ')}`
}

const notAskedFor = (key: string, section: string | undefined): string | undefined =>
  section && key !== section ? `stands here, too, and only ${section} is to be changed` : undefined

/**
 * The contract with an id for all that is new. Whatever is wrong with it is said at once, each with its place: in
 * the file that the section came from, else in contract.yaml.
 */
export function accepted(data: Draft, from: Source | undefined, before: Before): Draft {
  const complete = withIds(data, before.reserved)
  const inFile = from?.data as Draft | undefined
  const own = before.partnership.source
  const place: Source['place'] = path =>
    from && inFile?.[String(path[0])] !== undefined ? from.place(path) : own.place(path)
  const result = contractSchema.safeParse(complete)
  refuse([
    ...problemsFrom({ data: complete, place }, result.success ? [] : result.error.issues),
    ...referenceFaults(complete).map(({ path, what }) => ({ path: pathText(path), what, where: place(path) })),
  ])
  return complete
}
