import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import stringWidth from 'fast-string-width'
import { describe, expect, it } from 'vitest'
import { GLOBAL } from '../../src/commands/command.ts'
import { COMMANDS } from '../../src/commands/index.ts'
import { newWorld } from '../support/world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const names = COMMANDS.map(({ name }) => name)

describe('partner --help', () => {
  it.each([['--help'], ['-h'], ['help']])('lists every command of THE list once, in its order: %s', async word => {
    const { code, out, err } = await newWorld().run(word)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const listed = [...out.matchAll(/^ {2}([a-z]+)(?: \[command\])? {2}/gm)].map(([, name]) => name)
    expect(listed).toEqual([
      ...COMMANDS.filter(({ first }) => first).map(({ name }) => name),
      ...COMMANDS.filter(({ first }) => !first).map(({ name }) => name),
      'help',
    ])
    for (const { summary } of COMMANDS) expect(out.replace(/\s+/g, ' ')).toContain(summary)
    for (const { flags } of GLOBAL) expect(out).toContain(flags)
  })
})

describe.each(names)('partner %s --help', name => {
  const help = async (width = 80) => (await newWorld().runWith({ width }, name, '--help')).out

  it('says how it is used, each option, examples, and what it reads and writes', async () => {
    const out = await help()
    const command = await COMMANDS.find(entry => entry.name === name)!.load()
    expect(out).toMatch(new RegExp(`^Usage: partner ${name} `))
    for (const { flags, says } of [...command.options, ...GLOBAL]) {
      expect(out).toContain(flags)
      expect(out.replace(/\s+/g, ' ')).toContain(says)
    }
    expect(command.examples.length).toBeGreaterThan(0)
    for (const [line, says] of command.examples) {
      expect(line).toMatch(new RegExp(`^partner ${name}\\b`))
      expect(out).toContain(line)
      expect(out.replace(/\s+/g, ' ')).toContain(says)
    }
    expect(out).toMatch(/^Reads: {2}\S/m)
    expect(out).toMatch(/^Writes: \S/m)
  })

  it.each([80, 120])('fits in %i columns', async width => {
    for (const line of (await help(width)).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width)
  })

  it('is what partner help says of it', async () => {
    expect((await newWorld().run('help', name)).out).toBe(await help())
  })

  it('takes the options that its examples use', async () => {
    const command = await COMMANDS.find(entry => entry.name === name)!.load()
    const known = [...command.options, ...GLOBAL].map(({ flags }) => flags.split(' ')[0])
    for (const [line] of command.examples)
      for (const option of line.match(/--[a-z-]+/g) ?? []) expect(known).toContain(option)
  })
})

it('help for a command that does not exist is wrong use', async () => {
  const { code, err } = await newWorld().run('help', 'sing')
  expect(err).toContain('sing')
  expect(code).toBe(2)
})

describe('the built program', () => {
  const partner = (...argv: string[]) => execFileSync('node', [`${root}bin/partner.cjs`, ...argv], { encoding: 'utf8' })

  it.each(['--version', '-V'])('%s prints the version of the package', word => {
    expect(partner(word)).toBe(`${version}\n`)
  })

  it('prints its version also where another word stands beside', async () => {
    expect((await newWorld().run('--version', '--no-color')).out).toBe('9.9.9\n')
  })

  it('loads nothing for its version: main.cjs alone is enough', () => {
    const alone = join(tmpdir(), `partner-alone-${process.pid}`)
    try {
      for (const folder of ['dist', 'bin']) mkdirSync(join(alone, folder), { recursive: true })
      for (const file of ['dist/main.cjs', 'bin/partner.cjs', 'package.json']) cpSync(root + file, join(alone, file))
      expect(execFileSync('node', [join(alone, 'bin/partner.cjs'), '--version'], { encoding: 'utf8' })).toBe(
        `${version}\n`,
      )
      expect(() => execFileSync('node', [join(alone, 'bin/partner.cjs'), '--help'], { stdio: 'pipe' })).toThrow(
        'Cannot find module',
      )
    } finally {
      rmSync(alone, { recursive: true, force: true })
    }
  })

  it('ends as it should, with nothing on stdout that is no result', () => {
    const run = (...argv: string[]) => {
      try {
        return {
          code: 0,
          out: execFileSync('node', [`${root}bin/partner.cjs`, ...argv], {
            encoding: 'utf8',
            stdio: 'pipe',
            cwd: newWorld().cwd,
          }),
        }
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
        return { code: status, out: stdout, err: stderr }
      }
    }
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: partner') })
    expect(run('status')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no partnership here'),
    })
    expect(run('sing')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Did you mean: .* sign$/m) })
  })
})
