import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { describe, expect, inject, it } from 'vitest'
import { placeIn } from '../../src/commands/completion/completing.ts'
import type { Entry } from '../../src/commands/index.ts'
import { COMMANDS } from '../../src/commands/index.ts'
import { needs } from '../support/needs.ts'
import { openTerminal, type Screen } from '../support/terminal.ts'
import { must, newWorld, signedPartnership, type World } from '../support/world.ts'

/** What is offered for the last of these words, with what is said of it. */
async function offered(world: World, words: readonly string[], shell = 'zsh'): Promise<Record<string, string>> {
  const { out } = await must(world.run('completion', shell, '--', ...words))
  return Object.fromEntries(
    out
      .split('\n')
      .filter(Boolean)
      .map(line => line.split('\t') as [string, string]),
  )
}
const names = async (...words: string[]) => Object.keys(await offered(newWorld(), words))

describe('what may follow', () => {
  it('is every command, with what it does', async () => {
    const all = await offered(newWorld(), [''])
    for (const { name, summary } of COMMANDS) expect(all).toMatchObject({ [name]: summary })
  })

  it.each<[words: string[], found: string[]]>([
    [['si'], ['sign']],
    [['help', 'ren'], ['render']],
    [['--dir', 'sign', 'rol'], ['roles']],
    [['sign', '--a'], ['--as']],
    [['sign', '--as', 'a', '--a'], []],
    [['sign', '--name', '--as', '--da'], ['--date']],
    [
      ['--yes', 'sign', '--as', ''],
      ['a', 'b'],
    ],
    [['sign', '--as=b'], ['--as=b']],
    [
      ['sign', '--as='],
      ['--as=a', '--as=b'],
    ],
    [
      ['schema', ''],
      ['contract', 'card', 'checkin', 'settings', 'timeout', 'update'],
    ],
    [['schema', 'card', ''], []],
    [['completion', 'z'], ['zsh']],
    [['init', '--from', ''], [':files']],
    [['init', ''], [':folders']],
    [['status', '--dir', ''], [':folders']],
    [
      ['init', '--template', 'p'],
      ['pair', 'peers', ':files'],
    ],
    [['no-such-command', ''], []],
    [['no-such-command', '--d'], ['--dir']],
    [
      ['sign', "it's", '$(reboot)', '--as', ''],
      ['a', 'b'],
    ],
  ])('%j: %j', async (words, found) => {
    expect(await names(...words)).toEqual(found)
  })

  it('in bash, which takes the = for a word', async () => {
    const world = newWorld()
    expect(Object.keys(await offered(world, ['sign', '--as', '='], 'bash'))).toEqual(['a', 'b'])
    expect(Object.keys(await offered(world, ['sign', '--as', '=', 'b'], 'bash'))).toEqual(['b'])
  })

  it('names people, versions and goals as they are named in the folder', async () => {
    const world = await signedPartnership()
    expect(await offered(world, ['sign', '--as', ''])).toEqual({ a: 'Ana', b: 'Ben' })
    expect(await offered(world, ['diff', ''])).toEqual({ 1: 'version 1', now: 'partnership/contract.yaml' })
    expect(await offered(newWorld(), ['status', '--dir', world.path('partnership'), '--as', ''])).toEqual({})
    expect(await offered(newWorld(), ['--dir', world.path('partnership'), 'sign', '--as', ''])).toMatchObject({
      a: 'Ana',
    })
  })

  it('is known from the words in help, for sections and goals too', async () => {
    const option = { flags: '--goal <goal>', says: 'one goal' }
    const fake = {
      name: 'fake',
      summary: '',
      first: false,
      load: async () => ({ arguments: '[section]', options: [option] }),
    }
    const list = [fake as unknown as Entry]
    expect(await placeIn(['fake', '--goal', 'w'], list)).toMatchObject({ word: 'w', kind: 'goal' })
    expect(await placeIn(['fake', 'wi'], list)).toMatchObject({ word: 'wi', kind: 'section' })
  })

  it('is nothing, and no error, where the folder cannot be read', async () => {
    const world = await signedPartnership()
    world.write('partnership/contract.yaml', 'format: partner/1\n\t')
    expect(await offered(world, ['sign', '--as', ''])).toEqual({ a: 'Partner A', b: 'Partner B' })
    expect(await offered(world, ['diff', ''])).toEqual({})
  })
})

it.each([
  [[], 'For which shell?'],
  [['csh'], 'There is no completion for "csh".'],
])('completion %j is wrong use', async (argv, words) => {
  const { code, out, err } = await newWorld().run('completion', ...argv)
  expect(err).toContain(words)
  expect({ code, out }).toEqual({ code: 2, out: '' })
})

/** A signed partnership, and a folder for the search path with `partner` and nothing else in it. */
async function withProgram(): Promise<{ world: World; env: Record<string, string> }> {
  const world = await signedPartnership()
  world.write('our story.yaml', '')
  world.write('bin/partner', `#!/bin/sh\nexec '${process.execPath}' '${inject('program')}' "$@"\n`)
  chmodSync(world.path('bin/partner'), 0o755)
  return { world, env: { PATH: `${world.path('bin')}:${process.env.PATH}`, HOME: world.cwd, PS1: '$ ' } }
}

const SHELLS = {
  bash: { args: ['--norc', '--noprofile', '-i'], setUp: 'source <(partner completion bash)' },
  zsh: { args: ['-f', '-i'], setUp: "PS1='$ '; autoload -U compinit; compinit -u; source <(partner completion zsh)" },
} as const

describe.each(['bash', 'zsh'] as const)('in %s', shell => {
  needs(shell)

  /** A terminal with the shell in it, and Tab set up. */
  async function atShell(): Promise<{
    world: World
    screen: Screen
    tab(line: string, then: string | RegExp): Promise<void>
  }> {
    const { world, env } = await withProgram()
    const { args, setUp } = SHELLS[shell]
    const screen = openTerminal(shell, args, { cwd: world.cwd, env })
    await screen.waitFor(/[$%#] *$/)
    screen.type(`${setUp}; clear; echo rea''dy\r`)
    // A key before the prompt would be drawn over.
    await screen.waitFor(/^ready\n\$$/m)
    return {
      world,
      screen,
      async tab(line, then) {
        screen.type('\x15')
        screen.type(line)
        screen.key('tab')
        await screen.waitFor(then)
      },
    }
  }

  it('Tab finishes commands, options, values and the names of files', async () => {
    const { tab } = await atShell()
    await tab('partner si', /\$ partner sign$/m)
    await tab('partner sign --na', '$ partner sign --name')
    await tab('partner sign --name "Ana R" --ssh', '--ssh-key')
    await tab('partner init --template ca', '--template career')
    await tab('partner init --from our', '--from our\\ story.yaml')
    await tab('partner schema ch', '$ partner schema checkin')
  })

  it('Tab twice shows what there is to choose from', async () => {
    const { screen, tab } = await atShell()
    await tab('partner sign --as ', /partner sign --as/)
    screen.key('tab')
    await screen.waitFor(shell === 'zsh' ? /a +-- Ana/ : /^a +b/m)
  })

  it('runs nothing that stands on the line', async () => {
    const { world, tab } = await atShell()
    await tab('partner sign --name "$(touch hurt)" --a', '--as')
    expect(world.names('.')).not.toContain('hurt')
  })
})

it('in fish, Tab finishes commands and values', async () => {
  needs('fish')
  const { world, env } = await withProgram()
  const fish = (line: string) =>
    execFileSync('fish', ['--no-config', '-c', `partner completion fish | source; complete -C '${line}'`], {
      cwd: world.cwd,
      env,
      encoding: 'utf8',
    })
  expect(fish('partner si')).toContain('sign\tagree to this version')
  expect(fish('partner sign --as ')).toBe('a\tAna\nb\tBen\n')
  expect(fish('partner init --from our')).toContain('our story.yaml')
})

it('each script says where it goes', async () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { out } = await must(newWorld().run('completion', shell))
    expect(out).toContain(`partner completion ${shell}`)
  }
})
