import { plain, quoted } from './text.ts'

/** What zod says about one value. */
export interface Issue {
  readonly path: readonly PropertyKey[]
  readonly code: string
  readonly message?: string
}

/** Its further fields differ by `code`. */
type Detailed = Issue & Readonly<Record<string, unknown>>

type Key = string | number

/** What is wrong with data, in plain words and with the path of each. */
export const plainIssues = (data: unknown, issues: readonly Issue[]): PlainIssue[] =>
  issues.flatMap(issue => leaves(issue as Detailed, data))

/** `nextSteps[1].due` */
export function pathText(path: readonly Key[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      return /^[\p{L}\p{N}_-]+$/u.test(key) ? `${index ? '.' : ''}${key}` : `[${quoted(key)}]`
    })
    .join('')
}

/** One thing that is wrong: where, and in words that go on after the path. */
export interface PlainIssue {
  path: readonly Key[]
  what: string
}

function leaves(issue: Detailed, data: unknown): PlainIssue[] {
  const path = issue.path.map(key => (typeof key === 'number' ? key : String(key)))
  const within = (inner: Detailed): Detailed => ({ ...inner, path: [...path, ...inner.path] })
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys as string[]).map(key => ({ path: [...path, key], what: 'is not known here' }))
  }
  const own = ownMessage(issue)
  const alternatives = (issue.errors as Detailed[][] | undefined)?.filter(errors => errors.length) ?? []
  if (issue.code !== 'invalid_union' || own || !alternatives.length) {
    return [{ path, what: own ?? words(issue, valueAt(data, path)) }]
  }
  const depth = (errors: Detailed[]) => Math.max(...errors.map(depthOf))
  const deepest = Math.max(...alternatives.map(depth))
  if (deepest === 0) return [{ path, what: anyOf(alternatives.flat(), valueAt(data, path)) }]
  // The alternative that went furthest before it failed is the one that was meant.
  const meant = alternatives.filter(errors => depth(errors) === deepest).sort((one, two) => one.length - two.length)
  return meant[0]!.flatMap(inner => leaves(within(inner), data))
}

const depthOf = (issue: Detailed): number =>
  issue.path.length + Math.max(0, ...((issue.errors as Detailed[][] | undefined) ?? []).flat().map(depthOf))

function anyOf(issues: readonly Detailed[], value: unknown): string {
  const flat = issues.flatMap(function flatten(issue): Detailed[] {
    return issue.code === 'invalid_union' ? (issue.errors as Detailed[][]).flat().flatMap(flatten) : [issue]
  })
  // A value of the right type that fails for another reason says more than the types it is not.
  const telling = flat.find(issue => issue.code !== 'invalid_type' && issue.code !== 'invalid_value')
  if (telling) return ownMessage(telling) ?? words(telling, value)
  const values = flat.flatMap(issue => (issue.code === 'invalid_value' ? (issue.values as unknown[]) : []))
  const types = flat.filter(issue => issue.code === 'invalid_type').map(issue => String(issue.expected))
  return types.length && kindOf(value) !== 'text' ? wrongType(types, value) : wrongValue(values, value)
}

/** Words that the schema gives itself; zod's own are always "Invalid input". */
function ownMessage(issue: Detailed): string | undefined {
  const params = issue.params as { message?: unknown } | undefined
  return [issue.message, params?.message].find(text => typeof text === 'string' && !text.startsWith('Invalid input')) as
    | string
    | undefined
}

function valueAt(data: unknown, path: readonly Key[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<Key, unknown>)[key]
      : undefined
  }, data)
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map (lines of the form `key: value`)',
  record: 'a map (lines of the form `key: value`)',
  null: 'nothing',
}

/** Says `VALUE is not …`. */
const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day (YYYY-MM-DD)',
  time: 'a time of day (18:30)',
  datetime: 'a time in UTC (2026-01-05T19:04:00Z)',
  email: 'an e-mail address',
  url: 'a web address (https://…)',
  uuid: 'a UUID',
  guid: 'a UUID',
}

/** THE table of words: what each of zod's codes means to the person who wrote the file. */
function words(issue: Detailed, value: unknown): string {
  if (value === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return wrongType([String(issue.expected)], value)
    case 'invalid_value':
      return wrongValue(issue.values as unknown[], value)
    case 'invalid_union':
      return wrongValue((issue.options as unknown[] | undefined) ?? [], value)
    case 'invalid_format':
      return wrongFormat(String(issue.format), value)
    case 'too_small':
      return wrongSize(issue, 'minimum', value)
    case 'too_big':
      return wrongSize(issue, 'maximum', value)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}, not ${quoted(value)}`
    case 'invalid_key':
      return 'is not allowed as a key here'
    default:
      return 'cannot be accepted'
  }
}

const kindOf = (value: unknown): string => {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'true or false'
  return Array.isArray(value) ? 'a list' : 'a map'
}

function wrongType(expected: readonly string[], value: unknown): string {
  if (value === null) return 'is empty: fill it in, or take the line away'
  const must = [...new Set(expected.map(type => TYPES[type] ?? type))].join(' or ')
  if (expected[0] === 'int' && typeof value === 'number') return `must be a whole number, not ${value}`
  const remedy = expected.includes('string') && typeof value !== 'object' ? '; put it in quotes' : ''
  return `must be ${must}, not ${kindOf(value)}${remedy}`
}

function wrongValue(values: readonly unknown[], value: unknown): string {
  if (value === null) return 'is empty: fill it in, or take the line away'
  const known = values.map(String).join(', ')
  return values.length === 1 ? `must be ${known}, not ${quoted(value)}` : `${quoted(value)} is none of: ${known}`
}

function wrongFormat(format: string, value: unknown): string {
  // A day that no calendar has is no matter of form.
  if (format === 'date' && /^\d{4}-\d\d-\d\d$/.test(String(value))) return `${value} is not a day`
  if (!FORMATS[format]) return `${quoted(value)} is not of the right form`
  return `${format === 'date' ? plain(quoted(value).replaceAll('"', '')) : quoted(value)} is not ${FORMATS[format]}`
}

function wrongSize(issue: Detailed, bound: 'minimum' | 'maximum', value: unknown): string {
  const limit = Number(issue[bound])
  if (issue.origin === 'string' || issue.origin === 'array') {
    if (bound === 'minimum' && limit === 1) return issue.origin === 'string' ? 'is empty' : 'needs at least one entry'
    const unit = issue.origin === 'string' ? 'characters' : 'entries'
    return `must have ${bound === 'minimum' ? 'at least' : 'at most'} ${limit} ${unit}`
  }
  const or = bound === 'minimum' ? 'or more' : 'or less'
  const strict = bound === 'minimum' ? 'more than' : 'less than'
  return `must be ${issue.inclusive ? `${limit} ${or}` : `${strict} ${limit}`}, not ${quoted(value)}`
}
