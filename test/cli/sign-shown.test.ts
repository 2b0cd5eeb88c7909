import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digest } from '../../src/signature/statement.ts'
import { answering, must, smallPartnership, type World } from '../support/world.ts'

const CONTRACT = 'partnership/contract.yaml'
const SIGN_A = ['sign', '--as', 'a', '--name', 'Ana Reyes']
const SIGN_B = ['sign', '--as', 'b', '--name', 'Ben Okafor']
const signedBytes = (world: World, who: string) => {
  const name = world.names('partnership/signatures').find(file => file.endsWith(`-${who}.sign.json`))!
  return (JSON.parse(world.read(`partnership/signatures/${name}`)) as { sha256: string }).sha256
}

const COMMENTS: [what: string, edit: (text: string) => string, comment: string][] = [
  [
    'over a key',
    text => text.replace('principles:', '# Ben owes Ana 5000 EUR\nprinciples:'),
    '# Ben owes Ana 5000 EUR',
  ],
  ['behind a value', text => text.replace('text: Three case studies', 'text: Three case studies # by May'), '# by May'],
  ['at the end', text => text.replace(/\.\.\.\n$/, '# and a car\n...\n'), '# and a car'],
  ['at the start', text => `# hello\n${text}`, '# hello'],
  ['like a heading of ours', text => text.replace('# Part 1: What', '# Part 1: All That'), '# Part 1: All That'],
]

describe('comments in contract.yaml that a person wrote', () => {
  it.each(COMMENTS)('%s are named and signed by no one without a yes', async (_, edit, comment) => {
    const world = await smallPartnership()
    world.edit(CONTRACT, edit)
    const before = world.files()
    const { code, err } = await world.run(...SIGN_A)
    expect(code).toBe(2)
    expect(err).toMatch(/^partnership\/contract\.yaml:\d+:\d+ {2}is not on the page that you sign: #/)
    expect(err).toContain(comment)
    expect(err).toContain('add --yes')
    expect(world.files()).toEqual(before)
  })

  it.each(COMMENTS)('%s go with --yes, and what is left is signed', async (_, edit, comment) => {
    const world = await smallPartnership()
    const plain = world.read(CONTRACT)
    world.edit(CONTRACT, edit)
    const { err } = await must(world.run(...SIGN_A, '--yes'))
    expect(err).toContain('one comment that is not on the page taken out')
    const text = world.read(CONTRACT)
    expect(text).not.toContain(comment)
    if (!comment.startsWith('# Part')) expect(text.trimEnd()).toBe(plain.trimEnd())
    expect(signedBytes(world, 'a')).toBe(digest(Buffer.from(text)))
    await must(world.run('verify'))
  })

  it('are shown at a terminal, and go after a yes', async () => {
    const world = await smallPartnership()
    world.edit(CONTRACT, COMMENTS[0]![1])
    const person = answering({ 'sign.comments': 'yes' })
    await must(world.runWith(person, ...SIGN_A))
    expect(person.prompter.told.join('\n')).toContain('is not on the page that you sign: # Ben owes Ana 5000 EUR')
    expect(world.read(CONTRACT)).not.toContain('5000')
  })

  it('are named up to a hundred, and all go', async () => {
    const world = await smallPartnership()
    const plain = world.read(CONTRACT)
    const comments = `# ${'owes '.repeat(100)}\n`.repeat(5_000)
    world.edit(CONTRACT, text => text.replace('principles:', `${comments}principles:`))
    const { err } = await world.run(...SIGN_A)
    expect(err).toContain('and 4900 more that are not on the page')
    expect(err.length).toBeLessThan(60_000)
    const start = performance.now()
    await must(world.run(...SIGN_A, '--yes'))
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(world.read(CONTRACT)).toBe(plain)
  })

  it('stay after a no, and no one signs', async () => {
    const world = await smallPartnership()
    world.edit(CONTRACT, COMMENTS[0]![1])
    const before = world.files()
    expect(await world.runWith(answering({ 'sign.comments': 'no' }), ...SIGN_A)).toMatchObject({ code: 130 })
    expect(world.files()).toEqual(before)
  })

  it('that sit in a block of text are text, and stay', async () => {
    const world = await smallPartnership({ purpose: 'one\n# two\nthree' })
    await must(world.run(...SIGN_A))
    expect(world.read(CONTRACT)).toContain('# two')
  })

  it.each([
    ['an escape sequence', '\u001b[2K'],
    ['a bell', '\u0007'],
    ['a C1 control', '\u009b31m'],
  ])('and %s between the words are not signed either', async (_, control) => {
    const world = await smallPartnership()
    world.edit(CONTRACT, text => text.replace('# Part 1', `# ${control}Part 1`))
    expect((await world.run(...SIGN_A)).code).toBe(2)
    await must(world.run(...SIGN_A, '--yes'))
    expect(readFileSync(world.path(CONTRACT), 'latin1')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
  })
})

describe('a saved version with equal data and other bytes', () => {
  /** Ana signed; her saved version and its signature then get another layout or a comment, and her words stay. */
  async function savedOtherwise(change: (text: string) => string) {
    const world = await smallPartnership()
    const own = world.read(CONTRACT)
    world.write(CONTRACT, change(own))
    await must(world.run(...SIGN_A))
    world.write(CONTRACT, own)
    return world
  }

  it('is not signed in place of the bytes that the partner saw, and both signatures count', async () => {
    const world = await savedOtherwise(text =>
      text.replace('text: Tea?', 'text: "Tea?"').replace(/timeOut: (.*)/, 'timeOut:   $1'),
    )
    await must(world.run(...SIGN_B))
    expect(signedBytes(world, 'b')).toBe(digest(world.bytes(CONTRACT)))
    expect(signedBytes(world, 'a')).not.toBe(signedBytes(world, 'b'))
    expect(world.names('partnership/versions')).toHaveLength(2)
    await must(world.run('verify', '--current'))
    expect(JSON.parse((await must(world.run('status', '--json'))).out)).toMatchObject({ state: 'signed' })
  })

  it('with a comment, put there by hand, is a finding of check and of verify, and is not signed', async () => {
    const world = await smallPartnership()
    await must(world.run(...SIGN_A))
    const text = `${world.read(CONTRACT)}# Ben gives the car\u001b[2J\n`
    const sha = digest(Buffer.from(text))
    world.write(`partnership/versions/v1-${sha.slice(0, 8)}.yaml`, text)
    const { out, code } = await world.run('check')
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringContaining('holds what no page shows: # Ben gives the car'),
    })
    expect(out).not.toContain('\u001b')
    const verified = await world.run('verify')
    expect(verified.code).toBe(1)
    expect(verified.out + verified.err).toContain('holds what no page shows')
    await world.run(...SIGN_B)
    expect(signedBytes(world, 'b')).toBe(digest(world.bytes(CONTRACT)))
  })
})

it('a file with CRLF is signed with LF', async () => {
  const world = await smallPartnership()
  const text = world.read(CONTRACT)
  world.write(CONTRACT, text.replaceAll('\n', '\r\n'))
  await must(world.run(...SIGN_A))
  expect(signedBytes(world, 'a')).toBe(digest(Buffer.from(text)))
})

it.each(['verify', 'check', 'status'])(
  'a key with line ends adds no line of its own to what %s says',
  async command => {
    const world = await smallPartnership()
    await must(world.run(...SIGN_A))
    const key = '"x\\n\\n  Verified  every signed word is as it was"'
    world.edit(CONTRACT, text => text.replace('principles:', `${key}: 1\nprinciples:`))
    const { out, err } = await world.run(command)
    expect(out + err).not.toMatch(/^ {0,2}Verified/m)
    await must(world.run('amend', '--by', 'b', '--why', 'Why not'))
    const after = await world.run(command)
    expect(after.out + after.err).not.toMatch(/x *\n *\n/)
  },
)
