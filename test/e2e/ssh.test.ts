import { chmodSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { fingerprintOf, newKey, PASSPHRASE } from '../support/keys.ts'
import { openTerminal, type Screen } from '../support/terminal.ts'
import { squash } from '../support/visible.ts'
import { smallPartnership, type World } from '../support/world.ts'

const key = newKey('locked', '-t', 'ed25519', '-N', PASSPHRASE)

const signAtTerminal = (world: World) =>
  openTerminal(process.execPath, [inject('program'), 'sign', '--as', 'a', '--ssh-key', key], {
    cwd: world.cwd,
    env: { SSH_AUTH_SOCK: undefined, SSH_ASKPASS: undefined },
    rows: 40,
  })

test('at a terminal ssh-keygen asks for the passphrase itself, after the name was typed', async () => {
  const world = await smallPartnership()
  const screen = signAtTerminal(world)
  await screen.waitFor("Ana's name")
  screen.type('Ana Reyes\r')
  await screen.waitFor('Enter passphrase')
  screen.type(`${PASSPHRASE}\r`)
  expect(await screen.exit()).toEqual({ code: 0, signal: 0 })
  expect(screen.all()).toContain(`Your key: ${fingerprintOf(key)}`)
  expect(squash(screen.all())).toContain('and ssh-keygen has verified it')
  expect(screen.raw()).not.toContain(PASSPHRASE)
  expect(world.names('partnership/signatures')).toHaveLength(2)
})

test.each<[instead: string, act: (screen: Screen) => void, code: number, words: string]>([
  ['a wrong passphrase', screen => screen.type('wrong\r'), 1, 'That is not the passphrase'],
  ['Ctrl-C instead of a passphrase', screen => screen.key('ctrl-c'), 130, 'ssh-keygen was stopped'],
  ['a shutdown while the passphrase is asked for', screen => screen.kill('SIGTERM'), 130, 'ssh-keygen was stopped'],
  ['a closed window while it is asked for', screen => screen.kill('SIGHUP'), 130, 'ssh-keygen was stopped'],
])('%s writes nothing, and leaves nobody waiting', async (_, act, code, words) => {
  const world = await smallPartnership()
  const screen = signAtTerminal(world)
  await screen.waitFor("Ana's name")
  screen.type('Ana Reyes\r')
  await screen.waitFor('Enter passphrase')
  act(screen)
  expect(await screen.exit()).toEqual({ code, signal: 0 })
  expect(squash(screen.all())).toContain(words)
  expect(world.names('partnership')).not.toContain('versions')
  expect(world.names('partnership')).not.toContain('signatures')
})

/** A program in place of ssh-keygen: it signs no better, but it can be as deaf as one wishes. */
function fakeKeygen(world: World, asks: string): string {
  world.write('bin/ssh-keygen', `#!/bin/sh\ncase "$*" in *-f*) ;; *) exit 255;; esac\n${asks}\n`)
  chmodSync(world.path('bin/ssh-keygen'), 0o755)
  return `${world.path('bin')}:${process.env.PATH}`
}

const ASKS = 'echo Enter passphrase > /dev/tty\nwhile :; do sleep 0.1; done'

test.each<[what: string, asks: string]>([
  ['forgets the first signal, as it does right after its question', `trap 'trap - TERM INT' TERM INT\n${ASKS}`],
  ['has started another program that lives on', `sleep 300 &\n${ASKS}`],
])('ssh-keygen is ended where it %s', async (_, asks) => {
  const world = await smallPartnership()
  const screen = openTerminal(
    process.execPath,
    [inject('program'), 'sign', '--as', 'a', '--name', 'Ana', '--ssh-key', key],
    { cwd: world.cwd, env: { SSH_AUTH_SOCK: undefined, SSH_ASKPASS: undefined, PATH: fakeKeygen(world, asks) } },
  )
  await screen.waitFor('Enter passphrase')
  screen.kill('SIGTERM')
  expect(await screen.exit()).toEqual({ code: 130, signal: 0 })
  expect(squash(screen.all())).toContain('ssh-keygen was stopped. Nothing was written.')
  expect(world.names('partnership')).not.toContain('signatures')
})

test('where nobody can be asked, it refuses at once instead of waiting at the terminal it was started from', async () => {
  const world = await smallPartnership()
  const screen = openTerminal(
    'sh',
    ['-c', '"$0" "$1" sign --as a --name Ana --ssh-key "$2" < /dev/null', process.execPath, inject('program'), key],
    { cwd: world.cwd, env: { SSH_AUTH_SOCK: undefined, SSH_ASKPASS: undefined } },
  )
  expect(await screen.exit()).toEqual({ code: 2, signal: 0 })
  expect(squash(screen.all())).toContain('is protected by a passphrase, and there is no terminal')
  expect(world.names('partnership')).not.toContain('signatures')
})
