import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { atTerminal, newFolder } from '../support/person.ts'
import { SMALL } from '../support/world.ts'

test('what one prepared alone stands in the line when both meet, and Enter keeps it', async () => {
  const cwd = newFolder()
  writeFileSync(join(cwd, 'answers.json'), JSON.stringify(SMALL))
  execFileSync(process.execPath, [inject('program'), 'init', '--from', 'answers.json'], { cwd, stdio: 'pipe' })

  const alone = atTerminal(cwd, ['prepare', '--as', 'a'])
  await alone.asked('Step 1 of 1')
  expect(alone.screen()).toContain('Ben can read this.')
  alone.pick('not done')
  await alone.asked('Step 1 of 1: learned')
  alone.say('Storm; ask the day before')
  for (const goal of ['Both in a job we chose', 'Three case studies']) {
    await alone.asked(goal)
    alone.pick('moved on')
  }
  for (const [label, answer] of [
    ['What went well for Ana', 'I asked a stranger'],
    ["In Ana's way", ''],
    ['Topics', '1, the move'],
    ["Ana's idea", ''],
    ["Ana's answer", 'The mornings'],
    ['What Ana needs', 'Ten minutes'],
  ] as const) {
    await alone.asked(label)
    alone.say(answer)
  }
  expect(await alone.exit()).toEqual({ code: 0, signal: 0 })
  expect(alone.screen()).toContain('partner checkin, when you meet')

  const together = atTerminal(cwd, ['checkin', '--as', 'b'])
  await together.asked('Is that right')
  expect(together.screen()).toContain('Ana needs from Ben: Ten minutes')
  together.key('enter')
  await together.asked('Step 1 of 2')
  expect(together.screen()).toContain('› not done')
  together.key('enter')
  await together.asked('Ana: when I miss')
  together.key('enter')
  await together.asked('Step 1 of 2: learned')
  await together.waitFor('› Storm; ask the day before')
  together.key('enter')
  await together.asked('Step 1 of 2: now')
  together.key('ctrl-c')
  expect(await together.exit()).toEqual({ code: 130, signal: 0 })
  const kept = JSON.parse(readFileSync(join(cwd, 'partnership/.draft/checkin-b.json'), 'utf8'))
  expect(kept.draft).toMatchObject({ wins: { a: 'I asked a stranger' }, topics: ['Goal progress', 'the move'] })
})
