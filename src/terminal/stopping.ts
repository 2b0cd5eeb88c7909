import type { Key as ReadlineKey } from 'node:readline'
import { type Reply, Stopped } from '../interview/prompter.ts'
import type { Typing } from './typing.ts'

export interface Streams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  signal?: AbortSignal
}

/** What readline says about a key. */
export interface Key extends ReadlineKey {
  sequence: string
}

/** Where a question runs, and where it says what is half typed. */
export interface Running {
  context: Required<Streams>
  /** How to read what is typed and not an answer yet. */
  typed(read: () => string): void
  half(): string
}

const STOPS = ['AbortPromptError', 'ExitPromptError']

/**
 * Asks so that every way to stop ends in `Stopped` with what was typed: Ctrl-C, Ctrl-D on an empty line, a closed
 * terminal, a signal.
 */
export async function stoppable(
  { input, output, signal }: Streams,
  typing: Typing,
  prefill: string,
  start: (running: Running) => Promise<Reply>,
): Promise<Reply> {
  let line = () => prefill
  const stop = new AbortController()
  const end = () => stop.abort()
  const onKey = (_: unknown, key: Key) => {
    if (key.ctrl && key.name === 'd' && !line()) end()
  }
  // readline closes on these without a word, and the question would wait for ever.
  const ends = ['end', 'close', 'error']
  if (!input.readable) end()
  typing.keys.on('keypress', onKey)
  for (const event of ends) input.on(event, end)
  try {
    const signals = signal ? [stop.signal, signal] : [stop.signal]
    return await start({
      context: { input: typing.keys, output, signal: AbortSignal.any(signals) },
      typed: read => {
        line = read
      },
      half: () => line(),
    })
  } catch (error) {
    if (error instanceof Error && STOPS.includes(error.name)) throw new Stopped(line() + textIn(typing.rest()))
    throw error
  } finally {
    typing.close()
    typing.keys.off('keypress', onKey)
    for (const event of ends) input.off(event, end)
  }
}

/** What of typed-ahead keys is text. */
const textIn = (keys: string): string =>
  keys
    .replace(/\x1b\[[\d;]*[A-Za-z~]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x09\x0b-\x1f\x7f]/g, '')
