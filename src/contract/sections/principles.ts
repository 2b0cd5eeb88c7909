import { wordingAdvice } from '../advice/wording.ts'
import { counted, filled, list, text } from '../asking.ts'
import { listAt, textAt } from '../draft.ts'
import { wordsList } from '../field.ts'
import type { Question } from '../question.ts'
import { defineSection } from '../section.ts'
import { shorten } from '../text.ts'

export const principles = defineSection({
  id: 'principles',
  part: 2,
  title: 'Principles',
  why: 'Said in advance, a principle is easy to point to when things get hard.',
  schema: wordsList,
  example: ['We tell each other bad news on the day we learn it.', 'We ask what the other meant before we assume.'],
  questions: (draft, talk) =>
    list(draft, talk, 'principles', (path, index) => [
      text(path, {
        label: `Principle ${index + 1}`,
        say: 'How do you want to treat each other while you work on this? Say what you will do, so that both of you can see it happen.',
        why: 'Said in advance, a principle is easy to point to when things get hard.',
        example: 'We ask what the other meant before we assume.',
        starters: [
          'We tell each other bad news on the day we learn it.',
          'We ask what the other meant before we assume.',
          'We keep what we promise, or say early that we cannot.',
        ],
        depth: 'short',
      }),
      ...wordingHint('principle', path, textAt(draft, path), textAt(draft, 'language')),
    ]),
  blocks: data => [
    { kind: 'heading', level: 3, text: 'Principles' },
    { kind: 'list', items: data.map(text => ({ text })), lines: 5 },
  ],
  summary: draft => counted(listAt(draft, 'principles').length, 'principle'),
  missing: draft => (filled(draft, 'principles') ? [] : [{ path: 'principles', words: 'a principle' }]),
})

/** The small question after a sentence that could be worded better. Enter keeps the sentence. */
export function wordingHint(
  about: 'principle' | 'objective',
  path: string,
  said: string,
  language: string,
): Question[] {
  const rule = wordingAdvice(about, said, language || 'en')
  if (!rule) return []
  const rewrite = text(path, { label: 'Or in other words', say: rule.ask, why: rule.reason, depth: 'short' })
  return [
    {
      ...rewrite,
      id: `${path}.wording`,
      about: [rule.notice(shorten(said, 56))],
      enter: 'keep it',
      read: () => '',
      write: (draft, answer) => (answer ? rewrite.write(draft, answer) : { draft }),
    },
  ]
}
