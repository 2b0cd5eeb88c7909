export interface Leaf {
  /** `wins.a[0].text` */
  path: string
  value: unknown
}

/** Every value in plain data that is neither a list nor a map, with its path. */
export function leaves(data: unknown, path = ''): Leaf[] {
  if (Array.isArray(data)) return data.flatMap((entry, index) => leaves(entry, `${path}[${index}]`))
  if (typeof data === 'object' && data !== null)
    return Object.entries(data).flatMap(([key, entry]) => leaves(entry, path ? `${path}.${key}` : key))
  return [{ path, value: data }]
}

/** Paths of contract.yaml whose text is read by programs: ids, references and words from a fixed list. */
const FOR_PROGRAMS = [
  /^(format|id|template|language|formality)$/,
  /(^|\.)(id|serves|owner|win|role|due)$/,
  /^wins\.big\[\d+\]\.confirmedBy\[/,
  /^roles\.[ab]\[\d+\]\.wins\[/,
  /^agreements\.(initiator|confidentiality\.level|meetings\.(unit|weekday|first))$/,
  // Printed in words: "5 January 2026".
  /^date$/,
]

/** Every text of a contract that a person wrote for a person. */
export const textsOf = (contract: unknown): Leaf[] =>
  leaves(contract).filter(
    ({ path, value }) => typeof value === 'string' && !FOR_PROGRAMS.some(pattern => pattern.test(path)),
  )
