import type { Block, ListItem } from '../contract/block.ts'
import { cell, hardLines, heading, inline, oneLine, paragraphs, withoutLineEnds } from './escape.ts'

/** `blank`: the paper form, to be filled in by pen. */
export interface MarkdownOptions {
  blank?: boolean
}

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** The first underscore is escaped, else a line of them is a rule. */
const PEN_LINE = `\\${'_'.repeat(30)}`
const PEN_DATE = '_'.repeat(12)
/** Stands where nothing was agreed, so that nothing can be written in after signing. */
const NOTHING = '—'

/** The blocks as one Markdown document: a blank line between any two, one newline at the end. */
export function toMarkdown(blocks: readonly Block[], options: MarkdownOptions = {}): string {
  const blank = options.blank ?? false
  let afterList = false
  const parts = blocks.flatMap(block => {
    const laidOut = layOut(block, blank, afterList)
    if (laidOut.length > 0) afterList = block.kind === 'list' && !afterList
    return laidOut
  })
  return `${parts.join('\n\n')}\n`
}

/** The block's parts, to be set apart by blank lines. */
function layOut(block: Block, blank: boolean, afterList: boolean): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${heading(block.text)}`.trimEnd()]
    case 'paragraph':
      return block.note ? note(block.text) : paragraphs(block.text)
    case 'item':
      return [...label(block.label), ...filled(block.text, block.lines, blank)]
    case 'list':
      return list(block, blank, afterList)
    case 'table':
      return table(block, blank)
    case 'signature':
      return [signature(block, blank)]
    case 'footer':
      // Stars: three hyphens could be read as a heading's underline or as front matter.
      return ['***', ...paragraphs(block.lines.join('\n'))]
  }
}

/** A quotation, because emphasis does not survive every text. */
function note(text: string): string[] {
  const quoted = withoutLineEnds(paragraphs(text).join('\n\n').replace(/^/gm, '> '))
  return quoted === '>' ? [] : [quoted]
}

function label(text: string): string[] {
  const words = inline(text)
  return words ? [`**${words}**`] : []
}

function filled(text: string, lines: number | undefined, blank: boolean): string[] {
  const written = paragraphs(text)
  return written.length > 0 ? written : emptyLines(lines, blank)
}

function emptyLines(lines: number | undefined, blank: boolean): string[] {
  const count = blank ? (lines ?? 1) : 0
  return count > 0 ? Array<string>(count).fill(PEN_LINE) : [NOTHING]
}

/** Two lists in a row would flow together, so the second one (`afterList`) gets the other marker. */
function list({ items, ordered, lines }: Of<'list'>, blank: boolean, afterList: boolean): string[] {
  const marker = (index: number) => {
    if (ordered) return `${index + 1}${afterList ? ')' : '.'}`
    return afterList ? '*' : '-'
  }
  const contents = items.length > 0 ? items.map(itemContent) : emptyLines(lines, blank)
  return [contents.map((content, index) => hang(marker(index), content)).join('\n')]
}

function itemContent({ text, details = [] }: ListItem): string {
  const nested = details
    .map(detail => paragraphs(`${oneLine(detail.label)}: ${detail.text}`))
    .map(content => hang('-', content.join('\n\n')))
  return [paragraphs(text).join('\n\n'), ...nested].join('\n')
}

/** The content behind its marker, further lines indented so that they stay in the item. */
function hang(marker: string, content: string): string {
  const indent = ' '.repeat(marker.length + 1)
  return withoutLineEnds(`${marker} ${content.replace(/\n(?=[^\n])/g, `\n${indent}`)}`)
}

function table({ columns, rows, formRows = 1 }: Of<'table'>, blank: boolean): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), columns.length)
  if (width === 0) return []
  const nothing = Array<string>(width).fill(blank ? '' : NOTHING)
  const missing = Math.max((blank ? formRows : 1) - rows.length, 0)
  const fill = Array<string[]>(missing).fill(nothing)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const row = (cells: readonly string[]) =>
    line(Array.from({ length: width }, (_, column) => cell(cells[column] ?? '')))
  return [[row(columns), line(Array<string>(width).fill('---')), ...[...rows, ...fill].map(row)].join('\n')]
}

/** The name that was typed, or a line for the pen; under it the name in print. */
function signature({ name, signed }: Of<'signature'>, blank: boolean): string {
  const signing =
    signed && !blank
      ? inline(`Signed: ${oneLine(signed.name)} · Date: ${signed.date}`)
      : // The paper has one date, at its top.
        blank
        ? PEN_LINE
        : `${PEN_LINE} Date: ${PEN_DATE}`
  return hardLines([signing, ...paragraphs(oneLine(name))])
}
