import type { EventEmitter } from 'node:events'
import { emitKeypressEvents, type Interface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import {
  AbortPromptError,
  createPrompt,
  isEnterKey,
  isTabKey,
  type KeypressEvent,
  useEffect,
  useKeypress,
  useMemo,
  useRef,
  useState,
} from '@inquirer/core'
import { select } from '@inquirer/prompts'
import { plain } from '../contract/text.ts'
import { type Ask, offers, type Prompter, type Reply } from '../interview/prompter.ts'
import { aboveText, footerLines, toldText } from './above.ts'
import {
  crop,
  type Drawn,
  hold,
  holdPaste,
  type Line,
  layLine,
  layOffer,
  nextStarter,
  release,
  restart,
} from './line.ts'
import { type RestOfWord, restOfWord } from './rest-of-word.ts'
import { type Key, type Streams, stoppable } from './stopping.ts'
import type { Style } from './style.ts'
import { wrap } from './wrap.ts'

/** The terminal to ask on. */
export interface Terminal extends Streams {
  output: NodeJS.WritableStream & { columns?: number; rows?: number }
  width(): number
  style: Style
  edit?: Prompter['edit']
}

interface Asked {
  ask: Ask
  terminal: Terminal
  rest: RestOfWord
  /** Is told what stands in the line, so that it is not lost when the question is stopped. */
  typed: (read: () => string) => void
}

const PASTE_MARKS_ON = '\x1b[?2004h'
const PASTE_MARKS_OFF = '\x1b[?2004l'
// readline waits half a second to see whether Esc begins an arrow key; a tenth is enough even over a slow line.
const ESCAPE_WAIT = 100

/** Asks on a terminal. */
export function terminalPrompter(terminal: Terminal): Prompter {
  const { input, output, style, width, edit } = terminal
  // The first to decode the keys of a stream sets the wait for all who come after.
  emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface)
  const rest = restOfWord()
  return {
    ask(ask) {
      output.write(aboveText(ask.above, style, width()))
      if (!ask.choices)
        return stoppable(terminal, ask.prefill, (typed, own) => askLine({ ask, terminal, rest, typed }, own))
      if (ask.keys) return stoppable(terminal, '', (typed, own) => askKey({ ask, terminal, rest, typed }, own))
      return stoppable(terminal, '', (_, own) => askChoice(ask, terminal, own))
    },
    tell(lines) {
      output.write(toldText(lines, width()))
    },
    ...(edit && { edit }),
  }
}

/** A line of text. */
const askLine = createPrompt<Reply, Asked>(({ ask, terminal, rest, typed }, done) => {
  const [line, setLine] = useState<Line>({ text: '', cursor: 0 })
  const [answer, setAnswer] = useState<string>()
  const paste = useRef<string[] | undefined>(undefined)
  const before = line.text.slice(0, line.cursor)
  const after = line.text.slice(line.cursor)

  const take = (next: Line) => {
    setLine(next)
    typed(() => release(next.text))
  }
  const put = (rl: Interface, left: string, right = '') => {
    ;(rl as unknown as { clearLine(direction: 0): void }).clearLine(0)
    rl.write(right)
    rl.write(null, { ctrl: true, name: 'a' })
    rl.write(left)
    take({ text: left + right, cursor: left.length })
  }
  const reply = (text: string, left?: string) => {
    setAnswer(text)
    done({ text, ...(left && { left }) })
  }

  useEffect(rl => put(rl as unknown as Interface, hold(ask.prefill)), [])
  useKeypress((event, readline) => {
    const key = event as unknown as Key
    const rl = readline as unknown as Interface
    if (key.name === 'paste-start') paste.current = []
    else if (key.name === 'paste-end') {
      const pasted = holdPaste(paste.current ?? [])
      paste.current = undefined
      put(rl, before + pasted, after)
    } else if (paste.current) {
      const keys = paste.current
      keys.push(key.sequence)
      typed(() => release(before + holdPaste(keys) + after))
    } else if (key.name === 'escape') reply('<', line.text === hold(ask.prefill) ? '' : release(line.text))
    else if (isEnterKey(event)) {
      if (rest.isTyped()) put(rl, hold(ask.prefill))
      else reply(release(line.text) || ask.fallback || '')
    } else if (isTabKey(event)) {
      const starter = nextStarter(ask.starters?.map(hold), line.text)
      if (starter === undefined) put(rl, before, after)
      else put(rl, starter)
    } else {
      rest.takes(key.sequence)
      take({ text: rl.line, cursor: rl.cursor })
    }
  })

  const fallback = ask.fallback && answer === undefined ? terminal.style.dim(`  (${plain(ask.fallback)})`) : ''
  const text = answer === undefined ? line.text : hold(answer)
  const prompt = (width: number) => wrap(`? ${plain(ask.label)}${fallback}  ›`, width)
  return useScreen(prompt, answer === undefined ? line : { text, cursor: text.length }, {
    ask,
    terminal,
    answered: answer !== undefined,
  })
})

/** One key press among several choices. Keys that arrive all at once were pasted, and choose nothing. */
const askKey = createPrompt<Reply, Asked>(({ ask, terminal, rest }, done) => {
  const [answer, setAnswer] = useState<string>()
  const [hint, setHint] = useState('')
  const pasting = useRef(false)
  const together = useRef<Key[]>([])
  const choices = ask.choices ?? []
  const first = choices.find(choice => choice.value === startsOn(ask))
  const keys = choices.map(choice => choice.key).join(' ')

  const press = ([key, ...more]: readonly Key[]) => {
    if (!key) return
    const { sequence } = key
    if (!more.length && (isEnterKey(key as unknown as KeypressEvent) ? rest.isTyped() : rest.takes(sequence))) return
    const picked = isEnterKey(key as unknown as KeypressEvent)
      ? first
      : choices.find(choice => choice.key === sequence.toLowerCase())
    const other = commandOf(ask, key, sequence)
    const text = picked?.value ?? other
    if (more.length || text === undefined) return setHint(`One of: ${keys}`)
    if (picked?.key === sequence.toLowerCase()) rest.begin(picked.key, picked.name)
    setAnswer(picked?.name ?? text)
    done({ text })
  }
  useKeypress((event, rl) => {
    const key = event as unknown as Key
    rl.clearLine(0)
    if (key.name === 'paste-start') pasting.current = true
    if (key.name === 'paste-end') pasting.current = false
    if (pasting.current || key.name === 'paste-end') return
    together.current.push(key)
    // What arrives in one piece is told key by key before anything else happens.
    if (together.current.length === 1) queueMicrotask(() => press(together.current.splice(0)))
  })

  const enter = first?.key ? `, Enter: ${first.key}` : ''
  const names = choices.map(choice => plain(choice.name))
  const head = `? ${plain(ask.label)}  ›`
  const prompt = (width: number) =>
    answer === undefined ? layOffer(head, names, `(${keys}${enter})`, width) : wrap(head, width)
  const line = { text: answer ?? '', cursor: answer?.length ?? 0 }
  return useScreen(prompt, line, { ask, terminal, answered: answer !== undefined, hint })
})

/**
 * A line behind its prompt with the footer under it, the cursor where it belongs, also after the window has become
 * narrower. While it is shown, the terminal marks what is pasted.
 */
function useScreen(
  prompt: (width: number) => readonly string[],
  line: Line,
  { ask, terminal, answered, hint = '' }: Pick<Asked, 'ask' | 'terminal'> & { answered: boolean; hint?: string },
) {
  const { output, style } = terminal
  const [, redraw] = useState({})
  // Before anything is shown, so that nobody pastes too early.
  useMemo(() => output.write(PASTE_MARKS_ON), [])
  const drawn = useRef<Drawn>({ rows: [], row: 0, column: 0, below: 0 })
  const columns = output.columns || 80
  const width = Math.min(terminal.width(), columns)
  const whole = layLine(`${prompt(width - 1).join('\n')} `, line, width)
  const hints = hint ? wrap(hint, width, '  ').map(row => style.accent(row)) : []
  const said = line.text === '' && ask.emptyFooter ? ask.emptyFooter : ask.footer
  const footer = answered ? [] : [...hints, ...footerLines(said, style, width)]
  const place = answered ? whole : crop(whole, Math.max(1, (output.rows || 24) - footer.length))
  const below = [...place.rows.slice(place.row + 1), ...footer]
  drawn.current = { ...place, below: below.length }

  useEffect(rl => {
    // inquirer guesses the row of the cursor from the length of the text, so we answer what makes it guess right.
    rl.getCursorPos = () => {
      const { rows, row, column } = drawn.current
      const { length } = stripVTControlCharacters(rows[row] ?? '')
      return { rows: Math.floor(length / (output.columns || 80)), cols: column }
    }
    // A pasted line end makes readline remember the line, and the up key would bring it back.
    rl.on('history', lines => (lines as string[]).splice(0))
    const resized = () => {
      output.write(restart(drawn.current, output.columns || 80))
      redraw({})
    }
    const events: EventEmitter = output
    events.on('resize', resized)
    return () => {
      events.off('resize', resized)
      output.write(PASTE_MARKS_OFF)
    }
  }, [])

  const shown = place.rows.slice(0, place.row + 1).join('\n')
  // At a full multiple of the width inquirer would add an empty row; the space it counts is never printed.
  const full = stripVTControlCharacters(place.rows[place.row]!).length % columns === 0
  return [full ? `${shown} ` : shown, below.join('\n')] as [string, string]
}

/** What a key does among choices beside choosing, where that is offered. */
function commandOf(ask: Ask, key: Key, text: string | undefined): '<' | '?' | undefined {
  const command = key.name === 'escape' || text === '<' ? '<' : text === '?' ? '?' : undefined
  return command && offers(ask, command) ? command : undefined
}

/** The choice made before, or else the usual one. */
function startsOn({ choices, prefill, fallback }: Ask): string | undefined {
  return prefill && choices?.some(choice => choice.value === prefill) ? prefill : fallback
}

/** One of several choices from a list. */
async function askChoice(ask: Ask, terminal: Terminal, context: Required<Streams>): Promise<Reply> {
  const { output, style, width } = terminal
  const choices = ask.choices ?? []
  const label = plain(ask.label)
  const footer = footerLines(ask.footer, style, width()).join('\n')
  const leave = new AbortController()
  const own = { ...context, signal: AbortSignal.any([context.signal, leave.signal]), clearPromptOnDone: false }
  let other: string | undefined
  const onKey = (text: string | undefined, key: Key) => {
    other = commandOf(ask, key, text)
    if (!other) return
    own.clearPromptOnDone = true
    leave.abort()
  }
  context.input.on('keypress', onKey)
  try {
    const text = await select(
      {
        message: label,
        choices: choices.map(({ value, name }) => ({
          value,
          name: wrap(plain(name), width() - 3).join('\n  '),
          short: plain(name),
        })),
        default: startsOn(ask),
        loop: false,
        pageSize: Math.max(4, (output.rows ?? 24) - 6),
        theme: {
          prefix: '?',
          icon: { cursor: '›' },
          style: {
            message: (text: string) => text,
            answer: (text: string) => ` › ${text}`,
            highlight: style.accent,
            keysHelpTip: () => footer,
          },
        },
      },
      own,
    )
    return { text }
  } catch (error) {
    if (!other || !(error instanceof AbortPromptError)) throw error
    output.write(`? ${label}  › ${other}\n`)
    return { text: other }
  } finally {
    context.input.off('keypress', onKey)
  }
}
