/** A source of chance that says the same again for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number
  one<T>(list: readonly T[]): T
  /** True once in so many times. */
  onceIn(times: number): boolean
}

/** Mulberry32, the seed stirred first, so that neighbouring seeds have nothing in common. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, one: list => list[below(list.length)]!, onceIn: times => below(times) === 0 }
}

/** What stands in a file, as it was damaged, and by which mutations. */
export interface Damaged {
  bytes: Buffer
  how: readonly string[]
}

/** Some mutations of a real file, mostly one; `others` are what may be spliced into it. */
export function damaged(bytes: Buffer, others: readonly Buffer[], chance: Chance): Damaged {
  const count = chance.one([1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 5])
  const how: string[] = []
  let now = bytes
  for (let n = 0; n < count; n++) {
    const [name, mutate] = chance.one(MUTATIONS)
    how.push(name)
    // What repeats a block may be repeated itself.
    now = mutate(now, chance, chance.one(others)).subarray(0, LARGEST)
  }
  return { bytes: now, how }
}

const LARGEST = 200_000

type Mutate = (bytes: Buffer, chance: Chance, other: Buffer) => Buffer

/** As Latin-1, so that every byte that is not touched stays. */
const asText =
  (change: (text: string, chance: Chance, other: string) => string): Mutate =>
  (bytes, chance, other) =>
    Buffer.from(change(bytes.toString('latin1'), chance, other.toString('latin1')), 'latin1')

const asLines = (change: (lines: string[], chance: Chance, other: string[]) => string[]): Mutate =>
  asText((text, chance, other) => change(text.split('\n'), chance, other.split('\n')).join('\n'))

const utf8 = (text: string): string => Buffer.from(text).toString('latin1')

/** A run of lines: where it starts, and how many they are. */
function blockIn(lines: readonly string[], chance: Chance): [start: number, count: number] {
  const start = chance.below(lines.length)
  return [start, 1 + chance.below(Math.min(12, lines.length - start))]
}

function between(text: string, chance: Chance): [start: number, end: number] {
  const start = chance.below(text.length + 1)
  return [start, start + chance.below(Math.min(80, text.length - start) + 1)]
}

const insertAt = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at)

const indent = (line: string): string => /^ */.exec(line)![0]

/** A line with a value, in YAML and in JSON over lines. */
const VALUE = /^(\s*(?:- )*(?:"[^"]*"|[\w.<]+):\s+|\s*- )(\S.*?)(,?)$/
const KEY = /^(\s*(?:- )*)("[^"]*"|[\w.<]+)(:.*)$/

/** Changes a line of this form, any of them; where there is none, the whole stays as it is. */
function changeOne(lines: string[], form: RegExp, chance: Chance, change: (parts: RegExpExecArray) => string) {
  const places = lines.flatMap((line, index) => (form.test(line) ? [index] : []))
  if (!places.length) return lines
  const place = chance.one(places)
  return lines.with(place, change(form.exec(lines[place]!)!))
}

/** What may stand where a value is expected. */
const VALUES = [
  ...[
    '',
    '~',
    'null',
    'true',
    'false',
    'no',
    'No',
    '0',
    '-0',
    '-1',
    '1.5',
    '3',
    '1e3',
    '1e400',
    '.nan',
    '-.inf',
    '0x1F',
  ],
  ...['9007199254740991', '9007199254740993', '-12345678901234567890', '012', '1_000', `1${'0'.repeat(400)}`],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[1, a]',
    '[a, b]',
    '{a: 1}',
    '{a: {b: []}}',
    '[{}, null]',
    '{text: x}',
    '- x',
    '[',
    '{',
    ']',
  ],
  ...[
    '"',
    "'",
    '|',
    '>-',
    '|+',
    '|2',
    '"" ""',
    '" "',
    '""',
    "''",
    '# x',
    '"\\u0000"',
    '"\\x1b[31m"',
    '"\\ud800"',
    '"\\q"',
  ],
  ...[
    'a',
    'b',
    'c',
    'both',
    'w1',
    'a1',
    'a.1',
    's1',
    '.',
    '-',
    'a b',
    'week',
    'month',
    'days',
    'MO',
    'own',
    'pair',
    'done',
  ],
  ...[
    '2026-02-31',
    '2026-01-19',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '99999-01-01',
    '2026-1-1',
    '18:30',
    '99:99',
  ],
  ...['"2026-02-31"', '"2026-03-09"', '"0000-01-01"', '"9999-12-31"', '"18:30"', '"24:00"', '2026-01-05T19:04:00Z'],
  ...[
    '&x 1',
    '*x',
    '!!int 3',
    '!!binary aGk=',
    '!x y',
    '!<tag:x> y',
    '<<',
    '@x',
    '`x`',
    '%x',
    '? x',
    ': x',
    '=',
    ', x',
  ],
  ...['__proto__', 'constructor', 'toString', '{__proto__: 1}', '{constructor: {name: 1}}', 'partner/1', 'partner/2'],
  ...[
    'Europe/Dublin',
    'Mars/Olympus',
    'UTC',
    '../../etc/passwd',
    '/dev/zero',
    '-rf',
    '$(id)',
    '`id`',
    '=1+1',
    '<b>x</b>',
  ],
  ...['[x](y)', '| a |', 'x'.repeat(3000), '[1, '.repeat(150), '- '.repeat(150), '"\\u202edrow"', 'x: y: z', '\tx'],
  ...['\u202edrow', '\u001b[2J', 'e\u0301', '👩‍👩‍👧‍👦', '\ufeff', '\u2028', '\u009b31m'].map(utf8),
]

const KEYS = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    '<<',
    '',
    '"',
    '[a]',
    '{a: 1}',
    '? a',
    '*x',
  ],
  ...[
    '&x y',
    '!!str x',
    'x'.repeat(1100),
    '"\\u0007"',
    'length',
    '0',
    '-1',
    'null',
    'then',
    'toJSON',
    'valueOf',
    'a b',
  ],
  ...['"\\u202e"', 'format', 'id', 'session', 'date', 'version', 'text', 'a', 'b', 'partners', 'wins', 'agreements'],
]

/** What no editor should ever have let into a file, and what another program may write into one. */
const PIECES = [
  ...[
    '\t',
    '\0',
    '\r',
    '\r\n',
    '\n',
    ' ',
    '"',
    "'",
    '\\',
    ':',
    ': ',
    '-',
    '- ',
    '#',
    ' #',
    '|',
    '>',
    '?',
    ',',
    '&a ',
    '*a',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '!',
    '!!binary ',
    '!<tag:x> ',
    '%YAML 1.1\n',
    '\n---\n',
    '\n...\n',
    '...',
    '---',
    '<<: *a\n',
    '@',
  ],
  ...[
    '\n<<<<<<< HEAD\n',
    '\n=======\n',
    '\n>>>>>>> theirs\n',
    '\n||||||| base\n',
    '\n%TAG ! x\n',
    '\u007f',
    '\u001b]0;t\u0007',
  ],
  ...[
    '\u001b',
    '\u0085',
    '\ufeff',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\ufffe',
    '\uffff',
    '\u{10ffff}',
    '👩‍👧',
  ].map(utf8),
  // Halves of a pair, an overlong NUL, the bytes of UTF-16, a character cut off, and one beyond all characters.
  ...['\xed\xa0\x80', '\xed\xb0\x80', '\xc0\x80', '\xff\xfe', '\xe2\x82', '\xf4\x90\x80\x80', '\x80', '\xf8'],
  ...[
    '\\u0000',
    '\\ud800',
    '\\UFFFFFFFF',
    '\\x1b',
    '\\',
    '""',
    "''",
    '1e999',
    '{}',
    '[]',
    'null',
    ' '.repeat(500),
    '\n'.repeat(500),
  ],
]

const MUTATIONS: readonly (readonly [name: string, mutate: Mutate])[] = [
  ['lines deleted', asLines((lines, chance) => lines.toSpliced(...blockIn(lines, chance)))],
  ['a line deleted', asLines((lines, chance) => lines.toSpliced(chance.below(lines.length), 1))],
  [
    'lines doubled',
    asLines((lines, chance) => {
      const [start, count] = blockIn(lines, chance)
      return lines.toSpliced(start, 0, ...lines.slice(start, start + count))
    }),
  ],
  [
    'a block repeated',
    asLines((lines, chance) => {
      const [start, count] = blockIn(lines, chance)
      const block = lines.slice(start, start + count)
      return lines.toSpliced(start, 0, ...Array.from({ length: 2 + chance.below(60) }, () => block).flat())
    }),
  ],
  [
    'lines moved',
    asLines((lines, chance) => {
      const [start, count] = blockIn(lines, chance)
      const rest = lines.toSpliced(start, count)
      return rest.toSpliced(chance.below(rest.length + 1), 0, ...lines.slice(start, start + count))
    }),
  ],
  [
    'two lines swapped',
    asLines((lines, chance) => {
      const [one, two] = [chance.below(lines.length), chance.below(lines.length)]
      return lines.with(one, lines[two]!).with(two, lines[one]!)
    }),
  ],
  [
    'lines indented',
    asLines((lines, chance) => {
      const [start, count] = blockIn(lines, chance)
      const by = chance.one([' ', '  ', '\t', '    '])
      return lines.map((line, index) => (index >= start && index < start + count ? by + line : line))
    }),
  ],
  [
    'lines outdented',
    asLines((lines, chance) => {
      const [start, count] = blockIn(lines, chance)
      return lines.map((line, index) => (index >= start && index < start + count ? line.replace(/^ {1,2}/, '') : line))
    }),
  ],
  ...(['a value changed', 'another value', 'a value of another kind'] as const).map(
    name =>
      [
        name,
        asLines((lines, chance) =>
          changeOne(lines, VALUE, chance, ([, key, , comma]) => key! + chance.one(VALUES) + comma),
        ),
      ] as const,
  ),
  [
    'two values swapped',
    asLines((lines, chance) => {
      const places = lines.flatMap((line, index) => (VALUE.test(line) ? [index] : []))
      if (!places.length) return lines
      const [one, two] = [chance.one(places), chance.one(places)]
      const [first, second] = [VALUE.exec(lines[one]!)!, VALUE.exec(lines[two]!)!]
      return lines.with(one, first[1]! + second[2]! + first[3]!).with(two, second[1]! + first[2]! + second[3]!)
    }),
  ],
  [
    'a key changed',
    asLines((lines, chance) => changeOne(lines, KEY, chance, ([, lead, , rest]) => lead! + chance.one(KEYS) + rest)),
  ],
  [
    'a key that is another one',
    asLines((lines, chance) => {
      const keys = lines.flatMap(line => KEY.exec(line)?.[2] ?? [])
      return changeOne(lines, KEY, chance, ([, lead, , rest]) => lead! + chance.one(keys) + rest)
    }),
  ],
  [
    'a line added',
    asLines((lines, chance) => {
      const place = chance.below(lines.length)
      const line = `${indent(lines[place]!)}${chance.one(KEYS)}: ${chance.one(VALUES)}`
      return lines.toSpliced(place, 0, chance.onceIn(4) ? `${indent(lines[place]!)}- ${chance.one(VALUES)}` : line)
    }),
  ],
  [
    'a sign dropped',
    asText((text, chance) => {
      const places = [...text.matchAll(/["'[\]{}:,-]/g)].map(({ index }) => index)
      const place = places.length ? chance.one(places) : 0
      return text.slice(0, place) + text.slice(place + 1)
    }),
  ],
  ...(['a piece inserted', 'another piece'] as const).map(
    name =>
      [name, asText((text, chance) => insertAt(text, chance.below(text.length + 1), chance.one(PIECES)))] as const,
  ),
  [
    'a piece at the start of a line',
    asLines((lines, chance) => {
      const place = chance.below(lines.length)
      return lines.with(place, chance.one(PIECES) + lines[place])
    }),
  ],
  ['cut off', asText((text, chance) => text.slice(0, chance.below(text.length + 1)))],
  [
    'a part cut out',
    asText((text, chance) => {
      const [start, end] = between(text, chance)
      return text.slice(0, start) + text.slice(end)
    }),
  ],
  [
    'bits turned',
    (bytes, chance) => {
      const turned = Buffer.from(bytes)
      for (let n = 1 + chance.below(4); n && turned.length; n--)
        turned[chance.below(turned.length)]! ^= 1 << chance.below(8)
      return turned
    },
  ],
  [
    'bytes of chance written over it',
    (bytes, chance) => {
      const over = Buffer.from(bytes)
      const start = chance.below(over.length + 1)
      for (let at = start; at < Math.min(over.length, start + 1 + chance.below(40)); at++) over[at] = chance.below(256)
      return over
    },
  ],
  [
    'bytes of chance alone',
    (_, chance) => Buffer.from(Array.from({ length: chance.below(400) }, () => chance.below(256))),
  ],
  [
    'signs of chance alone',
    (_, chance) =>
      Buffer.from(Array.from({ length: chance.below(60) }, () => chance.one(PIECES) + chance.one(KEYS)).join('')),
  ],
  [
    'another file from here on',
    asText(
      (text, chance, other) =>
        text.slice(0, chance.below(text.length + 1)) + other.slice(chance.below(other.length + 1)),
    ),
  ],
  [
    'lines of another file',
    asLines((lines, chance, other) => {
      const [start, count] = blockIn(other, chance)
      return lines.toSpliced(chance.below(lines.length + 1), 0, ...other.slice(start, start + count))
    }),
  ],
  [
    'a merge that git left',
    asLines((lines, chance, other) => {
      const [start, count] = blockIn(lines, chance)
      const [from, many] = blockIn(other, chance)
      const theirs = other.slice(from, from + many)
      return lines.toSpliced(
        start,
        count,
        ...['<<<<<<< HEAD', ...lines.slice(start, start + count), '=======', ...theirs, '>>>>>>> theirs'],
      )
    }),
  ],
  [
    'other line ends',
    asText((text, chance) =>
      text.replaceAll('\n', chance.one(['\r\n', '\r', '\n\n', '\n\r', utf8('\u2028'), utf8('\u0085')])),
    ),
  ],
  [
    'another encoding',
    asText((text, chance) => {
      const said = Buffer.from(text, 'latin1').toString('utf8')
      const swapped = Buffer.from(said, 'utf16le').swap16()
      return chance
        .one([Buffer.from(`\ufeff${said}`, 'utf16le'), swapped, Buffer.from(said, 'latin1')])
        .toString('latin1')
    }),
  ],
  [
    'digits made many',
    asText((text, chance) => text.replace(/\d+/g, digits => (chance.onceIn(20) ? digits.repeat(30) : digits))),
  ],
  [
    'days of other years',
    asText((text, chance) =>
      text.replace(/\d{4}-\d\d-\d\d/g, day =>
        chance.onceIn(5) ? chance.one(['0001-01-01', '9999-12-31', '2026-02-31', '2026-12-31', '1969-12-31']) : day,
      ),
    ),
  ],
]
