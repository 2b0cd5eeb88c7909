import * as z from 'zod/mini'
import type { Day } from '../contract/day.ts'
import { day, open, owner, words } from '../contract/field.ts'
import { OWNERS, type Owner, other } from '../contract/people.ts'
import { alone, HELD_KEYS } from './record.ts'
import { heldOf, type Session } from './sessions.ts'

/** What a partner prepared alone for a session: what a record says of it, in the same words, and what they need. */
export const updateSchema = open({
  format: z.literal('partner/1'),
  session: open({ date: day, by: owner }),
  ...alone,
  need: z.optional(words),
}).check(context => {
  const { value } = context
  const not = (path: (string | number)[], message: string) =>
    context.issues.push({ code: 'custom', path, message, input: value })
  for (const key of HELD_KEYS)
    if (Object.hasOwn(value, key) && !Object.hasOwn(alone, key)) not([key], 'is said in the session, by both of you')
  for (const [list, keys] of Object.entries(TOGETHER))
    for (const [at, entry] of value[list as keyof typeof TOGETHER].entries())
      for (const key of keys)
        if (Object.hasOwn(entry, key)) not([list, at, key], 'is said in the session, by both of you')
  const { by } = value.session
  for (const list of ['wins', 'obstacles', 'ideas', 'concerns'] as const)
    for (const [at, entry] of value[list].entries())
      if (entry.by && entry.by !== by) not([list, at, 'by'], `must be ${by}, whose update this is`)
  if (value.question?.[other(by)] !== undefined)
    not(['question', other(by)], `is for the update of ${other(by)} to say`)
})
export type Update = z.output<typeof updateSchema>

/** What records say of a step or a goal, and only the two together can. */
const TOGETHER = {
  followUp: ['note', 'then', 'newDue', 'confirmedBy'],
  goals: ['note', 'review', 'confirmedBy'],
  concerns: ['confirmedBy'],
} as const

/** An update with the name of its file, `2026-02-16-a.yaml`. */
export interface UpdateFile {
  name: string
  update: Update
}

export const UPDATE_NAME = /^(\d{4}-\d\d-\d\d)-(a|b)\.yaml$/

/** The name of an update's file: one a session and partner. */
export const updateName = (date: Day, by: Owner): string => `${date}-${by}.yaml`

/** What the name of a file says otherwise than the update in it, and where. */
export function updateNameProblems({ name, update: { session } }: UpdateFile): { path: string[]; what: string }[] {
  const [, date, by] = UPDATE_NAME.exec(name) ?? []
  return [
    ...(date === session.date
      ? []
      : [{ path: ['session', 'date'], what: `the name says ${date}, and session.date says ${session.date}` }]),
    ...(by === session.by
      ? []
      : [{ path: ['session', 'by'], what: `the name says ${by}, and session.by says ${session.by}` }]),
  ]
}

/**
 * Of each partner the update that is for the session of a day, which comes after these: the one of that day, else the
 * last one since the session before; else one for the day that was agreed, where the session took place earlier.
 */
export function updatesFor(
  names: readonly string[],
  sessions: readonly Session[],
  { date, planned }: { date: Day; planned: Day | undefined },
): Partial<Record<Owner, string>> {
  const since = heldOf(sessions).findLast(session => session.date <= date)?.date ?? ''
  const dayOf = (name: string) => name.slice(0, 10)
  const until = planned && planned > date ? planned : date
  const open = names.filter(name => dayOf(name) > since && dayOf(name) <= until).toSorted()
  return Object.fromEntries(
    OWNERS.flatMap(by => {
      const own = open.filter(name => UPDATE_NAME.exec(name)?.[2] === by)
      const found = own.findLast(name => dayOf(name) <= date) ?? own[0]
      return found ? [[by, found]] : []
    }),
  )
}
