import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allSections } from '../../src/contract/contract.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { isMap } from '../../src/contract/draft.ts'
import { cleanDeep } from '../../src/contract/text.ts'
import { editYaml } from '../../src/store/editing.ts'
import { contractText, partHeadings } from '../../src/store/new-partnership.ts'
import { parseYaml } from '../../src/store/yaml.ts'
import { anyContract } from '../support/contracts.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { must, newWorld } from '../support/world.ts'

/** As JSON carries it: what is undefined is not there. */
const plainData = (value: unknown): Draft => cleanDeep(JSON.parse(JSON.stringify(value)))
const said = anyContract.map(plainData)
const dataOf = (text: string) => parseYaml('contract.yaml', text, { needsEnd: true }).data as Draft
const keys = fc.subarray([...allSections.map(({ id }) => id), 'ours'], { minLength: 1 })

/** The one with some keys of the other; a key may also go. */
const mixed = (one: Draft, two: Draft, from: readonly string[], gone: boolean): Draft =>
  plainData({ ...one, ...Object.fromEntries(from.map(key => [key, gone ? undefined : two[key]])) })

it('any keys of any contract change to any others and back, and the file is the same bytes', () => {
  fc.assert(
    fc.property(said, said, keys, fc.boolean(), (one, two, from, gone) => {
      const text = contractText(one)
      const wanted = mixed(one, two, from, gone)
      const there = editYaml(text, wanted, partHeadings)
      expect(dataOf(there)).toEqual(wanted)
      expect(readElsewhere(there)).toEqual(wanted)
      expect(there).toBe(contractText(wanted))
      expect(editYaml(there, one, partHeadings)).toBe(text)
    }),
    { numRuns: 150 },
  )
})

/** The file with a numbered comment over every line that begins a key or an entry, and behind many of them. */
function commented(text: string): string {
  let count = 0
  const next = () => {
    count += 1
    return `# c${count}.`
  }
  return text
    .split('\n')
    .flatMap(line => {
      const [, indent, rest] = /^( *)((?:- )?[a-zA-Z]+:(?: [a-z0-9]+| "[^"\\]*")?)$/.exec(line) ?? []
      return rest === undefined ? [line] : [`${indent}${next()}`, `${indent}${rest} ${next()}`]
    })
    .join('\n')
}

const commentsIn = (text: string) => text.match(/# c\d+\./g)?.map(comment => comment.slice(2)) ?? []

it('comments inside a section that changes stay, with what stays', () => {
  fc.assert(
    fc.property(said, said, keys, (one, two, from) => {
      const text = commented(contractText(one))
      // A line of somebody's text may look like a key.
      fc.pre(sameData(text, one))
      const added = mixed(one, two, from, false)
      const wanted = plainData(
        Object.fromEntries(Object.entries(added).map(([key, now]) => [key, joined(one[key], now)])),
      )
      const there = editYaml(text, wanted, partHeadings)
      expect(dataOf(there)).toEqual(wanted)
      expect(commentsIn(there).sort()).toEqual(commentsIn(text).sort())
      expect(dataOf(editYaml(there, one, partHeadings))).toEqual(one)
    }),
    { numRuns: 100 },
  )
})

function sameData(text: string, data: Draft): boolean {
  try {
    expect(dataOf(text)).toEqual(data)
    return true
  } catch {
    return false
  }
}

/** What there was with what there is now: nothing goes, values change, entries and keys come. */
function joined(before: unknown, now: unknown): unknown {
  if (isMap(before) && isMap(now)) {
    const all = [...new Set([...Object.keys(before), ...Object.keys(now)])]
    return Object.fromEntries(
      all.map(key => [key, key === 'id' ? (before.id ?? now.id) : joined(before[key], now[key])]),
    )
  }
  if (!Array.isArray(before) || !Array.isArray(now)) return now ?? before
  const idOf = (entry: unknown) => (isMap(entry) ? entry.id : undefined)
  const known = before.map(
    entry => now.find(other => idOf(entry) !== undefined && idOf(other) === idOf(entry)) ?? entry,
  )
  const fresh = now.filter(entry => idOf(entry) === undefined || !before.some(other => idOf(other) === idOf(entry)))
  return [...fresh, ...before.map((entry, index) => joined(entry, known[index]))]
}

it('amend takes any section of any contract from a file, and back', async () => {
  await fc.assert(
    fc.asyncProperty(said, said, fc.constantFrom(...allSections.map(({ id }) => id)), async (one, two, section) => {
      const world = newWorld({ 'one.json': JSON.stringify(one), 'two.json': JSON.stringify(two) })
      await must(world.run('init', '--from', 'one.json'))
      const before = world.read('partnership/contract.yaml')
      const amend = async (name: string) => {
        world.write('said.json', JSON.stringify({ [section]: JSON.parse(world.read(name))[section] }))
        return await world.run('amend', section, '--from', 'said.json', '--by', 'a', '--confirmed-by', 'b')
      }
      const { code, err } = await amend('two.json')
      if (code !== 0) expect(err).toContain('Nothing is different')
      else await must(amend('one.json'))
      expect(world.read('partnership/contract.yaml')).toBe(before)
      rmSync(world.cwd, { recursive: true })
    }),
    { numRuns: 30 },
  )
})
