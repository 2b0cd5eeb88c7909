import { type TimeOn, timeOn } from '../session/check-in-time.ts'
import { type Partnership, readCards } from '../store/partnership.ts'

/** Says the time of a check-in on both clocks. A profile that cannot be read, which `check` says, has no clock of its own. */
export const readTimeOn = async (partnership: Partnership): Promise<TimeOn> =>
  timeOn(partnership.contract.agreements.meetings, (await readCards(partnership)).found)
