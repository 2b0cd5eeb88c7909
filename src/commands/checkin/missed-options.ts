import { OWNERS } from '../../contract/people.ts'
import { PartnerError } from '../../errors.ts'
import type { CommandOption, Options } from '../command.ts'

/** Of a session that did not take place (CHK-21). */
export const MISSED_OPTIONS: readonly CommandOption[] = [
  { flags: '--missed', says: 'the session did not take place' },
  { flags: '--why <text>', says: 'with --missed: what got in the way' },
  {
    flags: '--absent <partner...>',
    says: 'with --missed: who could not come',
    choices: [...OWNERS, 'both'],
  },
  { flags: '--moved-to <day>', says: 'with --missed: when you meet instead (default: as agreed)' },
]

const ONLY_MISSED = { why: '--why', absent: '--absent', movedTo: '--moved-to' } as const
const NEVER_MISSED = { from: '--from', full: '--full', confirmedBy: '--confirmed-by' } as const

/** Whether it is about a session that did not take place; options that say both are wrong use. */
export function isAboutMissed(options: Options): boolean {
  const given = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([key, flag]) => (options[key] === undefined ? [] : flag))
  if (options.missed) {
    const [flag] = given(NEVER_MISSED)
    if (flag)
      throw new PartnerError(
        'usage',
        `${flag} is for a session that took place, --missed for one that did not.`,
        'Take one of them. A file may say it, too: session: {held: false}',
      )
    return true
  }
  const [flag] = given(ONLY_MISSED)
  if (flag) throw new PartnerError('usage', `${flag} is for a session that did not take place.`, 'Say so with --missed')
  return false
}
