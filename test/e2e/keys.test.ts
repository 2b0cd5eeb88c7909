import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contractIn, draftIn } from '../support/folder.ts'
import { asksOf, atTerminal, begin, newFolder, type Person } from '../support/person.ts'
import { shortTalk } from '../support/talks.ts'

const asks = await asksOf('short', shortTalk)

/** Starts the short talk and answers up to a question. */
async function upTo(
  id: string,
  options: Parameters<typeof atTerminal>[2] = {},
): Promise<{ cwd: string; person: Person }> {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'], options)
  await begin(person, 'The short talk')
  const place = asks.findIndex(ask => ask.id === id)
  for (const ask of asks.slice(0, place)) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked(asks[place]!.label)
  return { cwd, person }
}

/** Answers the rest after a question and writes the contract. */
async function rest(person: Person, after: string): Promise<void> {
  for (const ask of asks.slice(asks.findIndex(ask => ask.id === after) + 1))
    await person.answer(ask, shortTalk[ask.id]!)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  expect(await person.exit()).toMatchObject({ code: 0 })
}

test.each(['esc', '<'] as const)('%s goes back from every question, and everything is still there', async how => {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  for (const [place, ask] of asks.entries()) {
    await person.asked(ask.label)
    if (place > 0) {
      const before = asks[place - 1]!
      if (how === 'esc') person.key('esc')
      else {
        person.type('<')
        person.key('enter')
      }
      await person.asked(before.label)
      if (!before.choices)
        await person.waitFor(new RegExp(`\\? ${before.label} {2}› .+\n  Enter: keep it[^?]*\\? why[^?]*$`))
      person.key('enter')
      await person.asked(ask.label)
    }
    await person.answer(ask, shortTalk[ask.id]!)
  }
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  expect(await person.exit()).toMatchObject({ code: 0 })
  expect(contractIn(cwd)).toMatchObject({
    partners: { a: { name: 'Ana Reyes' }, b: { name: 'Ben Okafor' } },
    agreements: { meetings: { unit: 'week', every: 1, first: '2031-01-13', time: '18:30' } },
    firstSteps: [{ text: 'Write the interview guide', due: '2031-01-10' }, { text: 'Put the chapters on a calendar' }],
  })
})

test('the footer says what Enter does with what is in the line now', async () => {
  const { person } = await upTo('principles.0')
  person.say('We say what we saw.')
  await person.asked('Time-out signal')
  person.key('esc')
  await person.waitFor(/\? Principle 1 {2}› We say what we saw\.\n {2}Enter: keep it/)
  person.type('\x15')
  await person.waitFor(/\? Principle 1 {2}›\s*\n {2}Enter: remove the answer/)
  person.type('x')
  await person.waitFor(/\? Principle 1 {2}› x\n {2}Enter: save it/)
})

test('"?" says why, and the question is there again', async () => {
  const { person } = await upTo('principles.0')
  person.say('?')
  await person.waitFor('Said in advance, a principle is easy to point to')
  await person.asked('Principle 1')
})

test('what was half typed when Esc was pressed is there again on the way forward', async () => {
  const { cwd, person } = await upTo('principles.0')
  person.type('We say what')
  await person.waitFor('› We say what')
  person.key('esc')
  await person.asked("Ben's role 1")
  person.key('enter')
  await person.asked('Principle 1')
  await person.waitFor(/› We say what\n {2}Enter/)
  person.type(' we see.')
  person.key('enter')
  await rest(person, 'principles.0')
  expect(contractIn(cwd)).toMatchObject({ principles: ['We say what we see.'] })
})

test('a pasted text of three lines is one answer, and stays three lines', async () => {
  const { cwd, person } = await upTo('agreements.timeOut')
  person.paste('"Tea?"\nThen twenty minutes.\nNobody fixes anything.')
  await person.waitFor('fixes anything.')
  expect(draftIn(cwd).trail).toHaveLength(8)
  person.key('enter')
  await rest(person, 'agreements.timeOut')
  expect(contractIn(cwd)).toMatchObject({
    agreements: { timeOut: '"Tea?"\nThen twenty minutes.\nNobody fixes anything.' },
  })
})

describe('"!"', () => {
  const editor = (script: string): string => {
    const file = join(newFolder(), 'editor.mjs')
    writeFileSync(file, `#!${process.execPath}\nimport { readFileSync, writeFileSync } from 'node:fs'\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  test('opens the editor of $VISUAL on the answer', async () => {
    const VISUAL = editor(`const file = process.argv[2]
      writeFileSync(file, readFileSync(file, 'utf8') + 'Tea!\\nAnd a walk.\\n')`)
    const { cwd, person } = await upTo('agreements.timeOut', { env: { VISUAL } })
    expect(person.screen()).toContain('! in your editor')
    person.say('!')
    await rest(person, 'agreements.timeOut')
    expect(contractIn(cwd)).toMatchObject({ agreements: { timeOut: 'Tea!\nAnd a walk.' } })
  })

  test('what was saved in an editor that is closed with the window is kept', async () => {
    const VISUAL = editor(`writeFileSync(process.argv[2], 'Tea!\\nAnd a walk.\\n')
      process.kill(process.ppid, 'SIGHUP'); process.kill(process.pid, 'SIGHUP'); setInterval(() => {}, 1000)`)
    const { cwd, person } = await upTo('agreements.timeOut', { env: { VISUAL } })
    person.say('!')
    expect((await person.exit()).code).not.toBe(0)
    expect(draftIn(cwd).typed).toEqual({ id: 'agreements.timeOut', text: 'Tea!\nAnd a walk.' })
  })

  test('and where the editor fails, the talk goes on', async () => {
    const { cwd, person } = await upTo('agreements.timeOut', { env: { VISUAL: editor('process.exit(3)') } })
    person.say('!')
    await person.waitFor('ended with 3')
    await person.asked('Time-out signal')
    person.say('Tea!')
    await rest(person, 'agreements.timeOut')
    expect(contractIn(cwd)).toMatchObject({ agreements: { timeOut: 'Tea!' } })
  })
})

test('a narrower window and back, in the middle of an answer', async () => {
  const { cwd, person } = await upTo('principles.0')
  const long = 'We tell each other bad news on the day we learn it, and good news before that.'
  person.type(long.slice(0, 50))
  await person.waitFor(long.slice(0, 50))
  person.resize(40, 24)
  await person.waitFor(/^\? Principle 1 {2}› We tell each other bad\n news on the day we learn it\n {2}Enter/m)
  person.type(long.slice(50, 60))
  await person.waitFor(/learn it, and good\n {2}Enter/)
  person.resize(80, 24)
  await person.waitFor(new RegExp(`^\\? Principle 1 {2}› ${long.slice(0, 50)}`, 'm'))
  person.type(long.slice(60))
  await person.waitFor(/before that\.\n/)
  person.key('enter')
  await rest(person, 'principles.0')
  expect(contractIn(cwd)).toMatchObject({ principles: [long] })
})

test('names and words in any script', async () => {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  const said = {
    ...shortTalk,
    'partners.a.name': '王小明',
    'partners.b.name': 'Олена Çağlar',
    'principles.0': '我们每天说真话 👩‍👩‍👧 e\u0301 🎉',
  }
  const own = await asksOf('short', said)
  expect(own.map(({ label }) => label)).toContain("王小明's win 1")
  for (const ask of own) await person.answer(ask, said[ask.id as keyof typeof said])
  await person.asked('Everything as you meant it?')
  expect(person.all()).toContain('王小明 and Олена')
  await person.choose('Write the contract')
  expect(await person.exit()).toMatchObject({ code: 0 })
  expect(contractIn(cwd)).toMatchObject({
    partners: { a: { name: '王小明' }, b: { name: 'Олена Çağlar' } },
    principles: ['我们每天说真话 👩‍👩‍👧 e\u0301 🎉'],
  })
})

// Any color or weight, beside the plain ending of one that inquirer writes by itself.
const COLOR = /\x1b\[(?!0?m)[\d;]*m/

test.each([
  ['NO_COLOR=1', { NO_COLOR: '1' }, false],
  ['a usual terminal', {}, true],
  ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, true],
  ['NO_COLOR=1 and FORCE_COLOR=1', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
] as const)('with %s there is color: %s', async (_, env, color) => {
  const { person } = await upTo('agreements.meetings.first', { env })
  person.say('some day')
  await person.waitFor('as a date. Try 31 October')
  person.key('ctrl-c')
  await person.exit()
  expect(COLOR.test(person.raw())).toBe(color)
})

test('--no-color, too', async () => {
  const person = atTerminal(newFolder(), ['--no-color', 'init'])
  await begin(person, 'The short talk')
  await person.asked('First name and surname')
  person.key('ctrl-c')
  await person.exit()
  expect(person.raw()).not.toMatch(COLOR)
})

test.each([
  ['typing replaces it', (person: Person) => person.type('12 May 2031\r'), '2031-05-12'],
  [
    'the arrow keys and backspace edit it',
    (person: Person) => {
      person.key('home')
      person.type('12 May 2031 ')
      for (const _ of 'some day ') person.key('end')
      for (const _ of ' some day') person.key('backspace')
      person.key('enter')
    },
    '2031-05-12',
  ],
] as const)('after a refused answer %s, and the footer says so', async (_, answer, day) => {
  const { cwd, person } = await upTo('agreements.meetings.first')
  person.say('some day')
  await person.waitFor(/› some day\n {2}type to replace it, arrow keys to edit it/)
  answer(person)
  await person.asked('Time of the meeting')
  expect(draftIn(cwd)).toMatchObject({ draft: { agreements: { meetings: { first: day } } } })
})

test('what is needed before signing says so while its line is empty', async () => {
  const { person } = await upTo('principles.0')
  await person.waitFor(/Enter: skip for now \(needed before you can sign\)/)
  person.type('x')
  await person.waitFor(/› x\n {2}Enter: save it/)
  person.key('backspace')
  await person.waitFor(/›\n {2}Enter: skip for now/)
  person.type('<')
  await person.waitFor(/› <\n {2}Enter: back/)
})

test('what was saved in an editor that was killed with the program is in the line the next time', async () => {
  const file = join(newFolder(), 'editor.mjs')
  writeFileSync(
    file,
    `#!${process.execPath}\nimport { writeFileSync } from 'node:fs'\n` +
      `writeFileSync(process.argv[2], 'Tea!\\nAnd a walk.\\n'); process.kill(process.ppid, 'SIGKILL'); process.kill(process.pid, 'SIGKILL')`,
  )
  chmodSync(file, 0o755)
  const { cwd, person } = await upTo('agreements.timeOut', { env: { VISUAL: file, TMPDIR: '/no/such/folder' } })
  person.say('!')
  await person.exit()
  expect(readdirSync(join(cwd, 'partnership/.draft'))).toContainEqual(expect.stringMatching(/^edit-/))
  const again = atTerminal(cwd, ['init'])
  await again.asked('Go on?')
  expect(again.screen()).toContain('What you saved in your editor is in the line again.')
  again.key('enter')
  await again.asked('Time-out signal')
  await again.waitFor('› Tea!⏎And a walk.')
  again.key('enter')
  await rest(again, 'agreements.timeOut')
  expect(contractIn(cwd)).toMatchObject({ agreements: { timeOut: 'Tea!\nAnd a walk.' } })
  expect(existsSync(join(cwd, 'partnership/.draft/init.json'))).toBe(false)
  expect(readdirSync(join(cwd, 'partnership/.draft')).filter(name => name.startsWith('edit-'))).toEqual([])
})
