import { rmSync } from 'node:fs'
import { PartnerError } from '../../src/errors.ts'
import { canonical, statementSchema } from '../../src/signature/statement.ts'
import { decode } from '../../src/store/reading.ts'
import { parseYaml } from '../../src/store/yaml.ts'
import type { Ended, World } from '../support/world.ts'
import { type Chance, chanceOf, damaged } from './damage.ts'

/** A kind of file: which they are, what reads them, and which acts rest on them. */
export interface Kind {
  name: string
  /** How often it is taken, against the others. */
  weight: number
  files: RegExp
  /** Of these, what cannot be read must be named by each. */
  readings: readonly (readonly string[])[]
  acts: readonly (readonly string[])[]
  /** Whether the last line must be the end mark; missing where any byte counts, and no line. */
  yaml?: { needsEnd: boolean }
  /** Neither the readings nor the acts must end for a file of this kind: `check` names it. */
  mayGoOn?: boolean
}

const CHECKS = [['check'], ['check', '--json'], ['check', '--format', 'github', '--strict']] as const
const SIGNED = [
  ['verify'],
  ['verify', '--json'],
  ['verify', '--current'],
  ['status'],
  ['diff', 'v1', 'now'],
  ['history'],
] as const
const CHECKIN = [
  ['checkin', '--from', 'checkin.json'],
  ['checkin', '--from', 'checkin.yaml', '--as', 'a'],
] as const
const AMENDED = ['--by', 'a', '--why', 'It is time', '--confirmed-by', 'b'] as const
const AMEND = [['amend', '--from', 'amend.yaml', ...AMENDED]] as const
const SIGN = [
  ['sign', '--as', 'b', '--name', 'Ben'],
  ['sign', '--as', 'a', '--name', 'Ana', '--decline', '--why', 'x'],
] as const

const KINDS: readonly Kind[] = [
  {
    name: 'contract',
    weight: 6,
    files: /^partnership\/contract\.yaml$/,
    readings: [
      ...[['status'], ['status', '--json'], ['status', '--all'], ['render'], ['roles'], ['verify'], ['history'], []],
      ...[
        ['history', '--csv'],
        ['history', '--json'],
        ['schedule'],
        ['schedule', '--json'],
        ['schedule', '--ics'],
        ['diff'],
      ],
    ],
    acts: [...CHECKIN, ...AMEND, ...SIGN, ['amend', '--by', 'b', '--why', 'By hand'], ['timeout', '--by', 'a']],
    yaml: { needsEnd: true },
  },
  {
    name: 'check-in',
    weight: 5,
    files: /^partnership\/checkins\//,
    readings: [
      ['status'],
      ['status', '--json', '--all'],
      ['history'],
      ['history', '--csv'],
      ['history', '--json'],
      ['schedule'],
      ['roles'],
    ],
    acts: [
      ...CHECKIN,
      ['checkin', '--missed', '--date', '2026-03-09', '--why', 'Ill'],
      ['prepare', '--as', 'a', '--from', 'prepare.yaml'],
    ],
    yaml: { needsEnd: true },
  },
  {
    name: 'card',
    weight: 2,
    files: /^partnership\/partners\//,
    readings: [['schedule'], ['schedule', '--json'], ['schedule', '--ics'], ['status']],
    acts: CHECKIN,
    yaml: { needsEnd: true },
    mayGoOn: true,
  },
  {
    name: 'update',
    weight: 1,
    files: /^partnership\/updates\//,
    readings: [['status']],
    acts: [['prepare', '--as', 'a', '--date', '2026-05-04', '--from', 'prepare.yaml']],
    yaml: { needsEnd: true },
    mayGoOn: true,
  },
  {
    name: 'time-out',
    weight: 1,
    files: /^partnership\/timeouts\//,
    readings: [['status'], ['status', '--json']],
    acts: [
      ['timeout', '--by', 'a'],
      ['timeout', '--by', 'b', '--resolve'],
    ],
    yaml: { needsEnd: true },
    mayGoOn: true,
  },
  {
    name: 'settings',
    weight: 1,
    files: /^partnership\/settings\.yaml$/,
    readings: [['status'], ['history']],
    acts: CHECKIN,
    yaml: { needsEnd: true },
    mayGoOn: true,
  },
  {
    name: 'template',
    weight: 1,
    files: /^partnership\/template\.yaml$/,
    readings: [['check']],
    acts: [['init', 'new', '--from', 'init.yaml', '--template', 'partnership/template.yaml']],
    yaml: { needsEnd: false },
    mayGoOn: true,
  },
  {
    name: 'version',
    weight: 2,
    files: /^partnership\/versions\//,
    readings: SIGNED,
    acts: [...SIGN, ...AMEND],
    mayGoOn: true,
  },
  {
    name: 'signature',
    weight: 3,
    files: /^partnership\/signatures\//,
    readings: SIGNED,
    acts: [...SIGN, ...AMEND],
    mayGoOn: true,
  },
  ...(['init', 'checkin', 'amend', 'prepare'] as const).map(
    (act): Kind => ({
      name: `answers for ${act}`,
      weight: { init: 2, checkin: 4, amend: 3, prepare: 1 }[act],
      files: new RegExp(`^${act}\\.(yaml|json)$`),
      readings: [],
      acts: [
        {
          init: ['init', 'new', '--from'],
          checkin: ['checkin', '--confirmed-by', 'b', '--from'],
          amend: ['amend', ...AMENDED, '--from'],
          prepare: ['prepare', '--as', 'a', '--date', '2026-05-18', '--from'],
        }[act],
      ],
      yaml: { needsEnd: false },
    }),
  ),
]

/** Whether it is given to an act, and no part of a partnership's folder. */
export const isAnswer = ({ readings }: Kind): boolean => !readings.length

const WEIGHED = KINDS.flatMap(kind => Array.from({ length: kind.weight }, () => kind))

/** A folder in which cases are tried, one after the other, and what stands in it before and after each. */
export interface Ground {
  world: World
  before: Readonly<Record<string, string>>
}

export const groundOf = (world: World): Ground => ({ world, before: world.files() })

/** One damaged file, and what is done with it. */
export interface Case {
  kind: Kind
  file: string
  bytes: Uint8Array
  how: readonly string[]
  runs: readonly (readonly string[])[]
  /** Whether answers come on standard input. */
  piped?: boolean
}

const bytesOf = (ground: Ground, name: string): Buffer => Buffer.from(ground.before[name]!, 'latin1')

/** The case of a seed, and the same again for the same seed. */
export function caseOf(seed: number, ground: Ground): Case {
  const chance = chanceOf(seed)
  const kind = chance.one(WEIGHED)
  const names = Object.keys(ground.before)
  const file = chance.one(names.filter(name => kind.files.test(name)))
  const others = names.filter(name => /\.(?:yaml|json|sig)$/.test(name)).map(name => bytesOf(ground, name))
  const { bytes, how } = damaged(bytesOf(ground, file), others, chance)
  return { kind, file, bytes, how, runs: runsOf(kind, chance), piped: chance.onceIn(3) }
}

/** One command: `check`, another reading or an act. */
function runsOf(kind: Kind, chance: Chance): (readonly string[])[] {
  return [chance.one(isAnswer(kind) ? kind.acts : chance.one([CHECKS, kind.readings, kind.acts]))]
}

/** Everything about a file that is cut after so many bytes. */
export function cutCase(ground: Ground, file: string, length: number): Case {
  const kind = KINDS.find(({ files }) => files.test(file))!
  const runs = runsOf(kind, chanceOf(length))
  return { kind, file, bytes: bytesOf(ground, file).subarray(0, length), how: [`cut after ${length} bytes`], runs }
}

/** A change to a file of a kind, with all that there is to do with it. */
export function changedCase(ground: Ground, files: RegExp, change: (text: string) => string): Case {
  const file = Object.keys(ground.before).find(name => files.test(name))!
  const kind = KINDS.find(each => each.files.test(file))!
  const text = change(ground.before[file]!)
  if (text === ground.before[file]) throw new Error(`nothing was changed in ${file}`)
  const runs = isAnswer(kind) ? kind.acts : [...CHECKS, ...kind.readings, ...kind.acts]
  return { kind, file, bytes: Buffer.from(text, 'latin1'), how: ['changed'], runs }
}

/** Line feed is the only control character in any output, and nothing turns the reading order around. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const TRACE = /^ {2,}at \S|node:internal|\b(?:Type|Range|Reference|Syntax|Zod|YAML\w*)Error\b/m
const NAMED =
  /\b(?:contract|settings|template|init|checkin|amend|prepare)\.(?:yaml|json)|\b(?:checkins|partners|updates|timeouts|versions|signatures)\/|standard input/

/** Refusals that have another reason than the file. */
const OTHERWISE =
  /has (?:signed|declined) version|Nothing is different|is recorded already|there was none yet|not agreed to it/

/** Does all of a case, and says what was wrong with it: nothing, most of the time. The folder is then as it was. */
export async function tried({ kind, file, bytes, runs, piped }: Case, { world, before }: Ground): Promise<string[]> {
  const wrong: string[] = []
  const isGiven = isAnswer(kind)
  world.write(file, bytes)
  const damagedFiles = { ...before, [file]: Buffer.from(bytes).toString('latin1') }
  for (const run of runs) {
    const argv = isGiven ? [...run, piped ? '-' : file] : run
    const isAct = isGiven || kind.acts.includes(run)
    const say = (what: string) => wrong.push(`${argv.join(' ')}: ${what}`)
    let ended: Ended
    try {
      ended = await world.runWith({ input: bytes, copies: 'none', env: { PATH: process.env.PATH } }, ...argv)
    } catch (error) {
      say(`threw ${error instanceof Error ? error.stack : error}`)
      restore(world, before, file, bytes)
      continue
    }
    const { code, out, err } = ended
    // The one line end of calendars and CSV.
    const said = argv.includes('--ics') || argv.includes('--csv') ? out.replaceAll('\r\n', '\n') + err : out + err
    if (![0, 1, 2, 3].includes(code)) say(`ended with ${code}`)
    if (OBEYED.test(said))
      say(
        `printed a control character: ${JSON.stringify(said.slice(Math.max(0, said.search(OBEYED) - 40)).slice(0, 80))}`,
      )
    if (TRACE.test(err)) say(`printed a trace: ${err}`)
    const place = kind.yaml && unreadable(piped && isGiven ? 'standard input' : file, bytes, kind.yaml)
    if (place && (!kind.mayGoOn || argv[0] === 'check')) {
      if (code !== 1) say(`ended with ${code}, and the file cannot be read`)
      if (!isNamed(place, argv, ended)) say(`did not name ${place}, and said: ${said.slice(0, 600)}`)
    } else if (
      !kind.yaml &&
      bytesDiffer(bytes, before[file]!) &&
      !isStatement(bytes) &&
      (argv[0] === 'check' || argv[0] === 'verify')
    ) {
      // Of what was signed every byte counts.
      const name = file.replace(/^partnership\//, '')
      if (!argv.includes('--current') && (code !== 1 || !said.includes(name)))
        say(`ended with ${code}, and did not name ${name}`)
    } else if (code === 1 && !NAMED.test(said) && !OTHERWISE.test(err))
      say(`named no file, and said: ${said.slice(0, 600)}`)
    const after = world.files()
    const changed = namesApart(after, damagedFiles)
    if (!changed.length) continue
    if (!isAct || code !== 0) say(`ended with ${code} and changed ${changed.join(', ')}`)
    else if (isGiven) {
      const dir = argv[0] === 'init' ? ['--dir', 'new'] : []
      const checked = await world.runWith({ copies: 'none', memory: 'none' }, 'check', ...dir)
      if (checked.code !== 0) say(`was accepted, and check refuses it: ${checked.out.slice(0, 600)}`)
    }
    restore(world, before, file, bytes)
  }
  world.write(file, Buffer.from(before[file]!, 'latin1'))
  return wrong
}

/** Where a file is that cannot be read at all, as messages name it; nothing where it can be. */
function unreadable(shown: string, bytes: Uint8Array, options: { needsEnd: boolean }): string | undefined {
  try {
    parseYaml(shown, decode(Buffer.from(bytes), shown), options)
    return undefined
  } catch (error) {
    if (!(error instanceof PartnerError)) throw error
    const line = error.problems[0]!.where?.line
    return line === undefined ? shown : `${shown}:${line}`
  }
}

function isNamed(place: string, argv: readonly string[], { out, err }: Ended): boolean {
  const [, file = '', line] = /^(.*?)(?::(\d+))?$/.exec(place)!
  if (argv.includes('--json') && argv[0] === 'check') {
    const { errors } = JSON.parse(out) as { errors: { file: string; line: number }[] }
    return errors.some(error => `partnership/${error.file}` === file && (!line || error.line === Number(line)))
  }
  if (argv.includes('github')) return out.includes(`file=${file},line=${line ?? ''}`)
  return (argv[0] === 'check' ? out : err).includes(place)
}

/** Another statement by a typed name, the same in each of its parts: nothing but git holds that against it. */
function isStatement(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString()
  try {
    const said = statementSchema.parse(JSON.parse(text))
    return said.key === undefined && canonical(said) === text
  } catch {
    return false
  }
}

const bytesDiffer = (bytes: Uint8Array, before: string): boolean =>
  !Buffer.from(bytes).equals(Buffer.from(before, 'latin1'))

const namesApart = (one: Readonly<Record<string, string>>, two: Readonly<Record<string, string>>): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(two)])].filter(name => one[name] !== two[name])

/** The folder as it was, but for the damaged file. */
function restore(world: World, before: Readonly<Record<string, string>>, file: string, bytes: Uint8Array): void {
  for (const name of namesApart(world.files(), before))
    if (before[name] === undefined) rmSync(world.path(name), { force: true })
    else world.write(name, Buffer.from(before[name], 'latin1'))
  world.write(file, bytes)
}
