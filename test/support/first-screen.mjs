import { spawn } from '@lydell/node-pty'

/** Starts a program on a pseudo-terminal; how many milliseconds until its first question stands there. */
export function firstScreen(args, cwd, env) {
  const start = process.hrtime.bigint()
  return new Promise((resolve, reject) => {
    const terminal = spawn(process.execPath, args, { cols: 80, rows: 30, cwd, env })
    let screen = ''
    terminal.onData(data => {
      screen += data
      // A question ends with its mark, and then with what the keys do.
      if (!/›[\s\S]*Ctrl-C|Enter choose/.test(screen)) return
      resolve(Number(process.hrtime.bigint() - start) / 1e6)
      terminal.kill()
    })
    terminal.onExit(() => reject(new Error(`ended without a question:\n${screen}`)))
  })
}
