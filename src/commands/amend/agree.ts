import type { Context } from '../../context.ts'
import { changedGoals } from '../../contract/amendment.ts'
import { type Difference, differenceLines, differences } from '../../contract/difference/index.ts'
import { same } from '../../contract/difference/pairing.ts'
import type { Draft } from '../../contract/draft.ts'
import { type Owner, other } from '../../contract/people.ts'
import { plain, quoted } from '../../contract/text.ts'
import { PartnerError } from '../../errors.ts'
import type { Prompter } from '../../interview/prompter.ts'
import { shellWord } from '../../store/shell.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Options } from '../command.ts'
import type { Before } from './before.ts'

/** A change as it would be written. */
export interface Amendment {
  data: Draft
  found: readonly Difference[]
}

/** What a change changes; where that is nothing, this is said instead. */
export function differing(before: Before, data: Draft): Amendment {
  const found = differences(before.data, data)
  if (found.length) return { data, found }
  if (before.edited && !same(before.data, data))
    throw new PartnerError(
      'altered',
      'Only the list of earlier changes was edited since this version was signed: there is nothing new to agree to.',
      `Nothing was written. To go back to what was signed: git checkout ${shellWord(before.partnership.shown('contract.yaml'), 'FILE')}`,
    )
  throw new PartnerError('invalid', 'Nothing is different from what the contract says.', 'Nothing was written.')
}

/** The difference in words, before anything is written. */
export function showDifference(
  context: Context,
  prompter: Prompter | undefined,
  { partnership: { contract }, signed, names }: Before,
  { found }: Amendment,
): void {
  const title = signed ? `What is different from version ${contract.version}, as it was signed:` : 'What is different:'
  const lines = ['', `  ${title}`, ...differenceLines(found, names).map(line => `  ${line}`), '']
  const rows = lines.flatMap(line => wrap(plain(line), context.out.width, { first: '', rest: '    ' }))
  if (prompter) prompter.tell(lines)
  else context.out.write(`${rows.join('\n')}\n`)
}

/**
 * Each partner decides alone on their own goals (AGR-15): who changes the other's needs the other, in person or by
 * `--confirmed-by`. `--yes` does not answer for them.
 */
export async function goalsConfirmed(
  prompter: Prompter | undefined,
  options: Options,
  by: Owner,
  { data: old, names }: Before,
  { data }: Amendment,
): Promise<Owner | 'back' | undefined> {
  const partner = other(by)
  const goals = changedGoals(old, data, partner)
  if (!goals.length) return undefined
  if (options.confirmedBy === partner) return partner
  const name = names[partner]
  const which = goals.map(goal => quoted(goal)).join(', ')
  if (prompter) {
    const reply = await prompter.ask({
      id: `amend.goals.${partner}`,
      label: `${name}, is this change of your ${goals.length === 1 ? 'goal' : 'goals'} what you want?`,
      above: [
        { kind: 'about', text: which },
        { kind: 'note', text: `Only ${name} can answer this.` },
      ],
      prefill: '',
      choices: [
        { value: 'yes', name: `yes, ${name} wants it` },
        { value: 'no', name: 'no' },
      ],
      row: true,
      footer: ['< back'],
    })
    if (reply.text === '<') return 'back'
    if (reply.text === 'yes') return partner
  }
  throw new PartnerError(
    'invalid',
    `This changes what ${name} wants to win, and ${name} has not agreed to it: ${which}`,
    `Nothing was written. When ${name} agrees: --confirmed-by ${partner}`,
  )
}

/** The last question before it is written. */
export async function wantsIt(prompter: Prompter, { partnership: { contract }, signed }: Before) {
  const reply = await prompter.ask({
    id: 'amend.write',
    label: signed ? `Write it as version ${contract.version + 1}?` : 'Write it?',
    above: [],
    prefill: '',
    choices: [
      { value: 'write', name: 'Write it' },
      { value: 'leave', name: 'Not now' },
    ],
    footer: ['< back'],
  })
  return reply.text === 'write' ? 'write' : reply.text === 'leave' ? 'leave' : 'back'
}
