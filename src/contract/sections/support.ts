import * as z from 'zod/mini'
import { choice, list, text } from '../asking.ts'
import type { Draft } from '../draft.ts'
import { get, listAt, set, textAt } from '../draft.ts'
import { listPerPartner, open, words } from '../field.ts'
import { FORM_ROWS } from '../form-rows.ts'
import { OWNERS, other } from '../people.ts'
import type { Question } from '../question.ts'
import { defineSection } from '../section.ts'
import { ownersFrom } from './roles.ts'

const KINDS = ['support', 'challenge'] as const
const item = z.union([words, open({ text: words, kind: z.optional(z.enum(KINDS)) })])
type Item = z.output<typeof item>
const said = (entry: Item) => (typeof entry === 'string' ? entry : entry.text)

export const support = defineSection({
  id: 'support',
  part: 4,
  title: 'Support',
  why: 'Help that is promised in advance is easier to ask for.',
  schema: listPerPartner(item),
  example: {
    a: [
      'When you study, I take the phone calls.',
      { text: 'When you miss twice in a row, I say so.', kind: 'challenge' },
    ],
    b: ['When you cancel a walk, I ask once, kindly.'],
  },
  questions: (draft, talk) =>
    OWNERS.flatMap(owner => {
      const [me, you] = [talk.names[owner], talk.names[other(owner)]]
      return list(draft, talk, `support.${owner}`, (path, index) => [
        supportQuestion(path, {
          label: `${me} for ${you} ${index + 1}`,
          say: `${me}, what will you do for ${you}? Perhaps: "When …, I will …".`,
          why: 'Naming the moment makes it likely that the help comes. Try one time and place where you wait for the other.',
          example: 'When you have an exam week, I cook on Tuesday.',
          depth: 'full',
          who: owner,
        }),
        kindQuestion(path, {
          label: `${me} for ${you} ${index + 1}: kind`,
          say: 'Is that rather support, or a challenge?',
          depth: 'detail',
          who: owner,
        }),
      ])
    }),
  blocks: (data, page) => {
    const order = ownersFrom(page)
    const count = Math.max(...order.map(owner => data[owner].length))
    const cell = (entry: Item | undefined) =>
      entry === undefined
        ? ''
        : typeof entry === 'string' || !entry.kind
          ? said(entry)
          : `${entry.text} (${entry.kind})`
    return [
      {
        kind: 'table',
        columns: order.map(owner => {
          if (page.viewpoint)
            return owner === page.viewpoint ? 'What I do for my partner' : 'What my partner does for me'
          return page.blank
            ? `${owner === 'a' ? 'First' : 'Second'} partner to the other`
            : `${page.names[owner]} to ${page.names[other(owner)]}`
        }),
        rows: Array.from({ length: count }, (_, row) => order.map(owner => cell(data[owner][row]))),
        formRows: FORM_ROWS.support,
      },
    ]
  },
  summary: (draft, { names }) => {
    const counts = OWNERS.map(owner => [owner, listAt(draft, `support.${owner}`).length] as const)
    return counts
      .flatMap(([owner, count]) => (count ? [`${names[owner]} to ${names[other(owner)]} ${count}`] : []))
      .join(' · ')
  },
})

/** An item is its text alone until it gets a kind. */
const textPath = (draft: Draft, path: string) => (typeof get(draft, path) === 'object' ? `${path}.text` : path)

function supportQuestion(path: string, words: Omit<Question, 'id' | 'read' | 'write'>): Question {
  return {
    ...text(path, words),
    read: draft => textAt(draft, textPath(draft, path)),
    write: (draft, answer) => ({
      draft: answer ? set(draft, textPath(draft, path), answer) : set(draft, path, undefined),
    }),
  }
}

function kindQuestion(path: string, words: Omit<Question, 'id' | 'read' | 'write' | 'choices'>): Question {
  const choices = [...KINDS.map(kind => ({ value: kind, name: kind })), { value: '', name: 'neither' }]
  return {
    ...choice(`${path}.kind`, choices, words),
    write: (draft, answer) => {
      const text = textAt(draft, textPath(draft, path))
      return { draft: set(draft, path, answer ? { text, kind: answer } : text || undefined) }
    },
  }
}
