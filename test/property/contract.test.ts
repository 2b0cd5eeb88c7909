import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanDeep } from '../../src/contract/text.ts'
import { anyContract } from '../support/contracts.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { textsOf } from '../support/leaves.ts'
import { squash, visible } from '../support/visible.ts'
import { must, newWorld } from '../support/world.ts'

/** As JSON carries it: what is undefined is not there. */
const plainData = (value: unknown) => JSON.parse(JSON.stringify(value))

it('any contract comes back from its file as it was said, is signed and verified, and no text is missing on its page', async () => {
  await fc.assert(
    fc.asyncProperty(anyContract, async random => {
      const said = plainData(random)
      const world = newWorld({ 'answers.json': JSON.stringify(said) })
      await must(world.run('init', '--from', 'answers.json'))
      const file = world.read('partnership/contract.yaml')
      expect(readElsewhere(file)).toEqual(cleanDeep(said))

      for (const who of ['a', 'b'] as const)
        await must(world.run('sign', '--as', who, '--name', said.partners[who].name))
      expect((await must(world.run('verify', '--current'))).out).toContain('every signed word is as it was')

      const page = visible((await must(world.run('render'))).out)
      const shown = (words: unknown) => page.includes(squash(onPage(String(words))))
      expect(textsOf(cleanDeep(said)).filter(({ value }) => !shown(value))).toEqual([])
      rmSync(world.cwd, { recursive: true })
    }),
    { numRuns: 60 },
  )
})

/** Text on a page is inert: what a terminal would obey or what turns the reading order is shown as U+FFFD. */
const onPage = (words: string): string =>
  words.replace(/[\u2028\u2029]/g, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
