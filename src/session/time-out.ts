import * as z from 'zod/mini'
import { day, open, owner, owners, words } from '../contract/field.ts'

/** The signal that somebody needs a pause: who gave it, when, and when the two talked about it (AGR-02). */
export const timeOut = open({
  by: owner,
  date: z.optional(day),
  note: z.optional(words),
  resolved: z.optional(day),
  confirmedBy: z.optional(owners),
})
export type TimeOut = z.output<typeof timeOut>

/** A file of its own says of a time-out what a check-in says of one. */
export const timeOutSchema = z.extend(timeOut, { format: z.literal('partner/1') })
