import { type Reply, Stopped } from '../interview/prompter.ts'

export interface Streams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  signal?: AbortSignal
}

/** What readline tells of a key. */
export interface Key {
  name?: string
  sequence: string
  ctrl: boolean
}

const STOPS = ['AbortPromptError', 'ExitPromptError']

/**
 * Asks so that every way to stop ends in `Stopped` with what was typed: Ctrl-C, Ctrl-D on an empty line, a closed
 * terminal, a signal. The question is told where to report what stands in the line.
 */
export async function stoppable(
  { input, output, signal }: Streams,
  prefill: string,
  start: (typed: (read: () => string) => void, context: Required<Streams>) => Promise<Reply>,
): Promise<Reply> {
  let line = () => prefill
  const typed = (read: () => string) => {
    line = read
  }
  const stop = new AbortController()
  const end = () => stop.abort()
  const onKey = (_: unknown, key: Key) => {
    if (key.ctrl && key.name === 'd' && !line()) end()
  }
  // readline closes on these without a word, and the question would wait for ever.
  const ends = ['end', 'close', 'error']
  if (!input.readable) end()
  input.on('keypress', onKey)
  for (const event of ends) input.on(event, end)
  try {
    const signals = signal ? [stop.signal, signal] : [stop.signal]
    return await start(typed, { input, output, signal: AbortSignal.any(signals) })
  } catch (error) {
    if (error instanceof Error && STOPS.includes(error.name)) throw new Stopped(line())
    throw error
  } finally {
    input.off('keypress', onKey)
    for (const event of ends) input.off(event, end)
  }
}
