import { dayText } from '../day.ts'
import type { Draft } from '../draft.ts'
import { get, isMap, listAt } from '../draft.ts'
import { meetings } from '../meetings.ts'
import { bothNames, displayNames, OWNERS } from '../people.ts'
import { meetingsText } from '../schedule-words.ts'
import { confidentialityText } from '../sections/agreements/confidentiality.ts'
import { initiatorText } from '../sections/agreements/session-habits.ts'
import { WIN_LISTS } from '../sections/wins/index.ts'
import { measureText } from '../sections/wins/measure.ts'
import { shorten } from '../text.ts'

/** Keys that people say in other words than the file. A list's key is one of its entries. */
const SPOKEN = new Map(
  Object.entries({
    agreed: 'support agreed',
    baseline: 'start',
    behavior: 'behavior objective',
    checkOn: 'a look half-way',
    confirmedBy: 'who stands behind it',
    dates: 'meeting day',
    display: 'short name',
    every: 'rhythm',
    first: 'first meeting',
    firstSteps: 'first step',
    ifThen: 'if and then',
    initiator: 'who starts',
    leadHours: 'hours before',
    milestones: 'milestone',
    mindset: 'mindset objective',
    motivation: 'what helps',
    overt: 'agreement',
    owner: 'whose it is',
    partnerPart: "the partner's part",
    primary: 'primary accountability',
    principles: 'principle',
    reviewEveryDays: 'days until the review',
    roles: 'role',
    secondary: 'secondary accountability',
    sessionFlow: 'session part',
    skill: 'skill objective',
    success: 'what success looks like',
    support: 'promise',
    tertiary: 'tertiary accountability',
    timeOut: 'time-out signal',
    timezone: 'time zone',
    who: 'who may know',
    wins: 'win',
  }),
)

/** `ifThen` reads "if and then", `hoursPerMonth` "hours per month". */
export const fieldWords = (key: string): string =>
  SPOKEN.get(key) ??
  key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)

/** The key under which a win, a role, a step has its own words. */
export const ownKey = (entry: Draft): string | undefined =>
  ['text', 'primary', 'what', 'name'].find(key => typeof entry[key] === 'string')

/** What a thing says of itself; empty where it has no words of its own. */
export function ownWords(entry: unknown): string {
  if (!isMap(entry)) return typeof entry === 'string' ? entry : ''
  return String(entry[ownKey(entry) ?? ''] ?? '')
}

/** Says a value as people do. A text that somebody wrote comes back as it is, and then `own` is true. */
export type Say = (key: string, value: unknown) => { text: string; own?: boolean }

/** Words from a fixed list, or with a form of their own, that need no quotes. */
const FIXED = new Set(['format', 'formality', 'kind', 'language', 'mode', 'template', 'time', 'timezone'])

/** How the values of a draft are said: days in full, people by name, wins and roles in their own words. */
export function sayer(draft: Draft): Say {
  const names = displayNames(get(draft, 'partners'))
  const wins = WIN_LISTS.flatMap(list => listAt(draft, `wins.${list}`))
  const roles = OWNERS.flatMap(owner => listAt(draft, `roles.${owner}`))
  const named = (things: readonly unknown[], id: string) => {
    const words = ownWords(things.find(thing => isMap(thing) && thing.id === id))
    return words ? `"${shorten(words)}"` : id
  }
  const person = (value: string) =>
    value === 'both' ? bothNames(names) : value === 'a' || value === 'b' ? names[value] : value
  const day = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value) : value)
  const win = (id: string) => named(wins, id)
  const said = new Map<string, (value: string) => string>(
    Object.entries({
      ...{ date: day, dates: day, due: day, first: day },
      ...{ by: person, confirmedBy: person, owner: person },
      ...{ serves: win, win, wins: win, role: (id: string) => named(roles, id) },
      initiator: (value: string) => initiatorText(value as never, names).replace(/\.$/, ''),
      level: (value: string) => confidentialityText({ level: value as never, who: [] }).replace(/\.$/, ''),
    }),
  )
  const inside = (key: string, value: unknown, length = 100): string => {
    const { text, own } = say(key, value)
    return own ? `"${shorten(text, length)}"` : text
  }
  const details = (map: Draft): string[] =>
    Object.entries(map)
      .filter(([key, value]) => value !== undefined && !['id', 'owner', ownKey(map)].includes(key))
      .map(([key, value]) => `${fieldWords(key)} ${inside(key, value)}`)
  const say: Say = (key, value) => {
    if (typeof value === 'string') {
      const words = said.get(key)
      return words ? { text: words(value) } : { text: value, own: !FIXED.has(key) }
    }
    if (typeof value === 'boolean') return { text: value ? 'yes' : 'no' }
    if (typeof value === 'number') return { text: String(value) }
    if (Array.isArray(value)) return { text: value.map(entry => inside(key, entry, 40)).join(', ') || 'nothing' }
    if (!isMap(value)) return { text: 'nothing' }
    const rule = key === 'every' || key === 'meetings' ? meetings.safeParse(value) : undefined
    const meets = rule?.data && meetingsText(rule.data)
    if (meets) return { text: [rule.data.text && inside('text', rule.data.text), meets].filter(Boolean).join('; ') }
    if (key === 'measure') return { text: measured(value, details) || 'nothing' }
    const words = ownWords(value)
    return { text: [words && `"${shorten(words, 100)}"`, ...details(value)].filter(Boolean).join('; ') || 'nothing' }
  }
  return say
}

/** Keys that nobody knows have values that nobody knows. */
export const sayPlainly: Say = (_, value) =>
  typeof value === 'string' ? { text: value, own: true } : { text: JSON.stringify(value) }

/** `applications sent, from 0 to 6` */
function measured({ indicator, unit, baseline, target, ...rest }: Draft, details: (map: Draft) => string[]): string {
  const range = measureText({ measure: { unit, baseline, target } as never })
  return [indicator, range, ...details(rest)].filter(Boolean).join(', ')
}
