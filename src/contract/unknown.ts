import type * as z from 'zod/mini'
import { isMap } from './draft.ts'

/** A schema that says which keys there are. */
export type KnowsKeys = z.ZodMiniType

type Path = readonly (string | number)[]

/** The parts of a zod schema that lead to the schemas inside it. */
interface Definition {
  type: string
  shape?: Readonly<Record<string, z.ZodMiniType>>
  element?: z.ZodMiniType
  innerType?: z.ZodMiniType
  options?: readonly z.ZodMiniType[]
}

const definitionOf = (schema: KnowsKeys): Definition => schema._zod.def as unknown as Definition

/** The schema that data is meant for: without defaults around it, and of several the one that accepts the data. */
function meantFor(schema: KnowsKeys, data: unknown): Definition | undefined {
  const definition = definitionOf(schema)
  if (definition.innerType) return meantFor(definition.innerType, data)
  if (definition.type !== 'union') return definition
  const { options = [] } = definition
  const meant =
    options.find(option => option.safeParse(data).success) ??
    (isMap(data) ? options.find(option => definitionOf(option).shape) : undefined)
  return meant && meantFor(meant, data)
}

/** A key that its schema does not know, with all that is under it, and the keys that could be there instead. */
export interface UnknownKey {
  path: Path
  value: unknown
  known: readonly string[]
}

/** Every key in data, at any depth, that the schema keeps without knowing it. What is under such a key is not looked at. */
export function unknownKeys(schema: KnowsKeys, data: unknown, path: Path = []): UnknownKey[] {
  if (typeof data !== 'object' || data === null) return []
  const { shape, element } = meantFor(schema, data) ?? {}
  if (element && Array.isArray(data)) {
    return data.flatMap((entry, index) => unknownKeys(element, entry, [...path, index]))
  }
  if (!shape || !isMap(data)) return []
  return Object.entries(data).flatMap(([key, value]): UnknownKey[] => {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined
    const at = [...path, key]
    return known ? unknownKeys(known, value, at) : [{ path: at, value, known: Object.keys(shape) }]
  })
}

/** The places in a value that say nothing: null, an empty list or map, a text without a visible character. */
export function emptyIn(value: unknown, path: Path): Path[] {
  if (value === null || value === undefined) return [path]
  if (typeof value === 'string') return /[^\s\p{C}]/u.test(value) ? [] : [path]
  if (typeof value !== 'object') return []
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? value.map((entry, index) => [index, entry])
    : Object.entries(value)
  return entries.length ? entries.flatMap(([key, entry]) => emptyIn(entry, [...path, key])) : [path]
}

/** Whether any text may be written at a path: true under an unknown key, too; false for a choice of words, or a number. */
export function isForText(schema: KnowsKeys, data: unknown, path: Path): boolean {
  const [key, ...rest] = path
  if (key === undefined) return takesText(schema)
  const { shape, element } = meantFor(schema, data) ?? {}
  const inside = (data as Readonly<Record<string | number, unknown>> | undefined)?.[key]
  if (element) return isForText(element, inside, rest)
  const known = shape && Object.hasOwn(shape, key) ? shape[key] : undefined
  return known ? isForText(known, inside, rest) : true
}

function takesText(schema: KnowsKeys): boolean {
  const { type, innerType, options } = definitionOf(schema)
  if (innerType) return takesText(innerType)
  return type === 'string' || Boolean(options?.some(takesText))
}

/** A value that no schema speaks about, and the keys that lead to it, in words. */
export interface Unknown {
  path: readonly string[]
  value: string
}

/** Every value in data that its schema keeps without knowing it, one by one: for the printed page. Lists count from 1. */
export const unknownIn = (schema: KnowsKeys, data: unknown): Unknown[] =>
  unknownKeys(schema, data).flatMap(({ path, value }) =>
    leaves(
      value,
      path.map(key => (typeof key === 'number' ? String(key + 1) : key)),
    ),
  )

function leaves(value: unknown, path: readonly string[]): Unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, [...path, String(index + 1)]))
  if (isMap(value)) return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]))
  return [{ path, value: value === null || value === undefined ? '' : String(value) }]
}
