import { meetingsText } from '../../contract/schedule-words.ts'
import { PartnerError } from '../../errors.ts'
import type { Partnership } from '../../store/partnership.ts'

export const REMEDY = 'Agree on other days with: partner amend agreements'

/** What is agreed about meeting does not do, and where that stands. */
export function cannotBe({ source }: Partnership, what: string, hint = REMEDY): PartnerError {
  const path = 'agreements.meetings'
  return new PartnerError('invalid', [{ path, what, where: source.place(path.split('.')) }], hint)
}

export const neverMeets = (partnership: Partnership): PartnerError =>
  cannotBe(partnership, `by this rule no session ever comes: ${meetingsText(partnership.contract.agreements.meetings)}`)

export const noFirst = (partnership: Partnership): PartnerError =>
  cannotBe(
    partnership,
    'no first meeting is agreed, and a calendar counts from it',
    'Agree on a first day with: partner amend agreements',
  )
