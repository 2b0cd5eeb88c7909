import type * as z from 'zod/mini'

/** The parts of a zod schema that lead to the schemas inside it. */
interface Definition {
  type: string
  shape?: Readonly<Record<string, z.ZodMiniType>>
  element?: z.ZodMiniType
  innerType?: z.ZodMiniType
  options?: readonly z.ZodMiniType[]
}

/** A value that no schema speaks about, and the keys that lead to it, in words. */
export interface Unknown {
  path: readonly string[]
  value: string
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything in data that its schema keeps without knowing it: keys of a newer program, or of the pair's own. */
export function unknownIn(schema: z.ZodMiniType, data: unknown, path: readonly string[] = []): Unknown[] {
  const { type, shape, element, innerType, options } = schema._zod.def as unknown as Definition
  if (innerType) return unknownIn(innerType, data, path)
  if (type === 'union') {
    const meant = options?.find(option => option.safeParse(data).success)
    return meant ? unknownIn(meant, data, path) : []
  }
  if (element && Array.isArray(data))
    return data.flatMap((entry, index) => unknownIn(element, entry, [...path, String(index + 1)]))
  if (!shape || !isMap(data)) return []
  return Object.entries(data).flatMap(([key, value]) => {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined
    return known ? unknownIn(known, value, [...path, key]) : leaves(value, [...path, key])
  })
}

function leaves(value: unknown, path: readonly string[]): Unknown[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, [...path, String(index + 1)]))
  if (isMap(value)) return Object.entries(value).flatMap(([key, entry]) => leaves(entry, [...path, key]))
  return [{ path, value: String(value) }]
}
