import { readFileSync } from 'node:fs'
import { isDay } from '../../src/contract/day.ts'
import { dayIn } from '../../src/contract/timezone.ts'
import { dueIn, readDate } from '../../src/contract/typed-date/index.ts'

/** Reads sentences and dates in a process of its own, whose time zone is the machine's: JSON in, JSON out. */
const { sentences, dates, now, timezone } = JSON.parse(readFileSync(0, 'utf8')) as {
  sentences: string[]
  dates: string[]
  now: string
  timezone: string
}
const today = dayIn(new Date(now), timezone)
console.log(
  JSON.stringify({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    // Samoa left out this day.
    hasDay: isDay('2011-12-30'),
    sentences: sentences.map(typed => dueIn(typed, { today }) ?? { text: typed, due: '' }),
    dates: dates.map(typed => readDate(typed, { today })),
    past: dates.map(typed => readDate(typed, { today, past: true })),
  }),
)
