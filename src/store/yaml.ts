import * as yaml from 'yaml'
import { pathText } from '../contract/issues.ts'
import { clean, cleanDeep, isTooLong, quoted, TOO_LONG } from '../contract/text.ts'
import { PartnerError, type Place, type Problem } from '../errors.ts'
import { placesIn } from './excerpt.ts'
import { isYesOrNo, numberTrouble } from './plain-values.ts'
import { syntaxWords } from './syntax.ts'
import { told } from './told.ts'

type Path = readonly (string | number)[]
type Span = readonly [start: number, end: number]
type Refusal = { what: string; span: Span; path?: string; rule?: string }

/** A file's data together with where each part of it stands. */
export interface Source {
  file: string
  text: string
  data: unknown
  /** Where the value at the path is (with `key`: its key); for what is missing, the nearest thing around it. */
  place(path: Path, of?: 'key'): Place
  /** Whether a text without quotes and a comma come right before the key at a path: the key may be the rest of it. */
  isAfterText(path: Path): boolean
  /** Values without quotes that are a text to some programs, and true or false to others. */
  yesOrNo: readonly Path[]
}

export interface ParseOptions {
  /** The last line must be the document end `...`: without it the file may be torn. */
  needsEnd?: boolean
  /** What to do about what is wrong. */
  hint?: string
}

export const FIX_FILE = 'Fix the line, then: partner check'

const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$/m
/** Deeper nesting is nobody's contract, and the YAML library would run out of stack on it. */
const DEEPEST = 100
/** More than this many words and signs are nobody's file, and the YAML library would run out of memory on them. */
const MOST = 300_000

/** Reads YAML (or JSON, which is YAML), refusing all that two readers could understand differently. */
export function parseYaml(file: string, text: string, options: ParseOptions = {}): Source {
  const { needsEnd = false, hint = FIX_FILE } = options
  const place = placesIn(file, text)
  const refuse = (refusals: readonly Refusal[], remedy = hint): never => {
    const problems = told(
      refusals,
      ({ span, ...refusal }): Problem => ({ path: '', ...refusal, where: place(...span) }),
      what => ({ path: '', what, where: { file } }),
    )
    throw new PartnerError('invalid', problems, remedy)
  }
  const conflict = CONFLICT.exec(text)
  if (conflict)
    refuse([{ what: 'holds a merge that is not resolved', span: spanOf(conflict), rule: 'conflict-markers' }], RESOLVE)

  const tokens = tokensOf(text, at => refuse([{ what: TOO_MUCH, span: spanOf(at) }]))
  const directive = tokens.find(token => token.type === 'directive')
  if (directive) refuse([{ what: 'a line that starts with % is refused', span: spanOf(directive.offset) }])
  const tooDeep = mayBeDeeper(DEEPEST, text) ? deeperThan(DEEPEST, tokens) : undefined
  if (tooDeep) refuse([{ what: `is nested more than ${DEEPEST} deep`, span: spanOf(tooDeep.offset) }])

  const [document, second] = composed(tokens, text)
  const torn = needsEnd && !/(?:^|\n)\.\.\.$/.test(text.trimEnd())
  const tear = { what: 'possibly torn: it does not end with `...`', span: spanOf(text.length), rule: 'torn' }
  // Only the first error of the syntax: those after it are mostly its consequences.
  const [error] = document!.errors
  const yesOrNo: Path[] = []
  const found = error
    ? [{ what: syntaxWords(error.code, error.message), span: error.pos }]
    : refusalsOf(document!, second, path => yesOrNo.push(path))
  const root = document!.contents
  const empty = !error && (root === null || (yaml.isScalar(root) && root.value === null))
  if (empty) throw new PartnerError('invalid', [{ path: '', what: 'is empty', where: { file } }], options.hint ?? EMPTY)
  if (torn)
    refuse(
      [...found, tear],
      `Look at ${file}: if it is whole, add a last line \`...\`; else git checkout brings it back`,
    )
  if (found.length) refuse(found)
  if (!yaml.isMap(root)) refuse([{ what: 'must hold lines of the form `key: value`', span: rangeOf(root) }])

  latest = { text, document: document! }
  return {
    file,
    text,
    data: cleanDeep(document!.toJS()),
    place: placedIn(file, text),
    isAfterText: path => isAfterText(documentOf(text).contents, path),
    yesOrNo,
  }
}

/** Where things stand in a text that was accepted. It keeps the text alone. */
export const placedIn =
  (file: string, text: string): Source['place'] =>
  (path, of) =>
    placesIn(file, text)(...find(documentOf(text).contents, path, of))

const composed = (tokens: readonly yaml.CST.Token[], text: string): yaml.Document.Parsed[] => [
  ...new yaml.Composer({ stringKeys: true, uniqueKeys: false, logLevel: 'silent' }).compose(tokens, true, text.length),
]

let latest: { text: string; document: yaml.Document } | undefined

/**
 * The nodes of a text that was accepted, parsed again: they take some fifty times the memory of their text, and only
 * what is wrong in a file needs them.
 */
function documentOf(text: string): yaml.Document {
  if (latest?.text !== text) {
    const tokens = tokensOf(text, () => {})
    const [document] = composed(tokens, text)
    // Cleans the keys, by which paths are found.
    refusalsOf(document!, undefined, () => {})
    latest = { text, document: document! }
  }
  return latest.document
}

const RESOLVE = 'Keep what holds of both sides, delete the lines <<<<<<<, ======= and >>>>>>>, then: partner check'
const EMPTY = 'If git has the file, git checkout brings it back; else move it away.'

const spanOf = (at: RegExpExecArray | number): Span =>
  typeof at === 'number' ? [at, at + 1] : [at.index, at.index + at[0].length]

const TOO_MUCH = `is too much for one file: more than ${MOST} words and signs`

/** What stands in a text, in tokens. Stops where it becomes too much. */
function tokensOf(text: string, tooMuch: (at: number) => void): yaml.CST.Token[] {
  const parser = new yaml.Parser()
  const tokens: yaml.CST.Token[] = []
  let [count, at] = [0, 0]
  for (const lexeme of new yaml.Lexer().lex(text)) {
    count += 1
    if (count > MOST) tooMuch(at)
    at += lexeme.length
    for (const token of parser.next(lexeme)) tokens.push(token)
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

/** What the lexer adds to the text: the start of a document, of a scalar, and the end of a broken bracket. */
const MARKERS = ['\u0002', '\u0018', '\u001f']

/** Every comment in a text that `parseYaml` accepted, with the # and without blanks at its end. */
export function commentsOf(text: string): { comment: string; start: number }[] {
  const comments: { comment: string; start: number }[] = []
  let at = 0
  for (const lexeme of new yaml.Lexer().lex(text)) {
    if (MARKERS.includes(lexeme)) continue
    if (lexeme.startsWith('#') && isComment(text, at)) comments.push({ comment: lexeme.trimEnd(), start: at })
    at += lexeme.length
  }
  return comments
}

/** A plain text may start with a # behind other characters, a comment only behind a blank or at the start of a line. */
const isComment = (text: string, at: number): boolean => at === 0 || /\s/.test(text[at - 1]!)

const rangeOf = (node: { range?: yaml.Range | null } | null | undefined): Span =>
  node?.range ? [node.range[0], node.range[1]] : [0, 1]

/**
 * Whether a text can nest deeper at all: each level takes a bracket, or an indicator or a space before the first word of
 * its line, and there are at most two levels for each of these. Saves looking at each token of a usual file.
 */
function mayBeDeeper(limit: number, text: string): boolean {
  let brackets = 0
  for (const sign of ['[', '{'])
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) brackets += 1
  if (brackets >= limit / 2) return true
  const before = new RegExp(`^[ \\t?:-]{${Math.floor((limit - 2 * brackets) / 2) - 1}}`, 'm')
  return before.test(text)
}

/** Looks level by level, without recursion, and in tokens: the library itself is what must not see such a file. */
function deeperThan(limit: number, tokens: readonly yaml.CST.Token[]): yaml.CST.Token | undefined {
  let level = tokens
  for (let depth = 0; level.length; depth++) {
    if (depth > limit) return level[0]
    level = level.flatMap(token => {
      if (token.type === 'document') return token.value ?? []
      return 'items' in token ? token.items.flatMap(item => [item.key ?? [], item.value ?? []].flat()) : []
    })
  }
  return undefined
}

function refusalsOf(
  document: yaml.Document,
  second: yaml.Document | undefined,
  foundYesOrNo: (path: Path) => void,
): Refusal[] {
  const refusals: Refusal[] = second
    ? [{ what: 'a second document starts here; a file holds one', span: rangeOf(second) }]
    : []
  const refuse = (what: string, node: yaml.Node, path: Path = []) =>
    refusals.push({ what, span: rangeOf(node), path: pathText(path) })
  yaml.visit(document, {
    Node(key, node, above) {
      if (yaml.isAlias(node)) refuse(`is an alias (*${node.source}); write the text out instead`, node)
      else if (node.anchor) refuse(`carries an anchor (&${node.anchor}), which is refused; take it away`, node)
      else if (node.tag) refuse('carries a tag (!), which is refused; take it away, or put the text in quotes', node)
      else if (yaml.isMap(node)) for (const [what, key] of badKeys(node)) refuse(what, key)
      else if (yaml.isScalar(node)) {
        if (typeof node.value === 'string' && isTooLong(node.value))
          refuse(TOO_LONG, node, key === 'key' ? [] : pathTo(node, above))
        const trouble = numberTrouble(node)
        if (trouble) refuse(trouble, node, key === 'key' ? [] : pathTo(node, above))
        if (key !== 'key' && isYesOrNo(node)) foundYesOrNo(pathTo(node, above))
      }
    },
  })
  return refusals
}

/** The keys and places in lists that lead to a node. */
const pathTo = (node: yaml.Node, above: Parameters<yaml.visitorFn<yaml.Node>>[2]): Path =>
  above.flatMap((each, index): Path => {
    if (yaml.isPair<yaml.Scalar>(each)) return [String(each.key.value)]
    return yaml.isSeq(each) ? [each.items.indexOf(above[index + 1] ?? node)] : []
  })

function badKeys(map: yaml.YAMLMap): [what: string, key: yaml.Scalar][] {
  const bad: [string, yaml.Scalar][] = []
  const seen = new Set<string>()
  for (const { key } of map.items) {
    if (!yaml.isScalar<string>(key)) continue
    const isMerge = key.value === '<<' && key.type === 'PLAIN'
    // Keys are compared, and found again, as they are after cleaning.
    key.value = clean(key.value)
    if (isMerge) bad.push(['is a merge key (<<), which is refused; write the lines out instead', key])
    if (key.value === '__proto__') bad.push(['__proto__ cannot be a key', key])
    if (seen.has(key.value)) bad.push([`the key ${quoted(key.value)} stands here twice`, key])
    seen.add(key.value)
  }
  return bad
}

function find(root: unknown, path: Path, of?: 'key'): Span {
  let node = root
  let span = rangeOf(root as yaml.Node)
  for (const step of path) {
    const pair = yaml.isMap<yaml.Scalar, yaml.Node>(node) ? node.items.find(({ key }) => key.value === step) : undefined
    const next = yaml.isSeq<yaml.Node>(node) ? node.items[Number(step)] : pair?.value
    if (!next) return pair ? rangeOf(pair.key) : span
    const [start, end] = rangeOf(next)
    // Nothing, and lines below the key, are shown by their key.
    const byKey = pair && (of === 'key' || start === end || (yaml.isCollection(next) && !next.flow))
    span = byKey ? rangeOf(pair.key) : [start, end]
    node = next
  }
  return span
}

function isAfterText(root: unknown, path: Path): boolean {
  let node = root
  for (const step of path.slice(0, -1)) {
    const pair = yaml.isMap<yaml.Scalar>(node) ? node.items.find(({ key }) => key.value === step) : undefined
    node = yaml.isSeq(node) ? node.items[Number(step)] : pair?.value
  }
  if (!yaml.isMap<yaml.Scalar>(node) || !node.flow) return false
  const before = node.items[node.items.findIndex(({ key }) => key.value === path.at(-1)) - 1]?.value
  return yaml.isScalar(before) && before.type === 'PLAIN' && typeof before.value === 'string'
}

export interface WriteOptions {
  /** Where the JSON Schema stands, for editors. */
  schema?: string
  /** A heading for the part that starts with a top-level key. */
  comments?: Readonly<Record<string, string>>
}

/** Data as YAML that readers of YAML 1.1 and 1.2 understand alike. Absent (undefined) values are left out. */
export function toYaml(data: unknown, { schema, comments = {} }: WriteOptions = {}): string {
  const document = newDocument(data)
  for (const { key } of yaml.isMap<yaml.Scalar>(document.contents) ? document.contents.items : []) {
    const name = String(key.value)
    if (!Object.hasOwn(comments, name)) continue
    key.commentBefore = comments[name]!.replace(/^/gm, ' ')
    key.spaceBefore = true
  }
  return `${schema ? `# yaml-language-server: $schema=${schema}\n` : ''}${documentText(document)}...\n`
}

// What editing a file as a document and looking through one take: the library is named here alone.
export {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

export const newDocument = (data: unknown): yaml.Document =>
  new yaml.Document(data, { aliasDuplicateObjects: false, ...BOTH_VERSIONS })

/** A text that `parseYaml` accepted, with its comments. */
export const openDocument = (text: string): yaml.Document =>
  yaml.parseDocument(text, { stringKeys: true, uniqueKeys: false, logLevel: 'silent', ...BOTH_VERSIONS })

/** A document as text that readers of YAML 1.1 and 1.2 understand alike. */
export function documentText(document: yaml.Document): string {
  yaml.visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && needsQuotes(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document
    .toString(STYLE)
    .replace(ESCAPED, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const BOTH_VERSIONS = { compat: 'yaml-1.1' } as const

const STYLE: yaml.ToStringOptions = {
  lineWidth: 0,
  blockQuote: 'literal',
  flowCollectionPadding: false,
  // Quoted text on lines of its own comes back changed where one of them holds only blanks (yaml 2.9.1).
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
}

/** Characters that some reader refuses or takes for a line end. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

/**
 * Where the library would write text plain or as a block, and another reader (most often PyYAML) would refuse it or
 * read something else; and where blank lines behind a block would count as its text.
 */
const needsQuotes = (text: string): boolean =>
  /^=$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u.test(text) ||
  (text.includes('\n') ? /^\s/.test(text) || endsInBlankLines(text) : text.includes('\t'))

const endsInBlankLines = (text: string): boolean => text.slice(text.trimEnd().length, -1).includes('\n')
