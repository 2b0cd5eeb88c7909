import { EventEmitter } from 'node:events'
import { StringDecoder } from 'node:string_decoder'

/** Milliseconds in which no more must come before a line end counts as Enter: a paste has more, a person hasn't. */
const PASTE_WAIT = 25

const PASTE = '\x1b[200~'
const PASTE_END = '\x1b[201~'
const MARKS = /(\x1b\[20[01]~)/
/** The start of a paste mark, cut off by the end of a read. */
const CUT_MARK = /\x1b\[(?:2(?:0[01]?)?)?$/
/** Keys that no pasted text holds, such as Ctrl-C and the arrows. */
const KEY = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

/** What is typed, as the questions get it. */
export interface Typing {
  /** What readline reads from. */
  keys: NodeJS.ReadableStream & { setRawMode(raw: boolean): void }
  /** Reads what was typed so far. To be called before a question is drawn. */
  ready(): Promise<void>
  /** A question is on the screen and takes keys. */
  open(): void
  /** It is answered: what comes now is for the next one. */
  close(): void
  /** Takes what was typed and no question has got yet. */
  rest(): string
}

/**
 * Reads a terminal so that nothing typed is lost or lands in the wrong answer. What was typed before a question is
 * drawn answers it line by line. While it is drawn, several lines at once are a paste, even if the terminal doesn't
 * mark it: they get the marks of one, so that they are one answer.
 */
export function typingOn(input: NodeJS.ReadableStream): Typing {
  const raw = input as NodeJS.ReadableStream & { setRawMode?(raw: boolean): void }
  const decoder = new StringDecoder('utf8')
  const keys = Object.assign(new EventEmitter(), {
    setRawMode: (isRaw: boolean) => raw.setRawMode?.(isRaw),
    pause: () => raw.pause(),
    resume: () => raw.resume(),
  }) as unknown as Typing['keys']

  let isOpen = false
  /** Typed before a question was drawn, or after the line end that answered one. */
  let ahead = ''
  /** Line ends of which it is not known yet whether more follows. */
  let held = ''
  let isMarked = false
  let cut = ''
  let clock: NodeJS.Timeout | undefined

  const give = (text: string) => {
    if (!text) return
    if (isOpen) keys.emit('data', text as never)
    else ahead += text
  }
  const wait = () => {
    clearTimeout(clock)
    clock = setTimeout(settle, PASTE_WAIT)
  }
  /** Nothing more has come: the line ends are Enter, and what looked like the start of a mark is a key. */
  function settle(): void {
    clearTimeout(clock)
    const rest = cut
    cut = ''
    enter(rest)
  }
  /** Gives the first line end that is held as Enter; the others, and what comes after them, wait for the next question. */
  function enter(after = ''): void {
    const ends = held
    held = ''
    const [first = ''] = /^(?:\r\n|[\r\n])/.exec(ends) ?? []
    if (first || ahead) ahead = ends.slice(first.length) + ahead + after
    else give(after)
    give(first)
    if (ahead) setImmediate(goOn)
  }
  const unmarked = (text: string) => {
    let left = text
    while (left && isOpen && !ahead) left = unmarkedPart(held + left)
    ahead += left
  }
  /** Gives what comes before the first control key after a line end; answers with the rest. */
  function unmarkedPart(all: string): string {
    const end = all.search(/[\r\n]/)
    held = ''
    if (end < 0) {
      give(all)
      return ''
    }
    give(all.slice(0, end))
    const key = all.slice(end).search(KEY)
    const lines = key < 0 ? all.slice(end) : all.slice(end, end + key)
    if (/[^\r\n]/.test(lines)) give(PASTE + lines + PASTE_END)
    else held = lines
    if (key < 0) {
      wait()
      return ''
    }
    enter()
    return all.slice(end + key)
  }
  const live = (text: string) => {
    const all = cut + text
    cut = CUT_MARK.exec(all)?.[0] ?? ''
    if (cut) wait()
    for (const part of (cut ? all.slice(0, -cut.length) : all).split(MARKS)) {
      if (part === PASTE || part === PASTE_END) {
        if (held) settle()
        isMarked = part === PASTE
        give(part)
      } else if (isMarked) give(part)
      else if (part) unmarked(part)
    }
  }
  function receive(text: string): void {
    if (isOpen && !ahead) live(text)
    else ahead += text
  }
  /** Gives the question the next line of what was typed ahead. If it is still asked after that, the one after. */
  function goOn(): void {
    if (!isOpen || !ahead) return
    const line = ahead.slice(0, lineEnd(ahead))
    ahead = ahead.slice(line.length)
    if (!line) {
      const rest = ahead
      ahead = ''
      live(rest)
    } else {
      give(line)
      if (ahead) setImmediate(goOn)
    }
  }

  // Before the listener, which would let it flow when nothing is asked.
  raw.pause()
  raw.on('data', (chunk: Buffer | string) => receive(typeof chunk === 'string' ? chunk : decoder.write(chunk)))
  return {
    keys,
    async ready() {
      keys.setRawMode(true)
      keys.resume()
      // What waits in the system is read in the next turn.
      await turn()
      await turn()
    },
    open() {
      isOpen = true
      setImmediate(goOn)
    },
    close() {
      clearTimeout(clock)
      isOpen = false
      ahead = held + ahead + cut
      held = ''
      cut = ''
    },
    rest() {
      const rest = held + cut + ahead
      held = ''
      cut = ''
      ahead = ''
      return rest
    },
  }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

/** Where the first line that is not in a marked paste ends; 0 if none does. */
function lineEnd(text: string): number {
  const next = /\x1b\[200~|\r\n|[\r\n]/g
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] !== PASTE) return next.lastIndex
    const end = text.indexOf(PASTE_END, next.lastIndex)
    if (end < 0) return 0
    next.lastIndex = end + PASTE_END.length
  }
  return 0
}
