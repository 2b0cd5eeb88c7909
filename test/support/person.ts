import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Depth } from '../../src/contract/question.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import type { Ask } from '../../src/interview/prompter.ts'
import { type Said, straight, TODAY } from './talks.ts'
import { plainTemplate } from './template.ts'
import { openTerminal, type Screen } from './terminal.ts'

/** Somebody at a terminal where `partner` runs. */
export interface Person extends Screen {
  /** Waits until a question is asked, and nothing after it. */
  asked(label: string): Promise<void>
  /** Types an answer, in place of what stands in the line, and Enter. */
  say(answer: string): void
  /** Types the whole word of a choice, and Enter. */
  pick(name: string): void
  /** Goes to a choice with the arrow keys, and Enter. */
  choose(name: string): Promise<void>
  /** Waits for a question as a scripted talk put it, and answers it by its value. */
  answer(ask: Ask, value: string): Promise<void>
}

/** A new folder, in a repository so that none is offered. */
export function newFolder(): string {
  const repository = mkdtempSync(join(tmpdir(), 'partner-e2e-'))
  mkdirSync(join(repository, '.git'))
  mkdirSync(join(repository, 'here'))
  return join(repository, 'here')
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** What stands in the last rows while somebody is asked, whatever is asked. */
const FOOTER = 'Ctrl-C stops|letters, Enter|< back'

/** Starts `partner` in a folder, at a terminal of 80 columns, far from the settings of whoever runs the tests. */
export function atTerminal(
  cwd: string,
  args: readonly string[],
  { env, ...size }: { env?: Record<string, string>; columns?: number; rows?: number } = {},
): Person {
  const own = {
    TZ: 'Europe/Dublin',
    HOME: tmpdir(),
    GIT_CONFIG_GLOBAL: '/dev/null',
    VISUAL: '',
    EDITOR: '',
  }
  const terminal = openTerminal(process.execPath, [inject('program'), ...args], {
    cwd,
    env: { ...own, ...env },
    ...size,
  })

  /** The rows of the choices on the screen, from the question on. */
  const choices = () => {
    const rows = terminal.screen().split('\n')
    const from = rows.findLastIndex(row => row.startsWith('? ')) + 1
    return rows.slice(from, rows.indexOf('', from))
  }

  const person: Person = {
    ...terminal,
    asked: label =>
      terminal.waitFor(new RegExp(`^\\? ${literally(label)}(?: |$)(?:(?!\\n\\? )[^])*(?:${FOOTER})[^\\n]*$`, 'm')),
    say(answer) {
      terminal.type('\x15')
      terminal.type(answer)
      terminal.key('enter')
    },
    pick(name) {
      terminal.type(name)
      terminal.key('enter')
    },
    async choose(name) {
      for (;;) {
        const rows = choices()
        const here = rows.findIndex(row => row.startsWith('› '))
        const whole = rows.findIndex(row => row.slice(2) === name)
        const there = whole < 0 ? rows.findIndex(row => row.slice(2).startsWith(name)) : whole
        if (there < 0) throw new Error(`${name} is not to be chosen. The screen:\n${terminal.screen()}`)
        if (here === there) break
        terminal.key(here < there ? 'down' : 'up')
        const next = rows[here + Math.sign(there - here)]!.slice(2)
        await terminal.waitFor(new RegExp(`^› ${literally(next)}$`, 'm'))
      }
      terminal.key('enter')
    },
    async answer({ label, choices, row }, value) {
      await person.asked(label)
      const choice = choices?.find(choice => choice.value === value)
      if (choices && !choice) throw new Error(`${value} is no answer to ${label}`)
      if (row) person.pick(choice!.name)
      else if (choice) await person.choose(choice.name)
      else person.say(value)
    },
  }
  return person
}

/** Every question of the talk as these answers lead through it, in order, by what a screen needs to show. */
export async function asksOf(depth: Depth, said: Said): Promise<readonly Ask[]> {
  return (await straight(contractScript({ template: plainTemplate, depth, today: TODAY }), said)).asked
}

/** The first screen of `partner init`, up to the first question. */
export async function begin(person: Person, talk: 'The short talk' | 'The full talk'): Promise<void> {
  await person.asked('Which kind of contract?')
  await person.choose('pair')
  await person.asked('How much of it today?')
  await person.choose(talk)
}
