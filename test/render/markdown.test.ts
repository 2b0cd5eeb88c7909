import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/contract/block.ts'
import { toMarkdown } from '../../src/render/markdown.ts'

const page = (...blocks: Block[]) => toMarkdown(blocks)
const form = (...blocks: Block[]) => toMarkdown(blocks, { blank: true })
const html = (markdown: string) => new MarkdownIt().render(markdown)
const PEN = `\\${'_'.repeat(30)}`

it('sets blocks apart by a blank line and ends with one newline', () => {
  expect(
    page(
      { kind: 'heading', level: 1, text: 'Our\ncontract' },
      { kind: 'paragraph', text: 'What we agreed.', note: true },
      { kind: 'paragraph', text: 'We read.\nWe write.\n\nWe talk.' },
      { kind: 'item', label: 'Signal', text: 'Tea?' },
    ),
  ).toBe('# Our contract\n\n> What we agreed.\n\nWe read. \\\nWe write.\n\nWe talk.\n\n**Signal**\n\nTea?\n')
})

it('leaves out paragraphs without text', () => {
  const blank: Block = { kind: 'paragraph', text: ' \n' }
  expect(page({ kind: 'heading', level: 2, text: 'A' }, blank, { ...blank, note: true })).toBe('## A\n')
})

describe('an item without text', () => {
  const item: Block = { kind: 'item', label: 'When we meet', text: '' }

  it('has the lines of the form', () => {
    expect(form({ ...item, lines: 2 })).toBe(`**When we meet**\n\n${PEN}\n\n${PEN}\n`)
    expect(form(item)).toBe(`**When we meet**\n\n${PEN}\n`)
    expect(html(form(item))).toBe(`<p><strong>When we meet</strong></p>\n<p>${'_'.repeat(30)}</p>\n`)
  })

  it('says so where the form has none', () => {
    expect(page(item)).toBe('**When we meet**\n\n—\n')
  })
})

describe('a list', () => {
  it('keeps everything of an entry in the entry', () => {
    const items = [{ text: 'One\ntwo\n\nthree', details: [{ label: 'By', text: 'May\n1. June' }] }, { text: 'Four' }]
    expect(page({ kind: 'list', items })).toBe('- One \\\n  two\n\n  three\n  - By: May \\\n    1\\. June\n- Four\n')
    expect(page({ kind: 'list', items, ordered: true })).toBe(
      '1. One \\\n   two\n\n   three\n   - By: May \\\n     1\\. June\n2. Four\n',
    )
  })

  it('does not flow into the next one', () => {
    const list: Block = { kind: 'list', items: [{ text: 'a' }, { text: 'b' }] }
    const ordered: Block = { ...list, ordered: true }
    expect(html(page(list, list, list)).match(/<ul>/g)).toHaveLength(3)
    expect(html(page(list, { kind: 'paragraph', text: '' }, list)).match(/<ul>/g)).toHaveLength(2)
    expect(html(page(ordered, ordered, ordered)).match(/<ol>/g)).toHaveLength(3)
  })

  it('has entries for the pen, or says that there are none', () => {
    expect(form({ kind: 'list', items: [], ordered: true, lines: 2 })).toBe(`1. ${PEN}\n2. ${PEN}\n`)
    expect(page({ kind: 'list', items: [] })).toBe('- —\n')
  })

  it('may have an entry with details only', () => {
    const items = [{ text: '', details: [{ label: 'By', text: 'May' }] }, { text: '' }]
    expect(page({ kind: 'list', items })).toBe('-\n  - By: May\n-\n')
    expect(html(page({ kind: 'list', items })).match(/<li>/g)).toHaveLength(3)
  })
})

describe('a table', () => {
  const table: Block = { kind: 'table', columns: ['Role', 'Who'], rows: [['Reader', 'Ana']], formRows: 3 }

  it('has the rows there are', () => {
    expect(page(table)).toBe('| Role | Who |\n| --- | --- |\n| Reader | Ana |\n')
  })

  it('is filled up only on the form', () => {
    expect(form(table)).toBe('| Role | Who |\n| --- | --- |\n| Reader | Ana |\n|  |  |\n|  |  |\n')
    expect(html(form({ ...table, rows: [] })).match(/<tr>/g)).toHaveLength(4)
  })

  it('says where there is nothing', () => {
    expect(page({ ...table, rows: [] })).toBe('| Role | Who |\n| --- | --- |\n| — | — |\n')
  })

  it('loses no cell of a row that is longer or shorter than the others', () => {
    expect(page({ ...table, rows: [['a'], ['a', 'b', 'c']] })).toBe(
      '| Role | Who |  |\n| --- | --- | --- |\n| a |  |  |\n| a | b | c |\n',
    )
  })
})

describe('a signature', () => {
  const signature: Block = { kind: 'signature', name: 'Ana Lima' }
  const signed = { name: 'ana lima', date: '2026-02-02' }

  it('is a line for the pen over the printed name', () => {
    expect(page(signature)).toBe(`${PEN} Date: ____________ \\\nAna Lima\n`)
    expect(html(page(signature, { ...signature, name: '_B_' }))).toBe(
      `<p>${'_'.repeat(30)} Date: ____________ <br>\nAna Lima</p>\n` +
        `<p>${'_'.repeat(30)} Date: ____________ <br>\n_B_</p>\n`,
    )
  })

  it('shows the typed name and the date', () => {
    expect(page({ ...signature, signed })).toBe('Signed: ana lima · Date: 2026-02-02 \\\nAna Lima\n')
    expect(form({ ...signature, signed })).toBe(form(signature))
  })
})

it('sets the footer off by a rule', () => {
  expect(page({ kind: 'footer', lines: ['Version 1', 'For us only'] })).toBe('***\n\nVersion 1 \\\nFor us only\n')
})
