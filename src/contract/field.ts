import * as z from 'zod/mini'
import { invisibleIn } from './invisible.ts'
import { OWNERS } from './people.ts'
import { isTooLong, TOO_LONG } from './text.ts'
import { isTimezone } from './timezone.ts'

/**
 * The kinds of value that contracts and records are made of. Every map is open: keys we do not know are kept, so
 * that a newer program or the pair itself may add to a file.
 */
export const words = z.string().check(z.refine(text => !isTooLong(text), TOO_LONG))
/** A name or another text that is one line: in a statement, a heading or a table a line end would look like two of them. */
export const label = z
  .string()
  .check(z.refine(text => !/[\n\r\u0085\u2028\u2029]/.test(text), 'must be one line; take the line ends out'))
/** What somebody is called. Two names are told apart by eye, so nothing in a name may be invisible. */
export const personName = label.check(({ value, issues }) => {
  const found = invisibleIn(value)
  if (found)
    issues.push({
      code: 'custom',
      input: value,
      message: `has a character in it that nobody sees (${found}); type the name again without it`,
    })
})
export const labels = z._default(z.array(label), [])
/** What an editor says of a value that is written in a certain way, and of one that is not. */
function inEditors(description: string, patternErrorMessage?: string) {
  return z.meta({ description, ...(patternErrorMessage && { patternErrorMessage }) })
}
export const owner = z.enum(OWNERS)
export const owners = z.array(owner)
export const ownerOrBoth = z.enum([...OWNERS, 'both'])
export const wordsList = z._default(z.array(words), [])
export const day = z.iso.date().check(inEditors('A day, as 2026-02-02.', 'is not a day, as 2026-02-02'))
const NO_CLOCK = 'is not a time of day, as 18:30'
export const clock = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, NO_CLOCK), inEditors('A time of day, as 18:30.', NO_CLOCK))
export const timezone = z
  .string()
  .check(z.refine(isTimezone, 'is not a time zone, as Europe/Dublin'), inEditors('A time zone, as Europe/Dublin.'))
const NO_ID = 'is not an id: use a-z, 0-9, dot, dash and underscore, at most 32, and start with a letter or digit'
export const id = z
  .string()
  .check(
    z.regex(/^[a-z0-9][a-z0-9._-]{0,31}$/, NO_ID),
    inEditors('Small letters, digits, dot, dash and underscore; at most 32.', NO_ID),
  )
export const ids = z._default(z.array(id), [])
/** A measured value: a number, or words where it cannot be counted. */
export const amount = z.union([z.number(), words])
export const whole = z.int().check(z.minimum(0))
export const positive = z.int().check(z.minimum(1))

/** A map that keeps the keys it does not know. */
export const open = z.looseObject

/** The same field for each partner; a missing one stays missing. */
export const perPartner = <T extends z.ZodMiniType>(field: T) =>
  z.prefault(open({ a: z.optional(field), b: z.optional(field) }), {})

/** A list for each partner, empty where nothing was said. */
export const listPerPartner = <T extends z.ZodMiniType>(field: T) =>
  z.prefault(open({ a: z._default(z.array(field), []), b: z._default(z.array(field), []) }), {})
