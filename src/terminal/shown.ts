import type { EventEmitter } from 'node:events'
import type { Interface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { useEffect, useMemo, useRef, useState } from '@inquirer/core'
import type { Ask, Prompter } from '../interview/prompter.ts'
import { aboveText } from './above.ts'
import type { Jobs } from './jobs.ts'
import { crop, type Drawn, type Place, restart } from './line.ts'
import type { Running, Streams } from './stopping.ts'
import type { Style } from './style.ts'
import type { Typing } from './typing.ts'

/** The terminal to ask on. */
export interface Terminal extends Streams {
  output: NodeJS.WritableStream & { columns?: number; rows?: number }
  width(): number
  style: Style
  edit?: Prompter['edit']
  jobs?: Jobs | undefined
}

/** A question while it is asked. */
export interface Asked {
  ask: Ask
  terminal: Terminal
  typing: Typing
  running: Running
  suspended: ((typed: string) => Promise<void>) | undefined
}

const PASTE_MARKS_ON = '\x1b[?2004h'
const PASTE_MARKS_OFF = '\x1b[?2004l'

/** How a question looks now, in a terminal of this width. */
export interface Look {
  /** The rows up to where the cursor may be, and the cursor. */
  place: Place
  /** The rows below them. */
  below: readonly string[]
}

/**
 * A question on the screen, the cursor where it belongs, also after the window has become narrower or the program was
 * suspended. While it is shown, the terminal marks what is pasted.
 */
export function useScreen(
  look: (width: number) => Look,
  { ask, terminal, typing, running, suspended }: Asked,
): [string, string] {
  const { output, style, jobs } = terminal
  const [, redraw] = useState({})
  // Before anything is shown, so that nothing is pasted too early.
  useMemo(() => output.write(PASTE_MARKS_ON), [])
  const drawn = useRef<Drawn>({ rows: [], row: 0, column: 0, below: 0 })
  const isAway = useRef(false)
  const columns = output.columns || 80
  const { place: whole, below: under } = look(Math.min(terminal.width(), columns))
  const place = crop(whole, Math.max(1, (output.rows || 24) - under.length))
  const below = [...place.rows.slice(place.row + 1), ...under]
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
    // Without a listener readline suspends in its own way, and ends when the program continues.
    ;(rl as unknown as Interface).on('SIGTSTP', () => void jobs?.suspend())
    const resized = () => {
      if (isAway.current) return
      output.write(restart(drawn.current, output.columns || 80))
      redraw({})
    }
    const events: EventEmitter = output
    events.on('resize', resized)
    const asked = jobs?.during({
      async leave() {
        isAway.current = true
        const { below } = drawn.current
        output.write(`${'\n'.repeat(below + 1)}${PASTE_MARKS_OFF}\x1b[?25h`)
        typing.keys.setRawMode(false)
        typing.keys.pause()
        await suspended?.(running.half())
      },
      back() {
        isAway.current = false
        // Off first: the shell may have changed it behind our back.
        typing.keys.setRawMode(false)
        typing.keys.setRawMode(true)
        typing.keys.resume()
        const { row, below } = drawn.current
        const up = below > 0 ? `\x1b[${below}A` : ''
        output.write(
          `${PASTE_MARKS_ON}\r${aboveText(ask.above, style, terminal.width())}${'\n'.repeat(row + below)}${up}`,
        )
        redraw({})
      },
    })
    typing.open()
    return () => {
      typing.close()
      asked?.()
      events.off('resize', resized)
      output.write(PASTE_MARKS_OFF)
    }
  }, [])

  const shown = place.rows.slice(0, place.row + 1).join('\n')
  // At a full multiple of the width inquirer would add an empty row; the space it counts is never printed.
  const full = stripVTControlCharacters(place.rows[place.row]!).length % columns === 0
  return [full ? `${shown} ` : shown, below.join('\n')]
}
