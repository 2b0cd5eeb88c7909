import { isDeepStrictEqual } from 'node:util'
import type { Draft } from '../contract/draft.ts'
import { dataOf, editedDocument, nameOf } from './edited-document.ts'
import {
  type Document,
  documentText,
  isMap,
  isPair,
  isSeq,
  type Node,
  newDocument,
  openDocument,
  type Pair,
  type Scalar,
} from './yaml.ts'

/** A top-level key with its value, and what stands between it and the one before: blank lines and comments. */
interface Piece {
  key: string
  between: string
  text: string
}

/** The comments over top-level keys, as `toYaml` writes them. */
export type Headings = (data: Draft) => Readonly<Record<string, string>>

/**
 * A file's text with other data in it. Every top-level key whose data stay is kept byte for byte; the others are
 * edited as documents of their own. A new key goes behind the one that precedes it in the wanted data, and a heading
 * goes with the key that it is for.
 */
export function editYaml(text: string, wanted: Draft, headings: Headings = () => ({})): string {
  const document = openDocument(text)
  const split = piecesOf(text, document)
  if (!split) return editedDocument(text, wanted)
  const old = dataOf(document.contents as Node, document) as Draft
  const [was, is] = [headings(old), headings(wanted)]
  const pieces: Piece[] = []
  let left = ''
  for (const piece of split.pieces) {
    const { key } = piece
    const value = wanted[key]
    const between =
      was[key] === is[key] ? piece.between : piece.between.replace(heading(was[key]), '') + heading(is[key])
    // What stands over a key that goes is not lost with it.
    if (value === undefined) left += between
    else {
      const same = isDeepStrictEqual(old[key], value)
      pieces.push({
        key,
        between: left + between,
        text: same ? piece.text : editedDocument(piece.text, { [key]: value }),
      })
      left = ''
    }
  }
  let place = -1
  for (const [key, value] of Object.entries(wanted)) {
    const found = pieces.findIndex(piece => piece.key === key)
    if (found < 0 && value === undefined) continue
    place = found < 0 ? place + 1 : found
    if (found >= 0) continue
    pieces.splice(place, 0, { key, between: heading(is[key]), text: documentText(newDocument({ [key]: value })) })
  }
  return [...pieces.flatMap(({ between, text }) => [between, text]), left + split.tail].reduce(followed)
}

/** Behind a text that ends with blank lines (`|+`), a blank line would be one of them. */
const followed = (text: string, next: string): string =>
  text + (text.endsWith('\n\n') ? next.replace(/^\n+/, '') : next)

const heading = (words: string | undefined): string => (words === undefined ? '' : `\n${words.replace(/^/gm, '# ')}\n`)

/** The file as pieces that can be changed apart; nothing where it is not written as lines from the first column. */
function piecesOf(text: string, { contents }: Document): { pieces: Piece[]; tail: string } | undefined {
  if (!isMap<Scalar, Node | null>(contents) || contents.flow || !contents.items.length) return undefined
  const starts = contents.items.map(({ key }) => text.lastIndexOf('\n', key.range![0] - 1) + 1)
  const trimmed = text.trimEnd()
  const end = trimmed.endsWith('\n...') ? trimmed.length - 3 : text.length
  const stops = [...starts.slice(1), end]
  const fromTheFirstColumn = contents.items.every(({ key }, index) => {
    const before = text.slice(starts[index], key.range![0])
    return (before === '' || before === '? ') && starts[index]! < stops[index]!
  })
  if (!fromTheFirstColumn) return undefined
  const cuts = contents.items.map((pair, index) => cutBefore(text, endOf(pair), stops[index]!))
  const pieces = contents.items.map((pair, index) => ({
    key: nameOf(pair),
    between: text.slice(index ? cuts[index - 1] : 0, starts[index]),
    text: text.slice(starts[index], cuts[index]),
  }))
  return { pieces, tail: text.slice(cuts.at(-1)) }
}

/** Where the last value in a node ends. The range of a list on lines would take in the comments behind it. */
function endOf(node: Node | Pair<Scalar, Node | null>): number {
  if (isPair(node)) return endOf((node.value ?? node.key) as Node)
  const last = (isMap(node) || isSeq(node)) && !node.flow ? node.items.at(-1) : undefined
  return last ? endOf(last as Node | Pair<Scalar, Node | null>) : node.range![1]
}

/** Blank lines and comments from the first column on, at the end of a piece, belong to what follows. */
function cutBefore(text: string, least: number, end: number): number {
  const start = text.lastIndexOf('\n', end - 2) + 1
  const loose = start >= least && start < end && /^(?:#.*|[ \t]*)\n?$/.test(text.slice(start, end))
  return loose ? cutBefore(text, least, start) : end
}
