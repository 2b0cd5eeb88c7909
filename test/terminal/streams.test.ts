import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { type Ask, Stopped } from '../../src/interview/prompter.ts'
import { terminalPrompter } from '../../src/terminal/inquirer.ts'
import { makeStyle } from '../../src/terminal/style.ts'

const ask: Ask = { id: 'x', label: 'Words', above: [], prefill: 'kept', footer: [] }
const choices = [{ value: 'a', name: 'A' }]

function open(signal?: AbortSignal) {
  const input = new PassThrough()
  // Other streams than those of the process are ended by the pipe inquirer lays to them.
  const output = Object.assign(new PassThrough(), { _isStdio: true })
  const prompter = terminalPrompter({ input, output, width: () => 80, style: makeStyle(false), signal })
  return { input, output, prompter }
}

test.each([[ask], [{ ...ask, choices }], [{ ...ask, choices, row: true }]])(
  'the end of input stops %j',
  async asked => {
    const { input, prompter } = open()
    const reply = prompter.ask(asked)
    input.end()
    await expect(reply).rejects.toEqual(new Stopped('kept'))
    await expect(prompter.ask(asked)).rejects.toBeInstanceOf(Stopped)
  },
)

test('a signal stops, also one that came before', async () => {
  const stop = new AbortController()
  const { input, prompter } = open(stop.signal)
  const reply = prompter.ask(ask)
  input.write('!')
  await new Promise(setImmediate)
  stop.abort()
  const stopped = await reply.catch(error => error)
  expect(stopped).toBeInstanceOf(Stopped)
  expect(stopped.typed).toBe('kept!')
  await expect(prompter.ask(ask)).rejects.toMatchObject({ typed: 'kept' })
})

test('an input without words between questions leaves no listeners behind', async () => {
  const { input, output, prompter } = open()
  const counts = () =>
    [...input.eventNames(), ...output.eventNames()].map(name => [
      name,
      input.listenerCount(name) + output.listenerCount(name),
    ])
  const answer = async () => {
    const reply = prompter.ask(ask)
    input.write('\r')
    expect(await reply).toEqual({ text: 'kept' })
  }
  await answer()
  const before = counts()
  for (let i = 0; i < 5; i++) await answer()
  expect(counts()).toEqual(before)
})

test('an editor is offered only where there is one', () => {
  const streams = { input: new PassThrough(), output: new PassThrough(), width: () => 80, style: makeStyle(false) }
  expect(terminalPrompter(streams).edit).toBeUndefined()
  expect(terminalPrompter({ ...streams, edit: async text => ({ text }) }).edit).toBeDefined()
})
