import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { filesIn } from '../support/folder.ts'
import { atTerminal, newFolder } from '../support/person.ts'
import { SMALL } from '../support/world.ts'

/** A folder with the small contract, for which the first meeting was agreed long ago. */
function begun(): string {
  const cwd = newFolder()
  writeFileSync(join(cwd, 'answers.json'), JSON.stringify(SMALL))
  execFileSync(process.execPath, [inject('program'), 'init', '--from', 'answers.json'], { cwd, stdio: 'pipe' })
  return cwd
}

test('a session that was missed is told at a terminal, stopped, gone on with, and written', async () => {
  const cwd = begun()
  const first = atTerminal(cwd, ['checkin', '--missed', '--as', 'a'])
  await first.asked('The day')
  expect(first.screen()).toContain('Enter: Monday 19 January')
  first.key('enter')
  await first.asked('In the way')
  first.type('A fever')
  await first.waitFor('› A fever')
  first.key('ctrl-c')
  expect(await first.exit()).toEqual({ code: 130, signal: 0 })

  const second = atTerminal(cwd, ['checkin', '--missed', '--as', 'a'])
  await second.asked('Go on?')
  await second.choose('Go on')
  await second.asked('In the way')
  await second.waitFor('› A fever')
  second.key('enter')
  await second.asked('Could not come')
  await second.choose('Ana and Ben')
  await second.asked('Instead')
  second.say('21 January 2026')
  expect(await second.exit()).toEqual({ code: 0, signal: 0 })
  expect(second.screen()).toContain('Again on  Wednesday 21 January')
  const written = readFileSync(join(cwd, 'partnership/checkins/2026-01-19-a.yaml'), 'utf8')
  for (const words of ['held: false', 'reason: A fever', 'rescheduledTo: "2026-01-21"'])
    expect(written).toContain(words)
})

test('a time-out is told at a terminal in two answers, and answered when the talk took place', async () => {
  const cwd = begun()
  const pause = atTerminal(cwd, ['timeout'])
  await pause.asked('Who gives the sign')
  expect(pause.screen()).toContain('You agreed on a sign: Tea?')
  await pause.choose('Ben')
  await pause.asked('To remember')
  pause.key('enter')
  expect(await pause.exit()).toEqual({ code: 0, signal: 0 })
  const talked = atTerminal(cwd, ['timeout', '--resolve'])
  expect(await talked.exit()).toEqual({ code: 0, signal: 0 })
  expect(talked.screen()).toContain('about the time-out of Ben')
  expect(filesIn(cwd).filter(name => name.startsWith('timeouts/'))).toHaveLength(2)
})
