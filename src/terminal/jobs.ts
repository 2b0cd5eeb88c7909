/** The process, as far as suspending needs it. */
interface Program {
  platform: string
  pid: number
  on(signal: NodeJS.Signals, heard: () => void): unknown
  off(signal: NodeJS.Signals, heard: () => void): unknown
  kill(pid: number, signal: NodeJS.Signals): unknown
}

/** What is on the screen while the program is suspended, and comes back after it. */
export interface Suspendable {
  /** Gives the terminal back to the shell and saves what is half typed. */
  leave(): Promise<void>
  /** Draws the question again. */
  back(): void
}

/** Ctrl-Z, `fg`, and the signals behind them. */
export interface Jobs {
  /** Suspends the program, with all others of its job. */
  suspend(): Promise<void>
  /** What is asked until the returned function is called. */
  during(question: Suspendable): () => void
}

/** Milliseconds after which a program that could not be suspended goes on: without a shell to return to it isn't. */
const NOT_STOPPED = 100

/** Suspends and continues `program`; undefined on a system that has no such thing. */
export function jobControl(program: Program): Jobs | undefined {
  if (program.platform === 'win32') return undefined
  let question: Suspendable | undefined
  let isStopping = false

  const stop = async (how: () => void) => {
    if (isStopping) return
    isStopping = true
    const left = question
    await left?.leave()
    program.off('SIGTSTP', onStop)
    const continued = new Promise<void>(resolve => {
      // When the program continues, this is due before SIGCONT is heard, which comes in the same turn.
      const clock = setTimeout(() => setImmediate(done), NOT_STOPPED)
      function done() {
        clearTimeout(clock)
        program.off('SIGCONT', done)
        resolve()
      }
      program.on('SIGCONT', done)
    })
    how()
    await continued
    program.on('SIGTSTP', onStop)
    isStopping = false
    if (left && left === question) left.back()
  }
  // The sender has chosen whom it stops. An editor that is suspended does the same to all of its job.
  const onStop = () => void stop(() => program.kill(program.pid, 'SIGSTOP'))
  program.on('SIGTSTP', onStop)
  program.on('SIGCONT', () => {
    if (!isStopping) question?.back()
  })
  return {
    suspend: () => stop(() => program.kill(0, 'SIGTSTP')),
    during(asked) {
      question = asked
      return () => {
        if (question === asked) question = undefined
      }
    },
  }
}
