import { writeFileSync } from 'node:fs'
import type { Ask } from '../../src/interview/prompter.ts'
import { terminalPrompter } from '../../src/terminal/inquirer.ts'
import { jobControl } from '../../src/terminal/jobs.ts'
import { makeStyle } from '../../src/terminal/style.ts'

/** Asks the questions of its first argument and writes the replies, or what was typed at a stop, to its second. */
const [asks, file] = [JSON.parse(process.argv[2]!) as Partial<Ask>[], process.argv[3]!]
const ended = new AbortController()
process.on('SIGTERM', () => ended.abort())
const prompter = terminalPrompter({
  input: process.stdin,
  output: process.stderr,
  width: () => process.stderr.columns,
  style: makeStyle(process.env.COLOR === '1'),
  signal: ended.signal,
  jobs: jobControl(process),
})
const replies: string[] = []
const suspended = async (typed: string) => writeFileSync(`${file}.half`, typed)
// What is typed meanwhile is typed before the first question is drawn.
if (process.env.WAIT) {
  process.stderr.write('Working ...\n')
  await new Promise(resolve => setTimeout(resolve, Number(process.env.WAIT)))
}
try {
  for (const ask of asks) {
    const reply = await prompter.ask(
      { id: 'x', label: 'Words', above: [], prefill: '', footer: ['< back'], ...ask },
      suspended,
    )
    replies.push(reply.text)
  }
  prompter.tell(['  The end.'])
  writeFileSync(file, JSON.stringify({ replies }))
} catch (error) {
  const stopped = error as { name: string; typed?: string }
  writeFileSync(file, JSON.stringify({ replies, stopped: stopped.name, typed: stopped.typed }))
}
