import { addDays, addMonths, type Day, dayText, isDay, longDay, weekdayOf } from '../day.ts'
import { quoted } from '../text.ts'

/** What the words of a date are counted from. Nothing else matters: no clock and no time zone of a machine. */
export interface From {
  today: Day
  /** The date is over: without a year, or as a weekday, it is the latest one. Otherwise it is the one to come. */
  past?: boolean
  /** A date without a year is the first one from this day on, if that is not today. */
  after?: Day
}

/** What a phrase means: one day, several that it could be (with the reason, if there is one), or none. */
export type Meaning = { days: readonly Day[]; because?: string } | { wrong: string }

/** The day or days that a whole phrase names; undefined if it is not a date, or not only one. */
export function meaningOf(phrase: string, from: From): Meaning | undefined {
  if (phrase.length > 90) return undefined
  const said = normal(phrase)
  const meaning = simple(said, from) ?? withWeekday(said, from)
  return meaning && 'days' in meaning && !meaning.days.every(isDay)
    ? { wrong: `${quoted(phrase)} isn't a date.` }
    : meaning
}

/** Whether a phrase names its year, so that another year cannot be meant. */
export const namesYear = (phrase: string): boolean => /\d{4}|'\d\d|year\b/.test(phrase)

const normal = (phrase: string): string =>
  phrase
    .toLowerCase()
    .replace(/[(),\s]+/g, ' ')
    .replace(/[ !]+$/, '')
    .replace(/([^\d])\.+$/, '$1')
    .replace(/^(.*[^.\d]\d+|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{1,2}-\d{1,2})\.$/, '$1')
    .trim()

const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAY =
  '(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?'
const NUMBER = '(?:the )?(?<number>\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = "(?:[ -](?:of )?(?<year>\\d{4}|'\\d\\d|this year|next year|last year))?"
const COUNT = '(?<count>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const UNIT = '(?<unit>day|week|fortnight|month|year)s?'

type Groups = Readonly<Record<string, string | undefined>>
type Form = readonly [pattern: RegExp, meaning: (groups: Groups, from: From) => Meaning]

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`)
const one = (day: Day): Meaning => ({ days: [day] })

/** Every way to say a date that is read, each as a whole. What is not in this table is not a date. */
const FORMS: readonly Form[] = [
  [whole('today'), (_, { today }) => one(today)],
  [whole('tomorrow'), (_, { today }) => one(addDays(today, 1))],
  [whole('(?:the )?day after tomorrow'), (_, { today }) => one(addDays(today, 2))],
  [whole('yesterday'), (_, { today }) => one(addDays(today, -1))],
  [whole('(?:the )?day before yesterday'), (_, { today }) => one(addDays(today, -2))],
  [whole(`(?:in|within) ${COUNT} ${UNIT}`), counted(1)],
  [whole(`${COUNT} ${UNIT} from (?:now|today)`), counted(1)],
  [whole(`${COUNT} ${UNIT} ago`), counted(-1)],
  [whole(`(?:the )?end of ${MONTH}${YEAR}`), endOfMonth],
  [
    whole('(?:the )?end of (?<which>the|this|next) month'),
    ({ which }, { today }) => one(lastOf(which === 'next' ? addMonths(today, 1) : today)),
  ],
  [
    whole('(?:the )?end of (?<which>the|this|next) year'),
    ({ which }, { today }) => one(`${yearOf(today) + (which === 'next' ? 1 : 0)}-12-31`),
  ],
  [whole(`(?:the )?(?:start|beginning) of ${MONTH}${YEAR}`), (groups, from) => named({ ...groups, number: '1' }, from)],
  [whole(`${NUMBER}[ -](?:of )?${MONTH}${YEAR}`), named],
  [whole(`${MONTH}[ -]${NUMBER}${YEAR}`), named],
  [whole('(?<year>\\d{4})(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<number>\\d{1,2})'), yearFirst],
  [whole('(?<one>\\d{1,2})(?<sign>[-/.])(?<two>\\d{1,2})\\k<sign>(?<year>\\d{4}|\\d\\d)'), numbers],
  [whole('(?<one>\\d{1,2})\\.(?<two>\\d{1,2})\\.'), numbers],
  [whole('(?<one>\\d{1,2})(?<sign>/)(?<two>\\d{1,2})'), numbers],
  [whole('(?:the )?(?<number>\\d{1,2})(?:st|nd|rd|th)'), ofMonth],
  [whole(`(?:(?<which>this coming|(?:the )?coming|this|next|last) )?${WEEKDAY}`), weekday],
  [whole(`${WEEKDAY} (?:of )?(?<week>this|next|last) week`), weekday],
  [whole(`(?<week>this|next|last) week(?: on)? ${WEEKDAY}`), weekday],
]

function simple(said: string, from: From): Meaning | undefined {
  for (const [pattern, meaning] of FORMS) {
    const groups = pattern.exec(said)?.groups
    if (groups || pattern.test(said)) return meaning(groups ?? {}, from)
  }
  return undefined
}

const BEFORE_DATE = new RegExp(
  `^(?:(?<which>this coming|(?:the )?coming|this|next|last) )?${WEEKDAY} (?<date>.*\\d.*)$`,
)
const AFTER_DATE = new RegExp(`^(?<date>.*?\\d.*?) (?:an? )?${WEEKDAY}$`)

/** A date with its weekday, which must be right: `Friday 13 March`, `13 March (Friday)`. */
function withWeekday(said: string, from: From): Meaning | undefined {
  const { date, weekday: name, which } = (BEFORE_DATE.exec(said) ?? AFTER_DATE.exec(said))?.groups ?? {}
  // "Friday the 13th" may be in any month.
  if (!date || !name || /^(?:the )?\d+(?:st|nd|rd|th)$/.test(date)) return undefined
  const found = simple(date, from)
  if (!found || 'wrong' in found) return found
  const wanted = WEEKDAYS.indexOf(name.slice(0, 3))
  const agreeing = found.days.filter(day => weekdayOf(day) === wanted)
  if (agreeing.length) return { days: agreeing }
  const [day] = found.days
  if (!day || found.days.length > 1) return found
  const near = which ? weekday({ which, weekday: name }, from) : one(nearest(day, wanted))
  const others = 'days' in near ? near.days : []
  return { days: [day, ...others], because: `${dayText(day)} is a ${longDay(day).split(' ')[0]}.` }
}

const WEEKDAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const COUNTS: readonly string[] = ' one two three four five six seven eight nine ten eleven twelve'.split(' ')

const yearOf = (day: Day): number => Number(day.slice(0, 4))
const dayOf = (year: number | string, month: number, number: number | string): Day =>
  [year, month, number].map((part, at) => String(part).padStart(at ? 2 : 4, '0')).join('-')
const lastOf = (day: Day): Day => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1)
const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7))
const monthOf = ({ month = '' }: Groups): number =>
  /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3)) + 1

function counted(direction: 1 | -1) {
  return ({ count = '', unit = '' }: Groups, { today }: From): Meaning => {
    const number = direction * (/^an?$/.test(count) ? 1 : /^\d/.test(count) ? Number(count) : COUNTS.indexOf(count))
    const days = { day: 1, week: 7, fortnight: 14 }[unit]
    return one(days ? addDays(today, days * number) : addMonths(today, unit === 'year' ? 12 * number : number))
  }
}

/** The year that was said, or undefined. */
function yearIn({ year }: Groups, { today }: From): number | undefined {
  if (!year) return undefined
  const moved = { 'this year': 0, 'next year': 1, 'last year': -1 }[year]
  return moved === undefined ? Number(year.replace("'", '20')) : yearOf(today) + moved
}

/** The year in which a date without its own is meant: `dateIn` gives it in a year. */
function yearMeant(dateIn: (year: number) => Day, { today, past, after }: From): number {
  if (past) return yearOf(today) - (dateIn(yearOf(today)) > today ? 1 : 0)
  const base = after ?? today
  return yearOf(base) + (dateIn(yearOf(base)) < base ? 1 : 0)
}

/** A day and the name of its month. */
function named(groups: Groups, from: From): Meaning {
  const [month, number] = [monthOf(groups), Number(groups.number)]
  const dateIn = (year: number) => dayOf(year, month, number)
  // 2028 has a 29 February.
  if (!isDay(dateIn(2028))) return { wrong: `There is no ${number} ${monthName(month)}.` }
  const year = yearIn(groups, from) ?? yearMeant(dateIn, from)
  const day = dateIn(year)
  return isDay(day) ? one(day) : { wrong: `There is no ${number} ${monthName(month)} ${year}.` }
}

const monthName = (month: number): string => dayText(dayOf(2028, month, 1)).split(' ')[1]!

function endOfMonth(groups: Groups, from: From): Meaning {
  const dateIn = (year: number) => lastOf(dayOf(year, monthOf(groups), 1))
  return one(dateIn(yearIn(groups, from) ?? yearMeant(dateIn, from)))
}

function yearFirst(groups: Groups): Meaning {
  const day = dayOf(groups.year!, Number(groups.month), Number(groups.number))
  return isDay(day) ? one(day) : { wrong: `There is no ${day}.` }
}

/** `31/10/2026`: whoever writes dots puts the day first; otherwise both orders are tried. */
function numbers({ one: first, two: second, sign = '.', year }: Groups, from: From): Meaning {
  const said = [first, second, year].filter(Boolean).join(sign)
  if (year?.length === 2) return { wrong: `Write the year of ${said} with four digits.` }
  const orders = [{ number: first, month: second }, ...(sign === '.' && year ? [] : [{ number: second, month: first }])]
  const days = orders
    .filter(({ month }) => Number(month) >= 1 && Number(month) <= 12)
    .map(order => named({ ...order, year }, from))
    .flatMap(meaning => ('days' in meaning ? meaning.days : []))
  const different = [...new Set(days)]
  return different.length ? { days: different } : { wrong: `${said} isn't a date.` }
}

/** `the 15th`: of this month or the next one to come. */
function ofMonth({ number }: Groups, { today, past }: From): Meaning {
  const inMonth = (month: Day) => `${month.slice(0, 8)}${number!.padStart(2, '0')}`
  const first = `${today.slice(0, 8)}01`
  const here = inMonth(first)
  const isOther = past ? here > today : here < today
  const month = isOther ? addMonths(first, past ? -1 : 1) : first
  const day = inMonth(month)
  return isDay(day) ? one(day) : { wrong: `There is no ${Number(number)} ${dayText(month).slice(2)}.` }
}

/** Weeks start on Monday, and "next Friday" is the Friday of next week. "Monday", said on a Monday, is a week away. */
function weekday({ weekday: name = '', which = '', week }: Groups, { today, past }: From): Meaning {
  const wanted = WEEKDAYS.indexOf(name.slice(0, 3))
  const inWeek = (count: number) => addDays(mondayOf(today), 7 * count + ((wanted + 6) % 7))
  if (week) return one(inWeek({ last: -1, this: 0, next: 1 }[week]!))
  if (which === 'next') return one(inWeek(1))
  if (which === 'this') return inWeek(0) >= today || past ? one(inWeek(0)) : { days: [inWeek(0), inWeek(1)] }
  if (which === 'last') return one(before(today, wanted))
  return one(past && !which ? before(addDays(today, 1), wanted) : addDays(before(addDays(today, 1), wanted), 7))
}

/** The last such weekday before a day. */
const before = (day: Day, wanted: number): Day => addDays(day, -((weekdayOf(day) - wanted + 6) % 7) - 1)

const nearest = (day: Day, wanted: number): Day => before(addDays(day, 4), wanted)
