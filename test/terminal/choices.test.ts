import { beforeAll, expect, test } from 'vitest'
import { buildFixture, openQuestions } from './asking.ts'

let program: string
beforeAll(async () => {
  program = await buildFixture()
})

const howItWent = {
  label: 'How did it go?',
  row: true,
  choices: [
    { value: 'done', name: 'done' },
    { value: 'partly', name: 'partly' },
    { value: 'missed', name: 'not done' },
    { value: 'notDue', name: 'not due yet' },
  ],
}
const moves = {
  label: 'Three case studies, published',
  row: true,
  fallback: 'unchanged',
  choices: ['unchanged', 'moved on', 'at risk', 'stalled', 'finished (once Ben agrees)'].map(name => ({
    value: name,
    name,
  })),
}
/** As slowly as it may be: every key is seen before the next one. */
type Terminal = ReturnType<typeof openQuestions>
async function slowly(terminal: Terminal, word: string, start: number): Promise<void> {
  for (const [index, key] of [...word].entries()) {
    terminal.type(key)
    await terminal.waitForCursor({ column: start + index + 1 })
  }
}

test('a choice of a row is moved to by letters, and taken by Enter', async () => {
  const terminal = openQuestions(program, [howItWent, moves])
  await terminal.waitFor('< back')
  expect(terminal.screen()).toBe(
    '? How did it go?    done    partly    not done    not due yet\n  arrows or letters, Enter · < back',
  )
  terminal.type('n')
  await terminal.waitFor('    partly  › not done    not due yet')
  expect(terminal.screen()).not.toContain('Three')
  terminal.key('enter')
  await terminal.waitFor('? How did it go?  › not done\n? Three case studies')
  await terminal.waitFor('› unchanged')
  terminal.key('enter')
  await terminal.waitFor('The end.')
  expect((await terminal.outcome()).replies).toEqual(['missed', 'unchanged'])
})

test.each([
  ['not due yet', 'notDue'],
  ['not done', 'missed'],
  ['NOT DU', 'notDue'],
  ['done', 'done'],
  ['p', 'partly'],
])(
  '"%s" is that one answer, typed at once or slowly, and nothing of it answers the next question',
  async (word, value) => {
    const lesson = { label: 'What did you learn?' }
    const terminal = openQuestions(program, [howItWent, lesson, howItWent, lesson])
    await terminal.waitFor('< back')
    terminal.type(`${word}\r`)
    await terminal.waitFor(/\? What did you learn\? {2}›\n/)
    terminal.key('enter')
    await terminal.waitFor(/learn\? {2}›\n\? How did it go\? {4}done/)
    const name = howItWent.choices.find(choice => choice.value === value)!.name
    const start = `? How did it go?    done    partly    not done    not due yet`.indexOf(`  ${name}`) + 2
    if (!word.startsWith('n') && !word.startsWith('N')) await slowly(terminal, word, start)
    else
      for (const key of word) {
        terminal.type(key)
        await terminal.waitFor('› not')
      }
    await terminal.waitFor(`› ${name}`)
    terminal.key('enter')
    await terminal.waitFor(/\? What did you learn\? {2}›\n {2}< back$/)
    terminal.type('Ask')
    await terminal.waitFor('› Ask')
    terminal.key('enter')
    expect((await terminal.outcome()).replies).toEqual([value, '', value, 'Ask'])
  },
)

test.each([
  ['yes', 'y'],
  ['moved it', 'moved i'],
  ['risk', 'r'],
  ['notes, done', 'no'],
])('"%s" is none of the choices: Enter takes nothing', async word => {
  const terminal = openQuestions(program, [moves])
  await terminal.waitFor('< back')
  terminal.type(word)
  await terminal.waitFor(`"${word}" is not one of the choices.`)
  expect(terminal.screen()).not.toContain('›')
  terminal.key('enter')
  terminal.key('down')
  await terminal.waitFor('› unchanged')
  terminal.key('right')
  await terminal.waitFor('› moved on')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['moved on'])
})

test.each([true, false])('a word that Enter refused is replaced by the next one (in a row: %s)', async row => {
  const terminal = openQuestions(program, [{ ...howItWent, row }])
  await terminal.waitFor('arrows or letters, Enter · < back')
  terminal.type('yes')
  await terminal.waitFor('"yes" is not one of the choices.')
  terminal.key('enter')
  await terminal.waitFor('type to replace it, arrow keys to choose · < back')
  terminal.type('no')
  await terminal.waitFor('› not done')
  expect(terminal.screen()).not.toContain('yes')
  expect(terminal.screen()).toContain('arrows or letters, Enter · < back')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['missed'])
})

test('a word that Enter refused is edited by backspace', async () => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  terminal.type('px')
  await terminal.waitFor('"px" is not one of the choices.')
  terminal.key('enter')
  await terminal.waitFor('type to replace it')
  terminal.key('backspace')
  await terminal.waitFor('› partly')
  terminal.type('a')
  await terminal.waitFor('arrows or letters, Enter')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['partly'])
})

test.each([
  ['yes', 'moved on'],
  ['no', 'unchanged'],
])('"%s" means the choice that lists it as another word: %s', async (word, name) => {
  const words: Readonly<Record<string, string[]>> = { unchanged: ['no'], 'moved on': ['yes'] }
  const choices = moves.choices.map(choice => ({ ...choice, words: words[choice.name] ?? [] }))
  const terminal = openQuestions(program, [{ ...moves, choices, fallback: 'stalled' }])
  await terminal.waitFor('› stalled')
  terminal.type(word)
  await terminal.waitFor(`› ${name}`)
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual([name])
})

test('backspace takes the letters back', async () => {
  const terminal = openQuestions(program, [moves])
  await terminal.waitFor('› unchanged')
  terminal.type('sx')
  await terminal.waitFor('"sx" is not one of the choices.')
  terminal.key('backspace')
  await terminal.waitFor('› stalled')
  expect(terminal.screen()).not.toContain('not one of')
  terminal.key('backspace')
  await terminal.waitFor('› unchanged')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['unchanged'])
})

test.each([
  [
    80,
    `? Three case studies, published  › unchanged    moved on    at risk    stalled
    finished (once Ben agrees)
  arrows or letters, Enter · < back`,
  ],
  [
    46,
    `? Three case studies, published  › unchanged
    moved on    at risk    stalled
    finished (once Ben agrees)
  arrows or letters, Enter · < back`,
  ],
])('in %i columns the choices continue below each other', async (columns, shown) => {
  const terminal = openQuestions(program, [moves], { columns })
  await terminal.waitFor('< back')
  expect(terminal.screen()).toBe(shown)
  terminal.key('left')
  terminal.key('end')
  await terminal.waitFor('› finished')
  await terminal.waitForCursor({ row: shown.split('\n').length - 2, column: 4 })
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['finished (once Ben agrees)'])
})

test('without a choice Enter takes nothing', async () => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  terminal.key('enter')
  await terminal.waitFor('Choose one first, with the arrow keys or its first letters.')
  terminal.key('left')
  await terminal.waitFor('› not due yet')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['notDue'])
})

test.each([true, false])('a pasted word moves to its choice, marked or not (marked: %s)', async isMarked => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  if (isMarked) terminal.paste('not due yet')
  else terminal.type('not due yet')
  await terminal.waitFor('› not due yet')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['notDue'])
})

test.each(['done\npartly', 'done\npartly\nnot done\n'])('several pasted lines are none of the choices', async text => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  terminal.type(text.replaceAll('\n', '\r'))
  await terminal.waitFor('is not one of the choices.')
  terminal.type('\x15')
  terminal.type('p')
  await terminal.waitFor('› partly')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['partly'])
})

test.each([
  ['esc', '<'],
  ['<', '<'],
  ['?', '?'],
])('%s answers %s to both kinds of choices', async (key, text) => {
  const press = async () => {
    if (key === 'esc') return terminal.key('esc')
    terminal.type(key)
    await terminal.waitFor(key === '<' ? /Enter: back · < back/ : /Enter: why we ask · < back/)
    terminal.key('enter')
  }
  const footer = ['< back', '? why we ask']
  const asks = [howItWent, { ...howItWent, row: false, label: 'And now?' }].map(ask => ({ ...ask, footer }))
  const terminal = openQuestions(program, asks)
  await terminal.waitFor('< back')
  await press()
  await terminal.waitFor(/\? And now\?[\s\S]*< back/)
  await press()
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toBe(`? How did it go?  › ${text}\n? And now?  › ${text}\n  The end.`)
  expect((await terminal.outcome()).replies).toEqual([text, text])
})

test.each(['<', '?'])('%s is none of the choices that do not offer it', async key => {
  for (const row of [true, false]) {
    const terminal = openQuestions(program, [{ ...howItWent, row, footer: ['Ctrl-C stops'] }])
    await terminal.waitFor('Ctrl-C stops')
    terminal.type(key)
    await terminal.waitFor(`"${key}" is not one of the choices.`)
    terminal.key('backspace')
    terminal.type('p')
    await terminal.waitFor('› partly')
    terminal.key('enter')
    expect((await terminal.outcome()).replies).toEqual(['partly'])
  }
})

test.each(['ctrl-c', 'ctrl-d'] as const)('%s stops both kinds of choices', async key => {
  for (const row of [true, false]) {
    const terminal = openQuestions(program, [{ ...howItWent, row }])
    await terminal.waitFor('< back')
    terminal.key(key)
    expect(await terminal.outcome()).toEqual({ replies: [], stopped: 'Stopped', typed: '' })
  }
})

test('half a word is handed over when it stops, and is there again', async () => {
  const first = openQuestions(program, [howItWent])
  await first.waitFor('< back')
  first.type('not d')
  await first.waitFor('› not done')
  first.key('ctrl-c')
  expect(await first.outcome()).toEqual({ replies: [], stopped: 'Stopped', typed: 'not d' })
  const again = openQuestions(program, [{ ...howItWent, prefill: 'not d' }])
  await again.waitFor('› not done')
  again.type('ue')
  await again.waitFor('› not due yet')
  again.key('enter')
  expect((await again.outcome()).replies).toEqual(['notDue'])
})

test('a list starts on its fallback and is answered by arrows, letters, words or numbers', async () => {
  const list = { ...howItWent, row: false }
  const terminal = openQuestions(program, [
    { ...list, choices: [...list.choices, { value: '', name: 'Leave this out' }], fallback: 'partly' },
    ...['And now?', 'And then?', 'At last?'].map(label => ({ ...list, label })),
  ])
  await terminal.waitFor('< back')
  expect(terminal.screen()).toMatchInlineSnapshot(`
    "? How did it go?
      done
    › partly
      not done
      not due yet
      Leave this out

      arrows or letters, Enter · < back"
  `)
  terminal.key('down')
  await terminal.waitFor('› not done')
  terminal.key('enter')
  await terminal.waitFor('? And now?')
  await terminal.waitFor('› done')
  terminal.key('up')
  terminal.type('2')
  await terminal.waitFor('› partly')
  terminal.key('enter')
  await terminal.waitFor('? And then?')
  terminal.type('not due')
  await terminal.waitFor(/\? And then\? {2}not due\n[\s\S]*› not due yet/)
  terminal.key('enter')
  await terminal.waitFor('? At last?')
  terminal.type('drop')
  await terminal.waitFor('"drop" is not one of the choices.')
  terminal.key('enter')
  terminal.type('\x15d')
  await terminal.waitFor('› done')
  terminal.key('enter')
  await terminal.waitFor('The end.')
  expect((await terminal.outcome()).replies).toEqual(['missed', 'partly', 'notDue', 'done'])
})

test('long names are wrapped, not cut', async () => {
  const name = 'Go on where we stopped, at the question about the third principle that we wanted to think over'
  const terminal = openQuestions(program, [{ choices: [{ value: 'a', name }], label: 'And now?' }], { columns: 40 })
  await terminal.waitFor('< back')
  expect(terminal.screen()).toMatchInlineSnapshot(`
    "? And now?
    › Go on where we stopped, at the
      question about the third principle
      that we wanted to think over

      arrows or letters, Enter · < back"
  `)
})

test('a list that is longer than the window shows the part around the choice', async () => {
  const choices = Array.from({ length: 40 }, (_, index) => ({ value: `${index}`, name: `Question ${index + 1}` }))
  const terminal = openQuestions(program, [{ choices, label: 'Which one?', fallback: '20' }], { rows: 12 })
  await terminal.waitFor(/\? Which one\?\n[\s\S]*› Question 21\n[\s\S]*< back$/)
  terminal.key('end')
  await terminal.waitFor('› Question 40')
  expect(terminal.all().match(/Which one/g)).toHaveLength(1)
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['39'])
})
