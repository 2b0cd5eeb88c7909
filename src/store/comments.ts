import { isDeepStrictEqual } from 'node:util'
import { PARTS } from '../contract/section.ts'
import { plain } from '../contract/text.ts'
import type { Place } from '../errors.ts'
import type { Frozen } from '../signature/statement.ts'
import { placesIn } from './excerpt.ts'
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

/** What somebody would sign with a contract's file without having seen it on the page. `text` has LF at its line ends. */
export function unshownIn(file: string, text: string): Unshown[] {
  const place = placesIn(file, text)
  const control = CONTROLS.exec(text)
  return [
    ...foreign(text).map(({ comment, start }) => ({ where: place(start, start + comment.length), said: comment })),
    ...(control ? [{ where: place(control.index), said: 'control characters' }] : []),
  ]
}

const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/
const ALL_CONTROLS = new RegExp(CONTROLS.source, 'g')

/** The same of a saved version, in words that follow its name. */
export function unshownOf({ name, bytes }: Frozen): { what: string; where: Place }[] {
  return unshownIn(name, bytes.toString('utf8').replaceAll('\r\n', '\n')).map(({ said, where }) => ({
    what: `holds what no page shows: ${plain(said)}`,
    where,
  }))
}

/** The same file without them; nothing if its data would not stay as they are. */
export function withoutUnshown(file: string, text: string): string | undefined {
  const clean = text.replace(ALL_CONTROLS, '')
  const bare = foreign(clean).reduceRight((left, { start, comment }) => {
    const before = left.slice(0, start)
    const after = left.slice(start + comment.length)
    // A comment on a line of its own goes with its line.
    const line = /(?:^|\n)[ \t]*$/.exec(before)
    if (line) return before.slice(0, before.lastIndexOf('\n') + 1) + after.replace(/^\n/, '')
    return before.trimEnd() + after
  }, clean)
  const same = isDeepStrictEqual(parseYaml(file, bare).data, parseYaml(file, text).data)
  return same && !unshownIn(file, bare).length ? bare : undefined
}
