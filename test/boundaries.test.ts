import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** A file of src with the code in it, comments and texts apart, and what it imports. */
interface Source {
  file: string
  room: string
  text: string
  lines: number
  /** As they are written: `zod/mini`, `node:fs`; files of src as `store/yaml.ts`. */
  imports: readonly string[]
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  )

const IMPORT = /(?:^(?:import|export)\b[^'"`;]*?\bfrom\s*|^import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm

const sources: Source[] = filesIn(src)
  .filter(file => file.endsWith('.ts'))
  .map(path => {
    const file = relative(src, path)
    const text = readFileSync(path, 'utf8')
    const imports = [...text.matchAll(IMPORT)].map(([, name]) =>
      name!.startsWith('.') ? relative(src, join(path, '..', name!)) : name!,
    )
    return { file, room: roomOf(file), text, lines: text.split('\n').length, imports }
  })

/** The folder under src; a file beside the folders is a room of its own. */
function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file
}

const isOurs = (name: string) => name.endsWith('.ts')
const packageOf = (name: string) =>
  (name.startsWith('@') ? name.split('/').slice(0, 2) : name.split('/').slice(0, 1)).join('/')

/** Who may import whom. A room always may import itself, and everybody `errors.ts`, which imports nobody. */
const MAY: Record<string, readonly string[]> = {
  'errors.ts': [],
  'main.ts': ['run.ts', 'context.ts', 'contract', 'interview', 'store', 'terminal'],
  'run.ts': ['program.ts', 'help.ts', 'commands', 'context.ts', 'contract'],
  'program.ts': ['commands', 'help.ts', 'contract'],
  // Help is laid out as all other output is.
  'help.ts': ['commands', 'terminal'],
  // Context carries the prompter's port, so that tests can answer.
  'context.ts': ['interview'],
  commands: ['context.ts', 'contract', 'session', 'interview', 'signature', 'render', 'store', 'terminal'],
  contract: [],
  session: ['contract'],
  interview: ['contract'],
  // A signature is over a contract's data: its format, its owners and what is missing are said there.
  signature: ['contract'],
  render: ['contract', 'session'],
  // The statements' schema and names are the signature room's, as the records' are the session room's.
  store: ['contract', 'session', 'signature'],
  // The port, and making text inert, which is one function for screens and pages.
  terminal: ['interview', 'contract'],
}

/** The packages of each room, and Node's own modules where a room may touch the machine. */
const PACKAGES: Record<string, readonly string[]> = {
  'main.ts': ['node:'],
  'program.ts': ['commander'],
  commands: ['node:'],
  contract: ['zod', 'dayjs'],
  session: ['zod'],
  interview: [],
  signature: ['zod', 'node:crypto', 'node:util'],
  render: ['ical.js'],
  store: ['node:', 'yaml', 'fast-string-width'],
  terminal: ['node:', '@inquirer/core', 'chalk', 'fast-string-width', 'fast-wrap-ansi'],
}

describe('every file of src', () => {
  /** The files that break a rule, each with what breaks it. */
  const breaking = (rule: (source: Source) => readonly unknown[]) =>
    sources.flatMap(source => rule(source).map(what => `${source.file}: ${what}`))

  it('imports only rooms that its room may import', () => {
    const rule = ({ room, imports }: Source) => {
      const allowed = [room, 'errors.ts', ...(MAY[room] ?? [])]
      return imports.filter(isOurs).filter(name => !allowed.includes(roomOf(name)))
    }
    expect(breaking(rule)).toEqual([])
  })

  it('imports only packages that its room may import', () => {
    const rule = ({ room, imports }: Source) => {
      const may = (name: string) =>
        (PACKAGES[room] ?? []).some(each => name === each || (each === 'node:' && name.startsWith('node:')))
      return imports.filter(name => !isOurs(name)).filter(name => !may(packageOf(name)))
    }
    expect(breaking(rule)).toEqual([])
  })

  it('has at most 500 lines', () => {
    expect(breaking(({ lines }) => (lines > 500 ? [lines] : []))).toEqual([])
  })

  it('but main.ts leaves process, console, the clock and chance alone', () => {
    const rule = ({ file, text, imports }: Source) => {
      if (file === 'main.ts') return []
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
      const named = code.match(/\bprocess\b(?!\s*:)|\bconsole\.|\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(/g) ?? []
      return [...named, ...imports.filter(name => name === 'node:process')]
    }
    expect(breaking(rule)).toEqual([])
  })
})

describe('one place for each', () => {
  const whoImport = (wanted: (name: string) => boolean) =>
    sources.filter(({ imports }) => imports.some(wanted)).map(({ file }) => file)

  it.each<[what: string, files: string[]]>([
    ['@inquirer/', ['terminal/choices.ts', 'terminal/inquirer.ts', 'terminal/shown.ts']],
    ['yaml', ['store/yaml.ts']],
    ['chalk', ['terminal/style.ts']],
    ['commander', ['program.ts']],
    ['dayjs', ['contract/day.ts']],
    ['ical.js', ['render/calendar.ts', 'render/earlier-calendar.ts']],
    ['node:child_process', ['store/git.ts', 'store/ssh-keygen.ts', 'terminal/editor.ts']],
    [
      'node:crypto',
      ['signature/statement.ts', 'store/copies.ts', 'store/folder-digest.ts', 'store/turn.ts', 'store/writing.ts'],
    ],
  ])('%s', (name, files) => {
    const wanted = (each: string) =>
      name.endsWith('/') ? each.startsWith(name) : each === name || each.startsWith(`${name}/`)
    expect(whoImport(wanted)).toEqual(files)
  })

  it('files are written in store/writing.ts alone; elsewhere only what is thrown away again', () => {
    const changes =
      /\b(?:open|write(?:File|v)?|appendFile|rename|link|symlink|unlink|rm|rmdir|mkdir|mkdtemp|truncate|copyFile|cp|chmod|chown|utimes|createWriteStream)(?:Sync)?\b/g
    const names = ({ text }: Source) =>
      [...text.matchAll(/^import \{([^}]*)\} from 'node:fs(?:\/promises)?'/gm)].flatMap(
        ([, list]) => list!.match(changes) ?? [],
      )
    const found = sources.flatMap(source => (names(source).length ? [[source.file, names(source)] as const] : []))
    const { 'store/writing.ts': door, ...others } = Object.fromEntries(found)
    expect(door).toEqual(['link', 'mkdir', 'open', 'rename', 'rm'])
    expect(others).toEqual({
      // To standard output.
      'main.ts': ['writeSync'],
      // The folder of a text that is edited.
      'store/drafts.ts': ['mkdtemp', 'rm'],
      // Folders of their own under the one for temporary files.
      'store/ssh-keygen.ts': ['mkdtemp', 'rm', 'writeFile'],
      'terminal/editor.ts': ['mkdtemp', 'rm', 'writeFile'],
    })
    // Whole modules would hide what is used of them.
    const whole = /\bfrom 'node:fs[^']*'|import\('node:fs/g
    const named = /^import (?:type )?\{[^}]*\} from 'node:fs[^']*'/gm
    const hidden = sources.filter(({ text }) => (text.match(whole) ?? []).length > (text.match(named) ?? []).length)
    expect(hidden.map(({ file }) => file)).toEqual([])
  })

  it('process.exit stands in main.ts alone', () => {
    expect(sources.filter(({ text }) => /process\.exit()\b/.test(text)).map(({ file }) => file)).toEqual(['main.ts'])
  })

  it('every room is in the table, and the table has no other', () => {
    expect([...new Set(sources.map(({ room }) => room))].sort()).toEqual(Object.keys(MAY).sort())
  })

  it('no file but main, run, program and help imports a command, and only commands import each other', () => {
    const others = sources.filter(({ room }) => !['run.ts', 'program.ts', 'help.ts', 'commands'].includes(room))
    expect(
      others.filter(({ imports }) => imports.some(name => roomOf(name) === 'commands')).map(({ file }) => file),
    ).toEqual([])
  })
})

describe('circles', () => {
  const circleFrom = (start: string, next: (at: string) => readonly string[]): string[] | undefined => {
    const seen = new Set<string>()
    const walk = (at: string, path: readonly string[]): string[] | undefined => {
      for (const to of next(at)) {
        if (to === start) return [...path, to]
        if (seen.has(to)) continue
        seen.add(to)
        const found = walk(to, [...path, to])
        if (found) return found
      }
      return undefined
    }
    return walk(start, [start])
  }

  it('there are none between rooms', () => {
    const rooms = [...new Set(sources.map(({ room }) => room))]
    const next = (room: string) =>
      sources
        .filter(source => source.room === room)
        .flatMap(({ imports }) => imports.filter(isOurs).map(roomOf))
        .filter(to => to !== room)
    expect(rooms.flatMap(room => circleFrom(room, next) ?? [])).toEqual([])
  })

  it('there are none between files, types apart', () => {
    const real = (file: string) => {
      const text = sources.find(source => source.file === file)?.text ?? ''
      const typed = new Set(
        [...text.matchAll(/^(?:import|export) type\b[^'"]*from '([^']+)'/gm)].map(([, name]) =>
          relative(src, join(src, file, '..', name!)),
        ),
      )
      return (sources.find(source => source.file === file)?.imports ?? []).filter(
        name => isOurs(name) && !typed.has(name),
      )
    }
    expect(sources.flatMap(({ file }) => circleFrom(file, real) ?? [])).toEqual([])
  })
})

it('the reader of imports sees what is there', () => {
  expect(sources.length).toBeGreaterThan(50)
  const main = sources.find(({ file }) => file === 'main.ts')!
  expect(main.imports).toEqual(expect.arrayContaining(['node:os', 'context.ts', 'run.ts', 'terminal/inquirer.ts']))
})
