import { beforeAll, expect, test } from 'vitest'
import { buildFixture, openQuestions } from './asking.ts'

let program: string
beforeAll(async () => {
  program = await buildFixture()
})

const howItWent = {
  label: 'How did it go?',
  keys: true,
  choices: [
    { value: 'done', name: 'done', key: 'd' },
    { value: 'partly', name: 'partly', key: 'p' },
    { value: 'not-done', name: 'not done', key: 'n' },
  ],
}

test('one key answers, other keys are told which ones do', async () => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('? How did it go?  › done · partly · not done   (d p n)\n  < back')
  terminal.type('x')
  await terminal.waitFor('(d p n)\n  One of: d p n\n  < back')
  await terminal.waitForCursor({ column: 55, row: 0 })
  terminal.type('n')
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toBe('? How did it go?  › not done\n  The end.')
  expect((await terminal.outcome()).replies).toEqual(['not-done'])
})

test('keys that come in one piece are a paste without its marks, and choose nothing', async () => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  terminal.type('notes, done\r')
  await terminal.waitFor('One of: d p n')
  terminal.type('p')
  expect((await terminal.outcome()).replies).toEqual(['partly'])
})

const moves = {
  label: 'Three case studies, published',
  keys: true,
  fallback: 'unchanged',
  choices: ['unchanged', 'moved on', 'at risk', 'stalled', 'finished (once Ben agrees)'].map(name => ({
    value: name,
    name,
    key: name === 'at risk' ? 'r' : name[0]!,
  })),
}

test.each([
  [
    80,
    `? Three case studies, published  › unchanged · moved on · at risk · stalled ·
    finished (once Ben agrees)   (u m r s f, Enter: u)
  < back`,
  ],
  [
    40,
    `? Three case studies, published  ›
    unchanged · moved on · at risk ·
    stalled ·
    finished (once Ben agrees)
    (u m r s f, Enter: u)
  < back`,
  ],
])('in %i columns the choices go on behind a separator, under their question', async (columns, shown) => {
  const terminal = openQuestions(program, [moves], { columns })
  await terminal.waitFor('< back')
  expect(terminal.screen()).toBe(shown)
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['unchanged'])
})

test('Enter takes what was chosen before, or the fallback', async () => {
  const terminal = openQuestions(program, [
    howItWent,
    { ...howItWent, label: 'And then?', prefill: 'partly', fallback: 'done' },
  ])
  await terminal.waitFor('(d p n)')
  terminal.key('enter')
  await terminal.waitFor('One of: d p n')
  terminal.type('d')
  await terminal.waitFor('(d p n, Enter: p)')
  terminal.key('enter')
  expect((await terminal.outcome()).replies).toEqual(['done', 'partly'])
})

test('a pasted text presses no keys', async () => {
  const terminal = openQuestions(program, [howItWent])
  await terminal.waitFor('< back')
  terminal.paste('npd')
  terminal.type('p')
  expect((await terminal.outcome()).replies).toEqual(['partly'])
})

test.each([
  ['esc', '<'],
  ['<', '<'],
  ['?', '?'],
])('%s answers %s to both kinds of choices', async (key, text) => {
  const press = () => (key === 'esc' ? terminal.key('esc') : terminal.type(key))
  const footer = ['< back', '? why we ask']
  const asks = [howItWent, { ...howItWent, keys: false, label: 'And now?' }].map(ask => ({ ...ask, footer }))
  const terminal = openQuestions(program, asks)
  await terminal.waitFor('(d p n)')
  press()
  await terminal.waitFor('? And now?')
  press()
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toBe(`? How did it go?  › ${text}\n? And now?  › ${text}\n  The end.`)
  expect((await terminal.outcome()).replies).toEqual([text, text])
})

test.each(['esc', '<', '?'])('%s does nothing to choices that do not offer it', async key => {
  for (const keys of [true, false]) {
    const terminal = openQuestions(program, [{ ...howItWent, keys, footer: ['Ctrl-C stops'] }])
    await terminal.waitFor('Ctrl-C stops')
    if (key === 'esc') terminal.key('esc')
    else terminal.type(key)
    if (keys) await terminal.waitFor('One of: d p n')
    else terminal.key('down')
    if (!keys) await terminal.waitFor('› partly')
    terminal.type(keys ? 'p' : '\r')
    expect((await terminal.outcome()).replies).toEqual(['partly'])
  }
})

test.each(['ctrl-c', 'ctrl-d'] as const)('%s stops both kinds of choices', async key => {
  for (const keys of [true, false]) {
    const terminal = openQuestions(program, [{ ...howItWent, keys }])
    await terminal.waitFor('< back')
    terminal.key(key)
    expect(await terminal.outcome()).toEqual({ replies: [], stopped: 'Stopped', typed: '' })
  }
})

test('a list starts on its fallback and is answered by arrows or numbers', async () => {
  const list = { ...howItWent, keys: false }
  const terminal = openQuestions(program, [
    { ...list, choices: [...list.choices, { value: '', name: 'Leave this out' }], fallback: 'partly' },
    { ...list, label: 'And now?' },
  ])
  await terminal.waitFor('< back')
  expect(terminal.screen()).toMatchInlineSnapshot(`
    "? How did it go?
      done
    › partly
      not done
      Leave this out

      < back"
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
  await terminal.waitFor('The end.')
  expect(terminal.screen()).toBe('? How did it go?  › not done\n? And now?  › partly\n  The end.')
  expect((await terminal.outcome()).replies).toEqual(['not-done', 'partly'])
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

      < back"
  `)
})
