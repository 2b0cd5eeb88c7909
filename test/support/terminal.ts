import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { onTestFinished } from 'vitest'
import { widthsAsCells } from './widths.ts'

export interface Screen {
  /** Types a text as from the keyboard. */
  type(text: string): void
  key(name: keyof typeof KEYS): void
  /** Pastes a text, marked as a paste where the program asked for that. */
  paste(text: string): void
  /** Waits until the visible rows show it. Give it what was not there before. */
  waitFor(wanted: string | RegExp, timeout?: number): Promise<void>
  /** The visible rows, without spaces at their ends. */
  screen(): string
  /** The visible rows and all that scrolled away over them. */
  all(): string
  /** Waits until the cursor stands in a column and row of the screen, from 0: it goes there after the text is shown. */
  waitForCursor(at: { column?: number; row?: number }): Promise<void>
  /** Every byte the program wrote. */
  raw(): string
  resize(columns: number, rows: number): void
  /** Waits for the program's end. */
  exit(): Promise<{ code: number; signal: number }>
  kill(signal?: string): void
}

/** After so many milliseconds nothing comes any more, however loaded the machine is. */
const LATE = 60_000

const KEYS = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  backspace: '\x7f',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
} as const

/**
 * Runs a program in a real pseudo-terminal and reads its screen as a person would. To be called in a test: what
 * still runs when the test is over is ended. Keys typed before a question is shown are lost, so wait for it first.
 */
export function openTerminal(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string | undefined>; columns?: number; rows?: number } = {},
): Screen {
  const { cwd, columns: cols = 80, rows = 24 } = options
  // A test says itself what it wants of color; what runs the tests may have its own view.
  const { NO_COLOR, FORCE_COLOR, CI, ...env } = process.env
  const pty = spawn(command, [...args], { name: 'xterm-256color', cols, rows, cwd, env: { ...env, ...options.env } })
  const terminal = new xterm.Terminal({ cols, rows, scrollback: 10_000, allowProposedApi: true })
  terminal.unicode.register(widthsAsCells)
  terminal.unicode.activeVersion = widthsAsCells.version

  let raw = ''
  let ended = false
  const waiting: (() => void)[] = []
  const tell = () => {
    for (const go of waiting.splice(0)) go()
  }
  pty.onData(data => {
    raw += data
    terminal.write(data, tell)
  })
  terminal.onData(answer => pty.write(answer))
  const exit = new Promise<{ code: number; signal: number }>(resolve => {
    pty.onExit(({ exitCode, signal = 0 }) => {
      // Only when all it wrote is on the screen has the program ended for a reader.
      terminal.write('', () => {
        ended = true
        resolve({ code: exitCode, signal })
        tell()
      })
    })
  })
  onTestFinished(() => {
    if (!ended) pty.kill('SIGKILL')
  })

  const rowsFrom = (start: number) => {
    const { active } = terminal.buffer
    const lines = Array.from({ length: active.length - start }, (_, row) => active.getLine(start + row))
    return lines
      .map(line => line?.translateToString(true).trimEnd())
      .join('\n')
      .trimEnd()
  }
  const screen = () => rowsFrom(terminal.buffer.active.baseY)

  const until = async (found: () => boolean, what: string, timeout = LATE) => {
    let late = false
    const clock = setTimeout(() => {
      late = true
      tell()
    }, timeout)
    try {
      while (!found()) {
        const why = late ? `did not show in ${timeout} ms` : 'did not show before the program ended'
        if (late || ended) throw new Error(`${what} ${why}. The screen:\n${screen()}`)
        await new Promise<void>(go => waiting.push(go))
      }
    } finally {
      clearTimeout(clock)
    }
  }

  return {
    type: text => pty.write(text),
    key: name => pty.write(KEYS[name]),
    paste(text) {
      const keys = text.replace(/\r?\n/g, '\r')
      pty.write(terminal.modes.bracketedPasteMode ? `\x1b[200~${keys}\x1b[201~` : keys)
    },
    waitFor: (wanted, timeout) =>
      until(
        () => (typeof wanted === 'string' ? screen().includes(wanted) : wanted.test(screen())),
        `${wanted}`,
        timeout,
      ),
    waitForCursor({ column, row }) {
      const { buffer } = terminal
      const isThere = () =>
        (column ?? buffer.active.cursorX) === buffer.active.cursorX &&
        (row ?? buffer.active.cursorY) === buffer.active.cursorY
      return until(isThere, `The cursor in column ${column}, row ${row}`)
    },
    screen,
    all: () => rowsFrom(0),
    raw: () => raw,
    resize(columns, height) {
      terminal.resize(columns, height)
      pty.resize(columns, height)
    },
    exit: () => inTime(exit, () => `The program has not ended after ${LATE} ms. The screen:\n${screen()}`),
    kill: signal => pty.kill(signal),
  }
}

/** What is promised, or an error that says why it is not waited for any longer. */
async function inTime<T>(promise: Promise<T>, why: () => string): Promise<T> {
  let clock: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(new Error(why())), LATE)
  })
  return await Promise.race([promise, late]).finally(() => clearTimeout(clock))
}
