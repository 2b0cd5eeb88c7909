import * as z from 'zod/mini'
import { counted, dayQuestion, filled, text } from '../asking.ts'
import type { Block } from '../block.ts'
import { dayText, longDay } from '../day.ts'
import type { Draft } from '../draft.ts'
import { listAt, set, textAt } from '../draft.ts'
import { day, id, open, ownerOrBoth, words } from '../field.ts'
import type { Owner } from '../people.ts'
import { bothNames, OWNERS } from '../people.ts'
import type { Question } from '../question.ts'
import type { Talk } from '../section.ts'
import { defineSection } from '../section.ts'
import { datedSentence } from '../typed-date/sentences.ts'

/** A next step: what one partner, or both, will do by a day. Contracts begin with some, sessions add more. */
export const step = open({
  id,
  owner: ownerOrBoth,
  text: words,
  due: z.optional(day),
  /** When the two look at it half-way (CHK-20). */
  checkOn: z.optional(day),
  win: z.optional(id),
  role: z.optional(id),
  ifThen: z.optional(words),
  partnerPart: z.optional(words),
})
export type Step = z.output<typeof step>

export const firstSteps = defineSection({
  id: 'firstSteps',
  part: 5,
  title: 'First steps',
  why: 'A first step before the first meeting makes that meeting worth having.',
  schema: z._default(z.array(step), []),
  example: [
    {
      id: '0-a1',
      owner: 'a',
      text: 'Write the interview guide',
      due: '2026-01-19',
      ifThen: 'If it is Tuesday, then I write.',
    },
    { id: '0-b1', owner: 'b', text: 'Put chapters 1 to 14 on a calendar', due: '2026-01-12' },
  ],
  questions: (draft, talk) => OWNERS.flatMap(owner => stepQuestions(draft, talk, owner)),
  blocks: () => [],
  alsoAgreed: (data, { names, goals, roles }): Block[] =>
    data.length
      ? [
          { kind: 'heading', level: 3, text: 'First steps' },
          {
            kind: 'list',
            items: data.map(entry => ({
              text: `${entry.owner === 'both' ? bothNames(names) : names[entry.owner]}: ${entry.text}`,
              details: [
                ['By', entry.due && dayText(entry.due)],
                ['A look half-way', entry.checkOn && dayText(entry.checkOn)],
                ['Goal', entry.win && (goals.get(entry.win) ?? entry.win)],
                ['Role', entry.role && (roles.get(entry.role) ?? entry.role)],
                ['If and then', entry.ifThen],
                ["The partner's part", entry.partnerPart],
              ].flatMap(([label, said]) => (label && said ? [{ label, text: said }] : [])),
            })),
          },
        ]
      : [],
  summary: (draft, { names }) =>
    OWNERS.flatMap(owner => {
      const count = listAt<Partial<Step>>(draft, 'firstSteps').filter(entry => entry.owner === owner).length
      return count ? [`${names[owner]} ${count}`] : []
    }).join(' · ') || counted(listAt(draft, 'firstSteps').length, 'step'),
})

/** Each partner's first step; it is due at the first meeting unless a day is said with it. */
function stepQuestions(draft: Draft, talk: Talk, owner: Owner): Question[] {
  const steps = listAt<Partial<Step>>(draft, 'firstSteps')
  const found = steps.findIndex(entry => entry.owner === owner)
  const at = `firstSteps.${found < 0 ? steps.length : found}`
  const name = talk.names[owner]
  const meeting = textAt(draft, 'agreements.meetings.first')
  const said = textAt(draft, `${at}.text`)
  const words = { label: `${name}'s first step`, who: owner }
  const sentence = datedSentence(
    text(`firstSteps.${owner}`, {
      ...words,
      say: `${name}, what is your first step${meeting ? `, by ${dayText(meeting)}` : ''}?`,
      why: 'Keep it small enough to finish by then, or add your own date: "…, by 12 January".',
      example:
        owner === 'a' ? 'Write the interview guide: eight questions, one page' : 'Put chapters 1 to 14 on a calendar',
      depth: 'short',
    }),
    talk,
    {
      text: `${at}.text`,
      due: `${at}.due`,
      usual: data => textAt(data, 'agreements.meetings.first'),
      wrong: due => (due < talk.today ? `${longDay(due)} is in the past.` : undefined),
    },
  )
  return [
    {
      ...sentence,
      write: (data, answer) => {
        if (!answer) return { draft: set(data, at, undefined) }
        return sentence.write(set(data, `${at}.owner`, owner), answer)
      },
      asWords: (data, answer) => sentence.asWords?.(set(data, `${at}.owner`, owner), answer),
    },
    ...(said || talk.depth === 'detail'
      ? [
          dayQuestion(`firstSteps.${owner}.due`, talk, {
            ...words,
            label: `${name}'s first step: due`,
            say: 'By when?',
            depth: 'detail',
          }),
          text(`firstSteps.${owner}.ifThen`, {
            ...words,
            label: `${name}'s first step: if and then`,
            say: 'When and where exactly? "If …, then I …".',
            why: 'A plan that names the moment is kept more often than one that does not.',
            example: 'If it is Tuesday 20:30, then I open the document.',
            depth: 'detail',
          }),
        ].map(question => within(question, `firstSteps.${owner}`, at))
      : []),
  ]
}

/** The same question, its answer kept in the list entry instead of under the partner's letter. */
function within(question: Question, from: string, to: string): Question {
  const moved = question.id.replace(from, to)
  return {
    ...question,
    read: data => (filled(data, to) ? textAt(data, moved) : ''),
    write: (data, answer) => {
      const result = question.write({}, answer)
      return 'refused' in result ? result : { draft: set(data, moved, textAt(result.draft, question.id) || undefined) }
    },
  }
}
