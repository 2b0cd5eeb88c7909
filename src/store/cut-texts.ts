import type { Place } from '../errors.ts'
import { placesIn } from './excerpt.ts'
import { isPair, isScalar, openDocument, type Source, visit } from './yaml.ts'

/** A place where YAML may have cut a text in two. `certain`: no one writes a comment that way. */
export interface Cut {
  what: string
  where: Place
  certain: boolean
}

const BEHIND = /[ \t]+#([^\n]*)/y
const DAY = /^\d{4}-\d\d?-\d\d?$/

/** What looks like one text that YAML reads as a text and something else: a comment right behind it, or a list in brackets. */
export function cutsIn({ file, text }: Pick<Source, 'file' | 'text'>): Cut[] {
  const place = placesIn(file, text)
  const cuts: Cut[] = []
  visit(openDocument(text), {
    Scalar(key, node) {
      if (key === 'key' || node.type !== 'PLAIN' || typeof node.value !== 'string' || DAY.test(node.value)) return
      BEHIND.lastIndex = node.range![1]
      const comment = BEHIND.exec(text)
      if (!comment) return
      const start = comment.index + comment[0].indexOf('#')
      const certain = /^[^\s#]/.test(comment[1]!)
      const what = certain
        ? 'is read as a comment, so the text ends before it. Put the text in quotes; if it is a comment, write a space behind the #'
        : 'is read as a comment and is not kept. If it is part of the text, put the text in quotes'
      cuts.push({ what, certain, where: place(start, comment.index + comment[0].length) })
    },
    Seq(_, node) {
      if (node.flow && looksLikeOneText(node.items))
        cuts.push({
          what: `is read as ${node.items.length} texts, because of the commas. If it is one text, put it in quotes`,
          certain: false,
          where: place(node.range![0], node.range![1]),
        })
    },
    Collection(_, node) {
      const last = node.items.at(-1)
      const value = isPair(last) ? last.value : last
      const end = text.slice(0, node.range![1] - 1).trimEnd().length
      if (!node.flow || text[end - 1] !== ',' || !isScalar(value) || value.type !== 'PLAIN') return
      const what = 'this comma is not kept. If it is part of the text, put the text in quotes'
      cuts.push({ what, certain: false, where: place(end - 1, end) })
    },
  })
  return cuts
}

/** `[Tell the truth, even when it hurts]`: a sentence, and then something that starts with a small letter. */
function looksLikeOneText(items: readonly unknown[]): boolean {
  const texts = items.map(item => (isScalar(item) && item.type === 'PLAIN' ? String(item.value) : ''))
  return texts.some((text, index) => {
    const before = texts[index - 1] ?? ''
    return /^\p{Ll}/u.test(text) && /^\p{Lu}.* /u.test(before)
  })
}
