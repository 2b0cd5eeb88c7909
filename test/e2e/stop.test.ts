import { expect, test } from 'vitest'
import { contractIn, draftIn, filesIn } from '../support/folder.ts'
import { asksOf, atTerminal, begin, newFolder, type Person } from '../support/person.ts'
import { shortTalk } from '../support/talks.ts'

const asks = await asksOf('short', shortTalk)
const goOn = 'Go on at'

/** Answers the questions from one place to another and waits for the next one. */
async function answered(person: Person, from: number, to: number): Promise<void> {
  for (const ask of asks.slice(from, to)) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked(asks[to]!.label)
}

/** Goes on with a stopped talk from a place to its end, and writes the contract. */
async function finished(cwd: string, from: number, typed: string): Promise<void> {
  const person = atTerminal(cwd, ['init'])
  await person.asked('Go on?')
  await person.choose(`${goOn} "${asks[from]!.label}"`)
  await person.asked(asks[from]!.label)
  await person.waitFor(new RegExp(`${asks[from]!.label} {2}›${typed && ` ${typed}`}\n`))
  for (const ask of asks.slice(from)) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  expect(await person.exit()).toMatchObject({ code: 0 })
}

async function uninterrupted(): Promise<unknown> {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  for (const ask of asks) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  expect(await person.exit()).toMatchObject({ code: 0 })
  return contractIn(cwd)
}

test('Ctrl-C before the first answer leaves nothing behind', async () => {
  const cwd = newFolder()
  for (const label of ['Which kind of contract?', 'How much of it today?']) {
    const person = atTerminal(cwd, label === 'Which kind of contract?' ? ['init'] : ['init', '--template', 'pair'])
    await person.asked(label)
    person.key('ctrl-c')
    expect(await person.exit()).toEqual({ code: 130, signal: 0 })
    expect(person.screen()).toContain('Nothing was written.')
  }
  expect(filesIn(cwd)).toEqual([])
})

test('stopped with Ctrl-C at every question, the talk ends in the contract of an uninterrupted one', async () => {
  const cwd = newFolder()
  for (const [place, ask] of asks.entries()) {
    const person = atTerminal(cwd, ['init'])
    if (place === 0) await begin(person, 'The short talk')
    else {
      const before = asks[place - 1]!
      await person.asked('Go on?')
      await person.choose(`${goOn} "${before.label}"`)
      await person.asked(before.label)
      if (!before.choices) await person.waitFor('› half a thou\n')
      await person.answer(before, shortTalk[before.id]!)
    }
    await person.asked(ask.label)
    if (!ask.choices) {
      person.type('half a thou')
      await person.waitFor('› half a thou')
    }
    person.key('ctrl-c')
    expect(await person.exit(), ask.label).toEqual({ code: 130, signal: 0 })
    const answers = ['What you typed is', 'Your one answer is'][place] ?? `Your ${place} answers are`
    const shown = person.screen().replace(/\s+/g, '')
    const said = `Stopped at "${ask.label}". ${answers} saved in partnership/.draft Go on any time: partner init`
    expect(shown.endsWith(said.replace(/\s+/g, '')), person.screen()).toBe(true)
    expect(filesIn(cwd)).toEqual(['.draft', '.draft/.gitignore', '.draft/init.json'])
  }
  await finished(cwd, asks.length - 1, 'half a thou')
  expect(contractIn(cwd)).toEqual(await uninterrupted())
})

test.each([
  ['SIGTERM', 130, 'half a thou'],
  ['SIGHUP', 130, 'half a thou'],
  ['SIGKILL', 0, ''],
] as const)('%s leaves a draft that goes on at the very question', async (signal, code, typed) => {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  await answered(person, 0, 5)
  person.type('half a thou')
  await person.waitFor('› half a thou')
  person.kill(signal)
  expect(await person.exit()).toEqual({ code, signal: signal === 'SIGKILL' ? 9 : 0 })
  expect(filesIn(cwd)).toEqual(['.draft', '.draft/.gitignore', '.draft/init.json'])
  expect(draftIn(cwd).trail).toHaveLength(5)
  await finished(cwd, 5, typed)
})

test('starting over keeps the old draft', async () => {
  const cwd = newFolder()
  const person = atTerminal(cwd, ['init'])
  await begin(person, 'The short talk')
  await answered(person, 0, 2)
  person.key('ctrl-c')
  await person.exit()
  const again = atTerminal(cwd, ['init'])
  await again.asked('Go on?')
  await again.choose('Start over')
  await begin(again, 'The short talk')
  await answered(again, 0, 1)
  again.key('ctrl-c')
  expect(await again.exit()).toMatchObject({ code: 130 })
  expect(again.screen()).toContain('Your one answer is saved')
  expect(filesIn(cwd).filter(name => /^\.draft\/init-.+\.json$/.test(name))).toHaveLength(1)
})

test('a check-in that was stopped goes on where it stopped', async () => {
  const cwd = newFolder()
  const init = atTerminal(cwd, ['init'])
  await begin(init, 'The short talk')
  for (const ask of asks) await init.answer(ask, shortTalk[ask.id]!)
  await init.asked('Everything as you meant it?')
  await init.choose('Write the contract')
  await init.exit()
  const early = atTerminal(cwd, ['checkin', '--as', 'a'])
  await early.asked('Is that right')
  early.key('ctrl-c')
  expect(await early.exit()).toEqual({ code: 130, signal: 0 })
  expect(early.screen()).toContain('Nothing was written.')
  const person = atTerminal(cwd, ['checkin', '--as', 'a'])
  await person.asked('Is that right')
  person.pick('yes')
  await person.asked('Step 1 of 2')
  person.pick('not done')
  await person.asked('Ana: when I miss')
  person.say('Ask me why.')
  await person.asked('Step 1 of 2: learned')
  person.type('Storm')
  await person.waitFor('› Storm')
  person.key('ctrl-c')
  expect(await person.exit()).toEqual({ code: 130, signal: 0 })
  expect(person.screen()).toContain('Stopped at "Step 1 of 2: learned". What you said is saved in partnership/.draft')
  expect(person.screen()).toContain('partner checkin --as a')
  const again = atTerminal(cwd, ['checkin', '--as', 'a'])
  await again.asked('Go on?')
  await again.choose('Go on')
  await again.asked('Step 1 of 2: learned')
  await again.waitFor('› Storm\n')
  again.key('ctrl-c')
  await again.exit()
  expect(filesIn(cwd).filter(name => name.startsWith('checkins'))).toEqual([])
})
