import { beforeAll, expect, test } from 'vitest'
import { buildFixture, openQuestions } from './asking.ts'

let program: string
beforeAll(async () => {
  program = await buildFixture()
})

test('a question looks as it was drawn, and its answer stays', async () => {
  const terminal = openQuestions(program, [
    {
      label: 'Principle 3',
      above: [
        { kind: 'progress', text: 'Part 2 of 5 · How we want to work together · principles' },
        {
          kind: 'say',
          text: 'How do you want to treat each other while you work on this? Say what you will do, so that both see it.',
        },
        { kind: 'example', text: 'We ask what the other meant before we assume.' },
        {
          kind: 'item',
          text: '1  We tell each other bad news on the day we learn it, and if we cannot, the day after.',
        },
      ],
      footer: ["Enter: that's all", '< back'],
    },
  ])
  await terminal.waitFor('< back')
  expect(terminal.screen()).toMatchInlineSnapshot(`
    "
      Part 2 of 5 · How we want to work together · principles

      How do you want to treat each other while you work on this? Say what you will
      do, so that both see it.
        e.g.  We ask what the other meant before we assume.

        1  We tell each other bad news on the day we learn it, and if we cannot,
           the day after.

    ? Principle 3  ›
      Enter: that's all · < back"
  `)
  terminal.type('We listen.')
  await terminal.waitFor('listen.')
  await terminal.waitForCursor({ column: '? Principle 3  › We listen.'.length })
  terminal.key('enter')
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toContain('? Principle 3  › We listen.\n  The end.')
  expect(await terminal.outcome()).toEqual({ replies: ['We listen.'] })
})

test('what was said before stands in the line and can be changed', async () => {
  const terminal = openQuestions(program, [{ prefill: 'tea\nand cake' }])
  await terminal.waitFor('› tea⏎and cake')
  terminal.key('backspace')
  terminal.type('es')
  terminal.key('home')
  terminal.type('Green ')
  await terminal.waitFor('Green tea⏎and cakes')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['Green tea\nand cakes'])
})

test.each(['esc', '<'])('%s goes back', async how => {
  const terminal = openQuestions(program, [{}])
  await terminal.waitFor('< back')
  if (how === 'esc') {
    terminal.type('half')
    await terminal.waitFor('half')
    terminal.key('esc')
  } else {
    terminal.type('<')
    terminal.key('enter')
  }
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toContain('? Words  › <\n')
  expect((await terminal.outcome()).replies).toEqual(['<'])
})

test('pasted lines are one answer', async () => {
  const terminal = openQuestions(program, [{}, { label: 'Next' }])
  await terminal.waitFor('< back')
  terminal.paste('one\ntwo\tand a half\nthree')
  await terminal.waitFor('one⏎two and a half⏎three')
  terminal.key('up')
  terminal.type('!')
  terminal.key('enter')
  await terminal.waitFor('Next')
  terminal.type('no more')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['one\ntwo and a half\nthree!', 'no more'])
})

test('a paste goes where the cursor is', async () => {
  const terminal = openQuestions(program, [{ prefill: 'ab' }])
  await terminal.waitFor('› ab')
  terminal.key('left')
  terminal.paste('1\n2')
  await terminal.waitFor('a1⏎2b')
  await terminal.waitForCursor({ column: '? Words  › a1⏎2'.length })
  terminal.type('+')
  await terminal.waitFor('a1⏎2+b')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['a1\n2+b'])
})

test('pastes are marked only while a line is asked for', async () => {
  const terminal = openQuestions(program, [{}])
  await terminal.waitFor('< back')
  terminal.key('ctrl-c')
  await terminal.exit()
  expect(terminal.raw().match(/\x1b\[\?2004[hl]/g)).toEqual(['\x1b[?2004h', '\x1b[?2004l'])
})

test.each(['ctrl-c', 'SIGTERM'] as const)('%s hands over what was typed', async how => {
  const terminal = openQuestions(program, [{}])
  await terminal.waitFor('< back')
  terminal.paste('first\nsecond')
  terminal.type(' half')
  await terminal.waitFor('half')
  if (how === 'ctrl-c') terminal.key('ctrl-c')
  else terminal.kill('SIGTERM')
  expect(await terminal.outcome()).toEqual({ replies: [], stopped: 'Stopped', typed: 'first\nsecond half' })
})

test('ctrl-d stops on an empty line only', async () => {
  const terminal = openQuestions(program, [{ prefill: 'kept' }, { label: 'Next' }])
  await terminal.waitFor('kept')
  terminal.key('home')
  terminal.key('ctrl-d')
  await terminal.waitFor('› ept')
  terminal.key('enter')
  await terminal.waitFor('Next')
  terminal.key('ctrl-d')
  expect(await terminal.outcome()).toEqual({ replies: ['ept'], stopped: 'Stopped', typed: '' })
})

test('tab offers the starters one after the other, and leaves own words alone', async () => {
  const terminal = openQuestions(program, [{ starters: ['I listen', 'I ask'] }])
  await terminal.waitFor('< back')
  terminal.key('tab')
  await terminal.waitFor('I listen')
  terminal.key('tab')
  await terminal.waitFor('I ask')
  terminal.type(' first')
  terminal.key('tab')
  terminal.type('.')
  await terminal.waitFor('I ask first.')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['I ask first.'])
})

test('Enter on an empty line takes what is in parentheses', async () => {
  const terminal = openQuestions(program, [{ fallback: '18:30' }])
  await terminal.waitFor('? Words  (18:30)  ›')
  terminal.key('enter')
  await terminal.waitFor('? Words  › 18:30')
  expect((await terminal.outcome()).replies).toEqual(['18:30'])
})

test('text from files obeys nobody', async () => {
  const terminal = openQuestions(program, [
    {
      label: 'A\x1b]0;title\x07',
      prefill: 'b\x1b[2Jc',
      footer: ['\x1b[31mred'],
      above: [{ kind: 'about', text: 'x\x1b[1Ay' }],
    },
  ])
  await terminal.waitFor('red')
  expect(terminal.raw()).not.toMatch(/\x1b\]|\x1b\[2J|\x1b\[31m|\x1b\[1Ay/)
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['b\x1b[2Jc'])
})

const long = '我们每个星期一都说真话'.repeat(9)
const family = '👨‍👩‍👧 '.repeat(40)
test.each([
  ['Chinese', long],
  ['emoji', family],
  ['Latin', 'Every word counts. '.repeat(9)],
  ['a full row', 'x'.repeat(80 - '? Words  › '.length)],
])('long lines in %s keep their cursor and their footer', async (_, text) => {
  const terminal = openQuestions(program, [{ above: [{ kind: 'note', text: 'Over it' }] }])
  await terminal.waitFor('< back')
  terminal.type(`${text}!`)
  await terminal.waitFor(/!\n {2}< back$/)
  const rows = terminal.screen().split('\n')
  await terminal.waitForCursor({ row: rows.length - 2 })
  expect(terminal.screen().match(/< back/g)).toHaveLength(1)
  expect(rows.slice(0, 3)).toEqual(['', '  Over it', expect.stringMatching(/^\? Words/)])
  terminal.key('home')
  terminal.type('^')
  await terminal.waitFor('› ^')
  await terminal.waitForCursor({ row: 2, column: '? Words  › ^'.length })
  terminal.key('enter')
  await terminal.waitFor('The end.')
  expect(terminal.screen().match(/Words/g)).toHaveLength(1)
  expect((await terminal.outcome()).replies).toEqual([`^${text}!`])
})

test('a narrower window while typing shows everything once', async () => {
  const terminal = openQuestions(program, [{ above: [{ kind: 'note', text: 'Over it' }], footer: ['< back', '? why'] }])
  await terminal.waitFor('? why')
  terminal.type('The quick brown fox jumps over the lazy dog. '.repeat(4))
  terminal.type('one')
  await terminal.waitFor('one\n  < back')
  terminal.resize(40, 24)
  await terminal.waitFor(/^ {2}Over it\n\? Words {2}› The quick brown fox jumps ov\n/m)
  terminal.type(' two')
  await terminal.waitFor(/one\stwo/)
  expect(terminal.screen()).toMatchInlineSnapshot(`
    "
      Over it
    ? Words  › The quick brown fox jumps ov
    er the lazy dog. The quick brown fox ju
    mps over the lazy dog. The quick brown
    fox jumps over the lazy dog. The quick
    brown fox jumps over the lazy dog. one
    two
      < back · ? why"
  `)
  terminal.resize(80, 24)
  await terminal.waitFor(/one two\n {2}< back · \? why$/)
  expect(terminal.all().match(/Words|< back|one two/g)).toHaveLength(3)
  terminal.key('enter')
  expect((await terminal.outcome()).replies[0]).toMatch(/dog\. one two$/)
})

test('a window narrower than the typed row keeps what stands over the question', async () => {
  const terminal = openQuestions(program, [{ above: [{ kind: 'note', text: 'Over it' }] }])
  await terminal.waitFor('< back')
  terminal.type('x'.repeat(60))
  await terminal.waitFor(/x{60}\n {2}< back$/)
  terminal.resize(40, 24)
  await terminal.waitFor(/Over it\n\? Words {2}› x{28}\nx{32}\n {2}< back$/)
})

test('a paste that is not complete is handed over too', async () => {
  const terminal = openQuestions(program, [{ prefill: 'ab' }])
  await terminal.waitFor('› ab')
  terminal.key('left')
  terminal.type('\x1b[200~one\rtwo')
  terminal.kill('SIGTERM')
  expect(await terminal.outcome()).toMatchObject({ stopped: 'Stopped', typed: expect.stringMatching(/^a.*b$/s) })
})

test('a very long paste is one answer', async () => {
  const terminal = openQuestions(program, [{}])
  await terminal.waitFor('< back')
  const text = 'Every word of it counts.\n'.repeat(800)
  terminal.paste(`${text}end`)
  await terminal.waitFor(/end\n {2}< back$/)
  terminal.type('!')
  await terminal.waitFor(/end!\n {2}< back$/)
  expect(terminal.all().split('\n')).toHaveLength(24)
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual([`${text}end!`])
})
