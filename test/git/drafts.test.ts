import { describe, expect, it } from 'vitest'
import { pull, push, twoClones } from '../support/clones.ts'
import { atTerminal } from '../support/person.ts'
import { SMALL } from '../support/world.ts'

const DRAFT = (text: string) =>
  JSON.stringify({
    format: 'partner-draft/1',
    savedAt: '2026-04-27T10:00:00.000Z',
    trail: ['x'],
    draft: { x: text },
    date: '2026-04-27',
  })

describe('a draft that the partner forced into git', () => {
  it.each([
    ['checkin-b', ['checkin', '--as', 'b']],
    ['missed-b', ['checkin', '--missed', '--as', 'b']],
    ['timeout-b', ['timeout', '--by', 'b']],
    ['prepare-b', ['prepare', '--as', 'b']],
  ])('%s is named, and not offered as one’s own words', async (name, argv) => {
    const { ana, ben } = twoClones(SMALL)
    ana.write(`partnership/.draft/${name}.json`, DRAFT('words of Ana'))
    push(ana)
    pull(ben)
    const here = ben.partner([])
    expect(here.err).toContain(`partnership/.draft/${name}.json is in git, so it may not be your own words`)
    expect(here.out).not.toContain('Unfinished')
    const person = atTerminal(ben.root, argv)
    const { code } = await person.exit()
    expect(code).toBe(1)
    expect(person.screen().replace(/\s+/g, ' ')).toContain('is in git, so these may not be your own words.')
    expect(person.raw()).not.toContain('words of Ana')
    // Once it is out of git, it is one's own again.
    ben.git('rm', '-q', '--cached', `partnership/.draft/${name}.json`)
    expect(ben.partner([]).out).toContain('Unfinished')
  })
})
