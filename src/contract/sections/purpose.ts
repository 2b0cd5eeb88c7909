import * as z from 'zod/mini'
import { text } from '../asking.ts'
import { textAt } from '../draft.ts'
import { words } from '../field.ts'
import { defineSection } from '../section.ts'
import { shorten } from '../text.ts'

export const purpose = defineSection({
  id: 'purpose',
  part: 1,
  title: 'Why we do this together',
  why: 'On a slow day it helps to read why the two of you began.',
  schema: z.optional(words),
  example: 'We both want work we chose, and company on the way to it.',
  questions: () => [
    text('purpose', {
      label: 'Purpose',
      say: 'In one sentence: why is this worth doing together?',
      why: 'We show it again when a goal is slow to move.',
      example: 'We both want work we chose, and company on the way to it.',
      depth: 'full',
      long: true,
    }),
  ],
  blocks: () => [],
  alsoAgreed: data => (data ? [{ kind: 'item', label: 'Why we do this together', text: data }] : []),
  summary: draft => shorten(textAt(draft, 'purpose')),
})
