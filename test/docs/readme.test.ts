import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { parse } from '../../src/program.ts'
import { QUESTIONS } from '../support/counts.ts'
import { newWorld, type World } from '../support/world.ts'

const root = resolve(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

/** Command lines of a transcript with what is shown under each. */
const transcript = [...readme.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split(/^(?=\$ )/m))
  .map(part => ({ line: part.split('\n', 1)[0]!.slice(2), shown: part.slice(part.indexOf('\n') + 1) }))

/** A line's words, as a shell would part them. */
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!)

describe('the transcript in the README', () => {
  let world: World

  it('begins in a folder with the examples', () => {
    world = newWorld()
    cpSync(join(root, 'docs'), world.path('docs'), { recursive: true })
    expect(transcript.length).toBeGreaterThan(3)
  })

  it.each(transcript)('is what `$line` prints', async ({ line, shown }) => {
    const [program, ...argv] = wordsOf(line)
    expect(program).toBe('partner')
    const { code, out } = await world.runWith({ now: '2026-01-26T10:00:00Z' }, ...argv)
    expect(code).toBe(0)
    expect(out).toBe(shown)
  })

  it('shows a part of the file as it is written', () => {
    const contract = world.read('partnership/contract.yaml')
    expect(contract).toContain(
      '# Part 2: How We Want to Work Together to Produce these Outcomes\nroles:\n  a:\n    - id: a.1\n',
    )
  })
})

test.each(pages)('every link in %s leads to a file', page => {
  const text = readFileSync(join(root, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => link!)
    .filter(link => !/^https?:/.test(link))
  for (const link of links) expect(() => readFileSync(join(root, dirname(page), link)), link).not.toThrow()
})

test.each(pages)('every `partner` command named in %s exists', async page => {
  const text = readFileSync(join(root, page), 'utf8')
  const named = [...text.matchAll(/(?:`|^\$ )partner ([a-z]+)/gm)].map(([, name]) => name!)
  for (const name of new Set(named)) {
    if (name === 'help') continue
    await expect(parse([name, '--help'], '0', { out: () => {}, width: 80, program: 'partner' }), name).resolves.toBe(
      'helped',
    )
  }
})

test('the README says how many questions there are', () => {
  const { short, full, checkin } = QUESTIONS
  expect(readme).toContain(`The short talk has ${short} questions, the full talk ${full}`)
  expect(readme).toContain(`a check-in ${checkin}`)
})

test('the commands that set up and check are the ones that CI runs', () => {
  const ci = readFileSync(join(root, '.ci/run'), 'utf8')
  expect(ci).toContain('npm ci\nnpm test\n')
  for (const command of ['npm ci && npx partner init ../our-partnership', 'npm ci && npm test'])
    expect(readme).toContain(command)
})
