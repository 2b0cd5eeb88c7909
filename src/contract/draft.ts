/** Plain data on its way to a contract or a record: anything may still be missing. */
export type Draft = { readonly [key: string]: unknown }

type Path = readonly (string | number)[]

/** `wins.a[0].due` or `wins.a.0.due`, whole numbers being places in a list. */
export const pathOf = (text: string): Path =>
  text === '' ? [] : text.split('.').map(key => (/^\d+$/.test(key) ? Number(key) : key))

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path; undefined where nothing does. */
export function get<T = unknown>(draft: Draft, path: string): T | undefined {
  let value: unknown = draft
  for (const key of pathOf(path)) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key]
    else if (isMap(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value as T
}

/** The text at a path; numbers as text, everything else as nothing. */
export function textAt(draft: Draft, path: string): string {
  const value = get(draft, path)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export const listAt = <T = unknown>(draft: Draft, path: string): readonly T[] => {
  const value = get(draft, path)
  return Array.isArray(value) ? value : []
}

function put(value: unknown, path: Path, entry: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return entry
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? [...value] : []
    const next = put(list[key], rest, entry)
    if (next === undefined) list.splice(key, 1)
    else list[key] = next
    return list.length ? list : undefined
  }
  const { [key]: old, ...others } = isMap(value) ? value : {}
  const next = put(old, rest, entry)
  if (next === undefined) return Object.keys(others).length ? others : undefined
  // A key that stood already keeps its place.
  return isMap(value) && Object.hasOwn(value, key) ? { ...value, [key]: next } : { ...others, [key]: next }
}

/** The draft with the entry at the path. `undefined` takes it away, and with it what then holds nothing. */
export const set = (draft: Draft, path: string, entry: unknown): Draft =>
  (put(draft, pathOf(path), entry) as Draft | undefined) ?? {}
