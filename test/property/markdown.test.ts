import fc from 'fast-check'
import MarkdownIt, { type Token } from 'markdown-it'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/contract/block.ts'
import { toMarkdown } from '../../src/render/markdown.ts'

/** Every kind of block around a text, and the words a reader should then see. */
const BLOCKS: Record<string, (text: string) => { block: Block; words: string[] }> = {
  heading: text => ({ block: { kind: 'heading', level: 2, text }, words: [text] }),
  paragraph: text => ({ block: { kind: 'paragraph', text }, words: [text] }),
  note: text => ({ block: { kind: 'paragraph', text, note: true }, words: [text] }),
  item: text => ({ block: { kind: 'item', label: text, text }, words: [text, text] }),
  list: text => ({
    block: { kind: 'list', items: [{ text, details: [{ label: text, text }] }, { text: 'tea' }, { text }] },
    words: [text, text, ':', text, 'tea', text],
  }),
  'ordered list': text => ({
    block: { kind: 'list', ordered: true, items: [{ text: 'tea' }, { text, details: [{ label: 'By', text }] }] },
    words: ['tea', text, 'By:', text],
  }),
  table: text => ({
    block: {
      kind: 'table',
      columns: [text, 'tea', text],
      rows: [
        ['', text, text],
        [text, text, ''],
      ],
    },
    words: [text, 'tea', text, text, text, text, text],
  }),
  'one-column table': text => ({ block: { kind: 'table', columns: [text], rows: [[text]] }, words: [text, text] }),
  signature: text => ({
    block: { kind: 'signature', name: text, signed: { name: text, date: '2026-02-02' } },
    words: ['Signed:', text, '·Date:2026-02-02', text],
  }),
  footer: text => ({ block: { kind: 'footer', lines: [text, text] }, words: [text, text] }),
}

const READERS = [false, true].flatMap(html =>
  [false, true].map(linkify => new MarkdownIt({ html, linkify, typographer: false })),
)

const squashed = (text: string) => text.replace(/\s+/gu, '')

/** What a reader sees, and what the page is made of apart from paragraphs and words. */
function read(reader: InstanceType<typeof MarkdownIt>, markdown: string) {
  const flat = (tokens: Token[]): Token[] => tokens.flatMap(token => [token, ...flat(token.children ?? [])])
  const tokens = flat(reader.parse(markdown, {}))
  return {
    words: squashed(tokens.map(token => (token.type === 'inline' ? '' : token.content)).join('')),
    // A bare address may be made clickable: it shows where it leads.
    shape: tokens
      .filter(token => token.markup !== 'linkify')
      .map(token => token.type)
      .filter(type => !['text', 'inline', 'hardbreak', 'paragraph_open', 'paragraph_close'].includes(type)),
  }
}

function expectSurvival(text: string) {
  for (const [kind, wrap] of Object.entries(BLOCKS)) {
    const { block, words } = wrap(text)
    // Between two paragraphs, so that neither neighbour can be drawn in.
    const around = (middle: Block) =>
      toMarkdown([{ kind: 'paragraph', text: 'before' }, middle, { kind: 'paragraph', text: 'after' }])
    const markdown = around(block)
    const plain = around(wrap('word').block)
    expect(markdown.replaceAll(' \\\n', ''), kind).not.toMatch(/[ \t]$/m)
    for (const reader of READERS) {
      const { words: seen, shape } = read(reader, markdown)
      expect(seen, `${kind}:\n${markdown}`).toBe(squashed(`before${words.join('')}after`))
      expect(shape, `${kind}:\n${markdown}`).toEqual(read(reader, plain).shape)
    }
  }
}

const NASTY = [
  'a | b || \\| c \\\\| |',
  '# one\n## two ##\n#\n#hash\nC# #',
  '- a\n+ b\n* c\n-\n+\n*\n1. d\n2) e\n10.\n-5 kg',
  'title\n===\ntitle\n---\n- - -\n* * *\n_ _ _\n***\n___\n---',
  'a\n\n    code\n\n\tcode\n  \n',
  '```js\ncode\n```\n~~~\ncode\n~~~\n`a` ``b`` `',
  '<script>alert(1)</script>\n<!-- no -->\n<b>bold</b> <br/> <?php ?> <![CDATA[x]]> </div>',
  '<https://x.org> <a@b.org> <1@b.org> <mailto:a@b.org>',
  '[x](javascript:alert(1)) [x](y "z") [x][y] [x]: y\n[x]: y\n[x]',
  '![alt](pic.png) !![a](b) [![a](b)](c)',
  '[^1] text\n\n[^1]: note\n- [ ] task\n[x] task ^[note]',
  'back\\slash \\* \\\\ \\\nnext \\\\\nend\\',
  '&amp; &#60; &#x3c; &nbsp; &copy &lt;b&gt; A&E',
  '~~x~~ ~x~ ~5 and ~6~ a~b~c ~~ ~ ~~~',
  '$x$ $$y$$ $5 and $6 ($7) a$b$',
  ':tea: :+1: 12:30:45 :100: a:b:c :---: |---|',
  '*x* **x** ***x*** 2 * 3 * 4 a*b*c * x *',
  '_x_ __x__ snake_case_name a_ _b ____ _\u00e9_ e\u0301_x_',
  'a | b\n--- | ---\n1 | 2',
  'a | b\n:-: | :--\n1 | 2',
  '| a |\n|---|\n:--\n:-: | :-:',
  '> quote\n>> deep\n>',
  'two  spaces  \nline\r\nmore\rlast\u2028sep\u2029par',
  'https://x.org/a_b_c?d=e&f=g#h https://x.org/*a* www.x.org/_y_ a_b_@x.org ftp://x.org/~ana',
  'https://x.org/a\nhttps://x.org/\nwww.x.org\\',
  '👩‍👩‍👧‍👦 *🍵* _🍵_ ~🍵~ 日本語*です*。 \u05e9\u05dc\u05d5\u05dd _x_',
  '\u00a0# a\n\u00a0\nb\n\ufeff- c\n\u3000- d',
  '*',
  '\\',
  '#',
  '`',
  '-',
  '=',
  '1.',
  '_'.repeat(30),
  '**a',
  'a**',
]

/** Pieces that mean something in Markdown, and what may stand around them. */
const PIECE = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...'\\`*_{}[]()#+-.!|<>~=:$&^"\'@/?;,0123') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('tea', 'B', 'é', 'e\u0301', '日本', '🍵', '👩‍👧', '7', 'p', 'x.org', 'www.'),
  },
  { weight: 3, arbitrary: fc.constantFrom(' ', '  ', '    ', '\t', '\n', '\n\n', '\r\n', '\u00a0', '\u2003') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['**', '__', '~~', '~~~', '```', '---', '===', '***', '- ', '* ', '+ ', '1. ', '2) ', '# ', '### ', '> '],
      ...[
        '\\\n',
        '  \n',
        '\n    ',
        '\n\n\t',
        '\n---\n',
        '\n===\n',
        '|---|',
        '\n:-: | --\n',
        '](',
        '[x]: /y\n',
        '![a](b)',
      ],
      ...['[^1]', '[ ] ', '<b>', '</b>', '<!--', '-->', '<?', '<!A', '<![CDATA[', '<script>', '<br>', '<a@b.org>'],
      ...[
        '&amp;',
        '&#60;',
        '&#x3c;',
        '&lt',
        ':tea:',
        '$x$',
        '$$',
        'https://x.org/',
        'http://',
        '//',
        'ana@x.org',
        'mailto:',
      ],
    ),
  },
)
const TRICKY = fc
  .array(PIECE, { minLength: 1, maxLength: 14 })
  .map(pieces => pieces.join(''))
  .filter(text => squashed(text) !== '')

describe('any text comes out of a Markdown program as it went in', () => {
  it.each(NASTY.map(text => [JSON.stringify(text), text]))('%s', (_, text) => expectSurvival(text))

  it('made of Markdown pieces', { timeout: 600_000 }, () => {
    fc.assert(fc.property(TRICKY, expectSurvival), { numRuns: 150 })
  })

  it('of any characters', () => {
    const printable = fc
      .string({ unit: 'grapheme' })
      .filter(text => squashed(text) !== '' && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text))
    fc.assert(fc.property(printable, expectSurvival), { numRuns: 100 })
  })
})
