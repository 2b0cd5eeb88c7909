import { writeSync } from 'node:fs'
import type { Context, Output } from './context.ts'
import type { Prompter } from './interview/prompter.ts'

const argv = process.argv.slice(2)
/** That of the package; the build puts it here. */
declare const VERSION: string
/** A digest of all that the program is made of. */
declare const BUILD: string

// Asked by scripts again and again, and answered without loading anything.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) sayAtOnce(`${VERSION}\n`)
else
  main().then(code => {
    process.exitCode = code
  })

/** Runs one command in the real world, and says with which exit code it ended. */
async function main(): Promise<number> {
  const [{ run }, { programName }] = await Promise.all([import('./run.ts'), import('./store/started.ts')])
  let found: string | undefined
  const { env, argv0: node, platform } = process
  // Found when it is first asked for, and kept: it looks through the search path.
  const program = () => {
    found ??= programName({ script: process.argv[1] ?? '', node, cwd: process.cwd(), env, platform })
    return found
  }
  return await run(argv, VERSION, {
    out: text => stream('stdout').write(text),
    err: text => stream('stderr').write(text),
    get width() {
      return stream('stdout').columns || 80
    },
    get terminal() {
      return process.stderr.isTTY ? stream('stderr').columns || 80 : undefined
    },
    get program() {
      return program()
    },
    context: noColor => realContext(noColor, program),
  })
}

/** Without a stream: to make one takes longer than all else that is done. One that is not ready is waited for. */
function sayAtOnce(text: string): void {
  try {
    writeSync(1, text)
  } catch {
    process.stdout.on('error', ended).write(text)
  }
}

const heard = new Set<string>()

/** Node makes a stream when it is first named, which takes a while. */
function stream(name: 'stdout' | 'stderr'): NodeJS.WriteStream {
  if (!heard.has(name)) process[name].on('error', ended)
  heard.add(name)
  return process[name]
}

/** Whoever closes the pipe has read enough (`partner history | head`). Else what was printed is not whole. */
async function ended(error: NodeJS.ErrnoException): Promise<void> {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  const [{ inWords }, { EXIT }] = await Promise.all([import('./store/system.ts'), import('./errors.ts')])
  try {
    writeSync(2, `cannot write the output: ${inWords(error)}\n`)
  } catch {
    // It may go the same way, and the exit code says it, too.
  }
  process.exit(EXIT.system)
}

async function realContext(noColor: boolean, program: () => string): Promise<Context> {
  const [{ wantsColor }, { dayIn }, { copiesFolder }, { memoryFolder }] = await Promise.all([
    import('./terminal/color.ts'),
    import('./contract/timezone.ts'),
    import('./store/copies-folder.ts'),
    import('./store/memory-folder.ts'),
  ])
  const output = (name: 'stdout' | 'stderr'): Output => ({
    write: text => stream(name).write(text),
    get width() {
      return stream(name).columns || 80
    },
    get color() {
      return wantsColor(stream(name), process.env, noColor)
    },
  })
  return {
    cwd: process.cwd(),
    now: () => new Date(),
    today: timezone => dayIn(new Date(), timezone),
    get timezone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone
    },
    get program() {
      return program()
    },
    newId: () => crypto.randomUUID(),
    out: output('stdout'),
    err: output('stderr'),
    env: process.env,
    copies: copiesFolder(process.env, process.platform, BUILD),
    memory: memoryFolder(process.env, process.platform),
    get prompter() {
      return process.stdin.isTTY && process.stderr.isTTY ? () => terminal(noColor) : undefined
    },
    stoppable,
    readInput,
  }
}

const STOPS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const

async function stoppable<T>(use: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController()
  const stop = () => control.abort()
  for (const signal of STOPS) process.on(signal, stop)
  try {
    return await use(control.signal)
  } finally {
    for (const signal of STOPS) process.off(signal, stop)
  }
}

/** The libraries that ask are loaded when something is asked. */
async function terminal(noColor: boolean): Promise<Prompter> {
  const [
    { terminalPrompter },
    { makeStyle },
    { wantsColor },
    { editText, temporaryFolder },
    { jobControl },
    { tmpdir },
  ] = await Promise.all([
    import('./terminal/inquirer.ts'),
    import('./terminal/style.ts'),
    import('./terminal/color.ts'),
    import('./terminal/editor.ts'),
    import('./terminal/jobs.ts'),
    import('node:os'),
  ])
  const stop = new AbortController()
  // A closed window or a shutdown stops the question, which saves the answers like Ctrl-C does.
  for (const signal of STOPS) process.on(signal, () => stop.abort())
  const canEdit = Boolean(process.env.VISUAL || process.env.EDITOR)
  return terminalPrompter({
    input: process.stdin,
    output: process.stderr,
    width: () => process.stderr.columns || 80,
    style: makeStyle(wantsColor(process.stderr, process.env, noColor)),
    signal: stop.signal,
    jobs: jobControl(process),
    ...(canEdit && {
      edit: (text, folder = () => temporaryFolder(tmpdir())) => editText(text, { env: process.env, folder }),
    }),
  })
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    // It is too much already, and may have no end.
    if (size > 8 * 1024 * 1024) break
  }
  return Buffer.concat(chunks)
}
