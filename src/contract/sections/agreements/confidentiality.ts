import * as z from 'zod/mini'
import { choice, text } from '../../asking.ts'
import type { Draft } from '../../draft.ts'
import { listAt, set, textAt } from '../../draft.ts'
import { labels, open, words } from '../../field.ts'
import type { Question } from '../../question.ts'

const CONFIDENTIAL = {
  nobody: 'Nobody else hears about it',
  named: 'Only the people we name',
  ask: 'We ask each other each time',
  public: 'It is no secret',
} as const
const levels = Object.keys(CONFIDENTIAL) as (keyof typeof CONFIDENTIAL)[]

/** Who may hear what the partners tell each other. */
export const confidentiality = open({
  level: z.optional(z.enum(levels)),
  who: labels,
  text: z.optional(words),
})
export type Confidentiality = z.output<typeof confidentiality>

/** `Only the people we name: Mara.`, and what was added to it. */
export function confidentialityText({ level, who, text }: Confidentiality): string {
  const rule = [level && CONFIDENTIAL[level], who.join(', ')].filter(Boolean).join(': ')
  return [rule && `${rule}.`, text].filter(Boolean).join('\n')
}

export function confidentialityQuestions(draft: Draft): Question[] {
  const at = 'agreements.confidentiality'
  const people: Question = {
    ...text(`${at}.who`, {
      label: 'Who may know',
      say: 'Who may know? Their names, with commas between.',
      example: 'Mara, Tom',
      depth: 'full',
    }),
    read: data => listAt<string>(data, `${at}.who`).join(', '),
    write: (data, answer) => {
      const names = answer
        .split(',')
        .map(name => name.trim())
        .filter(Boolean)
      return { draft: set(data, `${at}.who`, names.length ? names : undefined) }
    },
  }
  return [
    choice(
      `${at}.level`,
      levels.map(value => ({ value, name: CONFIDENTIAL[value] })),
      {
        label: 'Confidentiality',
        say: 'Who may hear what you tell each other?',
        why: 'Honesty needs to know where it ends up. These files live where you put them: think of that, too.',
        depth: 'full',
      },
    ),
    ...(textAt(draft, `${at}.level`) === 'named' ? [people] : []),
    text(`${at}.text`, {
      label: 'Confidentiality, in words',
      say: 'Anything to add about that?',
      depth: 'detail',
      long: true,
    }),
  ]
}
