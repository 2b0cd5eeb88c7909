import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt({ html: false })

/** Runs of whitespace are one space, as on a page. */
export const squash = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** What a reader sees of a page: the text of its blocks without markup, squashed. */
export function visible(page: string): string {
  const blocks = markdown
    .parse(page, {})
    .map(({ children }) => (children ?? []).map(({ type, content }) => (/break$/.test(type) ? ' ' : content)).join(''))
  return squash(blocks.join(' '))
}
