import { type Buffer, isUtf8 } from 'node:buffer'
import { constants, lstatSync, readFileSync, statSync } from 'node:fs'
import { type Issue, pathText, plainIssues } from '../contract/issues.ts'
import type { KnowsKeys } from '../contract/unknown.ts'
import { PartnerError, type Problem } from '../errors.ts'
import { ERROR_RULES } from './fault.ts'
import { HARD_LINK, isHardLink } from './links.ts'
import { inPlainWords } from './system.ts'
import { told } from './told.ts'
import { keyProblems, yesOrNoProblems } from './unknown-keys.ts'
import { FIX_FILE, type ParseOptions, parseYaml, type Source } from './yaml.ts'

/** A larger one is nobody's agreement, and would have to be kept in memory many times over to be read. */
const LARGEST = 4 * 1024 * 1024
const RESTORE = 'If git has the file, git checkout brings back what it was.'

/**
 * The bytes of a regular file of a partnership, which must have no other name. Anything else is refused by name:
 * opening a pipe could wait for ever.
 */
export const readBytes = (file: string, shown: string): Promise<Buffer> => bytesOf(file, shown, true)

/** The bytes of a regular file that the person named; what it is linked to is their own business. */
export const readNamed = (file: string, shown: string): Promise<Buffer> => bytesOf(file, shown, false)

function bytesOf(file: string, shown: string, isShared: boolean): Promise<Buffer> {
  return inPlainWords('read', shown, async () => {
    // At once, since there is nothing else to do meanwhile: through the thread pool, ten thousand files take a second.
    const found = lstatSync(file)
    const isLink = found.isSymbolicLink()
    const stats = isLink ? statSync(file) : found
    if (stats.isDirectory()) throw new PartnerError('invalid', `${shown} is a folder, not a file`)
    if (!stats.isFile()) throw new PartnerError('invalid', `${shown} is not a regular file`)
    if (stats.size > LARGEST) throw tooLarge(shown)
    if (isShared && isHardLink(file, stats)) throw new PartnerError('invalid', `${shown} ${HARD_LINK}`, OWN_COPY)
    // What became a link since it was looked at is not followed.
    return readFileSync(file, {
      flag: (constants.O_RDONLY | (isLink ? 0 : (constants.O_NOFOLLOW ?? 0))) as unknown as string,
    })
  })
}

const OWN_COPY = 'Nothing was read. Put a copy of its own in its place: copy the file, delete it, and rename the copy.'

const tooLarge = (shown: string) =>
  new PartnerError('invalid', `${shown} is larger than 4 MB`, 'Look whether it is the right file.')

/** The text of bytes: UTF-8 without byte order mark, lines ending in LF. */
export function decode(bytes: Buffer, shown: string): string {
  if (bytes.length > LARGEST) throw tooLarge(shown)
  if (isUtf16(bytes)) {
    throw new PartnerError('invalid', `${shown} is UTF-16, not UTF-8`, 'Save it as UTF-8 (an option of your editor).')
  }
  const nul = bytes.indexOf(0)
  if (nul >= 0) {
    const where = { file: shown, line: bytes.subarray(0, nul).toString('latin1').split('\n').length }
    const what = 'holds NUL bytes: it is damaged, or not a text file'
    throw new PartnerError('invalid', [{ path: '', what, where }], RESTORE)
  }
  if (!isUtf8(bytes)) {
    const where = { file: shown, line: firstLineThatIsNotUtf8(bytes) }
    const what = 'holds bytes that are not UTF-8'
    throw new PartnerError('invalid', [{ path: '', what, where }], 'Save it as UTF-8 (an option of your editor).')
  }
  return new TextDecoder().decode(bytes).replaceAll('\r\n', '\n')
}

function isUtf16(bytes: Buffer): boolean {
  const [first, second, third, fourth] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return (first === 0 && third === 0 && !!second && !!fourth) || (second === 0 && fourth === 0 && !!first && !!third)
}

function firstLineThatIsNotUtf8(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf('\n', start)
    const stop = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(start, stop))) return line
    start = stop
  }
  return line
}

/** A file's text; `shown` is its name as messages print it. */
export const readText = async (file: string, shown: string): Promise<string> =>
  decode(await readBytes(file, shown), shown)

/** What is wrong with a file's data, with places, in the order of the file. */
export function problemsFrom(source: Pick<Source, 'data' | 'place'>, issues: readonly Issue[]): Problem[] {
  const line = ({ where }: Problem) => where?.line ?? Number.POSITIVE_INFINITY
  return told(
    plainIssues(source.data, issues),
    ({ path, what }): Problem => ({ path: pathText(path), what, where: source.place(path), rule: 'content' }),
    what => ({ path: '', what, where: { file: source.place([]).file } }),
  ).sort((one, two) => line(one) - line(two))
}

/** The part of a zod schema that reading needs. */
export interface Schema<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } }
  /** The zod schema that says which keys are known in this data, if this is not one that can say it. */
  knows?(data: unknown): KnowsKeys
}

export interface ReadOptions extends ParseOptions {
  /** The file may leave out `format: partner/1`, as answers for `init --from` may. */
  formatOptional?: boolean
  /** Its bytes are signed, so no program may read other words in it. */
  isSigned?: boolean
}

/** The source's data as the schema knows it; all that is wrong with it is thrown at once, each with its place. */
export function accept<T>(source: Source, schema: Schema<T>, options: ReadOptions = {}): T {
  refuseNewer(source)
  const format = formatProblem(source.data, options)
  const where = source.place(['format'])
  const result = schema.safeParse(source.data)
  const issues = result.success ? [] : result.error.issues.filter(({ path }) => !format || path[0] !== 'format')
  const known = schema.knows?.(source.data) ?? (schema as unknown as KnowsKeys)
  const keys = [...keyProblems(source, known), ...(options.isSigned ? yesOrNoProblems(source, known) : [])]
  const problems = [...problemsFrom(source, issues), ...keys]
  if (format) problems.unshift({ path: 'format', what: format, where, rule: 'content' })
  if (problems.length) throw new PartnerError('invalid', problems, options.hint ?? FIX_FILE)
  if (result.success) return result.data
  throw new Error('a schema refused data without an issue')
}

/** What a newer program wrote cannot be judged by this one. */
export function refuseNewer(source: Source): void {
  const number = formatNumber(source.data)
  if (number === undefined || number === '1') return
  const what = `written by a newer partner (format partner/${number})`
  const problem = { path: '', what, where: source.place(['format']), rule: 'newer-format' }
  throw new PartnerError('invalid', [problem], ERROR_RULES['newer-format'])
}

const formatNumber = (data: unknown): string | undefined => {
  const { format } = data as { format?: unknown }
  return typeof format === 'string' ? /^partner\/([1-9]\d*)$/.exec(format)?.[1] : undefined
}

function formatProblem(data: unknown, options: ReadOptions): string | undefined {
  const { format } = data as { format?: unknown }
  if (formatNumber(data)) return undefined
  if (format === undefined) return options.formatOptional ? undefined : 'is missing: it must be partner/1'
  return 'must be partner/1'
}

/** Bytes of YAML that the schema accepts, with their places. */
export function parsed<T>(bytes: Buffer, shown: string, schema: Schema<T>, options: ReadOptions = {}) {
  const source = parseYaml(shown, decode(bytes, shown), options)
  return { source, value: accept(source, schema, options) }
}

/** A YAML file that the schema accepts, with its places, and the bytes as they were read. */
export async function readYaml<T>(file: string, shown: string, schema: Schema<T>, options: ReadOptions = {}) {
  const bytes = await readBytes(file, shown)
  return { ...parsed(bytes, shown, schema, options), bytes }
}
