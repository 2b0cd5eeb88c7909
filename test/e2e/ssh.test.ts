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
  expect(await screen.exit).toEqual({ code: 0, signal: 0 })
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
  expect(await screen.exit).toEqual({ code, signal: 0 })
  expect(squash(screen.all())).toContain(words)
  expect(world.names('partnership')).not.toContain('versions')
  expect(world.names('partnership')).not.toContain('signatures')
})

test('where nobody can be asked, it refuses at once instead of waiting at the terminal it was started from', async () => {
  const world = await smallPartnership()
  const screen = openTerminal(
    'sh',
    ['-c', '"$0" "$1" sign --as a --name Ana --ssh-key "$2" < /dev/null', process.execPath, inject('program'), key],
    { cwd: world.cwd, env: { SSH_AUTH_SOCK: undefined, SSH_ASKPASS: undefined } },
  )
  expect(await screen.exit).toEqual({ code: 2, signal: 0 })
  expect(squash(screen.all())).toContain('is protected by a passphrase, and there is no terminal')
  expect(world.names('partnership')).not.toContain('signatures')
})
