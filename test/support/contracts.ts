import fc from 'fast-check'
import { invisibleIn } from '../../src/contract/invisible.ts'
import { isSameName } from '../../src/contract/people.ts'
import { cleanDeep } from '../../src/contract/text.ts'

/** What careless writers write into Markdown or YAML so that it is read as something else. */
const NASTY = [
  ...[
    'No',
    'null',
    '~',
    '1e3',
    '012',
    '18:30',
    '2026-01-05',
    '.inf',
    '=',
    'constructor',
    '__proto__',
    '<<',
    '- x',
    '# x',
    'a: b',
    '&x',
    '*x',
    '!x',
  ],
  ...[
    '"#1: yes"',
    "'",
    '"',
    '\\',
    '|',
    '||',
    '`',
    '```',
    '*x*',
    '_x_',
    '~~x~~',
    '[x](y)',
    '![x](y)',
    '<b>x</b>',
    '<!--',
  ],
  ...['&amp;', '&#42;', '1. x', '1) x', '> x', '---', '...', '===', '***', '+ x', '| a | b |', '[x]: y', '[^1]', '$x$'],
  ...['https://example.org/a_b_c', 'www.example.org/_x_', 'me@example.org', '<me@example.org>', ':tada:', '- [ ] x'],
  ...[
    'a\nb',
    'a\n\nb',
    'a\n\n',
    'a\n ',
    'a\n---\nb',
    '# a\n# b',
    'a  \nb',
    'a\\\nb',
    ' lead',
    'trail ',
    'a\tb',
    'x\r\ny',
    'a\u2028b',
  ],
  ...[
    'e\u0301',
    '👩‍👩‍👧‍👦',
    'שלום',
    '日本語',
    '\u202eabc',
    '\u001b[31m',
    '\u0000',
    '\ud800',
    '\ufeffx',
    'constructor',
    '__proto__x',
  ],
]

const piece = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
)
const text = fc
  .oneof(
    { weight: 3, arbitrary: piece },
    { weight: 1, arbitrary: fc.array(piece, { minLength: 2, maxLength: 3 }).map(pieces => pieces.join('\n')) },
    { weight: 1, arbitrary: fc.tuple(piece, piece).map(pieces => pieces.join('')) },
  )
  // Something must be left when it is cleaned: an empty text is a missing one.
  .filter(said => /[\p{L}\p{N}\p{P}\p{S}]/u.test(cleanDeep(said)))

/** A name, or another text that has no line ends. */
const line = text.map(said => cleanDeep(said).replace(/\s+/g, ' '))
/** What somebody is called: nothing in it may be invisible. */
const called = line.filter(said => !invisibleIn(said))
const maybeCalled = fc.option(called, { nil: undefined })
const maybeLine = fc.option(line, { nil: undefined })
const maybe = fc.option(text, { nil: undefined })
const some = fc.array(text, { maxLength: 3 })
const win = (prefix: string) =>
  fc
    .array(
      fc.record({
        text,
        why: maybe,
        motivation: maybe,
        difficulty: maybe,
        measure: fc.record({ indicator: text, unit: maybeLine, baseline: maybe, target: maybe, direction: maybe }),
        milestones: fc.array(fc.record({ text, target: maybe }), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map(wins =>
      wins.map((entry, index) => ({
        id: `${prefix}${index + 1}`,
        ...entry,
        milestones: entry.milestones.map((step, at) => ({ id: `${prefix}${index + 1}m${at + 1}`, ...step })),
      })),
    )
const roles = (owner: string) =>
  fc
    .array(fc.record({ primary: text, secondary: maybe, tertiary: maybe, strength: maybe, agreed: fc.boolean() }), {
      minLength: 1,
      maxLength: 2,
    })
    .map(list => list.map((role, index) => ({ id: `${owner}.${index + 1}`, ...role })))
const perPartner = <T>(arbitrary: fc.Arbitrary<T>) => fc.record({ a: arbitrary, b: arbitrary })

/** Two partners who are called by one name are refused. */
const distinct = (partner: fc.Arbitrary<{ name: string; display: string | undefined }>) =>
  perPartner(partner).filter(({ a, b }) => !isSameName(a.display ?? a.name, b.display ?? b.name))

/** A whole contract with random texts wherever a person may write. */
export const anyContract = fc.record({
  format: fc.constant('partner/1'),
  id: fc.constant('c1'),
  template: fc.constant('pair'),
  title: line,
  version: fc.constant(1),
  date: fc.constant('2026-01-05'),
  language: fc.constant('en'),
  formality: fc.constant('informal'),
  purpose: text,
  partners: distinct(
    fc.record({
      name: called,
      display: maybeCalled,
      role: maybeLine,
      organization: maybeLine,
      representative: maybeCalled,
    }),
  ),
  wins: fc.record({ big: win('w'), a: win('a'), b: win('b'), success: perPartner(maybe) }),
  roles: fc.record({ a: roles('a'), b: roles('b') }),
  principles: fc.array(text, { minLength: 1, maxLength: 3 }),
  learning: fc.record({ mindset: perPartner(some), behavior: perPartner(some), skill: perPartner(some) }),
  support: perPartner(
    fc.array(fc.oneof(text, fc.record({ text, kind: fc.constantFrom('support', 'challenge') })), { maxLength: 3 }),
  ),
  agreements: fc.record({
    timeOut: text,
    coaching: maybe,
    feedback: maybe,
    conflict: maybe,
    celebration: maybe,
    meetings: fc.record({ text, place: maybe, time: fc.constant('18:30'), timezone: fc.constant('Europe/Dublin') }),
    confidentiality: fc.record({
      level: fc.option(fc.constant('named'), { nil: undefined }),
      who: fc.array(line, { maxLength: 3 }),
      text: maybe,
    }),
    initiator: fc.constantFrom('a', 'b', 'each', 'alternate'),
    sessionFlow: some,
    updates: perPartner(fc.record({ prepare: maybe })),
    sharing: maybe,
    ownership: text,
    reviewEveryDays: fc.constant(90),
    overt: some,
  }),
  firstSteps: fc
    .array(fc.record({ owner: fc.constantFrom('a', 'b', 'both'), text, ifThen: maybe, partnerPart: maybe }), {
      maxLength: 3,
    })
    .map(steps => steps.map((step, index) => ({ id: `s${index + 1}`, ...step }))),
  // Keys of the pair's own say something: an unknown key that is empty is refused.
  ours: fc.record({ text, list: fc.array(text, { minLength: 1, maxLength: 3 }), deep: fc.record({ why: text }) }),
})
