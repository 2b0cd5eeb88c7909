import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { BUILT_IN } from '../../src/contract/built-in-templates.ts'
import { profiles } from '../../src/contract/card.ts'
import { allSections, contractSchema } from '../../src/contract/contract.ts'
import type { Draft } from '../../src/contract/draft.ts'
import { withIds } from '../../src/contract/ids.ts'
import { pageBlocks } from '../../src/contract/page.ts'
import { PARTS, type Section } from '../../src/contract/section.ts'
import { contractScript } from '../../src/interview/contract-talk.ts'
import { nextQuestion, take } from '../../src/interview/walk.ts'
import { toMarkdown } from '../../src/render/markdown.ts'
import { parseYaml, toYaml } from '../../src/store/yaml.ts'
import { readElsewhere } from '../support/js-yaml.ts'
import { plainTemplate } from '../support/template.ts'
import { NOT_OUR_TONE } from '../support/tone.ts'

const sections: readonly Section[] = [...allSections, profiles as unknown as Section]
const example: Draft = Object.fromEntries(sections.map(section => [section.id, section.example]))
const talk = { template: plainTemplate, depth: 'detail', today: '2026-01-05' } as const

/** Asks every question and answers it as the example would. */
function answered(like: Draft): { draft: Draft; ids: string[] } {
  const script = contractScript(talk)
  let draft: Draft = {}
  const trail: string[] = []
  for (;;) {
    const question = nextQuestion(script, { draft, trail })
    if (!question) return { draft, ids: trail }
    const result = take(script, question, draft, question.read(like))
    if ('refused' in result && question.read(like)) throw new Error(`${question.id}: ${result.refused}`)
    draft = withIds('draft' in result ? result.draft : draft)
    trail.push(question.id)
  }
}

describe.each(sections.map(section => [section.id, section] as const))('the section %s', (id, section) => {
  it('has a title, a reason and a place in the form', () => {
    expect(section.title).not.toBe('')
    expect(section.why).toMatch(/\.$/)
    expect(section.part).toBeGreaterThanOrEqual(0)
    expect(section.part).toBeLessThanOrEqual(PARTS.length)
    expect(sections.filter(other => other.id === id)).toHaveLength(1)
  })

  it('has an example that its schema accepts as it stands', () => {
    expect(section.schema.safeParse(section.example)).toMatchObject({ success: true })
  })

  it('keeps its example through YAML', () => {
    expect(parseYaml('example', toYaml({ [id]: section.example })).data).toEqual({ [id]: section.example })
  })

  it('takes its example as answers and gives it back', () => {
    expect(answered(example).draft[id]).toEqual(section.example)
  })

  it('accepts a contract from before it existed', () => {
    const { [id]: _, ...older } = example
    expect(contractSchema.safeParse({ format: 'partner/1', date: '2026-01-05', ...older })).toMatchObject({
      success: true,
    })
  })
})

test('every question has an id of its own, a label, and words', () => {
  const script = contractScript(talk)
  const questions = script.questions(example)
  const ids = questions.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([])
  for (const question of questions) {
    expect(question.label, question.id).toMatch(/\S/)
    expect(question.say, question.id).toMatch(/[?.…]"?\.?$/)
  }
})

test('no question can be answered by blaming, and none calls anybody by a letter', () => {
  for (const question of contractScript(talk).questions(example)) {
    const words = [question.say, question.why ?? '', question.example ?? ''].join(' ')
    expect(words, question.id).not.toMatch(NOT_OUR_TONE)
  }
})

test('the page of the example looks as agreed', async () => {
  const contract = contractSchema.parse({ format: 'partner/1', id: 'x', date: '2026-01-05', ...example })
  const page = toMarkdown(
    pageBlocks(contract, { signed: { a: { name: 'Ana Reyes', date: '2026-01-05' } } }, { blank: false }),
  )
  await expect(page).toMatchFileSnapshot('pages/example.md')
})

test('the blank form has the rows of the paper', async () => {
  const contract = contractSchema.parse({ format: 'partner/1', date: '2000-01-01' })
  const page = toMarkdown(pageBlocks(contract, { signed: {} }, { blank: true }), { blank: true })
  await expect(page).toMatchFileSnapshot('pages/blank.md')
  const tables = page.split(/\n(?=#)/).filter(part => part.includes('| --'))
  const rows = page.split('\n').filter(line => /^\|[\s|]*\|$/.test(line)).length
  expect(tables.length).toBeGreaterThan(0)
  expect(rows).toBe(2 * 5 + 3 * 9 + 9)
})

test('keys that nobody knows are signed, so they are printed, wherever they stand', () => {
  const odd = {
    ...example,
    partners: { ...(example.partners as Draft), a: { name: 'Ana', motto: 'onward' } },
    wins: { big: [{ id: 'w1', text: 'Win', mood: { today: 'blue' } }] },
    unity: { asOne: 'we stand', hoursPerMonth: { a: 8 } },
    changes: [{ version: 2, date: '2026-03-23', by: 'a', sections: ['wins'], why: 'it could not be counted' }],
  }
  const contract = contractSchema.parse({ format: 'partner/1', id: 'x', date: '2026-01-05', ...odd })
  const page = toMarkdown(pageBlocks(contract, { signed: {} }, { blank: false }))
  for (const text of [
    'a motto: onward',
    'big 1 mood today: blue',
    'as one: we stand',
    'hours per month a: 8',
    'it could not be counted',
  ])
    expect(page).toContain(text)
})

test('the list of built-in templates says of each what its file says', () => {
  const folder = new URL('../../templates/', import.meta.url)
  for (const { id, summary } of BUILT_IN) {
    const { name, summary: own } = readElsewhere(readFileSync(new URL(`${id}.yaml`, folder), 'utf8')) as Record<
      string,
      string
    >
    expect({ id: name, summary: own }).toEqual({ id, summary })
  }
})
