import * as z from 'zod/mini'
import { type Draft, get, pathOf } from './draft.ts'
import { displayNames } from './people.ts'
import { DEPTHS, type Question } from './question.ts'
import type { Section } from './section.ts'

/** A JSON Schema (2020-12), as far as this program makes use of it. */
export interface JsonSchema {
  [keyword: string]: unknown
  title?: string
  description?: string
  examples?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

/** What an editor says at a place, by path; `*` is any place in a list. */
export type WordsByPath = ReadonlyMap<string, Pick<JsonSchema, 'title' | 'description' | 'examples'>>

/**
 * A schema of ours as editors read it. It is about what people may write, so ids are not required: the program gives
 * those that are missing. What JSON Schema cannot say (a third partner, a time zone's name) is left to `check`.
 */
export function jsonSchema(schema: z.ZodMiniType, words: WordsByPath = new Map()): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema: at }) => {
      if (at.required) at.required = at.required.filter(key => key !== 'id')
      if (!at.required?.length) delete at.required
      // Editors would offer an empty list or map as the thing to write.
      if (typeof at.default === 'object' || at.default === '') delete at.default
    },
  }) as JsonSchema
  for (const [path, said] of words)
    for (const at of placesAt(made, pathOf(path)))
      Object.assign(at, { ...said, description: [said.description, at.description].filter(Boolean).join(' ') })
  return made
}

/** The schemas at a path; none where the path leads nowhere. */
function placesAt(schema: JsonSchema, [key, ...rest]: readonly (string | number)[]): JsonSchema[] {
  if (key === undefined) return [schema]
  const next = key === '*' ? schema.items : schema.properties?.[key]
  const here = next ? placesAt(next, rest) : []
  return [...here, ...(schema.anyOf ?? []).flatMap(one => placesAt(one, [key, ...rest]))]
}

/** The words of a section, and of each of its fields that the talk asks for: they are the same in an editor. */
export function sectionWords(section: Section, names = displayNames(undefined)): WordsByPath {
  const { id, title, why, example } = section
  const talk = { names, today: '2026-01-05' }
  const draft: Draft = { [id]: example, partners: { a: { name: names.a }, b: { name: names.b } } }
  const asked = DEPTHS.flatMap(depth => section.questions(draft, { ...talk, depth }))
  const words = new Map([[id, { title, description: why }]])
  for (const question of asked) {
    const path = question.id.replace(/\.\d+(?=\.|$)/g, '.*')
    if (!words.has(path)) words.set(path, fieldWords(question, get({ [id]: example }, question.id)))
  }
  return words
}

const fieldWords = ({ label, say, why }: Question, example: unknown) => ({
  title: label.replace(/ 1(?=$|:)/, ''),
  description: [say.replace(ABOUT_KEYS, ''), why].filter(Boolean).join(' '),
  ...(typeof example !== 'object' && example !== undefined && { examples: [example] }),
})

/** How to answer at a prompt: `Its number, or Enter for none.` */
const ABOUT_KEYS = / [^.?!]*\b(?:Enter|[Nn]umbers?|commas)\b[^.?!]*[.?!]/g
