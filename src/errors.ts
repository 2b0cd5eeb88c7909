/** Exit codes, the whole list. `check`, scripts and CI rely on them, so a number never changes its meaning. */
export const EXIT = {
  done: 0,
  no: 1,
  usage: 2,
  system: 3,
  cancelled: 130,
} as const

/** Every kind of refusal the program knows, and the exit code it ends with. */
export const ERROR_KINDS = {
  /** A file or an answer is there, but what it says cannot be accepted. */
  invalid: EXIT.no,
  /** What was signed is not what is there now. */
  altered: EXIT.no,
  /** No partnership, version or record of that name. */
  missing: EXIT.no,
  /** Something that may exist only once exists already. */
  exists: EXIT.no,
  /** An option or argument is wrong. */
  usage: EXIT.usage,
  /** An answer is needed and there is no terminal to ask for it. */
  unanswered: EXIT.usage,
  /** The system would not read or write. */
  system: EXIT.system,
  /** A file changed between reading and writing. */
  conflict: EXIT.system,
  /** The person stopped. */
  cancelled: EXIT.cancelled,
} as const

export type ErrorKind = keyof typeof ERROR_KINDS

/** Where in a file: `line` and `column` count from 1, `excerpt` is the source around it, ready to print. */
export interface Place {
  file: string
  line?: number
  column?: number
  excerpt?: string
}

/** One thing that is wrong, as a person reads it. */
export interface Problem {
  /** The path in the data, as `wins.a[0].due`; empty for the file as a whole. */
  path: string
  what: string
  where?: Place
  /** What to do about this one, where several things are wrong that have nothing to do with each other. */
  hint?: string | undefined
  /** What kind of damage it is, by its id in `check`; not readable at all where it is not said. */
  rule?: string
}

/**
 * A refusal that a person can act on: what is wrong, where, and what to do next. It is the only error that
 * `main` prints without a stack trace.
 */
export class PartnerError extends Error {
  readonly kind: ErrorKind
  readonly problems: readonly Problem[]
  readonly hint: string | undefined

  constructor(kind: ErrorKind, what: string | readonly Problem[], hint?: string, cause?: unknown) {
    const problems = typeof what === 'string' ? [{ path: '', what }] : what
    super(problems.map(problem => problemText(problem)).join('\n'), { cause })
    this.name = 'PartnerError'
    this.kind = kind
    this.problems = problems
    this.hint = hint
  }

  get exitCode(): number {
    return ERROR_KINDS[this.kind]
  }
}

/** How the sentences of a message are laid out; places and excerpts stay as they are. */
export type Lay = (text: string, of: 'what' | 'hint') => string

const asItIs: Lay = text => text

/** `FILE:LINE:COLUMN  path: what`, under it the lines it is about, and what to do. */
export function problemText(problem: Problem, lay = asItIs): string {
  const { where, path, what, hint } = problem
  const place = where ? [where.file, where.line, where.column].filter(part => part !== undefined).join(':') : ''
  const text = path ? `${path}: ${what}` : what
  const head = place ? `${place}  ${text}` : lay(text, 'what')
  return [head, where?.excerpt, hint && lay(hint, 'hint')].filter(Boolean).join('\n')
}

/** The whole message for stderr: every problem, then what to do. */
export function errorText({ problems, hint }: PartnerError, lay = asItIs): string {
  const lines = problems.map(problem => problemText(problem, lay))
  return [...lines, ...(hint ? [lay(hint, 'hint')] : [])].join('\n')
}
