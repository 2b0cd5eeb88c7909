import { defaultsFor, defaultsTaken, missingIn } from '../contract/contract.ts'
import { dayText } from '../contract/day.ts'
import type { Draft } from '../contract/draft.ts'
import { get } from '../contract/draft.ts'
import { bothNames } from '../contract/people.ts'
import { PARTS_SHORT } from '../contract/section.ts'
import { type ContractTalk, sectionById, sectionsOf, talkOf } from './contract-talk.ts'
import type { Prompter, Told } from './prompter.ts'

/** What the pair decides when it has seen all it said. */
export type Decision =
  | { kind: 'on' | 'write' | 'more' | 'leave' | 'back' | 'defaults' }
  | { kind: 'visit'; section: string }

/**
 * The review before anything is written: every section on a line, what is missing, what was taken as usual. Jumps
 * into any section. `next` is the question at which the talk is not finished.
 */
export async function review(
  prompter: Prompter,
  draft: Draft,
  talk: ContractTalk,
  timezone: string,
  next?: string,
): Promise<Decision> {
  const asked = talkOf(draft, talk)
  const missing = missingIn(draft)
  prompter.tell([
    '',
    `  Before we write it: ${bothNames(asked.names)}, ${dayText(talk.today)}`,
    '',
    ...reviewLines(draft, talk, timezone),
    '',
  ])
  const reply = await prompter.ask({
    id: 'review',
    label: missing.length ? 'Everything so far as you meant it?' : 'Everything as you meant it?',
    above: [],
    prefill: '',
    choices: [
      ...(next === undefined ? [] : [{ value: 'on', name: `Go on at "${next}"` }]),
      {
        value: 'write',
        name: missing.length ? 'Write it as a draft: it can be signed when nothing is missing' : 'Write the contract',
      },
      { value: 'visit', name: 'Change or add detail …' },
      ...defaultsChoice(draft),
      ...(talk.depth === 'short' ? [{ value: 'more', name: 'Go on with the full talk' }] : []),
      { value: 'leave', name: 'Leave for now, keep the answers' },
    ],
    footer: ['< back'],
  })
  if (reply.text !== 'visit') return { kind: DECIDED[reply.text] ?? 'back' }
  const section = await prompter.ask({
    id: 'review.section',
    label: 'Which part?',
    above: [],
    prefill: '',
    choices: [
      ...sectionsOf(talk.template).map(({ id, part, title }) => ({
        value: id,
        name: part ? `${part}  ${title}` : `   ${title}`,
      })),
      { value: '', name: '   None of them' },
    ],
    footer: ['< back'],
  })
  return sectionById(section.text)
    ? { kind: 'visit', section: section.text }
    : review(prompter, draft, talk, timezone, next)
}

/** The way to take the defaults out, and to put them back. */
function defaultsChoice(draft: Draft): { value: string; name: string }[] {
  if (!defaultsFor(draft).length) return []
  return [{ value: 'defaults', name: defaultsTaken(draft).length ? 'Take the defaults out' : 'Put the defaults back' }]
}

const DECIDED: Readonly<Record<string, 'on' | 'write' | 'more' | 'leave' | 'defaults'>> = {
  defaults: 'defaults',
  on: 'on',
  write: 'write',
  more: 'more',
  leave: 'leave',
}

/** One line a section: its part, its title, what is in it. */
export function reviewLines(draft: Draft, talk: ContractTalk, timezone: string): Told[] {
  const asked = talkOf(draft, talk)
  const missing = missingIn(draft)
  const sections = sectionsOf(talk.template).filter(({ part }) => part > 0)
  const lines = PARTS_SHORT.flatMap((title, index) =>
    sections
      .filter(({ part }) => part === index + 1)
      .map((section, place) => ({
        place,
        title: section.title,
        said: [section.summary(draft, asked), ...(section.remarks?.(draft, asked) ?? [])].filter(Boolean).join('\n'),
      }))
      .filter(({ place, said }) => place === 0 || said)
      .map(
        ({ place, title: own, said }): Told => [
          place === 0 ? `  ${index + 1}  ${title}` : `     ${own}`,
          said || 'nothing yet',
        ],
      ),
  )
  const taken = defaultsWords(draft)
  return [
    ...lines,
    ...(taken.length ? ['', "  Defaults: take them out if you don't mean them", `    ${taken.join(' · ')}`] : []),
    ...(get(draft, 'agreements.meetings') && !get(draft, 'agreements.meetings.timezone')
      ? [`  Times are in ${timezone}.`]
      : []),
    ...(missing.length
      ? ['', `  Still needed before you can sign: ${missing.map(({ words }) => words).join(', ')}`]
      : []),
  ]
}

/** The defaults that go into the contract, in words. */
export const defaultsWords = (draft: Draft): string[] =>
  defaultsTaken(draft).map(([path, value]) => DEFAULT_WORDS[path]?.(value) ?? path)

const DEFAULT_WORDS: Readonly<Record<string, (value: unknown) => string>> = {
  'agreements.initiator': () => 'each of you starts check-ins about your own goals',
  'agreements.ownership': () => 'each of you decides on your own goals',
  'agreements.reviewEveryDays': value => `look at the contract again after ${value} days`,
}
