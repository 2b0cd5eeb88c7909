import type { Card } from '../../contract/card.ts'
import { shortDay } from '../../contract/day.ts'
import { type Names, OWNERS, type Owner } from '../../contract/people.ts'
import { dayIn } from '../../contract/timezone.ts'
import { timeIn } from '../../session/clock-change.ts'
import type { Meeting } from '../../session/coming.ts'

/** A partner's own clock at each meeting. */
interface OwnTimes {
  title: string
  times: readonly string[]
}

/** For each partner whose clock shows something else than the agreed time at one of the meetings. */
export function ownTimes(meetings: readonly Meeting[], cards: Partial<Record<Owner, Card>>, names: Names): OwnTimes[] {
  return OWNERS.flatMap(owner => {
    const timezone = cards[owner]?.timezone
    if (!timezone || meetings.every(meeting => localIn(meeting, timezone) === meeting.local)) return []
    return { title: `${names[owner]} (${timezone})`, times: meetings.map(meeting => clockIn(meeting, timezone)) }
  })
}

/** As `Meeting.local`, in another time zone. Where no instant is known, it is as agreed. */
const localIn = ({ local, utc }: Meeting, timezone: string): string =>
  utc ? `${dayIn(new Date(utc), timezone)} ${timeIn(new Date(utc), timezone)}` : local

/** `19:30`, and `01:30, 20 Jan` where it is another day there. */
function clockIn(meeting: Meeting, timezone: string): string {
  const agreed = meeting.local.slice(0, 10)
  const [day = agreed, time = ''] = localIn(meeting, timezone).split(' ')
  return day === agreed ? time : `${time}, ${shortDay(day, agreed)}`
}
