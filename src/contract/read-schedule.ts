import { readClock } from './clock.ts'
import type { Meetings } from './meetings.ts'
import type { Weekday } from './weekdays.ts'

/** What a schedule's rule is made of, as people type it. */
export type SaidRule = Pick<Meetings, 'every' | 'unit' | 'weekdays' | 'nth' | 'day' | 'days' | 'time'>

const WEEKDAY =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?'
const WEEKDAYS_SAID = `${WEEKDAY}(?:(?: ?, ?| and | & |, and )${WEEKDAY})*`
const DAY = '\\d{1,2}(?:st|nd|rd|th)'
const DAYS_SAID = `${DAY}(?:(?: ?, ?| and (?:the )?| & |, and )${DAY})*`
const COUNT = 'other|second|two|2nd|2|third|three|3rd|3|fourth|four|4th|4|fifth|five|5|sixth|six|6'
const NTH = 'first|1st|second|2nd|third|3rd|fourth|4th|last'
const OF_MONTH = '(?: (?:of|in) (?:the|each|every|a) month| (?:each|every) month)'

/** Each way to say a rule, the whole of it, and what it means. The first that fits counts. */
const WAYS: readonly (readonly [way: string, means: (found: Record<string, string>) => SaidRule])[] = [
  ['(?:weekly|(?:every|each|once a) week)', () => ({ every: 1, unit: 'week' })],
  ['(?:daily|(?:every|each) day)', () => ({ every: 1, unit: 'week', weekdays: weekdaysIn('mo tu we th fr sa su') })],
  ['(?:every|each) weekday', () => ({ every: 1, unit: 'week', weekdays: weekdaysIn('mo tu we th fr') })],
  ['fortnightly', () => ({ every: 2, unit: 'week' })],
  [`every (?<count>${COUNT}) weeks?`, ({ count }) => ({ every: countOf(count!), unit: 'week' })],
  [
    `(?:(?:every|each) |weekly on )?(?<weekdays>${WEEKDAYS_SAID})(?: (?:every|each) week)?`,
    ({ weekdays }) => ({ every: 1, unit: 'week', weekdays: weekdaysIn(weekdays!) }),
  ],
  [
    `every (?<count>${COUNT}) (?:weeks? on )?(?<weekdays>${WEEKDAYS_SAID})`,
    ({ count, weekdays }) => ({ every: countOf(count!), unit: 'week', weekdays: weekdaysIn(weekdays!) }),
  ],
  [
    `(?<weekdays>${WEEKDAYS_SAID})(?:,)? every (?<count>${COUNT}) weeks?`,
    ({ count, weekdays }) => ({ every: countOf(count!), unit: 'week', weekdays: weekdaysIn(weekdays!) }),
  ],
  [
    `(?:the )?(?<nth>${NTH}) (?<weekday>${WEEKDAY})(?:${OF_MONTH}| of every (?<count>${COUNT}) months?)?`,
    ({ nth, weekday, count }) => ({
      every: count ? countOf(count) : 1,
      unit: 'month',
      nth: nth === 'last' ? 'last' : (countOf(nth!) as 1 | 2 | 3 | 4),
      weekdays: weekdaysIn(weekday!),
    }),
  ],
  [`(?:every|each) (?<nth>first|1st|last) (?<weekday>${WEEKDAY})${OF_MONTH}`, nthOfEach],
  [`(?:the )?last day${OF_MONTH}`, () => ({ every: 1, unit: 'month', day: 31 })],
  [`(?:the )?(?<days>${DAYS_SAID})${OF_MONTH}?`, ({ days }) => ruleOnDays(days!)],
  ['(?:monthly|(?:every|each|once a) month)', () => ({ every: 1, unit: 'month' })],
  [`every (?<count>${COUNT}) months?`, ({ count }) => ({ every: countOf(count!), unit: 'month' })],
]

const READERS = WAYS.map(([way, means]) => [new RegExp(`^(?:on )?${way}$`), means] as const)

/** The rule that a text says, if it says nothing else: `last Friday of the month at 18:30`. Half of a text is none. */
export function readSchedule(said: string): SaidRule | undefined {
  const text = said.toLowerCase().replace(/\s+/g, ' ').replace(/[.!]$/, '').trim()
  const [, rule = text, clock] = /^(.*?),? at (.+)$/.exec(text) ?? []
  const time = clock === undefined ? undefined : readClock(clock)
  if (clock !== undefined && !time) return undefined
  for (const [way, means] of READERS) {
    const found = way.exec(rule)
    const read = found && means(found.groups ?? {})
    if (read) return isReal(read) ? { ...read, ...(time && { time }) } : undefined
  }
  return undefined
}

function nthOfEach({ nth, weekday }: Record<string, string>): SaidRule {
  return { every: 1, unit: 'month', nth: nth === 'last' ? 'last' : 1, weekdays: weekdaysIn(weekday!) }
}

function ruleOnDays(said: string): SaidRule {
  const days = [...new Set([...said.matchAll(/\d+/g)].map(([number]) => Number(number)))]
  return days.length === 1 ? { every: 1, unit: 'month', day: days[0]! } : { unit: 'days', days }
}

/** A month has days from 1 to 31. */
const isReal = ({ day = 1, days = [] }: SaidRule): boolean => [day, ...days].every(each => each >= 1 && each <= 31)

const COUNTS = [
  /^(?:first|1)/,
  /^(?:other|second|two|2)/,
  /^(?:third|three|3)/,
  /^(?:four|4)/,
  /^(?:fi|5)/,
  /^(?:six|6)/,
]

const countOf = (word: string): number => COUNTS.findIndex(each => each.test(word)) + 1

const weekdaysIn = (said: string): Weekday[] => [
  ...new Set([...said.matchAll(/\b(?!and\b)[a-z]{2}/g)].map(([start]) => start.toUpperCase() as Weekday)),
]
