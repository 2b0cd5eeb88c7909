import { describe, expect, it } from 'vitest'
import { commandIn } from '../../src/interview/screen.ts'

describe('a line that is a command', () => {
  it.each([
    ['<', '', 'back'],
    ['<', 'Ana', 'back'],
    ['?', 'Ana', 'why'],
    ['Ana<', 'Ana', 'back'],
    ['Ana=', 'Ana', 'list'],
    ['Ana <', 'Ana', 'back'],
    ['Tea ?', 'Tea', 'why'],
    ['Red card !', 'Red card', 'editor'],
  ] as const)('%j over %j is %s', (line, prefill, name) => {
    expect(commandIn(line, prefill)?.name).toBe(name)
  })

  it.each([
    ['Tea?', 'Tea'],
    ['Done!', 'Done'],
    ['Ana<', ''],
    ['Anna<', 'Ana'],
    ['', ''],
    ['Ana', 'Ana'],
  ])('%j over %j is an answer', (line, prefill) => {
    expect(commandIn(line, prefill)).toBeUndefined()
  })
})
