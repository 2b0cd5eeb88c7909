import { isDeepStrictEqual } from 'node:util'
import { PARTS } from '../contract/section.ts'
import { plain, shorten } from '../contract/text.ts'
import type { Place } from '../errors.ts'
import type { Frozen } from '../signature/statement.ts'
import { placesIn } from './excerpt.ts'
import { told } from './told.ts'
import { commentsOf, parseYaml } from './yaml.ts'

/** Something in a contract's file that is in no page: a comment of a person, or characters that are not text. */
export interface Unshown {
  where: Place
  /** The comment itself, or what kind of characters it is. */
  said: string
}

/** The comments that the program writes itself. */
const OWN = new Set([
  '# yaml-language-server: $schema=schema/contract.json',
  ...PARTS.map((title, index) => `# Part ${index + 1}: ${title}`),
])

const foreign = (text: string) => commentsOf(text).filter(({ comment }) => !OWN.has(comment))

/** How much of a comment is told. */
const TOLD = 200

/** What somebody would sign with a contract's file without having seen it on the page. `text` has LF at its line ends. */
export function unshownIn(file: string, text: string): Unshown[] {
  const place = placesIn(file, text)
  const control = CONTROLS.exec(text)
  return [
    ...foreign(text).map(({ comment, start }) => ({
      where: place(start, start + comment.length),
      said: shorten(comment, TOLD),
    })),
    ...(control ? [{ where: place(control.index), said: 'control characters' }] : []),
  ]
}

const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/
const ALL_CONTROLS = new RegExp(CONTROLS.source, 'g')

/** The first of these, each as `tell` has it, and how many more there are. */
export const toldUnshown = <Told>(
  file: string,
  found: readonly Unshown[],
  tell: (one: { said: string; where: Place }) => Told,
): Told[] => told(found, tell, said => tell({ said, where: { file } }), 'not on the page')

/** The same of a saved version, in words that follow its name. */
export const unshownOf = ({ name, bytes }: Frozen): { what: string; where: Place }[] =>
  toldUnshown(name, unshownIn(name, bytes.toString('utf8').replaceAll('\r\n', '\n')), ({ said, where }) => ({
    what: `holds what no page shows: ${plain(said)}`,
    where,
  }))

/** The same file without them; nothing if its data would not stay as they are. */
export function withoutUnshown(file: string, text: string): string | undefined {
  const clean = text.replace(ALL_CONTROLS, '')
  const pieces: string[] = []
  let from = 0
  for (const { start, comment } of foreign(clean)) {
    const line = clean.lastIndexOf('\n', start - 1) + 1
    const before = clean.slice(line, start).trimEnd()
    let end = start + comment.length
    while (/[ \t]/.test(clean[end] ?? '')) end++
    pieces.push(clean.slice(from, line + before.length))
    // A comment on a line of its own goes with its line.
    from = !before && clean[end] === '\n' ? end + 1 : end
  }
  const bare = pieces.join('') + clean.slice(from)
  const same = isDeepStrictEqual(parseYaml(file, bare).data, parseYaml(file, text).data)
  return same && !unshownIn(file, bare).length ? bare : undefined
}
