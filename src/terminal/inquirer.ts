import { emitKeypressEvents, type Interface } from 'node:readline'
import { createPrompt, isEnterKey, isTabKey, useEffect, useKeypress, useRef, useState } from '@inquirer/core'
import { plain } from '../contract/text.ts'
import type { Ask, Prompter, Reply } from '../interview/prompter.ts'
import { aboveText, footerLines, toldText } from './above.ts'
import { askChoice } from './choices.ts'
import { hold, holdPaste, type Line, layLine, nextStarter, release } from './line.ts'
import { type Asked, type Terminal, useScreen } from './shown.ts'
import { type Key, stoppable } from './stopping.ts'
import { typingOn } from './typing.ts'
import { wrap } from './wrap.ts'

export type { Terminal } from './shown.ts'

// readline waits half a second to see whether Esc starts an arrow key; a tenth is enough even over a slow line.
const ESCAPE_WAIT = 100

/** Asks on a terminal. */
export function terminalPrompter(terminal: Terminal): Prompter {
  const { output, style, width, edit } = terminal
  const typing = typingOn(terminal.input)
  // The first to decode the keys of a stream sets the wait for all who come after.
  emitKeypressEvents(typing.keys, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface)
  return {
    ask(ask, suspended) {
      return stoppable(terminal, typing, ask.prefill, async running => {
        await typing.ready()
        output.write(aboveText(ask.above, style, width()))
        const prompt = ask.choices ? askChoice : askLine
        return await prompt({ ask, terminal, typing, running, suspended }, running.context)
      })
    },
    tell(lines) {
      output.write(toldText(lines, width()))
    },
    ...(edit && { edit }),
  }
}

/** A line of text. */
const askLine = createPrompt<Reply, Asked>((asked, done) => {
  const { ask, terminal, typing, running } = asked
  const prefill = hold(ask.prefill)
  const [line, setLine] = useState<Line>({ text: '', cursor: 0 })
  const [answer, setAnswer] = useState<string>()
  const paste = useRef<string[] | undefined>(undefined)
  // Whether the next character replaces what is there.
  const isFresh = useRef(ask.refused === true)
  const before = line.text.slice(0, line.cursor)
  const after = line.text.slice(line.cursor)

  const take = (next: Line) => {
    setLine(next)
    running.typed(() => release(next.text))
  }
  const put = (rl: Interface, left: string, right = '') => {
    ;(rl as unknown as { clearLine(direction: 0): void }).clearLine(0)
    rl.write(right)
    rl.write(null, { ctrl: true, name: 'a' })
    rl.write(left)
    take({ text: left + right, cursor: left.length })
  }
  const reply = (text: string, left?: string) => {
    typing.close()
    setAnswer(text)
    done({ text, ...(left && { left }) })
  }

  useEffect(rl => put(rl as unknown as Interface, prefill), [])
  useKeypress((event, readline) => {
    const key = event as unknown as Key
    const rl = readline as unknown as Interface
    const replaces = isFresh.current && (isText(key.sequence) || key.name === 'paste-start')
    // Once something else was done to it, it is a text like any other.
    isFresh.current = false
    if (key.name === 'paste-start') {
      paste.current = []
      if (replaces) put(rl, '')
    } else if (key.name === 'paste-end') {
      const pasted = holdPaste(paste.current ?? [])
      paste.current = undefined
      put(rl, before + pasted, after)
    } else if (paste.current) {
      const keys = paste.current
      keys.push(key.sequence)
      running.typed(() => release(before + holdPaste(keys) + after))
    } else if (key.name === 'escape') reply('<', line.text === prefill ? '' : release(line.text))
    else if (isEnterKey(event)) reply(release(line.text) || ask.fallback || '')
    else if (isTabKey(event)) {
      const starter = nextStarter(ask.starters?.map(hold), line.text)
      if (starter === undefined) put(rl, before, after)
      else put(rl, starter)
    } else if (replaces) put(rl, key.sequence)
    // Suspending has left the question by now: drawn once more, it would be on the shell's rows.
    else if (!(key.ctrl && key.name === 'z')) take({ text: rl.line, cursor: rl.cursor })
  })

  const fallback = ask.fallback && answer === undefined ? terminal.style.dim(`  (${plain(ask.fallback)})`) : ''
  return useScreen(width => {
    const rows = wrap(`? ${plain(ask.label)}${fallback}  ›`, width - 1)
    const text = answer === undefined ? line.text : hold(answer)
    const cursor = answer === undefined ? line.cursor : text.length
    return {
      place: layLine(`${rows.join('\n')} `, { text, cursor }, width),
      below: answer === undefined ? footerLines(footerOf(ask, release(line.text)), terminal.style, width) : [],
    }
  }, asked)
})

const isText = (sequence: string): boolean => sequence !== '' && !/[\x00-\x1f\x7f]/.test(sequence)

/** What can be done with the line as it is now. */
function footerOf({ footer, emptyFooter, changedFooter, prefill }: Ask, line: string): readonly string[] {
  const [said, rest] = [
    line === '' ? (emptyFooter ?? footer) : line === prefill ? footer : (changedFooter ?? footer),
    prefill && line.startsWith(prefill) ? line.slice(prefill.length).trim() : line,
  ]
  // A command is typed: Enter does that.
  const command = rest.length === 1 && said.find(text => text.startsWith(`${rest} `))
  return command ? [`Enter: ${command.slice(2)}`, ...said.filter(text => !text.startsWith('Enter'))] : said
}
