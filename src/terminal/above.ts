import { plain } from '../contract/text.ts'
import type { AboveLine, Told } from '../interview/prompter.ts'
import type { Style } from './style.ts'
import { cells, wrap } from './wrap.ts'

type Kind = AboveLine['kind']
type Layout = { indent: string; style?: keyof Style; mark?: string }

const LAYOUT: Record<Kind, Layout> = {
  progress: { indent: '  ', style: 'dim' },
  about: { indent: '  ' },
  say: { indent: '  ', style: 'strong' },
  example: { indent: '    ', style: 'dim', mark: 'e.g.  ' },
  item: { indent: '    ' },
  note: { indent: '  ' },
  problem: { indent: '  ', style: 'accent' },
}

/** The lines over a question, ready to print: a blank line wherever another kind of thing begins. */
export function aboveText(above: readonly AboveLine[], style: Style, width: number): string {
  const said = above.filter(line => line.text)
  const lines = said.flatMap(({ text, kind }, index) => {
    const { indent, style: role, mark = '' } = LAYOUT[kind]
    const rest = ' '.repeat(indent.length + (mark || numberOf(text)).length)
    const wrapped = wrap(plain(text, { multiline: true }), width, { first: indent + mark, rest })
    const styled = wrapped.map(line => (role && line ? style[role](line) : line))
    return apart(said[index - 1]?.kind, kind) ? ['', ...styled] : styled
  })
  // A list or a page of words stands apart from the line to type in, a single remark belongs to it.
  const last = said.at(-1)?.kind
  if (last === 'item' || last === 'example' || last === 'say') lines.push('')
  return lines.map(line => `${line}\n`).join('')
}

/** Lines that ask nothing, ready to print: texts as they are, labels and their texts in two columns. */
export function toldText(lines: readonly Told[], width: number): string {
  const labels = lines.flatMap(line => (typeof line === 'string' ? [] : [cells(line[0])]))
  const column = Math.max(0, ...labels) + 2
  const shown = lines.flatMap(line => {
    if (typeof line === 'string') return indented(line, width)
    const [label, text] = line
    const first = `${plain(label)}${' '.repeat(column - cells(label))}`
    return wrap(plain(text, { multiline: true }), width, { first, rest: ' '.repeat(column) })
  })
  return shown.map(line => `${line}\n`).join('')
}

/** One that is too long goes on with its own indent. */
function indented(line: string, width: number): string[] {
  const indent = /^ */.exec(line)![0]
  return wrap(plain(line.slice(indent.length), { multiline: true }), width, indent)
}

/** What can be done here, as the lines under a question. */
export function footerLines(footer: readonly string[], style: Style, width: number): string[] {
  if (footer.length === 0) return []
  // Each thing that can be done stays in one row, if it fits.
  const whole = footer.map(text => (cells(text) < width - 4 ? text.replaceAll(' ', '\u00a0') : text))
  return wrap(plain(whole.join(' · ')), width, '  ').map(line => style.dim(line.replaceAll('\u00a0', ' ')))
}

function apart(before: Kind | undefined, kind: Kind): boolean {
  return before !== kind && !(before === 'say' && kind === 'example')
}

/** `1  ` of a numbered item, so that its second line stands under its first word. */
function numberOf(text: string): string {
  return /^\s*(?:\d+|[-•])\s+/.exec(text)?.[0] ?? ''
}
