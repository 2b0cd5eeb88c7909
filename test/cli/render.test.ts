import { describe, expect, it } from 'vitest'
import { digest } from '../../src/signature/statement.ts'
import { squash, visible } from '../support/visible.ts'
import { must, newWorld, signedPartnership, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'

/** The tables of a page by the heading over them: how many rows each has under its head. */
function rowsByHeading(page: string): Record<string, number> {
  const rows: Record<string, number> = {}
  let heading = ''
  for (const line of page.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '')
    else if (line.startsWith('|')) rows[heading] = (rows[heading] ?? -2) + 1
  }
  return rows
}

const headings = (page: string) => [...page.matchAll(/^#+ (.*)$/gm)].map(([, text]) => text)

describe('the blank form', () => {
  it("has the paper's parts, columns and row counts, and nothing the paper does not have", async () => {
    const { code, out, err } = await newWorld().run('render', '--blank')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(rowsByHeading(out)).toEqual({
      'Roles of the first partner': 5,
      'Roles of the second partner': 5,
      'Mindset Objectives': 9,
      'Behavior Objectives': 9,
      'Skill Objectives': 9,
      'How We Will Support Each Other': 9,
    })
    expect(headings(out)).not.toContain('Also Agreed')
    expect(out).not.toContain('SHA-256')
    expect(out).not.toContain('—')
    expect(out.match(/^\\_{20,}/gm)!.length).toBeGreaterThan(10)
  })

  it.each([
    ['a', ["Your Partner's Roles", 'Your Roles']],
    ['b', ["Your Partner's Roles", 'Your Roles']],
  ])('for %s is written from a chair', async (who, roles) => {
    const { out } = await newWorld().run('render', '--blank', '--for', who)
    expect(headings(out).filter(text => text?.includes('Roles'))).toEqual(roles)
  })

  it('is the same in a partnership as outside of one', async () => {
    const outside = await newWorld().run('render', '--blank')
    expect(await (await signedPartnership()).run('render', '--blank')).toEqual(outside)
  })
})

describe('the page', () => {
  it.each<[who: 'a' | 'b', wins: string[], first: string, second: string]>([
    ['a', ['Big Win', "Your Partner's Wins", 'Your Wins'], 'Pass the exam', 'Three case studies'],
    ['b', ['Big Win', "Your Partner's Wins", 'Your Wins'], 'Three case studies', 'Pass the exam'],
  ])("for %s puts the partner's part first", async (who, wins, first, second) => {
    const world = await smallPartnership({
      wins: { big: [{ text: 'Jobs' }], a: [{ id: 'a1', text: 'Three case studies' }], b: [{ text: 'Pass the exam' }] },
    })
    const { out } = await must(world.run('render', '--for', who))
    expect(headings(out).filter(text => /Wins?$/.test(text!))).toEqual(wins)
    expect(out.indexOf(first)).toBeLessThan(out.indexOf(second))
  })

  it('unsigned has a line for the pen for each, the digest that would be signed, and no "Signed"', async () => {
    const world = await smallPartnership()
    const { out } = await must(world.run('render'))
    const signatures = out.slice(out.indexOf('## Signatures'))
    expect(signatures.match(/^\\_{30} Date: _{12} \\$/gm)).toHaveLength(2)
    expect(signatures).toMatch(/\nAna Reyes\n[\s\S]*\nBen Okafor\n/)
    expect(signatures).not.toContain('Signed:')
    expect(signatures).toContain(`SHA-256 ${digest(world.bytes(CONTRACT))}`)
  })

  it('half-signed has one of each, and signed has names, dates and the digest that was signed', async () => {
    const world = await smallPartnership()
    await must(world.run('sign', '--as', 'b', '--name', 'Ben O.', '--date', '2026-01-06'))
    const half = (await must(world.run('render'))).out
    expect(half).toContain('Signed: "Ben O." · Date: 6 January 2026')
    expect(half.match(/^\\_{30} Date/gm)).toHaveLength(1)
    await must(world.run('sign', '--as', 'a', '--name', 'Ana R.', '--date', '2026-01-07'))
    const sha256 = digest(world.bytes(CONTRACT))
    // A comment changes the file's bytes, and not what was signed.
    world.edit(CONTRACT, text => `# ours\n${text}`)
    const { out } = await must(world.run('render'))
    expect(out).toMatch(
      /Signed: "Ana R\." · Date: 7 January 2026 \\\nAna Reyes\n\nSigned: "Ben O\." · Date: 6 January 2026 \\\nBen Okafor\n/,
    )
    expect(out).toContain(`SHA-256 ${sha256}`)
    expect(out).not.toMatch(/^\\_{30}/m)
  })

  it('that was changed after signing is not shown as signed', async () => {
    const world = await signedPartnership()
    world.edit(CONTRACT, text => text.replace('Tea?', 'Coffee?'))
    const { out } = await world.run('render')
    expect(out).not.toContain('Signed:')
    expect(out).toContain(`SHA-256 ${digest(world.bytes(CONTRACT))}`)
  })
})

describe('--out', () => {
  it('writes the page, and says so instead of printing it', async () => {
    const world = await smallPartnership()
    const page = (await must(world.run('render'))).out
    const { out } = await must(world.run('render', '--out', 'ours.md'))
    expect(world.read('ours.md')).toBe(page)
    expect(out).toBe('  Written   ours.md\n')
  })

  it('does not write over anything without --yes', async () => {
    const world = await smallPartnership()
    world.write('ours.md', 'mine')
    const { code, err } = await world.run('render', '--out', 'ours.md')
    expect(err).toContain('ours.md is there already. Nothing was written.')
    expect(code).toBe(1)
    expect(world.read('ours.md')).toBe('mine')
    await must(world.run('render', '--out', 'ours.md', '--yes'))
    expect(world.read('ours.md')).toContain('# Shared Accountability')
  })

  const OWN = [
    'contract.yaml',
    'README.md',
    '.gitignore',
    '.gitattributes',
    'partners/a.yaml',
    'checkins/2026-01-19-a.yaml',
    'checkins/page.md',
    'versions/v1.md',
    'signatures/page.txt',
    '.draft/page.md',
  ]
  it.each(OWN)("refuses %s, which is the partnership's own, even with --yes", async name => {
    const world = await signedPartnership()
    const before = world.files()
    const { code, err } = await world.run('render', '--out', `partnership/${name}`, '--yes')
    expect(err).toContain("among the partnership's own files")
    expect(code).toBe(2)
    expect(world.files()).toEqual(before)
  })

  it('refuses them for the blank form too', async () => {
    const world = await signedPartnership()
    const before = world.files()
    expect((await world.run('render', '--blank', '--out', `${CONTRACT}`, '--yes')).code).toBe(2)
    expect(world.files()).toEqual(before)
  })

  it('may be in the folder under a name of its own', async () => {
    const world = await smallPartnership()
    expect((await world.run('render', '--out', 'partnership/contract.md')).code).toBe(0)
  })

  it.each<[what: string, out: string]>([
    ['a folder', 'docs'],
    ['below a file', 'file/page.md'],
    ['in a folder that is not there', 'nowhere/page.md'],
  ])('says what the system would not do: %s', async (_, out) => {
    const world: World = await smallPartnership()
    world.write('file', 'x')
    world.write('docs/.keep', '')
    const { code, err } = await world.run('render', '--out', out, '--yes')
    expect(squash(err)).toMatch(/^cannot write /)
    expect(code).toBe(3)
  })
})

it('the page of a draft shows what is missing as a dash, never as an empty place to write in', async () => {
  const world = newWorld({ 'answers.yaml': 'partners: {a: {name: Ana}, b: {name: Ben}}\n' })
  await must(world.run('init', '--from', 'answers.yaml', '--draft'))
  const { out } = await must(world.run('render'))
  expect(visible(out)).toMatch(/Time-out signal —/)
  expect(out).not.toMatch(/^\\_{30}$/m)
})
