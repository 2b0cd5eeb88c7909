import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { contractIn, draftIn } from '../support/folder.ts'
import { atTerminal, newFolder } from '../support/person.ts'
import { SMALL } from '../support/world.ts'

/** A folder with the small contract, signed by Ana. */
function signed(): string {
  const cwd = newFolder()
  const partner = (...argv: string[]) =>
    execFileSync(process.execPath, [inject('program'), ...argv], { cwd, stdio: 'pipe' })
  writeFileSync(join(cwd, 'answers.json'), JSON.stringify(SMALL))
  partner('init', '--from', 'answers.json')
  partner('sign', '--as', 'a', '--name', 'Ana Reyes')
  return cwd
}

test('a section is changed at a terminal, stopped, gone on with, and written as the next version', async () => {
  const cwd = signed()
  const first = atTerminal(cwd, ['amend', '--by', 'a'])
  await first.asked('What do you want to change?')
  await first.choose('Why we do this together')
  await first.asked('Purpose')
  first.say('Work we chose')
  await first.asked('Why')
  first.key('ctrl-c')
  expect(await first.exit()).toEqual({ code: 130, signal: 0 })
  expect(first.screen()).toContain('Stopped at "Why"')
  expect(draftIn(cwd, 'amend-a').draft.purpose).toBe('Work we chose')
  expect(contractIn(cwd)).toMatchObject({ version: 1 })

  const second = atTerminal(cwd, ['amend', '--by', 'a'])
  await second.asked('Go on?')
  await second.choose('Go on where it stopped')
  await second.asked('Why')
  second.say('It was missing')
  await second.asked('Write it as version 2?')
  expect(second.screen()).toContain('Work we chose')
  await second.choose('Write it')
  expect(await second.exit()).toEqual({ code: 0, signal: 0 })
  expect(contractIn(cwd)).toMatchObject({
    version: 2,
    purpose: 'Work we chose',
    changes: [{ version: 2, by: 'a', sections: ['purpose'], why: 'It was missing' }],
  })
})

test("the partner's word is asked for by name where a goal of theirs is changed", async () => {
  const cwd = signed()
  const wins = { ...SMALL.wins, a: [{ id: 'a1', text: 'Two case studies' }] }
  writeFileSync(join(cwd, 'said.json'), JSON.stringify({ wins }))
  const person = atTerminal(cwd, ['amend', '--from', 'said.json', '--by', 'b', '--why', 'Too many', '--yes'])
  await person.waitFor('Ana, is this change of your goal what you want?')
  person.pick('yes, Ana wants it')
  expect(await person.exit()).toEqual({ code: 0, signal: 0 })
  expect(contractIn(cwd)).toMatchObject({ version: 2, changes: [{ by: 'b', confirmedBy: ['a'] }] })
})
