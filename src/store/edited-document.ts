import { isDeepStrictEqual } from 'node:util'
import type { Draft } from '../contract/draft.ts'
import { clean, cleanDeep } from '../contract/text.ts'
import {
  type Document,
  documentText,
  isMap,
  isSeq,
  type Node,
  openDocument,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from './yaml.ts'

/** A value that stands in two places is written twice. */
const ONCE = { aliasDuplicateObjects: false }

/** A map of the file as data, or undefined where it is something else. */
const asMap = (value: unknown): Draft | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : undefined

export const nameOf = ({ key }: Pair<unknown, unknown>): string => clean(String((key as Scalar).value))

/** What stands in a node, as `parseYaml` gives it. */
export const dataOf = (node: Node | null, document: Document): unknown => cleanDeep(node?.toJS(document) ?? null)

/**
 * A document's text with other data in it. Only nodes whose data differ are touched, so that comments, unknown keys,
 * the order of keys and the way a text is quoted stay with what stays.
 */
export function editedDocument(text: string, wanted: Draft): string {
  const document = openDocument(text)
  document.contents = fitted(document.contents as Node, wanted, document) as never
  return documentText(document)
}

function fitted(node: Node | null, wanted: unknown, document: Document): Node {
  if (node && isDeepStrictEqual(dataOf(node, document), wanted)) return node
  const map = asMap(wanted)
  if (isMap<Scalar, Node | null>(node) && map) return fitMap(node, map, document)
  if (isSeq<Node>(node) && Array.isArray(wanted)) return fitList(node, wanted, document)
  const fresh = document.createNode(wanted, ONCE) as Node
  // What was said about the old value still stands beside the new one.
  if (node?.commentBefore) fresh.commentBefore = node.commentBefore
  if (node?.comment) fresh.comment = node.comment
  if (node?.spaceBefore) fresh.spaceBefore = true
  return fresh
}

/** A new key goes behind the one that precedes it in the wanted data. */
function fitMap(map: YAMLMap<Scalar, Node | null>, wanted: Draft, document: Document): Node {
  unfold(map)
  const entries = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const names = new Set(entries.map(([name]) => name))
  map.items = map.items.filter(pair => names.has(nameOf(pair)))
  let place = -1
  for (const [name, value] of entries) {
    const found = map.items.findIndex(pair => nameOf(pair) === name)
    if (found >= 0) {
      place = found
      map.items[found]!.value = fitted(map.items[found]!.value, value, document)
    } else {
      place += 1
      map.items.splice(place, 0, document.createPair(name, value, ONCE) as Pair<Scalar, Node>)
    }
  }
  return map
}

const idOf = (entry: unknown): unknown => asMap(entry)?.id

/** Entries are the same by their id, else by being equal, else by their place. */
function fitList(list: YAMLSeq<Node>, wanted: readonly unknown[], document: Document): Node {
  unfold(list)
  const before = list.items.map(item => dataOf(item, document))
  const free = new Set(before.keys())
  const take = (found: number | undefined) => {
    if (found !== undefined) free.delete(found)
    return found
  }
  const known = wanted.map(entry =>
    take(
      [...free].find(at =>
        idOf(entry) === undefined ? isDeepStrictEqual(before[at], entry) : idOf(before[at]) === idOf(entry),
      ),
    ),
  )
  const inPlace = (entry: unknown, at: number) =>
    free.has(at) && idOf(entry) === undefined && idOf(before[at]) === undefined ? take(at) : undefined
  const from = known.map((at, place) => at ?? inPlace(wanted[place], place))
  const items = [...list.items]
  list.items = wanted.map((entry, place) =>
    fitted(from[place] === undefined ? null : items[from[place]!]!, entry, document),
  )
  return list
}

/** `[]` and `{}` are written so because they are empty; what comes into them is written on lines. */
function unfold(collection: YAMLMap<unknown, unknown> | YAMLSeq<unknown>): void {
  if (!collection.items.length) collection.flow = false
}
