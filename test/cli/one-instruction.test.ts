import { beforeAll, describe, expect, it } from 'vitest'
import { checked, FOLDER } from '../support/checked.ts'
import { squash } from '../support/visible.ts'
import { must, session, signedPartnership, type World } from '../support/world.ts'

const FILES = [
  'contract.yaml',
  'checkins/2026-01-19-a.yaml',
  'partners/a.yaml',
  'settings.yaml',
  'updates/2026-04-27-a.yaml',
  'timeouts/2026-02-03-a.yaml',
]

/** What happens to files between two people, two computers and git. */
const DAMAGES: Record<string, (text: string) => string | Uint8Array> = {
  'a merge that is not resolved': text => text.replace('\n', '\n<<<<<<< HEAD\nx: 1\n=======\nx: 2\n>>>>>>> theirs\n'),
  'the end is missing': text => text.slice(0, -4),
  'NUL bytes': text => text.replace('\n', '\n\0\0\0'),
  'UTF-16': text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'bytes that are not UTF-8': text => Buffer.from(text.replace('\n', '\nx: caf\u00e9\n'), 'latin1'),
  'no content': () => '',
  'a key twice': text => text.replace('\n', '\nx: 1\nx: 2\n'),
  'an open quote': text => text.replace('\n', '\nx: "it goes on\n'),
  'a newer format': text => text.replace('partner/1', 'partner/9'),
  'a key that is cut, and empty': text => text.replace('\n', '\nhope:\n'),
  'more than 4 MB': text => text.replace('\n', `\n# ${'x'.repeat(4 * 1024 * 1024)}\n`),
}

const date = '2026-04-20'
const COMMANDS: readonly { argv: readonly string[]; input?: string }[] = [
  { argv: ['status'] },
  { argv: ['roles'] },
  { argv: ['history'] },
  { argv: ['render'] },
  { argv: ['schedule'] },
  { argv: ['verify'] },
  { argv: ['check'] },
  { argv: ['sign', '--as', 'a', '--name', 'Ana Reyes'] },
  { argv: ['amend', '--from', '-'], input: JSON.stringify({ principles: ['We ask before we advise.'] }) },
  { argv: ['checkin', '--from', '-', '--as', 'a'], input: session(date) },
  { argv: ['checkin', '--missed', date, '--as', 'a', '--reason', 'flu'] },
  {
    argv: ['prepare', '--as', 'a', '--from', '-'],
    input: JSON.stringify({ session: { date: '2026-04-27' }, need: 'An hour.' }),
  },
  { argv: ['timeout', '--as', 'a', '--from', '-'], input: JSON.stringify({ said: 'Tea?' }) },
]

/** A signed folder with a file of each kind. */
async function folderOfAll(): Promise<World> {
  const world = await signedPartnership()
  await must(world.runWith({ input: session('2026-01-19', {}, { recordedBy: 'a' }) }, 'checkin', '--from', '-'))
  world.write(`${FOLDER}partners/a.yaml`, 'format: partner/1\nfeedback: In writing, please.\n...\n')
  world.write(`${FOLDER}settings.yaml`, 'format: partner/1\nadvice: {off: []}\n...\n')
  world.write(
    `${FOLDER}updates/2026-04-27-a.yaml`,
    'format: partner/1\nsession: {date: "2026-04-27", by: a}\nneed: An hour\n...\n',
  )
  world.write(`${FOLDER}timeouts/2026-02-03-a.yaml`, 'format: partner/1\ndate: "2026-02-03"\nby: a\n...\n')
  return world
}

let whole: World
beforeAll(async () => {
  whole = await folderOfAll()
})

describe.each(FILES)('in %s', file => {
  it.each(Object.entries(DAMAGES))('%s: each command that meets it says what check says', async (_, damage) => {
    const world = whole.copy()
    const text = world.read(FOLDER + file)
    world.write(FOLDER + file, damage(text))
    const { errors } = await checked(world)
    const told = errors.filter(error => error.file === file)
    expect(told).not.toEqual([])
    const before = world.files()
    const met: string[] = []
    for (const { argv, input } of COMMANDS) {
      const { code, out, err } = await world.runWith(input ? { input } : {}, ...argv)
      if (!(out + err).includes(FOLDER + file)) continue
      // `check --json` names a file by its place in the folder.
      const said = squash(out + err).replaceAll(FOLDER, '')
      met.push(argv[0]!)
      for (const { what, remedy } of told) {
        expect(said, argv.join(' ')).toContain(squash(what))
        expect(said, argv.join(' ')).toContain(squash(remedy))
      }
      if (input || argv.includes('--as')) expect({ argv, code }).toEqual({ argv, code: 1 })
    }
    expect(met).toContain('check')
    expect(met.length, `${met}`).toBeGreaterThan(file === 'contract.yaml' ? 8 : 1)
    // What went on beside the damage is not undone; the damaged file is as it was.
    expect(world.files()[FOLDER + file]).toBe(before[FOLDER + file])
  })
})
