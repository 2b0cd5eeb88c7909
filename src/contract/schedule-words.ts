import { addDays, dayText, longDay } from './day.ts'
import type { Meetings } from './meetings.ts'
import { occurrences } from './occurrences.ts'
import { needsFirst, type Rule, ruleOf } from './schedule-rule.ts'
import { WEEKDAY_NAMES } from './weekdays.ts'

/**
 * `Every second Monday at 18:30 (Europe/Dublin), 45 minutes, starting 19 January 2026; place: Shiv's kitchen`; empty if
 * nothing is agreed. Two schedules have the same words only if all that is agreed is the same, dates or not; the pair's
 * own words are not in them.
 */
export function meetingsText(agreed: Meetings): string {
  const { first, time, minutes, place, dates = [], timezone } = agreed
  const given = dates.length ? `on ${list([...new Set(dates)].sort().map(dayText))}` : ''
  const rule = ruleWords(agreed)
  const start = rule && startOf(agreed)
  const alone = !rule && first && `first on ${longDay(first)}`
  const days = given && rule ? `${given}, then ${rule}` : given || rule || alone
  const when = [days, time && `at ${time}`, (days || time) && timezone && `(${timezone})`].filter(Boolean).join(' ')
  const text = [
    when,
    minutes && `${minutes} minutes`,
    start && `starting ${dayText(start)}`,
    start && first && start !== first && `counted from ${dayText(first)}`,
    given && alone,
    ...withoutRule(agreed),
    !days && !time && timezone && `time zone: ${timezone}`,
  ]
    .filter(Boolean)
    .join(', ')
  return [sentence(text), place && (text ? `place: ${place}` : place)].filter(Boolean).join('; ')
}

/** What is agreed about days and makes no rule. It is signed with the rest. */
function withoutRule({ unit, every, weekday, nth, first }: Meetings): (string | undefined)[] {
  const isUsed = unit === 'week' || (unit === 'month' && (nth !== undefined || first !== undefined))
  return [
    unit || every === undefined ? undefined : `every: ${every}`,
    !weekday || isUsed ? undefined : `weekday: ${WEEKDAY_NAMES[weekday]}`,
  ]
}

/** Which days a schedule's rule is on, in small letters: `on the last Friday of each month`. Empty if it has none. */
export function ruleWords(agreed: Meetings): string {
  const { unit, every = 1, first } = agreed
  const rule = ruleOf(agreed)
  const counted = !first && needsFirst(agreed) ? ', counted from the last check-in' : ''
  if (rule) return `${wordsOf(rule)}${counted}`
  if (unit === 'days') return 'on days of the month that are not chosen yet'
  return unit ? `every ${nthWord(every)}${unit}${unit === 'week' ? counted : ', without a first date yet'}` : ''
}

function wordsOf(rule: Rule): string {
  if (rule.unit === 'days') return `on the ${list(rule.days.map(ordinal))} of each month${shorter(rule.days)}`
  if (rule.unit === 'month') {
    const month = rule.every > 1 ? `every ${nthWord(rule.every)}month` : 'each month'
    if ('day' in rule) return `on the ${ordinal(rule.day)} of ${month}${shorter([rule.day])}`
    const nth = rule.nth === 'last' ? 'last' : WORDS[rule.nth]
    return `on the ${nth} ${WEEKDAY_NAMES[rule.weekday]} of ${month}`
  }
  const names = rule.weekdays.map(weekday => WEEKDAY_NAMES[weekday])
  if (names.length === 7 && rule.every === 1) return 'every day'
  if (names.length === 1 || rule.every === 1) return `every ${rule.every > 1 ? nthWord(rule.every) : ''}${list(names)}`
  return `every ${nthWord(rule.every)}week on ${names.length === 7 ? 'every day of it' : list(names)}`
}

/** Not every month has these days. */
const shorter = (days: readonly number[]): string =>
  days.some(day => day > 28) ? ', or the last day of shorter months' : ''

/** The rule's own first date: after the given dates, and no earlier than the agreed first one. */
function startOf(agreed: Meetings): string | undefined {
  const last = agreed.dates?.toSorted().at(-1)
  const after = last && addDays(last, 1)
  const from = [agreed.first, after]
    .filter(day => day !== undefined)
    .sort()
    .at(-1)
  if (!from || (!agreed.first && needsFirst(agreed))) return undefined
  return occurrences({ ...agreed, dates: undefined }, from, 1)[0] ?? agreed.first
}

const WORDS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** `second ` in front of what is counted; nothing for each. */
const nthWord = (count: number): string => (count === 1 ? '' : `${WORDS[count] ?? ordinal(count)} `)

function ordinal(count: number): string {
  const tail = count % 100 > 10 && count % 100 < 14 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th')
  return `${count}${tail}`
}

const list = (words: readonly string[]): string => words.join(', ').replace(/, ([^,]*)$/, ' and $1')

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
