import { test } from 'vitest'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { atTerminal, newFolder } from '../support/person.ts'
import { plainTemplate } from '../support/template.ts'
import { shortTalk, straight, TODAY } from '../support/talks.ts'
test('look', async () => {
  const { asked } = await straight(contractScript({ template: plainTemplate, depth: 'short', today: TODAY }), shortTalk)
  const cwd = newFolder()
  const t0 = Date.now()
  const person = atTerminal(cwd, ['init'])
  await person.asked('Who are you?')
  console.log(person.screen())
  await person.choose('pair')
  await person.asked('How much of it today?')
  await person.choose('The short talk')
  for (const ask of asked) await person.answer(ask, shortTalk[ask.id]!)
  await person.asked('Everything as you meant it?')
  await person.choose('Write the contract')
  console.log(await person.exit)
  console.log(Date.now() - t0)
  console.log(person.all())
})
