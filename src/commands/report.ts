import type { Context } from '../context.ts'
import type { Contract } from '../contract/contract.ts'
import type { Day } from '../contract/day.ts'
import * as field from '../contract/field.ts'
import { haveDays, type Meetings } from '../contract/meetings.ts'
import { plain } from '../contract/text.ts'
import { type Lay, PartnerError, type Problem, problemText } from '../errors.ts'
import { shownPath } from '../store/folder.ts'
import { repositoryOf } from '../store/repository.ts'
import { commitMessage, isShellSafe, shellWord } from '../store/shell.ts'
import { wrap } from '../terminal/wrap.ts'
import { type Ready, readyIn } from './suggestion.ts'

/** A line of an act's end: `Written   …`. */
export type Line = readonly [label: string, text: string]

/** Labelled lines, the labels in a column of their own. */
export function printLines(context: Context, lines: readonly Line[]): void {
  const column = Math.max(10, ...lines.map(([label]) => label.length + 1))
  const rows = lines.flatMap(([label, text]) => {
    const first = `  ${label.padEnd(column)}`
    // A line to be copied stays one line, however narrow the terminal is.
    if (label === KEEP) return [first + plain(text)]
    return wrap(plain(text, { multiline: true }), context.out.width, { first, rest: ' '.repeat(first.length) })
  })
  context.out.write(`${rows.join('\n')}\n`)
}

const KEEP = 'Keep it'
const NO_LINE = 'commit the folder with git. Shells read its name in different ways, so there is no line to copy.'

/** The git line that keeps what an act wrote. A folder in no repository becomes one of its own. */
export function keepLine(context: Context, folder: string, message: string): Line {
  const path = shownPath(context.cwd, folder)
  if (!isShellSafe(path)) return [KEEP, NO_LINE]
  const where = shellWord(path, 'FOLDER')
  const root = repositoryOf(folder)
  const said = `'${commitMessage(message)}'`
  if (root && repositoryOf(context.cwd) === root) return [KEEP, `git add ${where} && git commit -m ${said}`]
  const [init, there] = folder === context.cwd ? ['git init', 'git'] : [`git init ${where}`, `git -C ${where}`]
  const commit = `${there} add . && ${there} commit -m ${said}`
  return [KEEP, root ? commit : `${init} && ${commit}`]
}

/** How the days that are agreed come into a calendar; nothing where none follow. */
export const calendarLines = (meetings: Meetings, ready: Ready): Line[] =>
  haveDays(meetings) ? [['Calendar', ready('partner schedule --ics --out meetings.ics')]] : []

/** Names what could not be read on stderr; the exit code then says that not all was there. */
export function printProblems(context: Context, folder: string, problems: readonly Problem[]): 1 | undefined {
  if (!problems.length) return undefined
  const ready = readyIn(context, folder)
  const lay: Lay = (text, of) => (of === 'hint' ? ready(text) : text)
  const lines = problems.map(problem => plain(problemText(problem, lay), { multiline: true }))
  context.err.write(`${lines.join('\n')}\nWhat follows is without these.\n`)
  return 1
}

/** Data for programs: the same bytes for the same data, and nothing in it that a terminal would act on. */
export function printJson(context: Context, value: unknown): void {
  const text = JSON.stringify(value, null, 2)
  const inert = text.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  context.out.write(`${inert}\n`)
}

/** Today is a day in the meetings' time zone (format.md), or where none is agreed in this machine's. */
export const todayFor = (context: Context, { agreements }: Pick<Contract, 'agreements'>): Day =>
  context.today(agreements.meetings.timezone ?? context.timezone)

/** The day an option names, or the one that stands in for it. */
export function dayOption(
  name: '--date' | '--as-of' | '--since' | '--moved-to',
  value: unknown,
  usual: string,
): string {
  if (value === undefined) return usual
  const day = field.day.safeParse(value)
  if (day.success) return day.data
  throw new PartnerError('usage', `${name} ${value}: that is not a day.`, `Write it as ${name} 2026-02-02`)
}
