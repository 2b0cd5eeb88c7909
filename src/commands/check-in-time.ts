import { PartnerError } from '../errors.ts'
import { type TimeOn, timeOn } from '../session/check-in-time.ts'
import { type Partnership, readCards } from '../store/partnership.ts'

/** Says the time of a check-in on both clocks. A profile that cannot be read, which `check` says, has no clock of its own. */
export async function readTimeOn(partnership: Partnership): Promise<TimeOn> {
  const cards = await readCards(partnership).catch((error: unknown) => {
    // What an act has written is reported, whatever the folder of profiles has become meanwhile.
    if (error instanceof PartnerError) return { found: {} }
    throw error
  })
  return timeOn(partnership.contract.agreements.meetings, cards.found)
}
