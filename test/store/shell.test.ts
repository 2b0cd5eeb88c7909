import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { commitMessage, isShellSafe, shellWord } from '../../src/store/shell.ts'
import { needs } from '../support/needs.ts'
import { newWorld } from '../support/world.ts'

/** Names with which a line would run something in one shell or another, or be read as another word. */
const NAMES = [
  "x\\'; touch owned; #",
  "O'Neill' & touch owned & '",
  '$(touch owned)',
  '`touch owned`',
  '%COMSPEC% /c echo > owned',
  '!touch owned!',
  '“; touch owned”',
  '‘; touch owned; ‘',
  'a\u02bc; touch owned; \u02ba',
  'a \u01c0 touch owned',
  'a | touch owned > owned < x',
  '^& touch owned',
  '(touch owned)',
  'a\ntouch owned\r\nx',
  '{touch,owned}',
  '~root *? [a] =ls',
  '--exec=touch owned',
  '@args',
]

describe('a commit message', () => {
  it.each(NAMES)('of %j has letters, digits, spaces and .,:_- alone', name => {
    const message = commitMessage(`${name}: version 1 signed`)
    expect(message).toMatch(/^[\p{L}\p{M}\p{Nd} .,:_-]+$/u)
    expect(message).not.toMatch(/[\u01c0-\u01c3\u02b0-\u02ff]|\u0300|^[ -]| {2}/)
    expect(message).toContain('version 1 signed')
  })

  it.each([
    ['Ana and Ben: version 1 signed', 'Ana and Ben: version 1 signed'],
    ["Ana O'Neill and Hân: version 2 signed", 'Ana ONeill and Hân: version 2 signed'],
    ['李雷 and वैष्णवी: version 1 signed', '李雷 and वैष्णवी: version 1 signed'],
    ['Ana 🎨 (she/her): version 1, declined', 'Ana she her: version 1, declined'],
  ])('of %j reads as %j', (text, message) => {
    expect(commitMessage(text)).toBe(message)
  })
})

describe('a path in a command', () => {
  it.each([
    ['partnership/contract.yaml', 'partnership/contract.yaml'],
    ['../Ana and Ben', "'../Ana and Ben'"],
    ['../Hân', '../Hân'],
    ['He\u0301le\u0300ne', 'He\u0301le\u0300ne'],
    ['./-x', './-x'],
    ['node_modules/@x/bin', 'node_modules/@x/bin'],
  ])('%s is printed as %s', (path, word) => {
    expect(shellWord(path, 'FOLDER')).toBe(word)
  })

  it.each([...NAMES, '', '-x', '@x', "it's", 'a;b', 'a&b', 'a=b', 'C:\\x'])('%j is not printed', path => {
    expect(shellWord(path, 'FOLDER')).toBe('FOLDER')
    expect(isShellSafe(path)).toBe(false)
  })
})

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', shell => {
  it('a line with any of these names prints what it says, and runs nothing', () => {
    needs(shell)
    const world = newWorld()
    for (const name of NAMES) {
      const message = commitMessage(`${name}: version 1`)
      const word = shellWord(name, 'FOLDER')
      const said = execFileSync(shell, ['-c', `printf '%s|%s' ${word} '${message}'`], {
        cwd: world.cwd,
        encoding: 'utf8',
      })
      expect(said).toBe(`FOLDER|${message}`)
    }
    expect(world.names('.')).toEqual([])
  })
})
