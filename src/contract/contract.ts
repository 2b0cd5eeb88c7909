import * as z from 'zod/mini'
import { TEMPLATES } from './built-in-templates.ts'
import { dayText } from './day.ts'
import type { Draft } from './draft.ts'
import { get, set } from './draft.ts'
import { day, id, label, open, owner, owners, positive, words, wordsList } from './field.ts'
import { withIds } from './ids.ts'
import type { Missing, Section } from './section.ts'
import { OWNERSHIP } from './sections/agreements/session-habits.ts'
import { SECTIONS } from './sections/index.ts'
import { WIN_LISTS } from './sections/wins/index.ts'
import type { Win, WinOwner } from './sections/wins/win.ts'

export const FORMAT = 'partner/1'
export const TITLE = 'Shared Accountability Partnership Contract'

const change = open({
  version: positive,
  date: day,
  by: z.optional(owner),
  sections: wordsList,
  /** The ids of the goals that it changed, made or ended. */
  goals: z.optional(z.array(id)),
  why: z.optional(words),
  confirmedBy: z.optional(owners),
})

/** What stands above the sections: what this file is, and which version of the agreement. */
const header = {
  format: z.literal(FORMAT).check(z.describe('How this file is written; not the version of the contract.')),
  id: z._default(words.check(z.describe('Made once, and never changed.')), ''),
  template: z._default(z.enum([...TEMPLATES, 'own']).check(z.describe('own: the one in template.yaml')), 'pair'),
  title: z._default(label, TITLE),
  version: z._default(positive.check(z.describe('Of the agreement. A change of what was signed makes the next.')), 1),
  date: day,
  language: z._default(words.check(z.describe('In which the contract is written.')), 'en'),
  formality: z._default(z.enum(['informal', 'formal']), 'informal'),
  changes: z._default(z.array(change).check(z.describe('What each version changed, who asked for it, and why.')), []),
}

type SectionSchemas = { [S in (typeof SECTIONS)[number] as S['id']]: S['schema'] }
const sections = Object.fromEntries(SECTIONS.map(section => [section.id, section.schema])) as SectionSchemas

/** The whole contract.yaml. Keys of later sections and of the pair's own are kept. */
export const contractSchema = open({ ...header, ...sections })
export type Contract = z.output<typeof contractSchema>

/** Any section of the list, without its data's exact type: for code that treats all alike. */
export const allSections: readonly Section[] = SECTIONS as unknown as readonly Section[]

/** What must be filled before anyone can sign. */
export const missingIn = (draft: Draft): Missing[] => allSections.flatMap(section => section.missing?.(draft) ?? [])

/** What is true of this talk beside what was said in it. */
export interface Circumstances {
  /** A new contract's id. */
  id: string
  today: string
  timezone: string
  template: string
  /** The pair answered questions, and has seen at the review what is proposed. A file says what it says. */
  talk: boolean
}

/** The keys before the sections, in the file's order, as a draft has or lacks them. */
function headerOf(draft: Draft, now: Circumstances): Draft {
  const given = (key: string, usual: unknown) => get(draft, key) ?? usual
  return {
    format: FORMAT,
    id: given('id', now.id),
    template: given('template', now.talk ? now.template : undefined),
    title: given('title', TITLE),
    version: given('version', 1),
    date: given('date', now.today),
    language: given('language', now.talk ? 'en' : undefined),
    formality: given('formality', now.talk ? 'informal' : undefined),
    changes: given('changes', undefined),
  }
}

/** Set in a draft once the pair has taken the defaults out. */
export const DEFAULTS_OUT = '_talk.defaultsOut'

/** The defaults: agreements that the program proposes if nothing is said about them, as path and value. */
export const defaultsFor = (draft: Draft): readonly (readonly [path: string, value: unknown])[] =>
  (
    [
      ['agreements.initiator', 'each'],
      ['agreements.ownership', OWNERSHIP],
      ['agreements.reviewEveryDays', 90],
    ] as const
  ).filter(([path]) => get(draft, path) === undefined)

/** Those that go into the contract: the pair has seen them at the review, and not taken them out. */
export const defaultsTaken = (draft: Draft) => (get(draft, DEFAULTS_OUT) ? [] : defaultsFor(draft))

const TIME_ZONE = 'agreements.meetings.timezone'
const needsTimezone = (draft: Draft): boolean =>
  get(draft, 'agreements.meetings') !== undefined && get(draft, TIME_ZONE) === undefined

/** What the program fills in that nobody is asked about, in words. */
export const filledIn = (draft: Draft, contract: Draft): string[] => [
  ...(['id', 'version', 'date', 'title'] as const).flatMap(key =>
    get(draft, key) === undefined ? [key === 'id' ? 'an id' : `${key} ${asText(key, get(contract, key))}`] : [],
  ),
  ...(needsTimezone(draft) ? [`time zone ${get<string>(contract, TIME_ZONE)}`] : []),
]

const asText = (key: string, value: unknown): string =>
  key === 'date' ? dayText(String(value)) : key === 'title' ? `"${value}"` : String(value)

/** What the talk keeps beside the contract's own keys: where it is, and the partners' cards. */
const NOT_IN_CONTRACT = ['_talk', 'profiles']

/**
 * The draft as it will stand in contract.yaml: header first, sections in their order, then every key nobody knows;
 * ids given; after questions with the defaults that were not taken out.
 */
export function assemble(draft: Draft, now: Circumstances): Draft {
  const defaults = now.talk ? defaultsTaken(draft) : []
  const zoned = needsTimezone(draft) ? set(draft, TIME_ZONE, now.timezone) : draft
  const complete = withIds(defaults.reduce((data, [path, value]) => set(data, path, value), zoned))
  const head = headerOf(complete, now)
  const known = Object.fromEntries(SECTIONS.map(({ id }) => [id, complete[id]]))
  const ordered = { ...head, ...known, ...complete, ...head }
  return Object.fromEntries(
    Object.entries(ordered).filter(([key, value]) => value !== undefined && !NOT_IN_CONTRACT.includes(key)),
  )
}

/** Every win with whose list it stands in. */
export const allWins = (contract: Contract): readonly (Win & { owner: WinOwner })[] =>
  WIN_LISTS.flatMap(list => contract.wins[list].map(win => ({ ...win, owner: list })))

/** Every role with its owner. */
export const allRoles = (contract: Contract) =>
  (['a', 'b'] as const).flatMap(list => contract.roles[list].map(role => ({ ...role, owner: list })))
