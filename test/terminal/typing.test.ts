import { PassThrough } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { typingOn } from '../../src/terminal/typing.ts'
import { buildFixture, openQuestions } from './asking.ts'

let program: string
beforeAll(async () => {
  program = await buildFixture()
})

const asks = ['One', 'Two', 'Three'].map(label => ({ label }))

describe('while a question is shown', () => {
  test.each([
    ['one\rtwo\rthree', 'one⏎two⏎three', 'one\ntwo\nthree'],
    ['one\ntwo', 'one⏎two', 'one\ntwo'],
    ['one\r\ntwo', 'one⏎two', 'one\ntwo'],
    ['one\r\rtwo', 'one⏎⏎two', 'one\n\ntwo'],
    ['\rone', '⏎one', '\none'],
    ['one\rtwo\r', 'one⏎two⏎', 'one\ntwo\n'],
    ['我们\r每天', '我们⏎每天', '我们\n每天'],
  ])('the lines %j that come at once are one answer', async (typed, shown, text) => {
    const terminal = openQuestions(program, asks.slice(0, 2))
    await terminal.waitFor('< back')
    terminal.type(typed)
    await terminal.waitFor(`? One  › ${shown}\n`)
    terminal.key('enter')
    await terminal.waitFor('? Two')
    await terminal.waitFor(/\? Two {2}›\n/)
    terminal.key('enter')
    expect((await terminal.outcome()).replies).toEqual([text, ''])
  })

  test('a paste that is cut into pieces loses nothing', async () => {
    const terminal = openQuestions(program, asks)
    await terminal.waitFor('< back')
    for (const piece of ['one', '\rtwo ', 'and a half', '\r', 'three']) terminal.type(piece)
    await terminal.waitFor('three')
    const lines = terminal.screen()
    // However it was cut: as one answer, or as the answers of the next questions.
    for (const word of ['one', 'two and a half', 'three']) expect(lines).toContain(word)
    terminal.key('ctrl-c')
    const { replies, typed } = await terminal.outcome()
    expect([...replies, typed].join('\n')).toBe('one\ntwo and a half\nthree')
  })

  test('a word and Enter that come at once answer', async () => {
    const terminal = openQuestions(program, asks.slice(0, 2))
    await terminal.waitFor('< back')
    terminal.type('one\r')
    await terminal.waitFor('? Two')
    terminal.type('two\r')
    expect((await terminal.outcome()).replies).toEqual(['one', 'two'])
  })

  test('Ctrl-C behind pasted lines stops, with the lines', async () => {
    const terminal = openQuestions(program, asks)
    await terminal.waitFor('< back')
    terminal.type('one\rtwo\x03')
    expect(await terminal.outcome()).toEqual({ replies: [], stopped: 'Stopped', typed: 'one\ntwo' })
  })
})

describe('before a question is drawn', () => {
  const WAIT = '1500'

  test.each([
    ['one\rtwo\rthree\r', ['one', 'two', 'three']],
    ['one\r\r\r', ['one', '', '']],
    ['\x1b[200~one\rtwo\x1b[201~\rthree\r\r', ['one\ntwo', 'three', '']],
  ])('each line of %j answers one question', async (typed, replies) => {
    const terminal = openQuestions(program, asks, { env: { WAIT } })
    await terminal.waitFor('Working')
    terminal.type(typed)
    expect((await terminal.outcome()).replies).toEqual(replies)
  })

  test('a line without an end is there to go on with', async () => {
    const terminal = openQuestions(program, asks.slice(0, 2), { env: { WAIT } })
    await terminal.waitFor('Working')
    terminal.type('one\rtwo')
    await terminal.waitFor('? Two  › two')
    terminal.type(' halves\r')
    expect((await terminal.outcome()).replies).toEqual(['one', 'two halves'])
  })

  test('words and commands answer choices, too', async () => {
    const row = { row: true, choices: ['yes', 'no'].map(name => ({ value: name, name })) }
    const terminal = openQuestions(program, [row, { ...row, row: false }, {}], { env: { WAIT } })
    await terminal.waitFor('Working')
    terminal.type('no\ryes\rwell\r')
    expect((await terminal.outcome()).replies).toEqual(['no', 'yes', 'well'])
  })

  test('what is left when it stops is handed over', async () => {
    const row = { row: true, choices: ['yes', 'no'].map(name => ({ value: name, name })) }
    const terminal = openQuestions(program, [{}, row], { env: { WAIT } })
    await terminal.waitFor('Working')
    terminal.type('one\rmaybe')
    await terminal.waitFor('"maybe" is not one of the choices.')
    terminal.kill('SIGTERM')
    expect(await terminal.outcome()).toEqual({ replies: ['one'], stopped: 'Stopped', typed: 'maybe' })
  })
})

test('a file of any bytes that is typed at a question arrives whole', async () => {
  const input = new PassThrough()
  const typing = typingOn(input)
  let got = ''
  typing.keys.on('data', chunk => {
    got += chunk
  })
  typing.keys.resume()
  typing.open()
  const text = '\r\x01'.repeat(20_000)
  input.write(text)
  await expect.poll(() => got.length, { timeout: 60_000 }).toBe(text.length)
  expect(got).toBe(text)
})

test('however a text is cut into reads, all of it arrives, in order', async () => {
  const texts = [
    'one\rtwo\rthree',
    '\x1b[200~a\rb\x1b[201~c',
    'é€😀\r\x1b[Ax',
    '\x1b[200~a\x1b[201~\rb\r\rc',
    'a\r',
    '\r\rb\r',
    'a\r\x01b\x1b[2',
    '\r\x01'.repeat(5),
  ]
  for (const text of texts)
    for (let cut = 1; cut < Buffer.byteLength(text); cut++) {
      const input = new PassThrough()
      const typing = typingOn(input)
      let got = ''
      typing.keys.on('data', chunk => {
        got += chunk
      })
      typing.keys.resume()
      typing.open()
      const bytes = Buffer.from(text)
      input.write(bytes.subarray(0, cut))
      await new Promise(setImmediate)
      input.write(bytes.subarray(cut))
      // Line ends alone are given one by one; all is there when nothing is pending.
      const plain = (keys: string) => keys.replace(/\x1b\[20[01]~/g, '')
      await expect.poll(() => plain(got), { timeout: 10_000 }).toBe(plain(text))
      expect(typing.rest()).toBe('')
    }
})
