import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt({ html: false })

/** What a reader sees of a page: the text of its elements, without markup. Runs of whitespace are one space. */
export function visible(page: string): string {
  const texts = markdown.parse(page, {}).flatMap(token => token.children ?? [])
  return squash(texts.map(({ type, content }) => (/break$/.test(type) ? ' ' : content)).join('\u0000'), true)
}

/** Texts that stand beside each other without markup between them are one text. */
export const squash = (text: string, marked = false): string =>
  (marked ? text.replaceAll('\u0000', '') : text).replace(/\s+/gu, ' ').trim()
