import type { Context } from '../../context.ts'
import { type Day, nearDay } from '../../contract/day.ts'
import type { Meetings } from '../../contract/meetings.ts'
import { displayNames } from '../../contract/people.ts'
import { needsFirst } from '../../contract/schedule-rule.ts'
import { meetingsText } from '../../contract/schedule-words.ts'
import { oneLine, plain } from '../../contract/text.ts'
import { errorText, type Lay, PartnerError } from '../../errors.ts'
import { clockNote } from '../../session/clock-change.ts'
import { comingDays, schedule as meetingsOn } from '../../session/coming.ts'
import { readCards } from '../../store/partnership.ts'
import { table } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'
import { AS_OF, type Command, JSON_OPTION, type Options } from '../command.ts'
import { readSessions } from '../reading.ts'
import { printJson, printProblems } from '../report.ts'
import { readyIn } from '../suggestion.ts'
import { ownTimes } from './own-times.ts'
import { neverMeets, noFirst, REMEDY } from './refusals.ts'

export const schedule: Command = {
  options: [
    { flags: '--count <number>', says: 'how many sessions (default: 12)' },
    { flags: '--ics', says: 'for calendars, with the changes that your check-ins made' },
    { flags: '--out <file>', says: 'the calendar into a file; one that was written before is brought up to date' },
    JSON_OPTION,
    AS_OF,
  ],
  examples: [
    ['partner schedule', 'the next twelve sessions'],
    ['partner schedule --count 3 --json', 'the next three, for a program'],
    ['partner schedule --ics --out meetings.ics', 'a file to open with your calendar'],
    ['partner schedule --ics > meetings.ics', 'the same, without questions'],
  ],
  reads: 'contract.yaml, checkins/, partners/',
  writes: 'nothing, or the file of --out; in partners/ an e-mail address that was asked for',
  run,
}

async function run(options: Options, context: Context): Promise<number | undefined> {
  mustBeOneWish(options)
  // What makes calendars is large, and nothing else needs it.
  if (options.ics) return await (await import('./calendar.ts')).writeCalendar(options, context)
  const count = countOption(options.count)
  const read = await readSessions(options, context)
  const { partnership, sessions, asOf } = read
  const { contract } = partnership
  const { meetings } = contract.agreements
  const days = comingDays(meetings, sessions, { contractDate: contract.date, from: asOf, count })
  const cards = await readCards(partnership)
  const ready = readyIn(context, partnership.folder)
  const lay: Lay = (text, of) => (of === 'hint' ? ready(text) : text)
  const exit = printProblems(context, partnership.folder, [...read.problems, ...cards.problems])
  if (!days.length && isRule(meetings, sessions.length > 0)) throw neverMeets(read.partnership)
  const coming = meetingsOn(meetings, meetings.timezone, days)
  if (options.json) {
    printJson(context, { schema: 'partner-schedule/1', sessions: coming })
    return exit
  }
  if (meetings.unit === 'week' && needsFirst(meetings) && !meetings.first && !sessions.length)
    context.err.write(`${plain(errorText(noFirst(partnership), lay), { multiline: true })}\n`)
  const { width } = context.out
  if (!days.length) {
    context.out.write(`${[...wrap(plain(whyNone(meetings)), width), ready(REMEDY)].join('\n')}\n`)
    return exit
  }
  const columns = ownTimes(coming, cards.found, displayNames(contract.partners))
  const rows = days.map((day, index) => [
    nearDay(day, asOf),
    meetings.time ?? '',
    ...columns.map(({ times }) => times[index]!),
  ])
  const titles = columns.length ? ['', meetings.timezone ?? '', ...columns.map(({ title }) => title)] : ['', '']
  const head = wrap(plain(meetingsText(meetings)), width)
  const list = table({ columns: titles.map(title => ({ title })), rows, width })
  const notes = clockLines(meetings, days, asOf).flatMap(line => wrap(plain(line), width))
  context.out.write(`${[...head, '', list, ...(notes.length ? ['', ...notes] : [])].join('\n')}\n`)
  return exit
}

function mustBeOneWish({ ics, out, json, count }: Options): void {
  if (out !== undefined && !ics)
    throw new PartnerError('usage', '--out is for a calendar.', 'Say so: --ics --out meetings.ics')
  const other = json ? '--json' : count === undefined ? undefined : '--count'
  if (ics && other)
    throw new PartnerError('usage', `--ics is all sessions for calendars; it does not go with ${other}.`)
}

function countOption(value: unknown): number {
  if (value === undefined) return 12
  if (typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value)) return Number(value)
  throw new PartnerError('usage', `--count ${value}: that is not a number from 1 to 999.`, 'Write it as --count 12')
}

/** The days on which the agreed time does not exist, or comes twice. */
const clockLines = ({ time, timezone }: Meetings, days: readonly Day[], asOf: Day): string[] =>
  days.flatMap(day => {
    const note = time && timezone && clockNote(day, time, timezone)
    return note ? [`${nearDay(day, asOf)}: ${note}.`] : []
  })

/** Whether days should follow from what is agreed: months need a day to be counted from. */
const isRule = (agreed: Meetings, haveMet: boolean): boolean =>
  agreed.unit !== undefined && (agreed.unit !== 'month' || !needsFirst(agreed) || agreed.first !== undefined || haveMet)

/** Nothing to show is no error; what is missing is said. */
function whyNone({ unit, dates, text }: Meetings): string {
  if (unit === 'month') return 'No first meeting is agreed, from which the months would be counted.'
  if (dates?.length) return 'All the days that were agreed are over.'
  const words = text ? `It is agreed in words alone: "${oneLine(text)}". ` : ''
  return `${words}No rhythm is agreed from which days would follow.`
}
