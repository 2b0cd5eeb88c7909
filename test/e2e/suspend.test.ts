import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { draftIn } from '../support/folder.ts'
import { newFolder } from '../support/person.ts'
import { openTerminal } from '../support/terminal.ts'

/** An interactive shell in a new folder, with job control, in which `partner` can be suspended. */
function shell(env: Record<string, string> = {}) {
  const cwd = newFolder()
  const terminal = openTerminal('bash', ['--norc', '--noprofile', '-i'], {
    cwd,
    env: {
      PS1: 'shell> ',
      TZ: 'Europe/Dublin',
      HOME: cwd,
      HISTFILE: '',
      GIT_CONFIG_GLOBAL: '/dev/null',
      VISUAL: '',
      EDITOR: '',
      ...env,
    },
  })
  const start = async () => {
    await terminal.waitFor('shell>')
    terminal.type(`'${process.execPath}' '${inject('program')}' init\r`)
    await terminal.waitFor('? Which kind of contract?')
    await terminal.waitFor(/letters, Enter/)
  }
  /** Up to the first question of the short talk. */
  const begin = async () => {
    await start()
    terminal.type('pair\r')
    await terminal.waitFor(/\? How much of it today\?[\s\S]*letters, Enter/)
    terminal.type('the short\r')
    await terminal.waitFor(/\? First name and surname {2}›/)
    await terminal.waitFor(/Ctrl-C stops/)
  }
  const suspend = async () => {
    terminal.type('\x1a')
    await terminal.waitFor(/Stopped[^\n]*\n(?:[^\n]*\n)*shell>$/)
  }
  const resume = async (question: RegExp) => {
    terminal.type('clear; fg\r')
    await terminal.waitFor(question)
  }
  return { ...terminal, cwd, start, begin, suspend, resume }
}

const typed = (cwd: string) => (draftIn(cwd) as { typed?: unknown }).typed

describe('Ctrl-Z', () => {
  test('suspends at a line; the half is in the draft, and fg shows it again, as often as you like', async () => {
    const terminal = shell()
    await terminal.begin()
    terminal.type('Ana R')
    await terminal.waitFor('› Ana R')
    await terminal.suspend()
    expect(typed(terminal.cwd)).toMatchObject({ text: 'Ana R' })
    const raw = terminal.raw()
    expect(raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(-1)
    expect(raw.lastIndexOf('\x1b[?25h')).toBeGreaterThan(raw.lastIndexOf('\x1b[?25l'))
    // The terminal is as a shell wants it: what is typed shows, and line ends are line ends.
    terminal.type('echo it $((1+1)) works\r')
    await terminal.waitFor('it 2 works')
    await terminal.resume(/\? First name and surname {2}› Ana R\n/)
    terminal.type('ey')
    await terminal.waitFor('› Ana Rey\n')
    terminal.resize(46, 24)
    await terminal.suspend()
    terminal.resize(60, 20)
    expect(typed(terminal.cwd)).toMatchObject({ text: 'Ana Rey' })
    await terminal.resume(/\? First name and surname {2}› Ana Rey\n/)
    terminal.type('es\r')
    await terminal.waitFor('› Ana Reyes\n')
    await terminal.waitFor(/\? (?!First name and surname {2}› Ana Reyes)[^\n]*›\s*\n {2}\S/)
    terminal.key('ctrl-c')
    await terminal.waitFor(/saved in[\s\S]*shell>$/)
  })

  test('leaves the question on the screen once, and fg draws it once more below what the shell says', async () => {
    const terminal = shell()
    await terminal.begin()
    for (const times of [1, 2]) {
      if (times === 1) terminal.type('Ana R')
      await terminal.waitFor('› Ana R')
      await terminal.suspend()
      expect(terminal.all().match(/› Ana R$/gm)).toHaveLength(times)
      expect(terminal.all()).not.toMatch(/Stopped[^\n]*saved/)
      terminal.type('fg\r')
      await terminal.waitFor(/fg\n[^\n]*\n[\s\S]*› Ana R\n/)
    }
    // What would be drawn twice comes at once.
    terminal.type('eyes\r')
    await terminal.waitFor('The other partner')
    expect(terminal.all().match(/› Ana R$/gm)).toHaveLength(2)
    expect(terminal.all().match(/^ *Who we are$/gm)).toHaveLength(4)
  })

  test('suspends at choices, and they are there again', async () => {
    const terminal = shell()
    await terminal.start()
    terminal.key('down')
    await terminal.suspend()
    await terminal.resume(/\? Which kind of contract\?\n[\s\S]*letters, Enter/)
    terminal.type('pair\r')
    await terminal.waitFor('? How much of it today?')
    terminal.key('ctrl-c')
    await terminal.waitFor(/shell>$/)
    expect(existsSync(join(terminal.cwd, 'partnership', 'contract.yaml'))).toBe(false)
  })
})
